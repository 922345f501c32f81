"""Slack: Rasa's connector, made safe against retries, doubles, edits and markup, and at home in Block Kit."""

from __future__ import annotations

import asyncio
import html
import json
from dataclasses import dataclass
from typing import Any, Coroutine, Dict, List, Mapping, Optional, Text

import rasa.core.channels.slack as stock
from sanic import Blueprint
from sanic.request import Request
from sanic.response import HTTPResponse, text
from slack_sdk.errors import SlackApiError

from bot.channels import blocks
from bot.channels.background import aside, is_ready
from bot.channels.blocks import owner_of, typed
from bot.channels.hyperlinks import written
from bot.channels.request import store_of
from bot.channels.scores import levels_of, scores_of
from bot.channels.seen import Seen, is_first
from bot.channels.slack_calls import slack_client
from bot.channels.text import command
from bot.channels.turns import Handler, Heard, Message, Turns
from bot.channels.words import words
from bot.history import Events, latest_events
from bot.links import Shared, link, picture_link

PATIENCE = 4  # seconds until a line says that a reply is on its way
PERSONS = (None, "file_share", "thread_broadcast")  # subtypes of what a person writes
Payload = Mapping[str, Any]


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


class Slack(stock.SlackInput):
    """Takes Slack's events and presses."""

    def __init__(self, token: Text, signing_secret: Text, base: str, api: str) -> None:
        super().__init__(token, slack_signing_secret=signing_secret, use_threads=True)
        self._client, self._base, self._seen = slack_client(token, api), base, Seen()

    def blueprint(self, on_new_message: Handler) -> Blueprint:
        """The routes of Rasa's connector: every request is checked, answered at once, and worked on afterwards."""
        turns = Turns(self.name(), on_new_message, self._base)
        routes = Blueprint("slack_webhook")
        routes.add_route(_health, "/", methods=["GET"])

        @routes.route("/webhook", methods=["POST"])
        async def webhook(request: Request) -> HTTPResponse:
            if not self.is_request_from_slack_authentic(request):
                return text("This is not signed by Slack, or too long ago.", status=403)
            if not is_ready(request):
                return text("Not yet.", status=503)
            try:
                return await self._received(request, turns)
            except (ValueError, KeyError, TypeError, AttributeError):
                return text("This is nothing Slack is known to send.", status=400)

        @routes.listener("before_server_stop")
        async def wind_down(*_: Any) -> None:
            await turns.wind_down()

        return routes

    async def _received(self, request: Request, turns: Turns) -> HTTPResponse:
        if request.headers.get("content-type", "").startswith("application/x-www-form-urlencoded"):
            await self._pressed(request, json.loads(request.form["payload"][0]), turns)
            return text("")
        payload = request.json
        if payload.get("type") == "url_verification":
            return text(payload["challenge"])
        event = payload.get("event") or {}
        if event.get("subtype") == "message_changed":
            await self._edited(request, payload, turns)
        elif event.get("type") in ("message", "app_mention") and _is_persons(event):
            await self._said(request, payload, turns)
        return text("")

    async def _said(self, request: Request, payload: Payload, turns: Turns) -> None:
        """A line: direct, with our name in it, or in a thread where this person rehearses."""
        event, bots = payload["event"], _bots(payload)
        named = event["type"] == "app_mention" or any(f"<@{bot}" in event.get("text", "") for bot in bots)
        chat = _chat(payload, event)
        if not (chat.is_direct or named or await self._rehearses(request, event, chat)):
            return
        line = typed(event.get("text") or "", bots)
        wordless = bool(not line and event.get("files"))
        if not line and not wordless:  # asked before the line is claimed: without the database, it comes again
            line = await self._called(request, chat)
        # A mention comes as `message` and as `app_mention`, and anything may come again: its time stamp stays.
        if not await self._is_first(request, f"{chat.team}:{chat.channel}:{event['ts']}"):
            return
        if wordless:
            turns.tell(chat.sender_id, words().sentences.text_needed, self._place(chat))
        else:
            turns.take(store_of(request), Heard(chat.sender_id, line), self._place(chat))

    async def _edited(self, request: Request, payload: Payload, turns: Turns) -> None:
        """A line that was changed stays as it was said; Slack also tells of previews it added, which change no word."""
        event = payload["event"]
        new, old = event["message"], event.get("previous_message") or {}
        if not _is_persons(new) or new.get("text") == old.get("text"):
            return
        chat = _chat(payload, {**new, "channel": event["channel"]})
        known = chat.is_direct or await self._rehearses(request, new, chat)
        if known and await self._is_first(request, f"{chat.team}:{chat.channel}:{event['ts']}:edited"):
            turns.tell(chat.sender_id, words().sentences.edited, self._place(chat))

    async def _pressed(self, request: Request, payload: Payload, turns: Turns) -> None:
        """A button: its owner's, and once, however often it is pressed."""
        if not self._is_interactive_message(payload):
            return
        action, message = payload["actions"][0], payload["message"]
        value = self._get_interactive_response(action)
        chat = _chat(payload, {**message, "user": payload["user"]["id"], "channel": payload["channel"]["id"]})
        if not value:  # a link was opened
            return
        if owner_of(action.get("block_id", "")) not in ("", chat.user):
            self._aside(self._refuse(chat))
        elif await self._is_first(request, f"{chat.team}:{chat.channel}:{message['ts']}:pressed"):
            title = _title(action)
            self._aside(self._use_up(chat.channel, message, title))
            turns.take(store_of(request), Heard(chat.sender_id, value, title), self._place(chat))

    def _aside(self, work: Coroutine[Any, Any, None]) -> None:
        aside(self._background_tasks, work)

    async def _use_up(self, channel: str, message: Payload, title: str) -> None:
        left = blocks.used(message.get("blocks") or (), title)
        try:
            await self._client.chat_update(channel=channel, ts=message["ts"], text=message.get("text", ""), blocks=left)
        except Exception as error:
            stock.logger.warning("Used buttons could not be taken away: %s", type(error).__name__)

    async def _refuse(self, chat: SlackChat) -> None:
        sentence = words().sentences.theirs
        try:
            await self._client.chat_postEphemeral(
                channel=chat.channel, user=chat.user, text=sentence, thread_ts=chat.thread
            )
        except Exception as error:
            stock.logger.warning("Somebody could not be told whose buttons those are: %s", type(error).__name__)

    async def _called(self, request: Request, chat: SlackChat) -> str:
        """What it means to be called by name and told nothing."""
        return command("help" if await latest_events(store_of(request), chat.sender_id) else "start")

    async def _rehearses(self, request: Request, event: Payload, chat: SlackChat) -> bool:
        return bool(event.get("thread_ts") and await latest_events(store_of(request), chat.sender_id))

    async def _is_first(self, request: Request, key: str) -> bool:
        return await is_first(self._seen, request.app.ctx.agent.lock_store, f"slack:{key}")

    def _place(self, chat: SlackChat) -> SlackOutput:
        return SlackOutput(self._client, chat, self._base)


async def _health(_: Request) -> HTTPResponse:
    return text("ok")


def _is_persons(event: Payload) -> bool:
    return bool(event.get("user")) and not event.get("bot_id") and event.get("subtype") in PERSONS


def _bots(payload: Payload) -> List[str]:
    """The ids the bot goes by in this workspace."""
    return [one["user_id"] for one in payload.get("authorizations") or ()] + list(payload.get("authed_users") or ())


def _chat(payload: Payload, event: Payload) -> SlackChat:
    thread = event.get("thread_ts")
    in_channel = not event["channel"].startswith("D")
    return SlackChat(_team(payload), event["user"], event["channel"], thread or (event["ts"] if in_channel else None))


def _team(payload: Payload) -> str:
    """The workspace the app is installed in: with Slack Connect, events and people may come from another."""
    installed = [one["team_id"] for one in payload.get("authorizations") or () if one.get("team_id")]
    of_event, of_press = payload.get("team_id"), (payload.get("team") or {}).get("id")
    return str(next(iter(installed), None) or of_event or of_press or payload["user"]["team_id"])


def _title(action: Payload) -> str:
    shown = action.get("text") or (action.get("selected_option") or {}).get("text") or {}
    return html.unescape(shown.get("text", "")) or "?"
