"""A review as PDF: all of it there in print, whatever names and markup stand in it."""

from __future__ import annotations

import time

import pytest

from actions.memory import remember
from bot.review import review_of
from bot.take_away.files import course_of, levels_of
from bot.take_away.markdown import said
from bot.take_away.pdf import as_pdf
from tests.take_away import pdf_text
from tests.take_away.reviews import HOSTILE, NAMES, finished, long


def taken(events) -> bytes:
    rehearsal = remember(events).rehearsal
    return as_pdf(review_of(events), (levels_of(rehearsal), course_of(rehearsal)))


def words(text: str) -> str:
    return " ".join(text.split())


def test_everything_of_the_review_is_printed_with_its_pictures():
    one = finished(NAMES)
    review, pdf = review_of(one.events), taken(one.events)
    told = pdf_text.text(pdf)
    assert f"{review['total']} of 100" in told
    for act in review["acts"]:
        assert act["name"] in told
        for mark in act["marks"]:
            assert words(mark["title"]) in told
            assert words(mark["reason"]) in told
    for item in review["advice"]:
        for part in (item["reason"], item["next"], item["counsel"], said(item["rewrite"]["pieces"])):
            assert words(part) in told
    assert words(said(review["note_panel"]["draft"])) in told
    assert f"Words you said: {review['counts']['words']}" in told
    for line in review["lines"]:
        assert words("".join(piece["text"] for piece in line["pieces"])) in told
    assert pdf_text.images(pdf) == 2


@pytest.mark.parametrize(
    "name", ["Łukasz Żółć", "Ελένη Παπαδοπούλου", "Дмитрий Щербаков", "Nguyễn Thị Hạnh", "שרה", "O’Brien"]
)
def test_names_of_many_scripts_are_printed(name):
    assert name in pdf_text.text(taken(finished(f"I am {name}.").events))


def test_what_no_font_has_is_shown_as_missing_and_stops_nothing():
    told = pdf_text.text(taken(finished("Thanks \U0001fae0 李 and so on").events))
    assert "Thanks \ufffd" in told
    assert "and so on" in told


def test_markup_in_a_line_or_a_note_is_printed_as_it_was_typed():
    told = pdf_text.text(taken(finished(HOSTILE, note=HOSTILE).events))
    assert told.count("<script>alert(1)</script> <b onclick=x>bold</b>") >= 2
    assert "</para><font size=99>{{ 7 * 7 }} {% raw %} $x^2$" in told
    assert "&lt;b&gt; &amp;" in told


def test_control_characters_leave_no_trace():
    told = pdf_text.text(taken(finished("Thank\x00 you\x1b[31m so\u202e much").events))
    assert "Thank you[31m so much" in told


def test_it_knows_its_title_and_numbers_its_pages():
    one = finished()
    pdf = taken(one.events)
    review = review_of(one.events)
    assert pdf_text.title(pdf) == review["title"]
    for number, page in enumerate(pdf_text.pages(pdf), 1):
        assert words(page).startswith(f"{review['title']} · {review['date']} {number}")


def test_a_title_too_long_for_the_foot_of_a_page_is_cut_there_and_keeps_its_date():
    one = finished()
    review, pictures = {**review_of(one.events), "title": "Deputy " * 17 + "head"}, (levels_of(one.memory.rehearsal),)
    for number, page in enumerate(pdf_text.pages(as_pdf(review, pictures)), 1):
        assert words(page).startswith(f"{words('Deputy ' * 8)} Depu … · {review['date']} {number}")


def test_what_belongs_together_stands_on_one_page():
    for lines in range(12):
        pages = [
            words(page) for page in pdf_text.pages(taken(finished(*["I'd love to join you, truly."] * lines).events))
        ]
        assert any("Words you said" in page and "Words that fill a pause" in page for page in pages)
        assert any("Greets them by name" in page and "Goes out soon" in page for page in pages)


def test_what_could_have_been_said_at_one_place_is_told_in_one_sentence():
    review = review_of(finished().events)
    missed = [[one["text"] for one in line["openings"]] for line in review["lines"] if line["openings"]]
    told = pdf_text.text(taken(finished().events))
    assert missed
    assert all(f"Here you could have {words('; or '.join(texts))}." in told for texts in missed)


def test_three_hundred_long_lines_are_printed_on_many_pages_in_a_few_seconds():
    events = long(300)
    began = time.perf_counter()
    pdf = taken(events)
    assert time.perf_counter() - began < 30
    pages = pdf_text.pages(pdf)
    assert len(pages) > 20
    assert pdf_text.text(pdf).count("I'd love to work on the falls project, and here is why.") >= 300 * 5


@pytest.mark.parametrize(
    "word",
    ["W" * 2000, "word " * 2000, "<" * 2000, "so\n" * 900],
    ids=["one word", "many words", "markup", "ends of lines"],
)
def test_words_as_long_as_a_page_break_nothing(word):
    assert pdf_text.pages(taken(finished(word, note=word).events))


def test_a_rehearsal_without_a_line_is_printed():
    assert "Nothing was said in this rehearsal." in pdf_text.text(taken([]))


def test_the_same_review_gives_the_same_bytes():
    assert taken(finished(NAMES).events) == taken(finished(NAMES).events)
