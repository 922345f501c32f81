"""The pages a signed link from a chat opens: the review, read only; joining it; the picture of its levels."""

from __future__ import annotations

from typing import Optional, Tuple

from sanic import Blueprint
from sanic.request import Request
from sanic.response import HTTPResponse, html, raw, redirect

from bot.channels.request import add_headers, is_ours, store_of
from bot.channels.scores import levels_picture
from bot.drills import drill_of, is_drill
from bot.history import Events, rehearsal_events
from bot.identity import is_secure, new_visitor, remember_visitor, visitor
from bot.links import PICTURE, RunOut, Shared, join, opened
from bot.review import review_of
from bot.web import render

NO_REVIEW = "There is no review at this address."
RUN_OUT = "This link has run out. Ask for the review again where you rehearsed, and open the new one."
ELSEWHERE = "That did not come from the page of the review. Please open the link again and press the button there."
Found = Tuple[Shared, Events]


def shared_pages() -> Blueprint:
    """The routes below /shared/."""
    routes = Blueprint("shared", url_prefix="/shared")
    routes.add_route(_review, "/<token>", methods=["GET"])
    routes.add_route(_join, "/<token>/join", methods=["POST"])
    routes.add_route(_levels, "/<token>/levels.png", methods=["GET"])
    routes.on_response(add_headers)
    return routes


async def _review(request: Request, token: str) -> HTTPResponse:
    try:
        found = await _found(request, opened(token))
    except RunOut:
        return _refused(RUN_OUT, 410)
    if found is None:
        return _refused(NO_REVIEW, 404)
    return html(page_of_shared(found[1], token))


def page_of_shared(events: Events, token: str) -> str:
    """The page of a rehearsal's review or a drill's tries, without what only the owner can do."""
    shown = {"drill": drill_of(events)} if is_drill(events) else {"review": review_of(events)}
    return render("shared.html", token=token, shared=True, **shown)


async def _join(request: Request, token: str) -> HTTPResponse:
    """Remembers the rehearsal in the browser that agreed, and shows it at its lasting address."""
    if not _from_here(request):
        return _refused(ELSEWHERE, 403)
    try:
        found = await _found(request, opened(token))
    except RunOut:
        return _refused(RUN_OUT, 410)
    if found is None:
        return _refused(NO_REVIEW, 404)
    answer = join(request, redirect(f"/review/{found[0].rehearsal}", status=303), found[0])
    return answer if visitor(request) else remember_visitor(answer, new_visitor(), is_secure(request))


async def _levels(request: Request, token: str) -> HTTPResponse:
    try:
        found = await _found(request, opened(token, PICTURE) or opened(token))
    except RunOut:
        found = None
    if found is None:
        return _refused(NO_REVIEW, 404)
    return raw(await levels_picture(found[1]), content_type="image/png")


async def _found(request: Request, shared: Optional[Shared]) -> Optional[Found]:
    """The rehearsal a link is for, or None where it is no more."""
    if shared is None:
        return None
    events = await rehearsal_events(store_of(request), shared.sender_id, shared.rehearsal)
    return (shared, events) if events else None


def _from_here(request: Request) -> bool:
    """Whether our own page sent the form: browsers name the page's origin with every POST."""
    return is_ours(request, request.headers.get("origin", ""))


def _refused(sentence: str, status: int) -> HTTPResponse:
    return html(render("error.html", title="Nothing here", sentence=sentence), status=status)
