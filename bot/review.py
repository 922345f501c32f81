"""What the review page shows of one rehearsal: a plain dictionary, made of its events alone."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Dict, List, Mapping, Optional, Sequence

from actions.events import COACH, Event, in_order, keeps_line, said_by
from actions.feedback import MissedOpening, advise, levels_of, openings
from actions.memory import IMPORTED, Memory, remember
from actions.rehearsal import CANDIDATE, INTERVIEWER, Line
from actions.scoring import Mark, Scorecard, score
from actions.scoring.principles import ACTS, rubric
from bot.lessons import Shown, anchor, counted, in_words, lesson, panel_of

MOST_ADVICE = 3


def review_of(events: Sequence[Event]) -> Dict[str, Any]:
    """The context of `review.html` (its keys are documented in docs/architecture.md)."""
    memory = remember(events)
    card = score(memory.rehearsal)
    advice = {one.principle: lesson(one, memory.rehearsal) for one in advise(memory.rehearsal, card, memory.scenario)}
    lines = _lines(events, memory, card)
    return {
        "name": memory.settings.get("rehearsal"),
        "title": title_of(memory),
        "date": f"{began(events):%-d %B %Y}",
        "style": memory.rehearsal.style,
        "brought_in": memory.settings.get("scenario") == IMPORTED,
        "mode": memory.settings.get("mode") or "practice",
        "finished": is_finished(events),
        "hints": int(memory.settings.get("hints") or 0),
        "total": card.total,
        "acts": [{"name": act.capitalize(), "marks": _marks(act, card, advice)} for act in ACTS],
        "advice": list(advice.values())[:MOST_ADVICE],
        "landed": [_landed(mark) for mark in card.landed()],
        "counts": counted(memory.rehearsal, {line["anchor"]: i for i, line in enumerate(lines, 1)}),
        "lines": lines,
        "note": _note(memory, card),
        "note_panel": panel_of(memory),
    }


def title_of(memory: Memory) -> str:
    """What a rehearsal is called: its scenario's title, or the job of a transcript."""
    told = [part for part in (memory.rehearsal.role, memory.rehearsal.company) if part]
    return memory.scenario.title if memory.scenario else ", ".join(told) or "A rehearsal"


def began(events: Sequence[Event]) -> datetime:
    """When a rehearsal began, by this machine's clock."""
    return datetime.fromtimestamp(next((event["timestamp"] for event in events if event.get("timestamp")), 0))


def is_finished(events: Sequence[Event]) -> bool:
    """Whether the talk went to its end, whatever came after."""
    return any(e["event"] == "slot" and e["name"] == "beat" and e["value"] == "debrief" for e in events)


def _marks(act: str, card: Scorecard, advice: Mapping[str, Shown]) -> List[Dict[str, Any]]:
    ours = [mark for mark in card.marks if rubric().principles[mark.principle].act == act]
    return [_mark(mark, advice.get(mark.principle)) for mark in ours]


def _mark(mark: Mark, advice: Optional[Shown]) -> Dict[str, Any]:
    principle = rubric().principles[mark.principle]
    return {
        "name": mark.principle,
        "title": principle.title,
        "about": principle.about,
        "level": mark.level,
        "levels": levels_of(mark),
        "next": _next(mark),
        "reason": mark.reason,
        "advice": advice,
        "weight": principle.weight,
        "evidence": [{"anchor": anchor(one.line), "quote": one.quote} for one in mark.evidence],
    }


def _next(mark: Mark) -> Optional[str]:
    """What the next level asks; None at the top, or where it is not counted."""
    if mark.level is None or not mark.gap:
        return None
    return levels_of(mark)[mark.level + 1]


def _landed(mark: Mark) -> Dict[str, Any]:
    return {"title": rubric().principles[mark.principle].title, "quote": mark.evidence[0].quote}


def _lines(events: Sequence[Event], memory: Memory, card: Scorecard) -> List[Dict[str, Any]]:
    """The talk with the coach's words where they fell, each spoken line with its marked pieces."""
    names = {INTERVIEWER: memory.rehearsal.interviewer or "Interviewer", CANDIDATE: "You"}
    missed = openings(memory.rehearsal, card) if is_finished(events) else []  # until then they are still to come
    spoken = [
        {
            "anchor": anchor(i),
            "number": i if line.by == CANDIDATE else None,
            "by": line.by,
            "name": names[line.by],
            "pieces": pieces(line, i, card),
            "moves": _moves(line),
            "marks": [_earned(mark) for mark in card.marks if any(one.line == i for one in mark.evidence)],
            "openings": [_opening(one) for one in missed if one.line == i],
        }
        for i, line in enumerate(memory.rehearsal.lines)
    ]
    in_turn = iter(spoken)
    shown: List[Dict[str, Any]] = []
    for event in in_order(events):
        if said_by(event) == COACH and event.get("text"):
            shown.append(_coached(event, len(shown)))
        elif keeps_line(event) or said_by(event) == INTERVIEWER:
            shown.append(next(in_turn))
    return shown


def _coached(event: Event, number: int) -> Dict[str, Any]:
    text = str(event["text"]).replace("Coach: ", "", 1)
    bare: Dict[str, Any] = {"number": None, "moves": [], "marks": [], "openings": []}
    return {"anchor": f"coach-{number}", "by": COACH, "name": "Coach", "pieces": [_plain(text)], **bare}


def _opening(one: MissedOpening) -> Dict[str, Any]:
    return {"principle": one.principle, "title": one.title, "text": one.text}


def _moves(line: Line) -> List[str]:
    return sorted(line.moves())


def _plain(text: str) -> Dict[str, Any]:
    return {"text": text, "marks": []}


def pieces(line: Line, number: int, card: Scorecard) -> List[Dict[str, Any]]:
    """A line cut where evidence begins and ends, each piece with the marks it earned."""
    spans = [(one.start, one.end, mark) for mark in card.marks for one in mark.evidence if one.line == number]
    edges = sorted({0, len(line.text), *(edge for start, end, _ in spans for edge in (start, end))})
    return [
        {"text": line.text[a:b], "marks": [_earned(mark) for start, end, mark in spans if start <= a and b <= end]}
        for a, b in zip(edges, edges[1:])
    ] or [_plain(line.text)]


def _earned(mark: Mark) -> Mapping[str, Any]:
    title = rubric().principles[mark.principle].title
    return {
        "principle": mark.principle,
        "title": title,
        "level": mark.level,
        "reason": mark.reason,
        "next": _next(mark),
    }


def _note(memory: Memory, card: Scorecard) -> Optional[Dict[str, Any]]:
    note = memory.rehearsal.note
    if note is None:
        return None
    mark = card["thank_you_note"]
    hours = None if note.hours_after is None else f"sent {in_words(note.hours_after)} after"
    return {"pieces": [_plain(note.line.text)], "hours": hours, "level": mark.level, "reason": mark.reason}
