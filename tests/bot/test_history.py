"""A user's rehearsals in the tracker store: found by their owner only, and deleted for good."""

import asyncio
import sqlite3

from rasa.core.tracker_store import SQLTrackerStore
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import SessionStarted, SlotSet, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from bot.history import events_of, forget, rehearsal_events

DOMAIN = Domain.from_yaml("version: '3.1'\nslots:\n  rehearsal:\n    type: text\n    mappings: [{type: custom}]\n")


def store_with(tmp_path, **rehearsals):
    """A SQLite tracker store in which each sender has these rehearsals."""
    store = SQLTrackerStore(DOMAIN, db=str(tmp_path / "test.db"))
    for sender, names in rehearsals.items():
        tracker = DialogueStateTracker(sender, DOMAIN.slots)
        for name in names:
            for event in (SessionStarted(), SlotSet("rehearsal", name), UserUttered(f"a line of {name}")):
                tracker.update(event)
        asyncio.run(store.save(tracker))
    return store


def test_a_rehearsal_is_found_by_its_name_even_when_it_is_not_the_latest(tmp_path):
    store = store_with(tmp_path, ana=["first", "second"])
    events = asyncio.run(rehearsal_events(store, "ana", "first"))
    assert [event["text"] for event in events if event["event"] == "user"] == ["a line of first"]


def test_somebody_elses_rehearsal_is_not_found(tmp_path):
    store = store_with(tmp_path, ana=["first"], ben=["other"])
    assert asyncio.run(rehearsal_events(store, "ben", "first")) is None
    assert asyncio.run(rehearsal_events(store, "stranger", "first")) is None


def test_forgetting_takes_every_row_of_one_user_out_of_the_database_and_no_other(tmp_path):
    store = store_with(tmp_path, ana=["first", "second"], ben=["other"])
    assert forget(store, "ana") == 6
    rows = sqlite3.connect(tmp_path / "test.db").execute("select sender_id, data from events").fetchall()
    assert {sender for sender, _ in rows} == {"ben"}
    assert not any("first" in data for _, data in rows)
    assert asyncio.run(events_of(store, "ana")) == []
