"""A review as an A4 document."""

from __future__ import annotations

import io
from typing import Any, Iterator, List, Mapping, Sequence

from actions.rehearsal import CANDIDATE
from bot.pictures import Picture, as_png
from bot.take_away.layout import HONEY, PAPER, Document, Styles, boxed, picture_row, score_table, styles
from bot.take_away.lettering import printed, shortened
from bot.take_away.markdown import level_text, way

Review = Mapping[str, Any]
CAVEAT = (
    "The score is for these few minutes and the words in them. It says nothing about you, or about who gets the job."
)
TRY = "Try: "


def as_pdf(review: Review, pictures: Sequence[Picture]) -> bytes:
    """The review as a PDF, the same bytes for the same review."""
    file = io.BytesIO()
    Document(file, review["title"], f"{review['title']} · {review['date']}").build(list(_story(review, pictures)))
    return file.getvalue()


def _story(review: Review, pictures: Sequence[Picture]) -> Iterator[Any]:
    look = styles()
    yield from _head(review, look)
    yield from _next_time(review, look)
    yield from _landed(review, look)
    yield look.heading("In pictures")
    yield picture_row([(one, as_png(one, PAPER)) for one in pictures])
    yield from _acts(review, look)
    yield from _transcript(review, look)
    yield from _note(review, look)


def _head(review: Review, look: Styles) -> Iterator[Any]:
    hints = f" · {review['hints']} {'hint' if review['hints'] == 1 else 'hints'}" if review["hints"] else ""
    so_far = "" if review["finished"] else " so far"
    yield look.text("kicker", "Your scored transcript")
    yield look.text("title", printed(review["title"]))
    yield look.text("meta", f"{printed(review['date'])} · {way(review)}{hints}")
    yield look.text("total", f"{review['total']}<font size=11> of 100{so_far}</font>")
    yield look.text("quiet", CAVEAT)


def _next_time(review: Review, look: Styles) -> Iterator[Any]:
    yield look.heading("For next time")
    if not review["advice"]:
        yield look.text("body", "There is nothing to list here.")
    for count, one in enumerate(review["advice"], 1):
        advice, _, line = one["text"].rpartition(TRY) if TRY in one["text"] else (one["text"], "", "")
        told = [look.text("item", f"{count}. {printed(one['title'])} <font size=9>({level_text(one['level'])})</font>")]
        if one["quote"]:
            told.append(look.text("quote", f"You said: “{shortened(one['quote'])}”"))
        told.append(look.text("body", shortened(advice)))
        if line:
            told.append(look.text("body", f"<b>Try</b> {shortened(line)}"))
        yield boxed(told)


def _landed(review: Review, look: Styles) -> Iterator[Any]:
    if not review["landed"]:
        return
    yield look.heading("What landed")
    for one in review["landed"]:
        quote = f": <i>“{shortened(one['quote'])}”</i>" if one["quote"] else ""
        yield look.text("bullet", f"<b>{printed(one['title'])}</b>{quote}")


def _acts(review: Review, look: Styles) -> Iterator[Any]:
    yield look.heading("The four acts")
    for act in review["acts"]:
        yield look.text("act", printed(act["name"]))
        yield score_table([_mark(mark, look) for mark in act["marks"]])


def _mark(mark: Mapping[str, Any], look: Styles) -> List[Any]:
    double = "<br/><font size=7.5>counts double</font>" if mark["weight"] > 1 else ""
    cells = "–" if mark["level"] is None else "■" * mark["level"] + "□" * (3 - mark["level"])
    return [
        look.text("cell", f"<b>{printed(mark['title'])}</b>{double}"),
        look.text("cell", f"{cells}<br/>{level_text(mark['level'])}"),
        look.text("cell", shortened(mark["reason"])),
    ]


def _transcript(review: Review, look: Styles) -> Iterator[Any]:
    yield look.heading("Transcript")
    if not review["lines"]:
        yield look.text("body", "Nothing was said in this rehearsal.")
    for line in review["lines"]:
        earned = dict.fromkeys(_earned(mark) for piece in line["pieces"] for mark in piece["marks"])
        yield look.text("you" if line["by"] == CANDIDATE else "who", printed(line["name"]))
        yield look.text("marked" if earned else line["by"], "".join(_piece(piece) for piece in line["pieces"]))
        if earned:
            yield look.text("earned", " · ".join(earned))
        for one in line["openings"]:
            yield look.text("coach", f"Here you could have {printed(one['text'])}.")


def _piece(piece: Mapping[str, Any]) -> str:
    text = printed(piece["text"])
    return f'<font backColor="{HONEY}">{text}</font>' if piece["marks"] and text else text


def _earned(mark: Mapping[str, Any]) -> str:
    return f"{printed(mark['title'])}: {level_text(mark['level'])}"


def _note(review: Review, look: Styles) -> Iterator[Any]:
    note = review["note"]
    yield look.heading("The thank-you note")
    if not note:
        yield look.text("body", "There is no note in this rehearsal.")
        return
    yield look.text("letter", "".join(printed(piece["text"]) for piece in note["pieces"]))
    sent = f", {printed(note['hours'])}" if note["hours"] else ""
    yield look.text("body", f"<b>{level_text(note['level'])}</b>{sent}. {shortened(note['reason'])}")
