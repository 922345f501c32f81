"""From a tracker's events to what the review page shows."""

from __future__ import annotations

from typing import Any, Dict, List

from bs4 import BeautifulSoup

from actions.scoring.principles import rubric
from bot.review import MOST_ADVICE, review_of
from bot.web import render
from tests.talks import NURSE, SALES, Talk, slot, talk

CLOSE = (
    ("I'd love to work on the falls project.", "interest"),
    ("When do you decide, and are there more rounds?", "next_steps"),
)


def played() -> Talk:
    """A short talk of several lines, with the coach between, gone to the end."""
    one = talk()
    one.breath(*CLOSE)
    one.coach("“Show you want it” is up.")
    one.says("Do you have any hesitation about me?", "invite_objections")
    one.says("I ran the night floor alone for a year.", "address_concern")
    one.note(3, ("Dear Margaret, thank you for today.", "thanks"), ("I'd love to join the falls project.", "interest"))
    one.events.append(slot("beat", "debrief"))
    return one


def text_of(line: Dict[str, Any]) -> str:
    return "".join(piece["text"] for piece in line["pieces"])


def by(review: Dict[str, Any], who: str) -> List[Dict[str, Any]]:
    return [line for line in review["lines"] if line["by"] == who]


def page(review: Dict[str, Any]) -> BeautifulSoup:
    return BeautifulSoup(render("review.html", review=review), "html.parser")


def test_the_pieces_of_a_line_make_up_the_line_exactly():
    one = played()
    spoken = [line for line in review_of(one.events)["lines"] if line["by"] != "coach"]
    assert [text_of(line) for line in spoken] == [line.text for line in one.memory.rehearsal.lines]


def test_lines_come_in_the_order_of_the_talk_with_the_coach_where_it_fell():
    assert [line["by"] for line in review_of(played().events)["lines"]] == [
        "interviewer", "candidate", "interviewer", "coach", "candidate", "interviewer", "candidate", "interviewer",
    ]  # fmt: skip


def test_evidence_is_marked_in_its_line_with_principle_level_and_reason():
    review = review_of(played().events)
    first = by(review, "candidate")[0]
    marked = {mark["principle"]: piece["text"] for piece in first["pieces"] for mark in piece["marks"]}
    assert marked["enthusiasm"] == CLOSE[0][0]
    assert marked["next_steps"] == CLOSE[1][0]
    (piece,) = [piece for piece in first["pieces"] if piece["text"] == CLOSE[1][0]]
    (mark,) = [mark for mark in piece["marks"] if mark["principle"] == "next_steps"]
    assert (mark["level"], mark["title"]) == (3, rubric().principles["next_steps"].title)
    assert mark["reason"]


def test_evidence_points_to_the_anchor_of_a_line_that_is_there():
    review = review_of(played().events)
    texts = {line["anchor"]: text_of(line) for line in review["lines"]}
    evidence = [one for act in review["acts"] for mark in act["marks"] for one in mark["evidence"]]
    assert evidence
    assert all(one["quote"].rstrip(" …") in texts[one["anchor"]] for one in evidence)
    assert len(texts) == len(review["lines"])


def test_only_candidates_lines_carry_marks_and_moves():
    review = review_of(played().events)
    for line in by(review, "interviewer") + by(review, "coach"):
        assert line["moves"] == []
        assert not any(piece["marks"] for piece in line["pieces"])
    assert by(review, "candidate")[0]["moves"] == ["interest", "next_steps"]


def test_every_own_line_lists_what_it_was_marked_for_and_can_be_tried_again():
    review = review_of(played().events)
    first = by(review, "candidate")[0]
    assert {mark["principle"] for mark in first["marks"]} >= {"enthusiasm", "next_steps"}
    numbers = [line["number"] for line in by(review, "candidate")]
    assert numbers == [int(line["anchor"].split("-")[1]) for line in by(review, "candidate")]
    assert all(line["number"] is None for line in by(review, "interviewer") + by(review, "coach"))
    buttons = page(review).select("button[data-line]")
    assert [button["data-line"] for button in buttons] == [*map(str, numbers), "note"]


def test_missed_openings_stand_at_the_line_where_they_were_once_the_talk_is_over():
    one = talk()
    one.says("No questions.", "no_questions")
    assert not any(line["openings"] for line in review_of(one.events)["lines"]), "there is still time"
    one.events.append(slot("beat", "debrief"))
    review = review_of(one.events)
    first = by(review, "interviewer")[0]
    assert "asked what worried them" in [opening["text"] for opening in first["openings"]]
    shown = page(review).select_one(f"#{first['anchor']} .opening")
    assert "Here you could have" in shown.text
    targets = {link["href"].lstrip("#") for link in shown.select("a")}
    assert all(page(review).find(id=target) for target in targets)


def test_a_mark_says_why_it_is_not_higher_with_the_words_that_earned_it_and_what_comes_next():
    one = talk()
    one.says("I like it.", "interest")
    shown = page(review_of(one.events)).select_one("#mark-enthusiasm")
    level = review_level(one, "enthusiasm")
    here, following = shown.select_one(".levels .here"), shown.select_one(".levels .next")
    levels = rubric().principles["enthusiasm"].levels
    assert levels[level] in here.text
    assert "I like it." in here.text
    assert levels[level + 1] in following.text


def test_why_not_higher_speaks_of_the_style_the_job_likes():
    for scenario, asks in ((NURSE, "You thank them beside an outright ask."), (SALES, "You only thank them.")):
        review = review_of(talk(scenario).events)
        marks = [mark for act in review["acts"] for mark in act["marks"]]
        assert next(mark["next"] for mark in marks if mark["name"] == "read_the_room") == asks
        assert asks in page(review).select_one("#mark-read_the_room .levels .next").text


def test_a_mark_at_the_top_asks_for_nothing_further():
    marks = [mark for act in review_of(played().events)["acts"] for mark in act["marks"]]
    assert all((mark["next"] is None) == (mark["level"] in (3, None)) for mark in marks)


def review_level(one: Talk, principle: str) -> int:
    marks = [mark for act in review_of(one.events)["acts"] for mark in act["marks"]]
    return next(mark["level"] for mark in marks if mark["name"] == principle)


def test_the_coach_stands_apart_without_its_label():
    (line,) = by(review_of(played().events), "coach")
    assert (line["name"], text_of(line)) == ("Coach", "“Show you want it” is up.")
    assert line["anchor"].startswith("coach-")


def test_speakers_have_their_names():
    review = review_of(played().events)
    assert {line["name"] for line in by(review, "interviewer")} == {"Margaret Osei"}
    assert {line["name"] for line in by(review, "candidate")} == {"You"}


def test_all_fourteen_principles_stand_in_their_four_acts():
    acts = review_of(played().events)["acts"]
    assert [act["name"] for act in acts] == ["Sell", "Ask", "Clear", "Leave"]
    assert [mark["name"] for act in acts for mark in act["marks"]] == list(rubric().principles)
    for mark in (mark for act in acts for mark in act["marks"]):
        assert len(mark["levels"]) == 4
        assert bool(mark["advice"]) == (mark["level"] in (0, 1, 2)), mark["name"]


def test_three_pieces_of_advice_come_first_and_what_landed_is_at_the_top_level():
    review = review_of(played().events)
    assert len(review["advice"]) == MOST_ADVICE
    assert all(one["level"] < 3 for one in review["advice"])
    landed = {one["title"] for one in review["landed"]}
    assert rubric().principles["invite_objections"].title in landed


def test_the_note_is_shown_with_its_hour_and_what_it_was_worth():
    note = review_of(played().events)["note"]
    assert "".join(piece["text"] for piece in note["pieces"]).startswith("Dear Margaret")
    assert (note["hours"], note["level"]) == ("sent 3 hours after", 3)
    late = talk()
    for hours, shown in ((1, "sent 1 hour after"), (0.5, "sent 30 minutes after"), (30.5, "sent 30.5 hours after")):
        late.note(hours, ("Thanks.", "thanks"))
        assert review_of(late.events)["note"]["hours"] == shown
    late.note(None, ("Thanks.", "thanks"))
    assert review_of(late.events)["note"]["hours"] is None


def test_without_a_note_there_is_none_to_show():
    assert review_of(talk().events)["note"] is None


def test_a_rehearsal_is_finished_after_the_debrief_only():
    assert review_of(played().events)["finished"]
    assert not review_of(played().events[:-1])["finished"]


def test_a_talk_of_no_lines_can_be_reviewed():
    review = review_of(talk().events)
    assert by(review, "candidate") == []
    assert review["landed"] == []
    assert page(review).find("h1")


def test_events_without_any_rehearsal_can_be_reviewed():
    review = review_of([])
    assert (review["title"], review["lines"], review["finished"]) == ("A rehearsal", [], False)
    assert page(review).find("h1")


def test_the_same_events_give_the_same_review():
    assert review_of(played().events) == review_of(played().events)


def test_the_page_marks_the_evidence_and_shows_the_total():
    review = review_of(played().events)
    shown = page(review)
    marked = [" ".join(mark.find(string=True).split()) for mark in shown.find_all("mark")]
    assert any(CLOSE[0][0] in text for text in marked)
    assert str(review["total"]) in shown.get_text()
    for line in review["lines"]:
        assert shown.find(id=line["anchor"]), line["anchor"]


def test_markup_in_a_line_or_a_note_is_text_on_the_page():
    one = talk()
    one.says("<script>alert(1)</script> <b>Thanks</b>", "thanks")
    one.note(2, ("<img src=x onerror=alert(1)> Dear Margaret", "thanks"))
    shown = page(review_of(one.events))
    assert "<script>alert(1)</script> <b>Thanks</b>" in shown.get_text()
    assert "<img src=x onerror=alert(1)>" in shown.get_text()
    assert not shown.find("img", src="x")
    assert not any("alert" in (script.string or "") for script in shown.find_all("script"))


def test_a_row_of_a_long_talk_is_little_more_than_its_words():
    text = "That is what I would like to know."
    sizes = [len(render("review.html", review=review_of(plain_talk(count, text)))) for count in (50, 300)]
    assert (sizes[1] - sizes[0]) / 250 < len(text) + 360


def plain_talk(count: int, text: str) -> List[Dict[str, Any]]:
    """The events of a talk of so many lines of the candidate's that earn nothing."""
    return [*talk().events, *(slot("line", {"text": text, "sentences": []}) for _ in range(count))]
