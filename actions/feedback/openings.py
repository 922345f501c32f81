"""Missed openings: where in the talk a principle that stayed low could have been met."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Callable, Dict, Iterator, List, Optional

from actions.rehearsal import CANDIDATE, INTERVIEWER, Rehearsal
from actions.scoring.ask import GENUINE
from actions.scoring.principles import rubric
from actions.scoring.scorecard import Mark, Scorecard


@dataclass(frozen=True)
class MissedOpening:
    """A place in the talk, and what could have been said there."""

    line: int  # number of the line after which it was
    principle: str
    title: str
    text: str  # completes "Here you could have …"


def openings(rehearsal: Rehearsal, scorecard: Scorecard) -> List[MissedOpening]:
    """The missed openings in the order of the talk; at one line those first that are worth most."""
    return sorted((one for mark in scorecard.by_worth() for one in _of(mark, rehearsal)), key=lambda one: one.line)


def _of(mark: Mark, rehearsal: Rehearsal) -> Iterator[MissedOpening]:
    principle = rubric().principles[mark.principle]
    for opening in principle.openings:
        line = MOMENTS[opening.at](rehearsal, mark) if mark.outcome in opening.outcomes else None
        if line is not None:
            yield MissedOpening(line, mark.principle, principle.title, opening.says)


Moment = Callable[[Rehearsal, Mark], Optional[int]]


def _first(rehearsal: Rehearsal, act: Optional[str] = None) -> Optional[int]:
    """The interviewer's first line, or their first that does `act`."""
    lines = enumerate(rehearsal.lines)
    return next((i for i, one in lines if one.by == INTERVIEWER and (act is None or act in one.acts)), None)


def _questions(rehearsal: Rehearsal, mark: Mark) -> Optional[int]:
    """Where the interviewer asked for questions."""
    return _first(rehearsal)


def _answer(rehearsal: Rehearsal, mark: Mark) -> Optional[int]:
    """Where the interviewer first told something that was asked for; else where they asked for questions."""
    for i, line in rehearsal.candidate_lines():
        after = rehearsal.lines[i + 1 : i + 2]
        if line.makes(*GENUINE) and after and after[0].by == INTERVIEWER:
            return i + 1
    return _first(rehearsal)


def _winding_up(rehearsal: Rehearsal, mark: Mark) -> Optional[int]:
    """What the interviewer said last before the candidate had no more to ask."""
    ends = (i for i, line in rehearsal.candidate_lines() if line.makes("no_questions", "goodbye"))
    return _heard_before(rehearsal, next(ends, None))


def _farewell(rehearsal: Rehearsal, mark: Mark) -> Optional[int]:
    """What the interviewer said last before the candidate's last line."""
    return _heard_before(rehearsal, max((i for i, _ in rehearsal.candidate_lines()), default=None))


def _heard_before(rehearsal: Rehearsal, line: Optional[int]) -> Optional[int]:
    """The interviewer's last line before `line`, or of all."""
    heard = [i for i, one in enumerate(rehearsal.lines[:line]) if one.by == INTERVIEWER]
    return heard[-1] if heard else None


def _own_words(rehearsal: Rehearsal, mark: Mark) -> Optional[int]:
    """The candidate's line that the mark is about."""
    return next((one.line for one in mark.evidence if rehearsal.lines[one.line].by == CANDIDATE), None)


MOMENTS: Dict[str, Moment] = {
    "questions": _questions,
    "answer": _answer,
    "winding_up": _winding_up,
    "farewell": _farewell,
    "own_words": _own_words,
    "concern": lambda rehearsal, mark: _first(rehearsal, "concern"),
    "doubt": lambda rehearsal, mark: _first(rehearsal, "doubt"),
    "remark": lambda rehearsal, mark: _first(rehearsal, "small_talk"),
}
