"""The page when the servers die: what was typed stays, and the candidate is told which line is to be sent again."""

from __future__ import annotations

import os
import re
import signal
import sqlite3

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.between import Apart
from tests.e2e.served import waits_until
from tests.e2e.window import NURSE, begin, messages, say

pytestmark = pytest.mark.browser
PATIENCE = 30_000  # milliseconds until the servers, busy with other tests, have answered
LINE = "I would love to work on the falls project with your team."


@pytest.fixture
def opened(apart, browser) -> Page:
    """The window, in the middle of a talk."""
    context = browser.new_context(reduced_motion="reduce")
    page = context.new_page()
    page.goto(apart.url)
    begin(page)
    say(page, "What would my first weeks look like?")
    yield page
    context.close()


def dies_over(apart: Apart, page: Page, line: str) -> None:
    """The Rasa server dies while the coach is at work on the line, and is started again."""
    os.kill(apart.actions.pid, signal.SIGSTOP)
    calls = len(apart.between.calls)
    sends(page, line)
    waits_until(lambda: len(apart.between.calls) > calls, 12)
    apart.kill("rasa")
    os.kill(apart.actions.pid, signal.SIGCONT)
    expect(page.get_by_text("did not answer")).to_be_visible(timeout=PATIENCE)
    apart.start_again("rasa")


def sends(page: Page, line: str) -> None:
    page.get_by_label("Your line").fill(line)
    page.keyboard.press("Enter")


def kept(apart: Apart, line: str) -> int:
    with sqlite3.connect(apart.database) as opened:
        held = "SELECT count(*) FROM events WHERE type_name = 'slot' AND action_name = 'line' AND data LIKE ?"
        return opened.execute(held, (f"%{line}%",)).fetchone()[0]


def test_a_line_the_server_died_over_is_sent_again_by_one_press(apart, opened):
    dies_over(apart, opened, LINE)
    opened.get_by_role("button", name="Send again").click()
    expect(messages(opened, "interviewer")).to_have_count(3)
    assert kept(apart, LINE) == 1


def test_a_page_loaded_again_still_says_which_line_was_not_taken(apart, opened):
    line = "What you said about the carers is why I would stay."
    dies_over(apart, opened, line)
    opened.reload()
    expect(opened.get_by_text("This line was not taken")).to_be_visible()
    expect(messages(opened, "candidate").locator(".said").last).to_have_text(line)
    opened.get_by_role("button", name="Send again").click()
    expect(messages(opened, "interviewer")).to_have_count(3)
    opened.reload()
    expect(opened.get_by_text("This line was not taken")).to_have_count(0)
    assert kept(apart, line) == 1


def lose(route) -> None:
    """The server takes what is sent, and the connection ends before its answer is there."""
    route.fetch()
    route.abort()


def answer_gets_lost(page: Page, line: str) -> None:
    page.route("**/talk", lose, times=1)
    sends(page, line)
    expect(page.get_by_text("did not answer")).to_be_visible(timeout=PATIENCE)


@pytest.mark.parametrize("press", ["Send again", "Change it", "reload"])
def test_a_line_whose_answer_got_lost_stands_in_the_talk_once_whatever_is_pressed(apart, opened, press):
    line = f"I like that the handover is at the bedside, and I would {press}."
    answer_gets_lost(opened, line)
    if press == "reload":
        opened.reload()
    else:
        opened.get_by_role("button", name=press).click()
    expect(messages(opened, "interviewer")).to_have_count(3)
    expect(messages(opened, "candidate").locator(".said")).to_have_text(["What would my first weeks look like?", line])
    expect(opened.locator("#trouble")).to_be_empty()
    assert kept(apart, line) == 1


def test_a_beginning_whose_answer_got_lost_begins_one_rehearsal(apart, browser):
    context = browser.new_context(reduced_motion="reduce")
    page = context.new_page()
    page.goto(apart.url)
    page.get_by_role("radio", name=re.compile(re.escape(NURSE.title))).check()
    page.route("**/talk", lose, times=1)
    page.get_by_role("button", name="Start", exact=True).click()
    expect(page.get_by_text("did not answer")).to_be_visible(timeout=PATIENCE)
    page.get_by_role("button", name="Start", exact=True).click()
    expect(messages(page, "interviewer")).to_have_count(1)
    with sqlite3.connect(apart.database) as opened:
        (begun,) = opened.execute(
            "SELECT count(*) FROM events WHERE type_name = 'slot' AND action_name = 'rehearsal' AND sender_id ="
            " (SELECT sender_id FROM events ORDER BY id DESC LIMIT 1)"
        ).fetchone()
    assert begun == 1
    context.close()
