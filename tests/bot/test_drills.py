"""The page of a drill, its row in the history, and what it is kept out of."""

from __future__ import annotations

from typing import Any, Dict, List

from bs4 import BeautifulSoup

from actions.scoring.principles import rubric
from bot.channels.pages import page_of
from bot.drills import drill_of, is_drill, levels_reached
from bot.summaries import DRILL, history_of, summary_of
from bot.take_away.progress import progress_of
from bot.web import render
from tests.actions.test_drill import drilling, moment
from tests.talks import kept, parsed, slot, talk, user

FLAT = ("I want the job.", "interest")
NAMED = ("I'd love to work on the falls project.", "interest")
TITLES = {name: one.title for name, one in rubric().principles.items()}


def two_principles() -> List[Dict[str, Any]]:
    """Two tries at wanting it, and one at asking what comes next."""
    events = drilling("enthusiasm", FLAT, NAMED)
    events.append(slot("drill", "next_steps"))
    events.append(moment(events))
    asked = ("When will you decide, and is there another round?", "next_steps")
    return [*events, user(parsed(asked)[0]), kept(asked)]


def page(events: List[Dict[str, Any]]) -> BeautifulSoup:
    return BeautifulSoup(page_of(events), "html.parser")


def row_of(events: List[Dict[str, Any]]) -> BeautifulSoup:
    shown = render("history.html", history=history_of([summary_of("d1", events)]), notice="")
    return BeautifulSoup(shown, "html.parser").select_one(".past-rows li")


def words(node: Any) -> str:
    return " ".join(node.get_text().split())


def test_a_drill_is_told_from_a_rehearsal():
    assert is_drill(drilling("contact"))
    assert not is_drill(talk().events)
    assert not is_drill([])


def test_each_principle_practised_has_its_tries_in_order_with_level_and_reason():
    practised = drill_of(two_principles())["practised"]
    assert [one["principle"] for one in practised] == ["enthusiasm", "next_steps"]
    assert [len(one["tries"]) for one in practised] == [2, 1]
    low, high = practised[0]["levels"]
    assert low < high == 3
    assert all(one["reason"] for one in practised[0]["tries"])


def test_a_try_holds_what_was_said_by_both():
    (first, _) = drill_of(two_principles())["practised"][0]["tries"]
    assert [one["is_own"] for one in first["said"]] == [False, True]
    assert first["said"][1]["text"] == FLAT[0]


def test_the_page_shows_every_try_with_its_mark_and_no_total():
    shown = page(two_principles())
    assert [words(one) for one in shown.select("h2")] == [TITLES["enthusiasm"], TITLES["next_steps"]]
    tries = [words(one) for one in shown.select(".tries li")]
    assert len(tries) == 3
    assert tries[0].startswith("Try 1 ")
    assert f"You: {FLAT[0]}" in tries[0]
    assert "3 of 3" in tries[1]
    assert "the best got 3 of 3" in words(shown)
    assert not shown.select(".total")


def test_the_page_offers_more_practice_of_what_was_practised():
    links = [link["href"] for link in page(two_principles()).select("a[data-again]")]
    assert links == ["/window?drill=enthusiasm", "/window?drill=next_steps", "/"]


def test_a_drill_without_a_try_says_so():
    assert "There is no try in it yet." in words(page(drilling("contact")))


def test_markup_in_a_try_is_text():
    shown = page(drilling("enthusiasm", ("<script>alert(1)</script> I'd love it.", "interest")))
    assert "<script>alert(1)</script>" in shown.get_text()
    assert not any("alert" in (one.string or "") for one in shown.find_all("script"))


def test_its_row_in_the_history_has_its_levels_and_no_total_and_cannot_be_chosen_to_compare():
    row = row_of(two_principles())
    assert "Practising one thing" in words(row)
    assert f"{TITLES['next_steps']}: 3 of 3" in words(row)
    assert "of 100" not in words(row)
    assert "not finished" not in words(row)
    assert not row.select("input")
    assert row.select_one("a.name")["href"] == "/review/d1"


def test_a_long_drills_row_has_its_latest_levels_only():
    row = row_of(drilling("enthusiasm", *[FLAT] * 30, NAMED))
    levels = row.select_one(".tried-for b").get_text().split(", ")
    assert len(levels) == 6
    assert levels[-1] == "3"


def test_progress_has_the_best_of_a_drills_tries_for_what_it_practised_and_nothing_else():
    rehearsed = talk()
    rehearsed.events.append(slot("beat", "debrief"))
    drill = summary_of("d1", two_principles())
    assert drill.kind == DRILL
    picture = progress_of([drill, summary_of("r1", rehearsed.events)])
    assert picture is not None
    last = {row[0]: row[4].split(", ")[-1] for row in picture.table.rows}
    assert last[TITLES["enthusiasm"]] == "3 (drill)"
    assert last[TITLES["next_steps"]] == "3 (drill)"
    assert not any("drill" in last[TITLES[name]] for name in ("contact", "small_talk"))
    assert levels_reached(two_principles())["enthusiasm"][-1] == 3
