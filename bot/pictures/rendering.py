"""A picture as a file: SVG for pages, PNG for chats and the PDF.

Matplotlib is loaded at the first drawing. Its settings are global, so one drawing is
made at a time; the same picture always gives the same bytes.
"""

from __future__ import annotations

import io
from threading import Lock
from typing import Any

from bot.pictures.palette import LIGHT, Palette
from bot.pictures.picture import Picture
from bot.pictures.plain_svg import plain

SHARPNESS = 2.5  # pixels of a PNG for each CSS pixel: crisp on a phone and on paper
_SETTINGS = {
    "svg.fonttype": "none",  # text stays text: it takes the reader's own font, and a fifth of the bytes
    "svg.hashsalt": "curtain-line",
    "font.family": "DejaVu Sans",  # comes with matplotlib
    "axes.unicode_minus": True,
    "path.simplify": False,
}
_drawing = Lock()


def as_svg(picture: Picture, palette: Palette = LIGHT) -> str:
    """The picture as an SVG document of its own, without background, scripts, style sheets or outside fonts."""
    file = io.StringIO()
    _saved(picture, palette, file, format="svg", transparent=True, metadata={"Date": None, "Creator": None})
    return plain(file.getvalue(), picture)


def as_png(picture: Picture, palette: Palette = LIGHT, sharpness: float = SHARPNESS) -> bytes:
    """The picture as a PNG on the palette's sheet."""
    file = io.BytesIO()
    _saved(picture, palette, file, format="png", dpi=72 * sharpness, metadata={"Software": None})
    return file.getvalue()


def _saved(picture: Picture, palette: Palette, file: Any, **how: Any) -> None:
    from matplotlib import rc_context
    from matplotlib.figure import Figure

    with _drawing, rc_context(_SETTINGS):
        figure = Figure(figsize=(picture.width / 72, picture.height / 72), dpi=72, facecolor=palette.sheet)
        picture.draw(palette, figure)
        figure.savefig(file, **how)
