"""How the pages look and weigh, in light and dark, from phone to wide screen."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.e2e.window import fits

pytestmark = pytest.mark.browser

PHONE = {"width": 390, "height": 844}
WIDE = {"width": 1600, "height": 1000}
HEAVIEST = 150_000  # bytes of a page with all that it loads
SOONEST = 200  # milliseconds until a review is first painted, on an idle machine
PAGES = ("window", "review", "first review", "brought", "drill", "history", "compare", "import", "nothing")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_nothing_serious(browse, addresses, complaints, name, scheme):
    page = browse(addresses[name], color_scheme=scheme)
    if "review" in name:
        for summary in page.locator(".principle summary").all()[:3]:
            summary.click()
        page.locator("button.again").first.click()
        page.get_by_role("button", name="Mark it").click()
        expect(page.locator(".new-total")).to_be_visible()
    found = Axe().run(page).response["violations"]
    grave = [(one["id"], one["nodes"][0]["html"]) for one in found if one["impact"] in ("serious", "critical")]
    assert grave == []
    complaints[:] = [said for said in complaints if "404" not in said]  # Chromium notes the page that is not there


@pytest.mark.parametrize("size", [PHONE, WIDE, {"width": 320, "height": 640}], ids=lambda size: f"{size['width']}")
@pytest.mark.parametrize("name", PAGES)
def test_nothing_scrolls_sideways(browse, addresses, complaints, name, size):
    assert fits(browse(addresses[name], viewport=size))
    complaints[:] = [said for said in complaints if "404" not in said]


@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_light(browse, addresses, complaints, name):
    page = browse("/static/icon.svg")
    loaded = []
    page.on("response", lambda answer: loaded.append(len(answer.body())))
    page.goto(page.url.replace("/static/icon.svg", addresses[name]), wait_until="networkidle")
    assert 5_000 < sum(loaded) < HEAVIEST
    complaints[:] = [said for said in complaints if "404" not in said]


def test_a_review_is_painted_soon(browse, addresses):
    page = browse(addresses["review"])
    painted = "performance.getEntriesByName('first-contentful-paint').map(entry => entry.startTime)"
    times = []
    for _ in range(8):  # the machine may be busy with something else: the soonest counts
        page.reload()
        page.wait_for_timeout(500)
        times += page.evaluate(painted)
    assert times
    assert min(times) < SOONEST, times
