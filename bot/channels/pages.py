"""The pages around the talk: review, history, comparison and transcripts brought in, each for its owner only."""

from __future__ import annotations

from typing import Any, Dict, List, Optional

from rasa.core.agent import Agent
from sanic import Blueprint
from sanic.request import Request
from sanic.response import HTTPResponse, html, json, redirect

from actions.memory import remember
from actions.rehearsal import STYLES
from bot.channels.owned import NO_REVIEW, delete_own, own_events, own_summaries, owned
from bot.channels.pace import not_too_fast
from bot.channels.request import Refusal, body, from_our_page, store_of, who
from bot.channels.text import LINE_LIMIT, NOTE_LIMIT, Refused, taken
from bot.drills import drill_of, is_drill
from bot.history import Events
from bot.identity import is_secure, new_visitor, remember_visitor, visitor
from bot.importing import LINES_LIMIT, SIZE_LIMIT, keep, read, transcripts
from bot.nlu.model import understanding
from bot.review import review_of
from bot.summaries import DRILL, Summary, comparison, history_of, summary
from bot.take_away.progress import progress_of
from bot.transcript import Unreadable
from bot.tries import NOTE, NoSuchLine, original, shown, tried
from bot.web import render

IMPORT_LIMIT = 450_000  # bytes of a request with a transcript: JSON writes some characters in six
NO_COMPARISON = "A drill practises one thing and has no total, so it can't be compared with a whole talk."


def add_pages(routes: Blueprint) -> None:
    """Adds the pages' routes to the window's."""
    routes.add_route(_review, "/review/<rehearsal>", methods=["GET"])
    routes.add_route(_try, "/review/<rehearsal>/try", methods=["POST"])
    routes.add_route(_delete, "/review/<rehearsal>/delete", methods=["POST"])
    routes.add_route(_history, "/history", methods=["GET"])
    routes.add_route(_chosen_two, "/compare", methods=["GET"])
    routes.add_route(_compare, "/compare/<one>/<other>", methods=["GET"])
    routes.add_route(_import_page, "/import", methods=["GET"])
    routes.add_route(_import, "/import", methods=["POST"])


def _agent(request: Request) -> Agent:
    return request.app.ctx.agent


async def _review(request: Request, rehearsal: str) -> HTTPResponse:
    return html(page_of(await own_events(request, rehearsal)))


def page_of(events: Events) -> str:
    """The page of a rehearsal's review, or of a drill's tries."""
    if is_drill(events):
        return render("drill.html", drill=drill_of(events))
    return render("review.html", review=review_of(events))


async def _try(request: Request, rehearsal: str) -> HTTPResponse:
    """Marks another wording of one of the candidate's lines; nothing is kept."""
    from_our_page(request)
    not_too_fast(who(request))
    events = await own_events(request, rehearsal)
    if is_drill(events):
        raise Refusal(NO_REVIEW, 404)
    talk = remember(events).rehearsal
    asked = body(request, "text")
    try:
        was = original(talk, asked.get("line"))
        least = NOTE_LIMIT if asked.get("line") == NOTE else LINE_LIMIT
        text = taken(asked.get("text"), max(least, len(was.text)))
        parsed = await _agent(request).parse_message(text)
        found = tried(talk, asked.get("line"), text, parsed.get("sentences") or [])
    except (Refused, NoSuchLine) as error:
        raise Refusal(str(error)) from None
    return html(render("try.html", tried=shown(found)))


async def _delete(request: Request, rehearsal: str) -> HTTPResponse:
    from_our_page(request)
    return await delete_own(request, json({"deleted": rehearsal}), who(request), rehearsal)


async def _history(request: Request) -> HTTPResponse:
    return await _history_page(request)


async def _history_page(request: Request, notice: str = "") -> HTTPResponse:
    found = await own_summaries(request)
    page = render("history.html", history=history_of(found), progress=progress_of(found), notice=notice)
    return html(page, status=400 if notice else 200)


async def _chosen_two(request: Request) -> HTTPResponse:
    """Where the form of the history leads: it can be sent without a script."""
    chosen = list(dict.fromkeys(request.args.getlist("with") or []))
    if len(chosen) != 2:
        return await _history_page(request, "Please choose two to compare.")
    await _both(request, *chosen)
    return redirect(f"/compare/{chosen[0]}/{chosen[1]}")


async def _compare(request: Request, one: str, other: str) -> HTTPResponse:
    return html(render("compare.html", compared=comparison(*await _both(request, one, other))))


async def _both(request: Request, *names: str) -> List[Summary]:
    kept = {one.name: one for one in owned(request)}
    if not set(names) <= set(kept):
        raise Refusal(NO_REVIEW, 404)
    found = [summary(store_of(request), kept[name]) for name in names]
    if any(one.kind == DRILL for one in found):
        raise Refusal(NO_COMPARISON, 404)
    return found


async def _import_page(request: Request) -> HTTPResponse:
    page = html(render("import.html", styles=list(STYLES), size=SIZE_LIMIT, lines=LINES_LIMIT))
    return page if visitor(request) else remember_visitor(page, new_visitor(), is_secure(request))


async def _import(request: Request) -> HTTPResponse:
    """Reads what was brought and keeps it; answers with where its review, or the list of several, is."""
    from_our_page(request)
    sender, agent = who(request), _agent(request)
    not_too_fast(sender)
    brought = _brought(body(request, "text", limit=IMPORT_LIMIT))
    read_all = [await read(one, understanding()) for one in brought]
    async with agent.lock_store.lock(sender):
        names = [await keep(agent.tracker_store, agent.domain, sender, one) for one in read_all]
    return json({"review": f"/review/{names[0]}" if len(names) == 1 else "/history"})


def _brought(asked: Dict[str, Any]) -> List[Dict[str, Any]]:
    name: Optional[Any] = asked.get("file")
    suffix = f".{name.rpartition('.')[2].lower()}" if isinstance(name, str) and "." in name else ""
    try:
        return transcripts(asked.get("text"), suffix, asked)
    except Unreadable as error:
        raise Refusal(str(error)) from None
