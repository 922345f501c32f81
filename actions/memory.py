"""What happened so far, out of a tracker's events: the rehearsal, and what the interviewer already said.

Everything is rebuilt from the events alone, so a review made from the tracker store
and an action in the middle of a talk see the same.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, Dict, FrozenSet, Iterable, List, Mapping, Optional, Sequence, Tuple

from actions.rehearsal import INTERVIEWER, Line, Note, Rehearsal
from actions.scenario import Scenario, chosen, topics

COACH = "coach"
SETTINGS = (
    "scenario", "own", "style", "mode", "temper", "clock", "drill", "rehearsal", "beat", "hints", "hinted_at",
)  # fmt: skip
PAUSE = 30 * 60  # seconds after which the candidate has gone away: the clock does not count them
IMPORTED = "imported"  # the scenario's name where a transcript was brought in; its facts stand in the slot `own`
SET_UP = ("lobby", "own_title", "own_company", "own_facts", "own_check")  # the beats before a rehearsal

Event = Mapping[str, Any]


@dataclass(frozen=True)
class Piece:
    """A response to be said, and what its placeholders stand for."""

    response: str
    values: Mapping[str, str]


@dataclass(frozen=True)
class Memory:
    """One rehearsal as the tracker has it."""

    settings: Mapping[str, Any]  # the slots of SETTINGS that are set
    scenario: Optional[Scenario]
    rehearsal: Rehearsal
    pieces: Tuple[Piece, ...]  # what the interviewer has said, in order
    acts: FrozenSet[str]  # what the interviewer's last line did
    lines_in_beat: int = 0  # lines of the candidate's kept since the beat last changed
    seconds: float = 0.0  # the talk has taken, pauses left out
    away: float = 0.0  # seconds between what was said last and the message now being heard

    def said(self, *responses: str) -> int:
        """How often any of these responses has been said."""
        return sum(piece.response in responses for piece in self.pieces)

    def told(self) -> FrozenSet[str]:
        """Every value that has been put into what was said: facts told, concerns raised."""
        return frozenset(value for piece in self.pieces for value in piece.values.values())

    def hearing(self, line: Line) -> Memory:
        """The same with one more line of the candidate."""
        return replace(self, rehearsal=replace(self.rehearsal, lines=(*self.rehearsal.lines, line)))

    @property
    def is_practice(self) -> bool:
        """Whether the coach speaks up during the talk."""
        return self.settings.get("mode") != "real"

    @property
    def temper(self) -> str:
        """How the interviewer takes one: warm, neutral or tough."""
        return str(self.settings.get("temper") or "neutral")

    @property
    def seconds_left(self) -> Optional[float]:
        """What is left on the clock, 0 at the end; None where none is set."""
        minutes = self.settings.get("clock")
        return max(0.0, 60 * float(minutes) - self.seconds) if minutes else None

    @property
    def talk_lines(self) -> int:
        """How many lines the candidate has said."""
        return sum(1 for _ in self.rehearsal.candidate_lines())


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


def remember(events: Sequence[Event]) -> Memory:
    """The rehearsal in the latest session of these events."""
    session = (sessions(events) or [[]])[-1]
    settings = _settings(session)
    scenario = chosen(settings.get("scenario"), settings.get("own"), settings.get("style"))
    spoken = [event for event in session if said_by(event) == INTERVIEWER]
    return Memory(
        settings=settings,
        scenario=scenario,
        rehearsal=_rehearsal(session, scenario, settings.get("own")),
        pieces=tuple(piece for event in spoken for piece in _pieces(event)),
        acts=frozenset(spoken[-1]["metadata"].get("acts", ())) if spoken else frozenset(),
        lines_in_beat=_lines_in_beat(session),
        seconds=_seconds(session),
        away=_away(session),
    )


def _settings(session: Iterable[Event]) -> Dict[str, Any]:
    slots = (event for event in session if event["event"] == "slot" and event["name"] in SETTINGS)
    return {event["name"]: event["value"] for event in slots}


def said_by(event: Event) -> Optional[str]:
    """Who says this: "interviewer" or "coach", or None where it is nothing the bot says."""
    if event["event"] != "bot":
        return None
    who: Optional[str] = (event.get("metadata") or {}).get("by")
    return who


def _pieces(event: Event) -> List[Piece]:
    return [Piece(str(name), dict(values)) for name, values in event["metadata"].get("parts", ())]


def _rehearsal(session: Sequence[Event], scenario: Optional[Scenario], own: Optional[Mapping[str, Any]]) -> Rehearsal:
    lines = _lines(session)
    if scenario is None:
        return Rehearsal(**_imported(session), lines=lines, note=_note(session))
    facts = str((own or {}).get("facts") or "")
    return Rehearsal(
        role=scenario.job,
        style=scenario.style,
        company=scenario.company,
        brief=f"{scenario.brief} {facts}".strip(),
        interviewer=scenario.interviewer.name,
        topics=topics(scenario, own),
        lines=lines,
        note=_note(session),
    )


def _imported(session: Sequence[Event]) -> Dict[str, Any]:
    """What is known of a transcript's job; of any other talk without a scenario, nothing."""
    settings = _settings(session)
    known = settings.get("own") if settings.get("scenario") == IMPORTED else None
    if not known:
        return {"role": "", "style": "balanced"}
    texts = {key: str(known.get(key) or "") for key in ("role", "company", "brief", "interviewer")}
    return {**texts, "style": settings["style"], "topics": tuple(known.get("topics") or ())}


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


def _lines(session: Iterable[Event]) -> Tuple[Line, ...]:
    return tuple(line_of(event) for event in in_order(session) if keeps_line(event) or said_by(event) == INTERVIEWER)


def line_of(event: Event) -> Line:
    """The line that this event holds, the candidate's or the interviewer's."""
    if keeps_line(event):
        return Line.candidate(event["value"]["text"], event["value"]["sentences"])
    return Line(INTERVIEWER, event.get("text") or "", acts=frozenset(event["metadata"].get("acts", ())))


def _lines_in_beat(session: Iterable[Event]) -> int:
    count = 0
    for event in session:
        if event["event"] == "slot" and event["name"] == "beat":
            count = 0
        count += keeps_line(event)
    return count


def _seconds(session: Iterable[Event]) -> float:
    """How long the talk has gone on, from the interviewer's first word to the latest event."""
    times = [
        float(event.get("timestamp") or 0) for event in session if said_by(event) == INTERVIEWER or _is_typed(event)
    ]
    return sum(later - earlier for earlier, later in zip(times, times[1:]) if 0 < later - earlier < PAUSE)


def _away(session: Sequence[Event]) -> float:
    """How long nobody said anything before the latest message."""
    times = [float(event.get("timestamp") or 0) for event in session if event["event"] == "bot" or _is_typed(event)]
    return max(0.0, times[-1] - times[-2]) if len(times) > 1 else 0.0


def _is_typed(event: Event) -> bool:
    return bool(event["event"] == "user")


def _note(session: Iterable[Event]) -> Optional[Note]:
    notes = [event["value"] for event in session if event["event"] == "slot" and event["name"] == "note"]
    if not notes or not notes[-1]:
        return None
    last = notes[-1]
    return Note(Line.candidate(last["text"], last["sentences"]), last.get("hours_after"))
