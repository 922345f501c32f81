"""A user's rehearsals in Rasa's tracker store: read whole, deleted for good."""

from __future__ import annotations

from typing import Any, Dict, List, Optional

from rasa.core.tracker_store import FailSafeTrackerStore, SQLTrackerStore, TrackerStore

from actions.memory import sessions
from bot.store import Rehearsals

Events = List[Dict[str, Any]]


async def events_of(store: TrackerStore, sender_id: str) -> Events:
    """All events of a conversation, of every rehearsal, as plain data; empty for a stranger."""
    tracker = await store.retrieve_full_tracker(sender_id)
    return [event.as_dict() for event in tracker.events] if tracker else []


async def latest_events(store: TrackerStore, sender_id: str) -> Events:
    """The events of a conversation's latest rehearsal, the only one read from the database."""
    tracker = await store.retrieve(sender_id)
    events = [event.as_dict() for event in tracker.events] if tracker else []
    return [dict(event) for event in (sessions(events) or [[]])[-1]]


async def latest_slots(store: TrackerStore, sender_id: str) -> Dict[str, Any]:
    """Where a conversation's latest rehearsal stands; empty for a stranger."""
    tracker = await store.retrieve(sender_id)
    return (
        {name: value for name, value in tracker.current_slot_values().items() if value is not None} if tracker else {}
    )


async def rehearsal_events(store: TrackerStore, sender_id: str, rehearsal: str) -> Optional[Events]:
    """The events of one rehearsal of this user, or None where this user has none of that name."""
    for session in sessions(await events_of(store, sender_id)):
        if any(_names(event, rehearsal) for event in session):
            return [dict(event) for event in session]
    return None


def _names(event: Any, rehearsal: str) -> bool:
    return bool(event["event"] == "slot" and event["name"] == "rehearsal" and event["value"] == rehearsal)


def forget(store: TrackerStore, sender_id: str) -> int:
    """Deletes every event of a conversation from the database, and says how many there were.

    Raises:
        TypeError: the tracker store is none that can delete.
    """
    inner = store._tracker_store if isinstance(store, FailSafeTrackerStore) else store
    if not isinstance(inner, SQLTrackerStore):
        raise TypeError(f"{type(inner).__name__} cannot delete a conversation")
    with inner.session_scope() as session:
        rows = session.query(inner.SQLEvent).filter(inner.SQLEvent.sender_id == sender_id)
        count = int(rows.delete(synchronize_session=False))
        session.commit()
    if isinstance(inner, Rehearsals):
        inner.forgotten(sender_id)
    return count
