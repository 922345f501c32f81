"""A drill as a user handles it: from the set-up or a review, through some tries, to its page and the history."""

from __future__ import annotations

import re
import time

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from actions.scoring.principles import rubric
from tests.e2e.rehearsing import FLAT, page, rehearsed
from tests.e2e.window import begin, finish_without_a_note, fits, messages

pytestmark = pytest.mark.browser

NEXT_STEPS = rubric().principles["next_steps"].title
CONTACT = rubric().principles["contact"].title
TRIES = ("What now?", "When will I hear?", "When will you decide, and is there another round after this one?")
SOON = 60.0  # seconds for three tries


def practise(opened: Page, title: str) -> None:
    opened.get_by_label("What to practise").select_option(label=title)
    opened.get_by_role("button", name="Practise this").click()
    expect(messages(opened, "interviewer")).to_have_count(1)


def attempt(opened: Page, text: str) -> None:
    """Says a line and waits for its mark and the moment that follows."""
    marked = messages(opened, "coach").count()
    opened.get_by_label("Your line").fill(text)
    opened.keyboard.press("Enter")
    expect(messages(opened, "coach")).to_have_count(marked + 1)
    expect(opened.locator(".message").last).to_have_class(re.compile("by-interviewer"))


def test_three_tries_take_less_than_a_minute_and_each_is_marked_at_once(page):
    started = time.monotonic()
    practise(page, NEXT_STEPS)
    expect(page.locator("#talk-mode")).to_have_text("Practising one thing")
    for text in TRIES:
        attempt(page, text)
    assert time.monotonic() - started < SOON
    marks = messages(page, "coach").all_inner_texts()[-3:]
    assert "3 of 3" in marks[-1]
    assert "3 of 3" not in marks[0]


def test_a_drill_is_finished_read_and_found_in_the_history(page, servers):
    practise(page, NEXT_STEPS)
    for text in TRIES:
        attempt(page, text)
    page.get_by_role("button", name="Finish").click()
    expect(page.get_by_role("heading", name="That was the practice")).to_be_visible()
    page.get_by_role("link", name="See all your tries").click()
    expect(page.get_by_role("heading", level=2, name=NEXT_STEPS)).to_be_visible()
    expect(page.locator(".tries > li")).to_have_count(3)
    expect(page.locator(".tries > li").last).to_contain_text(TRIES[2])
    expect(page.locator(".tries > li").last).to_contain_text("3 of 3")
    grave = [one["id"] for one in Axe().run(page).response["violations"] if one["impact"] in ("serious", "critical")]
    assert grave == []
    page.set_viewport_size({"width": 320, "height": 640})
    assert fits(page)
    page.get_by_role("link", name="History").click()
    row = page.locator(".past-rows li").first
    expect(row).to_contain_text("Practising one thing")
    expect(row).to_contain_text(f"{NEXT_STEPS}: 1, 2, 3 of 3")
    expect(row.get_by_role("checkbox")).to_have_count(0)
    assert fits(page)


def test_next_goes_on_to_another_principle_in_the_same_drill(page):
    practise(page, CONTACT)
    attempt(page, "Could I have your own email address, so I can write to you tomorrow?")
    page.get_by_role("button", name="Practise the next thing").click()
    expect(messages(page, "coach").nth(-2)).to_contain_text(rubric().principles["thank_you_note"].title)


def test_a_reviews_advice_leads_to_its_practice_with_one_press_left(page):
    begin(page)
    finish_without_a_note(page)
    link = page.get_by_role("link", name=re.compile("^Practise this")).first
    principle = link.get_attribute("href").split("=")[1]
    link.click()
    expect(page.get_by_label("What to practise")).to_have_value(principle)
    button = page.get_by_role("button", name="Practise this")
    expect(button).to_be_focused()
    expect(button).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(messages(page, "coach").first).to_contain_text(rubric().principles[principle].title)


def test_practising_one_thing_while_a_talk_is_under_way_asks_first_and_may_be_left(page, servers):
    begin(page)
    page.goto(f"{servers.url}/window?drill=contact")
    asked = page.get_by_role("dialog")
    expect(asked).to_contain_text(f"Practising “{CONTACT}” ends it where it is")
    expect(asked).to_contain_text(page.locator("#talk-title").inner_text())
    grave = [one["id"] for one in Axe().run(page).response["violations"] if one["impact"] in ("serious", "critical")]
    assert grave == []
    page.keyboard.press("Enter")  # what keeps the talk has the focus
    expect(asked).to_be_hidden()
    expect(messages(page, "interviewer")).to_have_count(1)
    expect(page.get_by_label("Your line")).to_be_focused()
    page.reload()
    expect(page.get_by_label("Your line")).to_be_visible()
    expect(asked).to_be_hidden()


def test_who_leaves_the_talk_under_way_practises_at_once_and_finds_it_in_the_history(page, servers):
    begin(page)
    title = page.locator("#talk-title").inner_text()
    page.goto(f"{servers.url}/window?drill=contact")
    page.get_by_role("button", name="Leave it and practise").click()
    expect(page.locator("#talk-mode")).to_have_text("Practising one thing")
    expect(messages(page, "coach").first).to_contain_text(CONTACT)
    attempt(page, "Could I have your own email address, so I can write to you tomorrow?")
    page.goto(f"{servers.url}/window?drill=contact")
    expect(page.get_by_label("Your line")).to_be_visible()
    expect(page.get_by_role("dialog")).to_be_hidden()
    page.goto(f"{servers.url}/history")
    expect(page.locator(".past-rows li").nth(1)).to_contain_text(title)
    expect(page.locator(".past-rows li").nth(1)).to_contain_text("not finished")


def test_after_a_talk_an_address_with_a_drill_leads_to_the_practice(page, servers):
    begin(page)
    finish_without_a_note(page)
    page.goto(f"{servers.url}/window?drill=contact")
    expect(page.get_by_label("What to practise")).to_have_value("contact")
    page.goto(f"{servers.url}/window?drill=no_such_thing")
    expect(page.get_by_label("What to practise")).not_to_have_value("no_such_thing")


def test_a_drill_has_no_files_and_is_compared_with_nothing(candidate):
    talked = rehearsed(candidate, FLAT).split("/")[-1]
    assert candidate.post({"drill": "contact"}).status == 200
    candidate.say("May I have your email address?")
    candidate.press("finish")
    drilled = candidate.talk()["review"]
    for name in ("take-away.pdf", "take-away.md", "take-away.json", "levels.svg", "course"):
        assert candidate.get(f"{drilled}/{name}").status == 404, name
    assert candidate.get(f"/compare/{talked}/{drilled.split('/')[-1]}").status == 404
    assert candidate.get(f"/compare?with={talked}&with={drilled.split('/')[-1]}").status == 404
    assert candidate.post({"line": 1, "text": "Hello there."}, f"{drilled}/try").status == 404
    assert len(page(candidate, drilled).select(".tries > li")) == 1
