"""What happened so far, out of a tracker's events: the rehearsal, and what the interviewer already said.

Everything is rebuilt from the events alone, so a review made from the tracker store
and an action in the middle of a talk see the same.
"""

from __future__ import annotations

import copy
from dataclasses import dataclass, replace
from typing import Any, Dict, FrozenSet, List, Mapping, Optional, Sequence, Tuple

from actions.events import Event, keeps_line, line_of, said_by
from actions.rehearsal import INTERVIEWER, Line, Note, Rehearsal
from actions.scenario import Scenario, chosen, topics

SETTINGS = (
    "scenario", "own", "style", "mode", "temper", "clock", "drill", "rehearsal", "beat", "hints", "hinted_at",
)  # fmt: skip
PAUSE = 30 * 60  # seconds after which the candidate has gone away: the clock does not count them
IMPORTED = "imported"  # the scenario's name where a transcript was brought in; its facts stand in the slot `own`


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


class Recollection:
    """A rehearsal taken in event by event, so that a long talk costs no more than a short one where it is kept up."""

    def __init__(self) -> None:
        self._begin()

    def _begin(self) -> None:
        self._settings: Dict[str, Any] = {}
        self._lines: List[Line] = []
        self._said_at = 0  # how many lines there were when the candidate last typed: there their next one stands
        self._pieces: List[Piece] = []
        self._acts: FrozenSet[str] = frozenset()
        self._note: Optional[Mapping[str, Any]] = None
        self._lines_in_beat = 0
        self._spoken = Clock()  # of the interviewer's and the candidate's words
        self._anything = Clock()  # of those and the coach's

    def further(self, events: Sequence[Event]) -> Recollection:
        """The same with these events after it; this one stays as it is."""
        twin = copy.copy(self)
        twin._settings, twin._lines, twin._pieces = dict(self._settings), list(self._lines), list(self._pieces)
        for event in events:
            twin._take(event)
        return twin

    def _take(self, event: Event) -> None:
        """Takes in one event; the kinds that say nothing of a rehearsal change nothing."""
        kind = event["event"]
        if kind == "session_started":
            self._begin()
        elif kind == "slot":
            self._take_slot(event)
        elif kind == "bot":
            self._take_reply(event)
        elif kind == "user":
            self._said_at = len(self._lines)
            self._spoken, self._anything = self._spoken.at(event), self._anything.at(event)

    def _take_slot(self, event: Event) -> None:
        name, value = event["name"], event["value"]
        if name in SETTINGS:
            self._settings[name] = value
        if name == "beat":
            self._lines_in_beat = 0
        elif name == "note":
            self._note = value
        elif keeps_line(event):
            # Rasa puts an action's replies before the slot with the line they answer.
            self._lines.insert(self._said_at, line_of(event))
            self._lines_in_beat += 1

    def _take_reply(self, event: Event) -> None:
        self._anything = self._anything.at(event)
        if said_by(event) == INTERVIEWER:
            self._spoken = self._spoken.at(event)
            line = line_of(event)
            self._lines.append(line)
            self._acts = line.acts
            self._pieces += [Piece(str(name), dict(values)) for name, values in event["metadata"].get("parts", ())]

    def memory(self) -> Memory:
        """What is remembered by now."""
        settings = dict(self._settings)
        scenario = chosen(settings.get("scenario"), settings.get("own"), settings.get("style"))
        return Memory(
            settings=settings,
            scenario=scenario,
            rehearsal=Rehearsal(**_place(settings, scenario), lines=tuple(self._lines), note=_noted(self._note)),
            pieces=tuple(self._pieces),
            acts=self._acts,
            lines_in_beat=self._lines_in_beat,
            seconds=self._spoken.seconds,
            away=self._anything.away,
        )


@dataclass(frozen=True)
class Clock:
    """How long something goes on, and when it was last heard of; times in seconds."""

    last: Optional[float] = None
    away: float = 0.0  # between the last two times
    seconds: float = 0.0  # in all, pauses left out

    def at(self, event: Event) -> Clock:
        """The clock once this happened."""
        now = float(event.get("timestamp") or 0)
        if self.last is None:
            return Clock(now)
        gap = now - self.last
        return Clock(now, max(0.0, gap), self.seconds + gap if 0 < gap < PAUSE else self.seconds)


class Kept(List[Event]):
    """Events whose rehearsal has been taken in already."""

    def __init__(self, events: Sequence[Event] = (), recollection: Optional[Recollection] = None) -> None:
        super().__init__(events)
        self.recollection = recollection or Recollection().further(events)

    def further(self, events: Sequence[Event]) -> Kept:
        """These events and more."""
        return Kept([*self, *events], self.recollection.further(events))


def remember(events: Sequence[Event]) -> Memory:
    """The rehearsal in the latest session of these events."""
    return (events if isinstance(events, Kept) else Kept(events)).recollection.memory()


def _place(settings: Mapping[str, Any], scenario: Optional[Scenario]) -> Dict[str, Any]:
    """What a rehearsal has beside its lines and note: the job, as far as it is known."""
    own = settings.get("own")
    if scenario is None:
        return _imported(settings)
    return {
        "role": scenario.job,
        "style": scenario.style,
        "company": scenario.company,
        "brief": f"{scenario.brief} {(own or {}).get('facts') or ''!s}".strip(),
        "interviewer": scenario.interviewer.name,
        "topics": topics(scenario, own),
    }


def _imported(settings: Mapping[str, Any]) -> Dict[str, Any]:
    """What is known of a transcript's job; of any other talk without a scenario, nothing."""
    known = settings.get("own") if settings.get("scenario") == IMPORTED else None
    if not known:
        return {"role": "", "style": "balanced"}
    texts = {key: str(known.get(key) or "") for key in ("role", "company", "brief", "interviewer")}
    return {**texts, "style": settings["style"], "topics": tuple(known.get("topics") or ())}


def _noted(kept: Optional[Mapping[str, Any]]) -> Optional[Note]:
    return Note(Line.candidate(kept["text"], kept["sentences"]), kept.get("hours_after")) if kept else None
