"""Practising one principle: the interviewer sets up its moment, the candidate tries, the mark comes at once.

A try is what is said from one set-up to the next; it is scored as a talk of its own, so
the same words earn the same mark in a drill and in a rehearsal.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import List, Optional, Sequence, Tuple

from actions import farewell, interviewer
from actions.answering import scenario_of
from actions.events import Event, in_order, keeps_line, line_of, said_by
from actions.memory import Memory, remember
from actions.reacting import heard
from actions.rehearsal import CANDIDATE, DUE, INTERVIEWER, Line, Note, Rehearsal
from actions.reply import Reply, piece
from actions.scenario import scenarios
from actions.scoring import Mark, score
from actions.scoring.knowledge import stem, words
from actions.scoring.principles import rubric

SET_UP = "set_up"  # the act of the message that begins a try
NOTE = "thank_you_note"
NOTE_HOURS = 4.0  # when a note practised here would go out
DEFAULT_STYLE = "balanced"
TURNS = {
    "invite_objections": interviewer.raise_concern,
    "clear_doubts": interviewer.raise_doubt,
}
LONGEST_ASKING = 9  # words of a line that only asks for a principle
_ASKS = re.compile(r"^\W*(?:please |let me |can i |i want to )?(?:practi[sc]e|drill)\b", re.IGNORECASE)
_NEXT = re.compile(
    r"^\W*(?:(?:the )?next(?: one| principle)?|move on|go on|another(?: one)?)\b\W*(?:please\W*)?$", re.IGNORECASE
)
_COMMON = {
    stem(word)
    for word in [
        "ask",
        "say",
        "a",
        "the",
        "for",
        "of",
        "to",
        "and",
        "you",
        "it",
        "what",
        "how",
        "practise",
        "practice",
        "drill",
        "your",
        "them",
        "me",
        "let",
        "my",
    ]
}


@dataclass(frozen=True)
class Try:
    """One go at a principle."""

    principle: str
    lines: Tuple[Line, ...]  # from the set-up on
    mark: Mark


def named_in(text: str) -> Optional[str]:
    """The principle a text names, by its name or by words of its title or name; None where it is not clear which."""
    said = {stem(word) for word in words(text.replace("_", " "))}
    known = {name: _stems(f"{name.replace('_', ' ')}") | _stems(one.title) for name, one in rubric().principles.items()}
    whole = [name for name in known if name in text or name.replace("_", " ") in text.lower()]
    shared = {name: len(said & stems) for name, stems in known.items()}
    best = whole[0] if whole else max(shared, key=lambda name: shared[name])
    clear = bool(whole) or (shared[best] > 0 and list(shared.values()).count(shared[best]) == 1)
    return best if clear else None


def _stems(text: str) -> "set[str]":
    return {stem(word) for word in words(text)} - _COMMON


def asked_for(text: str) -> Optional[str]:
    """The principle that a line asks to practise, where that is all it says ("practise small talk")."""
    return named_in(text) if _ASKS.match(text) and len(text.split()) <= LONGEST_ASKING else None


def is_next(text: str) -> bool:
    """Whether a line asks for the next principle and says nothing else."""
    return bool(_NEXT.match(text))


def next_principle(memory: Memory) -> str:
    """The principle after the one being practised, in the rubric's order."""
    names = list(rubric().principles)
    now = memory.settings.get("drill")
    return names[(names.index(now) + 1) % len(names)] if now in names else names[0]


def place_for(memory: Memory, turn: int) -> str:
    """The scenario to practise in: the one of the last rehearsal, else one that suits most."""
    ones = [name for name, one in scenarios().items() if one.style == DEFAULT_STYLE]
    return str(memory.settings.get("scenario") or ones[turn % len(ones)])


def set_up(memory: Memory) -> Reply:
    """The moment of the principle being practised, in the interviewer's words; of the note, in the coach's."""
    principle = str(memory.settings["drill"])
    scenario = scenario_of(memory)
    if principle == "small_talk":
        return Reply((piece("drill_small_talk", remark=_remark(memory)),), frozenset({SET_UP, "small_talk"}), "drill")
    who = scenario.interviewer.name
    return Reply(
        (piece(f"drill_{principle}", interviewer=who, company=scenario.company),), frozenset({SET_UP}), "drill"
    )


def _remark(memory: Memory) -> str:
    """A friendly remark, another one each time while there are any."""
    told = memory.told()
    fitting = ("any", farewell.season())
    remarks: List[str] = [one.remark for one in scenario_of(memory).small_talk if one.season in fitting]
    return next((remark for remark in remarks if remark not in told), remarks[0])


def reply_to(memory: Memory, line: Line) -> Reply:
    """What the interviewer says to a try, as in a talk."""
    principle = str(memory.settings["drill"])
    if principle == NOTE:
        return Reply(())  # nobody answers while it is being written
    if memory.acts & DUE:
        taken = interviewer.weigh(memory, line)
        if "press" in taken.acts:
            return Reply(taken.pieces[-1:], taken.acts)
        return Reply(taken.pieces[:1])  # the word is handed back by the next moment
    turn = TURNS.get(principle)
    if turn and line.makes(principle):
        return turn(memory, line)
    if principle == "small_talk":
        return interviewer.walk_to_door(memory, line)
    return Reply(tuple(heard(memory, line))).fitted()


def is_over(reply: Reply) -> bool:
    """Whether a try can be marked: not while something raised waits for its answer."""
    return not reply.acts & DUE


def mark_of(memory: Memory, events: Sequence[Event], line: Line) -> Mark:
    """The mark of the try that `line` completes, after these events."""
    principle, lines = episodes(events)[-1]
    return _marked(memory.rehearsal, principle, (*lines, line))


def tries(events: Sequence[Event]) -> List[Try]:
    """Every try of a session, in order."""
    return _tried(events, episodes(events))


def tries_before(events: Sequence[Event]) -> List[Try]:
    """The tries before the one under way, which may have several lines."""
    return _tried(events, episodes(events)[:-1])


def _tried(events: Sequence[Event], found: Sequence[Tuple[str, Tuple[Line, ...]]]) -> List[Try]:
    rehearsal = remember(events).rehearsal
    return [
        Try(principle, lines, _marked(rehearsal, principle, lines))
        for principle, lines in found
        if any(line.by == CANDIDATE for line in lines)
    ]


def episodes(events: Sequence[Event]) -> List[Tuple[str, Tuple[Line, ...]]]:
    """What was said from each set-up on, with the principle it set up."""
    found: List[Tuple[str, List[Line]]] = []
    principle = ""
    for event in in_order(events):
        if event["event"] == "slot" and event["name"] == "drill":
            principle = str(event["value"])
        if said_by(event) and SET_UP in event["metadata"].get("acts", ()):
            found.append((principle, []))
        if found and (keeps_line(event) or said_by(event) == INTERVIEWER):
            found[-1][1].append(line_of(event))
    return [(name, tuple(lines)) for name, lines in found]


def _marked(rehearsal: Rehearsal, principle: str, lines: Sequence[Line]) -> Mark:
    """The mark of a try: scored as a talk of its own; a note practised goes out the same day."""
    said = [line for line in lines if line.by == CANDIDATE]
    note = Note(said[-1], NOTE_HOURS) if principle == NOTE and said else None
    return score(replace(rehearsal, lines=tuple(lines), note=note))[principle]
