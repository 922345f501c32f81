"""A talk played without servers: the events a tracker would hold, made by the interviewer's own code.

`talk()` begins one, `says()` plays a candidate's line with the moves it makes; the
reply is the interviewer's, and what the tracker would keep is in `events`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any, Callable, Dict, List, Optional, Sequence, Tuple

from spacy.lang.en.stop_words import STOP_WORDS

from actions import interviewer
from actions.events import keeps_line
from actions.memory import Memory, Piece, remember
from actions.rehearsal import Line
from actions.reply import Reply
from actions.scenario import Scenario
from bot.nlu.reading import leading

NURSE = "staff_nurse_alder_court"  # measured
SALES = "field_sales_pellow_surgical"  # bold
LEAD = "warehouse_shift_lead_brindle_foods"  # balanced

Event = Dict[str, Any]
Act = Callable[[Memory, Line], Reply]
Said = Tuple[str, ...]  # a sentence and the moves it makes

RAISING: Dict[str, Act] = {
    "invite_objections": interviewer.raise_concern,
    "clear_doubts": interviewer.raise_doubt,
    "no_questions": interviewer.wind_up,
    "goodbye": interviewer.wind_up,
}
BEATS: Dict[str, Act] = {
    "concern": interviewer.weigh,
    "doubt": interviewer.weigh,
    "door": interviewer.walk_to_door,
}


def parsed(*sentences: Said) -> Tuple[str, List[Dict[str, Any]]]:
    """A line of these sentences, and its parse data as the understanding would give it."""
    text, found = "", []
    for sentence, *moves in sentences:
        start = len(text) + bool(text)
        text = f"{text} {sentence}".strip()
        terms = [word for word in re.findall(r"[\w-]{4,}", sentence.lower()) if word not in STOP_WORDS]
        found.append(
            {
                "start": start,
                "end": start + len(sentence),
                "moves": {move: 0.9 for move in moves},
                "question": "?" in sentence,
                "terms": terms,
            }
        )
    return text, found


def slot(name: str, value: Any) -> Event:
    return {"event": "slot", "name": name, "value": value}


def bot(text: str, by: str, parts: Sequence[Piece] = (), acts: Sequence[str] = ()) -> Event:
    listed = [[one.response, dict(one.values)] for one in parts]
    return {"event": "bot", "text": text, "metadata": {"by": by, "parts": listed, "acts": sorted(acts)}}


def user(text: str) -> Event:
    return {"event": "user", "text": text}


def kept(*sentences: Said) -> Event:
    """The slot in which an action keeps the line."""
    text, found = parsed(*sentences)
    return slot("line", {"text": text, "sentences": found})


@dataclass
class Talk:
    """One rehearsal, and the tracker's events of it so far."""

    events: List[Event] = field(default_factory=list)

    @property
    def memory(self) -> Memory:
        return remember(self.events)

    @property
    def scenario(self) -> Scenario:
        found = self.memory.scenario
        assert found is not None
        return found

    @property
    def beat(self) -> str:
        return str(self.memory.settings["beat"])

    def says(self, text: str, *moves: str) -> Reply:
        """Plays a line of one sentence."""
        return self.breath((text, *moves))

    def breath(self, *sentences: Said) -> Reply:
        """Plays a line of several sentences."""
        text, found = parsed(*sentences)
        line = Line.candidate(text, found)
        reply = self._act(line)(self.memory.hearing(line), line)
        self.events.append(user(text))
        if reply.pieces:
            self.events.append(bot(wording(reply), "interviewer", reply.pieces, sorted(reply.acts)))
        self.events.append(kept(*sentences))
        if reply.beat:
            self.events.append(slot("beat", reply.beat))
        return reply

    def coach(self, text: str) -> None:
        """What the coach adds to the last reply: like that, it stands before the slot with the line."""
        at = max((i for i, event in enumerate(self.events) if keeps_line(event)), default=len(self.events))
        self.events.insert(at, bot(f"Coach: {text}", "coach"))

    def note(self, hours: Optional[float], *sentences: Said) -> None:
        text, found = parsed(*sentences)
        self.events.append(user(text))
        self.events.append(slot("note", {"text": text, "sentences": found, "hours_after": hours}))

    def _act(self, line: Line) -> Act:
        if self.beat != "questions":
            return BEATS[self.beat]
        return RAISING.get(leading(list(line.moves())) if line.moves() else "", interviewer.answer)


def talk(scenario: str = NURSE, **only_what_differs: Any) -> Talk:
    """A rehearsal just begun: the interviewer has asked for questions."""
    settings = {"scenario": scenario, "mode": "practice", "rehearsal": "r1", "beat": "questions", "hints": 0}
    slots = [slot(name, value) for name, value in {**settings, **only_what_differs}.items()]
    begun = Talk([{"event": "session_started", "timestamp": 1_795_000_000.0}, *slots])
    opening = interviewer.open_talk(begun.scenario)
    begun.events.append(bot(wording(opening), "interviewer", opening.pieces))
    return begun


def wording(reply: Reply) -> str:
    """A reply as text, each piece by its name and what it tells."""
    return " ".join(" ".join([one.response, *one.values.values()]) for one in reply.pieces)


def names(reply: Reply) -> List[str]:
    """The responses a reply is made of, without their `utter_`."""
    return [one.response.replace("utter_", "", 1) for one in reply.pieces]


def told(reply: Reply) -> List[str]:
    """What was put into a reply's placeholders, in order."""
    return [value for one in reply.pieces for value in one.values.values()]
