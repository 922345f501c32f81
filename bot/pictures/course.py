"""The course of one rehearsal: the total after each line of the candidate's."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, Iterator, List, Optional, Sequence, Tuple

from actions.rehearsal import Rehearsal
from actions.scoring import Scorecard, score
from actions.scoring.principles import rubric
from actions.scoring.scorecard import shorten
from bot.pictures.palette import Palette
from bot.pictures.picture import Picture, Table

WIDTH, HEIGHT = 404, 300
LEFT, ROOM = 0.085, 0.79  # of the width: where the lines begin and how far they go; on the right "100" must fit
NEAR, HIGH = 0.1, 90  # so near to the scale on the left, or so high, a figure stands below its point on the right
NAMED = 3  # how many of the largest changes carry their figure
QUOTE_WORDS = 12
_SHAPES = {  # of each kind of moment: marker, size, whether filled, and its name below the drawing
    "start": ("o", 5, True, "_"),
    "up": ("^", 8, True, "went up"),
    "down": ("v", 8, False, "went down"),
    "same": ("o", 5, True, "no change"),
    "note": ("s", 8, True, "note"),
}
_DOTTED = 40  # up to so many lines each has its dot, else only those that changed the total


@dataclass(frozen=True)
class Point:
    """How things stood at one moment of the talk."""

    name: str  # "Start", "Line 3", "Note"
    line: Optional[int]  # number among the rehearsal's lines, from 0
    said: str  # the beginning of what was said
    total: int
    change: int  # to the point before
    moved: Tuple[str, ...]  # the principles whose level changed: "Show you want it 0 → 3"


def course(rehearsal: Rehearsal) -> Tuple[Point, ...]:
    """The points of a rehearsal: its start, each line of the candidate's with the answer to it, the note.

    Scores the talk once for each: some 10 ms for 20 lines, 0.4 s for 150.
    """
    found: List[Point] = []
    before: Optional[Scorecard] = None
    for name, line, said, so_far in _moments(rehearsal):
        card = score(so_far)
        change = card.total - before.total if before else 0
        found.append(Point(name, line, shorten(said, QUOTE_WORDS), card.total, change, _moved(before, card)))
        before = card
    return tuple(found)


def _moments(rehearsal: Rehearsal) -> Iterator[Tuple[str, Optional[int], str, Rehearsal]]:
    numbers = [i for i, _ in rehearsal.candidate_lines()]
    ends = [*numbers, len(rehearsal.lines)]
    yield "Start", None, "", replace(rehearsal, lines=rehearsal.lines[: ends[0]], note=None)
    for count, (i, end) in enumerate(zip(numbers, ends[1:]), 1):
        yield f"Line {count}", i, rehearsal.lines[i].text, replace(rehearsal, lines=rehearsal.lines[:end], note=None)
    if rehearsal.note:
        yield "Note", None, rehearsal.note.line.text, rehearsal


def _moved(before: Optional[Scorecard], card: Scorecard) -> Tuple[str, ...]:
    if before is None:
        return ()
    pairs = [(mark.principle, old.level, mark.level) for old, mark in zip(before.marks, card.marks)]
    titles = rubric().principles
    return tuple(f"{titles[name].title} {_short(old)} → {_short(new)}" for name, old, new in pairs if old != new)


def _short(level: Optional[int]) -> str:
    return "–" if level is None else str(level)


def picture(points: Sequence[Point]) -> Picture:
    """The drawing of a course."""

    def draw(palette: Palette, figure: Any) -> None:
        _draw(points, palette, figure)

    return Picture("course", "Course of the rehearsal", _told(points), WIDTH, HEIGHT, _table(points), draw)


def signed(change: int) -> str:
    """A change with its sign, a real minus, and 0 for none."""
    return f"+{change}" if change > 0 else f"−{-change}" if change else "0"


def largest(points: Sequence[Point]) -> List[int]:
    """The places of the largest changes, in the order of the talk."""
    changed = [i for i, point in enumerate(points) if point.change]
    return sorted(sorted(changed, key=lambda i: -abs(points[i].change))[:NAMED])


def _told(points: Sequence[Point]) -> str:
    most = ", ".join(f"{points[i].name.lower()} {signed(points[i].change)}" for i in largest(points))
    moved = f" Most changed at {most}." if most else " It stayed the same."
    return f"The total began at {points[0].total} and ended at {points[-1].total} of 100.{moved}"


def _table(points: Sequence[Point]) -> Table:
    rows = ((one.name, one.said, str(one.total), signed(one.change), ", ".join(one.moved)) for one in points)
    return Table(("When", "What you said", "Total", "Change", "Levels that changed"), tuple(rows))


def _draw(points: Sequence[Point], palette: Palette, figure: Any) -> None:
    axes = figure.add_axes((LEFT, 0.225, ROOM, 0.74), facecolor="none")
    totals = [one.total for one in points]
    axes.plot(range(len(points)), totals, color=palette.plum, linewidth=2, zorder=2, clip_on=False)
    _marks(axes, points, palette)
    _figures(axes, points, palette)
    _scales(axes, points, palette)


def _kind(point: Point) -> str:
    if point.name in ("Start", "Note"):
        return point.name.lower()
    return "up" if point.change > 0 else "down" if point.change < 0 else "same"


def _marks(axes: Any, points: Sequence[Point], palette: Palette) -> None:
    """A shape for each kind of moment, explained below the drawing."""
    for kind, (shape, size, is_filled, name) in _SHAPES.items():
        at = [i for i, one in enumerate(points) if _kind(one) == kind]
        if not at or (kind == "same" and len(points) > _DOTTED):
            continue
        how = {"markerfacecolor": palette.plum if is_filled else palette.sheet, "markeredgecolor": palette.plum}
        totals = [points[i].total for i in at]
        axes.plot(at, totals, shape, markersize=size, label=name, clip_on=False, zorder=3, **how)
    below = {"loc": "upper center", "bbox_to_anchor": (0.5, -0.18), "ncol": 4, "handletextpad": 0.1}
    if any(point.line is not None for point in points):
        axes.legend(frameon=False, fontsize=11.5, labelcolor=palette.soft, columnspacing=1.2, **below)


def _figures(axes: Any, points: Sequence[Point], palette: Palette) -> None:
    """The largest changes by name, and where the total ended."""
    last = len(points) - 1
    for i in largest(points):
        is_tight = i < NEAR * last or points[i].total > HIGH
        above = points[i].change > 0 and not is_tight
        place = {"xytext": (8 if is_tight else -6, 5 if above else -10), "textcoords": "offset points"}
        how = {
            "size": 12,
            "color": palette.ink,
            "va": "bottom" if above else "top",
            "ha": "left" if is_tight else "right",
        }
        axes.annotate(signed(points[i].change), (i, points[i].total), **place, **how)
    end = {"xytext": (10, 0), "textcoords": "offset points", "va": "center_baseline"}
    axes.annotate(str(points[last].total), (last, points[last].total), size=15, weight="bold", color=palette.ink, **end)


def _scales(axes: Any, points: Sequence[Point], palette: Palette) -> None:
    from matplotlib.ticker import MaxNLocator

    axes.set_ylim(0, 100)
    axes.set_xlim(0, max(1, len(points) - 1))
    axes.set_yticks((0, 25, 50, 75, 100))
    lines = sum(point.line is not None for point in points)
    stops = [int(at) for at in MaxNLocator(nbins=7, integer=True).tick_values(0, max(1, lines)) if 0 <= at <= lines]
    axes.set_xticks(stops)
    axes.set_xticklabels([str(stop) if stop else "start" for stop in stops])
    axes.set_xlabel("Your lines, in order", size=12, color=palette.soft, labelpad=5)
    axes.tick_params(length=0, labelsize=11.5, labelcolor=palette.soft)
    axes.tick_params(axis="x", pad=8)
    axes.grid(axis="y", color=palette.rule, linewidth=1)
    axes.set_axisbelow(True)
    for side, spine in axes.spines.items():
        spine.set_visible(side == "bottom")
        spine.set_color(palette.edge)
