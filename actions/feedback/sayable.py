"""Which of the candidate's sentences are worth saying again, and what can be taken out of the others."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Optional

from pydantic import conlist

from actions.data import DATA, Checked, read
from actions.rehearsal import Sentence
from actions.scoring.finding import cue
from actions.scoring.rudeness import insults

MOST_WORDS = 36  # a longer sentence is not said again with more behind it
_BREAKS_OFF = re.compile(r"(?:\.\.|…|[–—-])\s*$")
_COUNT = r"\d\d?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty"
_YEARS = re.compile(rf"\b({_COUNT})\+? ?(year|month)s?\b(?! old)", re.IGNORECASE)
_AS_A = re.compile(
    r"\bwork(?:ed|ing|s)? (?:[\w'’-]+ ){0,6}(?:as|like) (?:an? )?((?:(?!my|the|your|our|their|his|her|an?\b)[a-z]+ )?(?:[a-z]+(?:ier|er|ist|ant|ian|eer|ress|tor)|cook|chef|nurse|clerk))\b(?! of\b)",
    re.IGNORECASE,
)


class Clumsy(Checked):
    """The file as a whole."""

    learner: conlist(str, min_items=1)  # type: ignore[valid-type]
    chat: conlist(str, min_items=1)  # type: ignore[valid-type]
    vague: conlist(str, min_items=1)  # type: ignore[valid-type]


@lru_cache(maxsize=1)
def _patterns() -> "dict[str, re.Pattern[str]]":
    """What shows that a sentence is better said anew.

    Raises:
        FaultyData: the file is malformed.
    """
    cues = read(DATA / "clumsy.yml", Clumsy)
    return {"clumsy": cue(*cues.learner, *cues.chat, *cues.vague)}


@lru_cache(maxsize=2048)
def worth_saying(text: str) -> bool:
    """Whether one could say this sentence aloud again, with a better one beside it."""
    return len(text.split()) <= MOST_WORDS and is_well_put(text)


@lru_cache(maxsize=2048)
def is_well_put(text: str) -> bool:
    """Whether a sentence is whole, civil and free of the slips of `data/clumsy.yml`."""
    return not (_BREAKS_OFF.search(text) or insults(text) or _patterns()["clumsy"].search(text))


def years(text: str) -> Optional[str]:
    """How long they said they did something: "4 years"."""
    match = _YEARS.search(text)
    if not match:
        return None
    count, unit = match[1].lower(), match[2].lower()
    return f"{count} {unit}" if count in ("1", "01", "one") else f"{count} {unit}s"


def past(sentence: Sentence) -> Optional[str]:
    """What they said they worked as, to go after "I've": "worked as a waiter for 4 years"."""
    match = _AS_A.search(sentence.text)
    if not match:
        return None
    trade = match[1].lower()
    long = years(sentence.text)
    return f"worked as {'an' if trade[0] in 'aeiou' else 'a'} {trade}" + (f" for {long}" if long else "")
