"""The custom actions: each reads the tracker, asks the pure code, says the result, returns events."""

from __future__ import annotations

import os
import secrets
from abc import ABC, abstractmethod
from typing import Any, ClassVar, Dict, List, Sequence, Text, Tuple

from rasa_sdk import Action, Tracker
from rasa_sdk.events import FollowupAction, SessionStarted, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions import coach, interviewer, set_up
from actions.hours import hours_after
from actions.interviewer import Reply, piece
from actions.memory import COACH, Memory, Piece, remember
from actions.rehearsal import INTERVIEWER, Line
from actions.scenario import OWN, scenarios

Events = List[Dict[Text, Any]]
SKIP = ("skip", "no", "none", "no note", "skip it", "/skip")


def say(
    dispatcher: CollectingDispatcher, by: str, pieces: Sequence[Piece], acts: Sequence[str] = (), **more: Any
) -> None:
    """Has the Rasa server say these pieces as one message."""
    if pieces:
        parts = [[one.response, dict(one.values)] for one in pieces]
        dispatcher.utter_message(response=f"utter_{by}", by=by, parts=parts, acts=sorted(acts), **more)


def heard(tracker: Tracker) -> Line:
    """The candidate's line as the understanding read it."""
    return Line.candidate(tracker.latest_message.get("text") or "", tracker.latest_message.get("sentences") or [])


def _kept(tracker: Tracker) -> Dict[Text, Any]:
    """The line as the tracker keeps it: what any later action and the review score."""
    message = tracker.latest_message
    return {"text": message.get("text") or "", "sentences": message.get("sentences") or []}


def _url(memory: Memory) -> str:
    return f"{os.environ.get('CURTAIN_LINE_URL', '')}/review/{memory.settings.get('rehearsal', '')}"


class InterviewerAction(Action, ABC):
    """Hears a line, lets the interviewer reply, and in practice the coach add a note."""

    called: ClassVar[Text]

    def name(self) -> Text:
        """The action's name in the domain."""
        return self.called

    @abstractmethod
    def reply(self, memory: Memory, line: Line) -> Reply:
        """What the interviewer says to `line`, which `memory` already holds."""

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Dict[Text, Any]) -> Events:
        """Says the reply; returns the line and, where it changes, the beat."""
        before = remember(tracker.events)
        if before.scenario is None:
            return ActionSetUp().run(dispatcher, tracker, domain)
        line = heard(tracker)
        style = set_up.style_asked_for(line.text)
        if style:
            say(dispatcher, COACH, [piece("style_set", style=style)])
            return [SlotSet("style", style)]
        memory = before.hearing(line)
        reply = self.reply(memory, line)
        say(dispatcher, INTERVIEWER, reply.pieces, sorted(reply.acts))
        if memory.is_practice:
            say(dispatcher, COACH, coach.note_after_line(memory, reply.acts))
        events = [SlotSet("line", _kept(tracker))]
        if reply.beat == "note":
            say(dispatcher, COACH, [piece("ask_note", interviewer=memory.rehearsal.interviewer)])
        return events + ([SlotSet("beat", reply.beat)] if reply.beat else [])


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


class ActionSetUp(Action):
    """Welcomes, and lists what can be rehearsed."""

    def name(self) -> Text:
        """The action's name in the domain."""
        return "action_set_up"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Dict[Text, Any]) -> Events:
        """Says welcome and the list."""
        say(dispatcher, COACH, [piece("welcome")])
        offer_choices(dispatcher)
        return [SlotSet("beat", "lobby")]


def offer_choices(dispatcher: CollectingDispatcher) -> None:
    """Lists the scenarios, with a button each where the channel has buttons."""
    titles = [scenario.title for scenario in scenarios().values()] + ["My own job"]
    buttons = [{"title": title, "payload": str(i)} for i, title in enumerate(titles, 1)]
    say(dispatcher, COACH, coach.choices(titles), buttons=buttons)


class ActionChoose(Action):
    """Takes the choice of what to rehearse and sets the scene."""

    def name(self) -> Text:
        """The action's name in the domain."""
        return "action_choose"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Dict[Text, Any]) -> Events:
        """Begins a rehearsal, asks on about one's own job, or asks again."""
        form = (tracker.latest_message.get("metadata") or {}).get("choice")
        if form:
            return self._begin(dispatcher, form)
        text = (tracker.latest_message.get("text") or "").strip()
        asking = self._OWN_BEATS.get(str(tracker.get_slot("beat")))
        if asking:
            return self._own(dispatcher, tracker, asking, text)
        name = set_up.named_in(text)
        if name == OWN:
            say(dispatcher, COACH, [piece("own_title")])
            return [SlotSet("own", {"mode": set_up.mode_in(text)}), SlotSet("beat", "own_title")]
        if name:
            return self._begin(
                dispatcher, {"scenario": name, "mode": set_up.mode_in(text), "style": set_up.style_in(text)}
            )
        say(dispatcher, COACH, [piece("choose_again", said=text[:60])])
        offer_choices(dispatcher)
        return [] if tracker.get_slot("rehearsal") else [SlotSet("beat", "lobby")]

    # What is asked about one's own job in turn: the key it is kept under, the next beat and question.
    _OWN_BEATS: ClassVar[Dict[Text, Tuple[Text, Text]]] = {
        "own_title": ("job", "own_company"),
        "own_company": ("company", "own_facts"),
        "own_facts": ("facts", ""),
    }

    def _own(self, dispatcher: CollectingDispatcher, tracker: Tracker, asking: Tuple[Text, Text], text: Text) -> Events:
        key, following = asking
        skipped = key == "facts" and text.lower() in SKIP
        own = {**(tracker.get_slot("own") or {}), key: "" if skipped else text}
        if following:
            say(dispatcher, COACH, [piece(following)])
            return [SlotSet("own", own), SlotSet("beat", following)]
        return self._begin(dispatcher, {**own, "scenario": OWN})

    def _begin(self, dispatcher: CollectingDispatcher, asked: Dict[Text, Any]) -> Events:
        """A rehearsal is a session of the tracker: what went before stays in the history."""
        try:
            settings = set_up.choice(asked)
        except ValueError as error:
            say(dispatcher, COACH, [piece("plainly", sentence=str(error))])
            return [SlotSet("beat", "lobby")]
        settings.update(rehearsal=secrets.token_urlsafe(16), beat="questions", hints=0)
        slots = [SlotSet(name, value) for name, value in settings.items()]
        return [SessionStarted(), *slots, FollowupAction("action_open")]


class ActionOpen(Action):
    """Sets the scene and opens the last minutes."""

    def name(self) -> Text:
        """The action's name in the domain."""
        return "action_open"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Dict[Text, Any]) -> Events:
        """The coach sets the scene, the interviewer asks for questions."""
        scenario = remember(tracker.events).scenario
        assert scenario is not None
        quiet = tracker.get_slot("mode") == "real"
        setting = piece(
            "set_real" if quiet else "set", title=scenario.title, brief=scenario.brief, style=scenario.style
        )
        say(dispatcher, COACH, [setting])
        say(dispatcher, INTERVIEWER, interviewer.open_talk(scenario).pieces)
        return [FollowupAction("action_listen")]


class ActionTakeNote(Action):
    """Takes the thank-you note, or goes on without one."""

    def name(self) -> Text:
        """The action's name in the domain."""
        return "action_take_note"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Dict[Text, Any]) -> Events:
        """Asks when the note would go out."""
        if (tracker.latest_message.get("text") or "").strip().lower() in SKIP:
            return _debrief(dispatcher, remember(tracker.events))
        say(dispatcher, COACH, [piece("ask_hours")])
        return [SlotSet("note", {**_kept(tracker), "hours_after": None}), SlotSet("beat", "note_hours")]


class ActionTakeHours(Action):
    """Takes the hour of the note, and debriefs."""

    def name(self) -> Text:
        """The action's name in the domain."""
        return "action_take_hours"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Dict[Text, Any]) -> Events:
        """Asks again where no time was said, unless it was skipped."""
        text = tracker.latest_message.get("text") or ""
        hours = hours_after(text)
        if hours is None and text.strip().lower() not in SKIP:
            say(dispatcher, COACH, [piece("hours_unclear")])
            return []
        note = SlotSet("note", {**(tracker.get_slot("note") or {}), "hours_after": hours})
        return [note, *_debrief(dispatcher, remember([*tracker.events, note]))]


def _debrief(dispatcher: CollectingDispatcher, memory: Memory) -> Events:
    say(dispatcher, COACH, coach.debrief(memory, _url(memory)))
    return [SlotSet("beat", "debrief")]


class ActionAfter(Action):
    """After the debrief: points to the review and to another go."""

    def name(self) -> Text:
        """The action's name in the domain."""
        return "action_after"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Dict[Text, Any]) -> Events:
        """Says where the review is."""
        say(dispatcher, COACH, [piece("after", url=_url(remember(tracker.events)))])
        return []


class ActionHint(Action):
    """Names the next thing worth doing; a second time gives a line."""

    def name(self) -> Text:
        """The action's name in the domain."""
        return "action_hint"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Dict[Text, Any]) -> Events:
        """Says the hint and counts it."""
        memory = remember(tracker.events)
        if not _in_talk(memory):
            say(dispatcher, COACH, [piece("nothing_to_finish")])
            return []
        if not memory.is_practice:
            say(dispatcher, COACH, [piece("no_hints_in_real")])
            return []
        say(dispatcher, COACH, coach.hint(memory))
        count = int(memory.settings.get("hints") or 0) + 1
        return [SlotSet("hints", count), SlotSet("hinted_at", memory.talk_lines)]


def _in_talk(memory: Memory) -> bool:
    return memory.scenario is not None and memory.settings.get("beat") in ("questions", "concern", "doubt", "door")


class ActionScoreSoFar(Action):
    """The score as it stands."""

    def name(self) -> Text:
        """The action's name in the domain."""
        return "action_score_so_far"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Dict[Text, Any]) -> Events:
        """Says the total and what is worth trying."""
        memory = remember(tracker.events)
        if memory.scenario is None:
            said: Tuple[Piece, ...] = (piece("nothing_to_finish"),)
        elif not memory.is_practice and memory.settings.get("beat") != "debrief":
            said = (piece("no_score_in_real"),)
        else:
            said = coach.score_so_far(memory)
        say(dispatcher, COACH, said)
        return []


class ActionFinish(Action):
    """Ends the talk: on to the note, or from there to the debrief."""

    def name(self) -> Text:
        """The action's name in the domain."""
        return "action_finish"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Dict[Text, Any]) -> Events:
        """Asks for the note first, and does without it the second time."""
        memory = remember(tracker.events)
        beat = memory.settings.get("beat")
        if memory.scenario is None or beat == "lobby":
            say(dispatcher, COACH, [piece("nothing_to_finish")])
            return []
        if _in_talk(memory):
            say(dispatcher, COACH, [piece("ask_note", interviewer=memory.rehearsal.interviewer)])
            return [SlotSet("beat", "note")]
        return _debrief(dispatcher, memory)


class ActionStartOver(Action):
    """Offers the list again; the rehearsal so far stays in the history."""

    def name(self) -> Text:
        """Rasa's own name for it: its rule policy lets no rule answer the intent `restart` with another action."""
        return "action_restart"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Dict[Text, Any]) -> Events:
        """Says the list."""
        offer_choices(dispatcher)
        return [SlotSet("beat", "lobby")]


class ActionHelp(Action):
    """What one can say."""

    def name(self) -> Text:
        """The action's name in the domain."""
        return "action_help"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Dict[Text, Any]) -> Events:
        """Says the commands."""
        say(dispatcher, COACH, [piece("help")])
        return []


class ActionForget(Action):
    """Has the channel delete everything about this user."""

    def name(self) -> Text:
        """The action's name in the domain."""
        return "action_forget"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Dict[Text, Any]) -> Events:
        """Says so; the channel, which knows the tracker store, does it."""
        say(dispatcher, COACH, [piece("forget")], forget=True)
        return [SlotSet("beat", "lobby")]
