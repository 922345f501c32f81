"""Every file one can take of a rehearsal, made of its events alone."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import Any, Callable, Dict, Mapping, Sequence

from actions.events import Event
from actions.memory import remember
from actions.rehearsal import Rehearsal
from actions.scoring import score
from bot.pictures import LIGHT, Palette, Picture, as_png, as_svg, course, levels
from bot.review import review_of
from bot.take_away.markdown import as_markdown
from bot.take_away.pdf import as_pdf
from bot.take_away.scorecard import as_json

_LONGEST_NAME = 80  # characters


@dataclass(frozen=True)
class File:
    """One file, and what to call it."""

    content: bytes
    kind: str  # its content type
    name: str  # plain ASCII
    is_to_keep: bool  # whether a browser is to save it rather than show it


def levels_of(rehearsal: Rehearsal) -> Picture:
    """The drawing of a rehearsal's levels."""
    return levels.picture(score(rehearsal))


def course_of(rehearsal: Rehearsal) -> Picture:
    """The drawing of its course."""
    return course.picture(course.course(rehearsal))


def _pdf(events: Sequence[Event], palette: Palette) -> bytes:
    rehearsal = remember(events).rehearsal
    return as_pdf(review_of(events), (levels_of(rehearsal), course_of(rehearsal)))


def _markdown(events: Sequence[Event], palette: Palette) -> bytes:
    return as_markdown(review_of(events), course_of(remember(events).rehearsal).table).encode()


def _json(events: Sequence[Event], palette: Palette) -> bytes:
    return as_json(remember(events).rehearsal).encode()


def drawn(picture: Picture, ending: str, palette: Palette = LIGHT) -> File:
    """A picture as a file that ends in "svg" or "png"."""
    content = as_png(picture, palette) if ending == "png" else as_svg(picture, palette).encode()
    return File(content, _KINDS[ending], f"curtain-line-{picture.name}.{ending}", is_to_keep=False)


def _drawn(picture: Callable[[Rehearsal], Picture], ending: str) -> Callable[[Sequence[Event], Palette], bytes]:
    return lambda events, palette: drawn(picture(remember(events).rehearsal), ending, palette).content


_KINDS = {
    "pdf": "application/pdf",
    "md": "text/markdown; charset=utf-8",
    "json": "application/json",
    "svg": "image/svg+xml",
    "png": "image/png",
}
_MAKERS: Dict[str, Callable[[Sequence[Event], Palette], bytes]] = {
    "take-away.pdf": _pdf,
    "take-away.md": _markdown,
    "take-away.json": _json,
    **{
        f"{name}.{ending}": _drawn(picture, ending)
        for name, picture in (("levels", levels_of), ("course", course_of))
        for ending in ("svg", "png")
    },
}
NAMES = tuple(_MAKERS)


def made(name: str, events: Sequence[Event], palette: Palette = LIGHT) -> File:
    """The file of one of `NAMES`."""
    stem, ending = name.rsplit(".", 1)
    is_to_keep = stem == "take-away"
    called = f"curtain-line-{_plainly(review_of(events)) if is_to_keep else stem}.{ending}"
    return File(_MAKERS[name](events, palette), _KINDS[ending], called, is_to_keep)


def _plainly(review: Mapping[str, Any]) -> str:
    """The title and the date of a review in letters, figures and hyphens."""
    letters = unicodedata.normalize("NFKD", f"{review['title'][:_LONGEST_NAME]} {review['date']}")
    plain = letters.encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")
