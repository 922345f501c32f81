"""Whether a domain is empty, found out once: Rasa writes out the whole domain as a dictionary to see, for every line."""

from __future__ import annotations

from typing import Callable, Optional

from rasa.shared.core.domain import Domain

_rasas_look: Callable[[Domain], bool] = Domain.is_empty


def is_empty(domain: Domain) -> bool:
    """What Rasa finds of this domain the first time it is asked; a domain does not become another."""
    known: Optional[bool] = domain.__dict__.get("known_empty")
    if known is None:
        known = domain.__dict__["known_empty"] = _rasas_look(domain)
    return known
