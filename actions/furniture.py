"""What every scenario needs beyond its form: enough to tell, short enough to say, nothing missing.

One check for everybody: `python -m bot scenario` and the test over `data/scenarios` both ask `checked`.
"""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path
from typing import Dict, Iterator, List, Set

from actions.data import DATA, FaultyData, read
from actions.scenario import SEASONS, Raised, Scenario, style_of

LEAST_FACTS = {"work": 4, "culture": 4, "company": 4, "plans": 4, "success": 2, "picture": 3}
LEAST_TALK = {season: 3 if season == "any" else 1 for season in SEASONS}
FIRST_SENTENCE = range(4, 17)  # words: the interviewer may say no more of a fact than that
MOST_FACT, MOST_PRESS, MOST_WARM = 30, 20, 18  # words
MOST_PROCESS = 45  # words, all three keys together: they are said in one breath
ABOUT = range(2, 5)  # words


def checked(path: Path) -> Scenario:
    """Reads a scenario file that lacks nothing.

    Raises:
        FaultyData: with every fault of its form, or else every gap in its furniture.
    """
    scenario = read(path, Scenario)
    found = [*gaps(scenario), *_shared(path, scenario)]
    if found:
        raise FaultyData([f"{path.parent.name}/{path.name}: {one}" for one in found])
    return scenario


def gaps(scenario: Scenario) -> List[str]:
    """A sentence for everything the scenario lacks, or has in a way nobody could say it."""
    parts = (_facts, _person, _process, _raised, _small_talk, _marks)
    return [gap for part in parts for gap in part(scenario)]


def sentences(text: str) -> List[str]:
    """The sentences of a spoken text."""
    return re.split(r"(?<=[.?!])\s+", text.strip())


def _facts(scenario: Scenario) -> Iterator[str]:
    for kind, facts in scenario.facts.dict().items():
        if len(facts) < LEAST_FACTS[kind]:
            yield f"facts.{kind}: has {len(facts)}, needs {LEAST_FACTS[kind]}"
        for fact in facts:
            yield from (f"facts.{kind}: {gap}: “{fact}”" for gap in _unsayable(fact))


def _unsayable(fact: str) -> Iterator[str]:
    spoken = sentences(fact)
    count = len(spoken[0].split())
    if count not in FIRST_SENTENCE:
        yield f"the first sentence has {count} words, may have {FIRST_SENTENCE[0]} to {FIRST_SENTENCE[-1]}"
    if spoken[0].endswith("?"):
        yield "the first sentence asks, it must answer by itself"
    if len(spoken) > 2 or not fact.endswith((".", "?")):
        yield "must be one or two whole sentences"
    if len(fact.split()) > MOST_FACT:
        yield f"has {len(fact.split())} words, may have {MOST_FACT}"


def _person(scenario: Scenario) -> Iterator[str]:
    told = style_of(scenario.job)
    if told != scenario.style:
        yield f"style: is {scenario.style}, the job's title tells {told} (data/styles.yml)"
    if scenario.company not in scenario.title:
        yield "title: must name the company"
    if not scenario.interviewer.contact.endswith(".example"):
        yield "interviewer.contact: must end in .example, so that it can be nobody's"
    if scenario.warms_to is None:
        yield "warms_to: is missing"
    elif len(scenario.warms_to.split()) > MOST_WARM or len(sentences(scenario.warms_to)) > 1:
        yield f"warms_to: must be one sentence of at most {MOST_WARM} words"


def _process(scenario: Scenario) -> Iterator[str]:
    decide = scenario.process.decide
    if not decide[0].islower() or decide[-1] in ".?!":
        yield "process.decide: must complete “We'll decide …”, in small letters and without a full stop"
    for key in ("steps", "how"):
        if not getattr(scenario.process, key).endswith("."):
            yield f"process.{key}: must be a sentence"
    count = sum(len(value.split()) for value in scenario.process.dict().values())
    if count > MOST_PROCESS:
        yield f"process: has {count} words in all, may have {MOST_PROCESS}"


def _raised(scenario: Scenario) -> Iterator[str]:
    for kind in ("concerns", "doubts"):
        for one in getattr(scenario, kind):
            yield from (f"{kind}: “{one.about}”: {gap}" for gap in _unasked(one))


def _unasked(one: Raised) -> Iterator[str]:
    if len(one.about.split()) not in ABOUT:
        yield f"about must have {ABOUT[0]} to {ABOUT[-1]} words"
    if one.press is None:
        yield "press is missing"
    elif len(one.press.split()) > MOST_PRESS or len(sentences(one.press)) > 1 or not one.press.endswith("?"):
        yield f"press must be one question of at most {MOST_PRESS} words"


def _small_talk(scenario: Scenario) -> Iterator[str]:
    seasons = [one.season for one in scenario.small_talk]
    for season, least in LEAST_TALK.items():
        if seasons.count(season) < least:
            yield f"small_talk: has {seasons.count(season)} for season {season}, needs {least}"


def _marks(scenario: Scenario) -> Iterator[str]:
    """Placeholders stand in one's own job only, whose title is one itself: elsewhere they would be read out."""
    unwanted = "!" if scenario.job == "{job}" else "!{}"
    for text in sorted(_texts(scenario)):
        yield from (f"“{text}”: has a {mark} in it" for mark in unwanted if mark in text)


def _shared(path: Path, scenario: Scenario) -> Iterator[str]:
    """What it has in common with another scenario: a candidate who plays both would hear it twice."""
    for name, others in _told_by_all().items():
        if name.resolve() != path.resolve():
            yield from (f"“{text}”: stands in {name.name} too" for text in sorted(_texts(scenario) & others))


@lru_cache(maxsize=1)
def _told_by_all() -> Dict[Path, Set[str]]:
    found = {}
    for path in sorted((DATA / "scenarios").glob("*.yml")):
        try:
            found[path] = _texts(read(path, Scenario))
        except FaultyData:  # its own check tells
            continue
    return found


def _texts(scenario: Scenario) -> Set[str]:
    """Each sentence that can be said, and the interviewer's name."""
    raised = [text for one in (*scenario.concerns, *scenario.doubts) for text in (one.says, one.press or "")]
    talk = [text for one in scenario.small_talk for text in (one.remark, one.reply)]
    facts = [fact for kind in scenario.facts.dict().values() for fact in kind]
    process = [scenario.process.steps, scenario.process.how, scenario.warms_to or ""]
    spoken = {sentence for text in (*facts, *raised, *talk, *process) for sentence in sentences(text) if sentence}
    return spoken | {scenario.interviewer.name}
