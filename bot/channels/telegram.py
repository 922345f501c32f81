"""Telegram: Rasa's connector, made safe against forgery, doubles, edits and long texts, with keyboards and pictures."""

from __future__ import annotations

import asyncio
import hmac
import json
from typing import Any, Coroutine, Dict, Optional, Set, Text

import rasa.core.channels.telegram as stock
from aiogram.types import (
    CallbackQuery,
    Update,
)
from aiogram.types import (
    Message as Sent,
)
from aiogram.utils.exceptions import BadRequest, TelegramAPIError
from sanic import Blueprint, Sanic
from sanic.exceptions import SanicException
from sanic.request import Request
from sanic.response import HTTPResponse, text

from bot.channels import markdown
from bot.channels.background import aside, log_failure
from bot.channels.heard import Heard
from bot.channels.passages import utf16
from bot.channels.replies import Handler
from bot.channels.telegram_calls import menu_of
from bot.channels.telegram_messages import is_anothers, is_notice, line_in, title_of
from bot.channels.telegram_output import CONVERSATION, SAID, TelegramOutput, TelegramPlace
from bot.channels.turns import Turns
from bot.channels.words import words

SECRET_HEADER = "x-telegram-bot-api-secret-token"
HOUR = 3600  # seconds until a group is told again to go private
KINDS = ["message", "edited_message", "callback_query"]  # the updates that are asked for


class Telegram(stock.TelegramInput):
    """Takes Telegram's updates."""

    def __init__(self, token: Text, secret: Text, base: Text, api: Text) -> None:
        super().__init__(token, None, f"{base}/webhooks/telegram/webhook", debug_mode=False)
        self._secret, self._base, self._api = secret, base, api
        self._output = TelegramOutput(token, base, api)
        self._aside_tasks: Set["asyncio.Task[None]"] = set()

    def get_output_channel(self) -> TelegramOutput:
        """The output, which calls nobody by being made: Rasa's own would set the webhook, and fail with it."""
        return self._output

    def blueprint(self, on_new_message: Handler) -> Blueprint:
        """The route of Rasa's connector: every update is checked, answered at once, and worked on afterwards."""
        turns = self._turns = Turns(self.name(), on_new_message, self._base, self._place_at)
        routes = Blueprint("telegram_webhook")
        routes.add_route(_health, "/", methods=["GET"])

        @routes.route("/webhook", methods=["POST"])
        async def webhook(request: Request) -> HTTPResponse:
            if not self._is_telegrams(request):
                return text("This does not come from Telegram.", status=403)
            try:
                update = Update.to_object(request.json)
                assert isinstance(update.update_id, int)
            except (SanicException, AssertionError, TypeError, ValueError, KeyError, AttributeError):
                return text("This is nothing Telegram is known to send.", status=400)
            try:
                await self._take(update, turns)
            except Exception as error:  # sent again, it would fail again
                log_failure("An update of Telegram could not be taken", error)
            return text("ok")

        @routes.listener("after_server_start")
        async def announce(*_: Any) -> None:
            self._aside(self._announce())

        @routes.listener("before_server_stop")
        async def wind_down(*_: Any) -> None:
            await turns.wind_down()
            await self._output.end()

        return routes

    def _is_telegrams(self, request: Request) -> bool:
        given = request.headers.get(SECRET_HEADER, "").encode("utf-8", "surrogateescape")  # whatever bytes it had
        return hmac.compare_digest(given, self._secret.encode())

    async def open(self, app: Sanic, _: Any) -> None:
        """Begins to take lines, once there is an agent and before the server listens."""
        await self._turns.open(app.ctx.agent, app.ctx.loaded)

    async def _take(self, update: Update, turns: Turns) -> None:
        message, key = update.message, f"telegram:update:{update.update_id}"
        if update.callback_query:
            await self._pressed(update.callback_query, turns)
        elif message and message.text and message.chat.type == "private" and not is_anothers(message):
            await turns.take(Heard(key, _sender(message), line_in(message.text)), self._output.place(message.chat.id))
        elif await turns.first(key):
            other = update.edited_message or message
            sentence = await self._why_not(update, turns) if other else None
            if sentence:
                turns.tell(_sender(other), sentence, self._output.place(other.chat.id))

    async def _why_not(self, update: Update, turns: Turns) -> Optional[str]:
        """What is said to a message that is no line; None where nobody waits for a word."""
        message, sentences = update.message, words().sentences
        if update.edited_message:
            return sentences.edited if await _is_news(update.edited_message, turns) else None
        if message.chat.type != "private":
            first = await turns.first(f"telegram:group:{message.chat.id}", HOUR)
            return sentences.private if first else None
        if message.text:
            return sentences.forwarded
        return None if is_notice(message) else sentences.text_needed

    async def _pressed(self, query: CallbackQuery, turns: Turns) -> None:
        """A button: the service is told that it was heard, and it counts once, however often it is pressed."""
        self._aside(self._quietly("answerCallbackQuery", callback_query_id=query.id))
        message = query.message
        if not message or message.chat.type != "private" or not query.data:
            return
        key, title = f"telegram:pressed:{message.chat.id}:{message.message_id}", title_of(message, query.data)
        heard = Heard(key, _sender(message), title if query.data == SAID else query.data, title or "?")
        if await turns.take(heard, self._output.place(message.chat.id)):
            self._aside(self._use_up(message, title))

    def _place_at(self, address: Dict[str, Any]) -> TelegramPlace:
        return self._output.place(address["chat"])

    async def _use_up(self, message: Sent, title: str) -> None:
        """Takes the keyboard away, and says in its place what was chosen."""
        shown = f"{message.text or ''}\n\n{words().chosen.format(title=title)}"
        at = {"chat_id": message.chat.id, "message_id": message.message_id}
        if not message.text or utf16(shown) > markdown.MOST:
            await self._quietly("editMessageReplyMarkup", **at)
            return
        entities = [one.to_python() for one in message.entities or ()]
        await self._quietly(
            "editMessageText", **at, text=shown, **({"entities": json.dumps(entities)} if entities else {})
        )

    async def _quietly(self, method: str, **data: Any) -> None:
        try:
            await self._output.request(method, data)
        except BadRequest:  # too old to be answered or changed
            pass
        except (TelegramAPIError, asyncio.TimeoutError) as error:
            stock.logger.warning("Telegram did not take %s: %s", method, type(error).__name__)

    async def _announce(self) -> None:
        """Tells Telegram where we are and what our commands are; it may be away when we start."""
        hook = {"url": self.webhook_url, "secret_token": self._secret, "allowed_updates": json.dumps(KINDS)}
        menu = {"commands": json.dumps(menu_of(words().menu))}
        for method, data in (("setWebhook", hook), ("setMyCommands", menu)):
            await self._until_taken(method, data)

    async def _until_taken(self, method: str, data: Dict[str, str]) -> None:
        pause = 1
        while True:
            try:
                await self._output.request(method, data)
                return
            except (TelegramAPIError, asyncio.TimeoutError) as error:
                stock.logger.error("Telegram did not take %s: %s; trying again.", method, type(error).__name__)
            await asyncio.sleep(pause)
            pause = min(pause * 2, 600)

    def _aside(self, work: Coroutine[Any, Any, None]) -> None:
        aside(self._aside_tasks, work)


async def _health(_: Request) -> HTTPResponse:
    return text("ok")


def _sender(message: Sent) -> str:
    return f"{CONVERSATION}{message.chat.id}"


async def _is_news(edited: Sent, turns: Turns) -> bool:
    """Whether a typed line was changed, and this change has not been spoken of yet; a place on the map moves by itself."""
    if not edited.text or edited.chat.type != "private":
        return False
    return await turns.first(f"telegram:edited:{edited.chat.id}:{edited.message_id}:{edited.values.get('edit_date')}")
