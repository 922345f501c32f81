"""Small builders of rehearsals: say only what differs."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any, Optional, Tuple

from spacy.lang.en.stop_words import STOP_WORDS

from actions.rehearsal import CANDIDATE, INTERVIEWER, Line, Note, Rehearsal, Sentence

_FORMS = {
    "told": "tell",
    "gave": "give",
    "thought": "think",
    "ran": "run",
    "meant": "mean",
    "left": "leave",
    "sold": "sell",
    "came": "come",
}
_NO_CONTENT = {"yeah", "wow", "goodbye", "dead", "really", "truly", "honestly"}  # adverbs and interjections


def said(text: str, *moves: str, question: bool = False) -> Line:
    """A candidate's line of one sentence that makes these moves."""
    return Line(CANDIDATE, text, (_sentence(text, moves, question),))


def line(*sentences: Line) -> Line:
    """A candidate's line of several sentences: `line(said("Hello!", "greeting"), said("It's me."))`."""
    text, placed = "", []
    for one in sentences:
        text += " " if text else ""
        placed += [replace(s, start=s.start + len(text), end=s.end + len(text)) for s in one.sentences]
        text += one.text
    return Line(CANDIDATE, text, tuple(placed))


def told(text: str, *acts: str) -> Line:
    """An interviewer's line that does `acts`: concern, doubt, press, small_talk."""
    return Line(INTERVIEWER, text, acts=frozenset(acts))


asked = told  # reads better where the interviewer asks


def rehearsal(*lines: Line, role: str = "barista", style: str = "balanced", **only_what_differs: Any) -> Rehearsal:
    """A rehearsal of these lines, of a job nothing is known about."""
    return Rehearsal(role=role, style=style, lines=lines, **only_what_differs)


def note(text: str, *moves: str, hours: Optional[float] = 2) -> Note:
    """A thank-you note of one sentence, sent so many hours after the interview."""
    return Note(said(text, *moves), hours)


def _sentence(text: str, moves: Tuple[str, ...], question: bool) -> Sentence:
    return Sentence(text, 0, len(text), {move: 0.9 for move in moves}, question or "?" in text, _terms(text))


def _terms(text: str) -> Tuple[str, ...]:
    """The words that carry content, nearly as the understanding has them."""
    words = re.findall(r"[a-z0-9][\w-]*", re.sub(r"n['’]t\b|['’]\w+", "", text.lower()))
    return tuple(_FORMS.get(word, word) for word in words if word not in STOP_WORDS | _NO_CONTENT)
