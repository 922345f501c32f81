"""A copy of a tracker, made from its state rather than by playing all its events again.

Rasa copies the tracker twice for each action, and plays back the whole rehearsal each time.
"""

from __future__ import annotations

import copy

from rasa.shared.core.slots import Slot
from rasa.shared.core.trackers import DialogueStateTracker

WRITTEN = "events_written"  # attribute that our store gives a tracker: how many of its events are in the database


def copy_of(tracker: DialogueStateTracker) -> DialogueStateTracker:
    """The same state in an object of its own; the events, which never change, are shared."""
    twin = copy.copy(tracker)
    twin.events = tracker.events.copy()
    twin.slots = type(tracker.slots)({name: _of_its_own(slot) for name, slot in tracker.slots.items()})
    twin.active_loop = copy.copy(tracker.active_loop)
    return twin


def _of_its_own(slot: Slot) -> Slot:
    """What `copy.copy` makes of a slot, which asks first how it may be copied: that takes five times as long."""
    twin = object.__new__(type(slot))
    twin.__dict__.update(slot.__dict__)
    return twin
