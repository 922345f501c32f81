"""A whole rehearsal in Chromium, in the page, against the real servers."""

from __future__ import annotations

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from actions.scenario import scenarios
from tests.e2e import players
from tests.e2e.window import NURSE, answered, begin, finish_without_a_note, fits, messages, say, tab_to

pytestmark = pytest.mark.browser

PAST = players.PASTS["staff_nurse_alder_court"]
PHONE = {"width": 390, "height": 844}
NOTE = players.note_of(players.strong, NURSE)["text"]


def test_a_whole_rehearsal_is_played_by_keyboard_and_read_in_the_review(page):
    expect(page.get_by_role("heading", level=1, name="Rehearse the last five minutes")).to_be_visible()
    tab_to(page, "own")  # the group of interviews: arrow keys choose within it
    for _ in range(len(scenarios()) + 1):
        page.keyboard.press("ArrowDown")
        if page.locator("#scene-title").inner_text() == NURSE.title:
            break
    tab_to(page, "Start")
    page.keyboard.press("Enter")
    answered(page, 0)
    expect(page.get_by_label("Your line")).to_be_focused()
    for line in (
        f"I've loved hearing about {NURSE.project.name}, it's exactly the kind of work I want to be doing.",
        "Do you have any hesitation about me for this role?",
        PAST.to_concern,
        "No more questions, thank you for the opportunity.",
    ):
        before = messages(page, "interviewer").count()
        page.keyboard.type(line)
        page.keyboard.press("Enter")
        answered(page, before)
    page.keyboard.type("Goodbye, take care.")
    page.keyboard.press("Enter")
    expect(page.get_by_label(f"Your thank-you note to {NURSE.interviewer.name}")).to_be_focused()
    page.keyboard.type(NOTE)
    page.keyboard.press("Control+Enter")
    expect(page.get_by_label("When would you send it?")).to_be_focused()
    page.keyboard.type("3 hours")
    page.keyboard.press("Enter")
    expect(page.get_by_role("link", name="Read your scored transcript")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1, name=NURSE.title)).to_be_visible()
    reads_the_review(page)


def reads_the_review(page: Page) -> None:
    """Total, acts, advice, and evidence that says why when one comes to it with the keyboard."""
    expect(page.get_by_role("img", name=re.compile(r"^\d+ out of 100$"))).to_be_visible()
    for act in ("Sell", "Ask", "Clear", "Leave"):
        expect(page.get_by_role("heading", name=act, exact=True)).to_be_visible()
    expect(page.locator(".advice > li")).to_have_count(3)
    expect(page.locator("#note")).to_contain_text(NOTE)
    marked = page.locator("#transcript mark").first
    expect(marked).to_contain_text(NURSE.project.name)
    reason = page.locator(f"#{marked.get_attribute('aria-describedby')}")
    expect(reason).to_be_hidden()
    marked.focus()
    expect(reason).to_be_visible()
    expect(reason).to_contain_text("of 3")
    page.keyboard.press("Escape")
    expect(reason).to_be_hidden()


def test_one_principle_at_a_time_can_be_looked_at(page):
    begin(page)
    say(page, f"I'd love to work on {NURSE.project.name}.")
    say(page, "When do you hope to decide?")
    finish_without_a_note(page)
    every = page.locator("#transcript mark:not(.off)").count()
    button = page.locator("button[data-principle=next_steps]")
    button.click()
    expect(button).to_have_attribute("aria-pressed", "true")
    expect(page.locator("#transcript mark:not(.off)")).to_have_count(1)
    page.get_by_role("button", name="Show all").click()
    expect(page.locator("#transcript mark:not(.off)")).to_have_count(every)


def test_hint_score_and_finish_are_buttons_in_practice(page):
    begin(page)
    told = messages(page, "coach").count()
    for i, name in enumerate(("Hint", "Score so far"), 1):
        page.get_by_role("button", name=name).click()
        expect(messages(page, "coach")).to_have_count(told + i)
    page.get_by_role("button", name="Finish").click()
    expect(page.get_by_label("Your thank-you note")).to_be_visible()
    page.get_by_label("Your thank-you note").fill(NOTE)
    page.get_by_role("button", name="Send the note").click()
    page.get_by_role("button", name="this evening").click()
    expect(page.get_by_role("link", name="Read your scored transcript")).to_be_visible()


def test_real_mode_shows_no_coach_and_no_help(page):
    begin(page, mode="For real")
    told = messages(page, "coach").count()
    say(page, "What would my first weeks look like?")
    expect(messages(page, "coach")).to_have_count(told)
    expect(page.get_by_role("button", name="Hint")).to_be_hidden()
    expect(page.get_by_role("button", name="Score so far")).to_be_hidden()


def test_a_reload_in_mid_talk_keeps_the_talk_and_the_line_being_written(page):
    begin(page)
    say(page, "What would my first weeks look like?")
    before = page.locator(".message").all_inner_texts()
    page.get_by_label("Your line").fill("I was just about to say")
    page.reload()
    expect(page.locator(".message")).to_have_count(len(before))
    assert page.locator(".message").all_inner_texts() == before
    expect(page.get_by_label("Your line")).to_have_value("I was just about to say")
    say(page, "When do you hope to decide?")


def test_lines_sent_in_a_hurry_are_taken_in_their_order(page):
    begin(page)
    lines = ["What would my first weeks look like?", "What do you like about working here?", "When do you decide?"]
    for line in lines:
        page.get_by_label("Your line").fill(line)
        page.keyboard.press("Enter")
    answered(page, 3)
    page.reload()
    expect(messages(page, "candidate").locator(".said")).to_have_text(lines)


def test_markup_in_a_line_is_shown_and_never_run(page):
    line = "<script>document.title='owned'</script><img src=x onerror=\"document.title='owned'\"> I like this job."
    begin(page)
    say(page, line)
    expect(messages(page, "candidate").locator(".said")).to_have_text(line)
    page.reload()
    expect(messages(page, "candidate").locator(".said")).to_have_text(line)
    finish_without_a_note(page)
    expect(page.locator("#transcript")).to_contain_text("<script>document.title='owned'</script>")
    assert "owned" not in page.title()


def test_a_refused_line_stays_and_can_be_changed(page, complaints):
    begin(page)
    page.locator("#line").evaluate("field => field.removeAttribute('maxlength')")
    page.get_by_label("Your line").fill("so " * 1000)
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert").filter(has_text="2,000 are the most")).to_be_visible()
    page.get_by_role("button", name="Change it").click()
    expect(page.get_by_label("Your line")).to_have_value("so " * 1000)
    assert "413" in complaints.pop(), "Chromium notes the refusal in its console, and nothing else"


def test_an_own_job_tells_its_style_from_the_title(page):
    page.get_by_role("radio", name=re.compile("My own job")).check()
    page.get_by_label("Job title").fill("Staff nurse")
    page.get_by_label("Company", exact=True).fill("Bright Lane")
    expect(page.get_by_text("From the title: a measured close")).to_be_visible()
    page.get_by_label("How bold a close").select_option("bold")
    page.get_by_role("button", name="Start", exact=True).click()
    expect(page.get_by_text("Likes a bold close")).to_be_visible()


def test_starting_over_goes_back_to_the_choice(page):
    begin(page)
    page.get_by_role("button", name="Start over").click()
    expect(page.get_by_role("button", name="Start", exact=True)).to_be_visible()
    page.reload()
    expect(page.get_by_role("button", name="Start", exact=True)).to_be_visible()
    begin(page)


def test_starting_over_in_mid_talk_asks_once_and_the_talk_may_go_on(page):
    begin(page)
    say(page, "What would my first weeks look like?")
    page.get_by_label("Your line").fill("And who would")
    page.get_by_role("button", name="Start over").click()
    asked = page.get_by_role("dialog", name="Leave the rehearsal under way?")
    expect(asked).to_contain_text(f"in the middle of “{NURSE.title}”. Starting over ends it where it is")
    grave = [one["id"] for one in Axe().run(page).response["violations"] if one["impact"] in ("serious", "critical")]
    assert grave == []
    page.keyboard.press("Enter")  # what keeps the talk has the focus
    expect(asked).to_be_hidden()
    expect(page.get_by_label("Your line")).to_be_focused()
    expect(page.get_by_label("Your line")).to_have_value("And who would")
    page.get_by_role("button", name="Start over").click()
    page.get_by_role("button", name="Leave it and start over").click()
    expect(page.get_by_role("heading", level=1, name="Rehearse the last five minutes")).to_be_focused()
    page.goto(page.url.replace("window", "history"))
    expect(page.locator(".past-rows li")).to_contain_text(NURSE.title)


@pytest.mark.parametrize("ending", ["Finish", "Practise this"])
def test_the_coach_links_to_the_review_in_words_and_shows_no_address(page, ending):
    if ending == "Finish":
        begin(page)
        page.get_by_role("button", name="Finish").click()
        expect(page.get_by_label("Your thank-you note")).to_be_visible()  # pressed twice at once, it counts once
    else:
        page.get_by_role("button", name="Practise this").click()
        page.get_by_label("Your line").fill("I like this job.")
        page.keyboard.press("Enter")
        expect(messages(page, "coach").last).to_contain_text("of 3")
    page.get_by_role("button", name="Finish").click()
    link = messages(page, "coach").last.get_by_role("link", name="the page with your marks", exact=True)
    expect(link).to_be_visible()
    assert "/review/" not in page.locator("#messages").inner_text()
    link.click()
    expect(page).to_have_url(re.compile(r"/review/[\w-]+$"))


def test_rehearsing_again_after_the_curtain_asks_nothing(page):
    begin(page)
    say(page, "What would my first weeks look like?")
    page.get_by_role("button", name="Finish").click()
    expect(page.get_by_label("Your thank-you note")).to_be_visible()
    page.get_by_role("button", name="Finish").click()
    page.get_by_role("button", name="Rehearse again").click()
    expect(page.get_by_role("button", name="Start", exact=True)).to_be_visible()


def test_everything_is_deleted_after_a_second_thought(page):
    begin(page)
    page.get_by_role("button", name="Delete everything about me").click()
    page.get_by_role("button", name="Keep it").click()
    expect(messages(page, "interviewer")).to_have_count(1)
    page.get_by_role("button", name="Delete everything about me").click()
    page.get_by_role("button", name="Delete everything", exact=True).click()
    expect(page.get_by_text("Everything about you has been deleted.")).to_be_visible()
    page.reload()
    expect(page.get_by_role("button", name="Start", exact=True)).to_be_visible()


def test_nothing_scrolls_sideways_on_a_phone(page):
    page.set_viewport_size(PHONE)
    assert fits(page)
    begin(page)
    say(page, "Supercalifragilisticexpialidocious" * 20)
    assert fits(page)
    finish_without_a_note(page)
    assert fits(page)
