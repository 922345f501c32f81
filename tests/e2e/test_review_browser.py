"""Review, history, comparison and import as a user handles them in Chromium: by mouse, by key, by touch."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.bot.test_cli import TALK
from tests.e2e.conftest import NOTE
from tests.e2e.rehearsing import BETTER, FLAT
from tests.e2e.window import tab_to

pytestmark = pytest.mark.browser

PHONE = {"width": 390, "height": 844}


def reason_of(page: Page, mark):
    return page.locator(f"#{mark.get_attribute('aria-describedby')}")


# --- the transcript -----------------------------------------------------------------------------


def test_a_marked_word_tells_why_to_the_mouse_and_puts_it_away_again(browse, addresses):
    page = browse(addresses["review"])
    mark = page.locator("#transcript mark").first
    mark.hover()
    expect(reason_of(page, mark)).to_be_visible()
    expect(reason_of(page, mark)).to_contain_text("of 3")
    page.locator("h1").hover()
    expect(reason_of(page, mark)).to_be_hidden()


def test_a_marked_word_tells_why_to_the_keyboard_and_escape_puts_it_away(browse, addresses):
    page = browse(addresses["review"])
    page.locator("#transcript .self").first.focus()
    while not page.locator("mark:focus").count():
        page.keyboard.press("Tab")
    mark = page.locator("mark:focus")
    expect(reason_of(page, mark)).to_be_visible()
    page.keyboard.press("Escape")
    expect(reason_of(page, mark)).to_be_hidden()


def test_a_marked_word_tells_why_to_a_finger(browse, addresses):
    page = browse(addresses["review"], viewport=PHONE, has_touch=True, is_mobile=True)
    mark = page.locator("#transcript mark").first
    mark.tap()
    expect(reason_of(page, mark)).to_be_visible()
    page.locator("h2", has_text="Transcript").tap()
    expect(reason_of(page, mark)).to_be_hidden()


def test_every_line_can_be_linked_and_a_link_goes_to_it(browse, addresses):
    page = browse(addresses["review"])
    links = page.locator("#transcript .line .self")
    assert links.count() == page.locator("#transcript .line").count()
    last = links.last.get_attribute("href")
    page.goto(page.url + last)
    expect(page.locator(f".line{last}")).to_be_in_viewport()


def test_interviewer_coach_and_candidate_can_be_told_apart_by_name_and_look(browse, addresses):
    page = browse(addresses["review"])
    looks = {
        by: page.locator(f".line.by-{by}").first.evaluate(
            "line => { const s = getComputedStyle(line), w = getComputedStyle(line.querySelector('.said'));"
            " return [s.backgroundColor, s.borderLeftColor, w.fontFamily, line.querySelector('.who').firstChild.textContent.trim()].join() }"
        )
        for by in ("interviewer", "coach", "candidate")
    }
    assert len(set(looks.values())) == 3
    assert looks["candidate"].endswith("You")
    assert looks["coach"].endswith("Coach")


def test_a_missed_opening_stands_where_it_was_and_leads_to_its_principle(browse, addresses):
    page = browse(addresses["first review"])
    link = page.get_by_role("link", name="asked what worried them")
    expect(page.locator(".line.by-interviewer", has=link)).to_have_count(1)
    link.click()
    why = page.locator("#mark-invite_objections")
    expect(why).to_be_in_viewport()
    expect(why.locator(".levels .here")).to_be_visible()
    expect(why.locator(".levels .next")).to_contain_text("What comes next")


def test_a_line_leads_to_why_its_mark_is_not_higher(browse, addresses):
    page = browse(addresses["first review"])
    line = page.locator(".by-candidate", has_text="I'm a hard worker.")
    line.get_by_role("link", name=re.compile("Show, don't tell")).click()
    why = page.locator("#mark-show_dont_tell .levels")
    expect(why.locator(".here")).to_contain_text("You are here")
    expect(why.locator(".here")).to_contain_text("I'm a hard worker.")
    expect(why.locator(".next")).to_be_visible()


# --- another try ----------------------------------------------------------------------------------


def test_a_line_is_tried_again_by_keyboard_and_the_original_stays(browse, addresses):
    page = browse(addresses["review"])
    line = page.locator(".by-candidate", has_text=FLAT)
    line.get_by_role("button", name=re.compile("Try again")).focus()
    page.keyboard.press("Enter")
    field = line.get_by_label("Say it another way")
    expect(field).to_be_focused()
    expect(field).to_have_value(FLAT)
    field.fill("May I have your own email address, so that I can write to you after today?")
    page.keyboard.press("Control+Enter")
    expect(line.locator(".new-total")).to_contain_text("+")
    expect(line.locator(".changes")).to_contain_text("Get a direct contact")
    expect(line.locator("> .words > .said")).to_have_text(FLAT)
    mark = line.locator(".tried mark").first
    mark.focus()
    expect(reason_of(page, mark)).to_be_visible()
    field.focus()
    page.keyboard.press("Escape")
    expect(field).to_have_count(0)
    expect(line.get_by_role("button", name=re.compile("Try again"))).to_be_focused()
    page.reload()
    expect(page.locator(".by-candidate", has_text=FLAT)).to_have_count(1)


def test_nonsense_is_marked_as_such_and_a_refusal_is_told_in_its_place(browse, addresses, complaints):
    page = browse(addresses["review"])
    line = page.locator(".by-candidate").first
    line.get_by_role("button", name=re.compile("Try again")).click()
    line.get_by_label("Say it another way").fill("asdf qwer zxcv")
    line.get_by_role("button", name="Mark it").click()
    expect(line.locator(".sense")).to_contain_text("doesn't read as English")
    line.get_by_label("Say it another way").fill(" ")
    line.get_by_role("button", name="Mark it").click()
    expect(line.locator(".outcome")).to_contain_text("That line is empty")
    assert "400" in complaints.pop()


def test_the_note_can_be_tried_again(browse, addresses):
    page = browse(addresses["review"])
    page.get_by_role("button", name="Try again at the note").click()
    page.locator("#note").get_by_label("Say it another way").fill("Thanks.")
    page.locator("#note").get_by_role("button", name="Mark it").click()
    expect(page.locator("#note .changes")).to_contain_text("Write a thank-you note")


def test_what_stands_beside_the_notes_words_is_not_tried_again_with_them(browse, addresses):
    page = browse(addresses["review"])
    part = page.locator("#note .found").first
    assert "by name" in part.evaluate("node => getComputedStyle(node, '::after').content")
    page.get_by_role("button", name="Try again at the note").click()
    expect(page.locator("#note").get_by_label("Say it another way")).to_have_value(NOTE)


def test_the_draft_of_a_note_is_copied_with_its_gaps(browse, addresses):
    page = browse(addresses["first review"], permissions=["clipboard-read", "clipboard-write"])
    page.get_by_role("button", name="Copy the draft").click()
    expect(page.locator("#draft-copied")).to_have_text("Copied.")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith("Dear Margaret,\n\n")
    assert copied.rstrip().endswith("[your name]")


def test_without_a_clipboard_the_draft_is_selected_instead(browse, addresses):
    page = browse(addresses["first review"])
    page.evaluate("() => { navigator.clipboard.writeText = () => Promise.reject(new Error('no')); }")
    page.get_by_role("button", name="Copy the draft").click()
    expect(page.locator("#draft-copied")).to_contain_text("selected")
    assert page.evaluate("getSelection().toString()").startswith("Dear Margaret,")


def test_a_count_leads_to_its_line(browse, addresses):
    page = browse(addresses["review"])
    link = page.locator("#counts .tally a").first
    number = link.inner_text().split()[-1]
    link.click()
    line = page.locator(".line:target")
    expect(line).to_be_in_viewport()
    expect(line.locator(".self")).to_have_text(f"#{number}")


def test_a_gap_looks_like_something_to_fill_in_without_its_colour(browse, addresses):
    page = browse(addresses["first review"])
    blank = page.locator(".advice .blank").first
    expect(blank).to_have_text(re.compile(r"^\[.+\]$"))
    assert blank.evaluate("node => getComputedStyle(node).borderLeftStyle") == "dashed"


# --- history and comparison -------------------------------------------------------------------------


def test_the_history_is_reached_from_window_and_review_and_opens_a_review(browse, addresses):
    for start in ("window", "review"):
        page = browse(addresses[start])
        page.get_by_role("link", name="History").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Your rehearsals")
    page.locator(".past-rows .name").nth(1).click()
    assert page.url.endswith(addresses["review"])


def test_two_are_chosen_by_keyboard_and_compared(browse, addresses):
    page = browse("/history")
    boxes = page.get_by_role("checkbox")
    for i in (1, 2):
        boxes.nth(i).focus()
        page.keyboard.press("Space")
    expect(boxes.nth(0)).to_be_disabled()
    tab_to(page, "Compare the chosen two")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Two rehearsals compared")
    expect(page.get_by_role("table").get_by_role("row")).to_have_count(1 + 4 + 14)
    expect(page.get_by_role("row", name=re.compile("Find out what's next"))).to_contain_text("+")


def test_one_is_deleted_after_a_second_thought_and_the_others_stay(servers, page):
    page.request.post(
        f"{servers.url}/import", data={"text": "You: Hello."}, headers={"X-Requested-With": "curtain-line"}
    )
    page.request.post(
        f"{servers.url}/import", data={"text": "You: Goodbye."}, headers={"X-Requested-With": "curtain-line"}
    )
    page.goto(f"{servers.url}/history")
    kept = page.locator(".past-rows .name").nth(1).get_attribute("href")
    page.get_by_role("button", name=re.compile("^Delete A rehearsal")).first.click()
    page.get_by_role("button", name="Keep it").click()
    expect(page.locator(".past-rows li")).to_have_count(2)
    page.get_by_role("button", name=re.compile("^Delete A rehearsal")).first.click()
    page.get_by_role("button", name="Delete", exact=True).click()
    expect(page.locator(".past-rows li")).to_have_count(1)
    expect(page.locator(".past-rows .name")).to_have_attribute("href", kept)
    page.get_by_role("button", name="Delete everything about me").click()
    page.get_by_role("button", name="Delete", exact=True).click()
    expect(page.get_by_text("There is nothing here yet")).to_be_visible()


# --- transcripts --------------------------------------------------------------------------------------


def test_a_pasted_transcript_becomes_a_review(servers, page):
    page.get_by_role("link", name="Import").click()
    page.get_by_label("The talk").fill(f"Interviewer: Anything else?\nYou: {BETTER}")
    page.get_by_label("Job title").fill("Staff nurse")
    page.get_by_role("button", name="Read it").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Staff nurse")
    expect(page.locator("#transcript")).to_contain_text(BETTER)
    expect(page.locator(".meta")).to_contain_text("measured close")


def test_a_file_becomes_a_review_and_one_that_is_no_text_is_refused(servers, page, tmp_path: Path):
    page.goto(f"{servers.url}/import")
    (tmp_path / "picture.txt").write_bytes(b"\xff\xd8\xff\xe0")
    page.get_by_label("Or a file").set_input_files(tmp_path / "picture.txt")
    expect(page.get_by_role("alert")).to_contain_text("no plain text")
    (tmp_path / "talk.json").write_text(json.dumps(TALK), encoding="utf-8")
    page.get_by_label("Or a file").set_input_files(tmp_path / "talk.json")
    expect(page.get_by_label("The talk")).to_have_value(json.dumps(TALK))
    page.get_by_role("button", name="Read it").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("staff nurse, Alder Court")


def test_a_refused_transcript_stays_with_the_reason_beside_it(servers, page, complaints):
    page.goto(f"{servers.url}/import")
    page.get_by_label("The talk").fill("just some words")
    page.get_by_role("button", name="Read it").click()
    expect(page.get_by_role("alert")).to_contain_text("must begin with")
    expect(page.get_by_label("The talk")).to_have_value("just some words")
    expect(page.get_by_label("The talk")).to_be_focused()
    assert "400" in complaints.pop()
