"""Texts on which a pattern that is slow would be slow: made from the pattern itself, of any length.

Wherever it may repeat something, a text leads up to that place, repeats what is repeated there
many times, and then spoils the match, so that every way to share out the repetitions is tried.
"""

from __future__ import annotations

import sre_compile
import sre_parse
from sre_constants import (
    ANY,
    ASSERT,
    BRANCH,
    IN,
    LITERAL,
    MAX_REPEAT,
    MAXREPEAT,
    MIN_REPEAT,
    NOT_LITERAL,
    RANGE,
    SUBPATTERN,
)  # fmt: skip
from typing import Any, Iterator, List, NamedTuple, Sequence, Tuple

SPOILERS = ("", "\0", "\nx")
ALWAYS = ("a", " ", "\n", "a ", "1", ".", "-", "<", "[", "(", "’", "_", "x.", "aA ")  # repeated whatever the pattern
SAMPLES = "ab Z5_.,-'’!/<(\n@é"
REPEATS = (MAX_REPEAT, MIN_REPEAT)
MANY = 8  # a repetition that may go as far as this is worth a try


class Attack(NamedTuple):
    """A family of texts."""

    lead: str
    unit: str
    spoiler: str

    def text(self, count: int) -> str:
        """The text with so many repetitions."""
        return self.lead + self.unit * count + self.spoiler

    def of_length(self, length: int) -> str:
        """The text with so many characters, or a few more."""
        return self.text(length // len(self.unit) + 1)


def attacks(pattern: str, flags: int) -> List[Attack]:
    """The attacks on a pattern."""
    places = {("", unit) for unit in ALWAYS}
    for lead, unit in _repeated(list(sre_parse.parse(pattern, flags)), ""):
        places |= {(lead, unit), ("", lead + unit), ("", unit), (lead, unit + " "), ("", f"{lead}{unit} ")}
    return [Attack(lead, unit, spoiler) for lead, unit in sorted(places) if unit for spoiler in SPOILERS]


def _repeated(items: Sequence[Tuple[Any, Any]], lead: str) -> Iterator[Tuple[str, str]]:
    """What leads to each repetition, and what is repeated."""
    for item in items:
        kind, value = item
        if kind in REPEATS:
            for sample in _samples(list(value[2])):
                if value[1] is MAXREPEAT or value[1] >= MANY:
                    yield lead, sample
                yield from _repeated(list(value[2]), lead)
        elif kind is BRANCH:
            for branch in value[1]:
                yield from _repeated(list(branch), lead)
        elif kind is SUBPATTERN:
            yield from _repeated(list(value[3]), lead)
        elif kind is ASSERT:
            yield from _repeated(list(value[1]), lead)
        lead += _sample(item)


def _samples(items: List[Tuple[Any, Any]]) -> List[str]:
    """Some texts that a part matches: one for each of its branches, and for each kind of character it takes."""
    if len(items) == 1 and items[0][0] is BRANCH:
        return [text for branch in items[0][1][1] for text in _samples(list(branch))]
    if len(items) == 1 and items[0][0] is SUBPATTERN:
        return _samples(list(items[0][1][3]))
    if len(items) == 1 and items[0][0] in (IN, ANY, NOT_LITERAL):
        return [char for char in SAMPLES if _takes(items[0], char)] or [_sample(items[0])]
    return ["".join(map(_sample, items))]


def _sample(item: Tuple[Any, Any]) -> str:
    """One text that a part matches."""
    kind, value = item
    if kind is LITERAL:
        return chr(value)
    if kind in (IN, ANY, NOT_LITERAL):
        return next((char for char in SAMPLES if _takes(item, char)), "") or _of_class(value)
    if kind is BRANCH:
        return "".join(map(_sample, value[1][0]))
    if kind is SUBPATTERN:
        return "".join(map(_sample, value[3]))
    if kind in REPEATS:
        return "".join(map(_sample, value[2])) * max(value[0], 1)
    return ""


def _takes(item: Tuple[Any, Any], char: str) -> bool:
    parsed = sre_parse.SubPattern(sre_parse.State(), [item])
    return sre_compile.compile(parsed).fullmatch(char) is not None


def _of_class(value: Any) -> str:
    """A character of a class that takes none of SAMPLES."""
    for kind, one in value if isinstance(value, list) else []:
        if kind is LITERAL:
            return chr(one)
        if kind is RANGE:
            return chr(one[0])
    return "a"
