"""Another go at a line of one's own: marked at once in its place, beside the original, which stays."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any, Dict, FrozenSet, List, Mapping

from actions.context import in_context
from actions.rehearsal import Line, Rehearsal
from actions.scoring import Mark, Scorecard, score
from actions.scoring.principles import rubric
from bot.nlu.minilm import published_file
from bot.nlu.reading import Sentences
from bot.review import pieces

NOTE = "note"  # stands for the thank-you note where a line's number would
_WORD = re.compile(r"[^\W\d_]+")
LEAST_KNOWN = 1 / 3  # share of a line's words that must be words


class NoSuchLine(ValueError):
    """There is no such line of the candidate's in this rehearsal."""


@dataclass(frozen=True)
class Tried:
    """A rehearsal before and after one of its lines was said otherwise."""

    line: Line
    number: int  # of the line; of the note, how many lines there are
    makes_sense: bool
    before: Scorecard
    after: Scorecard


def original(rehearsal: Rehearsal, place: object) -> Line:
    """The candidate's line of this number, or the note's.

    Raises:
        NoSuchLine: there is none.
    """
    if place == NOTE and rehearsal.note:
        return rehearsal.note.line
    numbers = [i for i, _ in rehearsal.candidate_lines()]
    if isinstance(place, int) and not isinstance(place, bool) and place in numbers:
        return rehearsal.lines[place]
    raise NoSuchLine("There is no line of yours at this place.")


def tried(rehearsal: Rehearsal, place: object, text: str, sentences: Sentences) -> Tried:
    """Scores the rehearsal with the line at `place` replaced; what reads as no words makes no moves.

    Raises:
        NoSuchLine: there is no such line of the candidate's.
    """
    original(rehearsal, place)
    greets = len(_WORD.findall(text)) == 1 and any(one["moves"] for one in sentences)  # "Cheerio!"
    sense = makes_sense(text) or greets
    number = place if isinstance(place, int) else len(rehearsal.lines)
    acts = rehearsal.acts_before(number) if isinstance(place, int) else frozenset()
    read = in_context(text, sentences, acts) if sense else [{**one, "moves": {}} for one in sentences]
    line = Line.candidate(text, read)
    return Tried(line, number, sense, score(rehearsal), score(_with(rehearsal, number, line)))


def _with(rehearsal: Rehearsal, number: int, line: Line) -> Rehearsal:
    lines = list(rehearsal.lines)
    if number < len(lines):
        lines[number] = line
        return replace(rehearsal, lines=tuple(lines))
    assert rehearsal.note is not None
    return replace(rehearsal, note=replace(rehearsal.note, line=line))


def makes_sense(text: str) -> bool:
    """Whether it reads as English: a third of its words at least are among the commonest, trade words being rare."""
    words = [word.lower() for word in _WORD.findall(text)]
    return bool(words) and sum(word in _vocabulary() for word in words) >= LEAST_KNOWN * len(words)


@lru_cache(maxsize=1)
def _vocabulary() -> FrozenSet[str]:
    """The words the encoder knows whole: 20,000 and more of the commonest in English."""
    known = json.loads(published_file("tokenizer.json").read_text(encoding="utf-8"))["model"]["vocab"]
    return frozenset(word for word in known if word.isalpha() and (len(word) > 1 or word in "ai"))


def shown(one: Tried) -> Dict[str, Any]:
    """The context of `try.html`."""
    return {
        "number": one.number,
        "total": one.after.total,
        "was": one.before.total,
        "makes_sense": one.makes_sense,
        "moves": sorted(one.line.moves()),
        "pieces": pieces(one.line, one.number, one.after),
        "changes": changes(one.before, one.after),
    }


def changes(before: Scorecard, after: Scorecard) -> List[Mapping[str, Any]]:
    """The principles whose level differs, those that rose first."""
    pairs = [(mark, after[mark.principle]) for mark in before.marks]
    differing = [_change(was, now) for was, now in pairs if was.level != now.level]
    return sorted(differing, key=lambda change: -change["by"])


def _change(was: Mark, now: Mark) -> Dict[str, Any]:
    return {
        "principle": now.principle,
        "title": rubric().principles[now.principle].title,
        "was": was.level,
        "now": now.level,
        "by": (now.level or 0) - (was.level or 0),
        "reason": now.reason,
    }
