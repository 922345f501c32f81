"""The actions around the talk: choosing what to rehearse, and what is said to the coach."""

from __future__ import annotations

import secrets
from typing import Any, Dict, Text, Tuple

from rasa_sdk import Tracker
from rasa_sdk.events import FollowupAction, SessionStarted, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions import coach, drill, drill_actions, own_job, set_up
from actions.events import COACH
from actions.interviewer import TALKING
from actions.memory import Memory, Piece, remember
from actions.own_job import OWN_BEATS
from actions.past_the_interviewer import wants_all_forgotten
from actions.reply import piece
from actions.saying import Events, NamedAction, answered_past, debrief, kept, say, url_of
from actions.scenario import OWN, scenarios


class ActionSetUp(NamedAction):
    """Welcomes, and lists what can be rehearsed."""

    called = "action_set_up"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Dict[Text, Any]) -> Events:
        """Says welcome and the list."""
        say(dispatcher, COACH, [piece("welcome")])
        offer_choices(dispatcher)
        return [SlotSet("beat", "lobby")]


def _asked_in(text: Text) -> Dict[Text, Any]:
    """How one wants to rehearse, as far as a choice says it in words."""
    return {"mode": set_up.mode_in(text), "temper": set_up.temper_in(text), "clock": set_up.clock_in(text)}


def offer_choices(dispatcher: CollectingDispatcher) -> None:
    """Lists the scenarios, with a button each where the channel has buttons."""
    titles = [scenario.title for scenario in scenarios().values()] + ["My own job"]
    buttons = [{"title": title, "payload": str(i)} for i, title in enumerate(titles, 1)]
    say(dispatcher, COACH, coach.choices(titles), buttons=buttons)


class ActionChoose(NamedAction):
    """Takes the choice of what to rehearse and sets the scene."""

    called = "action_choose"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Dict[Text, Any]) -> Events:
        """Begins a rehearsal, asks on about one's own job, or asks again."""
        form = (tracker.latest_message.get("metadata") or {}).get("choice")
        if form:
            return self._begin(dispatcher, form)
        text = (tracker.latest_message.get("text") or "").strip()
        if str(tracker.get_slot("beat")) in OWN_BEATS:
            return self._own(dispatcher, tracker, text)
        done = answered_past(dispatcher, text)
        if done is not None:
            return done
        practised = drill.asked_for(text)
        if practised:
            return drill_actions.begin(remember(tracker.events), practised)
        name = set_up.named_in(text)
        if name == OWN:
            say(dispatcher, COACH, [piece("own_title")])
            return [SlotSet("own", _asked_in(text)), SlotSet("beat", "own_title")]
        if name:
            return self._begin(dispatcher, {"scenario": name, "style": set_up.style_in(text), **_asked_in(text)})
        say(dispatcher, COACH, [piece("choose_again", said=text[:60])])
        offer_choices(dispatcher)
        return [] if tracker.get_slot("rehearsal") else [SlotSet("beat", "lobby")]

    def _own(self, dispatcher: CollectingDispatcher, tracker: Tracker, text: Text) -> Events:
        """Takes one thing about one's own job and asks for the next, until all of it has been agreed to."""
        try:
            step = own_job.step(str(tracker.get_slot("beat")), tracker.get_slot("own") or {}, kept(tracker))
        except ValueError as error:
            say(dispatcher, COACH, [piece("plainly", sentence=str(error))])
            return []
        if step.beat is None:
            return self._begin(dispatcher, {**step.own, "scenario": OWN})
        say(dispatcher, COACH, step.pieces)
        return [SlotSet("own", step.own), SlotSet("beat", step.beat)]

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


class ActionHint(NamedAction):
    """Names the next thing worth doing; a second time gives a line."""

    called = "action_hint"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Dict[Text, Any]) -> Events:
        """Says the hint and counts it."""
        memory = remember(tracker.events)
        if not _in_talk(memory) and memory.settings.get("beat") != "drill":
            say(dispatcher, COACH, [piece("nothing_to_finish")])
            return []
        if not memory.is_practice:
            say(dispatcher, COACH, [piece("no_hints_in_real")])
            return []
        say(dispatcher, COACH, coach.hint(memory))
        count = int(memory.settings.get("hints") or 0) + 1
        return [SlotSet("hints", count), SlotSet("hinted_at", memory.talk_lines)]


def _in_talk(memory: Memory) -> bool:
    return memory.scenario is not None and memory.settings.get("beat") in (*TALKING, "door")


class ActionScoreSoFar(NamedAction):
    """The score as it stands."""

    called = "action_score_so_far"

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


class ActionFinish(NamedAction):
    """Ends the talk: on to the note, or from there to the debrief."""

    called = "action_finish"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Dict[Text, Any]) -> Events:
        """Asks for the note first, and does without it the second time."""
        memory = remember(tracker.events)
        beat = memory.settings.get("beat")
        if memory.scenario is None or beat == "lobby":
            say(dispatcher, COACH, [piece("nothing_to_finish")])
            return []
        if beat == "drill":
            tried = [(one.principle, one.mark) for one in drill.tries(tracker.events)]
            say(dispatcher, COACH, coach.drill_done(tried, url_of(memory)))
            return [SlotSet("beat", "debrief")]
        if _in_talk(memory):
            say(dispatcher, COACH, [piece("ask_note", interviewer=memory.rehearsal.interviewer)])
            return [SlotSet("beat", "note")]
        return debrief(dispatcher, memory)


class ActionStartOver(NamedAction):
    """Offers the list again; the rehearsal so far stays in the history."""

    # Rasa's own name: its rule policy lets no rule answer the intent `restart` with another action.
    called = "action_restart"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Dict[Text, Any]) -> Events:
        """Says the list."""
        offer_choices(dispatcher)
        return [SlotSet("beat", "lobby")]


class ActionHelp(NamedAction):
    """What one can say."""

    called = "action_help"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Dict[Text, Any]) -> Events:
        """Says the commands."""
        say(dispatcher, COACH, [piece("help")])
        return []


class ActionForget(NamedAction):
    """Has the channel delete everything about this user."""

    called = "action_forget"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Dict[Text, Any]) -> Events:
        """Says so; the channel, which knows the tracker store, does it. What can't be undone wants plain words first."""
        text = (tracker.latest_message.get("text") or "").strip()
        done = answered_past(dispatcher, text)
        if done is not None:
            return done
        if text and not wants_all_forgotten(text):
            say(dispatcher, COACH, [piece("forget_what")])
            return []
        say(dispatcher, COACH, [piece("forget")], forget=True)
        return [SlotSet("beat", "lobby")]
