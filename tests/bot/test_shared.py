"""The page a signed link opens: the review without what only its owner can do."""

from __future__ import annotations

from bs4 import BeautifulSoup

from bot.channels.shared import page_of_shared
from bot.review import review_of
from bot.web import render
from tests.actions.test_drill import drilling
from tests.bot.test_drills import NAMED
from tests.bot.test_review import played

OWNERS = ".again, [href='#take-away'], [data-again], [href='/history']"


def page(template: str, **more: object) -> BeautifulSoup:
    return BeautifulSoup(render(template, review=review_of(played().events), **more), "html.parser")


def test_a_shared_review_shows_the_talk_and_leaves_out_what_only_its_owner_can_do():
    shared, own = page("shared.html", token="TOKEN", shared=True), page("review.html")
    assert [line.text for line in shared.select("#transcript .said")] == [
        line.text for line in own.select("#transcript .said")
    ]
    assert own.select("main .again")
    assert shared.select_one("main").select(OWNERS) == []
    assert shared.select("template") == []


def test_a_shared_review_offers_to_be_joined_and_asks_no_address_but_its_own():
    shared = page("shared.html", token="TOKEN", shared=True)
    assert [form["action"] for form in shared.select("form")] == ["/shared/TOKEN/join"]
    assert [one["src"] for one in shared.select("main img")] == ["/shared/TOKEN/levels.png"]
    assert shared.select("main source") == []


def test_a_shared_drill_shows_its_tries_and_leaves_out_what_only_its_owner_can_do():
    shared = BeautifulSoup(page_of_shared(drilling("enthusiasm", NAMED), "TOKEN"), "html.parser")
    assert len(shared.select(".tries > li")) == 1
    assert NAMED[0] in shared.select_one(".tries").text
    assert shared.select_one("main").select(OWNERS) == []
    assert [form["action"] for form in shared.select("form")] == ["/shared/TOKEN/join"]
