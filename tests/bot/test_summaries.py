"""Rehearsals at a glance, what changed since the one before, and two side by side."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from bot.summaries import DRILL, REHEARSAL, TRANSCRIPT, Summary, comparison, history_of, summary_of
from bot.web import render
from tests.talks import SALES, slot, talk

LEVELS = {
    "enthusiasm": 1, "read_the_room": 2, "show_dont_tell": 0, "informed_questions": 1, "picture_me": 0, "no_early_terms": 3,
    "clear_doubts": 0, "invite_objections": 0, "next_steps": 0, "other_offers": None, "excited_and_qualified": 0,
    "small_talk": 1, "contact": 0, "thank_you_note": 0,
}  # fmt: skip


def one(name: str, total: int, day: int = 1, **only_what_differs) -> Summary:
    plain = Summary(name, REHEARSAL, "Nurse", datetime(2026, 5, day, 9), "practice", True, 5, total, LEVELS)
    return replace(plain, **only_what_differs)


def changes(*newest_first: Summary):
    return [row["change"] for row in history_of(newest_first)["rows"]]


def test_a_rehearsal_at_a_glance_has_its_score_its_kind_and_whether_it_is_finished():
    played = talk()
    played.says("I'd love to work on the falls project.", "interest")
    found = summary_of("r1", played.events)
    assert (found.name, found.kind, found.finished, found.lines) == ("r1", REHEARSAL, False, 1)
    assert found.levels["enthusiasm"] == 3
    played.events += [slot("beat", "debrief"), slot("beat", "lobby")]
    assert summary_of("r1", played.events).finished, "starting over later takes nothing back"


def test_drills_and_transcripts_are_told_apart():
    assert summary_of("d", talk(drill="contact").events).kind == DRILL
    brought = [slot("scenario", "imported"), slot("own", {"role": "welder"}), slot("style", "bold")]
    assert summary_of("t", brought).kind == TRANSCRIPT


def test_the_change_is_against_the_last_of_the_same_interview():
    newest = changes(one("c", 60), one("b", 90, title="Sales"), one("a", 48))
    assert newest == [{"by": 12, "same": True, "was": 48}, {"by": 42, "same": False, "was": 48}, None]


def test_what_is_not_finished_is_compared_with_nothing_and_nothing_with_it():
    assert changes(one("b", 60), one("a", 10, finished=False)) == [None, None]
    assert changes(one("b", 10, finished=False), one("a", 60)) == [None, None]


def test_a_drill_is_not_compared_with_a_whole_rehearsal():
    assert changes(one("b", 60, kind=DRILL), one("a", 40)) == [None, None]


def test_two_side_by_side_stand_in_the_order_they_were_played_with_what_rose_and_fell():
    later = one("b", 70, day=2, levels={**LEVELS, "contact": 3, "read_the_room": 1, "other_offers": 2})
    compared = comparison(later, one("a", 40))
    assert ([side["total"] for side in compared["sides"]], compared["by"]) == ([40, 70], 30)
    by = {each["title"]: each["by"] for act in compared["acts"] for each in act["principles"]}
    assert len(by) == 14
    assert (by["Get a direct contact"], by["Read the room"], by["Ask what worries them"]) == (3, -1, 0)
    assert by["Mention other offers kindly"] is None, "not counted in one of the two"
    page = render("compare.html", compared=compared)
    assert "−1" in page
    assert "+30" in page


def test_the_page_lists_a_rehearsal_with_a_link_to_its_review():
    played = summary_of("r1", talk(SALES).events)
    page = render("history.html", history=history_of([played]), notice="")
    assert 'href="/review/r1"' in page
    assert "Field sales" in page
    assert "not finished" in page


def test_an_empty_history_says_what_to_do():
    page = render("history.html", history=history_of([]), notice="")
    assert "nothing here yet" in page
    assert "Compare" not in page
