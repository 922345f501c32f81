"""How long after the interview a note would go out, from the way people say it."""

from __future__ import annotations

import re
from typing import Optional

_UNITS = {"min": 1 / 60, "hour": 1.0, "hr": 1.0, "h": 1.0, "day": 24.0, "week": 168.0, "month": 720.0}
_NUMBERS = {
    "a": 1, "an": 1, "one": 1, "two": 2, "couple": 2, "three": 3, "few": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
    "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "fifteen": 15, "eighteen": 18, "twenty": 20, "thirty": 30, "forty": 40, "half": 0.5,
}  # fmt: skip
_NUMBER = rf"\b(\d+(?:\.\d+)?|{'|'.join(_NUMBERS)})"
_UNIT = r"(min(?=s?\b|ute)|hour|hr|h\b|day|week|month)"
_TENS = re.compile(r"\b(twenty|thirty|forty)[\s-]+(one|two|three|four|five|six|seven|eight|nine)\b", re.IGNORECASE)
_AND_A_HALF = re.compile(rf"{_NUMBER}(?:\s+{_UNIT}s?)?\s+and\s+a\s+half\b", re.IGNORECASE)
_COUNTED = re.compile(rf"{_NUMBER}\s*(?:of\s+|an?\s+|-)?{_UNIT}", re.IGNORECASE)
# Said without a number; an interview is taken to end in the early afternoon.
_SAID = (
    (r"day after tomorrow|in two days", 44.0),
    (r"tomorrow (?:evening|night)", 28.0),
    (r"tomorrow afternoon", 24.0),
    (r"tomorrow|next (?:day|morning)|first thing", 18.0),
    (r"next week|at the weekend|(?:mon|tues|wednes|thurs|fri|satur|sun)day", 72.0),
    (
        r"straight ?away|right ?away|at once|immediately|now|as soon as|asap|on the (?:train|bus|way)|within the hour",
        1.0,
    ),
    (
        r"tonight|this (?:evening|afternoon)|same (?:day|evening|night)|later today|today|end of (?:the )?day|before bed|when i get home",
        6.0,
    ),
)


def hours_after(text: str) -> Optional[float]:
    """Hours between interview and note, or None where the text does not say.

    >>> hours_after("about three hours"), hours_after("tomorrow morning"), hours_after("dunno")
    (3.0, 18.0, None)
    """
    counted = _COUNTED.search(_in_figures(text))
    if counted:
        return _value(counted.group(1)) * _UNITS[counted.group(2).lower()]
    said = next((hours for pattern, hours in _SAID if re.search(rf"\b(?:{pattern})\b", text, re.IGNORECASE)), None)
    if said is None and re.fullmatch(r"\s*\d{1,3}\s*", text):
        return float(text)
    return said


def _in_figures(text: str) -> str:
    """ "twenty-four" and "an hour and a half" written as a reader of single numbers can take them."""
    text = _TENS.sub(lambda match: f"{_value(match.group(1)) + _value(match.group(2)):g}", text)
    return _AND_A_HALF.sub(lambda match: f"{_value(match.group(1)) + 0.5:g} {match.group(2) or ''}", text)


def _value(number: str) -> float:
    return float(_NUMBERS.get(number.lower(), 0) or number)
