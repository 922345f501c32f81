"""What one can take of a rehearsal: files and pictures, for its owner only, made where they hold nobody up."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from functools import lru_cache
from typing import Any, Callable, List, Mapping, TypeVar

from sanic import Blueprint
from sanic.request import Request
from sanic.response import HTTPResponse, html, raw

from actions.memory import remember
from bot.channels.pages import NO_REVIEW, store_of
from bot.channels.request import Refusal
from bot.history import rehearsal_events
from bot.identity import visitor
from bot.pictures import DARK, LIGHT, Picture
from bot.take_away.files import NAMES, course_of
from bot.take_away.shelf import Shelf
from bot.web import render

Made = TypeVar("Made")


def add_take_away(routes: Blueprint) -> None:
    """Adds the routes of a review's files and pictures to the window's."""
    for name in NAMES:
        path = f"/review/<rehearsal>/{name}"
        routes.add_route(_handler(name), path, methods=["GET"], name=name.replace(".", "_").replace("-", "_"))
    routes.add_route(_course, "/review/<rehearsal>/course", methods=["GET"])


def _handler(name: str) -> Callable[..., Any]:
    async def file(request: Request, rehearsal: str) -> HTTPResponse:
        events = await _own(request, rehearsal)
        palette = DARK if request.args.get("scheme") == "dark" else LIGHT
        made = await _aside(_shelf().file, name, events, palette)
        disposition = f'{"attachment" if made.is_to_keep else "inline"}; filename="{made.name}"'
        return raw(made.content, content_type=made.kind, headers={"Content-Disposition": disposition})

    return file


async def _course(request: Request, rehearsal: str) -> HTTPResponse:
    """The course of a rehearsal as a table."""
    events = await _own(request, rehearsal)
    picture: Picture = await _aside(course_of, remember(events).rehearsal)
    return html(render("course.html", picture=picture, rehearsal=rehearsal))


async def _own(request: Request, rehearsal: str) -> List[Mapping[str, Any]]:
    sender = visitor(request)
    events = await rehearsal_events(store_of(request), sender, rehearsal) if sender else None
    if events is None:
        raise Refusal(NO_REVIEW, 404)
    return list(events)


async def _aside(make: Callable[..., Made], *of: Any) -> Made:
    """Runs `make` in a thread of its own, one at a time, while the talks go on."""
    return await asyncio.get_running_loop().run_in_executor(_worker(), make, *of)


@lru_cache(maxsize=1)
def _worker() -> ThreadPoolExecutor:
    return ThreadPoolExecutor(max_workers=1, thread_name_prefix="take-away")


@lru_cache(maxsize=1)
def _shelf() -> Shelf:
    return Shelf()
