"""The inbox: a line is there until it is answered, in one server's hand at a time, whatever becomes of the server."""

from __future__ import annotations

import asyncio
import logging
import time

import pytest
import sqlalchemy as sa
from rasa.shared.core.domain import Domain

from bot import inbox
from bot.inbox import TABLE, Entry, Inbox
from bot.store import Rehearsals

SECRET_WORDS = "my own secret words"


@pytest.fixture(params=["sqlite", "postgresql"])
def engine(request, tmp_path):
    """A database as the servers open it; PostgreSQL where this machine has it."""
    if request.param == "sqlite":
        store = Rehearsals(Domain.empty(), dialect="sqlite", db=str(tmp_path / "rehearsals.db"))
    else:
        store = Rehearsals(Domain.empty(), host=request.getfixturevalue("database"), dialect="postgresql")
    yield store.engine
    store.engine.dispose()


def entry(key, sender="slack-T-U", text="a line"):
    return Entry(key, sender, {"text": text, "place": {"channel": "D1"}}, came=1000.0)


def rows(engine):
    """The keys in the inbox, oldest first."""
    with engine.connect() as connection:
        return list(connection.execute(sa.select(TABLE.c.key).order_by(TABLE.c.id)).scalars())


def grown_old(engine, seconds):
    """As if no claim had been renewed for so long."""
    with engine.begin() as connection:
        connection.execute(TABLE.update().values(claimed=TABLE.c.claimed - seconds))


def adds(server, *keys, sender="slack-T-U"):
    async def added():
        return [await server.add(entry(key, sender)) for key in keys]

    return asyncio.run(added())


def test_a_line_is_there_until_it_was_answered(engine):
    server = Inbox("slack", engine)
    assert adds(server, "a", "b") == [True, True]
    assert rows(engine) == ["a", "b"]
    asyncio.run(server.remove("a"))
    assert rows(engine) == ["b"]


def test_what_comes_again_is_there_already_and_stays_in_the_hand_it_was_in(engine):
    one, other = Inbox("slack", engine), Inbox("slack", engine)
    assert adds(one, "a") == [True]
    assert adds(other, "a") == [False]
    grown_old(engine, 10)
    asyncio.run(other.keep())
    asyncio.run(one.keep())
    grown_old(engine, inbox.STALE - 5)
    assert asyncio.run(other.left()) == [], "it was renewed by the one that has it"


def test_lines_written_at_once_are_numbered_in_the_order_they_came(engine):
    async def at_once():
        server = Inbox("slack", engine)
        await asyncio.gather(*(server.add(entry(str(i))) for i in range(20)))

    asyncio.run(at_once())
    assert rows(engine) == [str(i) for i in range(20)]


def test_what_a_killed_server_had_in_hand_goes_to_one_other_whole_and_in_order(engine):
    adds(Inbox("slack", engine), "a", "b", "c")

    async def both():
        return await asyncio.gather(*(Inbox("slack", engine).left() for _ in range(2)))

    assert asyncio.run(both()) == [[], []], "it may be at work on them"
    grown_old(engine, inbox.STALE + 1)
    taken = [entry.key for found in asyncio.run(both()) for entry in found]
    assert taken == ["a", "b", "c"]


def test_a_server_that_has_just_started_alone_takes_up_everything_as_it_was(engine):
    adds(Inbox("slack", engine), "a")
    asyncio.run(Inbox("slack", engine).sent("a", 1))
    assert asyncio.run(Inbox("slack", engine).left(everything=True)) == [entry("a")]


def test_how_far_an_answer_has_come_is_told_to_who_takes_over(engine):
    server = Inbox("slack", engine)
    adds(server, "a", "b")
    asyncio.run(server.sent("a", 2))
    assert [one.sent for one in asyncio.run(Inbox("slack", engine).left(everything=True))] == [2, 0]


def test_a_server_that_stops_leaves_its_lines_to_the_others_at_once(engine):
    server = Inbox("slack", engine)
    adds(server, "a")
    asyncio.run(server.let_go())
    assert [one.key for one in asyncio.run(Inbox("slack", engine).left())] == ["a"]


def test_each_channel_has_its_own(engine):
    adds(Inbox("slack", engine), "a")
    assert asyncio.run(Inbox("telegram", engine).left(everything=True)) == []


def test_what_a_server_has_in_hand_it_does_not_take_up_again(engine):
    server = Inbox("slack", engine)
    adds(server, "a")
    grown_old(engine, inbox.STALE + 1)
    assert asyncio.run(server.left()) == []


def test_a_line_waits_for_those_before_it_in_its_conversation_and_for_no_other(engine):
    one, other = Inbox("slack", engine), Inbox("slack", engine)
    adds(one, "a")
    adds(other, "b")
    adds(other, "c", sender="slack-T-X")

    async def waits():
        asyncio.get_running_loop().call_later(0.4, lambda: asyncio.ensure_future(one.remove("a")))
        began, ended = time.monotonic(), {}
        for key in ("c", "b"):
            await other.its_turn(key)
            ended[key] = time.monotonic() - began
        return ended

    ended = asyncio.run(waits())
    assert ended["c"] < 0.3
    assert ended["b"] >= 0.4


def test_no_line_waits_for_ever(engine, monkeypatch):
    monkeypatch.setattr(inbox, "LONGEST_WAIT", 0.2)
    server = Inbox("slack", engine)
    adds(server, "a", "b")
    asyncio.run(asyncio.wait_for(server.its_turn("b"), 5))
    assert rows(engine) == ["a", "b"]


def test_without_the_database_a_line_is_taken_and_nothing_of_it_is_logged(caplog, tmp_path):
    caplog.set_level(logging.DEBUG)
    engine = sa.create_engine(f"sqlite:///{tmp_path / 'gone' / 'rehearsals.db'}")
    server = Inbox("slack", engine)

    async def all_of_it():
        added = await server.add(entry("a", text=SECRET_WORDS))
        await server.its_turn("a")
        await server.sent("a", 1)
        await server.remove("a")
        await server.keep()
        await server.let_go()
        return added, await server.left()

    assert asyncio.run(all_of_it()) == (True, [])
    assert "could not be written into the inbox: OperationalError" in caplog.text
    assert SECRET_WORDS not in caplog.text


def test_a_database_that_does_not_answer_holds_no_service_up(monkeypatch, tmp_path):
    monkeypatch.setattr(inbox, "PATIENCE", 0.2)
    store = Rehearsals(Domain.empty(), dialect="sqlite", db=str(tmp_path / "rehearsals.db"))
    server = Inbox("slack", store.engine)

    async def while_locked():
        with store.engine.connect() as other:
            other.exec_driver_sql("BEGIN IMMEDIATE")
            began = time.monotonic()
            added = await server.add(entry("a"))
            took = time.monotonic() - began
        await server.remove("a")
        return added, took

    added, took = asyncio.run(while_locked())
    assert added
    assert took < 1
    assert rows(store.engine) == [], "what was written late is gone too, once it is answered"


def test_what_could_not_be_deleted_is_deleted_later(engine, monkeypatch):
    server = Inbox("slack", engine)
    adds(server, "a")
    with monkeypatch.context() as broken:
        broken.setattr(server, "_engine", None)
        asyncio.run(server.remove("a"))
    assert rows(engine) == ["a"]
    asyncio.run(server.keep())
    assert rows(engine) == []


def test_words_that_were_answered_are_in_no_file(tmp_path):
    from bot.history import forget

    store = Rehearsals(Domain.empty(), dialect="sqlite", db=str(tmp_path / "rehearsals.db"))
    server = Inbox("slack", store.engine)
    asyncio.run(server.add(entry("a", text="a secret about sturgeons")))
    asyncio.run(server.remove("a"))
    forget(store, "slack-T-U")
    assert not any(b"sturgeons" in file.read_bytes() for file in tmp_path.iterdir())
