"""Asking for one's own job in a chat: the title, the company, the advert, and whether it was understood."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Dict, List, Mapping, Optional, Tuple

from actions import set_up
from actions.advert import pick
from actions.memory import Piece
from actions.reply import piece
from actions.saying import skips
from actions.scenario import style_of

OWN_BEATS = ("own_title", "own_company", "own_facts", "own_check")


@dataclass(frozen=True)
class Step:
    """What one answer about one's own job leads to."""

    own: Dict[str, Any]  # what is known so far
    beat: Optional[str]  # what is asked next; None where all is known
    pieces: Tuple[Piece, ...] = ()


def step(beat: str, own: Mapping[str, Any], said: Mapping[str, Any]) -> Step:
    """Takes the answer to what `beat` asked.

    Args:
        beat: one of OWN_BEATS.
        own: what is known so far.
        said: the answer, {"text", "sentences"} as the understanding read it.

    Raises:
        ValueError: in one sentence for the user, why it can't be taken.
    """
    text = str(said["text"]).strip()
    if beat == "own_title":
        return Step({**own, "job": text}, "own_company", (piece("own_company"),))
    if beat == "own_company":
        return Step({**own, "company": text}, "own_facts", (piece("own_facts"),))
    if beat == "own_facts":
        return _with_facts(own, text, said["sentences"])
    return _checked(own, text)


def _with_facts(own: Mapping[str, Any], text: str, sentences: List[Mapping[str, Any]]) -> Step:
    if skips(text):
        return Step({**own, "facts": ""}, None)
    facts = set_up.facts_taken(text)
    rows = sentences if facts == text else _rows(facts)
    found = pick(facts, rows, str(own.get("company") or ""))
    known = {**own, "facts": facts, "advert": {kind: list(ones) for kind, ones in found.facts.items()}}
    return _shown({**known, "topics": list(found.topics)})


def _rows(text: str) -> List[Dict[str, Any]]:
    """The lines of a text as its sentences, where what was pasted is no longer what was read."""
    rows, start = [], 0
    for row in text.splitlines(keepends=True):
        rows.append({"start": start, "end": start + len(row.rstrip()), "entities": []})
        start += len(row)
    return rows


def _checked(own: Mapping[str, Any], text: str) -> Step:
    left, style = set_up.without(own.get("advert") or {}, text), set_up.style_in(text)
    if left is not None:
        return _shown({**own, "advert": left})
    if style:
        return _shown({**own, "style": style})
    if set_up.goes_ahead(text):
        return Step(dict(own), None)
    return Step(dict(own), "own_check", (piece("own_check_again"),))


def _shown(own: Dict[str, Any]) -> Step:
    """What was picked out, for the user to agree to or to correct."""
    style = own.get("style") or style_of(str(own.get("job") or ""))
    rows = "".join(f"\n{i}. {fact}" for i, (_, fact) in enumerate(set_up.numbered(own.get("advert") or {}), 1))
    return Step(own, "own_check", (piece("own_picked" if rows else "own_nothing", list=rows, style=style),))
