"""A measured table of talks: random rehearsals of the evaluation lines, and whether the interviewer behaves."""

from __future__ import annotations

import asyncio
import random
import re
import time
from collections import Counter
from pathlib import Path
from statistics import mean, median
from typing import Any, Dict, FrozenSet, Iterator, List, Mapping, Sequence, Tuple

from actions import set_up
from actions.rehearsal import STYLES
from actions.reply import MOST_WORDS, first_sentence
from actions.scenario import OWN, Scenario, chosen, scenarios
from actions.set_up import TEMPERS
from bot.channels.text import Refused, taken
from bot.evaluation.playing import Played, Room, Said, Turn
from bot.evaluation.report import LINES, labelled_lines

FEWEST, MOST = 4, 18  # lines of the candidate's in one rehearsal
SHOWN = 20  # examples of what went wrong
TOLD_FROM = {  # the kinds of facts that answer a question; the first of them is what it asks for
    "ask_work": ("work", "success"),
    "ask_culture": ("culture",),
    "ask_company": ("company", "plans"),
    "envision": ("picture",),
}
ANSWERED_BY = {  # the responses that answer any other question
    "next_steps": ("next_steps", "next_steps_brief", "next_steps_again", "next_steps_left"),
    "contact": ("contact", "contact_again"),
    "ask_pay": ("ask_pay", "terms_again"),
    "ask_start": ("ask_start", "ask_start_bold", "terms_again"),
    "ask_leave": ("ask_leave", "terms_again"),
    "ask_benefits": ("ask_benefits", "terms_again"),
}
ANSWERABLE = 2  # questions in one breath; what comes after may be put off with "later"


def measure(count: int, seed: int, model: Path, lines: Path = LINES) -> Dict[str, Any]:
    """Plays `count` random rehearsals and measures them.

    Args:
        count: rehearsals.
        seed: the same seed gives the same rehearsals, word for word.
        model: the trained model.
        lines: labelled lines, one JSON object a line.

    Raises:
        ValueError: `count` is below 1.
    """
    if count < 1:
        raise ValueError("--talks needs at least one rehearsal")
    texts = [text for text in map(_as_typed, labelled_lines(lines)) if text]
    started = time.perf_counter()
    played = asyncio.run(_played(Room.of(model), count, seed, texts))
    return {"rehearsals": count, "seed": seed, **table(played), "seconds": round(time.perf_counter() - started, 1)}


def _as_typed(line: Mapping[str, Any]) -> str:
    try:
        return taken(line["text"])
    except Refused:
        return ""


async def _played(room: Room, count: int, seed: int, texts: Sequence[str]) -> List[Played]:
    chance = random.Random(seed)
    drawn = [
        (_settings(chance, f"{seed}-{i}"), chance.sample(texts, min(len(texts), chance.randint(FEWEST, MOST))))
        for i in range(count)
    ]
    return [await room.play(settings, lines) for settings, lines in drawn]


def _settings(chance: random.Random, name: str) -> Dict[str, Any]:
    """A rehearsal as the form would ask for it; one's own job has an advert made of what another scenario knows."""
    scenario = chance.choice([*scenarios(), OWN])
    model = scenarios()[chance.choice(list(scenarios()))]
    known = model.facts.dict()
    advert = {
        kind: [first_sentence(fact) for fact in known[kind][:2]] for kind in ("work", "culture", "company", "plans")
    }
    asked = {
        "scenario": scenario,
        "style": chance.choice([None, *STYLES]),
        "temper": chance.choice(TEMPERS),
        "mode": chance.choice(set_up.MODES),
        "job": model.job,
        "company": model.company,
        "advert": advert,
    }
    return {**set_up.choice(asked), "rehearsal": name}


def table(played: Sequence[Played]) -> Dict[str, Any]:
    """All measures of rehearsals played, as data."""
    turns = [turn for one in played for turn in one.turns]
    replies = [said for turn in turns for said in turn.replies]
    judged = [(one, turn, move, right) for one in played for turn, move, right in answers(one)]
    repeats = [(one, repeated(one)) for one in played]
    silent = [(one, turn) for one in played for turn in one.turns if not turn.replies and not turn.coach]
    words = [len(said.text.split()) for said in replies]
    return {
        "lines": len(turns),
        "questions": len(judged),
        "answered": sum(right for *_, right in judged),
        "by_move": _by_move(judged),
        "repeats": sum(len(found) for _, found in repeats),
        "rehearsals_with_repeats": sum(bool(found) for _, found in repeats),
        "silences": len(silent),
        "to_coach": sum(not turn.replies and turn.coach > 0 for turn in turns),
        "too_long": sum(count > MOST_WORDS for count in words),
        "exceptions": sum(len(one.faults) for one in played),
        "words": {"mean": round(mean(words), 1) if words else None, "median": median(words) if words else None},
        "words_by_temper": _words_by_temper(played),
        "wrong": [_example(one, turn, move) for one, turn, move, right in judged if not right][:SHOWN],
        "repeated": [{"rehearsal": one.settings["rehearsal"], "sentences": found} for one, found in repeats if found][
            :SHOWN
        ],
        "silent": [_example(one, turn) for one, turn in silent][:SHOWN],
        "long": [said.text for said in replies if len(said.text.split()) > MOST_WORDS][:SHOWN],
        "faults": [fault for one in played for fault in one.faults][:SHOWN],
    }


def _by_move(judged: Sequence[Tuple[Played, Turn, str, bool]]) -> Dict[str, List[int]]:
    asked = Counter(move for _, _, move, _ in judged)
    right = Counter(move for _, _, move, is_right in judged if is_right)
    return {move: [right[move], asked[move]] for move in (*TOLD_FROM, *ANSWERED_BY) if asked[move]}


def _words_by_temper(played: Sequence[Played]) -> Dict[str, float]:
    counts: Dict[str, List[int]] = {temper: [] for temper in TEMPERS}
    for one in played:
        said = (said for turn in one.turns for said in turn.replies)
        counts[str(one.settings["temper"])] += [len(reply.text.split()) for reply in said]
    return {temper: round(mean(found), 1) for temper, found in counts.items() if found}


def _example(one: Played, turn: Turn, move: str = "") -> Dict[str, Any]:
    kept = {name: one.settings[name] for name in ("rehearsal", "scenario", "temper")}
    reply = " / ".join(said.text for said in turn.replies)
    return {**kept, "beat": turn.beat, "line": turn.text, "move": move, "reply": reply}


def answers(one: Played) -> Iterator[Tuple[Turn, str, bool]]:
    """Each question that was recognised, and whether it was answered from the right kind of fact."""
    settings = one.settings
    scenario = chosen(settings["scenario"], settings["own"], settings["style"])
    assert scenario is not None, "the rehearsal was played"
    told = {value for said in one.opening for _, values in said.parts for value in values.values()}
    for turn in one.turns:
        parts = [part for said in turn.replies for part in said.parts]
        told |= {value for _, values in parts for value in values.values()}
        asked = dict.fromkeys(m for sentence in turn.moves for m in sentence if m in TOLD_FROM or m in ANSWERED_BY)
        put_off = any(name == "utter_later" for name, _ in parts)
        for place, move in enumerate(asked):
            late = put_off and place >= ANSWERABLE
            yield turn, move, late or _is_answered(move, parts, scenario, frozenset(told))


def _is_answered(
    move: str, parts: Sequence[Tuple[str, Mapping[str, str]]], scenario: Scenario, told: FrozenSet[str]
) -> bool:
    if move in ANSWERED_BY:
        return any(name == f"utter_{one}" for name, _ in parts for one in ANSWERED_BY[move])
    if any(values.get("fact") in _facts(scenario, TOLD_FROM[move]) for _, values in parts):
        return True
    out = any(name in ("utter_told_all", "utter_asked_often") for name, _ in parts)
    kinds = TOLD_FROM[move][:1] if move == "ask_work" else TOLD_FROM[move]
    return out and all({fact, first_sentence(fact)} & told for fact in _known(scenario, kinds))


def _known(scenario: Scenario, kinds: Sequence[str]) -> List[str]:
    """All facts of these kinds, the advert's too."""
    ours: Dict[str, Sequence[str]] = scenario.facts.dict()
    return [fact for kind in kinds for fact in (*ours[kind], *(scenario.advert or {}).get(kind, ()))]


def _facts(scenario: Scenario, kinds: Sequence[str]) -> FrozenSet[str]:
    """What may be told of these kinds, whole or in short."""
    known = _known(scenario, kinds)
    return frozenset([*known, *map(first_sentence, known)])


def repeated(one: Played) -> List[str]:
    """The sentences the interviewer says more than once in a rehearsal."""
    said: List[Said] = [*one.opening, *(said for turn in one.turns for said in turn.replies)]
    times = Counter(sentence for reply in said for sentence in _sentences(reply.text))
    return [sentence for sentence, count in times.items() if count > 1]


def _sentences(text: str) -> Iterator[str]:
    for sentence in re.split(r"(?<=[.?!”])\s+(?=\S)", text):
        bare = " ".join(re.findall(r"[\w'’]+", sentence.lower()))
        if bare:
            yield bare


def as_text(found: Mapping[str, Any]) -> Iterator[str]:
    """The table for people."""
    yield f"{found['rehearsals']} rehearsals (seed {found['seed']}), {found['lines']} lines of the candidate, {found['seconds']} s"
    share = 100 * found["answered"] / max(1, found["questions"])
    yield f"  questions answered from the right kind of fact: {share:.1f} % ({found['answered']} of {found['questions']})"
    yield "    " + ", ".join(f"{move} {right}/{asked}" for move, (right, asked) in found["by_move"].items())
    yield f"  sentences said twice: {found['repeats']} (in {found['rehearsals_with_repeats']} rehearsals)"
    yield f"  lines without a reply: {found['silences']} (and {found['to_coach']} that the coach took)"
    yield f"  replies over {MOST_WORDS} words: {found['too_long']}"
    yield f"  exceptions: {found['exceptions']}"
    by_temper = ", ".join(f"{temper} {words}" for temper, words in found["words_by_temper"].items())
    yield f"  words a reply: mean {found['words']['mean']}, median {found['words']['median']} ({by_temper})"
    for kind in ("wrong", "silent"):
        for one in found[kind][:5]:
            yield f"  {kind}: {one['scenario']}, {one['temper']}, {one['beat']} {one['move']}: {one['line']!r} → {one['reply']!r}"
    for one in found["repeated"][:5]:
        yield f"  said twice in {one['rehearsal']}: {'; '.join(one['sentences'])}"
    for text in (*found["long"][:3], *found["faults"][:5]):
        yield f"  {text}"
