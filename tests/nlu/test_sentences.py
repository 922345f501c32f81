"""Sentences: exact offsets in any text, questions without their mark, the words that carry content."""

import pytest

from bot.nlu.sentences import sound, split


def texts(text):
    return [text[one["start"] : one["end"]] for one in split(text)]


@pytest.mark.parametrize(
    "text",
    [
        "Thank you. When will you decide?",
        "😀 Thanks!  Any plans?\n\nBye.",
        "  leading and trailing   ",
        "a lone \ud800 surrogate. And more.",
        "line one\nline two\r\nline three",
        "x" * 3000,
        "...",
        "¿Cuánto pagan ustedes?",
    ],
)
def test_sentences_lie_within_the_text_in_order_without_white_space_around(text):
    found = split(text)
    assert all(0 <= one["start"] < one["end"] <= len(text) for one in found)
    assert all(a["end"] <= b["start"] for a, b in zip(found, found[1:]))
    assert all(part == part.strip() for part in texts(text))


@pytest.mark.parametrize("text", ["", "   ", "\n\n"])
def test_a_text_of_nothing_has_no_sentences(text):
    assert split(text) == []


def test_several_sentences_are_told_apart():
    assert texts("Thank you. When will you decide? I'd love to join.") == [
        "Thank you.",
        "When will you decide?",
        "I'd love to join.",
    ]


def test_no_sentence_begins_inside_a_word():
    assert texts("i really liked what you said about the dawn deliveries id be so happy doing that") == [
        "i really liked what you said about the dawn deliveries",
        "id be so happy doing that",
    ]


@pytest.mark.parametrize(
    ("text", "apart"),
    [
        ("How's the team, what are the next steps, and when do you decide?", 3),
        ("how many are on a late and who would lead a shift", 2),
        ("Is there a second interview, and when would it be?", 1),
        ("Is there a car, and what do people earn?", 2),
        ("When you decide, how will I hear?", 1),
        ("Is it busy, or is it calm?", 1),
        ("Could you tell me, what are the next steps?", 1),
        ("What's the scheme, and if I ran it, what would you want to see?", 1),
        ("Do you need to know what I did and what my manager did?", 1),
        ("Will it ever stop, do you think?", 1),
    ],
)
def test_questions_asked_in_one_breath_are_told_apart_and_nothing_else_is(text, apart):
    assert len(split(text)) == apart


def test_a_new_line_begins_a_new_sentence():
    assert texts("Dear Margaret\nthank you for today") == ["Dear Margaret", "thank you for today"]


@pytest.mark.parametrize("text", ["when would I hear", "so um what happens next", "do you have a card"])
def test_a_question_without_its_mark_is_one(text):
    assert split(text)[0]["question"]


def test_a_statement_is_no_question():
    assert not split("I would love to join you.")[0]["question"]


def test_terms_are_lemmas_of_the_words_that_carry_content():
    terms = split("How have the handovers changed the nights?")[0]["terms"]
    assert "handover" in terms
    assert "the" not in terms


def test_mash_has_no_terms():
    assert split("asdkjh asdlkj zxcvbnm")[0]["terms"] == []


def test_names_and_numbers_are_entities_with_their_offsets():
    text = "I worked at Alder Court for 12 years."
    found = split(text)[0]["entities"]
    assert all(text[one["start"] : one["end"]] == one["value"] for one in found)
    assert [one["value"] for one in found if one["entity"] in ("name", "number")] == ["Alder Court", "12"]


@pytest.mark.parametrize(
    ("text", "mentions"),
    [
        ("I spent six years at Hallmark running the shop.", ["six years at Hallmark"]),
        ("I looked after thirty-two residents at night.", ["thirty-two residents"]),
        ("I'm a hard worker.", []),
        ("I passed AAT level four last summer.", ["AAT level four"]),
        ("I've got a Grade 8 in piano.", ["Grade 8"]),
        ("I ran payroll for 220 people in Sage 50.", ["220 people in Sage 50"]),
        ("I hold the City and Guilds 2391.", ["City and Guilds 2391"]),
        ("I'm AAT Level 4 qualified and I've done three month ends on my own.", ["AAT Level 4", "three month ends"]),
        ("I managed a budget of £1.2 million.", ["£1.2 million"]),
        ("I built a bus tracker in Python with two friends.", ["Python", "two friends"]),
        ("My team of twelve packed 9,000 boxes a night.", ["9,000 boxes"]),
        ("I've used Xero, Sage and QuickBooks every day.", ["Xero, Sage and QuickBooks"]),
        ("I trained people at Rolls-Royce in Derby.", ["Rolls-Royce in Derby"]),
        ("I taught for seven years at St Anne's before that.", ["seven years at St Anne's"]),
        ("I worked with 30 to 40 children every day.", ["30 to 40 children"]),
    ],
)
def test_what_a_candidate_counts_or_names_is_a_mention(text, mentions):
    assert [one["value"] for one in split(text)[0]["entities"] if one["entity"] == "mention"] == mentions


def test_a_phrase_says_something_of_this_job_and_not_of_any_job():
    found = [one["value"] for one in split("The bedside handover is a good idea.")[0]["entities"]]
    assert found == ["bedside handover"]


def test_a_stand_in_keeps_the_offsets():
    assert len(sound("a \ud800 b")) == len("a \ud800 b")
