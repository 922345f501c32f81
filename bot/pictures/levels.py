"""The level of each principle, as bars by act.

Bars, and no radar: of both drawn and looked at, the radar had its fourteen titles run into the ring, joined
principles that have nothing to do with each other into one area, folded most rehearsals to a spike or two, and had
no place for one that does not count. Bars keep the acts together, are read in one direction, and fit a phone.
"""

from __future__ import annotations

from typing import Any, Iterator, List, Optional, Tuple

from actions.scoring import Mark, Scorecard
from actions.scoring.principles import ACTS, rubric
from actions.scoring.scorecard import TOP
from bot.pictures.palette import Palette
from bot.pictures.picture import Picture, Table

WIDTH = 404
_HEAD, _ROW, _GAP = 26, 25, 12  # heights of an act's name, of a bar, between two acts
_LEFT, _BAR, _LABEL = 4, 200, 328  # where names, bars and levels begin
_CELL = (38, 10, 3)  # width, height, and the gap to the next


def picture(card: Scorecard) -> Picture:
    """The drawing of a scorecard's levels."""
    acts = _by_act(card)
    height = sum(_HEAD + _ROW * len(marks) for _, marks in acts) + _GAP * (len(acts) - 1) + 8

    def draw(palette: Palette, figure: Any) -> None:
        _draw(acts, palette, figure, height)

    return Picture("levels", "Levels by principle", _told(card), WIDTH, height, _table(acts), draw)


def _by_act(card: Scorecard) -> List[Tuple[str, List[Mark]]]:
    act_of = {name: one.act for name, one in rubric().principles.items()}
    return [(act, [mark for mark in card.marks if act_of[mark.principle] == act]) for act in ACTS]


def level_text(level: Optional[int]) -> str:
    """A level as the pages write it."""
    return "not counted" if level is None else f"{level} of {TOP}"


def _told(card: Scorecard) -> str:
    counted = [mark.level for mark in card.marks if mark.level is not None]
    reached = ", ".join(f"{counted.count(level)} at {level}" for level in range(TOP, -1, -1))
    return f"Of {len(counted)} principles that count, {reached} of {TOP}. Total: {card.total} of 100."


def _table(acts: List[Tuple[str, List[Mark]]]) -> Table:
    titles = rubric().principles
    rows = ((titles[m.principle].title, act.capitalize(), level_text(m.level)) for act, marks in acts for m in marks)
    return Table(("Principle", "Act", "Level"), tuple(rows))


def _draw(acts: List[Tuple[str, List[Mark]]], palette: Palette, figure: Any, height: int) -> None:
    axes = figure.add_axes((0, 0, 1, 1), xlim=(0, WIDTH), ylim=(height, 0))
    axes.axis("off")
    for kind, at, what in _placed(acts):
        if kind == "act":
            axes.text(_LEFT, at, what.capitalize(), size=14, weight="bold", color=palette.ink, va="center")
        else:
            _bar(axes, at, what, palette)


def _placed(acts: List[Tuple[str, List[Mark]]]) -> Iterator[Tuple[str, float, Any]]:
    """The acts' names and their marks, each with the middle of its row."""
    top = 4.0
    for act, marks in acts:
        yield "act", top + _HEAD / 2 - 2, act
        top += _HEAD
        for mark in marks:
            yield "mark", top + _ROW / 2, mark
            top += _ROW
        top += _GAP


def _bar(axes: Any, at: float, mark: Mark, palette: Palette) -> None:
    """Three cells, filled as far as the level; a dashed line where nothing counts."""
    title = rubric().principles[mark.principle].title
    soft = palette.soft if mark.level is None else palette.ink
    axes.text(_LEFT, at, title, size=12.5, color=soft, va="center_baseline", parse_math=False)
    axes.text(_LABEL, at, level_text(mark.level), size=12, color=soft, va="center_baseline")
    width, height, gap = _CELL
    if mark.level is None:
        end = _BAR + TOP * (width + gap) - gap
        axes.plot((_BAR, end), (at, at), color=palette.edge, linewidth=1.5, linestyle=(0, (2, 4)), clip_on=False)
        return
    for step in range(TOP):
        _cell(axes, (_BAR + step * (width + gap), at - height / 2), step < mark.level, palette)


def _cell(axes: Any, corner: Tuple[float, float], is_filled: bool, palette: Palette) -> None:
    from matplotlib.patches import Rectangle

    face, line = (palette.plum, palette.plum) if is_filled else ("none", palette.edge)
    axes.add_patch(Rectangle(corner, *_CELL[:2], facecolor=face, edgecolor=line, linewidth=1, clip_on=False))
