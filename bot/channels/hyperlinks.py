"""Links in what a chat is sent: a sign in the text stands for each, and every service writes them in its own way."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Callable, Sequence

LINK_HERE = "\ue000"  # the sign of a message's first link; that of the next follows it in the alphabet
_SIGNS = re.compile("[\ue000-\ue00f]")


@dataclass(frozen=True)
class Link:
    """One link of a message."""

    words: str  # it hides behind, where a service can hide it
    address: str


def sign(i: int) -> str:
    """What stands in a text for its link number `i`, from 0 to 15."""
    return chr(ord(LINK_HERE) + i)


def written(text: str, links: Sequence[Link], how: Callable[[Link], str]) -> str:
    """A text with its links in it, each written as `how` has it; a sign without a link is left out."""

    def one(found: "re.Match[str]") -> str:
        i = ord(found.group()) - ord(LINK_HERE)
        return how(links[i]) if i < len(links) else ""

    return _SIGNS.sub(one, text)
