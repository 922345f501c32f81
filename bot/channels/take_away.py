"""What one can take of a rehearsal: files and pictures, for its owner only, made where they hold nobody up."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from functools import lru_cache
from typing import Any, Callable, TypeVar

from sanic import Blueprint
from sanic.request import Request
from sanic.response import HTTPResponse, html, raw

from actions.memory import remember
from bot.channels.owned import own_events, own_summaries
from bot.channels.request import Refusal
from bot.drills import is_drill
from bot.history import Events
from bot.pictures import DARK, LIGHT, Palette, Picture
from bot.take_away.files import NAMES, File, course_of, drawn
from bot.take_away.progress import progress_of
from bot.take_away.shelf import Shelf
from bot.web import render

NO_FILES = "A drill has nothing to take away; its tries are all on its page."
NO_PROGRESS = "There is nothing to draw here before the second rehearsal."
Made = TypeVar("Made")


def add_take_away(routes: Blueprint) -> None:
    """Adds the routes of a review's files and pictures to the window's."""
    for name in NAMES:
        path = f"/review/<rehearsal>/{name}"
        routes.add_route(_handler(name), path, methods=["GET"], name=name.replace(".", "_").replace("-", "_"))
    for ending in ("svg", "png"):
        routes.add_route(_progress(ending), f"/progress.{ending}", methods=["GET"], name=f"progress_{ending}")
    routes.add_route(_course, "/review/<rehearsal>/course", methods=["GET"])


def _handler(name: str) -> Callable[..., Any]:
    async def file(request: Request, rehearsal: str) -> HTTPResponse:
        events = await _talk_events(request, rehearsal)
        return _sent(await _aside(_shelf().file, name, events, _palette(request)))

    return file


async def _talk_events(request: Request, rehearsal: str) -> Events:
    """The events of an own rehearsal that was a talk.

    Raises:
        Refusal: there is none of this name, or it is a drill.
    """
    events = await own_events(request, rehearsal)
    if is_drill(events):
        raise Refusal(NO_FILES, 404)
    return events


def _progress(ending: str) -> Callable[..., Any]:
    async def file(request: Request) -> HTTPResponse:
        picture = progress_of(await own_summaries(request))
        if picture is None:
            raise Refusal(NO_PROGRESS, 404)
        return _sent(await _aside(drawn, picture, ending, _palette(request)))

    return file


def _palette(request: Request) -> Palette:
    return DARK if request.args.get("scheme") == "dark" else LIGHT


def _sent(file: File) -> HTTPResponse:
    disposition = f'{"attachment" if file.is_to_keep else "inline"}; filename="{file.name}"'
    return raw(file.content, content_type=file.kind, headers={"Content-Disposition": disposition})


async def _course(request: Request, rehearsal: str) -> HTTPResponse:
    """The course of a rehearsal as a table."""
    events = await _talk_events(request, rehearsal)
    picture: Picture = await _aside(course_of, remember(events).rehearsal)
    return html(render("course.html", picture=picture, rehearsal=rehearsal))


async def _aside(make: Callable[..., Made], *of: Any) -> Made:
    """Runs `make` in a thread of its own, one at a time, while the talks go on."""
    return await asyncio.get_running_loop().run_in_executor(_worker(), make, *of)


@lru_cache(maxsize=1)
def _worker() -> ThreadPoolExecutor:
    return ThreadPoolExecutor(max_workers=1, thread_name_prefix="take-away")


@lru_cache(maxsize=1)
def _shelf() -> Shelf:
    return Shelf()
