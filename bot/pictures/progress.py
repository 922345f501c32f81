"""Progress from one rehearsal to the next: the total, and the level of each principle."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Iterator, List, Mapping, Optional, Sequence, Tuple

from actions.scoring.principles import ACTS, rubric
from actions.scoring.scorecard import TOP
from bot.pictures.course import signed
from bot.pictures.palette import Palette
from bot.pictures.picture import Picture, Table

MOST = 14  # the latest rehearsals and drills that are drawn
WIDTH = 404
_LEFT, _FROM, _TO, _LAST = 4, 192, 360, 374  # names, first and last column, the latest level
_TOTALS = (34, 124)  # top and bottom of the total's panel
_HEAD, _ROW, _TALL = 24, 22, 14  # an act's name, a principle's row, a bar of level 3
_FOOT = 48


@dataclass(frozen=True)
class Played:
    """One rehearsal or drill, as far as progress is concerned."""

    when: str  # a short date: "24 Nov"
    total: Optional[int]  # of 100; None where a drill has none
    levels: Mapping[str, Optional[int]]  # by principle; a drill names those it was about
    is_drill: bool = False


def picture(played: Sequence[Played]) -> Picture:
    """The drawing of a history, oldest first; only the latest `MOST` of it are shown."""
    shown = tuple(played[-MOST:])
    height = _TOTALS[1] + 14 + _HEAD * len(ACTS) + _ROW * len(rubric().principles) + _FOOT

    def draw(palette: Palette, figure: Any) -> None:
        _draw(shown, palette, figure, height)

    return Picture("progress", "Progress", _told(shown), WIDTH, height, _table(shown), draw)


def _told(played: Sequence[Played]) -> str:
    totals = [one.total for one in played if one.total is not None and not one.is_drill]
    drills = sum(one.is_drill for one in played)
    some = f" Drills between them: {drills}." if drills else ""
    if not totals:
        return f"No rehearsal yet.{some}"
    return f"Totals of the latest rehearsals: {', '.join(map(str, totals))} of 100.{some}"


def _table(played: Sequence[Played]) -> Table:
    rows = [_row("Total", [(one.total, one.is_drill) for one in played if one.total is not None])]
    for name, principle in rubric().principles.items():
        rows.append(_row(principle.title, [(one.levels[name], one.is_drill) for one in played if name in one.levels]))
    return Table(("", "First", "Latest", "Change", "All, oldest first"), tuple(rows))


def _row(title: str, reached: Sequence[Tuple[Optional[int], bool]]) -> Tuple[str, ...]:
    counted = [value for value, _ in reached if value is not None]
    every = ", ".join(
        ("–" if value is None else str(value)) + (" (drill)" if drill else "") for value, drill in reached
    )
    if not counted:
        return title, "–", "–", "–", every or "–"
    return title, str(counted[0]), str(counted[-1]), signed(counted[-1] - counted[0]), every


def _draw(played: Sequence[Played], palette: Palette, figure: Any, height: int) -> None:
    axes = figure.add_axes((0, 0, 1, 1), xlim=(0, WIDTH), ylim=(height, 0))
    axes.axis("off")
    places = _columns(len(played))
    _totals(axes, list(zip(places, played)), palette)
    at = _TOTALS[1] + 14.0
    for act in ACTS:
        axes.text(_LEFT, at + _HEAD - 6, act.capitalize(), size=14, weight="bold", color=palette.ink)
        at += _HEAD
        for name in (name for name, one in rubric().principles.items() if one.act == act):
            at += _ROW
            _levels(axes, at - 4, name, list(zip(places, played)), palette)
    _foot(axes, at + 22, played, palette)


def _columns(count: int) -> List[float]:
    """Where each rehearsal stands, from left to right; few of them stay together."""
    gap = min(28.0, (_TO - _FROM - 12) / max(1, count - 1))
    return [_FROM + 6 + gap * i for i in range(count)]


def _totals(axes: Any, placed: Sequence[Tuple[float, Played]], palette: Palette) -> None:
    axes.text(_LEFT, _TOTALS[0] - 10, "Total", size=14, weight="bold", color=palette.ink)
    for value in (0, 50, 100):
        y = _height(value)
        axes.plot((_FROM, _TO), (y, y), color=palette.rule, linewidth=1)
        axes.text(_FROM - 8, y, str(value), size=11, color=palette.soft, ha="right", va="center_baseline")
    whole = [(x, one.total) for x, one in placed if one.total is not None and not one.is_drill]
    drills = [(x, one.total) for x, one in placed if one.total is not None and one.is_drill]
    _dots(axes, drills, "D", 4, palette.teal, palette.sheet)
    axes.plot([x for x, _ in whole], [_height(total) for _, total in whole], color=palette.plum, linewidth=2)
    _dots(axes, whole, "o", 7, palette.plum, palette.plum)
    for x, total in whole[-1:]:
        how = {"size": 14, "weight": "bold", "color": palette.ink, "va": "center_baseline"}
        axes.text(x + 10, _height(total), str(total), **how)


def _height(total: int) -> float:
    top, bottom = _TOTALS
    return bottom - (bottom - top) * total / 100


def _dots(axes: Any, at: Sequence[Tuple[float, int]], shape: str, size: float, edge: str, face: str) -> None:
    how = {"linestyle": "none", "markersize": size, "markeredgecolor": edge, "markerfacecolor": face}
    axes.plot([x for x, _ in at], [_height(total) for _, total in at], marker=shape, zorder=3, **how)


def _levels(axes: Any, base: float, name: str, placed: Sequence[Tuple[float, Played]], palette: Palette) -> None:
    """A principle's row: a bar for each rehearsal, as high as its level; narrow and hollow for a drill."""
    title = rubric().principles[name].title
    axes.text(_LEFT, base, title, size=12, color=palette.ink, parse_math=False)
    axes.plot((_FROM, _TO), (base, base), color=palette.rule, linewidth=1, zorder=1)
    latest = None
    for x, one in placed:
        level = one.levels.get(name)
        latest = latest if level is None else level
        if level is not None:
            _bar(axes, x, base, level, one.is_drill, palette)
    axes.text(_LAST, base, "–" if latest is None else str(latest), size=12, color=palette.ink)


def _bar(axes: Any, x: float, base: float, level: int, is_drill: bool, palette: Palette) -> None:
    from matplotlib.patches import Rectangle

    width, edge = (4, palette.teal) if is_drill else (8, palette.plum)
    tall = _TALL * level / TOP or 1.0  # level 0 lies flat on the line
    face = palette.sheet if is_drill and level else edge
    corner = (x - width / 2, base - tall)
    axes.add_patch(Rectangle(corner, width, tall, facecolor=face, edgecolor=edge, linewidth=1, zorder=2, clip_on=False))


def _foot(axes: Any, at: float, played: Sequence[Played], palette: Palette) -> None:
    """The dates of the first and the last, and what the marks are."""
    how = {"size": 11, "color": palette.soft}
    ends = dict(_ends(played))
    for x, (when, side) in ends.items():
        axes.text(x, at, when, ha=side, parse_math=False, **how)
    axes.text(_LEFT, at, "Levels 0 to 3, oldest first", **how)
    if any(one.is_drill for one in played):
        _bar(axes, _LEFT + 4, at + 18, TOP, True, palette)
        axes.text(_LEFT + 12, at + 18, "drill", **how)
        _bar(axes, _LEFT + 60, at + 18, TOP, False, palette)
        axes.text(_LEFT + 70, at + 18, "whole rehearsal", **how)


def _ends(played: Sequence[Played]) -> Iterator[Tuple[float, Tuple[str, str]]]:
    places = _columns(len(played))
    if len(played) > 3 and played[0].when != played[-1].when:
        yield places[0] - 6, (played[0].when, "left")
    if played:
        yield places[-1] + 6, (played[-1].when, "right" if len(played) > 3 else "center")
