"""What was answered to a message, read from the database: for a message that comes again because its answer got lost."""

from __future__ import annotations

import json
from typing import Any, Dict, Iterator, List, Optional, Sequence

import sqlalchemy as sa
from rasa.core.tracker_store import SQLTrackerStore, TrackerStore

from bot import postgresql

TABLE = SQLTrackerStore.SQLEvent.__table__
LOOK_BACK = 10  # messages of a conversation among which one that comes again is looked for
Replies = List[Dict[str, Any]]

# Built once, as in bot/store.py.
_SENDER = TABLE.c.sender_id == sa.bindparam("sender_id")
_TYPED = sa.select(TABLE.c.id, TABLE.c.data).where(_SENDER, TABLE.c.type_name == "user")
_LATEST = _TYPED.order_by(TABLE.c.id.desc()).limit(LOOK_BACK)
_ROWS = sa.select(TABLE.c.type_name, TABLE.c.data).where(_SENDER, TABLE.c.id > sa.bindparam("row"))
_AFTER = _ROWS.order_by(TABLE.c.id)


def answer_to(store: TrackerStore, sender_id: str, message_id: Optional[str]) -> Optional[Replies]:
    """The replies to the message of this id, as they went to the channel; None where it has not been heard."""
    if not message_id or not isinstance(store, SQLTrackerStore):
        return None
    return postgresql.twice_if_cut(lambda _: _answer(store, sender_id, message_id))


def _answer(store: SQLTrackerStore, sender_id: str, message_id: str) -> Optional[Replies]:
    with store.engine.connect() as connection:
        heard = _heard(connection, sender_id, message_id)
        return None if heard is None else list(_replies(_after(connection, sender_id, heard)))


def _heard(connection: Any, sender_id: str, message_id: str) -> Optional[int]:
    """The number of the row in which this message lies, among the latest."""
    rows = connection.execute(_LATEST, {"sender_id": sender_id})
    likely = ((row, data) for row, data in rows if message_id in data)  # most hold it not: they need not be read
    return next((row for row, data in likely if json.loads(data).get("message_id") == message_id), None)


def _after(connection: Any, sender_id: str, row: int) -> Sequence[Any]:
    return list(connection.execute(_AFTER, {"sender_id": sender_id, "row": row}))


def _replies(rows: Sequence[Any]) -> Iterator[Dict[str, Any]]:
    """What the bot said up to the next message."""
    for kind, data in rows:
        if kind == "user":
            return
        if kind == "bot":
            event = json.loads(data)
            shown = {name: value for name, value in (event.get("data") or {}).items() if value}
            yield {"text": event.get("text"), **shown, **(event.get("metadata") or {})}
