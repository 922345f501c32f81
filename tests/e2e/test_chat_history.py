"""The history of a chat in the chat itself; and what a browser has joined of it, in that browser's history."""

from __future__ import annotations

import itertools
import re
import urllib.parse
from typing import List

import pytest

from actions.scenario import scenarios
from bot.channels.words import words
from tests.e2e.rehearsing import BETTER, FLAT, file_holds, history, page, rehearsed
from tests.e2e.served import Candidate
from tests.fakes import slack as fake_slack
from tests.fakes.slack import TEAM
from tests.fakes.telegram import Person

NURSE, LIBRARIAN = (scenarios()[name].title for name in ("staff_nurse_alder_court", "branch_librarian_tidewell"))
_ids = itertools.count(500_000)


@pytest.fixture
def ana(chats) -> Person:
    """Somebody new on Telegram."""
    return Person(chats.telegram, next(_ids))


@pytest.fixture
def browser(chats) -> Candidate:
    """A browser that has been at the window."""
    return Candidate(chats.servers.url)


def plays(person: Person, title: str, line: str) -> None:
    """A rehearsal of one line, from the choice to the debrief."""
    person.says("/restart")
    person.says(title, replies=2)
    person.says(line, replies=2)
    person.says("/finish")
    person.says("skip", replies=3)


def links_in(message) -> List[str]:
    """The paths of a message's links, in order."""
    return [urllib.parse.urlsplit(one["url"]).path for one in message["entities"] if one["type"] == "text_link"]


def joins(browser: Candidate, link: str) -> str:
    """Agrees to join what a link opens; returns the address it has in the history."""
    before = history(browser)
    assert browser.post({}, f"{link}/join", {"Origin": browser.url}).status == 200
    (joined,) = set(history(browser)) - set(before)
    return joined


# --- in the chat ------------------------------------------------------------------------------------


def test_telegram_tells_the_rehearsals_newest_first_each_with_its_own_link(chats, ana):
    plays(ana, NURSE, FLAT)
    plays(ana, NURSE, BETTER)
    plays(ana, LIBRARIAN, "Is the reading group still going?")
    (told,) = ana.says("/history")
    top, *rows = told["text"].partition("\n")[2].split("\n\n")
    assert top == words().history.top
    assert [row.split("\n")[0] for row in rows] == [LIBRARIAN, NURSE, NURSE]
    assert [bool(re.search(r"\d+ of 100 · [+−]\d+ since last time$", row)) for row in rows] == [False, True, False]
    browser = Candidate(chats.servers.url, opens_page=False)
    bodies = [browser.get(link).body for link in links_in(told)]
    said = ("Is the reading group still going?", "a round like it at Dunmore", FLAT)
    assert [[line in body for line in said] for body in bodies] == [[i == j for j in range(3)] for i in range(3)]


def test_slack_tells_them_too_and_nobody_elses(chats):
    people = [fake_slack.Person(chats.slack, f"UPAST{next(_ids)}") for _ in range(2)]
    for person, title in zip(people, (NURSE, LIBRARIAN)):
        person.says(title, replies=2)
        person.says("When do you hope to decide?", replies=2)
    for person, title in zip(people, (NURSE, LIBRARIAN)):
        shown = fake_slack.shown(person.says("History.")[0])
        assert re.findall(r"<https?://[^|>]+/shared/[^|>]+\|([^>]+)>", shown) == [title]
        assert "not finished" in shown
        assert chats.typed(f"slack-{TEAM}-{person.user}") == [title, "When do you hope to decide?"]


def test_before_the_first_rehearsal_there_is_no_history(ana):
    assert words().sentences.no_review in ana.says("/history")[0]["text"]


def test_help_in_a_chat_tells_of_the_history(ana):
    ana.says(NURSE, replies=2)
    assert words().sentences.more_words in ana.says("/help")[-1]["text"]


# --- joined to a browser ----------------------------------------------------------------------------


def test_what_was_joined_stands_in_the_browsers_history_and_nothing_else_of_the_chat(ana, browser):
    own = rehearsed(browser, FLAT)
    plays(ana, NURSE, FLAT)
    plays(ana, NURSE, BETTER)
    plays(ana, LIBRARIAN, "Is the reading group still going?")
    _, second, _ = links_in(ana.says("/history")[0])
    joined = joins(browser, second)
    assert history(browser) == [joined, own]
    row = page(browser, "/history").select_one(".past-rows li")
    assert NURSE in row.text
    assert "on Telegram" in row.text
    assert "a round like it at Dunmore" in browser.get(joined).body
    assert browser.get("/progress.svg").status == 200, "its progress has two points now"


def test_what_was_joined_is_compared_with_the_browsers_own(ana, browser):
    own = rehearsed(browser, FLAT)
    plays(ana, NURSE, BETTER)
    joined = joins(browser, *links_in(ana.says("/history")[0]))
    compared = page(browser, f"/compare/{own.split('/')[-1]}/{joined.split('/')[-1]}")
    assert [link["href"] for link in compared.select(".sides a")] == [own, joined]
    assert compared.select("tr.rose")


def test_deleting_what_was_joined_takes_it_out_of_the_chat_and_the_database_and_nothing_more(chats, ana, browser):
    secret = "I looked after the Quillfeather lighthouse for nine winters."
    own = rehearsed(browser, FLAT)
    plays(ana, NURSE, secret)
    plays(ana, LIBRARIAN, BETTER)
    kept, first = links_in(ana.says("/history")[0])
    joined = joins(browser, first)
    assert file_holds(chats.servers, "Quillfeather")
    assert browser.post({}, f"{joined}/delete").data == {"deleted": joined.split("/")[-1]}
    assert not file_holds(chats.servers, "Quillfeather")
    assert chats.scored(f"telegram-{ana.chat}") == [BETTER]
    assert history(browser) == [own]
    assert browser.get(joined).status == 404
    assert links_in(ana.says("/history")[0])[1:] == [], "the chat has one left"
    strangers = Candidate(chats.servers.url, opens_page=False)
    assert (strangers.get(first).status, strangers.get(kept).status) == (404, 200)
    assert ana.says("/hint"), "and goes on"


def test_nobody_deletes_or_compares_what_they_have_not_joined(chats, ana, browser):
    plays(ana, NURSE, FLAT)
    plays(ana, NURSE, BETTER)
    latest, first = (chats.slot(f"telegram-{ana.chat}", "rehearsal"), links_in(ana.says("/history")[0])[1])
    joined = joins(browser, first)
    for other in (browser, Candidate(chats.servers.url)):
        assert other.post({}, f"/review/{latest}/delete").status == 404
    assert browser.get(f"/compare/{latest}/{joined.split('/')[-1]}").status == 404
    assert chats.scored(f"telegram-{ana.chat}") == [FLAT, BETTER]


@pytest.mark.parametrize("how", ["button", "word"])
def test_deleting_everything_in_the_browser_takes_what_was_joined_along(chats, ana, browser, how):
    plays(ana, NURSE, FLAT)
    plays(ana, NURSE, BETTER)
    rehearsed(browser, FLAT)
    joins(browser, links_in(ana.says("/history")[0])[0])
    answer = browser.post({}, "/forget") if how == "button" else browser.post({"text": "forget me"})
    assert answer.status == 200
    assert history(browser) == []
    assert chats.scored(f"telegram-{ana.chat}") == [FLAT]
