"""How the PDF looks: its page, its styles, boxes, tables and the row of pictures."""

from __future__ import annotations

import io
from dataclasses import dataclass, replace
from functools import lru_cache, partial
from typing import Any, BinaryIO, Dict, Iterable, List, Mapping, Sequence, Tuple

from bot.pictures import LIGHT, Picture
from bot.take_away.lettering import SANS, SERIF, printed, register_fonts
from bot.take_away.markdown import without_controls

MARGIN = 54.0  # points
_PADDING = 6.0  # of ReportLab's frames, inside their margins
TINT, HONEY = "#f4e7ee", "#fce7b0"
PAPER = replace(LIGHT, name="paper", sheet="#ffffff")
_TEXT_WIDTH = 595.27 - 2 * MARGIN  # of an A4 page

# name: parent, and what differs from it
_STYLES: Dict[str, Tuple[str, Mapping[str, Any]]] = {
    "body": ("", {"fontName": SANS, "fontSize": 9.5, "leading": 14, "textColor": LIGHT.ink, "spaceAfter": 4}),
    "kicker": ("body", {"textColor": LIGHT.plum, "fontName": f"{SANS}-Bold"}),
    "title": ("body", {"fontName": f"{SERIF}-Bold", "fontSize": 22, "leading": 27, "spaceAfter": 3}),
    "long_title": ("title", {"fontSize": 15, "leading": 19}),
    "meta": ("body", {"textColor": LIGHT.soft}),
    "total": ("body", {"fontName": f"{SERIF}-Bold", "fontSize": 30, "leading": 38, "textColor": LIGHT.plum}),
    "quiet": ("body", {"textColor": LIGHT.soft, "fontSize": 8.5, "leading": 12}),
    "heading": (
        "body",
        {"fontName": f"{SERIF}-Bold", "fontSize": 15, "leading": 20, "spaceBefore": 16, "spaceAfter": 6, "keepWithNext": 1},
    ),
    "act": (
        "body",
        {"fontName": f"{SERIF}-Bold", "fontSize": 11.5, "leading": 15, "spaceBefore": 8, "keepWithNext": 1},
    ),
    "item": ("body", {"fontName": f"{SERIF}-Bold", "fontSize": 11.5, "leading": 16}),
    "quote": ("body", {"fontName": f"{SANS}-Oblique"}),
    "bullet": ("body", {"leftIndent": 10, "bulletIndent": 0}),
    "cell": ("body", {"fontSize": 8.5, "leading": 12, "spaceAfter": 0}),
    "who": ("body", {"fontSize": 8, "leading": 11, "textColor": LIGHT.soft, "spaceAfter": 1, "keepWithNext": 1}),
    "you": ("who", {"leftIndent": 14}),
    "interviewer": ("body", {"spaceAfter": 8}),
    "candidate": ("body", {"leftIndent": 14, "spaceAfter": 8}),
    "marked": ("candidate", {"spaceAfter": 1}),
    "coach": ("body", {"textColor": LIGHT.teal, "fontSize": 8.5, "leading": 12.5, "spaceAfter": 8}),
    "earned": (
        "body",
        {"leftIndent": 14, "fontSize": 7.5, "leading": 11, "textColor": LIGHT.plum, "spaceAfter": 8},
    ),
    "letter": (
        "body",
        {"fontName": SERIF, "fontSize": 10, "leading": 16, "backColor": TINT, "borderPadding": 10, "spaceBefore": 12, "spaceAfter": 18, "leftIndent": 10, "rightIndent": 10},
    ),
}  # fmt: skip


@dataclass(frozen=True)
class Styles:
    """The paragraph styles by name."""

    named: Mapping[str, Any]

    def text(self, style: str, markup: str) -> Any:
        """A paragraph of ReportLab's markup."""
        from reportlab.platypus import Paragraph

        return Paragraph(markup, self.named[style], bulletText="•" if style == "bullet" else None)

    def heading(self, markup: str) -> Any:
        """A section's heading, which is also in the PDF's outline."""
        return self.text("heading", markup)


@lru_cache(maxsize=1)
def styles() -> Styles:
    """The styles, made once the fonts are there."""
    from reportlab.lib.styles import ParagraphStyle

    register_fonts()
    made: Dict[str, Any] = {}
    for name, (parent, differs) in _STYLES.items():
        made[name] = ParagraphStyle(name, parent=made.get(parent), **differs)
    return Styles(made)


class Document:
    """An A4 document with a foot on each page: what it is, and the page's number."""

    def __init__(self, file: BinaryIO, title: str, foot: str) -> None:
        self.file = file
        self.title = " ".join(without_controls(title).split())
        self.foot = foot

    def build(self, story: List[Any]) -> None:
        """Writes the document."""
        from reportlab.lib.pagesizes import A4
        from reportlab.platypus import SimpleDocTemplate

        margins = {f"{side}Margin": MARGIN - _PADDING for side in ("left", "right", "top", "bottom")}
        about = {"title": self.title, "author": "Curtain Line", "subject": "Scored transcript", "lang": "en-GB"}
        made = SimpleDocTemplate(self.file, pagesize=A4, invariant=1, **margins, **about)
        made.afterFlowable = partial(self._outline, made)
        made.build(story, onFirstPage=self._foot, onLaterPages=self._foot)

    def _outline(self, made: Any, flowable: Any) -> None:
        """Enters a heading into the PDF's outline."""
        if getattr(flowable, "style", None) is styles().named["heading"]:
            place = f"heading-{made.canv.getPageNumber()}-{flowable.getPlainText()}"
            made.canv.bookmarkPage(place)
            made.canv.addOutlineEntry(flowable.getPlainText(), place, level=0)

    def _foot(self, canvas: Any, page: Any) -> None:
        line = styles().text("quiet", printed(self.foot))
        _, height = line.wrap(_TEXT_WIDTH - 60, MARGIN)
        canvas.saveState()
        line.drawOn(canvas, MARGIN, 38 - height)
        canvas.setFont(SANS, 8.5)
        canvas.setFillColor(LIGHT.soft)
        canvas.drawRightString(MARGIN + _TEXT_WIDTH, 29, str(canvas.getPageNumber()))
        canvas.restoreState()


def boxed(told: Sequence[Any]) -> Any:
    """Paragraphs on a tint behind a rule, on one page where they fit on one."""
    from reportlab.platypus import Table

    look = [
        ("BACKGROUND", (0, 0), (-1, -1), TINT),
        ("LINEBEFORE", (0, 0), (0, -1), 3, LIGHT.plum),
        ("LEFTPADDING", (0, 0), (-1, -1), 12),
        ("RIGHTPADDING", (0, 0), (-1, -1), 10),
        ("TOPPADDING", (0, 0), (-1, -1), 6),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 4),
    ]
    return together([Table([[list(told)]], colWidths=[_TEXT_WIDTH], style=look, spaceAfter=8, splitInRow=1)])


def together(told: Iterable[Any]) -> Any:
    """What stands on one page, if it fits on one."""
    from reportlab.platypus import KeepTogether

    return KeepTogether(list(told))


def score_table(rows: List[List[Any]]) -> Any:
    """An act's marks: principle, level, reason."""
    from reportlab.platypus import Table

    look = [
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("LINEABOVE", (0, 0), (-1, -1), 0.5, LIGHT.rule),
        ("LEFTPADDING", (0, 0), (0, -1), 0),
        ("RIGHTPADDING", (-1, 0), (-1, -1), 0),
        ("TOPPADDING", (0, 0), (-1, -1), 4),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 5),
    ]
    return Table(rows, colWidths=[150, 70, _TEXT_WIDTH - 220], style=look, spaceAfter=4, splitInRow=1)


def picture_row(drawn: Sequence[Tuple[Picture, bytes]]) -> Any:
    """Pictures side by side, all in one scale."""
    from reportlab.platypus import Image, Table

    gap = 14.0
    scale = (_TEXT_WIDTH - gap * (len(drawn) - 1)) / sum(one.width for one, _ in drawn)
    images = [Image(io.BytesIO(png), one.width * scale, one.height * scale) for one, png in drawn]
    widths = [one.width * scale + (0 if one is drawn[-1][0] else gap) for one, _ in drawn]
    look = [
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("LEFTPADDING", (0, 0), (-1, -1), 0),
        ("RIGHTPADDING", (0, 0), (-2, -1), gap),
        ("RIGHTPADDING", (-1, 0), (-1, -1), 0),
    ]
    return Table([images], colWidths=widths, style=look, hAlign="LEFT")
