"""PostgreSQL under the tracker store: connections that are tested before use, a table several servers may prepare at once."""

from __future__ import annotations

from typing import Any, Callable, Dict, TypeVar

import sqlalchemy as sa
from rasa.core.tracker_store import create_engine_kwargs

Found = TypeVar("Found")

PATIENCE = 5  # seconds a connection may take to be made, or to notice that the other end is gone
LONGEST = 10  # seconds one statement may take; the server answers nobody meanwhile
_PREPARING = 7_221_985  # the lock of those who prepare the table; any number nobody else locks
# PostgreSQL's indexes do not hold a row's number, as SQLite's do: without it, each look at the latest
# lines of a conversation reads all that it ever held.
INDEXES = (
    "CREATE INDEX IF NOT EXISTS events_sender_number ON events (sender_id, id)",
    "CREATE INDEX IF NOT EXISTS events_sender_type_number ON events (sender_id, type_name, id)",
)
# Rasa numbers events with four bytes: at ten million a day they would be used up within a year.
_WIDEN = """
DO $$ BEGIN
  IF (SELECT data_type FROM information_schema.columns WHERE table_schema = current_schema()
      AND table_name = 'events' AND column_name = 'id') = 'integer' AND NOT EXISTS (SELECT FROM events)
  THEN ALTER TABLE events ALTER COLUMN id TYPE bigint; END IF;
END $$
"""


def engine_of(url: Any) -> Any:
    """An engine as Rasa makes it (POSTGRESQL_SCHEMA, SQL_POOL_SIZE, SQL_MAX_OVERFLOW), that survives a restart of the database."""
    settings = create_engine_kwargs(url)
    options = settings.pop("connect_args", {}).get("options", "")
    return sa.create_engine(
        url, pool_pre_ping=True, pool_timeout=PATIENCE, connect_args=_connection(options), **settings
    )


def twice_if_cut(work: Callable[[bool], Found]) -> Found:
    """What `work` finds; done once more where its connection ended meanwhile, as in a restart of the database.

    Args:
        work: told whether this is the second time: what it wrote the first time may have been kept.
    """
    try:
        return work(False)
    except sa.exc.DBAPIError as error:
        if not error.connection_invalidated:
            raise
    return work(True)


def _connection(options: str) -> Dict[str, Any]:
    return {
        "options": f"{options} -c statement_timeout={LONGEST}s -c idle_in_transaction_session_timeout=60s".strip(),
        "connect_timeout": PATIENCE,
        "tcp_user_timeout": PATIENCE * 1000,
        "keepalives_idle": 30,
        "application_name": "curtain-line",
    }


def prepare(engine: Any, *tables: sa.Table) -> None:
    """Makes the indexes, widens the numbers of a new table and makes ours, one server at a time."""
    with engine.begin() as connection:
        connection.execute(sa.text("SELECT pg_advisory_xact_lock(:number)"), {"number": _PREPARING})
        for statement in (*INDEXES, _WIDEN):
            connection.execute(sa.text(statement))
        for table in tables:
            table.create(connection, checkfirst=True)


def one_at_a_time(connection: Any, sender_id: str) -> None:
    """Lets nobody else write to this conversation until the transaction ends.

    A row's number is drawn before it is committed: without this, two servers that write at once
    could commit in the other order, and a reader who asks for later rows would miss the earlier.
    """
    connection.execute(sa.text("SELECT pg_advisory_xact_lock(hashtextextended(:name, 0))"), {"name": sender_id})
