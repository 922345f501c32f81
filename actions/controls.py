"""The actions around the talk: choosing what to rehearse, and what is said to the coach."""

from __future__ import annotations

import secrets
from typing import Any, ClassVar, Dict, Text, Tuple

from rasa_sdk import Tracker
from rasa_sdk.events import FollowupAction, SessionStarted, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions import coach, set_up
from actions.interviewer import piece
from actions.memory import COACH, Memory, Piece, remember
from actions.saying import Events, NamedAction, debrief, say, skips
from actions.scenario import OWN, scenarios


class ActionSetUp(NamedAction):
    """Welcomes, and lists what can be rehearsed."""

    called = "action_set_up"

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


class ActionChoose(NamedAction):
    """Takes the choice of what to rehearse and sets the scene."""

    called = "action_choose"

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
        skipped = key == "facts" and skips(text)
        own = {**(tracker.get_slot("own") or {}), key: "" if skipped else text}
        if following:
            say(dispatcher, COACH, [piece(following)])
            return [SlotSet("own", own), SlotSet("beat", following)]
        topics = (tracker.latest_message.get("metadata") or {}).get("topics")  # read out of the facts by the channel
        return self._begin(dispatcher, {**own, "scenario": OWN, "topics": topics})

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
        """Says so; the channel, which knows the tracker store, does it."""
        say(dispatcher, COACH, [piece("forget")], forget=True)
        return [SlotSet("beat", "lobby")]
