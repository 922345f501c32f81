"""Replies in Telegram's MarkdownV2, cut to what one message holds."""

from __future__ import annotations

import re
from typing import Any, Dict, List, Optional

from actions.memory import COACH
from bot.channels.passages import passages, utf16
from bot.channels.scores import Scores
from bot.channels.turns import LINK_HERE
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
    room = MOST - utf16(name) - 1 - utf16(words().link)
    return [head + _linked(part, message.get("link")) for part in passages(message["text"], room, utf16)]


def plain(message: Dict[str, Any]) -> List[str]:
    """The same without any markup, for when Telegram does not take it."""
    name = (
        words().voices.coach if message.get("by", COACH) == COACH else message.get("name") or words().voices.interviewer
    )
    text = message["text"].replace(LINK_HERE, message.get("link") or "")
    return passages(f"{name}\n{text}", MOST, utf16)


def _linked(part: str, link: Optional[str]) -> str:
    address = _IN_ADDRESS.sub(r"\\\1", link or "")
    return escaped(part).replace(LINK_HERE, f"[{escaped(words().link)}]({address})" if link else "")


def scorecard(scores: Scores) -> str:
    """The marks by act."""
    acts = [
        "\n".join([f"*{escaped(name)}*", *(f"`{row.signs}` {escaped(row.title)}: {escaped(row.told)}" for row in rows)])
        for name, rows in scores.acts
    ]
    return "\n\n".join([f"*{escaped(scores.total)}*\n{escaped(scores.title)}", *acts])
