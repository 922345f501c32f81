"""The chat window as a user handles it: what to press, and what to wait for."""

from __future__ import annotations

import re

from playwright.sync_api import Locator, Page, expect

from actions.scenario import scenarios

NURSE = scenarios()["staff_nurse_alder_court"]


def begin(page: Page, title: str = NURSE.title, mode: str = "Practice") -> None:
    page.get_by_role("radio", name=re.compile(re.escape(title))).check()
    page.get_by_role("radio", name=re.compile(mode)).check()
    page.get_by_role("button", name="Start", exact=True).click()
    expect(messages(page, "interviewer")).to_have_count(1)


def messages(page: Page, by: str) -> Locator:
    return page.locator(f".message.by-{by}")


def answered(page: Page, before: int) -> None:
    """Waits until the interviewer has said one thing more than `before`."""
    expect(messages(page, "interviewer")).to_have_count(before + 1)


def say(page: Page, text: str) -> None:
    """Types a line and presses Enter, as the page says, and waits for the interviewer's answer."""
    before = messages(page, "interviewer").count()
    page.get_by_label("Your line").fill(text)
    page.keyboard.press("Enter")
    answered(page, before)


def finish_without_a_note(page: Page) -> None:
    """Presses Finish, and once more where the note is asked for; goes to the review."""
    page.get_by_role("button", name="Finish").click()
    expect(page.get_by_label("Your thank-you note")).to_be_visible()
    page.get_by_role("button", name="Finish").click()
    page.get_by_role("link", name="Read your scored transcript").click()
    expect(page.locator("#transcript")).to_be_visible()
    page.wait_for_load_state("load")  # till its style is there, everything is wider


def tab_to(page: Page, name: str, most: int = 60) -> None:
    """Reaches a control with the Tab key alone."""
    for _ in range(most):
        page.keyboard.press("Tab")
        if name in page.evaluate("document.activeElement.textContent + (document.activeElement.value || '')"):
            return
    raise AssertionError(f"{name} is out of reach of the Tab key")


def fits(page: Page) -> bool:
    """Whether nothing has to be scrolled sideways."""
    return page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
