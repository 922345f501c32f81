"""Pictures and files of a review, from the real servers: for whose rehearsal it is, and for nobody else."""

from __future__ import annotations

import io
import json
import re
import subprocess
import sys
import xml.etree.ElementTree as tree

import pytest
from axe_playwright_python.sync_playwright import Axe
from PIL import Image
from playwright.sync_api import expect

from actions.scenario import scenarios
from bot.settings import ROOT
from bot.take_away.files import NAMES
from tests.e2e import players, reviews
from tests.e2e.served import Candidate
from tests.e2e.window import begin, finish_without_a_note, fits, say
from tests.pictures.drawn import described, texts
from tests.take_away import pdf_text

SCENARIO = "staff_nurse_alder_court"
NURSE = scenarios()[SCENARIO]
LINES = (
    f"I've loved hearing about {NURSE.project.name}, it's exactly the kind of work I want to be doing.",
    "# When do you decide? <b>And</b> is [there](http://evil.example) another round?",
    "Zażółć — goodbye, and take care.",
)
PHONE = {"width": 390, "height": 844}


@pytest.fixture(scope="module")
def owner(servers) -> Candidate:
    """A candidate with a finished rehearsal and a note."""
    one = Candidate(servers.url)
    one.begin(SCENARIO)
    one.say_all(*LINES)
    one.press("finish")
    note = players.note_of(players.strong, NURSE)
    one.note(note["text"], note["hours_after"])
    return one


def test_the_pdf_holds_the_talk_its_marks_and_the_note(owner):
    content, headers = owner.file(f"{owner.talk()['review']}/take-away.pdf")
    assert headers["Content-Type"] == "application/pdf"
    assert re.fullmatch(
        r'attachment; filename="curtain-line-staff-nurse-[a-z0-9-]+\.pdf"', headers["Content-Disposition"]
    )
    told = pdf_text.text(content)
    for line in LINES:
        assert " ".join(line.split()) in told
    assert f"{reviews.total(owner)} of 100" in told
    assert " ".join(players.note_of(players.strong, NURSE)["text"].split())[:60] in told
    assert pdf_text.images(content) == 2


def test_the_markdown_holds_the_talk_as_text(owner):
    content, headers = owner.file(f"{owner.talk()['review']}/take-away.md")
    assert headers["Content-Type"].startswith("text/markdown")
    assert re.fullmatch(r'attachment; filename="[a-z0-9-]+\.md"', headers["Content-Disposition"])
    told = content.decode()
    assert LINES[0] in told
    assert r"\# When do you decide? \<b\>And\</b\> is \[there\]" in told
    assert f"**{reviews.total(owner)} of 100.**" in told


def test_the_json_is_what_score_prints_for_the_transcript(owner, tmp_path):
    content, headers = owner.file(f"{owner.talk()['review']}/take-away.json")
    assert headers["Content-Type"] == "application/json"
    file = tmp_path / "talk.json"
    file.write_text(json.dumps(reviews.transcript(owner.talk(), players.note_of(players.strong, NURSE))))
    command = [sys.executable, "-m", "bot", "score", str(file), "--json"]
    printed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    assert json.loads(content) == json.loads(printed)
    assert content.decode() == printed


def test_the_pictures_show_what_the_review_says(owner):
    address = owner.talk()["review"]
    levels, headers = owner.file(f"{address}/levels.svg")
    assert headers["Content-Type"] == "image/svg+xml"
    assert len(levels) < 25_000
    shown = [text for text in texts(levels.decode()) if text == "not counted" or text.endswith(" of 3")]
    expected = reviews.levels(owner).values()
    assert shown == ["not counted" if level is None else f"{level} of 3" for level in expected]
    course, _ = owner.file(f"{address}/course.svg")
    assert str(reviews.total(owner)) in texts(course.decode())
    for name in ("levels", "course"):
        png, headers = owner.file(f"{address}/{name}.png")
        assert headers["Content-Type"] == "image/png"
        assert headers["Content-Disposition"] == f'inline; filename="curtain-line-{name}.png"'
        assert Image.open(io.BytesIO(png)).width > 900


def test_a_dark_picture_is_another_drawing_of_the_same(owner):
    address = owner.talk()["review"]
    light, dark = (owner.file(f"{address}/course.svg{query}")[0].decode() for query in ("", "?scheme=dark"))
    assert light != dark
    assert texts(light) == texts(dark)
    assert owner.file(f"{address}/course.svg?scheme=<script>")[0].decode() == light


@pytest.mark.parametrize("name", [*NAMES, "course"])
def test_nobody_else_gets_a_file_or_a_hint(servers, owner, name):
    address = owner.talk()["review"]
    nowhere = Candidate(servers.url).get(f"/review/no-such-rehearsal/{name}")
    assert nowhere.status == 404
    for stranger in (Candidate(servers.url), Candidate(servers.url, opens_page=False)):
        refused = stranger.get(f"{address}/{name}")
        assert (refused.status, refused.body) == (404, nowhere.body)
    assert "Content-Disposition" not in nowhere.headers


@pytest.mark.parametrize(
    "name", ["take-away.exe", "take-away", "levels.svg/x", "levels.gif", "../take-away.pdf", "%2e%2e/levels.svg"]
)
def test_there_are_no_other_files(owner, name):
    assert owner.get(f"{owner.talk()['review']}/{name}").status == 404


def test_a_rehearsal_just_begun_can_be_taken_too(candidate):
    candidate.begin(SCENARIO)
    address = candidate.talk()["review"]
    for name in NAMES:
        assert candidate.file(f"{address}/{name}")[0]
    told = pdf_text.text(candidate.file(f"{address}/take-away.pdf")[0])
    assert "of 100 so far" in told


def test_a_drawing_follows_the_talk(candidate):
    candidate.begin(SCENARIO)
    address = candidate.talk()["review"]
    before = candidate.file(f"{address}/levels.svg")[0]
    candidate.say(LINES[0])
    assert candidate.file(f"{address}/levels.svg")[0] != before


def test_progress_is_drawn_from_the_second_rehearsal_and_for_its_owner_only(servers, candidate):
    totals = []
    for line in LINES[:2]:
        candidate.begin(SCENARIO)
        candidate.say(line)
        candidate.press("finish")
        candidate.skip_note()
        totals.append(reviews.total(candidate))
        if len(totals) == 1:
            assert candidate.get("/progress.svg").status == 404
            assert "Your progress" not in candidate.get("/history").body
    drawing = candidate.file("/progress.svg")[0].decode()
    assert described(drawing) == ("Progress", f"Totals of the latest rehearsals: {totals[0]}, {totals[1]} of 100.")
    assert candidate.file("/progress.png")[0].startswith(b"\x89PNG")
    assert described(drawing)[1] in candidate.get("/history").body
    for stranger in (Candidate(servers.url), Candidate(servers.url, opens_page=False)):
        assert stranger.get("/progress.svg").status == 404


@pytest.fixture
def reviewed(page):
    """The review page of a short talk, in Chromium."""
    begin(page)
    say(page, LINES[0])
    say(page, LINES[1])
    finish_without_a_note(page)
    return page


def drawn(page, name: str) -> dict:
    """What the page shows of a picture once it has been scrolled to."""
    image = page.locator(f"#pictures img[src$='{name}.svg']")
    image.scroll_into_view_if_needed()
    page.wait_for_function("image => image.complete && image.naturalWidth > 0", arg=image.element_handle())
    return image.evaluate(
        "i => ({from: i.currentSrc, width: i.naturalWidth, height: i.naturalHeight, stated: [i.width / i.height]})"
    )


@pytest.mark.browser
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_page_shows_the_pictures_in_the_readers_colours(reviewed, scheme):
    reviewed.emulate_media(color_scheme=scheme)
    for name in ("levels", "course"):
        shown = drawn(reviewed, name)
        assert ("scheme=dark" in shown["from"]) == (scheme == "dark")
        assert shown["stated"][0] == pytest.approx(shown["width"] / shown["height"], rel=0.01)


@pytest.mark.browser
def test_a_picture_opened_by_itself_keeps_its_colours_under_the_strict_policy(reviewed):
    address = reviewed.url.partition("#")[0]
    reviewed.goto(f"{address}/levels.svg")
    filled = reviewed.evaluate("[...document.querySelectorAll('path')].map(one => getComputedStyle(one).fill)")
    assert "rgb(122, 59, 94)" in filled
    sizes = reviewed.evaluate("[...document.querySelectorAll('text')].map(one => getComputedStyle(one).fontSize)")
    assert set(sizes) == {"14px", "12.5px", "12px"}


@pytest.mark.browser
def test_each_picture_can_be_read_as_a_table(reviewed):
    reviewed.locator("#pictures summary").nth(0).click()
    expect(reviewed.get_by_role("region", name="Levels by principle").get_by_role("row")).to_have_count(15)
    reviewed.locator("#pictures summary").nth(1).click()
    course = reviewed.get_by_role("region", name="Course of the rehearsal")
    expect(course.get_by_role("row")).to_have_count(4)
    expect(course.get_by_role("row").nth(3)).to_contain_text("# When do you decide? <b>And</b>")
    address = reviewed.url.partition("#")[0]
    reviewed.goto(f"{address}/course")
    expect(reviewed.get_by_role("row")).to_have_count(4)


@pytest.mark.browser
def test_the_files_are_downloaded_from_the_page(reviewed):
    for name, ending in (("PDF", "pdf"), ("Markdown", "md"), ("JSON", "json")):
        with reviewed.expect_download() as waiting:
            reviewed.get_by_role("link", name=re.compile(f"^{name}")).click()
        assert re.fullmatch(rf"curtain-line-[a-z0-9-]+\.{ending}", waiting.value.suggested_filename)


@pytest.mark.browser
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_serious_in_pictures_and_tables(reviewed, scheme):
    reviewed.emulate_media(color_scheme=scheme)
    for summary in reviewed.locator("#pictures summary").all():
        summary.click()
    expect(reviewed.locator("#pictures table")).to_have_count(2)
    found = Axe().run(reviewed, context={"include": [["#pictures"], ["#take-away"]]})
    serious = [one for one in found.response["violations"] if one["impact"] in ("serious", "critical")]
    assert serious == [], found.generate_report()


@pytest.mark.browser
def test_pictures_and_tables_fit_a_phone(reviewed):
    reviewed.set_viewport_size(PHONE)
    for summary in reviewed.locator("#pictures summary").all():
        summary.click()
    expect(reviewed.locator("#pictures table")).to_have_count(2)
    assert fits(reviewed)
    assert (
        tree.fromstring(reviewed.request.get(f"{reviewed.url.partition('#')[0]}/levels.svg").text()).get("role")
        == "img"
    )
