"""Advice on each principle below the top, made of this job's facts and the candidate's own words."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import List, Optional, Set

from actions.feedback.facts import QUOTE, facts, fill
from actions.feedback.note import rewrite_note
from actions.feedback.rewrite import Rewrite, rewrite
from actions.feedback.slots import Ground
from actions.rehearsal import Rehearsal
from actions.scenario import Scenario
from actions.scoring.principles import Principle, rubric
from actions.scoring.scorecard import TOP, Evidence, Mark, Scorecard

MOST = 3  # changes to show first: as many as one remembers


@dataclass(frozen=True)
class Advice:
    """What would raise one principle."""

    principle: str
    title: str
    level: int  # reached this time
    text: str  # all of it in one piece: the counsel, where experts differ, the line to try
    quote: Optional[str]  # the words it is about, where there were any
    line: Optional[int]  # the number of the line they stand in
    reason: str  # why it earned what it did
    next_level: str  # what the next level asks
    counsel: str  # what to do about it
    rewrite: Optional[Rewrite]  # the line to say instead, with its blanks
    worth: int  # weight times the levels missing: what the order goes by
    experts: Optional[str] = None  # where experts differ from the guide, in a line


def advise(rehearsal: Rehearsal, scorecard: Scorecard, scenario: Optional[Scenario] = None) -> List[Advice]:
    """Advice for every counted principle below the top, the most worth first; the first MOST matter most.

    No line to say stands in two of them: what another already says is put in other words.
    """
    given: List[Advice] = []
    said: Set[str] = set()
    ground = Ground.of(rehearsal, scenario)
    for mark in scorecard.by_worth():
        advice = _advice(mark, ground, said)
        given.append(advice)
        said |= {advice.rewrite.text} if advice.rewrite else set()
    return given


def _advice(mark: Mark, ground: Ground, said: Set[str]) -> Advice:
    principle = rubric().principles[mark.principle]
    first = mark.evidence[0] if mark.evidence else None
    advice = Advice(
        principle=mark.principle,
        title=principle.title,
        level=mark.level or 0,
        text="",
        quote=first.quote if first else None,
        line=first.line if first else None,
        reason=mark.reason,
        next_level=why_not_higher(mark).asks or "",
        counsel=_counsel(mark, principle, first, ground),
        rewrite=_rewrite(mark, ground, said),
        worth=mark.gap * int(principle.weight),
        experts=principle.experts,
    )
    return replace(advice, text=_in_one_piece(advice))


def _counsel(mark: Mark, principle: Principle, first: Optional[Evidence], ground: Ground) -> str:
    quote = first.quote.rstrip(".") if first else "…"
    known = {**facts(ground.rehearsal, ground.scenario), QUOTE: quote}
    return fill(principle.outcomes[mark.outcome].advice or "", known)


def _rewrite(mark: Mark, ground: Ground, said: Set[str]) -> Optional[Rewrite]:
    if mark.principle == "thank_you_note":
        return rewrite_note(mark, ground.rehearsal, ground.scenario)
    return rewrite(mark, ground, said)


def _in_one_piece(advice: Advice) -> str:
    parts = [advice.counsel, advice.experts]
    if advice.rewrite:
        parts.append(f"Try: “{advice.rewrite.text}”")
    return " ".join(part for part in parts if part)


@dataclass(frozen=True)
class WhyNotHigher:
    """What a mark rests on, and what would have taken it further."""

    level: Optional[int]  # 0–3, or None where it does not count
    reached: str  # what the level reached means; where it does not count, why
    words: "tuple[Evidence, ...]"  # what earned it; none where nothing did
    asks: Optional[str]  # what the next level asks; None at the top and where it does not count


def why_not_higher(mark: Mark) -> WhyNotHigher:
    """Answers "why not higher?" for any mark, from the rubric's own words for its levels."""
    if mark.level is None:
        return WhyNotHigher(None, mark.reason, mark.evidence, None)
    levels = levels_of(mark)
    asks = levels[mark.level + 1] if mark.level < TOP else None
    return WhyNotHigher(mark.level, levels[mark.level], mark.evidence, asks)


def levels_of(mark: Mark) -> List[str]:
    """What a mark's levels mean, from 0 up, in the style the outcome tells of where they differ by style."""
    principle = rubric().principles[mark.principle]
    style = mark.outcome.split("_")[0]
    return list((principle.levels_by_style or {}).get(style, principle.levels))
