"""The frames of `data/rewrites.yml`: choosing the first that can be filled, and filling it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import AbstractSet, Dict, List, Mapping, Optional, Tuple

from pydantic import Field, conlist, validator

from actions.data import DATA, Checked, read

PLACES = ("sentence", "answer", "new", "door", "next", "note")
# What has to be so for a frame; rewrite.py tells it of a talk.
CONDITIONS = (
    "bold", "leaves", "polite", "about_me", "short_question", "asks_when", "asks_how", "flat", "names_offer",
    "dated", "preferred", "concrete", "answers_theirs", "asks_them",
)  # fmt: skip
_SLOT = re.compile(r"\{([\w|]+)\}|\[(\w+)\]")


class Frame(Checked):
    """One way of saying it, with slots and blanks."""

    text: str
    place: str = "sentence"
    when: Optional[str] = None  # one of CONDITIONS
    of: Tuple[str, ...] = ()  # moves of the sentence it replaces
    drops: Tuple[str, ...] = ()  # moves of the other marked sentences it leaves out

    @validator("place")
    def _known_place(cls, value: str) -> str:
        if value not in PLACES:
            raise ValueError(f"must be one of {', '.join(PLACES)}")
        return value

    @validator("when")
    def _known_condition(cls, value: Optional[str]) -> Optional[str]:
        if value not in (None, *CONDITIONS):
            raise ValueError(f"must be one of {', '.join(CONDITIONS)}")
        return value


class NoteFrames(Checked):
    """The sentences a note may lack, and a draft of one."""

    greeting: str
    thanks: str
    specific: conlist(str, min_items=1)  # type: ignore[valid-type]  # the first that can be filled
    interest: str
    proof: List[str]
    draft: str = Field(..., strip_whitespace=False)


class Rewrites(Checked):
    """The file as a whole."""

    blanks: Dict[str, str]  # what each asks for
    terms: Dict[str, str]  # how a term is named, by its move
    ways: Dict[str, Dict[str, conlist(Frame, min_items=1)]]  # type: ignore[valid-type]  # by principle and outcome
    note: NoteFrames


@dataclass(frozen=True)
class Blank:
    """A gap the candidate has to fill: a fact about them that nobody can know."""

    name: str  # the key in data/rewrites.yml
    asks: str  # what goes in, as it stands in the square brackets
    start: int  # offsets in the text, the brackets included
    end: int


@dataclass(frozen=True)
class Filled:
    """A frame with its slots filled and its blanks shown in square brackets."""

    text: str
    blanks: Tuple[Blank, ...]


@lru_cache(maxsize=1)
def rewrites() -> Rewrites:
    """The frames, read once.

    Raises:
        FaultyData: the file is malformed.
    """
    return read(DATA / "rewrites.yml", Rewrites)


def frames_of(principle: str, outcome: str) -> List[Frame]:
    """The frames of an outcome, the one to be preferred first; none where there is nothing above it."""
    return list(rewrites().ways.get(principle, {}).get(outcome, ()))


def fitting(frame: Frame, slots: Mapping[str, str], so: AbstractSet[str]) -> bool:
    """Whether a frame's condition holds and all its slots are known."""
    return (frame.when is None or frame.when in so) and fits(frame.text, slots)


def fits(text: str, slots: Mapping[str, str]) -> bool:
    """Whether every slot of a frame is known, or names a blank instead."""
    return all(_choice(match[1], slots) for match in _SLOT.finditer(text) if match[1])


def _choice(names: str, slots: Mapping[str, str]) -> Optional[str]:
    """The first of "topic|part" that is known, or the blank it names."""
    found = (name for name in names.split("|") if slots.get(name) or name in rewrites().blanks)
    return next(found, None)


def fill_frame(text: str, slots: Mapping[str, str]) -> Filled:
    """Fills a frame's slots; what is a blank comes out in square brackets, what begins a sentence in a capital."""
    out, blanks, at = "", [], 0
    for match in _SLOT.finditer(text):
        out += text[at : match.start()]
        at = match.end()
        name = match[2] or _choice(match[1], slots) or ""
        if slots.get(name) and not match[2]:
            out += _in_place(slots[name], out)
        elif name in rewrites().blanks:
            asks = _SLOT.sub(lambda one: slots.get(one[1], one[0]), rewrites().blanks[name])
            blanks.append(Blank(name, asks, len(out), len(out) + len(asks) + 2))
            out += f"[{asks}]"
        else:
            out += match[0]
    return Filled(out + text[at:], tuple(blanks))


def _in_place(value: str, before: str) -> str:
    begins = not before.strip() or before.rstrip()[-1] in ".!?"
    return value[:1].upper() + value[1:] if begins else value
