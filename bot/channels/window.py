"""The chat window: a page, and its JSON, for the browser on this machine."""

from __future__ import annotations

import logging
from typing import Any, Awaitable, Callable, Dict, List, Optional, Text

from rasa.core.channels.channel import CollectingOutputChannel, InputChannel, UserMessage
from sanic import Blueprint
from sanic.request import Request
from sanic.response import HTTPResponse, html, json, raw

from actions.memory import Memory, remember
from actions.rehearsal import CANDIDATE, STYLES
from actions.scenario import OWN, scenarios, style_of
from actions.set_up import choice
from bot.channels.pages import add_pages
from bot.channels.request import Refusal, add_headers, body, from_our_page, refused, who
from bot.channels.text import NOTE_LIMIT, Refused, TooLong, command, limit_in, message_of, taken
from bot.history import forget, latest_events
from bot.identity import new_visitor, remember_visitor, visitor
from bot.nlu.topics import topics_in
from bot.web import STATIC, render, static

logger = logging.getLogger(__name__)

TROUBLE = "Something went wrong on our side and your line was not taken. Please send it again."
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
        routes.add_route(_page, "/window", methods=["GET"])
        routes.add_route(_static, "/static/<name>", methods=["GET"])
        routes.add_route(_style, "/style", methods=["GET"])
        routes.add_route(_talk, "/talk", methods=["GET"])
        routes.add_route(_forget, "/forget", methods=["POST"])

        @routes.route("/talk", methods=["POST"])
        async def line(request: Request) -> HTTPResponse:
            return await _take(request, on_new_message)

        add_pages(routes)
        routes.on_response(add_headers)
        routes.exception(Refusal)(refused)
        return routes


async def _page(request: Request) -> HTTPResponse:
    shown = [
        {
            "id": name,
            "title": one.title,
            "style": one.style,
            "company": one.company,
            "job": one.job,
            "brief": one.brief,
            "interviewer": one.interviewer.name,
            "interviewer_title": one.interviewer.title,
        }
        for name, one in scenarios().items()
    ]
    page = html(render("window.html", scenarios=shown, styles=list(STYLES)))
    return page if visitor(request) else remember_visitor(page, new_visitor(), request.scheme == "https")


async def _static(request: Request, name: str) -> HTTPResponse:
    try:
        return raw(static(name), content_type=STATIC[name])
    except KeyError:
        raise Refusal("There is no such file.", 404) from None


async def _style(request: Request) -> HTTPResponse:
    return json({"style": style_of(str(request.args.get("title") or "")[:200])})


async def _talk(request: Request) -> HTTPResponse:
    events = await _session(request, who(request))
    return json({**_state(events), "messages": _messages(events)})


async def _take(request: Request, on_new_message: Handler) -> HTTPResponse:
    """One line, button or choice of the user; answers with the replies it got."""
    from_our_page(request)
    sender = who(request)
    asked = body(request, "text", "button", "begin")
    before = remember(await _session(request, sender))
    try:
        text, metadata = _message(asked, before)
    except ValueError as error:
        raise Refusal(str(error), 413 if isinstance(error, TooLong) else 400) from None
    output = WindowOutput()
    try:
        await on_new_message(UserMessage(text, output, sender, input_channel="window", metadata=metadata))
    except Exception:  # whatever it was, the page must be able to say so and keep the line
        logger.exception("A line could not be answered")
    if not output.messages:
        raise Refusal(TROUBLE, 503)
    if output.forget:
        forget(request.app.ctx.agent.tracker_store, sender)
    events = await _session(request, sender)
    return json({**_state(events), "messages": output.messages})


def _message(asked: Dict[str, Any], memory: Memory) -> "tuple[str, Dict[str, Any]]":
    """The message for Rasa: a command for a button, the cleaned text for a line."""
    if "begin" in asked:
        return command("choose_scenario"), {"choice": _choice(asked["begin"])}
    if "button" in asked:
        return command(asked["button"]), {}
    return message_of(asked.get("text"), limit_in(memory.settings.get("beat"))), {}


def _choice(begin: Any) -> Dict[str, Any]:
    """What the set-up form sent, checked before anything begins, with the topics of a pasted ad."""
    if not isinstance(begin, dict):
        raise Refused("Please choose one of the interviews in the list.")
    picked = {key: begin.get(key) for key in ("scenario", "mode", "style", "job", "company", "facts")}
    for key in ("job", "company", "facts"):
        picked[key] = taken(picked[key], NOTE_LIMIT) if picked[key] and picked["scenario"] == OWN else ""
    choice(picked)
    return {**picked, "topics": topics_in(picked["facts"] or "")}


async def _forget(request: Request) -> HTTPResponse:
    from_our_page(request)
    forget(request.app.ctx.agent.tracker_store, who(request))
    return json({"forgotten": True})


async def _session(request: Request, sender: str) -> List[Dict[str, Any]]:
    """The events of this browser's latest rehearsal."""
    return await latest_events(request.app.ctx.agent.tracker_store, sender)


def _state(events: List[Dict[str, Any]]) -> Dict[str, Any]:
    memory = remember(events)
    scenario, name = memory.scenario, memory.settings.get("rehearsal")
    return {
        "rehearsal": name,
        "beat": memory.settings.get("beat") or "lobby",
        "mode": memory.settings.get("mode") or "practice",
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


def _messages(events: List[Dict[str, Any]]) -> List[Dict[str, str]]:
    """The talk as the window shows it again after a reload: buttons and choices left out."""
    shown = []
    for event in events:
        if event["event"] == "user" and event.get("text") and not event["text"].startswith("/"):
            shown.append({"by": CANDIDATE, "text": event["text"]})
        elif event["event"] == "bot" and event.get("text"):
            shown.append({"by": (event.get("metadata") or {}).get("by", "coach"), "text": event["text"]})
    return shown
