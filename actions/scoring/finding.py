"""What a principle's function returns, and small readings of a talk that several share."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Iterable, List, Tuple

from actions.rehearsal import CANDIDATE, RAISED, Line, Rehearsal, Sentence, once

Found = Tuple[int, Sentence]
EVIDENCE = ("address_concern", "qualification", "story")  # moves that answer a concern


@dataclass(frozen=True)
class Finding:
    """How a principle was met: an outcome of `data/principles.yml`, and the sentences that show it."""

    outcome: str
    evidence: Tuple[Found, ...] = ()  # line number and sentence


def find(outcome: str, evidence: Iterable[Found] = ()) -> Finding:
    """A finding with its evidence in the order of the talk."""
    return Finding(outcome, tuple(sorted(evidence, key=lambda found: (found[0], found[1].start))))


def says(sentence: Sentence, pattern: "re.Pattern[str]") -> bool:
    """Whether the sentence's words match."""
    return once(sentence, pattern.pattern, lambda one: bool(pattern.search(one.text)))


def cue(*alternatives: str) -> "re.Pattern[str]":
    """A pattern that finds any of these word beginnings, in any case; `_` ends a word."""
    joined = "|".join(one.replace("_", r"\b") for one in alternatives)
    return re.compile(rf"\b(?:{joined})", re.IGNORECASE)


def answers_to(rehearsal: Rehearsal, raised_at: int) -> List[Tuple[int, Line]]:
    """The candidate's answer to what was raised at line `raised_at`: their next two lines, and any that was asked for again."""
    found: List[Tuple[int, Line]] = []
    pressed = False
    for i, line in enumerate(rehearsal.lines[raised_at + 1 :], raised_at + 1):
        if line.acts & RAISED:
            break
        if line.by != CANDIDATE:
            pressed = "press" in line.acts
        elif (len(line.text.split()) > 2 or line.makes(*EVIDENCE)) and (pressed or len(found) < 2):
            found.append((i, line))
    return found


def raised(rehearsal: Rehearsal, act: str, after: int) -> List[int]:
    """The numbers of the interviewer's lines after line `after` that do `act`."""
    return [i for i, line in enumerate(rehearsal.lines) if i > after and act in line.acts]


def raised_after(rehearsal: Rehearsal, act: str, asked_at: int) -> List[int]:
    """What was raised once the candidate asked at line `asked_at`: by `act`, or by what else came in direct reply.

    A reply tells concern from doubt less surely than the question it answers, unless that asked for both.
    """
    asked, reply = rehearsal.lines[asked_at], asked_at + 1
    acts = {act} if asked.makes("clear_doubts") and asked.makes("invite_objections") else RAISED
    replied = [reply] if reply < len(rehearsal.lines) and rehearsal.lines[reply].acts & acts else []
    return sorted({*replied, *raised(rehearsal, act, asked_at)})


def sentences_of(answer: Tuple[int, Line]) -> List[Found]:
    """Every sentence of a line, as evidence."""
    return [(answer[0], sentence) for sentence in answer[1].sentences]
