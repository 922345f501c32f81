"""Progress across rehearsals: the total, each principle, drills as smaller marks."""

from __future__ import annotations

from actions.scoring.principles import rubric
from bot.pictures import LIGHT, as_svg, progress
from bot.pictures.progress import MOST, Played
from tests.pictures.drawn import boxes, texts

NAMES = list(rubric().principles)


def whole(when: str, level: int, **other: object) -> Played:
    return Played(when, round(100 * level / 3), {name: level for name in NAMES}, **other)


def row(picture, title):
    (found,) = [one for one in picture.table.rows if one[0] == title]
    return found


def test_the_table_has_the_total_and_every_principle_first_latest_and_change():
    picture = progress.picture([whole("1 Nov", 1), whole("8 Nov", 3), whole("9 Nov", 2)])
    assert row(picture, "Total") == ("Total", "33", "67", "+34", "33, 100, 67")
    assert [one[0] for one in picture.table.rows[1:]] == [rubric().principles[name].title for name in NAMES]
    assert row(picture, "Show you want it")[1:] == ("1", "2", "+1", "1, 3, 2")


def test_a_drill_counts_for_its_principle_and_not_for_the_total():
    picture = progress.picture([whole("1 Nov", 1), Played("2 Nov", None, {"enthusiasm": 3}, is_drill=True)])
    assert row(picture, "Total")[4] == "33"
    assert row(picture, "Show you want it")[4] == "1, 3 (drill)"
    assert row(picture, "Read the room")[4] == "1"
    assert "Drills between them: 1" in picture.told


def test_a_drill_is_a_narrower_and_hollow_mark_with_a_key():
    played = [whole("1 Nov", 1)]
    without = as_svg(progress.picture(played))
    with_one = as_svg(progress.picture([*played, Played("2 Nov", None, {"enthusiasm": 3}, is_drill=True)]))
    assert LIGHT.teal not in without
    assert boxes(with_one, LIGHT.sheet) == 2  # the drill, and the key's example
    assert {"drill", "whole rehearsal"} <= set(texts(with_one))
    assert "drill" not in texts(without)


def test_a_level_that_does_not_count_leaves_its_place_empty():
    first = Played("1 Nov", 50, {**dict.fromkeys(NAMES, 1), "other_offers": None})
    picture = progress.picture([first])
    assert row(picture, "Mention other offers kindly")[1:] == ("–", "–", "–", "–")
    assert boxes(as_svg(picture), LIGHT.plum) == boxes(as_svg(progress.picture([whole("1 Nov", 1)])), LIGHT.plum) - 1


def test_only_the_latest_are_drawn_of_a_long_history():
    history = [whole(f"{day} Nov", day % 4) for day in range(1, 31)]
    picture = progress.picture(history)
    assert len(row(picture, "Total")[4].split(", ")) == MOST
    assert {"17 Nov", "30 Nov"} <= set(texts(as_svg(picture)))


def test_the_longest_history_keeps_below_40_kilobytes_and_an_empty_one_is_drawn():
    drills = [Played("2 Nov", None, {name: 2 for name in NAMES}, is_drill=True)] * 7
    assert len(as_svg(progress.picture([whole("1 Nov", 3)] * 7 + drills)).encode()) < 40_000
    assert progress.picture([]).told == "No rehearsal yet."
    assert "Total" in texts(as_svg(progress.picture([])))
