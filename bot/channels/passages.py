"""Long texts cut for services that take only so much at once: between sentences, else between words."""

from __future__ import annotations

import re
from typing import Callable, List

_PIECES = re.compile(r".*?(?:[.!?…]['\"”’)\]]*(?=\s)\s*|\n+|\Z)", re.DOTALL)
Length = Callable[[str], int]


def utf16(text: str) -> int:
    """A text's length as Telegram counts it: in UTF-16 code units, so that most emoji count two."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def passages(text: str, limit: int, length: Length = len) -> List[str]:
    """A text in order in as few parts as need be, none longer than `limit`, nothing lost but white space between."""
    parts = [""]
    for piece in (one for sentence in _PIECES.findall(text) for one in _short(sentence, limit, length)):
        if length((parts[-1] + piece).strip()) <= limit:
            parts[-1] += piece
        else:
            parts.append(piece)
    return [part.strip() for part in parts if part.strip()]


def _short(sentence: str, limit: int, length: Length) -> List[str]:
    """A sentence whole where it fits, else by words, and a word too long by characters."""
    if length(sentence) <= limit:
        return [sentence]
    words = re.findall(r"\S+\s*", sentence)
    return [piece for word in words for piece in ([word] if length(word) <= limit else word)]
