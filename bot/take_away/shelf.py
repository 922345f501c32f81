"""Keeps the files made last, so that the same rehearsal is not drawn twice."""

from __future__ import annotations

import hashlib
import json
from collections import OrderedDict
from threading import Lock
from typing import Callable, Sequence, Tuple

from actions.events import Event
from bot.pictures import Palette
from bot.take_away.files import File, made

MOST = 32  # files; a PDF has some 300 kB


class Shelf:
    """The last files by what they were made of: changed events are another rehearsal."""

    def __init__(self, most: int = MOST, make: Callable[[str, Sequence[Event], Palette], File] = made) -> None:
        self._most = most
        self._make = make
        self._files: "OrderedDict[Tuple[str, str, str], File]" = OrderedDict()
        self._lock = Lock()

    def file(self, name: str, events: Sequence[Event], palette: Palette) -> File:
        """The file of this name, made now or taken from the shelf."""
        key = (name, palette.name, _digest(events))
        with self._lock:
            if key in self._files:
                self._files.move_to_end(key)
                return self._files[key]
        file = self._make(name, events, palette)
        with self._lock:
            self._files[key] = file
            while len(self._files) > self._most:
                self._files.popitem(last=False)
        return file


def _digest(events: Sequence[Event]) -> str:
    return hashlib.sha256(json.dumps(events, sort_keys=True).encode()).hexdigest()
