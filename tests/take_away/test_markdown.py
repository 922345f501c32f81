"""A review as Markdown: all of it there, and nothing said in it is more than text."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from actions.memory import remember
from actions.scoring.principles import rubric
from bot.review import review_of
from bot.take_away.files import course_of
from bot.take_away.markdown import PARTS, as_markdown, lines, plain, said
from tests.take_away.reviews import HOSTILE, NAMES, finished

READERS = {
    "commonmark": MarkdownIt("commonmark"),
    "tables": MarkdownIt("commonmark").enable(["table", "strikethrough"]),
}


def taken(events) -> str:
    return as_markdown(review_of(events), course_of(remember(events).rehearsal).table)


def read(markdown: str) -> BeautifulSoup:
    return BeautifulSoup(READERS["tables"].render(markdown), "html.parser")


def words(text: str) -> str:
    return " ".join(text.split())


def test_everything_of_the_review_is_in_it():
    one = finished(NAMES)
    review = review_of(one.events)
    shown = read(taken(one.events))
    told = words(shown.get_text())
    assert shown.h1.get_text() == review["title"]
    assert f"{review['total']} of 100." in told
    for act in review["acts"]:
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
    assert words("".join(piece["text"] for piece in review["note"]["pieces"])) in told


def test_each_act_and_the_course_are_tables():
    tables = read(taken(finished().events)).find_all("table")
    assert len(tables) == 5
    assert [len(table.find_all("tr")) - 1 for table in tables[:4]] == [3, 3, 4, 4]
    course = [[cell.get_text() for cell in row.find_all("td")] for row in tables[4].find_all("tr")[1:]]
    assert [row[0] for row in course] == ["Start", "Line 1", "Note"]


def test_a_hostile_line_changes_nothing_of_the_documents_build():
    quiet, loud = (read(taken(finished(said, note=said).events)) for said in ("Thank you.", HOSTILE))
    built = ["h1", "h2", "h3", "h4", "table", "tr", "th", "blockquote", "hr", "pre", "code"]
    assert [tag.name for tag in loud.find_all(built)] == [tag.name for tag in quiet.find_all(built)]
    furniture = ("Here you could have", *PARTS.values(), "Words ", "Questions ")
    titles = (*furniture, *(one.title for one in rubric().principles.values()))
    assert all(words(item.get_text()).startswith(titles) for item in loud.find_all("li"))
    assert not loud.find_all(["a", "img", "script", "b", "font", "em", "s", "del"])


@pytest.mark.parametrize("reader", READERS)
def test_a_hostile_line_is_read_as_it_was_typed(reader):
    shown = BeautifulSoup(READERS[reader].render(f"**You:** {lines(HOSTILE)}"), "html.parser")
    assert words(shown.get_text()) == words(f"You: {HOSTILE}")
    assert [tag.name for tag in shown.find_all()] == ["p", "strong", *["br"] * shown.get_text().count("\n")][
        : len(shown.find_all())
    ]


def test_an_address_is_no_link_even_where_a_renderer_makes_them_itself():
    for text in (
        "https://evil.example",
        "http://evil.example",
        "www.evil.example",
        "WWW.evil.example",
        "ftp://evil.example",
    ):
        escaped = plain(text)
        assert "://" not in escaped
        assert "www." not in escaped.lower()


@settings(max_examples=300, deadline=None)
@given(st.text(alphabet=st.characters(blacklist_categories=("Cs", "Cc", "Cf", "Zl", "Zp")), max_size=60))
def test_whatever_is_typed_comes_back_as_text_in_one_paragraph(text):
    shown = BeautifulSoup(READERS["tables"].render(f"x {plain(text)}"), "html.parser")
    assert words(shown.get_text()) == words(f"x {text}")
    assert [tag.name for tag in shown.find_all()] == ["p"]


@settings(max_examples=300, deadline=None)
@given(st.lists(st.text(alphabet="#>-+=*_`~|[]()!<&\\1.:/ ax\t", max_size=8), max_size=5))
def test_several_lines_come_back_as_lines_of_one_paragraph(parts):
    text = "\n".join(parts)
    shown = BeautifulSoup(READERS["tables"].render(f"x {lines(text)}"), "html.parser")
    assert words(shown.get_text()) == words(f"x {text}")
    assert {tag.name for tag in shown.find_all()} <= {"p", "br"}


def test_control_characters_and_those_that_turn_text_around_are_left_out():
    assert plain("a\x00b\x1b[31mc\u202ed\u200be") == "ab\\[31mcde"
    assert plain("می\u200cخواهم") == "می\u200cخواهم"


def test_nothing_said_is_said_so():
    told = read(taken([])).get_text()
    assert "Nothing was said in this rehearsal." in told
    assert "There is no note in this rehearsal." in told


def test_the_same_review_gives_the_same_text():
    assert taken(finished().events) == taken(finished().events)
