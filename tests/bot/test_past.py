"""A chat's history: newest first, short, each with a link that opens that one rehearsal."""

from __future__ import annotations

from bot.channels.hyperlinks import written
from bot.channels.past import SHOWN, past
from bot.channels.words import words
from bot.links import Shared, opened
from bot.summaries import DRILL
from tests.bot.test_summaries import one

BASE = "https://rehearse.example.org"


def told(*newest_first):
    """What is said, with the words of each link in brackets, and the links."""
    text, links = past(newest_first, "telegram-1", BASE)
    return written(text, links, lambda link: f"[{link.words}]"), links


def test_each_rehearsal_is_told_with_its_date_its_total_and_what_changed():
    text, links = told(one("c", 60, 12), one("b", 80, 3, title="Sales"), one("a", 72, 2))
    assert text.split("\n\n")[1:] == [
        "[Nurse]\n12 May 2026 · 60 of 100 · −12 since last time",
        "[Sales]\n3 May 2026 · 80 of 100 · +8 since the last one",
        "[Nurse]\n2 May 2026 · 72 of 100",
    ]
    names = [opened(link.address.split("/shared/")[1]) for link in links]
    assert names == [Shared("telegram-1", name) for name in "cba"]


def test_what_is_not_finished_and_what_was_practised_is_said():
    text, _ = told(
        one("c", 10, finished=False),
        one("b", 0, kind=DRILL, tries={"next_steps": [0, 1, 1, 2, 2, 3, 3]}),
        one("a", 0, kind=DRILL),
    )
    assert [row.split(" · ", 1)[1] for row in text.split("\n\n")[1:]] == [
        "10 of 100 · not finished",
        "Find out what's next: 1, 1, 2, 2, 3, 3 of 3",
        "one thing by itself, no try yet",
    ]


def test_only_the_latest_are_shown_and_the_others_counted():
    many = [one(f"r{i}", 50) for i in range(SHOWN + 3)]
    assert len(told(*many[:SHOWN])[1]) == SHOWN
    assert "more" not in told(*many[:SHOWN])[0]
    assert told(*many[: SHOWN + 1])[0].endswith(words().history.one_more)
    text, links = told(*many)
    assert [link.words for link in links] == ["Nurse"] * SHOWN
    assert text.endswith("There are 3 more before these.")


def test_without_a_rehearsal_it_says_so():
    assert told() == (words().sentences.no_review, [])
