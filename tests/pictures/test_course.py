"""The course of a rehearsal: the total after each line."""

from __future__ import annotations

from dataclasses import replace

import pytest

from actions.scoring import score
from bot.pictures import LIGHT, as_svg, course
from bot.pictures.course import Point
from tests.bot.test_review import played
from tests.builders import rehearsal, said, told
from tests.pictures.drawn import texts

REHEARSAL = played().memory.rehearsal


def test_it_has_a_start_a_point_for_each_line_and_the_note():
    points = course.course(REHEARSAL)
    assert [one.name for one in points] == ["Start", "Line 1", "Line 2", "Line 3", "Note"]
    assert [one.line for one in points] == [None, 1, 3, 5, None]
    assert points[1].said.startswith("I'd love to work on the falls project.")


def test_it_ends_at_the_total_of_the_scorecard_with_and_without_a_note():
    assert course.course(REHEARSAL)[-1].total == score(REHEARSAL).total
    unwritten = replace(REHEARSAL, note=None)
    assert course.course(unwritten)[-1].total == score(unwritten).total


def test_each_point_is_the_score_of_the_talk_so_far():
    points = course.course(REHEARSAL)
    assert points[2].total == score(replace(REHEARSAL, lines=REHEARSAL.lines[:5], note=None)).total
    assert [one.change for one in points[1:]] == [b.total - a.total for a, b in zip(points, points[1:])]


def test_it_names_the_levels_that_changed():
    points = course.course(REHEARSAL)
    assert "Show you want it 0 → 3" in points[1].moved
    assert points[2].moved == ("Ask what worries them 0 → 2",)
    assert points[3].moved == ("Ask what worries them 2 → 3",)


def test_a_line_that_costs_something_shows_as_a_fall():
    talk = rehearsal(told("Anything you'd like to ask?"), said("What does it pay?", "ask_pay"))
    point = course.course(talk)[1]
    assert point.change < 0
    assert point.moved == ("Leave pay for later 3 → 1",)
    assert f"−{-point.change}" in texts(as_svg(course.picture(course.course(talk))))


def test_the_drawing_carries_the_largest_changes_and_the_last_total():
    points = course.course(REHEARSAL)
    shown = texts(as_svg(course.picture(points)))
    assert [one for one in shown if one.startswith("+")] == [
        f"+{one.change}" for one in points if one.name in ("Line 1", "Line 2", "Note")
    ]
    assert str(points[-1].total) in shown


def test_the_table_has_a_row_for_each_point():
    points = course.course(REHEARSAL)
    rows = course.picture(points).table.rows
    assert [row[0] for row in rows] == [one.name for one in points]
    assert [int(row[2]) for row in rows] == [one.total for one in points]
    assert rows[1][3] == f"+{points[1].change}"


def test_a_rehearsal_of_no_lines_and_one_of_three_hundred_are_drawn():
    assert len(course.course(rehearsal())) == 1
    assert as_svg(course.picture(course.course(rehearsal())))
    long = [Point("Start", None, "", 0, 0, ())]
    long += [Point(f"Line {i}", i, "so", i // 4, int(i % 4 == 0), ()) for i in range(1, 301)]
    svg = as_svg(course.picture(long))
    assert len(svg.encode()) < 25_000
    assert "75" in texts(svg)


def boxes_of(points):
    """Where each text of a drawing stands, and the paper it stands on, in pixels."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure
    from matplotlib.text import Text

    one = course.picture(points)
    figure = Figure(figsize=(one.width / 72, one.height / 72), dpi=72)
    canvas = FigureCanvasAgg(figure)
    one.draw(LIGHT, figure)
    canvas.draw()
    shown = [text for text in figure.findobj(Text) if text.get_text() and text.get_visible()]
    return {f"{text.get_text()} {i}": text.get_window_extent() for i, text in enumerate(shown)}, figure.bbox


def risen(*totals):
    """A course with these totals."""
    changes = [b - a for a, b in zip(totals, totals[1:])]
    rows = [
        Point(f"Line {i}", i, "so", total, change, ()) for i, (total, change) in enumerate(zip(totals[1:], changes), 1)
    ]
    return [Point("Start", None, "", totals[0], 0, ()), *rows]


@pytest.mark.parametrize(
    "totals",
    [(7, 24, 31, 42, 49, 53, 56, 60, 62, 69, 71, 75, 81, 88, 90, 94, 94, 100), (0, 100), (90, 60, 95, 100), (7, 9, 40)],
)
def test_every_figure_is_on_the_paper_and_none_on_another(totals):
    boxes, paper = boxes_of(risen(*totals))
    assert boxes
    outside = [
        name for name, box in boxes.items() if box.x0 < 0 or box.x1 > paper.x1 or box.y0 < 0 or box.y1 > paper.y1
    ]
    assert outside == []
    pairs = [(a, b) for a in boxes for b in boxes if a < b and boxes[a].padded(-1.5).overlaps(boxes[b].padded(-1.5))]
    assert pairs == []
