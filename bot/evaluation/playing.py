"""Rehearsals played in this process: the trained model, its rules, the actions and the wordings, without a socket."""

from __future__ import annotations

import json
import logging
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Dict, List, Mapping, Optional, Sequence, Tuple

from rasa.core.agent import Agent
from rasa.core.channels.channel import CollectingOutputChannel, UserMessage
from rasa.shared.core.events import ActionExecuted, SessionStarted, SlotSet
from rasa.shared.core.trackers import DialogueStateTracker

from actions.aside import Aside
from actions.events import said_by
from actions.rehearsal import INTERVIEWER
from bot import overrides
from bot.nlg import Speech
from bot.overrides.action_call import KeptOpen, as_json

TALKING = ("questions", "concern", "doubt", "door")  # the beats in which the interviewer is there to answer


@dataclass(frozen=True)
class Said:
    """One message of the interviewer's."""

    text: str
    parts: Tuple[Tuple[str, Mapping[str, str]], ...]  # response and values of each piece


@dataclass(frozen=True)
class Turn:
    """A line of the candidate's, and what came back."""

    text: str
    beat: str  # before the line
    intent: str
    moves: Tuple[Tuple[str, ...], ...]  # recognised, by sentence
    replies: Tuple[Said, ...]
    coach: int = 0  # messages of the coach


@dataclass(frozen=True)
class Played:
    """A rehearsal from its opening to its last line."""

    settings: Mapping[str, Any]  # as `actions.set_up.choice` gives them, with the name of the rehearsal
    opening: Tuple[Said, ...]
    turns: Tuple[Turn, ...]
    faults: Tuple[str, ...] = ()  # what was logged as an error, or raised


class InProcess(KeptOpen):
    """An action server without the server: what is asked of it runs here, and goes through JSON as it would."""

    def __init__(self) -> None:
        super().__init__("http://in.process", enable_selective_domain=True)
        self.executor = Aside()
        self.executor.register_package("actions")

    async def _asked(self, *arguments: Any, **settings: Any) -> Optional[Any]:
        """The answer to an action call, as the server would send it."""
        answer = await self.executor.run(json.loads(as_json(settings["json"])))
        return json.loads(json.dumps(answer))


class Faults(logging.Handler):
    """Collects what Rasa logs as an error: it goes on when an action fails, and says so only there."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.found: List[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keeps the message, with the error that caused it."""
        cause = record.exc_info[1] if record.exc_info else None
        self.found.append(f"{record.getMessage()[:120]} {cause!r}" if cause else record.getMessage()[:200])

    def taken(self) -> Tuple[str, ...]:
        """What was found since this was last asked."""
        found, self.found = tuple(self.found), []
        return found


@dataclass
class Room:
    """Where rehearsals are played, one after the other."""

    agent: Agent
    faults: Faults = field(default_factory=Faults)

    @classmethod
    def of(cls, model: Path) -> Room:
        """A room with this model, its trackers in memory, and Rasa as our server has it."""
        overrides.install()
        room = cls(Agent.load(str(model), generator=Speech(), action_endpoint=InProcess()))
        logging.getLogger("rasa").addHandler(room.faults)
        return room

    async def play(self, settings: Mapping[str, Any], lines: Sequence[str]) -> Played:
        """Plays these lines until the talk is over.

        Args:
            settings: {"rehearsal", "scenario", "style", "temper", "mode", "own", …}, the slots of a rehearsal.
            lines: what the candidate says.
        """
        name = str(settings["rehearsal"])
        await self._begin(name, settings)
        events = await self._events(name)
        opening, turns = _said(events), []
        for line in lines:
            beat = _slot(events, "beat")
            if beat not in TALKING:
                break
            heard = len(events)
            await self._hear(name, line)
            events = await self._events(name)
            turns.append(_turn(line, beat, events[heard:]))
        return Played(settings, opening, tuple(turns), self.faults.taken())

    async def _begin(self, name: str, settings: Mapping[str, Any]) -> None:
        """A session with its settings, as `action_choose` begins one, under a name that can be said again."""
        tracker = await self.agent.tracker_store.get_or_create_tracker(name, append_action_listen=False)
        slots = [SlotSet(slot, value) for slot, value in {**settings, "beat": "questions", "hints": 0}.items()]
        tracker.update_with_events([ActionExecuted("action_session_start"), SessionStarted(), *slots], None)
        await self.agent.tracker_store.save(tracker)
        await self.agent.execute_action(name, "action_open", CollectingOutputChannel(), None, None)
        opened = await self._tracker(name)
        opened.update(ActionExecuted("action_listen"))
        await self.agent.tracker_store.save(opened)

    async def _hear(self, name: str, line: str) -> None:
        try:
            await self.agent.handle_message(UserMessage(line, CollectingOutputChannel(), name))
        except Exception as error:  # counted, and the next line is tried
            self.faults.found.append(repr(error))

    async def _tracker(self, name: str) -> DialogueStateTracker:
        tracker = await self.agent.tracker_store.retrieve(name)
        assert tracker is not None, "the rehearsal was begun"
        return tracker

    async def _events(self, name: str) -> List[Dict[str, Any]]:
        return [event.as_dict() for event in (await self._tracker(name)).events]


def _said(events: Sequence[Mapping[str, Any]]) -> Tuple[Said, ...]:
    return tuple(
        Said(str(event.get("text") or ""), tuple((part[0], part[1]) for part in event["metadata"].get("parts", ())))
        for event in events
        if said_by(event) == INTERVIEWER
    )


def _turn(line: str, beat: str, events: Sequence[Mapping[str, Any]]) -> Turn:
    data: Mapping[str, Any] = next((event["parse_data"] for event in events if event["event"] == "user"), {})
    replies = _said(events)
    others = sum(1 for event in events if event["event"] == "bot") - len(replies)
    moves = tuple(tuple(sentence["moves"]) for sentence in data.get("sentences", ()))
    return Turn(line, beat, str(data.get("intent", {}).get("name")), moves, replies, others)


def _slot(events: Sequence[Mapping[str, Any]], name: str) -> str:
    values = [event["value"] for event in events if event["event"] == "slot" and event["name"] == name]
    return str(values[-1]) if values else ""
