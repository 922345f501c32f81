"""When a note goes out, from the way people say it."""

import pytest

from actions.hours import hours_after


@pytest.mark.parametrize(
    ("said", "hours"),
    [
        ("3", 3),
        ("3 hours", 3),
        ("about three hours later", 3),
        ("half an hour", 0.5),
        ("30 min", 0.5),
        ("within the hour", 1),
        ("a couple of days", 48),
        ("two days", 48),
        ("a week", 168),
        ("tonight", 6),
        ("this evening, when I get home", 6),
        ("tomorrow morning", 18),
        ("tomorrow evening", 28),
        ("the day after tomorrow", 44),
        ("straight away", 1),
        ("1.5 hours", 1.5),
        ("within twenty-four hours", 24),
        ("thirty six hours", 36),
        ("two and a half hours", 2.5),
        ("an hour and a half", 1.5),
        ("half a day", 12),
        ("eleven hours", 11),
        ("48h", 48),
        ("1-2 hours", 2),
        ("by the end of the day", 6),
        ("the next day", 18),
        ("Monday morning", 72),
    ],
)
def test_a_time_said_in_words_or_figures_is_a_number_of_hours(said, hours):
    assert hours_after(said) == pytest.approx(hours)


@pytest.mark.parametrize(
    "said", ["", "dunno", "when I feel like it", "skip", "1234567", "😀", "a minor thing", "no idea, mate"]
)
def test_where_no_time_is_said_there_is_none(said):
    assert hours_after(said) is None
