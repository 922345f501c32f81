"""What Telegram is sent: replies in its markup with keyboards, pictures, and that somebody is typing."""

from __future__ import annotations

import asyncio
import io
from typing import Any, Dict, List, Optional, Text

import rasa.core.channels.telegram as stock
from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup, InputFile
from aiogram.utils.exceptions import CantParseEntities

from bot.channels import markdown
from bot.channels.heard import Message
from bot.channels.offers import Button
from bot.channels.scores import levels_picture, scores_of
from bot.channels.telegram_calls import TelegramCalls
from bot.channels.words import words
from bot.history import Events
from bot.links import Shared, link

CONVERSATION = "telegram-"  # what the names of conversations begin with; the chat's number follows
PAYLOAD = 64  # bytes of a button's data
SAID = "~"  # the data of a button whose own is longer: its title is what is said
SHORT = 16  # characters of titles that stand side by side
TYPING = 4  # seconds; Telegram shows it for five
MARKDOWN = "MarkdownV2"


class TelegramOutput(TelegramCalls, stock.TelegramOutput):
    """Sends replies to chats; the recipient's conversation is named after the chat."""

    def __init__(self, token: Text, base: Text, api: Text) -> None:
        super().__init__(token, api)
        self._base = base

    def place(self, chat: int) -> "TelegramPlace":
        """One chat."""
        return TelegramPlace(self, chat, self._base)

    async def send_response(self, recipient_id: Text, message: Message) -> None:
        """Sends a reply in as few messages as hold it, its buttons under the last."""
        chat = int(recipient_id.replace(CONVERSATION, "", 1))
        keyboard = keyboard_of(message.get("buttons") or ())
        try:
            await self._say(chat, markdown.said(message), keyboard, MARKDOWN)
        except CantParseEntities:  # nothing was sent then
            await self._say(chat, markdown.plain(message), keyboard, None)

    async def _say(
        self, chat: int, parts: List[str], keyboard: Optional[InlineKeyboardMarkup], mode: Optional[str]
    ) -> None:
        for i, part in enumerate(parts):
            last = keyboard if i == len(parts) - 1 else None
            # Telegram would open a link to show what is behind it, and a signed one is for its reader alone.
            await self.send_message(chat, part, parse_mode=mode, reply_markup=last, disable_web_page_preview=True)


class TelegramPlace:
    """One chat, as the turns know it."""

    def __init__(self, output: TelegramOutput, chat: int, base: Text) -> None:
        self._output, self._chat, self._base = output, chat, base

    @property
    def address(self) -> Dict[str, Any]:
        """The chat's number."""
        return {"chat": self._chat}

    async def send_response(self, recipient_id: Text, message: Message) -> None:
        """Sends a reply with its buttons."""
        await self._output.send_response(recipient_id, message)

    async def send_scorecard(self, shared: Shared, events: Events) -> None:
        """Sends the picture of the levels, then the marks with a button that opens the review."""
        picture = InputFile(io.BytesIO(await levels_picture(events)), filename="levels.png")
        await self._output.send_photo(self._chat, picture)
        way = InlineKeyboardButton(words().scorecard.open, url=link(self._base, shared))
        marks = markdown.scorecard(scores_of(events))
        await self._output.send_message(
            self._chat, marks, parse_mode=MARKDOWN, reply_markup=InlineKeyboardMarkup().row(way)
        )

    async def busy(self) -> None:
        """Is seen typing."""
        while True:
            await self._output.send_chat_action(self._chat, "typing")
            await asyncio.sleep(TYPING)

    def reason(self, error: Exception) -> str:
        """The kind of failure: what Telegram says of it may repeat what was sent."""
        return type(error).__name__


def keyboard_of(buttons: Any) -> Optional[InlineKeyboardMarkup]:
    """Buttons with short titles side by side, others one below the other."""
    if not buttons:
        return None
    keyboard = InlineKeyboardMarkup(row_width=3 if all(len(one["title"]) <= SHORT for one in buttons) else 1)
    return keyboard.add(*(InlineKeyboardButton(one["title"], callback_data=_data(one)) for one in buttons))


def _data(button: Button) -> str:
    return button["payload"] if len(button["payload"].encode()) <= PAYLOAD else SAID
