"""Two tabs of one browser: a line from a page that shows an earlier rehearsal is none of the one under way."""

from __future__ import annotations

from typing import Any, Mapping

from bot.channels.request import Refusal

GONE_ON = (
    "You have gone on in another tab, so this line was not taken. Load this page again to see where your talk stands."
)
LOBBY = "lobby"


def for_the_rehearsal_shown(asked: Mapping[str, Any], slots: Mapping[str, Any]) -> bool:
    """Whether what a page sends is meant for the rehearsal under way. A page that doesn't say which it shows is believed."""
    shown = asked.get("rehearsal")
    return shown is None or (shown == slots.get("rehearsal") and (slots.get("beat") or LOBBY) != LOBBY)


def gone_on() -> Refusal:
    """What such a page is answered: 409, by which it knows to catch up."""
    return Refusal(GONE_ON, 409)
