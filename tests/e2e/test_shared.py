"""A review opened by a signed link, and joined to a browser that agrees."""

from __future__ import annotations

import itertools
import re
import urllib.parse
import urllib.request
from http.cookiejar import CookieJar

import pytest
from bs4 import BeautifulSoup

from actions.scenario import scenarios
from tests.e2e.served import Candidate
from tests.fakes.telegram import Person

TITLE = scenarios()["staff_nurse_alder_court"].title
LINE = "How have the carers taken to the bedside handover?"
_ids = itertools.count(900_000)


class Browser:
    """A browser with its own cookies that sends forms as browsers do."""

    def __init__(self, url: str) -> None:
        self.url = url
        self._opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar()))

    def opens(self, path: str):
        return self._ask(urllib.request.Request(self.url + path))

    def submits(self, path: str, origin: "str | None" = None):
        headers = {"Origin": self.url if origin is None else origin} if origin != "" else {}
        return self._ask(urllib.request.Request(self.url + path, b"", headers, method="POST"))

    def _ask(self, request):
        try:
            with self._opener.open(request, timeout=60) as answer:
                return answer.status, answer.read().decode(), urllib.parse.urlsplit(answer.url).path
        except urllib.error.HTTPError as refusal:
            return refusal.code, refusal.read().decode(), urllib.parse.urlsplit(refusal.url).path


@pytest.fixture
def ana(chats) -> Person:
    """Somebody who has said a line on Telegram."""
    person = Person(chats.telegram, next(_ids))
    person.says(TITLE, replies=2)
    person.says(LINE, replies=2)
    return person


@pytest.fixture
def browser(chats) -> Browser:
    return Browser(chats.servers.url)


def link_of(person: Person) -> str:
    (hidden,) = [one for one in person.says("/review")[0]["entities"] if one["type"] == "text_link"]
    return urllib.parse.urlsplit(hidden["url"]).path


def test_a_link_shows_the_review_read_only_with_a_way_to_keep_it(ana, browser):
    status, body, _ = browser.opens(link := link_of(ana))
    assert status == 200
    page = BeautifulSoup(body, "html.parser")
    assert LINE in page.select_one("#transcript").text
    assert [form["action"] for form in page.select("form")] == [f"{link}/join"]
    assert [one.text for one in page.select(".again, [href='#take-away'], [data-again]")] == []
    assert [one["src"] for one in page.select("#pictures img")] == [f"{link}/levels.png"]
    picture = urllib.request.urlopen(f"{browser.url}{link}/levels.png")
    assert picture.read().startswith(b"\x89PNG")


def test_who_agrees_finds_the_review_in_this_browser_without_the_link(chats, ana, browser):
    link = link_of(ana)
    name = chats.slot(f"telegram-{ana.chat}", "rehearsal")
    assert browser.opens(f"/review/{name}")[0] == 404
    status, body, path = browser.submits(f"{link}/join")
    assert (status, path) == (200, f"/review/{name}")
    assert LINE in body
    assert browser.opens(f"/review/{name}")[0] == 200
    assert Browser(chats.servers.url).opens(f"/review/{name}")[0] == 404


def test_a_browser_keeps_its_own_rehearsal_when_it_joins_one_from_a_chat(chats, ana):
    own = Candidate(chats.servers.url)
    own.begin("branch_librarian_tidewell")
    own.say("When do you hope to decide?")
    before = own.talk()
    assert own.post({}, f"{link_of(ana)}/join", {"Origin": chats.servers.url}).status == 200
    assert own.talk() == before
    assert "When do you hope to decide?" in own.review_html()


def test_a_link_opens_one_rehearsal_and_not_the_next(chats, ana, browser):
    link, first = link_of(ana), chats.slot(f"telegram-{ana.chat}", "rehearsal")
    ana.says("branch librarian, please", replies=1)
    ana.says("/restart")
    ana.says("branch librarian", replies=2)
    ana.says("Is the reading group still going?", replies=2)
    second = chats.slot(f"telegram-{ana.chat}", "rehearsal")
    assert first != second
    assert "Is the reading group still going?" not in browser.opens(link)[1]
    browser.submits(f"{link}/join")
    assert (browser.opens(f"/review/{first}")[0], browser.opens(f"/review/{second}")[0]) == (200, 404)


@pytest.mark.parametrize("origin", ["https://elsewhere.example.org", "null", ""])
def test_another_sites_form_joins_nothing(chats, ana, browser, origin):
    assert browser.submits(f"{link_of(ana)}/join", origin)[0] == 403
    assert browser.opens(f"/review/{chats.slot(f'telegram-{ana.chat}', 'rehearsal')}")[0] == 404


def test_a_stranger_without_a_link_gets_nothing(ana, browser):
    link = link_of(ana)
    changed = link[:-3] + ("A" if link[-3] != "A" else "B") + link[-2:]
    for path in ("/shared/", "/shared/x", changed, f"{changed}/levels.png", f"{link}x"):
        assert browser.opens(path)[0] == 404, path
    assert browser.submits(f"{changed}/join")[0] == 404


def test_after_forgetting_the_link_opens_nothing(chats, ana, browser):
    link = link_of(ana)
    browser.submits(f"{link}/join")
    ana.says("/forget")
    chats.telegram.waits_for(lambda: browser.opens(link)[0] == 404)
    assert re.search(r"no review at this address", browser.opens(link)[1])


def test_pages_of_links_are_kept_by_nobody_on_the_way(chats, ana):
    answer = Candidate(chats.servers.url, opens_page=False).get(link_of(ana))
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["Referrer-Policy"] == "same-origin"
    assert "form-action 'self'" in answer.headers["Content-Security-Policy"]
