"""A browser's request: whose it is, whether our own page sent it, what it holds; and a plain refusal."""

from __future__ import annotations

import os
from typing import Any, Dict
from urllib.parse import urlsplit

from rasa.core.tracker_store import TrackerStore
from sanic.exceptions import SanicException
from sanic.request import Request
from sanic.response import HTTPResponse, html, json

from bot.channels.configuration import PUBLIC_URL
from bot.identity import visitor
from bot.web import HEADERS, render

PUBLIC = ("CURTAIN_LINE_URL", PUBLIC_URL)  # the addresses others know us by, where they are set
BODY_LIMIT = 64_000  # bytes
TOO_MUCH = "That is too much at once; 2,000 characters a line are the most."
TOO_MUCH_OF_A_TRANSCRIPT = "That is too much at once; 200 kB are the most a transcript may have."


class Refusal(SanicException):
    """An answer of 4xx or 5xx with a plain sentence the page can show."""

    def __init__(self, sentence: str, status: int = 400) -> None:
        super().__init__(sentence, status_code=status)
        self.sentence = sentence


async def add_headers(request: Request, response: HTTPResponse) -> None:
    """Puts the headers of every answer on it."""
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)


async def refused(request: Request, refusal: Refusal) -> HTTPResponse:
    """Answers with a plain page where a browser went to an address, else with JSON."""
    if request.method == "GET" and "x-requested-with" not in request.headers:
        page = render("error.html", title="Nothing here", sentence=refusal.sentence)
        return html(page, status=refusal.status_code, headers=HEADERS)
    return json({"error": refusal.sentence}, status=refusal.status_code, headers=HEADERS)


async def too_much(request: Request, error: SanicException) -> HTTPResponse:
    """Answers a request that is too large to be read at all, before it reaches a route."""
    sentence = TOO_MUCH_OF_A_TRANSCRIPT if request.path == "/import" else TOO_MUCH
    return json({"error": sentence}, status=413, headers=HEADERS)


def store_of(request: Request) -> TrackerStore:
    """The tracker store of the running Rasa server."""
    store: TrackerStore = request.app.ctx.agent.tracker_store
    return store


def who(request: Request) -> str:
    """The conversation of the browser that asks.

    Raises:
        Refusal: it has no cookie of ours.
    """
    sender = visitor(request)
    if sender is None:
        raise Refusal("Please open the page first, so that the browser is known.", 403)
    return sender


def from_our_page(request: Request) -> None:
    """Lets through what our own page sends: another's can send a form, but not this header or our Origin.

    Raises:
        Refusal: it came from elsewhere.
    """
    origin = request.headers.get("origin")
    if request.headers.get("x-requested-with") != "curtain-line" or (origin and not is_ours(request, origin)):
        raise Refusal("That did not come from the rehearsal page.", 403)


def is_ours(request: Request, origin: str) -> bool:
    """Whether an Origin is that of our pages: under the address asked for, or under a public one that is set.

    A proxy may put a name of its own into `host`, so the public addresses count too.
    """
    public = (urlsplit(os.environ.get(name, "")).netloc for name in PUBLIC)
    ours = {request.headers.get("host"), *public} - {None, ""}
    named = urlsplit(origin)
    return named.scheme in ("http", "https") and origin == f"{named.scheme}://{named.netloc}" and named.netloc in ours


def body(request: Request, *keys: str, limit: int = BODY_LIMIT) -> Dict[str, Any]:
    """The JSON object a page sent, which must have one of these keys at least.

    Raises:
        Refusal: it is larger than `limit` bytes, or no such object.
    """
    if len(request.body) > limit:
        raise Refusal(TOO_MUCH if limit == BODY_LIMIT else TOO_MUCH_OF_A_TRANSCRIPT, 413)
    try:
        asked = request.json
    except SanicException:
        asked = None
    if not isinstance(asked, dict) or not set(keys) & set(asked):
        raise Refusal("Please send your line as text.")
    return asked
