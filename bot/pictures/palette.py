"""The colours of the pages (bot/web/static/style.css) for drawings, which no style sheet reaches."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Palette:
    """Colours as `#rrggbb`. None stands alone for a meaning: shape or label says the same."""

    name: str
    sheet: str  # what lies behind; an SVG leaves it out and lets the page through
    ink: str
    soft: str  # labels of less weight
    rule: str  # grids and empty tracks
    edge: str  # outlines of what is empty
    plum: str  # the candidate's
    teal: str  # practice drills


LIGHT = Palette("light", "#fffdfa", "#2b2430", "#635a68", "#e5dbd0", "#948794", "#7a3b5e", "#1f6660")
DARK = Palette("dark", "#252127", "#efe8ea", "#b8adb7", "#4a424d", "#857a88", "#e2adcb", "#85cbc2")
