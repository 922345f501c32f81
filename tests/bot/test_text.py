"""The gate for everything typed: what is taken, and what is refused with a reason."""

import pytest

from bot.channels.text import (
    COMMANDS,
    LINE_LIMIT,
    NOTE_LIMIT,
    Refused,
    command,
    command_in,
    limit_in,
    message_of,
    taken,
)


@pytest.mark.parametrize("text", ["", "   ", "\n\t", "\x00\x07", "/", "// /"])
def test_a_line_with_nothing_in_it_is_refused_as_empty(text):
    with pytest.raises(Refused, match="empty"):
        taken(text)


def test_a_line_over_the_limit_is_refused_with_both_numbers():
    with pytest.raises(Refused, match="10,000 characters; 2,000 are the most"):
        taken("x" * 10_000)


def test_a_line_of_exactly_the_limit_is_taken():
    assert taken("x" * LINE_LIMIT) == "x" * LINE_LIMIT


@pytest.mark.parametrize("text", [None, 3, ["hello"], {"text": "hello"}])
def test_what_is_no_text_is_refused(text):
    with pytest.raises(Refused, match="as text"):
        taken(text)


@pytest.mark.parametrize("text", ["😀😀", "¿Cuánto pagan?", "<script>alert(1)</script>", "{{7*7}}"])
def test_emoji_other_languages_and_markup_are_taken_as_they_are(text):
    assert taken(text) == text


def test_control_characters_go_and_line_breaks_stay():
    assert taken("Thank\x00 you\x1b[31m\nAna") == "Thank you[31m\nAna"


def test_a_lone_surrogate_becomes_a_stand_in_that_can_be_stored():
    assert taken("hello \ud800").encode("utf-8") == "hello \ufffd".encode()


@pytest.mark.parametrize("text", ['/choose_scenario{"scenario": "x"}', " /restart", "//hint", "\u2044hint", "/ /hint"])
def test_no_line_can_begin_with_a_slash_and_so_name_an_intent(text):
    assert not taken(text).startswith("/")


@pytest.mark.parametrize("name", COMMANDS)
def test_a_documented_command_typed_to_the_letter_is_that_command(name):
    assert command_in(f" /{name} ") == f"/{name}"


@pytest.mark.parametrize("text", ["/hint{}", "hint", "/hints", '/start{"mode": "real"}', None, "", "/action_listen"])
def test_anything_else_is_no_command(text):
    assert command_in(text) is None


@pytest.mark.parametrize("name", ["action_forget", "", None, 7, "interest"])
def test_a_button_that_is_not_there_is_refused(name):
    with pytest.raises(Refused, match="no such button"):
        command(name)


@pytest.mark.parametrize(
    ("typed", "means"), [("/practise", "/drill"), ("/forget", "/forget_me"), ("/score", "/score_so_far")]
)
def test_the_short_names_of_commands_are_taken_too(typed, means):
    assert message_of(typed) == means


@pytest.mark.parametrize("typed", ['/practise{"scenario": "own"}', "/forget please", "/review{}"])
def test_a_short_name_with_anything_behind_it_is_a_line_like_any_other(typed):
    assert message_of(typed) == typed[1:]


@pytest.mark.parametrize(("beat", "limit"), [("note", NOTE_LIMIT), ("own_facts", NOTE_LIMIT), ("door", LINE_LIMIT)])
def test_a_note_and_a_pasted_ad_may_be_longer(beat, limit):
    assert limit_in(beat) == limit
