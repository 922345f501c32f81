"""Telegram on loopback: what core.telegram.org/bots/api says of the calls we make and the updates we get."""

from __future__ import annotations

import itertools
import json
import time
import urllib.error
import urllib.request
from typing import Any, Dict, List, Optional, Tuple

from aiohttp import web

from tests.fakes.service import Call, Service

RESERVED = set("_*[]()~`>#+-=|{}.!")
MOST = 4096


class Unparsed(ValueError):
    """Why MarkdownV2 was not taken."""


def parsed(markdown: str) -> Tuple[str, List[Dict[str, Any]]]:
    """MarkdownV2 as Telegram reads it, of which we use bold, italic, code and links: plain text and entities."""
    plain: List[str] = []
    found: List[Dict[str, Any]] = []
    opened: Dict[str, int] = {}
    kinds = {"*": "bold", "_": "italic", "`": "code", "[": "text_link"}
    i = 0
    while i < len(markdown):
        char, length = markdown[i], _units("".join(plain))
        if char == "\\" and i + 1 < len(markdown):
            plain.append(markdown[i + 1])
            i += 2
            continue
        if char in "*_`" and ("`" not in opened or char == "`"):
            if char in opened:
                start = opened.pop(char)
                found.append({"type": kinds[char], "offset": start, "length": length - start})
            else:
                opened[char] = length
        elif char == "[":
            opened["["] = length
        elif char == "]" and "[" in opened and markdown[i + 1 : i + 2] == "(":
            end, address = _address(markdown, i + 2)
            start = opened.pop("[")
            found.append({"type": "text_link", "offset": start, "length": length - start, "url": address})
            i = end
        elif char in RESERVED and "`" not in opened:
            raise Unparsed(f"character '{char}' is reserved and must be escaped with the preceding '\\'")
        else:
            plain.append(char)
        i += 1
    if opened:
        raise Unparsed(f"can't find end of the entity starting at byte offset {min(opened.values())}")
    return "".join(plain), sorted(found, key=lambda one: one["offset"])


def _address(markdown: str, i: int) -> Tuple[int, str]:
    """Where the address that begins at `i` ends, and what it is."""
    address = []
    while i < len(markdown) and markdown[i] != ")":
        i += markdown[i] == "\\"
        address.append(markdown[i])
        i += 1
    if i >= len(markdown):
        raise Unparsed("can't find end of a URL")
    return i, "".join(address)


def _units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


class FakeTelegram(Service):
    """The Bot API for one bot, and the people who write to it."""

    def __init__(self, token: str) -> None:
        super().__init__()
        self.token = token
        self.hook: Optional[Dict[str, str]] = None  # what setWebhook was told
        self.commands: List[Dict[str, str]] = []
        self.blocked: set = set()  # chats that have blocked the bot
        self.messages: Dict[Tuple[int, int], Dict[str, Any]] = {}  # by chat and number, as they stand now
        self.photos: List[bytes] = []
        self.asked: Dict[str, bool] = {}  # callback queries: whether they were answered
        self._numbers = itertools.count(1)

    def add_routes(self, app: web.Application) -> None:
        app.router.add_route("*", "/bot{token}/{method}", self._called)

    async def _called(self, request: web.Request) -> web.Response:
        method = request.match_info["method"]
        data = await self._data(request)
        failure = await self.failure(method)
        if failure:
            body = failure.body or {"ok": False, "error_code": failure.status, "description": "Internal Server Error"}
            self.calls.append(Call(method, data, failure.status, body))
            return web.json_response(body, status=failure.status, headers=failure.headers)
        if request.match_info["token"] != self.token:
            return self._answer(method, data, 401, "Unauthorized")
        act = getattr(self, f"_{method}", None)
        if act is None:
            return self._answer(method, data, 404, "Not Found")
        try:
            result = act(data)
        except (Unparsed, ValueError, PermissionError) as error:
            code = 403 if isinstance(error, PermissionError) else 400
            prefix = "Bad Request: can't parse entities: " if isinstance(error, Unparsed) else ""
            return self._answer(method, data, code, f"{prefix}{error}")
        return self._answer(method, data, 200, result)

    def _answer(self, method: str, data: Dict[str, Any], status: int, result: Any) -> web.Response:
        failed = {"ok": False, "error_code": status, "description": result}
        body = {"ok": True, "result": result} if status == 200 else failed
        self.calls.append(Call(method, data, status, body))
        return web.json_response(body, status=status)

    async def _data(self, request: web.Request) -> Dict[str, Any]:
        form = dict(await request.post())
        found: Dict[str, Any] = {}
        for key, value in form.items():
            found[key] = value.file.read() if isinstance(value, web.FileField) else value
        for key in ("reply_markup", "allowed_updates", "commands", "entities"):
            if key in found:
                found[key] = json.loads(found[key])
        return found

    # The calls

    def _setWebhook(self, data: Dict[str, Any]) -> bool:
        self.hook = {"url": data["url"], "secret": data.get("secret_token", "")}
        return True

    def _setMyCommands(self, data: Dict[str, Any]) -> bool:
        if any(not 1 <= len(one["description"]) <= 256 for one in data["commands"]):
            raise ValueError("Bad Request: BOT_COMMAND_DESCRIPTION_INVALID")
        self.commands = data["commands"]
        return True

    def _getMe(self, data: Dict[str, Any]) -> Dict[str, Any]:
        return {"id": 1, "is_bot": True, "first_name": "Curtain Line", "username": "curtain_line_bot"}

    def _sendChatAction(self, data: Dict[str, Any]) -> bool:
        return bool(self._chat(data))

    def _sendMessage(self, data: Dict[str, Any]) -> Dict[str, Any]:
        return self._kept(data, *self._text(data))

    def _sendPhoto(self, data: Dict[str, Any]) -> Dict[str, Any]:
        if not data["photo"].startswith(b"\x89PNG"):
            raise ValueError("Bad Request: IMAGE_PROCESS_FAILED")
        self.photos.append(data["photo"])
        return self._kept(data, None, [])

    def _editMessageText(self, data: Dict[str, Any]) -> Dict[str, Any]:
        key = self._edited(data)
        text, entities = self._text(data)
        self.messages[key] = self._message(key[0], key[1], text, entities, data.get("reply_markup"))
        return self.messages[key]

    def _editMessageReplyMarkup(self, data: Dict[str, Any]) -> Dict[str, Any]:
        message = self.messages[self._edited(data)]
        message.pop("reply_markup", None)
        return message

    def _edited(self, data: Dict[str, Any]) -> Tuple[int, int]:
        """Chat and number of the message that is to be edited."""
        key = (int(data["chat_id"]), int(data["message_id"]))
        if key not in self.messages:
            raise ValueError("Bad Request: message to edit not found")
        return key

    def _answerCallbackQuery(self, data: Dict[str, Any]) -> bool:
        if data["callback_query_id"] not in self.asked:
            raise ValueError("Bad Request: query is too old and response timeout expired or query ID is invalid")
        self.asked[data["callback_query_id"]] = True
        return True

    def _text(self, data: Dict[str, Any]) -> Tuple[str, List[Dict[str, Any]]]:
        text, entities = data.get("text", ""), data.get("entities") or []
        if data.get("parse_mode") == "MarkdownV2":
            text, entities = parsed(text)
        if not text.strip():
            raise ValueError("Bad Request: message text is empty")
        if _units(text) > MOST:
            raise ValueError("Bad Request: message is too long")
        for row in (data.get("reply_markup") or {}).get("inline_keyboard", ()):
            for one in row:
                if "url" not in one and not 1 <= len(one.get("callback_data", "").encode()) <= 64:
                    raise ValueError("Bad Request: BUTTON_DATA_INVALID")
        return text, entities

    def _chat(self, data: Dict[str, Any]) -> int:
        chat = int(data["chat_id"])
        if chat in self.blocked:
            raise PermissionError("Forbidden: bot was blocked by the user")
        return chat

    def _kept(self, data: Dict[str, Any], text: Optional[str], entities: List[Dict[str, Any]]) -> Dict[str, Any]:
        chat, number = self._chat(data), next(self._numbers)
        self.messages[(chat, number)] = self._message(chat, number, text, entities, data.get("reply_markup"))
        return self.messages[(chat, number)]

    def _message(
        self, chat: int, number: int, text: Optional[str], entities: List[Dict[str, Any]], keyboard: Any
    ) -> Dict[str, Any]:
        sent = {"message_id": number, "date": int(time.time()), "chat": {"id": chat, "type": "private"}}
        sent["from"] = {"id": 1, "is_bot": True, "first_name": "Curtain Line"}
        sent |= {"text": text, "entities": entities} if text is not None else {"photo": []}
        return {**sent, **({"reply_markup": keyboard} if keyboard else {})}

    # What the bot is sent

    def sends(self, update: Dict[str, Any], secret: Optional[str] = None, header: bool = True) -> int:
        """Sends an update to the webhook; returns the status it was answered with."""
        given = secret if secret is not None else (self.hook or {}).get("secret", "")
        headers = {"Content-Type": "application/json"}
        headers |= {"X-Telegram-Bot-Api-Secret-Token": given} if header else {}
        request = urllib.request.Request(self.hook["url"], json.dumps(update).encode(), headers)
        try:
            with urllib.request.urlopen(request, timeout=30) as answer:
                return int(answer.status)
        except urllib.error.HTTPError as refusal:
            return refusal.code

    def update(self, **content: Any) -> Dict[str, Any]:
        """An update with a new number."""
        return {"update_id": 700_000_000 + next(self._numbers), **content}


class Person:
    """Somebody who writes to the bot, in private unless told otherwise."""

    def __init__(self, telegram: FakeTelegram, chat: int, kind: str = "private") -> None:
        self.telegram, self.chat, self.kind = telegram, chat, kind

    def message(self, **content: Any) -> Dict[str, Any]:
        """A message with this content."""
        sender = {"id": abs(self.chat), "is_bot": False, "first_name": "Ana"}
        chat = {"id": self.chat, "type": self.kind}
        return {
            "message_id": next(self.telegram._numbers),
            "date": int(time.time()),
            "chat": chat,
            "from": sender,
            **content,
        }

    def line(self, text: str) -> Dict[str, Any]:
        """The update of a line, not yet sent."""
        content: Dict[str, Any] = {"text": text}
        if text.startswith("/"):
            content["entities"] = [{"type": "bot_command", "offset": 0, "length": len(text.split()[0])}]
        return self.telegram.update(message=self.message(**content))

    def says(self, text: str, replies: int = 1) -> List[Dict[str, Any]]:
        """Types a line and waits for so many messages."""
        before = len(self.heard())
        assert self.telegram.sends(self.line(text)) == 200
        return self.waits(before, replies)

    def waits(self, before: int, replies: int) -> List[Dict[str, Any]]:
        return self.telegram.waits_for(lambda: (new := self.heard()[before:]) and len(new) >= replies and new)

    def heard(self) -> List[Dict[str, Any]]:
        """What the bot sent here, in order, as it stands now."""
        return [message for (chat, _), message in list(self.telegram.messages.items()) if chat == self.chat]

    def texts(self) -> List[str]:
        return [message.get("text", "") for message in self.heard()]

    def press(self, title: str, under: Optional[Dict[str, Any]] = None, data: str = "") -> Dict[str, Any]:
        """The update of pressing the latest button of this title, not yet sent.

        Args:
            under: the message whose button it is, where not the latest.
            data: what the button held once, where not the same.
        """
        among = [under] if under else reversed(self.heard())
        message, button = next((message, one) for message in among for one in buttons(message) if one["text"] == title)
        query = f"q{next(self.telegram._numbers)}"
        self.telegram.asked[query] = False
        sender = {"id": self.chat, "is_bot": False, "first_name": "Ana"}
        content = {
            "id": query,
            "from": sender,
            "message": message,
            "chat_instance": "1",
            "data": data or button["callback_data"],
        }
        return self.telegram.update(callback_query=content)

    def presses(self, title: str, replies: int = 1) -> List[Dict[str, Any]]:
        """Presses the latest button of this title and waits for so many messages."""
        before = len(self.heard())
        assert self.telegram.sends(self.press(title)) == 200
        return self.waits(before, replies)


def buttons(message: Dict[str, Any]) -> List[Dict[str, Any]]:
    """The buttons under a message."""
    return [one for row in (message.get("reply_markup") or {}).get("inline_keyboard", ()) for one in row]
