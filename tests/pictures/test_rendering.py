"""A picture as a file: plain, labelled, the same each time."""

from __future__ import annotations

import subprocess
import sys
import xml.etree.ElementTree as tree
from concurrent.futures import ThreadPoolExecutor

import pytest

from actions.scoring import score
from bot.pictures import DARK, LIGHT, Picture, Table, as_png, as_svg, course, levels, progress
from bot.settings import ROOT
from tests.bot.test_review import played
from tests.pictures.drawn import colours, described, size

REHEARSAL = played().memory.rehearsal
CARD = score(REHEARSAL)
PICTURES = {
    "levels": levels.picture(CARD),
    "course": course.picture(course.course(REHEARSAL)),
    "progress": progress.picture(
        [progress.Played("3 Nov", 44, {mark.principle: mark.level for mark in CARD.marks})] * 3
        + [progress.Played("4 Nov", None, {"enthusiasm": 2}, is_drill=True)]
    ),
}


@pytest.fixture(params=PICTURES)
def picture(request) -> Picture:
    return PICTURES[request.param]


def test_an_svg_says_what_it_is_and_what_it_shows(picture):
    assert described(as_svg(picture)) == (picture.title, picture.told)


def test_an_svg_holds_nothing_a_strict_page_forbids(picture):
    svg = as_svg(picture)
    for element in tree.fromstring(svg).iter():
        assert element.tag.rpartition("}")[2] in {
            "svg", "title", "desc", "defs", "clipPath", "rect", "g", "path", "use", "text",
        }  # fmt: skip
        assert not [name for name in element.attrib if name == "style" or name.startswith("on")]
        assert all(value.startswith("#") for name, value in element.attrib.items() if name.endswith("href"))
    assert "url(http" not in svg


def test_an_svg_keeps_below_25_kilobytes(picture):
    assert len(as_svg(picture).encode()) < 25_000


def test_what_an_svg_refers_to_is_in_it(picture):
    root = tree.fromstring(as_svg(picture))
    there = {one.get("id") for one in root.iter()}
    named = {v[1:] for one in root.iter() for name, v in one.attrib.items() if name.endswith("href")}
    named |= {v[5:-1] for one in root.iter() for v in one.attrib.values() if v.startswith("url(#")}
    assert named <= there


def test_the_same_picture_gives_the_same_bytes_in_threads_and_in_another_process(picture):
    with ThreadPoolExecutor(4) as threads:
        assert set(threads.map(as_svg, [picture] * 8)) == {as_svg(picture)}
        assert set(threads.map(as_png, [picture] * 4)) == {as_png(picture)}
    program = (
        "import sys; from tests.pictures.test_rendering import PICTURES, as_svg;"
        f"sys.stdout.write(as_svg(PICTURES[{picture.name!r}]))"
    )
    other = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True)
    assert other.stdout == as_svg(picture)


def test_light_and_dark_show_the_same_in_their_own_colours(picture):
    light, dark = as_svg(picture, LIGHT), as_svg(picture, DARK)
    assert LIGHT.ink in colours(light)
    assert not colours(light) & {DARK.ink, DARK.plum}
    assert not colours(dark) & {LIGHT.ink, LIGHT.plum}
    assert described(light) == described(dark)


def _luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in parts]
    return sum(share * one for share, one in zip((0.2126, 0.7152, 0.0722), linear))


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=lambda one: one.name)
def test_text_and_marks_stand_out_from_the_sheet(palette):
    """As WCAG asks: 4.5 to 1 for text, 3 to 1 for what carries a meaning."""

    def contrast(colour: str) -> float:
        darker, lighter = sorted((_luminance(colour), _luminance(palette.sheet)))
        return (lighter + 0.05) / (darker + 0.05)

    assert min(contrast(palette.ink), contrast(palette.soft)) >= 4.5
    assert min(contrast(palette.plum), contrast(palette.teal)) >= 4.5
    assert contrast(palette.edge) >= 2.8  # outlines of empty cells, whose level is written beside them


def test_a_png_is_as_large_as_it_should_be(picture):
    assert size(as_png(picture, sharpness=2)) == (picture.width * 2, picture.height * 2)


def test_markup_and_mathematics_in_a_text_stay_text():
    said = '<script>alert(1)</script> $x^2$ & "so" ]]>'

    def draw(palette, figure):
        figure.text(0.5, 0.5, said, parse_math=False)

    svg = as_svg(Picture("levels", said, said, 200, 100, Table((), ()), draw))
    assert described(svg) == (said, said)
    assert "<script" not in svg
    (shown,) = [one.text for one in tree.fromstring(svg).iter("{http://www.w3.org/2000/svg}text")]
    assert shown == said


def test_nothing_of_matplotlib_is_loaded_before_the_first_drawing():
    program = "import sys; from bot.pictures import levels, course, progress; sys.exit('matplotlib' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", program], cwd=ROOT).returncode == 0
