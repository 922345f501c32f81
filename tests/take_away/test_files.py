"""The files one can take: their kinds, their names, and the shelf that keeps the last."""

from __future__ import annotations

import json
import re

import pytest

from actions.memory import remember
from actions.scoring import score
from bot.pictures import DARK, LIGHT
from bot.take_away.files import NAMES, File, made
from bot.take_away.scorecard import as_brought_in, transcript
from bot.take_away.shelf import Shelf
from bot.transcript import checked, scorecard_as_data
from tests.take_away.reviews import finished
from tests.talks import talk

BEGINS = {"pdf": b"%PDF-", "md": b"# ", "json": b'{"total"', "svg": b"<svg ", "png": b"\x89PNG"}


@pytest.mark.parametrize("name", NAMES)
def test_a_file_is_what_its_ending_says(name):
    file = made(name, finished().events)
    assert file.content.startswith(BEGINS[name.rsplit(".")[-1]])
    assert file.name.endswith(name.rsplit(".")[-1])
    assert file.is_to_keep == name.startswith("take-away")


def test_the_json_is_the_scorecard_of_the_transcript_and_nothing_else():
    rehearsal = remember(finished().events).rehearsal
    told = json.loads(made("take-away.json", finished().events).content)
    assert told == json.loads(json.dumps(scorecard_as_data(as_brought_in(rehearsal))))
    assert told["total"] == score(rehearsal).total
    assert checked(transcript(rehearsal))["lines"][1]["text"] == rehearsal.lines[1].text


@pytest.mark.parametrize(
    "job", ['"; filename="x.exe', "Łódź\r\nSet-Cookie: a=b", "../../etc/passwd", "职位", "x" * 500]
)
def test_a_files_name_is_plain_ascii_whatever_the_job_is_called(job):
    own = {"job": job, "company": "Bright Lane", "facts": "", "topics": []}
    one = talk()
    one.events[1] = {"event": "slot", "name": "scenario", "value": "own"}
    one.events.insert(2, {"event": "slot", "name": "own", "value": own})
    name = made("take-away.md", one.events).name
    assert re.fullmatch(r"curtain-line-[a-z0-9-]+\.md", name)
    assert len(name) < 140


class Maker:
    """Makes a file of nothing and counts how often it was asked."""

    def __init__(self) -> None:
        self.asked = 0

    def __call__(self, name, events, palette) -> File:
        self.asked += 1
        return File(f"{name} {palette.name} {len(events)}".encode(), "text/plain", name, False)


def test_the_shelf_makes_the_same_file_once_and_another_for_anything_that_differs():
    make = Maker()
    shelf = Shelf(make=make)
    events = finished().events
    assert shelf.file("levels.svg", events, LIGHT) == shelf.file("levels.svg", list(events), LIGHT)
    assert make.asked == 1
    shelf.file("levels.svg", events, DARK)
    shelf.file("course.svg", events, LIGHT)
    shelf.file("levels.svg", events[:-1], LIGHT)
    assert make.asked == 4


def test_the_shelf_lets_go_of_the_file_that_was_not_asked_for_longest():
    make = Maker()
    shelf = Shelf(most=2, make=make)
    for name in ("a.svg", "b.svg", "a.svg", "c.svg", "a.svg"):
        shelf.file(name, [], LIGHT)
    assert make.asked == 3
    shelf.file("b.svg", [], LIGHT)
    assert make.asked == 4
