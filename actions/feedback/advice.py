"""Advice on each principle below the top, made of this job's facts and the candidate's own words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Dict, List, Mapping, Optional

from actions.rehearsal import Rehearsal
from actions.scenario import Scenario
from actions.scoring.principles import rubric
from actions.scoring.scorecard import Mark, Scorecard

_PLACEHOLDER = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True)
class Advice:
    """What would raise one principle."""

    principle: str
    title: str
    level: int  # reached this time
    text: str
    quote: Optional[str]  # the words it is about, where there were any
    line: Optional[int]  # the number of the line they stand in


def advise(rehearsal: Rehearsal, scorecard: Scorecard, scenario: Optional[Scenario] = None) -> List[Advice]:
    """Advice for every counted principle below the top, the most worth first."""
    known = facts(rehearsal, scenario)
    return [_advice(mark, known) for mark in scorecard.by_worth()]


def facts(rehearsal: Rehearsal, scenario: Optional[Scenario] = None) -> Dict[str, str]:
    """What the placeholders in advice, hints and lines stand for in this rehearsal."""
    known = dict(rubric().defaults)
    own = {
        "company": rehearsal.company,
        "job": f"the {rehearsal.role} job" if rehearsal.role else "",
        "interviewer": rehearsal.interviewer,
        "topic": next(iter(rehearsal.topics), ""),
    }
    known.update({name: value for name, value in own.items() if value})
    if scenario:
        concern, doubt = scenario.concerns[0], scenario.doubts[0]
        known.update(concern=concern.about, wants=concern.wants, doubt=doubt.about, doubt_wants=doubt.wants)
        known.update(decide=scenario.process.decide)
    return known


def fill(text: str, known: Mapping[str, str]) -> str:
    """Puts the facts into a text; a sentence that then begins with one gets its capital."""
    filled = _PLACEHOLDER.sub(lambda match: known.get(match.group(1), match.group(0)), text)
    return re.sub(r"(^|[.!?]\s+|[“])([a-z])", lambda match: match.group(1) + match.group(2).upper(), filled)


def _advice(mark: Mark, known: Mapping[str, str]) -> Advice:
    principle = rubric().principles[mark.principle]
    first = mark.evidence[0] if mark.evidence else None
    text = fill(principle.outcomes[mark.outcome].advice or "", {**known, "quote": first.quote if first else "…"})
    return Advice(
        mark.principle,
        principle.title,
        mark.level or 0,
        text,
        first.quote if first else None,
        first.line if first else None,
    )
