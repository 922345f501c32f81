"""A short talk with a scenario's interviewer, played without a server: how a new scenario sounds.

The candidate's lines are those of `data/sample.yml`, with their moves given, so no model is needed.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, Callable, Dict, List, Tuple

from pydantic import conlist
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import BotUttered
from rasa.shared.core.trackers import DialogueStateTracker

from actions import interviewer
from actions.data import DATA, Checked, read
from actions.memory import Memory, Piece
from actions.rehearsal import CANDIDATE, INTERVIEWER, Line, Rehearsal, Sentence
from actions.scenario import Scenario
from bot.nlg import Speech
from bot.nlu.sentences import split
from bot.settings import ROOT

Said = Tuple[str, str]  # "Interviewer" or "You", and what they say, as `python -m bot score` reads it
Act = Callable[[Memory, Line], Any]

# As data/rules has them: first where in the talk we are decides, then what the line does.
BEATS: Dict[str, Act] = {
    "concern": interviewer.weigh,
    "doubt": interviewer.weigh,
    "door": interviewer.walk_to_door,
}
RAISING: Dict[str, Act] = {
    "invite_objections": interviewer.raise_concern,
    "clear_doubts": interviewer.raise_doubt,
    "no_questions": interviewer.wind_up,
}


class SampleLine(Checked):
    """A line of the candidate's."""

    says: str
    moves: conlist(str, min_items=1)  # type: ignore[valid-type]


class SampleTalk(Checked):
    """The candidate's half of the sample."""

    lines: conlist(SampleLine, min_items=1)  # type: ignore[valid-type]


@lru_cache(maxsize=1)
def sample_talk() -> SampleTalk:
    """What the candidate says.

    Raises:
        FaultyData: the file is malformed.
    """
    return read(DATA / "sample.yml", SampleTalk)


@lru_cache(maxsize=1)
def domain() -> Domain:
    """The bot's domain, for its responses."""
    return Domain.load(ROOT / "bot" / "domain")


@dataclass
class Sample:
    """A talk being played, and what it has come to."""

    scenario: Scenario
    beat: str = "questions"
    lines: List[Line] = field(default_factory=list)
    pieces: List[Piece] = field(default_factory=list)
    lines_in_beat: int = 0
    said: List[Said] = field(default_factory=list)

    def memory(self) -> Memory:
        """What an action would remember of it."""
        last = self.lines[-1] if self.lines else Line(INTERVIEWER, "")
        talk = Rehearsal(
            role=self.scenario.job, style=self.scenario.style, company=self.scenario.company, lines=tuple(self.lines)
        )
        settings = {"rehearsal": "sample", "beat": self.beat}
        return Memory(settings, self.scenario, talk, tuple(self.pieces), last.acts, self.lines_in_beat)

    def hear(self, spoken: SampleLine) -> None:
        """The candidate's line, and the reply."""
        line = _line(spoken)
        moves = line.moves()
        act = BEATS.get(self.beat) or next((RAISING[move] for move in RAISING if move in moves), interviewer.answer)
        reply = act(self.memory().hearing(line), line)
        self.said.append(("You", spoken.says))
        self.lines.append(line)
        self.lines_in_beat += 1
        self.reply(reply)

    def reply(self, reply: Any) -> None:
        """What the interviewer says to it, in words."""
        text = _in_words(reply.pieces, [text for who, text in self.said if who == "Interviewer"])
        self.said.append(("Interviewer", text))
        self.pieces += reply.pieces
        self.lines.append(Line(INTERVIEWER, text, acts=reply.acts))
        if reply.beat and reply.beat != self.beat:
            self.beat, self.lines_in_beat = reply.beat, 0


def play(scenario: Scenario) -> List[Said]:
    """The sample of a scenario: from the first question to the goodbye, the same every time in one season."""
    sample = Sample(scenario)
    sample.reply(interviewer.open_talk(scenario))
    for line in sample_talk().lines:
        sample.hear(line)
    return sample.said


def _line(spoken: SampleLine) -> Line:
    """The line as one sentence that makes all its moves, with the words spaCy finds in it."""
    found = split(spoken.says)
    moves = {move: 1.0 for move in spoken.moves}
    terms = tuple(term for sentence in found for term in sentence["terms"])
    sentence = Sentence(spoken.says, 0, len(spoken.says), moves, spoken.says.endswith("?"), terms)
    return Line(CANDIDATE, spoken.says, (sentence,))


def _in_words(pieces: Tuple[Piece, ...], said: List[str]) -> str:
    """One message, put together as the server does it."""
    tracker = DialogueStateTracker("sample", domain().slots)
    for text in said:
        tracker.update(BotUttered(text))
    parts = [[one.response, dict(one.values)] for one in pieces]
    speech = Speech(None, domain())
    message = asyncio.run(speech.generate("utter_interviewer", tracker, "sample", parts=parts))
    return str((message or {}).get("text", ""))
