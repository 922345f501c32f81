"""What comes in from a chat, and where it takes place."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from typing import Any, Dict, Protocol, Text

from bot.history import Events
from bot.links import Shared

Message = Dict[Text, Any]  # as Rasa sends it: text, by, buttons, …; `links` are ours


@dataclass(frozen=True)
class Heard:
    """What came in from a person."""

    key: str  # of the message it came with: the same when that comes again
    sender_id: str  # the conversation
    text: str  # a typed line, or what the pressed button stands for
    title: str = ""  # of the pressed button; empty for a typed line

    def message_id(self, after: int = 0) -> str:
        """What Rasa knows this by, so that it hears it once: 32 hexadecimal digits.

        Args:
            after: how many messages to Rasa follow in the same turn.
        """
        return sha256(f"{self.key} {after}".encode()).hexdigest()[:32]


class Place(Protocol):
    """Where a conversation takes place: one chat of one service, and what can be put there."""

    @property
    def address(self) -> Dict[str, Any]:
        """What it takes to find this chat again, as plain data."""

    async def send_response(self, recipient_id: Text, message: Message) -> None:
        """Sends one message; raises where it can't be delivered."""

    async def send_scorecard(self, shared: Shared, events: Events) -> None:
        """Sends how each principle came out, and the picture of it."""

    async def busy(self) -> None:
        """Shows that a reply is on its way, until it is cancelled."""

    def reason(self, error: Exception) -> str:
        """Why a message was not delivered, without what it said and without a secret."""
