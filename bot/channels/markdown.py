"""Replies in Telegram's MarkdownV2, cut to what one message holds."""

from __future__ import annotations

import re
from typing import Any, Dict, List

from actions.events import COACH
from bot.channels.hyperlinks import Link, written
from bot.channels.passages import passages, utf16
from bot.channels.scores import Scores
from bot.channels.words import words

MOST = 4096  # UTF-16 code units of one message, its markup not counted
_RESERVED = re.compile(r"([_*\[\]()~`>#+\-=|{}.!\\])")
_IN_ADDRESS = re.compile(r"([)\\])")


def escaped(text: str) -> str:
    """Text that stands in MarkdownV2 for itself."""
    return _RESERVED.sub(r"\\\1", text)


def said(message: Dict[str, Any]) -> List[str]:
    """A reply, in as few messages as hold it: the interviewer under a name in bold, the coach in italics."""
    coach = message.get("by", COACH) == COACH
    name = words().voices.coach if coach else message.get("name") or words().voices.interviewer
    head = f"_{escaped(name)}_\n" if coach else f"*{escaped(name)}*\n"
    room, links = MOST - utf16(name) - 1, message.get("links") or ()
    parts = passages(message["text"], room, lambda text: utf16(written(text, links, lambda one: one.words)))
    return [head + written(escaped(part), links, _linked) for part in parts]


def plain(message: Dict[str, Any]) -> List[str]:
    """The same without any markup, for when Telegram does not take it."""
    name = (
        words().voices.coach if message.get("by", COACH) == COACH else message.get("name") or words().voices.interviewer
    )
    text = written(message["text"], message.get("links") or (), lambda one: f"{one.words}: {one.address}")
    return passages(f"{name}\n{text}", MOST, utf16)


def _linked(link: Link) -> str:
    address = _IN_ADDRESS.sub(r"\\\1", link.address)
    return f"[{escaped(link.words)}]({address})"


def scorecard(scores: Scores) -> str:
    """The marks by act."""
    acts = [
        "\n".join([f"*{escaped(name)}*", *(f"`{row.signs}` {escaped(row.title)}: {escaped(row.told)}" for row in rows)])
        for name, rows in scores.acts
    ]
    return "\n\n".join([f"*{escaped(scores.total)}*\n{escaped(scores.title)}", *acts])
