"""Which sentences are worth saying again, and what is taken out of the others."""

from __future__ import annotations

import pytest

from actions.feedback.sayable import MOST_WORDS, past, worth_saying, years
from tests.builders import said

LEARNERS = (
    "Thank you for explain me everything.", "I am very motivated person.", "I want ask how it goes here.", "I was working 4 year like a waiter.",
    "You have maybe some doubt about me?", "My english it is not perfect.", "When I will know the answer?", "I hope we see us soon.",
    "I am really interesting for this position.", "I have worked since three years in a supermarket.", "I love the work with childrens.",
    "I am agree with this.", "I look forward to hear from you.", "I didn't knew that.", "I have big experience in kitchen.", "How it looks like, a normal day?", "You can give me your mail?",
)  # fmt: skip
SOUND = (
    "I worked as a nurse for twelve years in Leeds.", "When you are ready, could you tell me more?", "I've a two-year-old and a five day week.",
    "Helping people is what I love.", "I'm a quick learner and I've always been good with people.", "What does the team struggle with most?",
    "We did two week sprints for three years.", "I did what I could to help.", "I'm looking forward to learning from you.", "It was a bloody hard week.",
    "Could you tell me how much holiday I would have?", "I need help with the till at first, and then I'm quick.",
)  # fmt: skip


@pytest.mark.parametrize("text", LEARNERS)
def test_a_slip_of_somebody_who_learns_english_is_not_said_again(text):
    assert not worth_saying(text)


@pytest.mark.parametrize("text", SOUND)
def test_what_careful_speakers_say_is_said_again(text):
    assert worth_saying(text)


@pytest.mark.parametrize(
    "text",
    [
        "I'd like to...",
        "I guess it'd be fine.",
        "Fuck off, I want the job.",
        "thx pls tell me",
        "I do tills and stuff.",
    ],
)
def test_what_breaks_off_or_trails_off_and_what_is_rude_is_not_said_again(text):
    assert not worth_saying(text)


def test_a_sentence_too_long_for_one_breath_is_not_said_again():
    assert worth_saying("I sell bread " + "and " * (MOST_WORDS - 4) + "cake.")
    assert not worth_saying("I sell bread " + "and " * MOST_WORDS + "cake.")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("I was working 4 year like a waiter.", "worked as a waiter for 4 years"),
        ("I am working as cashier since always.", "worked as a cashier"),
        ("I worked one year as kitchen assistant.", "worked as a kitchen assistant for one year"),
        ("I worked as my manager wanted.", None),
        ("I cut waste by a third.", None),
    ],
)
def test_what_they_worked_as_is_taken_out_in_plain_words(text, told):
    assert past(said(text).sentences[0]) == told


def test_how_long_they_did_it_is_taken_out_with_its_plural():
    assert [years(text) for text in ("since 5 year", "one year", "a 9 year old boy", "long")] == [
        "5 years", "one year", None, None
    ]  # fmt: skip
