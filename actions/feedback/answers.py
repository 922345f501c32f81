"""Answers to a concern, a doubt or a friendly remark that can be mended: where they stand, what of them can stay."""

from __future__ import annotations

from dataclasses import dataclass
from typing import List, Tuple

from actions.rehearsal import CANDIDATE, Line, Rehearsal, Sentence
from actions.scoring.clear import explains
from actions.scoring.finding import Found, answers_to, raised, raised_after
from actions.scoring.scorecard import Mark

EVIDENCE = ("address_concern", "qualification", "story")
HARM = ("defensive", "pressure", "self_doubt")
RAISED = {"invite_objections": "concern", "clear_doubts": "doubt", "small_talk": "small_talk"}


@dataclass(frozen=True)
class Answer:
    """An answer that fell short."""

    raised_at: int  # the interviewer's line
    instead_of: Tuple[Found, ...] = ()  # the sentences the new answer stands for; none where nothing was answered
    kept: Tuple[Sentence, ...] = ()  # those among them that hold evidence


def answer_to_mend(mark: Mark, rehearsal: Rehearsal) -> Answer:
    """The answer a mark was lost by."""
    act = RAISED[mark.principle]
    if act == "small_talk":
        at = raised(rehearsal, act, -1)[-1]
        return Answer(at, tuple(_brushing_off(rehearsal, at)))
    asked_at = mark.evidence[0].line
    open_ones = [at for at in raised_after(rehearsal, act, asked_at) if not _is_settled(act, rehearsal, at)]
    at = open_ones[0] if open_ones else asked_at
    lines = answers_to(rehearsal, at) or _short_reply(rehearsal, at)
    return _mended(at, [(i, s) for i, line in lines for s in line.sentences])


def _is_settled(act: str, rehearsal: Rehearsal, at: int) -> bool:
    lines = [line for _, line in answers_to(rehearsal, at)]
    if act == "doubt":
        return explains(lines)
    return any(line.makes(*EVIDENCE) for line in lines) and not any(
        line.makes("defensive", "pressure") for line in lines
    )


def _short_reply(rehearsal: Rehearsal, at: int) -> List[Tuple[int, Line]]:
    after = rehearsal.lines[at + 1 : at + 2]
    return [(at + 1, line) for line in after if line.by == CANDIDATE]


def _mended(at: int, said: List[Found]) -> Answer:
    """In its first line everything but other business goes; after that only what does harm."""
    first = said[0][0] if said else at
    goes = [one for one in said if one[1].makes(*HARM) or (one[0] == first and not _other_business(one[1]))]
    kept = tuple(one for line, one in goes if one.makes(*EVIDENCE) and not one.makes(*HARM))
    return Answer(at, tuple(goes), kept)


def _other_business(sentence: Sentence) -> bool:
    return bool(set(sentence.moves) - set(EVIDENCE) - set(HARM))


def _brushing_off(rehearsal: Rehearsal, at: int) -> List[Found]:
    return [(i, s) for i, line in _short_reply(rehearsal, at) for s in line.sentences if not set(s.moves) - {"goodbye"}]
