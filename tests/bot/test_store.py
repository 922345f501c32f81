"""The tracker store: what was said is there, whoever wrote it, and read only once."""

import asyncio
import json
import multiprocessing
import os
import signal
import sqlite3

import pytest
from rasa.core.tracker_store import SQLTrackerStore
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, BotUttered, SessionStarted, SlotSet, UserUttered

from bot.history import forget
from bot.store import KEPT, Rehearsals

DOMAIN = Domain.from_yaml("version: '3.1'\nslots:\n  beat:\n    type: text\n    mappings: [{type: custom}]\n")


@pytest.fixture
def path(tmp_path):
    return str(tmp_path / "rehearsals.db")


def opened(path):
    return Rehearsals(DOMAIN, db=path)


def says(store, *texts, sender="ana", anew=False):
    """Adds a line for each text, as the Rasa server would: retrieve, update, save."""

    async def add():
        tracker = await store.get_or_create_tracker(sender, append_action_listen=False)
        if anew:
            tracker.update(SessionStarted())
        for text in texts:
            for event in (UserUttered(text), BotUttered(f"re: {text}"), SlotSet("beat", text)):
                tracker.update(event)
        await store.save(tracker)

    asyncio.run(add())


def heard(store, sender="ana"):
    """The texts of the latest rehearsal, and the slot."""
    tracker = asyncio.run(store.retrieve(sender))
    if tracker is None:
        return None, None
    return [event.text for event in tracker.events if isinstance(event, UserUttered)], tracker.get_slot("beat")


def rows(path):
    return sqlite3.connect(path).execute("select sender_id, type_name, data from events order by id").fetchall()


def test_what_one_store_writes_another_reads_and_so_does_rasas(path):
    says(opened(path), "one", "two")
    says(opened(path), "three")
    assert heard(opened(path)) == (["one", "two", "three"], "three")
    assert heard(SQLTrackerStore(DOMAIN, db=path)) == (["one", "two", "three"], "three")


def test_rows_are_as_rasa_writes_them(path, tmp_path):
    says(opened(path), "one", anew=True)
    other = str(tmp_path / "rasas.db")
    says(SQLTrackerStore(DOMAIN, db=other), "one", anew=True)

    def without_time(row):
        data = {key: value for key, value in json.loads(row[2]).items() if key not in ("timestamp", "message_id")}
        return row[0], row[1], data

    assert [without_time(row) for row in rows(path)] == [without_time(row) for row in rows(other)]


def test_what_another_process_adds_is_seen_at_the_next_look(path):
    here, there = opened(path), opened(path)
    says(here, "one")
    assert heard(there) == (["one"], "one")
    says(there, "two")
    assert heard(here) == (["one", "two"], "two")
    says(here, "three")
    assert heard(there) == (["one", "two", "three"], "three")


def test_lines_of_two_who_write_at_once_are_both_kept(path):
    here, there = opened(path), opened(path)
    says(here, "one")

    async def both():
        trackers = [(store, await store.retrieve("ana")) for store in (here, there)]
        for store, tracker in trackers:
            tracker.update(UserUttered("here" if store is here else "there"))
        for store, tracker in trackers:
            await store.save(tracker)

    asyncio.run(both())
    assert heard(here)[0] == heard(there)[0] == ["one", "here", "there"]


def test_a_new_rehearsal_begins_with_nothing_of_the_last_and_loses_nothing_of_it(path):
    store = opened(path)
    says(store, "old one", "old two")
    says(store, "new", anew=True)
    assert heard(store) == (["new"], "new")
    says(store, "newer")
    assert heard(store)[0] == heard(opened(path))[0] == ["new", "newer"]
    whole = asyncio.run(store.retrieve_full_tracker("ana"))
    assert [e.text for e in whole.events if isinstance(e, UserUttered)] == ["old one", "old two", "new", "newer"]


def test_a_clock_set_back_hides_no_line(path):
    store = opened(path)
    says(store, "old", anew=True)
    says(store, "new", anew=True)
    with sqlite3.connect(path) as database:
        database.execute("update events set timestamp = timestamp - 7200 where id > 4")
    assert heard(opened(path))[0] == ["new"]


def test_a_tracker_that_was_changed_and_not_saved_leaves_no_trace(path):
    store = opened(path)
    says(store, "one")
    asyncio.run(store.retrieve("ana")).update(UserUttered("never saved"))
    assert heard(store)[0] == ["one"]


def test_saving_twice_writes_once(path):
    store = opened(path)

    async def twice():
        tracker = await store.get_or_create_tracker("ana", append_action_listen=False)
        tracker.update(ActionExecuted("action_listen"))
        await store.save(tracker)
        await store.save(tracker)

    asyncio.run(twice())
    assert len(rows(path)) == 1


def test_the_forgotten_are_strangers_and_their_words_in_no_file(path, tmp_path):
    store = opened(path)
    says(store, "a secret about sturgeons")
    assert heard(store)[0]
    assert forget(store, "ana") == 3
    assert heard(store) == (None, None)
    assert not any(b"sturgeons" in file.read_bytes() for file in tmp_path.iterdir())
    says(store, "afresh")
    assert heard(store)[0] == ["afresh"]


def test_no_more_conversations_are_kept_in_memory_than_set(path):
    store = opened(path)
    for number in range(KEPT + 20):
        says(store, "one", sender=f"user {number}")
        heard(store, f"user {number}")
    assert len(store._known) == KEPT
    assert heard(store, "user 0")[0] == ["one"]


def _writes_and_is_killed(path, told):
    store = opened(path)
    for number in range(50):
        says(store, f"line {number}")
    told.set()
    os.kill(os.getpid(), signal.SIGKILL)


def test_a_process_killed_at_once_has_lost_nothing_it_saved(path):
    context = multiprocessing.get_context("spawn")
    told = context.Event()
    process = context.Process(target=_writes_and_is_killed, args=(path, told))
    process.start()
    process.join(120)
    assert told.is_set()
    assert process.exitcode == -signal.SIGKILL
    assert heard(opened(path))[0] == [f"line {number}" for number in range(50)]
