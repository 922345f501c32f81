"""The actions of the talk: each reads the tracker, asks the pure code, says the result, returns events."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import Any, Dict, Optional, Text

from rasa_sdk import Tracker
from rasa_sdk.events import FollowupAction, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions import at_the_note, coach, drill, drill_actions, interviewer, set_up
from actions.controls import ActionSetUp
from actions.events import COACH
from actions.hours import hours_after
from actions.memory import Memory, remember
from actions.rehearsal import INTERVIEWER, Line
from actions.reply import Reply, piece
from actions.saying import (
    Events,
    NamedAction,
    answered_past,
    debrief,
    heard,
    kept,
    say,
    url_of,
)

AWAY = 8 * 3600  # seconds after which the coach says where one left off
GRACE = 3.0  # seconds that a browser's clock may be ahead of ours


class InterviewerAction(NamedAction, ABC):
    """Hears a line, lets the interviewer reply, and in practice the coach add a note."""

    @abstractmethod
    def reply(self, memory: Memory, line: Line) -> Reply:
        """What the interviewer says to `line`, which `memory` already holds."""

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Dict[Text, Any]) -> Events:
        """Says the reply; returns the line and, where it changes, the beat."""
        before = remember(tracker.events)
        if before.scenario is None:
            return ActionSetUp().run(dispatcher, tracker, domain)
        line = heard(tracker, before.acts)
        done = _by_the_coach(dispatcher, before, line.text)
        if done is not None:
            return done
        memory = before.hearing(line)
        if memory.away > AWAY:
            say(dispatcher, COACH, [piece("welcome_back", interviewer=memory.rehearsal.interviewer)])
        reply = self._in_time(memory, line)
        say(dispatcher, INTERVIEWER, reply.pieces, sorted(reply.acts))
        if memory.is_practice:
            say(dispatcher, COACH, coach.note_after_line(memory, reply.acts, reply.beat))
        events = [SlotSet("line", kept(tracker, before.acts))]
        if reply.beat == "note":
            say(dispatcher, COACH, [piece("ask_note", interviewer=memory.rehearsal.interviewer)])
        return events + ([SlotSet("beat", reply.beat)] if reply.beat else [])

    def _in_time(self, memory: Memory, line: Line) -> Reply:
        """The reply, or the end of the talk where the clock has run out."""
        over = memory.seconds_left == 0 and memory.settings.get("beat") in interviewer.TALKING
        return interviewer.break_in(memory, line) if over else self.reply(memory, line)


def _by_the_coach(dispatcher: CollectingDispatcher, before: Memory, text: str) -> Optional[Events]:
    """What follows from a line that is none of the talk's: it is for the coach, who answers; None where it is no such line."""
    style = set_up.style_asked_for(text)
    if style:
        say(dispatcher, COACH, [piece("style_set", style=style)])
        return [SlotSet("style", style)]
    practised = drill.asked_for(text)
    if practised:
        return drill_actions.begin(before, practised)
    return answered_past(dispatcher, text)


class ActionAnswer(InterviewerAction):
    """Answers what was asked."""

    called = "action_answer"

    def reply(self, memory: Memory, line: Line) -> Reply:
        """Asks the interviewer."""
        return interviewer.answer(memory, line)


class ActionRaiseConcern(InterviewerAction):
    """Says what speaks against the candidate."""

    called = "action_raise_concern"

    def reply(self, memory: Memory, line: Line) -> Reply:
        """Asks the interviewer."""
        return interviewer.raise_concern(memory, line)


class ActionRaiseDoubt(InterviewerAction):
    """Says what was left unclear."""

    called = "action_raise_doubt"

    def reply(self, memory: Memory, line: Line) -> Reply:
        """Asks the interviewer."""
        return interviewer.raise_doubt(memory, line)


class ActionWeigh(InterviewerAction):
    """Takes the answer to a concern or a doubt."""

    called = "action_weigh"

    def reply(self, memory: Memory, line: Line) -> Reply:
        """Asks the interviewer."""
        return interviewer.weigh(memory, line)


class ActionWindUp(InterviewerAction):
    """Closes the talk."""

    called = "action_wind_up"

    def reply(self, memory: Memory, line: Line) -> Reply:
        """Asks the interviewer."""
        return interviewer.wind_up(memory, line)


class ActionWalkToDoor(InterviewerAction):
    """Small talk and goodbye at the door."""

    called = "action_walk_to_door"

    def reply(self, memory: Memory, line: Line) -> Reply:
        """Asks the interviewer."""
        return interviewer.walk_to_door(memory, line)


class ActionTimeUp(NamedAction):
    """The window says that the clock has run out: the interviewer breaks in."""

    called = "action_time_up"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Dict[Text, Any]) -> Events:
        """Winds up where time is over indeed, and says what is left where it is not."""
        memory = remember(tracker.events)
        left = memory.seconds_left
        if left is None or left > GRACE or memory.settings.get("beat") not in interviewer.TALKING:
            say(dispatcher, COACH, [piece("time_left", minutes=str(max(1, round((left or 60) / 60))))])
            return []
        reply = interviewer.break_in(memory)
        say(dispatcher, INTERVIEWER, reply.pieces, sorted(reply.acts))
        return [SlotSet("beat", reply.beat)]


class ActionOpen(NamedAction):
    """Sets the scene and opens the last minutes."""

    called = "action_open"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Dict[Text, Any]) -> Events:
        """The coach sets the scene, the interviewer asks for questions."""
        memory = remember(tracker.events)
        scenario = memory.scenario
        assert scenario is not None
        if memory.settings.get("drill"):
            drill_actions.set_up(dispatcher, memory)
            return [FollowupAction("action_listen")]
        quiet = tracker.get_slot("mode") == "real"
        setting = piece(
            "set_real" if quiet else "set", title=scenario.title, brief=scenario.brief, style=scenario.style
        )
        say(dispatcher, COACH, [setting])
        say(dispatcher, INTERVIEWER, interviewer.open_talk(scenario).pieces)
        return [FollowupAction("action_listen")]


class ActionTakeNote(NamedAction):
    """Takes the thank-you note, or goes on without one."""

    called = "action_take_note"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Dict[Text, Any]) -> Events:
        """Asks when the note would go out."""
        written, memory = kept(tracker), remember(tracker.events)
        named = memory.rehearsal.interviewer
        about = piece("about_note", interviewer=named)
        done = answered_past(dispatcher, written["text"], now=about)
        if done is not None:
            return done
        if at_the_note.goes_without(written["text"], named):
            return debrief(dispatcher, memory)
        if at_the_note.asks_about_note(heard(tracker)):
            say(dispatcher, COACH, [about])
            return []
        say(dispatcher, COACH, [piece("ask_hours")])
        return [SlotSet("note", {**written, "hours_after": None}), SlotSet("beat", "note_hours")]


class ActionTakeHours(NamedAction):
    """Takes the hour of the note, and debriefs."""

    called = "action_take_hours"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Dict[Text, Any]) -> Events:
        """Answers a question, and asks again where no time was said, unless it was skipped."""
        text = tracker.latest_message.get("text") or ""
        done = answered_past(dispatcher, text, now=piece("about_hours"))
        if done is not None:
            return done
        asked, hours = at_the_note.asked_at_hours(text), hours_after(text)
        if asked or (hours is None and not at_the_note.goes_without(text)):
            say(dispatcher, COACH, [asked or piece("hours_unclear")])
            return []
        note = SlotSet("note", {**(tracker.get_slot("note") or {}), "hours_after": hours})
        return [note, *debrief(dispatcher, remember([*tracker.events, note]))]


class ActionAfter(NamedAction):
    """After the debrief: points to the review and to another go."""

    called = "action_after"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Dict[Text, Any]) -> Events:
        """Says where the review is."""
        done = answered_past(dispatcher, tracker.latest_message.get("text") or "")
        if done is not None:
            return done
        say(dispatcher, COACH, [piece("after", url=url_of(remember(tracker.events)))])
        return []
