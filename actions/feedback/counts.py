"""Counts of a talk: words, the share of it, questions, hedges and fillers. They are shown and never enter the score."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Dict, Iterator, List, Tuple

from pydantic import conlist

from actions.data import DATA, Checked, read
from actions.rehearsal import INTERVIEWER, Rehearsal


class TalkWords(Checked):
    """`data/talk_words.yml`."""

    hedges: conlist(str, min_items=1)  # type: ignore[valid-type]
    fillers: conlist(str, min_items=1)  # type: ignore[valid-type]


@dataclass(frozen=True)
class Place:
    """Where something was said."""

    line: int  # number among the rehearsal's lines, from 0
    start: int  # offsets in the line's text
    end: int


@dataclass(frozen=True)
class Tally:
    """A word or phrase, and everywhere it was said."""

    phrase: str  # as data/talk_words.yml has it
    places: Tuple[Place, ...]  # in the order of the talk

    @property
    def count(self) -> int:
        """How often it was said."""
        return len(self.places)

    @property
    def lines(self) -> Tuple[int, ...]:
        """The numbers of the lines it was said in, each once."""
        return tuple(dict.fromkeys(place.line for place in self.places))


@dataclass(frozen=True)
class Counts:
    """What can be counted of a talk; the note is not part of it."""

    words: int  # the candidate's
    share: float  # of all words of the talk, 0–1; 0 where nothing was said
    questions: Tuple[Place, ...]  # the candidate's sentences asked as questions
    hedges: Tuple[Tally, ...]  # those said, the most frequent first
    fillers: Tuple[Tally, ...]


@lru_cache(maxsize=1)
def talk_words() -> TalkWords:
    """The lists of hedges and fillers, read once.

    Raises:
        FaultyData: the file is malformed.
    """
    return read(DATA / "talk_words.yml", TalkWords)


def count(rehearsal: Rehearsal) -> Counts:
    """Counts the candidate's side of the talk."""
    own = sum(len(line.text.split()) for _, line in rehearsal.candidate_lines())
    theirs = sum(len(line.text.split()) for line in rehearsal.lines if line.by == INTERVIEWER)
    asked = [Place(i, s.start, s.end) for i, line in rehearsal.candidate_lines() for s in line.sentences if s.question]
    words = talk_words()
    share = own / (own + theirs) if own else 0.0
    return Counts(own, share, tuple(asked), _tallies(words.hedges, rehearsal), _tallies(words.fillers, rehearsal))


def _tallies(phrases: List[str], rehearsal: Rehearsal) -> Tuple[Tally, ...]:
    """Each phrase that was said; where two begin at one place ("a bit", "a little bit") the longer counts."""
    found: Dict[str, List[Place]] = {}
    for phrase, place in _said(phrases, rehearsal):
        found.setdefault(phrase, []).append(place)
    tallies = [Tally(phrase, tuple(places)) for phrase, places in found.items()]
    return tuple(sorted(tallies, key=lambda one: (-one.count, one.phrase)))


def _said(phrases: List[str], rehearsal: Rehearsal) -> Iterator[Tuple[str, Place]]:
    longest_first = sorted(phrases, key=len, reverse=True)
    pattern = re.compile(rf"(?<![\w'’-])(?:{'|'.join(map(_loosely, longest_first))})(?![\w'’-])", re.IGNORECASE)
    for i, line in rehearsal.candidate_lines():
        for match in pattern.finditer(line.text):
            yield _as_listed(match[0], phrases), Place(i, match.start(), match.end())


def _loosely(phrase: str) -> str:
    """A phrase with either apostrophe and any white space."""
    return re.escape(phrase).replace("'", "['’]").replace(r"\ ", r"\s+")


def _as_listed(text: str, phrases: List[str]) -> str:
    flat = " ".join(text.lower().replace("’", "'").split())
    return flat if flat in phrases else text
