"""Two tabs of one browser on one rehearsal: each catches up with the other, and no words typed in either are lost."""

from __future__ import annotations

import re
import secrets

import pytest
from playwright.sync_api import Page, expect

from actions.scenario import scenarios
from tests.e2e.window import NURSE, begin, messages, say

TALK, OTHER_TALK = "staff_nurse_alder_court", "field_sales_pellow_surgical"
SALES = scenarios()[OTHER_TALK]
# A tab that no other can tell anything, and that a press of Playwright's does not make look by itself.
DEAF = "delete window.BroadcastChannel; addEventListener('focus', (event) => event.stopImmediatePropagation(), true)"
LINE = "What would my first weeks look like?"
TYPED = "And what do you like about"


def another(page: Page, deaf: bool = False) -> Page:
    """A second tab of the same browser."""
    opened = page.context.new_page()
    if deaf:
        opened.add_init_script(DEAF)
    opened.goto(page.url)
    expect(opened.get_by_role("heading", level=1)).to_be_visible()
    return opened


def types(tab: Page, text: str) -> None:
    tab.get_by_label("Your line").fill(text)


def is_looked_at(tab: Page) -> None:
    """What a browser tells a page that its user comes back to."""
    tab.evaluate("document.dispatchEvent(new Event('visibilitychange'))")


def started_over(page: Page) -> None:
    page.get_by_role("button", name="Start over").click()
    expect(page.get_by_role("button", name="Start", exact=True)).to_be_visible()


def begins_another(page: Page) -> None:
    started_over(page)
    begin(page, SALES.title)
    expect(page.locator("#talk-title")).to_have_text(SALES.title)


@pytest.mark.browser
def test_what_is_said_in_one_tab_stands_in_the_other_at_once_and_what_is_typed_there_stays(page):
    begin(page)
    other = another(page)
    types(other, TYPED)
    say(page, LINE)
    expect(messages(other, "interviewer")).to_have_count(2)
    expect(messages(other, "candidate").locator(".said")).to_have_text([LINE])
    expect(other.get_by_label("Your line")).to_have_value(TYPED)
    say(other, "When do you hope to decide?")
    expect(messages(page, "interviewer")).to_have_count(3)
    assert page.locator(".message").all_inner_texts() == other.locator(".message").all_inner_texts()


@pytest.mark.browser
def test_a_tab_looked_at_again_catches_up_where_tabs_cannot_tell_each_other(page):
    begin(page)
    other = another(page, deaf=True)
    types(other, TYPED)
    say(page, LINE)
    expect(messages(other, "interviewer")).to_have_count(1)
    is_looked_at(other)
    expect(messages(other, "interviewer")).to_have_count(2)
    expect(other.get_by_label("Your line")).to_have_value(TYPED)
    expect(other.locator("#talk-notice")).to_be_hidden()


@pytest.mark.browser
def test_a_talk_started_over_in_one_tab_leads_the_other_to_the_choice_and_its_words_wait(page):
    begin(page)
    other = another(page)
    types(other, TYPED)
    started_over(page)
    expect(
        other.get_by_text("You started over in another tab, so here is the choice again; what you were")
    ).to_be_visible()
    other.reload()
    begin(other)
    expect(other.get_by_label("Your line")).to_have_value(TYPED)


@pytest.mark.browser
def test_a_line_for_a_talk_that_was_left_goes_back_into_the_box_and_the_new_talk_is_shown(page):
    begin(page)
    other = another(page, deaf=True)
    begins_another(page)
    types(other, LINE)
    other.keyboard.press("Enter")
    expect(other.get_by_text("You have gone on in another tab, so this one has caught up with it")).to_be_visible()
    expect(other.locator("#talk-title")).to_have_text(SALES.title)
    expect(other.get_by_label("Your line")).to_have_value(LINE)
    expect(messages(other, "candidate")).to_have_count(0)
    say(other, LINE)
    expect(other.locator("#talk-notice")).to_be_hidden()


@pytest.mark.browser
def test_start_over_in_a_tab_that_shows_an_old_talk_ends_no_other(page):
    begin(page)
    other = another(page, deaf=True)
    begins_another(page)
    other.get_by_role("button", name="Start over").click()
    expect(other.locator("#talk-title")).to_have_text(SALES.title)
    say(page, LINE)


@pytest.mark.browser
def test_a_tab_at_the_choice_is_told_of_a_talk_under_way_and_stays_where_it_is(page):
    other = another(page)
    other.get_by_role("radio", name=re.compile("My own job")).check()
    other.get_by_label("Job title").fill("Archivist")
    begin(page)
    expect(other.get_by_text(f"“{NURSE.title}” is under way in another tab.")).to_be_visible()
    expect(other.get_by_label("Job title")).to_have_value("Archivist")
    started_over(page)
    expect(other.locator("#setup-notice")).to_be_hidden()


@pytest.mark.browser
def test_what_is_deleted_in_one_tab_is_gone_from_the_other(page):
    begin(page)
    other = another(page)
    types(other, TYPED)
    page.get_by_role("button", name="Delete everything about me").click()
    page.get_by_role("button", name="Delete everything", exact=True).click()
    expect(other.get_by_text("What you said was deleted in another tab")).to_be_visible()
    expect(other.locator(".message")).to_have_count(0)
    assert other.locator("#line").input_value() == ""


@pytest.mark.browser
def test_only_the_tab_that_is_looked_at_says_that_the_time_is_up(page):
    begin(page)
    asked = []
    page.on("request", lambda request: asked.append(request.post_data or ""))
    page.evaluate(
        "Object.defineProperty(document, 'visibilityState', { value: 'hidden', configurable: true }); clockSet(0)"
    )
    page.wait_for_timeout(300)
    assert asked == []
    page.evaluate("delete document.visibilityState; clockSet(0)")
    expect(messages(page, "coach")).to_have_count(2)
    assert "time_up" in asked[0]


# --- the same over HTTP -------------------------------------------------------------------------


def sent(text: str, **more: object) -> dict:
    return {"text": text, "message_id": secrets.token_hex(16), **more}


def test_a_line_for_another_rehearsal_is_refused_in_plain_words_and_none_of_the_talk(candidate):
    left = candidate.begin(TALK)["rehearsal"]
    candidate.begin(OTHER_TALK)
    refused = candidate.post(sent(LINE, rehearsal=left))
    assert refused.status == 409
    assert "another tab" in refused.data["error"]
    assert LINE not in str(candidate.talk()["messages"])


def test_a_line_for_a_rehearsal_that_was_started_over_chooses_nothing(candidate):
    left = candidate.begin(TALK)["rehearsal"]
    candidate.press("restart")
    assert candidate.post(sent("1", rehearsal=left)).status == 409
    assert candidate.talk()["beat"] == "lobby"


@pytest.mark.parametrize("shown", [True, 7, "", [], {"is": "odd"}])
def test_a_rehearsal_named_by_nonsense_is_another_one(candidate, shown):
    candidate.begin(TALK)
    assert candidate.post(sent(LINE, rehearsal=shown)).status == 409


def test_a_message_that_comes_again_after_its_rehearsal_was_left_gets_the_answer_that_was_lost(candidate):
    shown = candidate.begin(TALK)["rehearsal"]
    restart = {"button": "restart", "message_id": secrets.token_hex(16), "rehearsal": shown}
    first, again = candidate.post(restart), candidate.post(restart)
    assert first.status == again.status == 200
    assert again.data["messages"] == first.data["messages"]
