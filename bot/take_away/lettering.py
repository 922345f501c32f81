"""Text for the PDF: fonts for any name, and every user's text escaped for ReportLab's mini-markup."""

from __future__ import annotations

from functools import cache, lru_cache
from itertools import groupby
from pathlib import Path
from typing import FrozenSet
from xml.sax.saxutils import escape

from bot.take_away.markdown import without_controls

SANS, SERIF = "DejaVuSans", "DejaVuSerif"
_PLAIN, _CJK = "DejaVuSans-plain", "STSong-Light"  # what bold or slanted faces lack; Chinese, Japanese, Korean
_MISSING = "\ufffd"
_LONGEST = 2000  # characters of a quote in a cell


@lru_cache(maxsize=1)
def register_fonts() -> None:
    """Makes the fonts known to ReportLab: DejaVu, from matplotlib's folder, and the viewer's own for CJK."""
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont

    for family, faces in _faces().items():
        names = [f"{family}{face}" for face in faces]
        for name in names:
            _register(name, name)
        pdfmetrics.registerFontFamily(family, *names)
    _register(_PLAIN, SANS)
    pdfmetrics.registerFontFamily(_PLAIN, *[_PLAIN] * 4)
    pdfmetrics.registerFont(UnicodeCIDFont(_CJK))
    pdfmetrics.registerFontFamily(_CJK, *[_CJK] * 4)


def _faces() -> "dict[str, tuple[str, ...]]":
    """The endings of each family's regular, bold, slanted, and bold and slanted face."""
    return {
        SANS: ("", "-Bold", "-Oblique", "-BoldOblique"),
        SERIF: ("", "-Bold", "-Italic", "-BoldItalic"),
    }


def _register(name: str, file: str) -> None:
    import matplotlib
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont

    folder = Path(matplotlib.get_data_path()) / "fonts" / "ttf"
    pdfmetrics.registerFont(TTFont(name, str(folder / f"{file}.ttf")))


def printed(text: str) -> str:
    """Text as ReportLab's markup that prints just that; ends of lines are kept."""
    runs = groupby(without_controls(text), key=_font)
    return "".join(_run(font, "".join(chars)) for font, chars in runs).strip("\n").replace("\n", "<br/>")


def shortened(text: str) -> str:
    """`printed`, cut to what a cell can hold."""
    return printed(text if len(text) <= _LONGEST else f"{text[:_LONGEST].rstrip()} …")


def _run(font: str, text: str) -> str:
    if font == _MISSING:
        return _MISSING * len(text)
    return f'<font face="{font}">{escape(text)}</font>' if font else escape(text)


def _font(char: str) -> str:
    """What a character needs: nothing, a font of its own, or a stand-in."""
    if char == "\n" or ord(char) in _everywhere():
        return ""
    if ord(char) in _glyphs(SANS):
        return _PLAIN
    return _CJK if _is_cjk(char) else _MISSING


@lru_cache(maxsize=1)
def _everywhere() -> FrozenSet[int]:
    """The characters all faces have."""
    return frozenset.intersection(*(_glyphs(f"{family}{face}") for family, ends in _faces().items() for face in ends))


@cache
def _glyphs(font: str) -> FrozenSet[int]:
    from reportlab.pdfbase import pdfmetrics

    register_fonts()
    return frozenset(pdfmetrics.getFont(font).face.charToGlyph)


def _is_cjk(char: str) -> bool:
    code = ord(char)
    return 0x2E80 <= code <= 0x9FFF or 0xF900 <= code <= 0xFAFF or 0xFF00 <= code <= 0xFFEF
