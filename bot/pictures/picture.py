"""What a drawing is, before it is drawn."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Callable, Tuple

from bot.pictures.palette import Palette


@dataclass(frozen=True)
class Table:
    """The same data as a drawing, to be read."""

    heads: Tuple[str, ...]
    rows: Tuple[Tuple[str, ...], ...]  # each as long as `heads`; the first cell names the row


@dataclass(frozen=True)
class Picture:
    """One drawing: what it says in words, and how it is drawn."""

    name: str
    title: str
    told: str  # in a sentence or two, for who cannot see it
    width: int  # CSS pixels
    height: int
    table: Table
    draw: Callable[[Palette, Any], None]  # onto an empty matplotlib figure of that size
