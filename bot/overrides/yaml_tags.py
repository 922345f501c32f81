"""The tag of a YAML scalar, found without leaving anything behind.

ruamel.yaml 0.17, which Rasa pins and reads its files with, adds the resolvers for any first letter to the list of
those for one at every scalar, for good: the time of a file grows with the square of its length. A
trained model holds the whole domain in one.
"""

from __future__ import annotations

from typing import Any, Callable

from ruamel.yaml.nodes import ScalarNode
from ruamel.yaml.resolver import VersionedResolver

_ruamels: Callable[..., Any] = VersionedResolver.resolve


def resolve(resolver: VersionedResolver, kind: Any, value: Any, implicit: Any) -> Any:
    """The tag of a node, as ruamel.yaml finds it."""
    if kind is ScalarNode and implicit[0]:
        by_letter = resolver.versioned_resolver
        for tag, pattern in [*by_letter.get(value[:1], ()), *by_letter.get(None, ())]:
            if pattern.match(value):
                return tag
        implicit = (False, implicit[1])  # no pattern fits; what is left of the question is ruamel's
    return _ruamels(resolver, kind, value, implicit)


def install() -> None:
    """Has ruamel.yaml find tags this way, in this process."""
    VersionedResolver.resolve = resolve  # type: ignore[assignment, method-assign]
