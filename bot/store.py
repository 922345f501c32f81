"""The tracker store: Rasa's SQL table, read once and then only what is new.

Rasa's own store reads and rebuilds a whole rehearsal at every look, so the three hundredth
line would cost many times the tenth. This one keeps the trackers it has read, and asks
the database for the rows that came since: another process may have written them.
Every event is in the database before a line is answered, as with Rasa's.
"""

from __future__ import annotations

import json
from collections import OrderedDict
from dataclasses import dataclass
from typing import Any, Dict, List, Optional, Sequence, Text, Tuple

import sqlalchemy as sa
import ujson
from rasa.core.tracker_store import SQLTrackerStore
from rasa.shared.core.events import Event, SessionStarted
from rasa.shared.core.trackers import DialogueStateTracker
from sqlalchemy.pool import QueuePool

from bot import inbox, postgresql
from bot.overrides.tracker_copy import WRITTEN, copy_of

KEPT = 500  # conversations whose trackers are kept
PATIENCE = 5  # seconds to wait for another process that writes; everybody's lines wait meanwhile
TABLE = SQLTrackerStore.SQLEvent.__table__
INDEX = "CREATE INDEX IF NOT EXISTS events_sender_type ON events (sender_id, type_name)"
Row = Tuple[int, str]  # the number of the row, and the event as JSON

# Built once: to build one and find it among those compiled takes SQLAlchemy four times as long as to run it.
_SENDER, _FROM = TABLE.c.sender_id == sa.bindparam("sender_id"), sa.bindparam("first")
_ROWS = sa.select(TABLE.c.id, TABLE.c.data).where(_SENDER, TABLE.c.id >= _FROM).order_by(TABLE.c.id)
_STARTS = sa.select(TABLE.c.id).where(_SENDER, TABLE.c.type_name == SessionStarted.type_name)
_LAST_START = _STARTS.order_by(TABLE.c.id.desc()).limit(1)
_INSERT = TABLE.insert()


@dataclass(frozen=True)
class Known:
    """What has been read of a conversation: its latest rehearsal."""

    last: Row  # the last row
    tracker: DialogueStateTracker  # handed out to be changed only as a copy


class Rehearsals(SQLTrackerStore):
    """Rasa's SQL tracker store, for many short looks at the latest rehearsal."""

    engine: Any
    sessionmaker: Any

    def __init__(self, *arguments: Any, **settings: Any) -> None:
        super().__init__(*arguments, **settings)
        self._known: OrderedDict[Text, Known] = OrderedDict()
        self._model_domain = self.domain
        if self.engine.dialect.name == "sqlite":
            self._open_sqlite()
        elif self.engine.dialect.name == "postgresql":
            self._open_postgresql()
        self.engine.hide_parameters = True  # what was said is not for the logs

    def _open_sqlite(self) -> None:
        """Keeps connections open, and writes ahead: a commit is one append, and readers wait for nobody."""
        self.engine = sa.create_engine(
            self.engine.url, poolclass=QueuePool, connect_args={"check_same_thread": False, "timeout": PATIENCE}
        )
        sa.event.listen(self.engine, "connect", _write_ahead)
        self.sessionmaker = sa.orm.session.sessionmaker(bind=self.engine)
        with self.engine.begin() as connection:
            connection.execute(sa.text(INDEX))
            inbox.TABLE.create(connection, checkfirst=True)

    def _open_postgresql(self) -> None:
        """Replaces connections that have died, for one shared by several servers."""
        self.engine.dispose()
        self.engine = postgresql.engine_of(self.engine.url)
        self.sessionmaker = sa.orm.session.sessionmaker(bind=self.engine)
        postgresql.prepare(self.engine, inbox.TABLE)

    async def retrieve(self, sender_id: Text) -> Optional[DialogueStateTracker]:
        """The tracker of the latest rehearsal, or None for a stranger."""
        seen = self.seen(sender_id)
        if seen is None:
            return None
        tracker = copy_of(seen)
        setattr(tracker, WRITTEN, len(tracker.events))
        return tracker

    def seen(self, sender_id: Text) -> Optional[DialogueStateTracker]:
        """The same tracker, not to be changed: it is the one that is kept."""
        known = postgresql.twice_if_cut(lambda _: self._up_to_date(sender_id))
        return known.tracker if known else None

    def _up_to_date(self, sender_id: Text) -> Optional[Known]:
        """What there is of a conversation: what was known and what came since, else read anew."""
        known = self._known_of_this_model().get(sender_id)
        with self.engine.connect() as connection:
            rows = _since(connection, sender_id, known.last[0]) if known else []
            if known and rows and rows[0] == known.last:
                if len(rows) == 1:
                    return known
                fresh = _events(rows[1:])
                if not _begins_anew(fresh):
                    return self._keep(sender_id, _continued(known, rows[-1], fresh))
            rows = _latest_session(connection, sender_id)
        self._known.pop(sender_id, None)
        return self._keep(sender_id, Known(rows[-1], self._rebuilt(sender_id, _events(rows)))) if rows else None

    def _known_of_this_model(self) -> "OrderedDict[Text, Known]":
        if self._model_domain is not self.domain:
            self._known.clear()
            self._model_domain = self.domain
        return self._known

    def _rebuilt(self, sender_id: Text, events: List[Event]) -> DialogueStateTracker:
        return DialogueStateTracker.from_events(sender_id, events, self.domain.slots)

    def _keep(self, sender_id: Text, known: Known) -> Known:
        self._known[sender_id] = known
        self._known.move_to_end(sender_id)
        if len(self._known) > KEPT:
            self._known.popitem(last=False)
        return known

    async def save(self, tracker: DialogueStateTracker) -> None:
        """Writes the events that are not in the database yet, all in one transaction."""
        written = getattr(tracker, WRITTEN, None)
        if written is None:  # made by somebody else: Rasa counts what is there
            await super().save(tracker)
            self._known.pop(tracker.sender_id, None)
        else:
            events = list(tracker.events)[written:]
            self._append(tracker, events)
            if self.event_broker is not None:  # after the database: nobody is told of what was not kept
                await self._stream_new_events(self.event_broker, events, tracker.sender_id)
        setattr(tracker, WRITTEN, len(tracker.events))

    def _append(self, tracker: DialogueStateTracker, events: Sequence[Event]) -> None:
        if not events:
            return
        known = self._known.pop(tracker.sender_id, None)
        rows = self._inserted([_row(tracker.sender_id, event) for event in events], known.last[0] if known else None)
        alone = known is not None and len(rows) == len(events) + 1 and rows[0] == known.last
        if alone and not _begins_anew(events):
            self._keep(tracker.sender_id, Known(rows[-1], copy_of(tracker)))

    def _inserted(self, fresh: Sequence[Dict[Text, Any]], since: Optional[int]) -> List[Row]:
        """Writes these rows, once; returns those of their conversation from number `since` on, if asked."""
        sender_id = fresh[0]["sender_id"]

        def write(again: bool) -> List[Row]:
            with self.engine.begin() as connection:
                if self.engine.dialect.name == "postgresql":
                    postgresql.one_at_a_time(connection, sender_id)
                if not (again and _is_there(connection, fresh[0])):
                    connection.execute(_INSERT, fresh)
                return _since(connection, sender_id, since) if since is not None else []

        return postgresql.twice_if_cut(write)

    def forgotten(self, sender_id: Text) -> None:
        """To be called when a conversation was deleted: nothing of it stays in memory or in what is written ahead."""
        self._known.pop(sender_id, None)
        if self.engine.dialect.name == "sqlite":
            with self.engine.connect() as connection:
                connection.execute(sa.text("PRAGMA wal_checkpoint(TRUNCATE)"))


def _write_ahead(connection: Any, _: object) -> None:
    """A process killed at any moment loses nothing it has committed; deleted text is overwritten."""
    for pragma in ("journal_mode=WAL", "synchronous=NORMAL", "secure_delete=ON"):
        connection.execute(f"PRAGMA {pragma}")


def _is_there(connection: Any, row: Dict[Text, Any]) -> bool:
    """Whether this very event was kept: its time is in its data, and in a user's also a number of its own."""
    same = sa.select(TABLE.c.id).where(TABLE.c.sender_id == row["sender_id"], TABLE.c.data == row["data"])
    return connection.execute(same.limit(1)).first() is not None


def _since(connection: Any, sender_id: Text, last: int) -> List[Row]:
    """The last known row, where it is still there, and all after it."""
    return [(row[0], row[1]) for row in connection.execute(_ROWS, {"sender_id": sender_id, "first": last})]


def _latest_session(connection: Any, sender_id: Text) -> List[Row]:
    """The rows from the latest start of a rehearsal on: by their order, since clocks may be set back."""
    start = connection.execute(_LAST_START, {"sender_id": sender_id}).scalar()
    return _since(connection, sender_id, start or 0)


def _events(rows: Sequence[Row]) -> List[Event]:
    found = (Event.from_parameters(ujson.loads(data)) for _, data in rows)
    return [event for event in found if event is not None]


def _begins_anew(events: Sequence[Event]) -> bool:
    return any(isinstance(event, SessionStarted) for event in events)


def _continued(known: Known, last: Row, fresh: Sequence[Event]) -> Known:
    tracker = copy_of(known.tracker)
    for event in fresh:
        tracker.update(event)
    return Known(last, tracker)


def _row(sender_id: Text, event: Event) -> Dict[Text, Any]:
    """An event as Rasa's table holds it."""
    data = event.as_dict()
    return {
        "sender_id": sender_id,
        "type_name": event.type_name,
        "timestamp": data.get("timestamp"),
        "intent_name": ((data.get("parse_data") or {}).get("intent") or {}).get("name"),
        "action_name": data.get("name"),
        "data": json.dumps(data),
    }
