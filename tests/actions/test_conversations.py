"""What the action server keeps of a conversation: enough to be told only what is new, and no longer than it needs."""

from __future__ import annotations

import pytest

from actions.conversations import Conversations
from actions.memory import remember
from tests.talks import LEAD, slot, talk, user


def events_of_a_talk():
    played = talk()
    played.says("Who would I work with?", "ask_work")
    played.coach("Well asked.")
    played.says("Do you have any doubts about me?", "invite_objections")
    played.says("I trained nine people last year.", "qualification", "address_concern")
    played.note(3.0, ("Thank you, Mina.", "thanks"))
    return played.events + talk(LEAD).events + [user("Hello."), slot("beat", "door")]


def test_told_bit_by_bit_it_knows_what_it_would_know_told_all_at_once():
    events = events_of_a_talk()
    for cut in range(len(events)):
        conversations = Conversations()
        first = conversations.heard("x", events[:cut])
        both = conversations.heard("x", events[cut:], first.mark)
        assert both.events == events
        assert remember(both.events) == remember(events)


def test_what_was_known_stays_as_it_was_when_more_comes():
    conversations, events = Conversations(), events_of_a_talk()
    first = conversations.heard("x", events[:9])
    before = remember(first.events)
    conversations.heard("x", events[9:], first.mark)
    assert first.events == events[:9]
    assert remember(first.events) == before == remember(events[:9])


def test_each_call_has_a_mark_of_its_own_and_only_the_latest_counts():
    conversations, events = Conversations(), events_of_a_talk()
    first = conversations.heard("x", events[:5])
    second = conversations.heard("x", events[5:7], first.mark)
    assert first.mark != second.mark
    assert conversations.heard("x", events[7:], first.mark) is None
    assert conversations.heard("x", events[7:], second.mark) is None, "after a miss it asks for everything"


@pytest.mark.parametrize("mark", ["", "0123456789abcdef"])
def test_a_mark_it_never_gave_is_not_known(mark):
    assert Conversations().heard("x", [], mark) is None


def test_nobody_is_taken_for_somebody_else():
    conversations, events = Conversations(), events_of_a_talk()
    mine = conversations.heard("me", events)
    assert conversations.heard("you", [], mine.mark) is None


def test_told_everything_again_it_begins_anew():
    conversations, events = Conversations(), events_of_a_talk()
    conversations.heard("x", events)
    assert conversations.heard("x", events[:3]).events == events[:3]


def test_of_many_conversations_the_latest_are_kept():
    conversations = Conversations(most=2)
    marks = {name: conversations.heard(name, []).mark for name in "abc"}
    assert len(conversations) == 2
    assert conversations.heard("a", [], marks["a"]) is None
    assert conversations.heard("b", [], marks["b"]) is not None


def test_a_conversation_that_has_gone_quiet_is_not_kept():
    conversations = Conversations(idle=0)
    mark = conversations.heard("x", events_of_a_talk()).mark
    conversations.forget_idle()
    assert len(conversations) == 0
    assert conversations.heard("x", [], mark) is None


def test_one_that_goes_on_is_kept():
    conversations = Conversations(idle=60)
    conversations.heard("x", [])
    conversations.forget_idle()
    assert len(conversations) == 1


def test_what_is_to_be_forgotten_is_not_kept():
    conversations = Conversations()
    mark = conversations.heard("x", events_of_a_talk()).mark
    conversations.forget("x")
    conversations.forget("somebody it never heard of")
    assert conversations.heard("x", [], mark) is None
