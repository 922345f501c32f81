"""A message that comes again is told by its id, in its own conversation, among the latest; its answer is as it was."""

import asyncio

import pytest
from rasa.core.tracker_store import InMemoryTrackerStore
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import BotUttered, SessionStarted, SlotSet, UserUttered

from bot.history import forget
from bot.kept_answers import LOOK_BACK, answer_to
from bot.store import Rehearsals

DOMAIN = Domain.from_yaml("version: '3.1'\nslots:\n  beat:\n    type: text\n    mappings: [{type: custom}]\n")
MARKED = {"by": "interviewer", "parts": [["utter_thanks", {}]], "acts": []}


@pytest.fixture
def store(tmp_path):
    return Rehearsals(DOMAIN, db=str(tmp_path / "rehearsals.db"))


def says(store, message_id, *replies, sender="ana", anew=False):
    """A turn as the Rasa server keeps it."""

    async def add():
        tracker = await store.get_or_create_tracker(sender, append_action_listen=False)
        tracker.update(UserUttered("a line", input_channel="window", message_id=message_id))
        for event in [*([SessionStarted()] if anew else []), *replies, SlotSet("beat", "questions")]:
            tracker.update(event)
        await store.save(tracker)

    asyncio.run(add())


def test_the_replies_are_those_that_went_to_the_channel_with_who_said_them_and_their_buttons(store):
    buttons = [{"title": "Next", "payload": "next"}]
    says(
        store,
        "a1",
        BotUttered("Thank you.", metadata=MARKED),
        BotUttered("Coach: Try.", {"buttons": buttons}, {"by": "coach"}),
    )
    says(store, "a2", BotUttered("Goodbye.", metadata=MARKED))
    assert answer_to(store, "ana", "a1") == [
        {"text": "Thank you.", **MARKED},
        {"text": "Coach: Try.", "buttons": buttons, "by": "coach"},
    ]
    assert [one["text"] for one in answer_to(store, "ana", "a2")] == ["Goodbye."]


def test_the_answer_to_a_choice_stands_in_the_rehearsal_that_began_with_it(store):
    says(store, "a1", BotUttered("Welcome.", metadata=MARKED), anew=True)
    assert [one["text"] for one in answer_to(store, "ana", "a1")] == ["Welcome."]


def test_a_message_without_an_id_or_of_another_conversation_or_deleted_has_not_been_heard(store):
    says(store, "a1", BotUttered("Thank you.", metadata=MARKED))
    assert answer_to(store, "ana", "a") is None, "part of an id is none"
    assert answer_to(store, "ana", None) is None
    assert answer_to(store, "ben", "a1") is None
    forget(store, "ana")
    assert answer_to(store, "ana", "a1") is None


def test_only_the_latest_messages_are_looked_through(store):
    for i in range(LOOK_BACK + 1):
        says(store, f"id-{i:02}", BotUttered(f"Reply {i}."))
    assert answer_to(store, "ana", "id-00") is None
    assert [one["text"] for one in answer_to(store, "ana", "id-01")] == ["Reply 1."]


def test_a_store_without_a_database_has_kept_nothing():
    assert answer_to(InMemoryTrackerStore(DOMAIN), "ana", "a1") is None
