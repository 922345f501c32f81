"""From a user's rehearsals to the drawing of progress."""

from __future__ import annotations

from datetime import datetime

from actions.scoring.principles import rubric
from bot.summaries import DRILL, REHEARSAL, Summary
from bot.take_away.progress import progress_of

NAMES = list(rubric().principles)


def summary(day: int, total: int, kind: str = REHEARSAL, finished: bool = True, **levels: int) -> Summary:
    began = datetime(2026, 11, day, 9)
    known = {**dict.fromkeys(NAMES, None if kind == DRILL else 0), **levels}
    return Summary(f"r{day}", kind, "A job", began, "practice", finished, 5, total, known)


def row(picture, title):
    return next(one for one in picture.table.rows if one[0] == title)


def test_they_come_oldest_first_and_only_those_that_came_to_their_end():
    picture = progress_of([summary(9, 60), summary(8, 12, finished=False), summary(3, 40)])
    assert row(picture, "Total") == ("Total", "40", "60", "+20", "40, 60")


def test_a_drill_adds_the_levels_of_what_was_practised_and_no_total():
    picture = progress_of([summary(9, 7, DRILL, finished=False, enthusiasm=3), summary(3, 40, enthusiasm=1)])
    assert row(picture, "Total")[4] == "40"
    assert row(picture, "Show you want it")[4] == "1, 3 (drill)"
    assert row(picture, "Read the room")[4] == "0"


def test_one_rehearsal_shows_no_progress():
    assert progress_of([]) is None
    assert progress_of([summary(3, 40)]) is None
    assert progress_of([summary(3, 40), summary(2, 30, finished=False)]) is None
