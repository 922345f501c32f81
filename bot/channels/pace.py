"""How fast one browser may send what has to be read: faster than anybody types, slower than a flood."""

from __future__ import annotations

import os
import time
from collections import OrderedDict
from functools import lru_cache
from typing import Tuple

from bot.channels.request import Refusal

AT_ONCE = 20  # lines one may send without a pause
A_SECOND = 2.0  # lines that may follow each second (`CURTAIN_LINE_PACE`; 0 for no limit)
KNOWN = 10_000  # conversations whose pace is kept in mind
TOO_FAST = "That was a lot at once. Please wait a few seconds, then send it again."


class Pace:
    """A bucket of lines for each conversation: `at_once` at most, filled up by `a_second`."""

    def __init__(self, a_second: float = A_SECOND, at_once: int = AT_ONCE, known: int = KNOWN) -> None:
        self.a_second, self.at_once, self.known = a_second, at_once, known
        self._left: OrderedDict[str, Tuple[float, float]] = OrderedDict()  # what is left, and when that was

    def allows(self, name: str, now: float) -> bool:
        """Whether this conversation may send one more at `now` (seconds); takes it off what is left."""
        if self.a_second <= 0:
            return True
        left, since = self._left.pop(name, (float(self.at_once), now))
        left = min(float(self.at_once), left + max(0.0, now - since) * self.a_second)
        allowed = left >= 1
        self._left[name] = (left - 1 if allowed else left, now)
        if len(self._left) > self.known:
            self._left.popitem(last=False)  # the one that has been quiet longest, whose bucket is fullest
        return allowed


@lru_cache(maxsize=1)
def _pace() -> Pace:
    return Pace(float(os.environ.get("CURTAIN_LINE_PACE") or A_SECOND))


def not_too_fast(sender: str) -> None:
    """Lets through what comes at a human pace.

    Raises:
        Refusal: with 429, where it does not.
    """
    if not _pace().allows(sender, time.monotonic()):
        raise Refusal(TOO_FAST, 429)
