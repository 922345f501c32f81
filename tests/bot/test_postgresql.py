"""The tracker store on PostgreSQL: several servers at once, one table, and connections that die."""

from __future__ import annotations

import threading

import psycopg2
import pytest
import sqlalchemy as sa
from rasa.core.tracker_store import SQLTrackerStore

from bot.history import forget
from bot.store import Rehearsals
from tests.bot.test_store import DOMAIN, heard, says


@pytest.fixture
def opened(database):
    """Opens stores on one database, as servers do, and closes them in the end."""
    stores = []

    def opening():
        stores.append(Rehearsals(DOMAIN, host=database, dialect="postgresql"))
        return stores[-1]

    yield opening
    for store in stores:
        store.engine.dispose()


def test_what_one_server_writes_the_other_reads_and_so_does_rasas(opened, database):
    here, there = opened(), opened()
    says(here, "one", anew=True)
    assert heard(there) == (["one"], "one")
    says(there, "two")
    assert heard(here) == (["one", "two"], "two")
    assert heard(SQLTrackerStore(DOMAIN, dialect="postgresql", host=database)) == (["one", "two"], "two")


def test_servers_that_start_at_once_make_one_table_and_each_index_once(opened):
    failures = []

    def start():
        try:
            opened()
        except Exception as error:
            failures.append(error)

    threads = [threading.Thread(target=start) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert failures == []
    indexes = sa.inspect(opened().engine).get_indexes("events")
    ours = [index["column_names"] for index in indexes if index["name"].startswith("events_")]
    assert sorted(ours) == [["sender_id", "id"], ["sender_id", "type_name", "id"]]


def test_a_look_at_the_latest_lines_reads_no_older_ones(opened):
    store = opened()
    says(store, *(f"line {number}" for number in range(300)))
    with store.engine.begin() as connection:
        last = connection.execute(sa.text("SELECT max(id) FROM events")).scalar()
        connection.execute(sa.text("ANALYZE events"))
        since = f"EXPLAIN SELECT id, data FROM events WHERE sender_id = 'ana' AND id >= {last} ORDER BY id"
        plan = "\n".join(row[0] for row in connection.execute(sa.text(since)))
    assert "id >= " in plan
    assert "Index Cond" in plan
    assert "Sort" not in plan


def test_events_are_numbered_with_eight_bytes(opened):
    columns = {column["name"]: column["type"] for column in sa.inspect(opened().engine).get_columns("events")}
    assert isinstance(columns["id"], sa.BigInteger)


def test_connections_the_database_ended_are_replaced_and_nothing_is_noticed(opened):
    store, other = opened(), opened()
    says(store, "one")
    with other.engine.connect() as connection:
        ended = connection.execute(
            sa.text(
                "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity"
                " WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )
        ).scalar()
    assert ended >= 1
    says(store, "two")
    assert heard(store)[0] == heard(other)[0] == ["one", "two"]


def test_of_two_who_write_to_one_conversation_the_second_waits_so_that_no_row_is_overlooked(opened):
    here, there = opened(), opened()
    says(here, "one")
    with here.engine.begin() as writing:
        writing.execute(sa.text("SELECT pg_advisory_xact_lock(hashtextextended('ana', 0))"))
        second = threading.Thread(target=says, args=(there, "late"))
        second.start()
        second.join(0.5)
        assert second.is_alive(), "it waits for the first"
        says(there, "elsewhere", sender="ben")
    second.join(10)
    assert heard(here)[0] == heard(there)[0] == ["one", "late"]


def test_lines_written_at_once_from_many_sides_are_all_there_for_everybody(opened):
    stores = [opened() for _ in range(4)]

    def writes(store, number):
        for line in range(10):
            says(store, f"{number}.{line}")
            heard(store)

    threads = [threading.Thread(target=writes, args=pair) for pair in zip(stores, range(4))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    expected = {f"{number}.{line}" for number in range(4) for line in range(10)}
    read = [heard(store)[0] for store in [*stores, opened()]]
    assert all(one == read[-1] for one in read)
    assert set(read[-1]) == expected
    assert len(read[-1]) == 40


def test_the_forgotten_are_strangers_on_every_server(opened):
    here, there = opened(), opened()
    says(here, "a secret about sturgeons")
    assert heard(there)[0]
    assert forget(here, "ana") == 3
    assert heard(there) == heard(here) == (None, None)


def test_a_database_that_is_gone_is_an_error_and_what_was_kept_is_there_afterwards(opened, monkeypatch):
    store, other = opened(), opened()
    says(store, "one")
    with monkeypatch.context() as gone:
        gone.setattr(
            store, "engine", sa.create_engine(store.engine.url.set(port=1), connect_args={"connect_timeout": 2})
        )
        with pytest.raises(sa.exc.OperationalError):
            says(store, "two")
    says(store, "three")
    assert heard(store)[0] == heard(other)[0] == ["one", "three"]


@pytest.mark.parametrize("is_kept", [False, True])
def test_a_line_whose_connection_ends_as_it_is_kept_is_there_once(opened, monkeypatch, is_kept):
    store, other = opened(), opened()
    says(store, "one")
    whole, cuts = store.engine.dialect.do_commit, []

    def cut(connection):
        if not cuts:
            cuts.append(connection)
            (connection.commit if is_kept else connection.rollback)()
            connection.close()
            raise psycopg2.OperationalError("server closed the connection unexpectedly")
        whole(connection)

    monkeypatch.setattr(store.engine.dialect, "do_commit", cut)
    says(store, "two")
    assert cuts
    assert heard(store)[0] == heard(other)[0] == ["one", "two"]
