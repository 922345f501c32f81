"""How long after the interview a note would go out, from the way people say it."""

from __future__ import annotations

import re
from typing import Optional

_UNITS = {"min": 1 / 60, "hour": 1.0, "hr": 1.0, "h": 1.0, "day": 24.0, "week": 168.0, "month": 720.0}
_NUMBERS = {
    "a": 1, "an": 1, "one": 1, "two": 2, "couple": 2, "three": 3, "few": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
    "nine": 9, "ten": 10, "twelve": 12, "fifteen": 15, "twenty": 20, "half": 0.5,
}  # fmt: skip
_COUNTED = re.compile(
    rf"(\d+(?:\.\d+)?|{'|'.join(_NUMBERS)})\s*(?:of\s+|an?\s+|-)?(min|hour|hr|h\b|day|week|month)", re.IGNORECASE
)
# Said without a number; an interview is taken to end in the early afternoon.
_SAID = (
    (r"day after tomorrow|in two days", 44.0),
    (r"tomorrow (?:evening|night)", 28.0),
    (r"tomorrow afternoon", 24.0),
    (r"tomorrow|next (?:day|morning)|first thing", 18.0),
    (r"next week|at the weekend|on (?:mon|tues|wednes|thurs|fri|satur|sun)day", 72.0),
    (
        r"straight ?away|right ?away|at once|immediately|now|as soon as|asap|on the (?:train|bus|way)|within the hour",
        1.0,
    ),
    (
        r"tonight|this (?:evening|afternoon)|same (?:day|evening|night)|later today|today|before bed|when i get home",
        6.0,
    ),
)


def hours_after(text: str) -> Optional[float]:
    """Hours between interview and note, or None where the text does not say.

    >>> hours_after("about three hours"), hours_after("tomorrow morning"), hours_after("dunno")
    (3.0, 18.0, None)
    """
    counted = _COUNTED.search(text)
    if counted:
        number, unit = counted.group(1).lower(), counted.group(2).lower()
        return float(_NUMBERS.get(number, 0) or number) * _UNITS[unit]
    said = next((hours for pattern, hours in _SAID if re.search(rf"\b(?:{pattern})\b", text, re.IGNORECASE)), None)
    if said is None and re.fullmatch(r"\s*\d{1,3}\s*", text):
        return float(text)
    return said
