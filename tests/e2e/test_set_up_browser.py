"""The set-up's own parts in Chromium: what is picked out of an advert, the interviewer's temper, the clock."""

from __future__ import annotations

import json
import re
from typing import List

import pytest
import yaml
from playwright.sync_api import Page, expect

from bot.settings import ROOT
from tests.actions.test_advert import AD, GERMAN
from tests.e2e.players import PASTS
from tests.e2e.rehearsing import let_pass
from tests.e2e.window import NURSE, begin, fits, messages, say

pytestmark = pytest.mark.browser

PICKERS = "Lead a team of twelve pickers on the night shift"
COLD = "Keep the cold chain within two degrees"
HTML = f"<h2>Your job</h2><ul><li>{PICKERS}</li><li>{COLD}</li></ul><script>alert(1)</script>"
OBJECT = "Do you have any hesitation about me for this role?"
ENOUGH = 8  # questions about the work, more than there are facts


def beginnings(response: str) -> List[str]:
    """What each wording of a response begins with, up to its first placeholder."""
    told = [yaml.safe_load(path.read_text(encoding="utf-8")) for path in (ROOT / "bot/domain/responses").glob("*.yml")]
    wordings = next(one["responses"][response] for one in told if response in one["responses"])
    return [one["text"].split("{")[0].strip() for one in wordings]


def own_job(page: Page, advert: str) -> None:
    """Fills in one's own job with an advert, and leaves the field so that it is read."""
    page.get_by_role("radio", name=re.compile("My own job")).check()
    page.get_by_label("Job title").fill("Night shift lead")
    page.get_by_label("Company", exact=True).fill("Pennant Foods")
    page.get_by_label("The advert, or what you know").fill(advert)
    page.keyboard.press("Tab")


def start(page: Page) -> None:
    page.get_by_role("button", name="Start", exact=True).click()
    expect(messages(page, "interviewer")).to_have_count(1)


# --- the advert ------------------------------------------------------------------------------------


def test_a_pasted_advert_shows_what_will_be_drawn_on_and_fits_a_phone(page):
    own_job(page, AD)
    picked = page.get_by_role("group", name=re.compile("What the interviewer will draw on"))
    expect(picked.get_by_role("checkbox", name=PICKERS)).to_be_checked()
    expect(picked).to_contain_text("Plans Our new depot in Leeds opens in May 2027")
    expect(picked).not_to_contain_text("Salary")
    page.set_viewport_size({"width": 320, "height": 640})
    assert fits(page)


def test_what_is_unticked_is_left_out_and_never_quoted(page):
    own_job(page, f"{PICKERS}\n{COLD}")
    page.get_by_role("checkbox", name=PICKERS).uncheck()
    with page.expect_request(lambda one: one.method == "POST" and one.url.endswith("/talk")) as sent:
        start(page)
    assert json.loads(sent.value.post_data)["begin"]["advert"] == {"work": [COLD]}
    for i in range(ENOUGH):
        say(page, f"What would I be doing in week {i + 1}?")
        if page.get_by_label("Your thank-you note").is_visible():
            break
    said = " ".join(messages(page, "interviewer").all_inner_texts())
    assert "cold chain within two degrees" in said
    assert "twelve pickers" not in said


def test_everything_unticked_leaves_nothing_to_quote(page):
    own_job(page, PICKERS)
    page.get_by_role("checkbox", name=PICKERS).uncheck()
    with page.expect_request(lambda one: one.method == "POST" and one.url.endswith("/talk")) as sent:
        start(page)
    assert json.loads(sent.value.post_data)["begin"]["advert"] == {}
    say(page, "What would I be doing day to day?")
    assert "twelve pickers" not in " ".join(messages(page, "interviewer").all_inner_texts())


def test_a_web_pages_advert_is_read_without_its_markup(page):
    own_job(page, HTML)
    expect(page.locator("#picked-list li")).to_have_count(2)
    assert not re.search(r"[<>]|alert", page.locator("#picked-list").inner_text())


def test_an_advert_in_another_language_is_refused_with_a_sentence_and_stays_to_be_changed(page, complaints):
    own_job(page, GERMAN)
    expect(page.locator("#own-facts-fault")).to_contain_text("doesn't read as English")
    page.get_by_role("button", name="Start", exact=True).click()
    expect(page.get_by_label("The advert, or what you know")).to_be_focused()
    expect(page.get_by_label("The advert, or what you know")).to_have_value(GERMAN)
    page.get_by_label("The advert, or what you know").fill("")
    page.keyboard.press("Tab")
    expect(page.locator("#own-facts-fault")).to_be_empty()
    start(page)
    assert "400" in complaints.pop(), "Chromium notes the refusal in its console"


# --- temper ----------------------------------------------------------------------------------------


def test_a_tough_interviewer_has_a_second_concern(page):
    page.get_by_label("The interviewer is").select_option(label="tough, and short of time")
    begin(page)
    say(page, OBJECT)
    say(page, PASTS["staff_nurse_alder_court"].to_concern)
    answer = messages(page, "interviewer").last.inner_text()
    assert any(one in answer for one in beginnings("utter_second_concern")), answer


def test_an_even_handed_one_leaves_it_at_one(page):
    begin(page)
    say(page, OBJECT)
    say(page, PASTS["staff_nurse_alder_court"].to_concern)
    answer = messages(page, "interviewer").last.inner_text()
    assert not any(one in answer for one in beginnings("utter_second_concern")), answer


# --- the clock -------------------------------------------------------------------------------------


def against_the_clock(page: Page) -> str:
    """Begins a talk of three minutes; returns the address of its review."""
    page.get_by_label("The clock").select_option(label="3 minutes, then it's over")
    begin(page, NURSE.title)
    return page.evaluate("state.review")


def test_without_a_clock_none_is_shown(page):
    begin(page)
    expect(page.get_by_role("timer")).to_be_hidden()


def test_the_clock_counts_down_and_survives_a_reload(page, servers):
    review = against_the_clock(page)
    expect(page.get_by_role("timer")).to_have_text(re.compile(r"^2:5\d left$"))
    let_pass(servers, review, seconds=100)
    page.reload()
    expect(page.get_by_role("timer")).to_have_text(re.compile(r"^1:[01]\d left$"))
    first = page.get_by_role("timer").inner_text()
    expect(page.get_by_role("timer")).not_to_have_text(first)


def test_the_interviewer_gets_up_by_itself_when_time_is_over(page, servers):
    review = against_the_clock(page)
    let_pass(servers, review, seconds=172)
    page.reload()
    expect(messages(page, "interviewer")).to_have_count(2, timeout=30_000)
    last = messages(page, "interviewer").last.inner_text()
    assert any(one in last for one in beginnings("utter_time_over")), last
    expect(page.get_by_role("timer")).to_be_hidden()
    say(page, "Goodbye, and have a good weekend.")
    expect(page.get_by_label("Your thank-you note")).to_be_visible()


def test_a_line_sent_after_time_is_over_is_answered_and_ends_the_talk(page, servers):
    review = against_the_clock(page)
    let_pass(servers, review, seconds=400)
    say(page, "When do you hope to decide?")
    last = messages(page, "interviewer").last.inner_text()
    assert any(one in last for one in beginnings("utter_time_over")), last


def test_a_browser_whose_clock_runs_ahead_is_told_what_is_left(page):
    page.clock.install()
    page.reload()
    against_the_clock(page)
    told = messages(page, "coach").count()
    page.clock.fast_forward(200_000)
    expect(messages(page, "coach")).to_have_count(told + 1)
    expect(messages(page, "coach").last).to_contain_text("3 min")
    expect(messages(page, "interviewer")).to_have_count(1)
