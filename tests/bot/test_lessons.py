"""Advice in its parts, counts and the note's panel, and how the review's page shows them."""

from __future__ import annotations

from typing import Any, Dict

from actions.feedback.note import PARTS
from bot.lessons import _without_quote
from bot.review import review_of
from tests.bot.test_review import CLOSE, page, played
from tests.talks import Talk, slot, talk


def finished(one: Talk) -> Dict[str, Any]:
    one.events.append(slot("beat", "debrief"))
    return review_of(one.events)


def text(node: Any) -> str:
    return " ".join(node.get_text().split())


def lesson(shown: Any, title: str) -> Any:
    return next(item for item in shown.select(".advice > li") if title in item.h3.get_text())


# --- advice ----------------------------------------------------------------------------------------


def test_advice_says_what_was_said_why_it_earned_that_and_what_comes_next_in_this_order():
    shown = lesson(page(review_of(played().events)), "Keen and able")
    titles = [text(one) for one in shown.select("dt")]
    assert titles == ["You said", "Why it got 1 of 3", "The next level, 2 of 3", "What to do"]
    told = [text(one) for one in shown.select("dd")]
    assert CLOSE[0][0] in told[0]
    assert CLOSE[0][0] not in told[1], "quoted once"
    assert all(told)


def test_a_gap_in_a_rewrite_is_a_blank_that_keeps_its_brackets():
    shown = lesson(page(review_of(played().events)), "Keen and able")
    line = shown.select_one(".rewritten")
    assert [one.get_text() for one in line.select(".blank")] == [
        "[done something this job needs]",
        "[how long, or how many people]",
    ]
    assert text(line).startswith(CLOSE[0][0].rstrip("."))
    assert "only you know" in shown.get_text()


def test_a_rewrite_says_where_it_belongs_and_leads_there():
    shown = page(review_of(played().events))
    link = lesson(shown, "Read the room").select_one(".try .to")
    assert text(link) == "before this line"
    assert shown.find(id=link["href"].lstrip("#"))


def test_where_experts_differ_it_is_said_in_a_line():
    shown = lesson(page(review_of(played().events)), "Read the room")
    assert "Experts differ" in text(shown.select_one(".experts"))


def test_every_piece_of_advice_leads_to_practice_of_its_principle():
    review = review_of(played().events)
    links = page(review).select(".advice .practise a")
    assert [link["href"] for link in links] == [f"/window?drill={one['principle']}" for one in review["advice"]]
    assert all(link.has_attr("data-again") for link in links)


def test_a_mark_below_the_top_has_its_rewrite_under_why_not_higher():
    shown = page(review_of(played().events))
    assert shown.select_one("#mark-contact details .rewritten").get_text().strip()
    assert not shown.select("#mark-enthusiasm .rewritten"), "nothing for what was done well"


# --- counts ----------------------------------------------------------------------------------------


def test_counts_lead_to_their_lines_by_the_numbers_on_the_page():
    one = talk()
    one.says("Um, I think I'd like it, I think.", "interest")
    one.coach("A note between.")
    one.says("Who would I work with?", "ask_work")
    shown = page(review_of(one.events))
    assert "None of this is in your score" in text(shown.select_one("#counts"))
    links = shown.select("#counts a")
    assert {link.get_text().replace("line ", "") for link in links} == {"2", "5"}
    for link in links:
        line = shown.find(id=link["href"].lstrip("#"))
        assert line.select_one(".self").get_text() == "#" + link.get_text().replace("line ", "")
    assert "“I think” 2 times" in text(shown.select_one("#counts"))


def test_nothing_said_is_not_counted():
    assert not page(review_of(talk().events)).select("#counts")


# --- the note --------------------------------------------------------------------------------------


def test_each_part_of_the_note_is_present_or_missing_in_a_word_and_its_evidence_stands_in_the_note():
    one = talk()
    one.note(30, ("Dear Margaret, thank you.", "thanks"))
    shown = page(finished(one)).select_one("#note")
    rows = [text(row) for row in shown.select(".note-parts li")]
    assert len(rows) == len(PARTS)
    assert rows[0].startswith("✓ Greets them by name: yes")
    assert rows[2].startswith("– Says you want the job: not yet")
    assert rows[5].startswith("– Goes out soon: not yet, sent 30 hours after")
    assert "Dear Margaret" in [one.get_text() for one in shown.select("mark.found")]


def test_what_stands_beside_the_notes_words_can_be_told_from_them():
    shown = page(review_of(played().events)).select_one("#note .said")
    assert shown.select_one("mark.found")["data-part"] == "by name"
    assert shown.get_text() == "Dear Margaret, thank you for today. I'd love to join the falls project."


def test_without_a_note_there_is_a_draft_made_of_the_talk():
    one = talk()
    one.breath(*CLOSE)
    shown = page(finished(one)).select_one("#note")
    assert "There is no note" in shown.get_text()
    assert not shown.select(".note-parts")
    assert shown.select_one("#draft").get_text().startswith("Dear Margaret,")
    assert shown.select_one("#draft .blank").get_text() == "[your name]"
    assert shown.select_one("button[data-copy=draft]")


def test_a_reviews_heading_says_in_a_sentence_that_hints_were_used():
    assert "The coach gave you 2 hints" in text(page(review_of(talk(hints=2).events)).select_one("#hints-used"))
    assert "one hint" in text(page(review_of(talk(hints=1).events)).select_one("#hints-used"))
    assert not page(review_of(talk().events)).select("#hints-used")


def test_a_reason_loses_its_quote_whole_with_the_words_that_lead_to_it():
    assert _without_quote("You asked, none built on a fact, starting with: “How is it?”", "How is it?") == (
        "You asked, none built on a fact."
    )


def test_a_single_piece_of_advice_is_not_called_the_biggest_of_several():
    review = review_of(played().events)
    assert "the biggest first" in text(page(review).select_one("#next"))
    assert "biggest first" not in text(page({**review, "advice": review["advice"][:1]}).select_one("#next"))
