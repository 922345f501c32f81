"""A line that was kept by a server that could not answer any more is not heard again, and answered as it was then."""

from __future__ import annotations

import asyncio

import pytest
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import BotUttered, SessionStarted, SlotSet, UserUttered

from bot.channels.heard import Heard
from bot.channels.replies import Replies
from bot.channels.words import words
from bot.settings import ROOT
from bot.store import Rehearsals

DOMAIN = Domain.load(str(ROOT / "bot" / "domain"))
OWN_JOB = Heard("slack:1", "ana", "25", "My own job")  # a number pressed in an old list means two messages
SENDER = "ana"


@pytest.fixture
def store(tmp_path):
    return Rehearsals(DOMAIN, db=str(tmp_path / "rehearsals.db"))


def keeps(store, message_id, *replies, anew=False, **slots):
    """A turn as the Rasa server keeps it."""

    async def add():
        tracker = await store.get_or_create_tracker(SENDER, append_action_listen=False)
        tracker.update(UserUttered("a line", input_channel="slack", message_id=message_id))
        if anew:
            tracker.update(SessionStarted())
        for event in [*(SlotSet(*one) for one in slots.items()), *(BotUttered(text) for text in replies)]:
            tracker.update(event)
        await store.save(tracker)

    asyncio.run(add())


def replied(store, heard):
    """What is sent, and what Rasa hears for it: texts with their names."""
    told = []

    async def bot(message):
        told.append((message.text, message.message_id))
        await message.output_channel.send_response(SENDER, {"text": f"to {message.text}"})

    return asyncio.run(Replies("slack", bot, "https://rehearse.example.org").to(store, heard)), told


def test_a_line_that_was_kept_is_answered_as_it_was_and_not_heard_again(store):
    heard = Heard("slack:1", SENDER, "a line")
    keeps(store, heard.message_id(), "Well?", "Coach: A hint.", beat="questions")
    replies, told = replied(store, heard)
    assert [one["text"] for one in replies] == ["Well?", "A hint."]
    assert told == []


def test_it_has_the_buttons_that_were_news_then(store):
    chooses, says = Heard("slack:1", SENDER, "staff nurse"), Heard("slack:2", SENDER, "a line")
    keeps(store, chooses.message_id(), "Opening.", anew=True, beat="questions", rehearsal="r1")
    (opening,), _ = replied(store, chooses)
    assert [one["title"] for one in opening["buttons"]] == [words().buttons.hint, words().buttons.finish]
    keeps(store, says.message_id(), "Well?", beat="questions")
    assert "buttons" not in replied(store, says)[0][-1]


def test_a_debrief_that_was_kept_comes_with_its_scorecard(store):
    heard = Heard("slack:2", SENDER, "3 hours")
    keeps(store, "another", "Note?", anew=True, beat="note_hours", rehearsal="r1")
    keeps(store, heard.message_id(), "Coach: 40 of 100.", beat="debrief")
    assert replied(store, heard)[0][-1]["scorecard"]


@pytest.mark.parametrize("kept", [0, 1, 2])
def test_of_a_press_that_means_two_messages_each_is_heard_once(store, kept):
    keeps(store, "another", "Opening.", anew=True, beat="questions", rehearsal="r1")
    restart, number = OWN_JOB.message_id(1), OWN_JOB.message_id()
    if kept:
        keeps(store, restart, "Choose.", anew=True, beat="lobby")
    if kept == 2:
        keeps(store, number, "Which job?", beat="own_title")
    replies, told = replied(store, OWN_JOB)
    assert told == [("/restart", restart), ("25", number)][kept:]
    assert [one["text"] for one in replies] == (["Which job?"] if kept == 2 else ["to 25"])


def test_a_press_in_the_lobby_that_was_kept_begins_nothing_anew(store):
    keeps(store, OWN_JOB.message_id(), "Which job?", beat="own_title")
    replies, told = replied(store, OWN_JOB)
    assert told == []
    assert [one["text"] for one in replies] == ["Which job?"]


def test_forget_me_is_no_hello_when_all_was_forgotten_and_this_not_said(store):
    _, told = replied(store, Heard("slack:1", SENDER, "Forget me."))
    assert [text for text, _ in told] == ["/forget_me"]
