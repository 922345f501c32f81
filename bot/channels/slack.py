"""Slack: Rasa's connector, made safe against retries, doubles, edits and markup, and at home in Block Kit."""

from __future__ import annotations

import html
import json
import re
from typing import Any, Coroutine, Dict, List, Mapping, Sequence, Text

import rasa.core.channels.slack as stock
from sanic import Blueprint, Sanic
from sanic.request import Request
from sanic.response import HTTPResponse, text

from bot.channels import blocks
from bot.channels.background import aside
from bot.channels.blocks import owner_of, typed
from bot.channels.heard import Heard
from bot.channels.replies import Handler
from bot.channels.slack_calls import slack_client
from bot.channels.slack_output import SlackChat, SlackOutput
from bot.channels.text import command
from bot.channels.turns import Turns
from bot.channels.words import words

PERSONS = (None, "file_share", "me_message", "thread_broadcast")  # subtypes of what a person writes
TO_SOMEBODY = re.compile(r"\s*<[@!]")  # how a line begins that is for one person, or for all of a group
Payload = Mapping[str, Any]


class Slack(stock.SlackInput):
    """Takes Slack's events and presses."""

    def __init__(self, token: Text, signing_secret: Text, base: str, api: str) -> None:
        super().__init__(token, slack_signing_secret=signing_secret, use_threads=True)
        self._client, self._base = slack_client(token, api), base

    def blueprint(self, on_new_message: Handler) -> Blueprint:
        """The routes of Rasa's connector: every request is checked, answered at once, and worked on afterwards."""
        turns = self._turns = Turns(self.name(), on_new_message, self._base, self._place_at)
        routes = Blueprint("slack_webhook")
        routes.add_route(_health, "/", methods=["GET"])

        @routes.route("/webhook", methods=["POST"])
        async def webhook(request: Request) -> HTTPResponse:
            if not self.is_request_from_slack_authentic(request):
                return text("This is not signed by Slack, or too long ago.", status=403)
            try:
                return await self._received(request, turns)
            except (ValueError, KeyError, TypeError, AttributeError):
                return text("This is nothing Slack is known to send.", status=400)

        @routes.listener("before_server_stop")
        async def wind_down(*_: Any) -> None:
            await turns.wind_down()

        return routes

    async def open(self, app: Sanic, _: Any) -> None:
        """Begins to take lines, once there is an agent and before the server listens."""
        await self._turns.open(app.ctx.agent, app.ctx.loaded)

    async def _received(self, request: Request, turns: Turns) -> HTTPResponse:
        if request.headers.get("content-type", "").startswith("application/x-www-form-urlencoded"):
            await self._pressed(json.loads(request.form["payload"][0]), turns)
            return text("")
        payload = request.json
        if payload.get("type") == "url_verification":
            return text(payload["challenge"])
        event = payload.get("event") or {}
        if event.get("subtype") == "message_changed":
            await self._edited(payload, turns)
        elif event.get("type") in ("message", "app_mention") and _is_persons(event):
            await self._said(payload, turns)
        return text("")

    async def _said(self, payload: Payload, turns: Turns) -> None:
        """A line: direct, with our name in it, or in a thread where this person rehearses."""
        event, bots = payload["event"], _bots(payload)
        named = event["type"] == "app_mention" or _names(event.get("text") or "", bots)
        chat = _chat(payload, event)
        if not (chat.is_direct or named or _rehearses(event, chat, bots, turns)):
            return
        # A mention comes as `message` and as `app_mention`, and anything may come again: its time stamp stays.
        key = f"{_where(chat)}:{event['ts']}"
        line = typed(event.get("text") or "", bots)
        if not line and event.get("files"):
            if await turns.first(key):
                turns.tell(chat.sender_id, words().sentences.text_needed, self._place(chat))
            return
        if not line:  # called by name and told nothing
            line = command("help" if turns.knows(chat.sender_id) else "start")
        await turns.take(Heard(key, chat.sender_id, line), self._place(chat))

    async def _edited(self, payload: Payload, turns: Turns) -> None:
        """A line that was changed stays as it was said; Slack also tells of previews it added, which change no word."""
        event = payload["event"]
        new, old = event["message"], event.get("previous_message") or {}
        if not _is_persons(new) or new.get("text") == old.get("text"):
            return
        chat = _chat(payload, {**new, "channel": event["channel"]})
        known = chat.is_direct or _rehearses(new, chat, _bots(payload), turns)
        if known and await turns.first(f"{_where(chat)}:{event['ts']}:edited"):
            turns.tell(chat.sender_id, words().sentences.edited, self._place(chat))

    async def _pressed(self, payload: Payload, turns: Turns) -> None:
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
            return
        heard = Heard(f"{_where(chat)}:{message['ts']}:pressed", chat.sender_id, value, _title(action))
        if await turns.take(heard, self._place(chat)):
            self._aside(self._use_up(chat.channel, message, heard.title))

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

    def _place(self, chat: SlackChat) -> SlackOutput:
        return SlackOutput(self._client, chat, self._base)

    def _place_at(self, address: Dict[str, Any]) -> SlackOutput:
        return self._place(SlackChat(**address))


async def _health(_: Request) -> HTTPResponse:
    return text("ok")


def _is_persons(event: Payload) -> bool:
    return bool(event.get("user")) and not event.get("bot_id") and event.get("subtype") in PERSONS


def _rehearses(event: Payload, chat: SlackChat, bots: Sequence[str], turns: Turns) -> bool:
    """Whether this is in a thread where this person has said something to us before, and not for somebody else there."""
    text = event.get("text") or ""
    to_others = TO_SOMEBODY.match(text) and not _names(text, bots)
    return bool(event.get("thread_ts")) and not to_others and turns.knows(chat.sender_id)


def _names(text: str, bots: Sequence[str]) -> bool:
    """Whether a line calls the bot by name."""
    return any(f"<@{bot}{end}" in text for bot in bots for end in ">|")


def _where(chat: SlackChat) -> str:
    """What the keys of a channel's messages begin with."""
    return f"slack:{chat.team}:{chat.channel}"


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
