"""From a rehearsal to its marks and their total."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Callable, Dict, List, Optional, Tuple

from actions.rehearsal import Rehearsal, Sentence
from actions.scoring import ask, clear, leave, sell
from actions.scoring.finding import Finding, Found
from actions.scoring.principles import Principle, rubric

TOP = 3
QUOTE_WORDS = 25
BEGINS = ", starting with: “"  # in a reason whose quote is the first of several
# Where a long sentence comes to its point.
WISHES = re.compile(
    r"\b(?:(?:that['’]s|which is) (?:\w+ )?why )?i(?:['’]d| would|['’]m| am|['’]ve| have)? (?:\w+ )?(?:love|like to|want|keen|excited|enjoy|hope)",
    re.IGNORECASE,
)
ASKS = re.compile(
    r"\b(?:(?:could|can|may|might|would|will|do|does|did|is|are|was|were) (?:i|you|we|there|they|it|that|the)|what|how|whether|who|which|if there)\b",
    re.IGNORECASE,
)

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
    return Scorecard(
        tuple(_mark(name, principles[name], judge(rehearsal), rehearsal) for name, judge in judges().items())
    )


def _mark(name: str, principle: Principle, finding: Finding, rehearsal: Rehearsal) -> Mark:
    outcome = principle.outcomes[finding.outcome]
    evidence = tuple(_evidence(found) for found in dict.fromkeys(_key(f) for f in finding.evidence))
    if outcome.level == TOP:
        evidence = _whole(evidence, rehearsal)
    text = outcome.reason.replace(BEGINS, ": “") if len(evidence) == 1 else outcome.reason
    reason = text.replace("{quote}", evidence[0].quote if evidence else "…")
    return Mark(name, outcome.level, finding.outcome, reason, evidence)


def _whole(evidence: Tuple[Evidence, ...], rehearsal: Rehearsal) -> Tuple[Evidence, ...]:
    """Sentences that follow on each other quoted as one, where they fit: wish and reason, "That's fair" and what came after."""
    found: List[Evidence] = []
    for one in evidence:
        last = found[-1] if found else None
        text = rehearsal.lines[one.line].text
        joins = last and last.line == one.line and not text[last.end : one.start].strip()
        if last and joins and len(text[last.start : one.end].split()) <= QUOTE_WORDS:
            found[-1] = Evidence(one.line, last.start, one.end, _as_said(text[last.start : one.end]))
        else:
            found.append(one)
    return tuple(found)


Key = Tuple[int, int, int, str]  # line, start and end, and the quote


def _key(found: Found) -> Key:
    sentence = found[1]
    return found[0], sentence.start, sentence.end, _quote(sentence)


def _evidence(key: Key) -> Evidence:
    line, start, end, quote = key
    return Evidence(line, start, end, quote)


def _quote(sentence: Sentence) -> str:
    """A sentence as it is quoted: of a long one that comes to the point late, the words from there on."""
    cue = WISHES if sentence.makes("interest") else ASKS if sentence.question else None
    point = cue.search(sentence.text) if cue else None
    if not point or len(sentence.text[: point.end()].split()) <= QUOTE_WORDS:
        return _as_said(sentence.text)
    return f"… {shorten(sentence.text[point.start() :])}"


def _as_said(text: str) -> str:
    """Words as they are quoted: of several questions in a breath one without the comma behind it, as far as words are left then."""
    return shorten(text.rstrip(",;") or text)


def shorten(text: str, words: int = QUOTE_WORDS) -> str:
    """The beginning of a text, cut at a word, with an ellipsis where something is left out."""
    parts = text.split()
    return " ".join(parts[:words]) + (" …" if len(parts) > words else "")
