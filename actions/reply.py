"""A turn of the interviewer or the coach: pieces to be said, and how it is kept short enough to listen to."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Any, FrozenSet, List, Optional, Sequence, Tuple

from actions.memory import Piece

MOST_WORDS = 60  # of one turn
LEAD = 6  # words that a wording adds to what it tells, about
TACTFUL = {
    "utter_hard_news": 22,
    "utter_adjustments": 26,
    "utter_nerves": 20,
}  # words of those that tell no fact, at most
_FIRST = re.compile(r"^.{15,}?[.!?](?=\s|$)", re.DOTALL)


@dataclass(frozen=True)
class Reply:
    """One turn of the interviewer."""

    pieces: Tuple[Piece, ...]
    acts: FrozenSet[str] = frozenset()  # concern, doubt, press, small_talk, set_up
    beat: Optional[str] = None  # the beat that follows, where it changes

    def fitted(self, brief: bool = False) -> Reply:
        """The same within `MOST_WORDS`, or as short as it can be told where `brief`."""
        pieces = list(self.pieces)
        while brief or _length(pieces) > MOST_WORDS:
            at = max(range(len(pieces)), key=lambda i: _saved(pieces[i]), default=0)
            if not pieces or not _saved(pieces[at]):
                break
            pieces[at] = shortened(pieces[at])
        return replace(self, pieces=tuple(pieces))


def piece(response: str, **values: Any) -> Piece:
    """A piece of a reply."""
    return Piece(f"utter_{response}", values)


def first_sentence(fact: str) -> str:
    """The first sentence of a fact, which answers by itself."""
    match = _FIRST.match(fact)
    return match.group() if match else fact


def shortened(one: Piece) -> Piece:
    """A piece as the interviewer says it when short of time: the same, where it can't be shorter."""
    if "fact" in one.values:
        return Piece(one.response, {**one.values, "fact": first_sentence(one.values["fact"])})
    if one.response == "utter_next_steps":
        return piece("next_steps_brief", decide=one.values["decide"], how=one.values["how"])
    return one


def _saved(one: Piece) -> int:
    return _length([one]) - _length([shortened(one)])


def _length(pieces: Sequence[Piece]) -> int:
    values: List[str] = [value for one in pieces for value in one.values.values()]
    return sum(TACTFUL.get(one.response, LEAD) for one in pieces) + sum(len(value.split()) for value in values)
