"""A rehearsal's scorecard for chats: plain data, and the picture of its levels."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import Optional, Tuple

from actions.memory import remember
from actions.scoring import Scorecard, score
from actions.scoring.principles import ACTS, rubric
from actions.scoring.scorecard import TOP
from bot.channels.words import words
from bot.history import Events
from bot.pictures import Picture, as_png
from bot.pictures.levels import picture

FULL, EMPTY, NONE = "●", "○", "–"


@dataclass(frozen=True)
class Row:
    """One principle."""

    title: str
    level: Optional[int]  # 0 to 3, or None where it does not count

    @property
    def signs(self) -> str:
        """The level as three signs, which say the same as `told`."""
        return NONE * TOP if self.level is None else FULL * self.level + EMPTY * (TOP - self.level)

    @property
    def told(self) -> str:
        """The level in words."""
        marks = words().scorecard
        return marks.not_counted if self.level is None else marks.level.format(level=self.level)


@dataclass(frozen=True)
class Scores:
    """The whole card."""

    title: str  # of the interview
    total: str  # in words
    acts: Tuple[Tuple[str, Tuple[Row, ...]], ...]  # each act's name and its principles


def scores_of(events: Events) -> Scores:
    """The scorecard of one rehearsal's events."""
    memory = remember(events)
    card = score(memory.rehearsal)
    title = memory.scenario.title if memory.scenario else ""
    total = words().scorecard.total.format(total=card.total)
    return Scores(title, total, tuple((act.capitalize(), _rows(card, act)) for act in ACTS))


def _rows(card: Scorecard, act: str) -> Tuple[Row, ...]:
    named = rubric().principles
    ours = (mark for mark in card.marks if named[mark.principle].act == act)
    return tuple(Row(named[mark.principle].title, mark.level) for mark in ours)


def levels_of(events: Events) -> Picture:
    """The drawing of the levels."""
    return picture(score(remember(events).rehearsal))


async def levels_picture(events: Events) -> bytes:
    """The same as a PNG, drawn beside the event loop."""
    return await asyncio.get_running_loop().run_in_executor(None, as_png, levels_of(events))
