"""No text makes a regular expression slow: time grows with the length of the text, not with its square.

Of each attack (tests/patterns/hostile.py) the processor time on a text is compared with that on one eight
times as long. In proportion that is 8, with the square 64; the bound lies well between, and only times
that can be told from noise count.
"""

from __future__ import annotations

import re
import time
from typing import Dict, Iterator, Optional, Tuple

import pytest

from tests.patterns.collected import Found, python_patterns, script_patterns
from tests.patterns.hostile import Attack, attacks

FEW = (8, 16, 20, 24)  # repetitions: where the ways to match double with each, these are too many already
SHORT, LONG = 1_000, 8_000  # characters
AT_ONCE = 0.05  # seconds a text of a few repetitions may take
NOISE = 0.003  # seconds below which nothing can be told
RATIO = 24  # times as long that eight times the text may take
TRIES = 3  # the smallest of so many counts


def found() -> Dict[str, Found]:
    """Each pattern once, by a name that says where it stands."""
    every = [*python_patterns(), *script_patterns()]
    return {f"{one.where} {one.pattern.pattern[:30]}": one for one in every}


FOUND = found()


def seconds(one: Found, text: str, tries: int = 1) -> float:
    """Processor time to look for all matches, or for the one from the beginning; the smallest of some tries."""
    return min(_once(one, text) for _ in range(tries))


def _once(one: Found, text: str) -> float:
    look = one.pattern.fullmatch if one.whole else one.pattern.match if one.anchored else one.pattern.findall
    began = time.thread_time()
    look(text)
    return time.thread_time() - began


def slowness(one: Found, attack: Attack) -> Optional[str]:
    """How this attack makes the pattern slow, or None where it does not."""
    for count in FEW:
        if seconds(one, attack.text(count)) > AT_ONCE and seconds(one, attack.text(count), TRIES) > AT_ONCE:
            return f"{count} repetitions take more than {AT_ONCE} s"
    if seconds(one, attack.of_length(LONG)) < NOISE:
        return None
    short, long = (seconds(one, attack.of_length(length), TRIES) for length in (SHORT, LONG))
    is_slow = long > NOISE and long > RATIO * short
    return f"{SHORT} characters take {short:.5f} s, {LONG} take {long:.5f}" if is_slow else None


def slow_on(one: Found) -> Iterator[Tuple[Attack, str]]:
    """The attacks that make a pattern slow, and how."""
    for attack in attacks(one.pattern.pattern, one.pattern.flags & ~re.UNICODE):
        reason = slowness(one, attack)
        if reason:
            yield attack, reason


@pytest.mark.parametrize("name", FOUND)
def test_time_grows_with_the_length_of_a_hostile_text_and_not_with_its_square(name):
    slow = next(slow_on(FOUND[name]), None)
    assert slow is None, f"{FOUND[name].pattern.pattern} on {slow[0]}: {slow[1]}"


@pytest.mark.parametrize(
    "pattern",
    [r"(a+)+$", r"(?:\w|\d)+!", r"\s+$", r"<[^>]*>", r"\w+@\w+", r"(?:a|b)*?c.*?d", r"my.*\bjob", r"(\w+\s*)+:"],
)
def test_a_slow_pattern_would_be_found(pattern):
    assert any(slow_on(Found("here", re.compile(pattern), anchored=False, whole=False))), pattern


def test_the_patterns_of_all_rooms_are_found():
    rooms = {where.split("/")[0] for where in FOUND}
    assert rooms == {"actions", "bot", "deploy"}
    assert len(FOUND) > 80
    assert any("static/talk.js" in where for where in FOUND)
