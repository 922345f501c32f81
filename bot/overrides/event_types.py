"""The class of an event by its name, looked up in a table.

Rasa goes through all classes of events, and asks of each whether it is abstract, for every event it reads.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Callable, Optional, Text, Type

from rasa.shared.core.events import Event

_rasas: Callable[..., Optional[Type[Event]]] = Event.resolve_by_type


@lru_cache(maxsize=256)
def class_of(type_name: Text, default: Optional[Type[Event]] = None) -> Optional[Type[Event]]:
    """The class of the events of this name, as Rasa finds it.

    Raises:
        ValueError: there is none.
    """
    return _rasas(type_name, default)
