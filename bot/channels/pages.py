"""The pages around the talk: the review of a rehearsal, for its owner only."""

from __future__ import annotations

from rasa.core.tracker_store import TrackerStore
from sanic import Blueprint
from sanic.request import Request
from sanic.response import HTTPResponse, html

from bot.channels.request import Refusal
from bot.history import rehearsal_events
from bot.identity import visitor
from bot.links import joined_to
from bot.review import review_of
from bot.web import render

NO_REVIEW = "There is no review at this address, or it belongs to somebody else."


def add_pages(routes: Blueprint) -> None:
    """Adds the pages' routes to the window's."""
    routes.add_route(_review, "/review/<rehearsal>", methods=["GET"])


def store_of(request: Request) -> TrackerStore:
    """The tracker store of the running Rasa server."""
    return request.app.ctx.agent.tracker_store


async def _review(request: Request, rehearsal: str) -> HTTPResponse:
    joined = joined_to(request, rehearsal)
    sender = joined.sender_id if joined else visitor(request)
    events = await rehearsal_events(store_of(request), sender, rehearsal) if sender else None
    if events is None:
        raise Refusal(NO_REVIEW, 404)
    return html(render("review.html", review=review_of(events)))
