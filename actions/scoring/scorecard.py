"""From a rehearsal to its marks and their total."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Callable, Dict, List, Optional, Tuple

from actions.rehearsal import Rehearsal
from actions.scoring import ask, clear, leave, sell
from actions.scoring.finding import Finding, Found
from actions.scoring.principles import Principle, rubric

TOP = 3
QUOTE_WORDS = 25

ROOMS = {"sell": sell, "ask": ask, "clear": clear, "leave": leave}  # the module of each act


@dataclass(frozen=True)
class Evidence:
    """Words of the candidate that earned a mark."""

    line: int  # number among the rehearsal's lines, from 0
    start: int  # offsets in the line's text
    end: int
    quote: str


@dataclass(frozen=True)
class Mark:
    """One principle's level, and why."""

    principle: str
    level: Optional[int]  # 0–3, or None where it does not count
    outcome: str  # the key in data/principles.yml
    reason: str
    evidence: Tuple[Evidence, ...]

    @property
    def gap(self) -> int:
        """Levels missing to the top."""
        return 0 if self.level is None else TOP - self.level


@dataclass(frozen=True)
class Scorecard:
    """All marks, in the rubric's order."""

    marks: Tuple[Mark, ...]

    @property
    def total(self) -> int:
        """The weighted mean of the counted levels, of 100."""
        counted = [(mark.level, _weight(mark)) for mark in self.marks if mark.level is not None]
        full = TOP * sum(weight for _, weight in counted)
        return round(100 * sum(level * weight for level, weight in counted) / full) if full else 0

    def level(self, principle: str) -> Optional[int]:
        """The level of one principle."""
        return self[principle].level

    def __getitem__(self, principle: str) -> Mark:
        return next(mark for mark in self.marks if mark.principle == principle)

    def by_worth(self) -> List[Mark]:
        """The marks below the top, those first that would add most to the total."""
        return sorted((m for m in self.marks if m.gap), key=lambda m: -m.gap * _weight(m))

    def landed(self) -> List[Mark]:
        """The marks at the top that the candidate earned by saying something."""
        return [mark for mark in self.marks if mark.level == TOP and mark.evidence]


def _weight(mark: Mark) -> int:
    return int(rubric().principles[mark.principle].weight)


@lru_cache(maxsize=1)
def judges() -> Dict[str, Callable[[Rehearsal], Finding]]:
    """The function that judges each principle: the one of its name, in its act's module."""
    return {name: getattr(ROOMS[one.act], name) for name, one in rubric().principles.items()}


def score(rehearsal: Rehearsal) -> Scorecard:
    """Scores a rehearsal: the same lines give the same marks, in any process."""
    principles = rubric().principles
    return Scorecard(tuple(_mark(name, principles[name], judge(rehearsal)) for name, judge in judges().items()))


def _mark(name: str, principle: Principle, finding: Finding) -> Mark:
    outcome = principle.outcomes[finding.outcome]
    evidence = tuple(_evidence(found) for found in dict.fromkeys(_key(f) for f in finding.evidence))
    reason = outcome.reason.replace("{quote}", evidence[0].quote if evidence else "…")
    return Mark(name, outcome.level, finding.outcome, reason, evidence)


def _key(found: Found) -> Tuple[int, int, int, str]:
    return found[0], found[1].start, found[1].end, found[1].text


def _evidence(key: Tuple[int, int, int, str]) -> Evidence:
    line, start, end, text = key
    return Evidence(line, start, end, shorten(text))


def shorten(text: str, words: int = QUOTE_WORDS) -> str:
    """The beginning of a text, cut at a word, with an ellipsis where something is left out."""
    parts = text.split()
    return " ".join(parts[:words]) + (" …" if len(parts) > words else "")
