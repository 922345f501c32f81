"""A user's rehearsals in Rasa's tracker store: found by name, listed, deleted for good.

A rehearsal is a session of a conversation. Transcripts brought in are kept in a second
conversation beside the talk, so that no running rehearsal is disturbed.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any, Dict, Iterable, List, Optional, Tuple

import sqlalchemy as sa
from rasa.core.tracker_store import FailSafeTrackerStore, SQLTrackerStore, TrackerStore
from rasa.shared.core.trackers import DialogueStateTracker
from sqlalchemy.orm import Session

from actions.events import before_next, sessions
from bot import inbox, postgresql
from bot.store import Rehearsals

Events = List[Dict[str, Any]]
IMPORTS = ".imports"  # what the name of the second conversation ends in; no visitor's name holds a full stop


@dataclass(frozen=True)
class Kept:
    """Where one rehearsal lies in the database."""

    name: str
    sender_id: str  # of the conversation
    first: int  # ids of its first and last event
    last: int


def imports_of(sender_id: str) -> str:
    """The conversation that holds a user's transcripts."""
    return f"{sender_id}{IMPORTS}"


def conversations(sender_id: str) -> Tuple[str, str]:
    """All conversations of a user."""
    return sender_id, imports_of(sender_id)


async def events_of(store: TrackerStore, sender_id: str) -> Events:
    """All events of a conversation, of every rehearsal, as plain data; empty for a stranger."""
    tracker = await store.retrieve_full_tracker(sender_id)
    return [event.as_dict() for event in tracker.events] if tracker else []


async def latest_events(store: TrackerStore, sender_id: str) -> Events:
    """The events of a conversation's latest rehearsal, the only one read from the database."""
    tracker = await _latest(store, sender_id)
    events = [event.as_dict() for event in tracker.events] if tracker else []
    return [dict(event) for event in (sessions(events) or [[]])[-1]]


async def latest_slots(store: TrackerStore, sender_id: str) -> Dict[str, Any]:
    """Where a conversation's latest rehearsal stands; empty for a stranger."""
    tracker = await _latest(store, sender_id)
    slots = tracker.current_slot_values() if tracker else {}
    return {name: value for name, value in slots.items() if value is not None}


def is_known(store: TrackerStore, sender_id: str) -> bool:
    """Whether there is anything of a conversation, be it a line that waits; needs no model, and reads nothing."""
    inner = _sql(store)
    tables = (inner.SQLEvent.__table__, inbox.TABLE)
    rows = sa.union_all(*(sa.select(one.c.id).where(one.c.sender_id == sender_id) for one in tables)).limit(1)

    def look(_: bool) -> bool:
        with inner.engine.connect() as connection:
            return connection.execute(rows).first() is not None

    return postgresql.twice_if_cut(look)


async def _latest(store: TrackerStore, sender_id: str) -> Optional[DialogueStateTracker]:
    """The tracker of a conversation's latest rehearsal, to be read only: our store makes no copy of it."""
    return store.seen(sender_id) if isinstance(store, Rehearsals) else await store.retrieve(sender_id)


async def rehearsal_events(store: TrackerStore, sender_id: str, rehearsal: str) -> Optional[Events]:
    """The events of one rehearsal of this user, or None where this user has none of that name."""
    kept = next((one for one in rehearsals(store, sender_id) if one.name == rehearsal), None)
    return events_in(store, kept) if kept else None


def rehearsals(store: TrackerStore, sender_id: str) -> List[Kept]:
    """Where a user's rehearsals lie, oldest first; the rehearsals themselves are not read."""
    inner = _sql(store)
    event = inner.SQLEvent
    named = (event.type_name == "slot") & (event.action_name == "rehearsal")
    with inner.session_scope() as session:
        ours = event.sender_id.in_(conversations(sender_id))
        marks = session.query(event.sender_id, event.id, event.type_name, event.data)
        rows = marks.filter(ours, named | (event.type_name == "session_started")).order_by(event.id).all()
        last = dict(session.query(event.sender_id, sa.func.max(event.id)).filter(ours).group_by(event.sender_id).all())
    return sorted((one for sender, end in last.items() for one in _kept(sender, end, rows)), key=lambda one: one.first)


def _kept(sender_id: str, end: int, rows: List[Any]) -> List[Kept]:
    """The rehearsals of one conversation whose last event is `end`."""
    mine = [row for row in rows if row.sender_id == sender_id]
    starts = [row.id for row in mine if row.type_name == "session_started"]
    names = [(row.id, json.loads(row.data).get("value")) for row in mine if row.type_name == "slot"]
    found = {}
    for first, past in zip(starts, [*starts[1:], end + 1]):
        for name in (name for at, name in names if first <= at < past and name):
            found[name] = Kept(str(name), sender_id, first, past - 1)
    return list(found.values())


def events_in(store: TrackerStore, kept: Kept) -> Events:
    """The events of one rehearsal, up to where the next was set up."""
    inner = _sql(store)
    with inner.session_scope() as session:
        rows = _rows(inner, session, kept.sender_id, kept.first, kept.last)
    return [dict(event) for event in before_next([json.loads(row.data) for row in rows])]


def _rows(inner: SQLTrackerStore, session: Session, sender_id: str, first: int, last: int) -> List[Any]:
    event = inner.SQLEvent
    rows = session.query(event.id, event.data).filter(event.sender_id == sender_id, event.id.between(first, last))
    return list(rows.order_by(event.id).all())


def forget(store: TrackerStore, sender_id: str) -> int:
    """Deletes every event of a user from the database, and says how many there were.

    Raises:
        TypeError: the tracker store is none that can delete.
    """
    inner = _sql(store)
    with inner.session_scope() as session:
        count = _delete(inner, session, inner.SQLEvent.sender_id.in_(conversations(sender_id)))
    _let_go(inner, conversations(sender_id))
    return count


def forget_rehearsal(store: TrackerStore, sender_id: str, rehearsal: str) -> int:
    """Deletes one rehearsal, and how it was set up, and says how many events that were: 0 where there is none.

    Raises:
        TypeError: the tracker store is none that can delete.
    """
    inner = _sql(store)
    kept = next((one for one in rehearsals(store, sender_id) if one.name == rehearsal), None)
    if kept is None:
        return 0
    with inner.session_scope() as session:
        first, event = _set_up_at(inner, session, kept), inner.SQLEvent
        count = _delete(inner, session, (event.sender_id == kept.sender_id) & event.id.between(first, kept.last))
    _let_go(inner, (kept.sender_id,))
    return count


def _let_go(inner: SQLTrackerStore, sender_ids: Iterable[str]) -> None:
    """Has the store forget what it keeps in memory of conversations that were deleted from."""
    for sender_id in sender_ids if isinstance(inner, Rehearsals) else ():
        inner.forgotten(sender_id)


def _set_up_at(inner: SQLTrackerStore, session: Session, kept: Kept) -> int:
    """The id of the first event that led to a rehearsal: such end the session before, and may hold one's own job."""
    event = inner.SQLEvent
    before = (event.sender_id == kept.sender_id) & (event.id < kept.first)
    start = session.query(sa.func.max(event.id)).filter(before, event.type_name == "session_started").scalar()
    rows = _rows(inner, session, kept.sender_id, start or 0, kept.first - 1)
    left = len(before_next([json.loads(row.data) for row in rows]))
    return int(rows[left].id) if left < len(rows) else kept.first


def _delete(inner: SQLTrackerStore, session: Session, chosen: Any) -> int:
    """Deletes these rows so that their bytes are overwritten, in SQLite's file and in its log."""
    is_sqlite = inner.engine.dialect.name == "sqlite"
    if is_sqlite:
        session.execute(sa.text("PRAGMA secure_delete = ON"))
    count = int(session.query(inner.SQLEvent).filter(chosen).delete(synchronize_session=False))
    session.commit()
    if is_sqlite:
        session.execute(sa.text("PRAGMA wal_checkpoint(TRUNCATE)"))
    return count


def _sql(store: TrackerStore) -> SQLTrackerStore:
    inner = store._tracker_store if isinstance(store, FailSafeTrackerStore) else store
    if not isinstance(inner, SQLTrackerStore):
        raise TypeError(f"{type(inner).__name__} keeps no history that could be listed and deleted")
    return inner
