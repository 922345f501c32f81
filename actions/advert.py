"""A pasted advert, or notes on a job: what the interviewer can draw on, and what a candidate could name.

Pure, over the sentences that spaCy found (the parse data's `sentences`), so that the
window and the chat pick the same.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Dict, List, Mapping, Optional, Sequence, Tuple

from markupsafe import Markup
from pydantic import conlist

from actions.data import DATA, Checked, read
from actions.scoring.finding import cue
from actions.scoring.knowledge import specific, stem, words

KINDS = ("plans", "culture", "company", "work")
MOST_FACTS = 6  # of a kind
MOST_TOPICS = 5
LONGEST_TOPIC = 5  # words
LONGEST = 24  # words of a sentence that are quoted
_SHORTEST = 3
_LEAST_ENGLISH = 0.08  # of a text's words
_BLOCK = re.compile(r"</?(?:p|br|li|ul|ol|div|h\d|tr|td)\b[^<>]*>", re.IGNORECASE)
_TAG = re.compile(r"<[a-zA-Z/!][^<>]*>")
_DATE = re.compile(
    r"\b(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|january|february|march|april|may|june|july|august|september|october|november|december)\b",
    re.I,
)
_BULLET = re.compile(r"^[\s•*·–—\-o▪●]+(?=\w)")
_HANGING = " \t\n\xa0;,"  # what a point of a list may end in


class Cues(Checked):
    """`data/advert.yml`: word beginnings by which a sentence's kind is told."""

    plans: conlist(str, min_items=1)  # type: ignore[valid-type]
    culture: conlist(str, min_items=1)  # type: ignore[valid-type]
    company: conlist(str, min_items=1)  # type: ignore[valid-type]
    work: conlist(str, min_items=1)  # type: ignore[valid-type]
    skip: conlist(str, min_items=1)  # type: ignore[valid-type]
    english: conlist(str, min_items=1)  # type: ignore[valid-type]


@dataclass(frozen=True)
class Advert:
    """What was picked out of a pasted text."""

    facts: Mapping[str, Tuple[str, ...]]  # by kind of KINDS, each a sentence or a fragment, as pasted
    topics: Tuple[str, ...]  # names and phrases one could take up, the best first


@lru_cache(maxsize=1)
def cues() -> Cues:
    """The cues of `data/advert.yml`.

    Raises:
        FaultyData: the file is malformed.
    """
    return read(DATA / "advert.yml", Cues)


@lru_cache(maxsize=1)
def _patterns() -> Dict[str, "re.Pattern[str]"]:
    return {kind: cue(*map(re.escape, getattr(cues(), kind))) for kind in (*KINDS, "skip")}


def clean(text: str) -> str:
    """A pasted text without its HTML, its lines kept."""
    if _TAG.search(text):
        text = str(Markup(_BLOCK.sub("\n", text).replace("\n", "\ue000")).striptags()).replace("\ue000", "\n")
    return "\n".join(line for line in (" ".join(row.split()) for row in text.splitlines()) if line)


def is_english(text: str) -> bool:
    """Whether a text of some length reads as English."""
    said = re.findall(r"\w+", text.lower())
    return len(said) < 12 or sum(word in cues().english for word in said) >= _LEAST_ENGLISH * len(said)


def pick(text: str, sentences: Sequence[Mapping[str, Any]], company: str = "") -> Advert:
    """The facts and topics of a pasted text.

    Args:
        text: the text, cleaned.
        sentences: its sentences as parse data, with `start`, `end` and `entities`.
        company: whose advert it is; its own name is no topic.
    """
    facts: Dict[str, List[str]] = {kind: [] for kind in KINDS}
    for sentence in sentences:
        said = _BULLET.sub("", text[sentence["start"] : sentence["end"]]).rstrip(_HANGING)
        kind = _kind(said)
        if kind and len(facts[kind]) < MOST_FACTS and _shortened(said).rstrip(".") not in facts[kind]:
            facts[kind].append(_shortened(said).rstrip("."))
    return Advert({kind: tuple(found) for kind, found in facts.items() if found}, topics_of(sentences, company, text))


def _kind(said: str) -> Optional[str]:
    if len(said.split()) < _SHORTEST or said.endswith((":", "?")) or _patterns()["skip"].search(said):
        return None
    matches = {kind: len(_patterns()[kind].findall(said)) for kind in KINDS}
    best = max(KINDS, key=lambda kind: matches[kind])
    return best if matches[best] else None


def _shortened(said: str) -> str:
    spoken = said.split()
    return said if len(spoken) <= LONGEST else " ".join(spoken[:LONGEST]).rstrip(",;:") + " …"


def topics_of(sentences: Sequence[Mapping[str, Any]], company: str = "", text: str = "") -> Tuple[str, ...]:
    """Names first (one word alone is often no more than a place), then phrases by how often they come.

    Left out is what is said in any interview.
    """
    found: "Counter[str]" = Counter(
        _with_article(one, text)
        for sentence in sentences
        for one in sentence.get("entities", ())
        if _is_topic(one, company)
    )
    ranked = sorted(found, key=lambda phrase: (not _is_named(phrase), len(phrase.split()) == 1, -found[phrase]))
    return tuple(ranked[:MOST_TOPICS])


def _with_article(entity: Mapping[str, Any], text: str) -> str:
    """A phrase with the article it has in its text: one likes "the Trident system"."""
    begins = int(entity.get("start") or 0)
    article = "the " if text[max(0, begins - 4) : begins].lower() == "the " else ""
    return f"{article}{entity['value']}"


def _is_topic(entity: Mapping[str, Any], company: str) -> bool:
    value = str(entity["value"])
    if entity["entity"] not in ("mention", "phrase") or len(value.split()) > LONGEST_TOPIC:
        return False
    telling = specific(words(value)) - {stem(word) for word in words(company)}
    return bool(telling) and not _patterns()["skip"].search(value) and not _DATE.search(value)


def _is_named(phrase: str) -> bool:
    return any(char.isupper() for char in phrase)
