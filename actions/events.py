"""A tracker's events as plain data: which rehearsal each belongs to, who says it, and in which order it was said."""

from __future__ import annotations

from typing import Any, Iterable, List, Mapping, Optional, Sequence

from actions.rehearsal import INTERVIEWER, Line

Event = Mapping[str, Any]

COACH = "coach"
SET_UP = ("lobby", "own_title", "own_company", "own_facts", "own_check")  # the beats before a rehearsal


def sessions(events: Iterable[Event]) -> List[List[Event]]:
    """The events of each rehearsal: a rehearsal is a session of the tracker."""
    found: List[List[Event]] = [[]]
    for event in events:
        if event["event"] == "session_started":
            found.append([])
        found[-1].append(event)
    return [session for session in found if session]


def before_next(session: Sequence[Event]) -> Sequence[Event]:
    """The events of a rehearsal without those at its end that set up the next one."""
    asked_at = 0
    for i, event in enumerate(session):
        if event["event"] == "user":
            asked_at = i
        sent = (event.get("metadata") or {}) if event["event"] == "user" else {}
        chose = sent.get("choice") or sent.get("drill")
        if chose or (event["event"] == "slot" and event["name"] == "beat" and event["value"] in SET_UP):
            return session[:asked_at]
    return session


def in_order(session: Iterable[Event]) -> List[Event]:
    """The events in the order of the talk: Rasa puts an action's replies before the slot with the line they answer."""
    ordered: List[Event] = []
    said_at = 0
    for event in session:
        if event["event"] == "user":
            said_at = len(ordered)
        if keeps_line(event):
            ordered.insert(said_at, event)
        else:
            ordered.append(event)
    return ordered


def keeps_line(event: Event) -> bool:
    """Whether this event holds a line of the candidate's."""
    return bool(event["event"] == "slot" and event["name"] == "line" and event["value"])


def said_by(event: Event) -> Optional[str]:
    """Who says this: "interviewer" or "coach", or None where it is nothing the bot says."""
    if event["event"] != "bot":
        return None
    who: Optional[str] = (event.get("metadata") or {}).get("by")
    return who


def line_of(event: Event) -> Line:
    """The line that this event holds, the candidate's or the interviewer's."""
    if keeps_line(event):
        return Line.candidate(event["value"]["text"], event["value"]["sentences"])
    return Line(INTERVIEWER, event.get("text") or "", acts=frozenset(event["metadata"].get("acts", ())))
