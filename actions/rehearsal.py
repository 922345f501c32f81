"""The plain data everything else reads: a rehearsal, its lines and their sentences."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any, Callable, Dict, FrozenSet, Iterator, List, Mapping, Optional, Sequence, Tuple, TypeVar

STYLES = ("bold", "measured", "balanced")
INTERVIEWER, CANDIDATE = "interviewer", "candidate"
RAISED = frozenset({"concern", "doubt"})  # acts that raise something about the candidate
DUE = RAISED | {"press"}  # acts after which an answer to it is due
Thing = TypeVar("Thing", bound="Unchanging")
Found = TypeVar("Found")


class Unchanging:
    """What never changes once made, so that what was worked out of it can be kept with it."""

    @cached_property
    def _worked_out(self) -> Dict[str, Any]:
        return {}


def once(thing: Thing, name: str, work: Callable[[Thing], Found]) -> Found:
    """What `work` makes of the thing, worked out the first time and kept with it under `name`."""
    kept = thing._worked_out
    if name not in kept:
        kept[name] = work(thing)
    found: Found = kept[name]
    return found


@dataclass(frozen=True)
class Sentence(Unchanging):
    """One sentence of a line, as the understanding read it."""

    text: str
    start: int  # offsets in characters of the line's text
    end: int
    moves: Mapping[str, float] = field(default_factory=dict)  # name: confidence in 0–1
    question: bool = False
    terms: Tuple[str, ...] = ()  # lemmas of the content words, lower case
    entities: Tuple[Tuple[str, str], ...] = ()  # kind (name, number, mention, phrase) and value

    def makes(self, *moves: str) -> bool:
        """Whether it makes any of these moves."""
        return any(move in self.moves for move in moves)

    @classmethod
    def read(cls, text: str, parsed: Mapping[str, Any]) -> Sentence:
        """A sentence of the line `text`, from the parse data's `sentences` entry."""
        return cls(
            text=text[parsed["start"] : parsed["end"]],
            start=parsed["start"],
            end=parsed["end"],
            moves=dict(parsed.get("moves", {})),
            question=bool(parsed.get("question")),
            terms=tuple(parsed.get("terms", ())),
            entities=tuple((one["entity"], one["value"]) for one in parsed.get("entities", ())),
        )

    def as_data(self) -> Dict[str, Any]:
        """The sentence as the parse data's `sentences` has it, which `read` reads again."""
        return {
            "start": self.start,
            "end": self.end,
            "moves": dict(self.moves),
            "question": self.question,
            "terms": list(self.terms),
            "entities": [{"entity": kind, "value": value} for kind, value in self.entities],
        }


@dataclass(frozen=True)
class Line(Unchanging):
    """What one of the two said in one go."""

    by: str  # "interviewer" or "candidate"
    text: str
    sentences: Tuple[Sentence, ...] = ()  # of the candidate's lines
    # Of the interviewer's: concern, doubt, press (either asked about again), small_talk.
    acts: FrozenSet[str] = frozenset()

    def makes(self, *moves: str) -> bool:
        """Whether any sentence makes any of these moves."""
        return any(sentence.makes(*moves) for sentence in self.sentences)

    def moves(self) -> FrozenSet[str]:
        """All moves of the line."""
        return frozenset(move for sentence in self.sentences for move in sentence.moves)

    @classmethod
    def candidate(cls, text: str, parsed: Sequence[Mapping[str, Any]]) -> Line:
        """A candidate's line, from its text and the parse data's `sentences`."""
        return cls(CANDIDATE, text, tuple(Sentence.read(text, one) for one in parsed))


@dataclass(frozen=True)
class Note:
    """The thank-you note written afterwards."""

    line: Line
    hours_after: Optional[float]  # between interview and note; None when not said


@dataclass(frozen=True)
class Rehearsal(Unchanging):
    """One talk: what the candidate knew, what was said, the note."""

    role: str  # job title
    style: str  # bold, measured or balanced: how boldly such a job wants a close
    company: str = ""
    brief: str = ""  # what the candidate knew of company and job before
    interviewer: str = ""  # full name, where known
    topics: Tuple[str, ...] = ()  # things of this job one could name: a project, a product, a plan
    lines: Tuple[Line, ...] = ()
    note: Optional[Note] = None

    def candidate_lines(self) -> Iterator[Tuple[int, Line]]:
        """The candidate's lines with their numbers among all lines, from 0."""
        return ((i, line) for i, line in enumerate(self.lines) if line.by == CANDIDATE)

    def making(self, *moves: str) -> Iterator[Tuple[int, Sentence]]:
        """The candidate's sentences that make any of these moves, each with its line's number, in the order of the talk."""
        if len(moves) == 1:
            return iter(self._by_move.get(moves[0], ()))
        found = {(i, one.start): (i, one) for move in moves for i, one in self._by_move.get(move, ())}
        return (found[place] for place in sorted(found))

    @cached_property
    def _by_move(self) -> Mapping[str, List[Tuple[int, Sentence]]]:
        found: Dict[str, List[Tuple[int, Sentence]]] = {}
        for i, line in self.candidate_lines():
            for sentence in line.sentences:
                for move in sentence.moves:
                    found.setdefault(move, []).append((i, sentence))
        return found

    def makes(self, *moves: str) -> bool:
        """Whether the candidate makes any of these moves anywhere in the talk."""
        return any(move in self._by_move for move in moves)

    def acts_before(self, number: int) -> FrozenSet[str]:
        """What the interviewer's last line before line `number` did."""
        return next((line.acts for line in reversed(self.lines[:number]) if line.by == INTERVIEWER), frozenset())

    def without_last(self) -> Rehearsal:
        """The same rehearsal before the candidate's last line."""
        last = max((i for i, _ in self.candidate_lines()), default=len(self.lines))
        return replace(self, lines=self.lines[:last])
