"""A user's rehearsals in the tracker store: found by their owner only, and deleted for good."""

import asyncio
import sqlite3

import pytest
from rasa.core.tracker_store import InMemoryTrackerStore, SQLTrackerStore
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, SessionStarted, SlotSet, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from bot.history import events_of, forget, forget_rehearsal, imports_of, latest_events, rehearsal_events, rehearsals

SLOTS = "".join(
    f"  {name}:\n    type: any\n    mappings: [{{type: custom}}]\n" for name in ("rehearsal", "beat", "line")
)
DOMAIN = Domain.from_yaml(f"version: '3.1'\nslots:\n{SLOTS}")


def session(name):
    """The events of a rehearsal of one line, which was set up by a button in the session before."""
    line = f"a line of {name}, " + "and on it goes " * 400  # longer than a page of the database
    choice = {"choice": {"facts": f"the advert pasted for {name}"}}
    return [
        ActionExecuted("action_listen"),
        UserUttered("/choose_scenario", metadata=choice),
        SessionStarted(),
        SlotSet("rehearsal", name),
        UserUttered(line),
        SlotSet("line", {"text": line, "sentences": []}),
        SlotSet("beat", "debrief"),
    ]


def store_with(tmp_path, **rehearsals_of):
    """A SQLite tracker store in which each sender has these rehearsals."""
    store = SQLTrackerStore(DOMAIN, db=str(tmp_path / "test.db"))
    for sender, names in rehearsals_of.items():
        for name in names:
            add(store, sender, name)
    return store


def add(store, sender, name):
    tracker = asyncio.run(store.retrieve(sender)) or DialogueStateTracker(sender, DOMAIN.slots)
    for event in session(name):
        tracker.update(event)
    asyncio.run(store.save(tracker))


def bytes_of(tmp_path):
    """All that the database and its journals hold."""
    return b"".join(path.read_bytes() for path in tmp_path.glob("test.db*"))


def names(store, sender):
    return [one.name for one in rehearsals(store, sender)]


def said_in(events):
    return [event["text"] for event in events if event["event"] == "user"]


def test_a_rehearsal_is_found_by_its_name_even_when_it_is_not_the_latest(tmp_path):
    store = store_with(tmp_path, ana=["first", "second"])
    (line,) = said_in(asyncio.run(rehearsal_events(store, "ana", "first")))
    assert line.startswith("a line of first")


def test_what_set_up_the_next_rehearsal_is_no_part_of_the_one_before(tmp_path):
    store = store_with(tmp_path, ana=["first", "second"])
    first = asyncio.run(rehearsal_events(store, "ana", "first"))
    assert "pasted for second" not in str(first)
    assert [event["value"] for event in first if event.get("name") == "beat"] == ["debrief"]


def test_rehearsals_are_listed_oldest_first_with_the_transcripts_beside_them(tmp_path):
    store = store_with(tmp_path, ana=["first", "second"], **{imports_of("ana"): ["brought"]}, ben=["other"])
    add(store, "ana", "third")
    assert names(store, "ana") == ["first", "second", "brought", "third"]
    assert names(store, "ben") == ["other"]
    assert names(store, "stranger") == []


def test_only_the_named_rehearsal_is_read(tmp_path):
    store = store_with(tmp_path, ana=["first", "second"])
    first, second = rehearsals(store, "ana")
    assert first.last < second.first


def test_somebody_elses_rehearsal_is_not_found(tmp_path):
    store = store_with(tmp_path, ana=["first"], ben=["other"])
    assert asyncio.run(rehearsal_events(store, "ben", "first")) is None
    assert asyncio.run(rehearsal_events(store, "stranger", "first")) is None


def test_forgetting_takes_every_row_of_one_user_out_of_the_database_and_no_other(tmp_path):
    store = store_with(tmp_path, ana=["first", "second"], **{imports_of("ana"): ["brought"]}, ben=["other"])
    assert forget(store, "ana") == 3 * len(session(""))
    rows = sqlite3.connect(tmp_path / "test.db").execute("select sender_id, data from events").fetchall()
    assert {sender for sender, _ in rows} == {"ben"}
    assert asyncio.run(events_of(store, "ana")) == []
    for name in ("first", "second", "brought"):
        assert f"line of {name}".encode() not in bytes_of(tmp_path)
    assert b"line of other" in bytes_of(tmp_path)


@pytest.mark.parametrize("journal", ["delete", "wal"])
@pytest.mark.parametrize("name", ["r0", "r7", "r19"])
def test_a_deleted_rehearsal_leaves_no_byte_in_the_file_and_the_others_stay(tmp_path, journal, name):
    connection = sqlite3.connect(tmp_path / "test.db")
    connection.execute(f"pragma journal_mode = {journal}")
    store = store_with(tmp_path, ana=[f"r{i}" for i in range(20)], ben=["other"])
    assert f"line of {name},".encode() in bytes_of(tmp_path)
    assert forget_rehearsal(store, "ana", name) > 0
    left = bytes_of(tmp_path)
    assert f"line of {name},".encode() not in left
    assert f'pasted for {name}"'.encode() not in left, "how it was set up is gone too"
    others = [f"r{i}" for i in range(20) if f"r{i}" != name]
    assert names(store, "ana") == others
    assert all(f"line of {other},".encode() in left for other in (*others, "other"))


def test_the_talk_goes_on_after_the_latest_rehearsal_is_deleted(tmp_path):
    store = store_with(tmp_path, ana=["first", "second"])
    forget_rehearsal(store, "ana", "second")
    events = asyncio.run(latest_events(store, "ana"))
    assert [event["value"] for event in events if event.get("name") == "rehearsal"] == ["first"]
    add(store, "ana", "third")
    assert names(store, "ana") == ["first", "third"]


def test_nobody_can_delete_somebody_elses_rehearsal(tmp_path):
    store = store_with(tmp_path, ana=["first"], ben=["other"])
    assert forget_rehearsal(store, "ben", "first") == 0
    assert forget_rehearsal(store, "ben", "%") == 0
    assert names(store, "ana") == ["first"]


def test_a_store_that_cannot_list_says_so():
    with pytest.raises(TypeError, match="InMemoryTrackerStore"):
        rehearsals(InMemoryTrackerStore(DOMAIN), "ana")
