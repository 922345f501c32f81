"""What the action server has been told of each conversation, so that a call sends only the events since.

Rasa writes out all events of a rehearsal for each call of an action: three hundred lines in, half a megabyte.
`actions/conversations.py` has the other side; an action server that keeps nothing is sent everything, as Rasa does.
"""

from __future__ import annotations

from collections import OrderedDict
from itertools import islice
from typing import Any, Dict, List, NamedTuple, Optional, Text

import ujson
from rasa.shared.core.events import ActionExecuted, DefinePrevUserUtteredFeaturization, Event, FollowupAction
from rasa.shared.core.trackers import DialogueStateTracker

from actions.conversations import AFTER, KEPT
from bot.overrides.tracker_copy import WRITTEN

Body = Dict[Text, Any]
MOST = 500  # conversations of which is known how far the action server is
# What Rasa notes for itself: four in ten events, of which no action of ours takes notice.
RASAS_OWN = (ActionExecuted, DefinePrevUserUtteredFeaturization, FollowupAction)


class Written(List[Text]):
    """Events as JSON, each a text: a list that goes into a body as it is."""


def written(event: Event) -> Text:
    """An event as JSON."""
    text: Text = ujson.dumps(event.as_dict())
    return text


def _kept_text(event: Event) -> Text:
    """An event of the database as JSON, made once: such an event changes no more."""
    found: Optional[Text] = event.__dict__.get("text_kept")
    if found is None:
        found = event.__dict__["text_kept"] = written(event)
    return found


class Said:
    """The events of a tracker on their way to the action server."""

    def __init__(self, tracker: DialogueStateTracker) -> None:
        self.sender_id: Text = tracker.sender_id
        self.events = tracker.events
        self._in_database: int = getattr(tracker, WRITTEN, 0)

    def since(self, first: int) -> Written:
        """The events from number `first` on, as JSON, without what Rasa notes for itself."""
        numbered = enumerate(islice(self.events, first, None), first)
        return Written(
            _kept_text(event) if i < self._in_database else written(event)
            for i, event in numbered
            if type(event) not in RASAS_OWN
        )


class Told(NamedTuple):
    """How far the action server has been told of a conversation."""

    mark: Text
    number: int  # of events
    last: Event  # the very object: events are only ever added to a tracker


class Tellings:
    """How far the action server has been told of each of the latest conversations."""

    def __init__(self) -> None:
        self._told: OrderedDict[Text, Told] = OrderedDict()

    def body(self, body: Body, said: Said, whole: bool) -> Body:
        """The body of a call with the events the action server does not know, or with all of them."""
        told = None if whole else self._before(said)
        tracker = {**body["tracker"], "events": said.since(told.number if told else 0)}
        return {**body, "tracker": {**tracker, AFTER: told.mark} if told else tracker}

    def noted(self, said: Said, answer: Any) -> bool:
        """Notes what the action server knows by its answer; returns whether it knew what it was not told."""
        mark = answer.get(KEPT, "") if isinstance(answer, dict) else ""
        self._told.pop(said.sender_id, None)
        if mark:
            self._told[said.sender_id] = Told(mark, len(said.events), said.events[-1])
            if len(self._told) > MOST:
                self._told.popitem(last=False)
        return mark is not None

    def _before(self, said: Said) -> Optional[Told]:
        """How far it has been told of this tracker, where this is the one it was told of."""
        told = self._told.get(said.sender_id)
        if told is None or len(said.events) < told.number or said.events[told.number - 1] is not told.last:
            return None
        return told
