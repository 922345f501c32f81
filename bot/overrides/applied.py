"""The events that count, found by their classes: Rasa asks of each event up to six times whether it is of one kind.

Its events are of abstract base classes, of which Python asks that slowly, and a turn looks at all of them several times.
"""

from __future__ import annotations

from typing import Callable, List

from rasa.shared.core.events import (
    ActionReverted,
    ActiveLoop,
    Event,
    Restarted,
    SessionStarted,
    UserUtteranceReverted,
)
from rasa.shared.core.trackers import DialogueStateTracker

TAKE_BACK = (ActionReverted, ActiveLoop, UserUtteranceReverted)  # what needs Rasa's closer look
BEGIN_ANEW = (Restarted, SessionStarted)

_rasas: Callable[[DialogueStateTracker], List[Event]] = DialogueStateTracker.applied_events


def applied_events(tracker: DialogueStateTracker) -> List[Event]:
    """The events since the talk last began anew, without those that were taken back."""
    kinds = {type(event) for event in tracker.events}
    if not kinds.isdisjoint(TAKE_BACK):
        return _rasas(tracker)
    events = list(tracker.events)
    begun = max((i + 1 for i, event in enumerate(events) if type(event) in BEGIN_ANEW), default=0)
    return events[begun:]
