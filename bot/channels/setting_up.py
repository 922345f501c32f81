"""Setting up a rehearsal in the window: the page with the form, what an advert holds, what was chosen."""

from __future__ import annotations

from typing import Any, Dict, Optional

from sanic import Blueprint
from sanic.request import Request
from sanic.response import HTTPResponse, html, json

from actions.advert import Advert, pick
from actions.rehearsal import STYLES
from actions.scenario import OWN, scenarios, style_of
from actions.scoring.principles import rubric
from actions.set_up import CLOCKS, TEMPERS, choice, facts_taken
from bot.channels.pace import not_too_fast
from bot.channels.request import Refusal, body, from_our_page, who
from bot.channels.text import NOTE_LIMIT, Refused, taken
from bot.identity import is_secure, new_visitor, remember_visitor, visitor
from bot.nlu.sentences import split
from bot.web import render

ASKED = ("scenario", "mode", "style", "temper", "clock", "job", "company", "facts", "advert")


def add_set_up(routes: Blueprint) -> None:
    """Adds the set-up's routes to the window's."""
    routes.add_route(_page, "/window", methods=["GET"])
    routes.add_route(_style, "/style", methods=["GET"])
    routes.add_route(_advert, "/advert", methods=["POST"])


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
    drills = [{"name": name, "title": one.title} for name, one in rubric().principles.items()]
    page = html(
        render("window.html", scenarios=shown, styles=list(STYLES), tempers=TEMPERS, clocks=CLOCKS, drills=drills)
    )
    return page if visitor(request) else remember_visitor(page, new_visitor(), is_secure(request))


async def _style(request: Request) -> HTTPResponse:
    return json({"style": style_of(str(request.args.get("title") or "")[:200])})


async def _advert(request: Request) -> HTTPResponse:
    """What the interviewer would draw on from a pasted advert, for the user to look at and correct."""
    from_our_page(request)
    not_too_fast(who(request))
    asked = body(request, "facts")
    try:
        found = _picked(taken(asked["facts"], NOTE_LIMIT), str(asked.get("company") or ""))
    except ValueError as error:
        raise Refusal(str(error)) from None
    return json({"advert": found.facts, "topics": found.topics})


def _picked(pasted: str, company: str) -> Advert:
    facts = facts_taken(pasted)
    return pick(facts, split(facts), company)


def chosen(begin: Any) -> Dict[str, Any]:
    """What the set-up form sent, checked before anything begins, with what its advert holds.

    Raises:
        ValueError: in one sentence for the user, what is missing or wrong.
    """
    if not isinstance(begin, dict):
        raise Refused("Please choose one of the interviews in the list.")
    asked = {key: begin.get(key) for key in ASKED}
    for key in ("job", "company", "facts"):
        asked[key] = taken(asked[key], NOTE_LIMIT) if asked[key] and asked["scenario"] == OWN else ""
    found = _picked(str(asked["facts"]), str(asked["company"]))
    asked.update(advert=found.facts if asked["advert"] is None else asked["advert"], topics=found.topics)
    choice(asked)
    return asked


def principle(asked: Any) -> Optional[str]:
    """The principle to practise that was chosen, or None for the next.

    Raises:
        ValueError: there is none of that name.
    """
    if asked is not None and (not isinstance(asked, str) or asked not in rubric().principles):
        raise Refused("Please choose one of the principles in the list.")
    return asked
