"""A review as Markdown, in which what was said stays what was said.

Whatever the template puts in is escaped, so that a line can't become a heading, a link,
an image, a table or HTML. (Formulas, the danger of spreadsheets, are none in Markdown.)
One thing no escape stops: some renderers make a link of a bare e-mail address.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from pathlib import Path
from typing import Any, Mapping, Sequence

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from bot.pictures import Table

_SPECIAL = re.compile(r"[\\`*_{}\[\]<>&|~#$^=]")
_AUTOMATIC_LINK = re.compile(r"(?i)(?<=[a-z]:)(?=//)|(?<=www)(?=\.)")
_BLOCK = re.compile(r"^(?=[-+:])|^(\d{1,9})(?=[.)])")  # what means something at the beginning of a line
PARTS = {
    "greeting": "Greets them by name",
    "thanks": "Says thank you",
    "interest": "Says you want the job",
    "specific": "Picks up something from the talk",
    "length": "Is short",
    "hour": "Goes out soon",
}
_UNSEEN = ("Cc", "Cf", "Cs")
_KEPT = "\n\u200c\u200d"  # the joiners shape names in Persian and Hindi


def as_markdown(review: Mapping[str, Any], course: Table) -> str:
    """The review and the course of its total as a Markdown document."""
    text = _environment().get_template("review.md.jinja").render(review=review, course=course)
    return re.sub(r"\n{3,}", "\n\n", text).strip() + "\n"


def without_controls(text: str) -> str:
    """The text without control characters but the end of a line, and without those that hide or turn what follows."""
    even = re.sub(r"\r\n?|[\x0b\x0c\x85\u2028\u2029]", "\n", text).replace("\t", " ")
    return "".join(char for char in even if char in _KEPT or unicodedata.category(char) not in _UNSEEN)


def plain(text: str) -> str:
    """Text on one line that Markdown shows as it is."""
    return _line(" ".join(without_controls(text).split()))


def lines(text: str, before: str = "") -> str:
    """Text of several lines that Markdown shows as it is; each but the first begins with `before`.

    An empty line would end the paragraph, so empty lines are left out.
    """
    told = [_line(" ".join(line.split())) for line in without_controls(text).split("\n") if line.strip()]
    return f"\\\n{before}".join(told)


def _line(text: str) -> str:
    escaped = _SPECIAL.sub(lambda match: f"\\{match[0]}", text)
    return _BLOCK.sub(lambda match: f"{match[1] or ''}\\", _AUTOMATIC_LINK.sub(r"\\", escaped), count=1)


def _finished(value: Any) -> Any:
    """Escapes every value the template shows but those `lines` has made ready."""
    return value if isinstance(value, Markup) else plain(str(value))


@lru_cache(maxsize=1)
def _environment() -> Environment:
    made = Environment(
        loader=FileSystemLoader(Path(__file__).parent),
        autoescape=False,  # Markdown is no HTML: `finalize` escapes
        finalize=_finished,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters["said"] = lambda pieces, before="": Markup(lines(said(pieces), before))
    made.filters["lines"] = lambda text, before="": Markup(lines(text, before))
    made.filters["reached"] = level_text
    made.filters["way"] = way
    made.filters["tallied"] = tallied
    made.filters["part_name"] = PARTS.__getitem__
    return made


def said(pieces: Sequence[Mapping[str, Any]]) -> str:
    """The words of a line that was cut into pieces."""
    return "".join(piece["text"] for piece in pieces)


def way(review: Mapping[str, Any]) -> str:
    """How the talk came about."""
    return "Brought in" if review["brought_in"] else "Practice" if review["mode"] == "practice" else "For real"


def level_text(level: Any) -> str:
    """A level as the pages write it."""
    return "not counted" if level is None else f"{level} of 3"


def tallied(tallies: Sequence[Mapping[str, Any]]) -> str:
    """How often each of some phrases was said, after the sum of them."""
    each = ", ".join(f"“{one['phrase']}” {one['count']}" for one in tallies)
    return f"{sum(one['count'] for one in tallies)}{f' ({each})' if each else ''}"
