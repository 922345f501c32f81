"""A review as an A4 document."""

from __future__ import annotations

import io
from typing import Any, Iterator, List, Mapping, Sequence

from actions.rehearsal import CANDIDATE
from bot.pictures import Picture, as_png
from bot.take_away.layout import HONEY, PAPER, Document, Styles, boxed, picture_row, score_table, styles, together
from bot.take_away.lettering import printed, shortened
from bot.take_away.markdown import PARTS, level_text, tallied, way

Review = Mapping[str, Any]
LONG = 60  # characters of a title: more are set smaller, and cut in the foot of a page
CAVEAT = (
    "The score is for these few minutes and the words in them. It says nothing about you, or about who gets the job."
)


def as_pdf(review: Review, pictures: Sequence[Picture]) -> bytes:
    """The review as a PDF, the same bytes for the same review."""
    file, title = io.BytesIO(), review["title"]
    called = title if len(title) <= LONG else f"{title[:LONG].rstrip()} …"
    Document(file, title, f"{called} · {review['date']}").build(list(_story(review, pictures)))
    return file.getvalue()


def _story(review: Review, pictures: Sequence[Picture]) -> Iterator[Any]:
    look = styles()
    yield from _head(review, look)
    yield from _next_time(review, look)
    yield from _landed(review, look)
    yield together(_counts(review["counts"], look))
    yield look.heading("In pictures")
    yield picture_row([(one, as_png(one, PAPER)) for one in pictures])
    yield from _acts(review, look)
    yield from _transcript(review, look)
    yield from _note(review, look)


def _head(review: Review, look: Styles) -> Iterator[Any]:
    so_far = "" if review["finished"] else " so far"
    yield look.text("kicker", "Your scored transcript")
    yield look.text("title" if len(review["title"]) <= LONG else "long_title", printed(review["title"]))
    yield look.text("meta", f"{printed(review['date'])} · {way(review)}")
    if review["hints"]:
        hints = "one hint" if review["hints"] == 1 else f"{review['hints']} hints"
        yield look.text("body", f"The coach gave you {hints} on the way.")
    yield look.text("total", f"{review['total']}<font size=11> of 100{so_far}</font>")
    yield look.text("quiet", CAVEAT)


def _next_time(review: Review, look: Styles) -> Iterator[Any]:
    yield look.heading("For next time")
    if not review["advice"]:
        yield look.text("body", "There is nothing to list here.")
    for count, one in enumerate(review["advice"], 1):
        yield boxed(list(_lesson(count, one, look)))


def _lesson(count: int, one: Mapping[str, Any], look: Styles) -> Iterator[Any]:
    yield look.text("item", f"{count}. {printed(one['title'])} <font size=9>({level_text(one['level'])})</font>")
    if one["quote"]:
        yield look.text("quote", f"You said: “{shortened(one['quote'])}”")
    yield look.text("body", f"<b>Why:</b> {shortened(one['reason'])}")
    if one["next"]:
        yield look.text("body", f"<b>The next level, {one['level'] + 1} of 3:</b> {shortened(one['next'])}")
    if one["counsel"]:
        yield look.text("body", f"<b>What to do:</b> {shortened(one['counsel'])}")
    if one["rewrite"]:
        yield look.text("body", f"<b>Try:</b> “{_gapped(one['rewrite']['pieces'])}”")
        if one["rewrite"]["hours"]:
            yield look.text("body", f"Send it within {printed(one['rewrite']['hours'])} of the talk.")
    if one["experts"]:
        yield look.text("quiet", shortened(one["experts"]))


def _gapped(pieces: Sequence[Mapping[str, Any]]) -> str:
    """A text with its gaps on the colour of a marker; their brackets show them on any printer."""
    return "".join(
        f'<font backColor="{HONEY}">{printed(one["text"])}</font>' if one["blank"] else _with_ends(one["text"])
        for one in pieces
    ).strip()


def _with_ends(text: str) -> str:
    """`printed`, with the ends of lines that stand before a gap or after one."""
    before, after = len(text) - len(text.lstrip("\n")), len(text) - len(text.rstrip("\n"))
    return "<br/>" * before + printed(text) + "<br/>" * after


def _landed(review: Review, look: Styles) -> Iterator[Any]:
    if not review["landed"]:
        return
    yield look.heading("What landed")
    for one in review["landed"]:
        quote = f": <i>“{shortened(one['quote'])}”</i>" if one["quote"] else ""
        yield look.text("bullet", f"<b>{printed(one['title'])}</b>{quote}")


def _counts(counts: Mapping[str, Any], look: Styles) -> Iterator[Any]:
    if not counts["words"]:
        return
    yield look.heading("Counts, not marks")
    yield look.text("quiet", "None of this is in the score.")
    yield look.text("bullet", f"Words you said: {counts['words']}, {counts['share']}% of all that was said")
    yield look.text("bullet", f"Questions you asked: {counts['questions']['count']}")
    yield look.text("bullet", f"Words that soften: {printed(tallied(counts['hedges']))}")
    yield look.text("bullet", f"Words that fill a pause: {printed(tallied(counts['fillers']))}")


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
        if line["openings"]:
            missed = "; or ".join(printed(one["text"]) for one in line["openings"])
            yield look.text("coach", f"Here you could have {missed}.")


def _piece(piece: Mapping[str, Any]) -> str:
    text = printed(piece["text"])
    return f'<font backColor="{HONEY}">{text}</font>' if piece["marks"] and text else text


def _earned(mark: Mapping[str, Any]) -> str:
    return f"{printed(mark['title'])}: {level_text(mark['level'])}"


def _note(review: Review, look: Styles) -> Iterator[Any]:
    note, panel = review["note"], review["note_panel"]
    yield look.heading("The thank-you note")
    if note:
        yield look.text("letter", "".join(printed(piece["text"]) for piece in note["pieces"]))
        sent = f", {printed(note['hours'])}" if note["hours"] else ""
        told = f"<b>{level_text(note['level'])}</b>{sent}. {shortened(note['reason'])}"
    else:
        told = "There is no note in this rehearsal."
    found = (f"{PARTS[part['name']]}: {'yes' if part['present'] else 'not yet'}" for part in panel["parts"])
    yield together([look.text("body", told), *(look.text("bullet", one) for one in found)])
    yield look.text("act", "A draft to adapt")
    yield look.text("letter", _gapped(panel["draft"]))
