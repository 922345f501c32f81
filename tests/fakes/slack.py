"""Slack on loopback: what its public documentation says of the Web API, the Events API and Block Kit, as far as we meet it.

Requests to the app are signed by the published algorithm (docs.slack.dev/authentication/verifying-requests-from-slack).
"""

from __future__ import annotations

import hashlib
import hmac
import itertools
import json
import re
import time
import urllib.error
import urllib.parse
import urllib.request
from dataclasses import dataclass
from typing import Any, Dict, List, Optional

import aiohttp
from aiohttp import web

from tests.fakes.service import Call, Service

TEAM, BOT = "T0REHEARSE", "U0CURTAIN"
ENTITIES = re.compile(r"&(?!amp;|lt;|gt;)|<(?!https?://[^|>\s]+(?:\|[^>]*)?>)")


@dataclass(frozen=True)
class Posted:
    """What Slack answered an app's webhook call with, as the caller sees it."""

    status: int
    body: str
    seconds: float


class FakeSlack(Service):
    """One workspace with our app in it."""

    def __init__(self, token: str, secret: str) -> None:
        super().__init__()
        self.token, self.secret = token, secret
        self.app = ""  # where the app listens
        self.fetched: List[bytes] = []  # pictures taken from the addresses in image blocks
        self.reaches_us = True  # whether Slack can fetch from our address
        self.previewed: List[str] = []  # links opened to show what is behind them
        self._stamps = itertools.count(1)
        self._messages: Dict[str, Dict[str, Any]] = {}  # by time stamp, as they stand now

    @property
    def api(self) -> str:
        return f"{self.url}/api/"

    def stamp(self) -> str:
        return f"{1_764_000_000 + next(self._stamps)}.000100"

    # The Web API

    def add_routes(self, app: web.Application) -> None:
        app.router.add_route("*", "/api/{method}", self._called)

    async def _called(self, request: web.Request) -> web.Response:
        method = request.match_info["method"]
        data = await self._data(request)
        failure = await self.failure(method)
        if failure:
            body = failure.body if failure.body is not None else {"ok": False, "error": "internal_error"}
            self.calls.append(Call(method, data, failure.status, body))
            return web.json_response(body, status=failure.status, headers=failure.headers)
        error = None if request.headers.get("Authorization") == f"Bearer {self.token}" else "invalid_auth"
        error = error or await self._fault(method, data)
        answer = {"ok": False, "error": error} if error else {"ok": True, **self._done(method, data)}
        self.calls.append(Call(method, data, 200, answer))
        return web.json_response(answer)

    async def _data(self, request: web.Request) -> Dict[str, Any]:
        if request.content_type == "application/json":
            return dict(await request.json())
        form = dict(await request.post())
        for key in ("blocks",):
            if isinstance(form.get(key), str):
                form[key] = json.loads(form[key])
        return form

    async def _fault(self, method: str, data: Dict[str, Any]) -> Optional[str]:
        if method not in ("chat.postMessage", "chat.update", "chat.postEphemeral", "auth.test"):
            return "unknown_method"
        if not method.startswith("chat."):
            return None
        if not data.get("channel"):
            return "channel_not_found"
        if "as_user" in data:
            return "as_user_not_supported"
        if not data.get("text") and not data.get("blocks"):
            return "no_text"
        if len(data.get("text", "")) > 40_000:
            return "msg_too_long"
        if method == "chat.update" and data.get("ts") not in self._messages:
            return "message_not_found"
        faults = block_faults(data.get("blocks") or [])
        faults += [] if not ENTITIES.search(data.get("text", "")) else ["text is not escaped"]
        for block in data.get("blocks") or ():
            if block["type"] == "image" and not await self._fetches(block["image_url"]):
                faults.append("downloading image failed")
        return "invalid_blocks" if faults else None

    async def _fetches(self, address: str) -> bool:
        if not self.reaches_us:
            return False
        async with aiohttp.ClientSession() as session, session.get(address) as answer:
            body = await answer.read()
            found = answer.status == 200 and body.startswith(b"\x89PNG")
        self.fetched += [body] if found else []
        return found

    def _done(self, method: str, data: Dict[str, Any]) -> Dict[str, Any]:
        if method == "auth.test":
            return {"user_id": BOT, "team_id": TEAM}
        # chat.update and chat.postEphemeral have no such argument, and bring no previews.
        if method == "chat.postMessage" and data.get("unfurl_links") not in (False, "false", "False", "0", 0):
            self.previewed += re.findall(r"https?://[^|>\s]+", json.dumps(data))
        if method == "chat.postEphemeral":
            return {"message_ts": self.stamp()}
        ts = data.get("ts") or self.stamp()
        kept = {"type": "message", "user": BOT, "bot_id": "B0CURTAIN", "ts": ts, "text": data.get("text", "")}
        kept["blocks"] = data.get("blocks") or []
        if data.get("thread_ts"):
            kept["thread_ts"] = data["thread_ts"]
        self._messages[ts] = kept
        return {"channel": data["channel"], "ts": ts, "message": kept}

    # What the app is sent

    def signed(self, body: bytes, at: Optional[float] = None, secret: Optional[str] = None) -> Dict[str, str]:
        """The headers of a request, signed as Slack does."""
        stamp = str(int(time.time() if at is None else at))
        digest = hmac.new((secret or self.secret).encode(), b"v0:" + stamp.encode() + b":" + body, hashlib.sha256)
        return {"X-Slack-Request-Timestamp": stamp, "X-Slack-Signature": f"v0={digest.hexdigest()}"}

    def post(self, body: bytes, headers: Dict[str, str]) -> Posted:
        """Sends a request to the app as it is."""
        request = urllib.request.Request(f"{self.app}/webhooks/slack/webhook", body, headers)
        began = time.monotonic()
        try:
            with urllib.request.urlopen(request, timeout=30) as answer:
                return Posted(answer.status, answer.read().decode(), time.monotonic() - began)
        except urllib.error.HTTPError as refusal:
            return Posted(refusal.code, refusal.read().decode(), time.monotonic() - began)

    def sends(self, payload: Dict[str, Any], retry: int = 0, **signing: Any) -> Posted:
        """An event of the Events API; `retry` is its number where it was sent before."""
        body = json.dumps(payload).encode()
        headers = {"Content-Type": "application/json", **self.signed(body, **signing)}
        if retry:
            headers |= {"X-Slack-Retry-Num": str(retry), "X-Slack-Retry-Reason": "http_timeout"}
        return self.post(body, headers)

    def event(self, home: str = TEAM, **event: Any) -> Dict[str, Any]:
        """An event in its envelope; in a channel shared by Slack Connect it may have happened in another workspace."""
        return {
            "token": "deprecated", "team_id": home, "context_team_id": TEAM, "is_ext_shared_channel": home != TEAM, "api_app_id": "A0", "type": "event_callback",
            "event_id": f"Ev{next(self._stamps):010}", "event_time": int(time.time()),
            "authorizations": [{"enterprise_id": None, "team_id": TEAM, "user_id": BOT, "is_bot": True}],
            "event": event,
        }  # fmt: skip

    def presses(self, user: str, call: Call, title: str, home: str = TEAM, value: str = "") -> Posted:
        """A person presses the button of this title under a message; `value` is what it held once, where not the same."""
        message = self._messages[call.answer["ts"]]
        action = next(one for block in message["blocks"] for one in _actions(block) if one["text"]["text"] == title)
        action |= {"value": value} if value else {}
        payload = {
            "type": "block_actions", "user": {"id": user, "team_id": home}, "team": {"id": TEAM},
            "channel": {"id": call.data["channel"], "name": "x"}, "message": message, "trigger_id": "1.2.3",
            "container": {"type": "message", "message_ts": message["ts"], "channel_id": call.data["channel"]},
            "response_url": f"{self.url}/unused", "actions": [{**action, "action_ts": self.stamp()}],
        }  # fmt: skip
        body = urllib.parse.urlencode({"payload": json.dumps(payload)}).encode()
        return self.post(body, {"Content-Type": "application/x-www-form-urlencoded", **self.signed(body)})

    def standing(self, ts: str) -> Dict[str, Any]:
        """A message of the app's as it stands now."""
        return self._messages[ts]


def _actions(block: Dict[str, Any]) -> List[Dict[str, Any]]:
    """What can be pressed in a block, as an interactive payload names it."""
    if block["type"] != "actions":
        return []
    named = [{**one, "block_id": block["block_id"]} for one in block["elements"]]
    selects = [one for one in named if one["type"] == "static_select"]
    return [one for one in named if one["type"] == "button"] + [
        {"type": "static_select", "block_id": one["block_id"], "text": option["text"], "selected_option": option}
        for one in selects
        for option in one["options"]
    ]


def block_faults(blocks: List[Dict[str, Any]]) -> List[str]:
    """What Slack would refuse in these blocks (docs.slack.dev/reference/block-kit)."""
    faults = [] if len(blocks) <= 50 else ["more than 50 blocks"]
    named = [block["block_id"] for block in blocks if "block_id" in block]
    faults += [] if len(named) == len(set(named)) else ["block ids that are not unique"]
    for block in blocks:
        faults += _FAULTS.get(block["type"], lambda _: ["unknown block"])(block)
    return faults


def _text_faults(text: Dict[str, Any], most: int) -> List[str]:
    faults = [] if 0 < len(text["text"]) <= most else [f"text of {len(text['text'])} characters"]
    if text["type"] == "mrkdwn" and ENTITIES.search(text["text"]):
        faults.append("markup that is not escaped")
    return faults


def _section(block: Dict[str, Any]) -> List[str]:
    return _text_faults(block["text"], 3000)


def _context(block: Dict[str, Any]) -> List[str]:
    most = [] if 0 < len(block["elements"]) <= 10 else ["context elements"]
    return most + [fault for one in block["elements"] for fault in _text_faults(one, 3000)]


def _image(block: Dict[str, Any]) -> List[str]:
    return [] if block.get("alt_text") and len(block["image_url"]) <= 3000 else ["alt_text or image_url"]


def _row(block: Dict[str, Any]) -> List[str]:
    elements = block["elements"]
    faults = [] if 0 < len(elements) <= 25 else ["elements of an actions block"]
    ids = [one["action_id"] for one in elements]
    faults += [] if len(ids) == len(set(ids)) else ["action ids that are not unique"]
    faults += [] if len(block.get("block_id", "")) <= 255 else ["block id"]
    for one in elements:
        faults += [
            fault for text in _texts(one) for fault in _text_faults(text, 150 if text is one.get("placeholder") else 75)
        ]
        faults += [] if len(one.get("value", "")) <= 2000 and len(one.get("url", "")) <= 3000 else ["value or url"]
        faults += [] if 0 <= len(one.get("options", ())) <= 100 else ["options"]
        faults += ["option value" for option in one.get("options", ()) if len(option["value"]) > 150]
    return faults


def _texts(element: Dict[str, Any]) -> List[Dict[str, Any]]:
    options = [option["text"] for option in element.get("options", ())]
    return [text for text in (element.get("text"), element.get("placeholder"), *options) if text]


_FAULTS = {"section": _section, "context": _context, "image": _image, "actions": _row}


class Person:
    """Somebody, in the workspace and in a direct message with the app unless told otherwise."""

    def __init__(
        self, slack: FakeSlack, user: str, channel: str = "", thread: Optional[str] = None, home: str = TEAM
    ) -> None:
        self.slack, self.user, self.home = slack, user, home
        self.channel, self.thread = channel or f"D{user[1:]}", thread

    def line(self, text: str, **more: Any) -> Dict[str, Any]:
        """The event of a line, not yet sent; Slack escapes three characters of what is typed."""
        return self.marked(text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;"), **more)

    def marked(self, text: str, **more: Any) -> Dict[str, Any]:
        """The same for a line as Slack writes it, with its names and links marked."""
        event = {"type": "message", "user": self.user, "channel": self.channel, "ts": self.slack.stamp(), "text": text}
        event["channel_type"] = {"D": "im", "G": "mpim"}.get(self.channel[0], "channel")
        event |= {"user_team": self.home, "source_team": self.home} if self.home != TEAM else {}
        if self.thread:
            event["thread_ts"] = self.thread
        return self.slack.event(self.home, **{**event, **more})

    def mention(self, text: str, kind: str = "app_mention") -> Dict[str, Any]:
        """The event of a line that calls the app by name, not yet sent."""
        event = self.line(text, type=kind)
        event["event"]["text"] = f"<@{BOT}> {event['event']['text']}"
        return event

    def says(self, text: str, replies: int = 1) -> List[Call]:
        """Types a line and waits for so many messages."""
        before = len(self.heard())
        assert self.slack.sends(self.line(text)).status == 200
        return self.waits(before, replies)

    def presses(self, title: str, replies: int = 1) -> List[Call]:
        """Presses the latest button of this title and waits for so many messages."""
        before = len(self.heard())
        shown = [call for call in self.heard() if title in titles(call)]
        assert shown, (title, self.heard()[-2:])
        assert self.slack.presses(self.user, shown[-1], title, self.home).status == 200
        return self.waits(before, replies)

    def waits(self, before: int, replies: int) -> List[Call]:
        return self.slack.waits_for(lambda: (new := self.heard()[before:]) and len(new) >= replies and new)

    def heard(self) -> List[Call]:
        """What was put into this chat, in order."""
        made = (call for call in self.slack.made("chat.postMessage") if call.is_ok)
        return [
            call
            for call in made
            if call.data["channel"] == self.channel and call.data.get("thread_ts") in (None, self.thread)
        ]


def titles(call: Call) -> List[str]:
    """The buttons of a message."""
    return [one["text"]["text"] for block in call.data.get("blocks") or () for one in _actions(block)]


def shown(call: Call) -> str:
    """All that a message says, as markup."""
    texts = []
    for block in call.data.get("blocks") or ():
        texts += [block["text"]["text"]] if block["type"] == "section" else []
        texts += [one["text"] for one in block["elements"]] if block["type"] == "context" else []
    return "\n".join(texts)
