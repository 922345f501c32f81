"""What the action server keeps of the latest conversations, so that a call need bring only what came since.

Each answer carries a mark, `kept`. The next call of a conversation may give that mark in its tracker's `after` and
send the events since; where the mark is not the latest here (another server was asked in between, or this one is new),
the answer says so with a `kept` of None, and the caller sends everything. A caller that knows
nothing of marks sends everything each time, as Rasa does.
"""

from __future__ import annotations

import time
from collections import OrderedDict
from dataclasses import dataclass
from secrets import token_hex
from typing import Any, Dict, Optional, Sequence, Text

from actions.events import Event
from actions.memory import Kept

KEPT = "kept"  # in an answer: the mark of the events known by now
AFTER = "after"  # in a call's tracker: the mark that the events sent come after
UNKNOWN: Dict[Text, Any] = {"events": [], "responses": [], KEPT: None}  # the answer where that mark is not known
MOST = 500  # conversations kept; about 0.2 MB for each hundred events
IDLE = 600.0  # seconds a conversation is kept in which nothing is said


@dataclass(frozen=True)
class Known:
    """What is known of a conversation."""

    mark: Text
    events: Kept
    at: float  # when it was last heard of, by the monotonic clock


class Conversations:
    """The latest conversations, the one heard of last at the end."""

    def __init__(self, most: int = MOST, idle: float = IDLE) -> None:
        self._most, self._idle = most, idle
        self._known: OrderedDict[Text, Known] = OrderedDict()

    def heard(self, sender_id: Text, events: Sequence[Event], after: Optional[Text] = None) -> Optional[Known]:
        """Takes in the events of a call, all or those that come after a mark; None where that mark is not known."""
        before = self._known.pop(sender_id, None)
        if after is None:
            found = Kept(events)
        elif before is not None and before.mark == after:
            found = before.events.further(events)
        else:
            return None
        known = self._known[sender_id] = Known(token_hex(8), found, time.monotonic())
        while len(self._known) > self._most:
            self._known.popitem(last=False)
        return known

    def forget(self, sender_id: Text) -> None:
        """Keeps nothing of this conversation."""
        self._known.pop(sender_id, None)

    def forget_idle(self) -> None:
        """Keeps nothing of conversations in which nothing was said for long."""
        now = time.monotonic()
        while self._known and now - next(iter(self._known.values())).at >= self._idle:
            self._known.popitem(last=False)

    def __len__(self) -> int:
        return len(self._known)
