"""What Slack is sent: replies as blocks with buttons, scorecards, and that a reply is on its way."""

from __future__ import annotations

import asyncio
from dataclasses import asdict, dataclass
from typing import Any, Dict, List, Optional, Text

import rasa.core.channels.slack as stock
from slack_sdk.errors import SlackApiError

from bot.channels import blocks
from bot.channels.heard import Message
from bot.channels.hyperlinks import written
from bot.channels.scores import levels_of, scores_of
from bot.channels.words import words
from bot.history import Events
from bot.links import Shared, link, picture_link

PATIENCE = 4  # seconds until a line says that a reply is on its way


@dataclass(frozen=True)
class SlackChat:
    """Where somebody spoke."""

    team: str
    user: str
    channel: str
    thread: Optional[str]  # the time stamp replies go under; None straight into a direct message

    @property
    def is_direct(self) -> bool:
        """Whether nobody else reads it."""
        return self.channel.startswith("D")

    @property
    def sender_id(self) -> str:
        """The conversation: one a person in direct messages, one a person and thread in channels."""
        where = [] if self.is_direct else [self.channel, (self.thread or "").replace(".", "_")]
        return "-".join(["slack", self.team, self.user, *where])


class SlackOutput(stock.SlackBot):
    """Puts replies into one chat."""

    def __init__(self, client: Any, chat: SlackChat, base: str) -> None:
        super().__init__(client.token, chat.channel, chat.thread)
        self.client, self._chat, self._base = client, chat, base

    @property
    def address(self) -> Dict[str, Any]:
        """The chat, as plain data."""
        return asdict(self._chat)

    async def send_text_message(self, recipient_id: Text, text: Text, **message: Any) -> None:
        """Sends a reply."""
        await self._say({**message, "text": text})

    async def send_text_with_buttons(
        self, recipient_id: Text, text: Text, buttons: List[Dict[Text, Any]], **message: Any
    ) -> None:
        """Sends a reply with its buttons, however many."""
        await self._say({**message, "text": text, "buttons": buttons})

    async def _say(self, message: Message) -> None:
        plain = blocks.escaped(written(message["text"], message.get("links") or (), lambda one: one.words))
        await self._put(text=plain, blocks=blocks.said(message, self._chat.user))

    async def _put(self, **message: Any) -> None:
        # Slack would open a link to show what is behind it, and a signed one is for its reader alone.
        await self._post_message(self._chat.channel, **message, unfurl_links=False, unfurl_media=False)

    async def send_scorecard(self, shared: Shared, events: Events) -> None:
        """Sends the marks with the picture of them; without it where Slack cannot fetch it from us."""
        scores, review = scores_of(events), link(self._base, shared)
        picture = (picture_link(self._base, shared), levels_of(events).told)
        try:
            drawn = blocks.scorecard(scores, review, picture)
            await self._put(text=scores.total, blocks=drawn)
        except SlackApiError as error:
            if error.response.get("error") not in ("invalid_blocks", "invalid_blocks_format"):
                raise
            await self._put(text=scores.total, blocks=blocks.scorecard(scores, review, None))

    async def busy(self) -> None:
        """Slack lets no bot be seen typing: after a while a line says so instead."""
        await asyncio.sleep(PATIENCE)
        await self._say({"text": words().sentences.wait})

    def reason(self, error: Exception) -> str:
        """Slack's own name for what went wrong, else ours."""
        said = error.response.get("error") if isinstance(error, SlackApiError) else None
        return str(said or type(error).__name__)
