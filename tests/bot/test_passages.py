"""Long texts in parts: nothing lost, none too long, cut between sentences where that can be."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.channels.passages import passages, utf16


def test_a_short_text_stays_whole():
    assert passages("One. Two.", 100) == ["One. Two."]


def test_a_long_text_is_cut_between_sentences():
    assert passages("One is here. Two is here! “Is three?” Four.", 26) == [
        "One is here. Two is here!",
        "“Is three?” Four.",
    ]


def test_a_sentence_too_long_is_cut_between_words_and_a_word_too_long_anywhere():
    assert passages("one two three four", 9) == ["one two", "three", "four"]
    assert passages("x" * 25, 10) == ["x" * 10, "x" * 10, "x" * 5]


def test_an_abbreviation_inside_a_word_is_no_end_of_a_sentence():
    assert passages("Write to a.b@c.org today.", 100) == ["Write to a.b@c.org today."]


def test_emoji_count_as_telegram_counts_them():
    assert utf16("a😀") == 3
    assert all(utf16(part) <= 10 for part in passages("😀" * 20, 10, utf16))


@pytest.mark.parametrize("length", [len, utf16])
@given(text=st.text(st.characters(blacklist_categories=("Cs",)), max_size=300), limit=st.integers(2, 40))
def test_nothing_is_lost_and_no_part_is_too_long(length, text, limit):
    parts = passages(text, limit, length)
    assert all(length(part) <= limit for part in parts)
    assert "".join("".join(parts).split()) == "".join(text.split())
