"""Things of this job that can be named in a line: what the scenario calls them, what the interviewer told."""

from __future__ import annotations

import re
from typing import Iterator, Optional, Set, Tuple

from actions.rehearsal import INTERVIEWER, Rehearsal, Sentence
from actions.scenario import Scenario
from actions.scoring.ask import GENUINE
from actions.scoring.commonplace import FEELINGS, NUMBERS, TRADE
from actions.scoring.knowledge import specific, specific_in, stem, stems, title, words

_DETERMINED = r"\b(the|your|our|their|its|this|that|these|those|a|an|my)\s+((?:[\w'’-]+\s+)?)({word})(?=[\s,.;:!?]|$)"
_AFTER = re.compile(
    r"^(?:$|[,.;:!?–—]|\s+(?:of|in|on|is|was|are|were|and|or|to|for|that|which|at|with|by|from|has|have|had|will|can|would|happens?|takes?|goes|go|comes?|makes?|needs?|gets?|works?|runs?|moved|means?|it|we|as|when|"
    r"where|who|each|every|this|last|next|into|since|before|after|because|so|but|they|i|i['’]\w+|we['’]\w+|it['’]\w+)\b)",
    re.IGNORECASE,
)
_YOURS = {"our": "your", "my": "your", "their": "your", "its": "your", "a": "the", "an": "the", "these": "the", "this": "the",
          "those": "the", "that": "the"}  # fmt: skip
_FURNITURE = stems("the your our their its and for with from this that these those all both new own")
_MONTH = re.compile(
    r"(?:january|february|march|april|may|june|july|august|september|october|november|december|\w+day)s?", re.IGNORECASE
)
# Before a name in a brief these words tell of a place or a person, not of the work.
_NAMED = r"(?:the name|called|named|the|our|its|project|appeal|plan|programme|scheme)\s+[“\"']?{name}"
_NOT_WORK = r"\b(?:in|near|from|at|outside|around|across|about|with|to|mr|mrs|ms|dr|on|by|off|for)\s+{name}"


def named(rehearsal: Rehearsal, scenario: Optional[Scenario] = None) -> Optional[str]:
    """The name of a thing of this job, as one would say it ("the falls project"); None where none is sure to be one.

    What brief or ad call new or by a name, then the scenario's project where brief or interviewer has named it; without
    a scenario what both brief and interviewer speak of.
    """
    project = scenario.project.name if scenario else ""
    things = (one for one in rehearsal.topics if one != project)
    usable = (one for one in things if _tells(one, rehearsal) and _is_a_thing(one, rehearsal))
    found = next((_said(one, rehearsal) for one in usable), None)
    if found or not scenario:
        return found or _in_both(rehearsal)
    return _project(scenario, f"{scenario.brief}\n{_told(rehearsal)}")


def _project(scenario: Scenario, text: str) -> Optional[str]:
    """The name of the scenario's project, if it stands in `text`."""
    name = scenario.project.name
    return name if name.lower() in text.lower() else None


def _in_both(rehearsal: Rehearsal) -> Optional[str]:
    """A thing that both the brief and the interviewer speak of, in the interviewer's words."""
    told = _told(rehearsal)
    shared = specific(words(rehearsal.brief)) & specific(words(told)) - stems(TRADE) - title(rehearsal)
    return _phrase(told, shared, rehearsal)


def about(rehearsal: Rehearsal, scenario: Optional[Scenario] = None) -> Optional[str]:
    """What a question could start from: a thing of this job as `topic` has it, or else any phrase of the brief that tells."""
    usable = (one for one in rehearsal.topics if _tells(one, rehearsal) and _could_be_a_thing(one, rehearsal))
    return topic(rehearsal, scenario) or next((_said(one, rehearsal) for one in usable), None)


def _told(rehearsal: Rehearsal) -> str:
    return "\n".join(line.text for line in rehearsal.lines if line.by == INTERVIEWER)


def topic(rehearsal: Rehearsal, scenario: Optional[Scenario] = None) -> Optional[str]:
    """A thing of this job by its name, or where that says too little by what is done in it."""
    return named(rehearsal, scenario) or (scenario.project.what.split(",")[0] if scenario else None)


def _tells(name: str, rehearsal: Rehearsal) -> bool:
    """Whether a name says more of this job than its title, its firm and the furniture of many trades."""
    firm = {stem(word) for word in words(f"{rehearsal.company} {rehearsal.interviewer}")}
    job = {part for word in words(rehearsal.role) for part in map(stem, word.split("-"))}
    return bool(specific(words(name.replace("-", " "))) - _FURNITURE - stems(TRADE) - firm - title(rehearsal) - job)


def _is_a_thing(name: str, rehearsal: Rehearsal) -> bool:
    """Whether a phrase of a brief is sure to be a thing of the work: called new, or a name of neither person nor place."""
    if _MONTH.fullmatch(name):
        return False
    if not name[:1].isupper():
        return name.startswith("new ")
    place = re.search(_NOT_WORK.format(name=re.escape(name)), rehearsal.brief, re.IGNORECASE)
    return not place and bool(re.search(_NAMED.format(name=re.escape(name)), rehearsal.brief))


def _could_be_a_thing(name: str, rehearsal: Rehearsal) -> bool:
    """Whether a phrase of a brief is not a person's name, a place's or a mere number of things, as far as one can tell."""
    if name[:1].isdigit() or name.split()[0].lower() in stems(NUMBERS) or name[:1].isupper():
        return _is_a_thing(name, rehearsal)
    return " " in name


def _said(name: str, rehearsal: Rehearsal) -> Optional[str]:
    """The name with the article it takes in the brief; a thing in small letters needs one or the plural."""
    if name[:1].isupper():
        article = re.search(rf"\b(the|our|its|their) {re.escape(name)}", rehearsal.brief)
        return f"{_YOURS.get(article[1], article[1])} {name}" if article else name
    match = re.search(_DETERMINED.format(word=re.escape(name)), rehearsal.brief, re.IGNORECASE)
    if match and not match[2]:
        return f"{_YOURS.get(match[1].lower(), match[1].lower())} {match[3]}"
    return name if name.endswith("s") or name.startswith(("the ", "your ")) else f"the {name}"


def heard(rehearsal: Rehearsal, scenario: Optional[Scenario] = None) -> Optional[str]:
    """What the interviewer told that the candidate had asked about or named, as a phrase of the interviewer's own.

    A scenario's project only, where there is one: phrases cut out by their words alone take adverbs for things.
    """
    if scenario:
        return _project(scenario, _told(rehearsal))
    for reply, about in _answered(rehearsal):
        found = _phrase(reply, about, rehearsal)
        if found:
            return found
    told = _told(rehearsal)
    project = (
        one for one in rehearsal.topics if one in told and _tells(one, rehearsal) and _is_a_thing(one, rehearsal)
    )
    return next(project, None) or _in_both(rehearsal)


def _answered(rehearsal: Rehearsal) -> Iterator[Tuple[str, Set[str]]]:
    """The interviewer's replies to the candidate's questions, each with the specific stems that were asked about."""
    for i, asked in rehearsal.making(*GENUINE):
        reply = rehearsal.lines[i + 1] if i + 1 < len(rehearsal.lines) else None
        about = _specific(asked, rehearsal)
        if reply and reply.by == INTERVIEWER and about:
            yield reply.text, about


def _specific(sentence: Sentence, rehearsal: Rehearsal) -> Set[str]:
    return specific_in(sentence, rehearsal) - title(rehearsal) - stems(FEELINGS)


def _phrase(text: str, about: Set[str], rehearsal: Rehearsal) -> Optional[str]:
    """The noun phrase of `text` around one of these stems: "the recall letters", "your biscuit tin"."""
    for word in re.findall(r"[^\W_][\w'’-]*", text):
        if stem(word) not in about or _MONTH.fullmatch(word):
            continue
        for match in re.finditer(_DETERMINED.format(word=re.escape(word)), text, re.IGNORECASE):
            before = (match[2] or "").strip()
            if _AFTER.match(text[match.end() :]) and (
                not before or f"{before} {word}".lower() in rehearsal.brief.lower()
            ):
                whole = f"{before} {match[3]}".strip()
                return f"{_YOURS.get(match[1].lower(), match[1].lower())} {whole}"
    return None
