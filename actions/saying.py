"""What the actions share: hearing a line, having pieces said, a name in the domain."""

from __future__ import annotations

import os
from abc import ABC, abstractmethod
from typing import AbstractSet, Any, ClassVar, Dict, List, Optional, Sequence, Text

from rasa_sdk import Action, Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions import coach
from actions.context import in_context
from actions.events import COACH
from actions.memory import Memory, Piece
from actions.past_the_interviewer import meant_for_the_coach
from actions.rehearsal import Line
from actions.reply import piece

Events = List[Dict[Text, Any]]
SKIP = ("skip", "no", "none", "no note", "skip it", "/skip")


def say(
    dispatcher: CollectingDispatcher, by: str, pieces: Sequence[Piece], acts: Sequence[str] = (), **more: Any
) -> None:
    """Has the Rasa server say these pieces as one message."""
    if pieces:
        parts = [[one.response, dict(one.values)] for one in pieces]
        dispatcher.utter_message(response=f"utter_{by}", by=by, parts=parts, acts=sorted(acts), **more)


def kept(tracker: Tracker, acts: AbstractSet[str] = frozenset()) -> Dict[Text, Any]:
    """The line as the tracker keeps it, said after the interviewer's `acts`: what any later action and the review score."""
    message = tracker.latest_message
    text = message.get("text") or ""
    return {"text": text, "sentences": in_context(text, message.get("sentences") or [], acts)}


def heard(tracker: Tracker, acts: AbstractSet[str] = frozenset()) -> Line:
    """The candidate's line as the understanding read it, said after the interviewer's `acts`."""
    line = kept(tracker, acts)
    return Line.candidate(line["text"], line["sentences"])


def skips(text: Text) -> bool:
    """Whether a line says no more than that this step is to be left out."""
    return text.strip().lower() in SKIP


def answered_past(dispatcher: CollectingDispatcher, text: Text, now: Optional[Piece] = None) -> Optional[Events]:
    """Has the coach answer what is said past the interviewer, and keeps no line of it; None where nothing is.

    Args:
        now: what is to be done at this point, where that is not to talk to the interviewer.
    """
    response = meant_for_the_coach(text)
    if response is None:
        return None
    say(dispatcher, COACH, [now if now and response == "what_now" else piece(response)])
    return []


def url_of(memory: Memory) -> str:
    """The address of the rehearsal's review."""
    return f"{os.environ.get('CURTAIN_LINE_URL', '')}/review/{memory.settings.get('rehearsal', '')}"


class NamedAction(Action, ABC):
    """An action that goes by `called` in the domain."""

    called: ClassVar[Text]

    def name(self) -> Text:
        """The action's name in the domain."""
        return self.called

    @abstractmethod
    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Dict[Text, Any]) -> Events:
        """Says something and returns events."""


def debrief(dispatcher: CollectingDispatcher, memory: Memory) -> Events:
    """Says how it went and where the review is."""
    say(dispatcher, COACH, coach.debrief(memory, url_of(memory)))
    return [SlotSet("beat", "debrief")]
