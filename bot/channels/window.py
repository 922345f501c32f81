"""The chat window: a page, and its JSON, for the browser on this machine."""

from __future__ import annotations

import logging
import re
import time
from typing import Any, Awaitable, Callable, Dict, List, Optional, Text

from rasa.core.channels.channel import CollectingOutputChannel, InputChannel, UserMessage
from sanic import Blueprint
from sanic.request import Request
from sanic.response import HTTPResponse, json, raw

from actions.interviewer import TALKING
from actions.memory import PAUSE, remember
from actions.rehearsal import CANDIDATE
from actions.scenario import chosen as scenario_of
from bot.channels.owned import delete_joined
from bot.channels.pace import not_too_fast
from bot.channels.pages import add_pages
from bot.channels.request import Refusal, add_headers, body, from_our_page, refused, who
from bot.channels.setting_up import add_set_up, chosen, principle
from bot.channels.tabs import for_the_rehearsal_shown, gone_on
from bot.channels.take_away import add_take_away
from bot.channels.text import LINE_LIMIT, LONG_BEATS, TooLong, command, limit_in, message_of
from bot.history import forget, latest_events, latest_slots
from bot.kept_answers import LOOK_BACK, answer_to
from bot.summaries import forget_summaries
from bot.web import STATIC, static

logger = logging.getLogger(__name__)

TROUBLE = "Something went wrong on our side and your line was not taken. Please send it again."
UNSEEN = "Your line was taken and answered, but the answer could not be shown. Please load this page again."
_ID = re.compile(r"[0-9a-f]{32}")
Handler = Callable[[UserMessage], Awaitable[Any]]


class WindowOutput(CollectingOutputChannel):
    """Collects the replies of one turn, with who says each."""

    def __init__(self) -> None:
        super().__init__()
        self.forget = False  # whether an action asked to delete all of this user's

    @classmethod
    def name(cls) -> Text:
        """The channel's name."""
        return "window"

    async def send_response(self, recipient_id: Text, message: Dict[Text, Any]) -> None:
        """Keeps one reply."""
        if message.get("text"):
            self.messages.append({"by": message.get("by", "coach"), "text": message["text"]})
        self.forget = self.forget or bool(message.get("forget"))


class Window(InputChannel):
    """Takes lines from the page over HTTP; knows a browser by its signed cookie only."""

    @classmethod
    def name(cls) -> Text:
        """The channel's name."""
        return "window"

    def url_prefix(self) -> Text:
        """Straight under the server's address, not under /webhooks."""
        return "/"

    @classmethod
    def from_credentials(cls, credentials: Optional[Dict[Text, Any]]) -> InputChannel:
        """Made without credentials."""
        return cls()

    def blueprint(self, on_new_message: Handler) -> Blueprint:
        """The routes: pages, static files, the talk's JSON."""
        routes = Blueprint("window")
        routes.add_route(_static, "/static/<name>", methods=["GET"])
        routes.add_route(_icon, "/favicon.ico", methods=["GET"])
        routes.add_route(_talk, "/talk", methods=["GET"])
        routes.add_route(_forget, "/forget", methods=["POST"])

        @routes.route("/talk", methods=["POST"])
        async def line(request: Request) -> HTTPResponse:
            return await _take(request, on_new_message)

        add_set_up(routes)
        add_pages(routes)
        add_take_away(routes)
        routes.on_response(add_headers)
        routes.exception(Refusal)(refused)
        return routes


async def _static(request: Request, name: str) -> HTTPResponse:
    try:
        return raw(static(name), content_type=STATIC[name])
    except KeyError:
        raise Refusal("There is no such file.", 404) from None


async def _icon(request: Request) -> HTTPResponse:
    """Where browsers look for the icon of what can't name one: a picture or a file opened by itself."""
    return await _static(request, "icon.svg")


async def _talk(request: Request) -> HTTPResponse:
    sender = who(request)
    events = await _session(request, sender)
    taken = [event.get("message_id") for event in events if event["event"] == "user"]
    return json({**await _state(request, sender), "messages": _messages(events), "taken": taken[-LOOK_BACK:]})


async def _take(request: Request, on_new_message: Handler) -> HTTPResponse:
    """One line, button or choice of the user; answers with the replies it got."""
    from_our_page(request)
    sender = who(request)
    not_too_fast(sender)
    asked = body(request, "text", "button", "begin", "drill")
    slots = await _slots(request, sender)
    if not for_the_rehearsal_shown(asked, slots) and not _is_known(request, sender, asked):
        raise gone_on()
    try:
        long = _is_long(asked) and _is_known(request, sender, asked)
        text, metadata = _message(asked, LONG_BEATS[0] if long else slots.get("beat"))
    except ValueError as error:
        raise Refusal(str(error), 413 if isinstance(error, TooLong) else 400) from None
    output = WindowOutput()
    known_by = {"message_id": _id_of(asked), "metadata": metadata}
    await _hear(on_new_message, UserMessage(text, output, sender, input_channel="window", **known_by))
    try:
        return await _answer(request, sender, output)
    except Exception:  # the line is kept: sent again, it would be there twice
        logger.exception("A line was answered, and the answer could not be shown")
        raise Refusal(UNSEEN, 503) from None


async def _hear(on_new_message: Handler, message: UserMessage) -> None:
    """Has Rasa answer a message. Where it cannot, nothing of it is kept: see bot/overrides/whole_turns.py."""
    try:
        await on_new_message(message)
    except Exception:  # whatever it was, the page must be able to say so and keep the line
        logger.exception("A line could not be answered")
        raise Refusal(TROUBLE, 503) from None
    if not message.output_channel.messages:
        raise Refusal(TROUBLE, 503)


async def _answer(request: Request, sender: str, output: WindowOutput) -> HTTPResponse:
    if output.forget:
        _forget_all(request, sender)
    answer = json({**await _state(request, sender), "messages": output.messages})
    return await delete_joined(request, answer) if output.forget else answer


def _message(asked: Dict[str, Any], beat: Any) -> "tuple[str, Dict[str, Any]]":
    """The message for Rasa: a command for a button, the cleaned text for a line."""
    if "begin" in asked:
        return command("choose_scenario"), {"choice": chosen(asked["begin"])}
    if "drill" in asked:
        return command("drill"), {"drill": principle(asked["drill"])}
    if "button" in asked:
        return command(asked["button"]), {}
    return message_of(asked.get("text"), limit_in(beat)), {}


def _id_of(asked: Dict[str, Any]) -> Optional[str]:
    """By what the page names this message: sent again, it is not heard again. Without, Rasa names it."""
    given = asked.get("message_id")
    return given if isinstance(given, str) and _ID.fullmatch(given) else None


def _is_long(asked: Dict[str, Any]) -> bool:
    """Whether it may be a note, which was taken and comes again when the talk has gone on to where lines are short."""
    return isinstance(asked.get("text"), str) and len(asked["text"]) > LINE_LIMIT


def _is_known(request: Request, sender: str, asked: Dict[str, Any]) -> bool:
    """Whether this message was heard before: sent again, it gets the answer that was lost."""
    return answer_to(request.app.ctx.agent.tracker_store, sender, _id_of(asked)) is not None


async def _forget(request: Request) -> HTTPResponse:
    from_our_page(request)
    sender = who(request)
    async with request.app.ctx.agent.lock_store.lock(sender):  # not while a line is being answered
        _forget_all(request, sender)
    return await delete_joined(request, json({"forgotten": True}))


def _forget_all(request: Request, sender: str) -> None:
    forget(request.app.ctx.agent.tracker_store, sender)
    forget_summaries()


async def _session(request: Request, sender: str) -> List[Dict[str, Any]]:
    """The events of this browser's latest rehearsal."""
    return await latest_events(request.app.ctx.agent.tracker_store, sender)


async def _slots(request: Request, sender: str) -> Dict[str, Any]:
    """Where this browser's latest rehearsal stands."""
    return await latest_slots(request.app.ctx.agent.tracker_store, sender)


async def _state(request: Request, sender: str) -> Dict[str, Any]:
    slots = await _slots(request, sender)
    scenario, name = scenario_of(slots.get("scenario"), slots.get("own"), slots.get("style")), slots.get("rehearsal")
    return {
        "rehearsal": name,
        "beat": slots.get("beat") or "lobby",
        "mode": slots.get("mode") or "practice",
        "drill": slots.get("drill"),
        "seconds_left": await _seconds_left(request, sender) if slots.get("clock") else None,
        "scenario": scenario
        and {
            "title": scenario.title,
            "brief": scenario.brief,
            "company": scenario.company,
            "job": scenario.job,
            "style": scenario.style,
            "interviewer": scenario.interviewer.name,
        },
        "review": f"/review/{name}" if name else None,
    }


async def _seconds_left(request: Request, sender: str) -> Optional[float]:
    """What is left on the clock now; None where there is none, or the talk is over."""
    events = await _session(request, sender)
    memory = remember(events)
    left = memory.seconds_left
    if left is None or memory.settings.get("beat") not in TALKING:
        return None
    since = time.time() - float(events[-1].get("timestamp") or 0)
    return max(0.0, left - since) if since < PAUSE else left


def _messages(events: List[Dict[str, Any]]) -> List[Dict[str, str]]:
    """The talk as the window shows it again after a reload: buttons and choices left out."""
    shown = []
    for event in events:
        if event["event"] == "user" and event.get("text") and not event["text"].startswith("/"):
            shown.append({"by": CANDIDATE, "text": event["text"]})
        elif event["event"] == "bot" and event.get("text"):
            shown.append({"by": (event.get("metadata") or {}).get("by", "coach"), "text": event["text"]})
    return shown
