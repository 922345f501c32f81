"""What the review teaches beside its marks: advice with a line to say instead, counts, and the note's panel."""

from __future__ import annotations

import re
from dataclasses import asdict
from typing import Any, Dict, Iterable, List, Mapping, Optional, Sequence

from actions.feedback import Advice, Rewrite
from actions.feedback.counts import Place, Tally, count
from actions.feedback.frames import Blank
from actions.feedback.note import NotePanel, note_panel
from actions.feedback.rewrite import Span
from actions.memory import Memory
from actions.rehearsal import Rehearsal
from actions.scoring.leave import NOTE_HOURS, NOTE_WORDS

Shown = Dict[str, Any]


def anchor(number: int) -> str:
    """The id of a line on the page; its number among the rehearsal's lines, from 0."""
    return f"line-{number}"


def lesson(one: Advice, talk: Rehearsal) -> Shown:
    """A piece of advice in its parts: what was said, why, what comes next, what to do, what to say."""
    return {
        "title": one.title,
        "principle": one.principle,
        "level": one.level,
        "quote": one.quote,
        "anchor": anchor(one.line) if one.line is not None else None,
        "reason": _without_quote(one.reason, one.quote),
        "next": one.next_level,
        "counsel": one.counsel,
        "rewrite": _rewrite(one.rewrite, talk) if one.rewrite else None,
        "experts": one.experts,
    }


def _without_quote(reason: str, quote: Optional[str]) -> str:
    """A reason without the quote at its end, which stands above it already."""
    for ending in (f", starting with: “{quote}”", f": “{quote}”"):
        if reason.endswith(ending):
            return f"{reason[: -len(ending)]}."
    return reason


def _rewrite(one: Rewrite, talk: Rehearsal) -> Shown:
    at = one.replaces.line if one.replaces else one.before
    return {
        "pieces": with_blanks(one.text, one.blanks),
        "place": one.place,
        "anchor": anchor(at) if at is not None and at < len(talk.lines) else None,
        "replaces": _words(one.replaces, talk) if one.replaces else None,
        "drops": [_words(span, talk) for span in one.drops],
        "hours": None if one.hours is None else in_words(one.hours),
    }


def _words(span: Span, talk: Rehearsal) -> str:
    return talk.lines[span.line].text[span.start : span.end]


def with_blanks(text: str, blanks: Sequence[Blank]) -> List[Shown]:
    """A text cut at its blanks; a blank keeps its square brackets, so that it shows without colour and when copied."""
    found, at = [], 0
    for blank in sorted(blanks, key=lambda one: one.start):
        found.append({"text": text[at : blank.start], "blank": False})
        found.append({"text": text[blank.start : blank.end], "blank": True})
        at = blank.end
    return [one for one in [*found, {"text": text[at:], "blank": False}] if one["text"]]


def counted(talk: Rehearsal, numbers: Mapping[str, int]) -> Shown:
    """The counts of a talk, with where each stands.

    Args:
        numbers: by the anchor of a line, its number on the page.
    """
    found = count(talk)
    return {
        "words": found.words,
        "share": round(100 * found.share),
        "questions": {"count": len(found.questions), "lines": _lines(found.questions, numbers)},
        "hedges": [_tally(one, numbers) for one in found.hedges],
        "fillers": [_tally(one, numbers) for one in found.fillers],
    }


def _tally(one: Tally, numbers: Mapping[str, int]) -> Shown:
    return {"phrase": re.sub(r"\bi\b", "I", one.phrase), "count": one.count, "lines": _lines(one.places, numbers)}


def _lines(places: Iterable[Place], numbers: Mapping[str, int]) -> List[Shown]:
    anchors = dict.fromkeys(anchor(place.line) for place in places)
    return [{"anchor": one, "number": numbers[one]} for one in anchors]


def panel_of(memory: Memory) -> Shown:
    """What the note has and lacks, and a draft of one to adapt."""
    panel = note_panel(memory.rehearsal, memory.scenario)
    return {
        "parts": [{**asdict(one), "quotes": _quotes(one.spans, memory.rehearsal)} for one in panel.parts],
        "pieces": _marked(memory.rehearsal, panel),
        "draft": with_blanks(panel.draft.text, panel.draft.blanks),
        "words": panel.draft.words,
        "most_words": NOTE_WORDS,
        "most_hours": f"{NOTE_HOURS:g}",
    }


def _quotes(spans: Iterable["tuple[int, int]"], talk: Rehearsal) -> List[str]:
    text = talk.note.line.text if talk.note else ""
    return [text[start:end] for start, end in spans]


def _marked(talk: Rehearsal, panel: NotePanel) -> List[Shown]:
    """The note cut where a part of it begins and ends, each piece with the parts it belongs to and those it ends."""
    text = talk.note.line.text if talk.note else ""
    spans = [(start, end, one.name) for one in panel.parts for start, end in one.spans]
    edges = sorted({0, len(text), *(edge for start, end, _ in spans for edge in (start, end))})
    return [
        {
            "text": text[a:b],
            "parts": [name for start, end, name in spans if start <= a and b <= end],
            "ends": [name for _, end, name in spans if end == b],
        }
        for a, b in zip(edges, edges[1:])
    ]


def in_words(hours: float) -> str:
    """A time as one says it: 30 minutes, 1 hour, 30.5 hours."""
    if hours < 1:
        return f"{round(hours * 60)} minutes"
    return "1 hour" if hours == 1 else f"{hours:g} hours"
