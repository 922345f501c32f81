"""A user's rehearsals as the drawing of progress wants them."""

from __future__ import annotations

from typing import Optional, Sequence

from bot.pictures import Picture, progress
from bot.pictures.progress import Played
from bot.summaries import DRILL, Summary

LEAST = 2  # rehearsals: one alone shows no progress


def progress_of(newest_first: Sequence[Summary]) -> Optional[Picture]:
    """The drawing of the rehearsals that came to their end and of drills; None where there are too few."""
    played = [_played(one) for one in reversed(newest_first) if one.finished or one.kind == DRILL]
    return progress.picture(played) if len(played) >= LEAST else None


def _played(one: Summary) -> Played:
    """A drill counts for the levels it reached: the others were not its subject."""
    when = f"{one.began:%-d %b}"
    if one.kind == DRILL:
        return Played(
            when, None, {name: level for name, level in one.levels.items() if level is not None}, is_drill=True
        )
    return Played(when, one.total, one.levels)
