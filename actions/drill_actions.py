"""The actions of a drill: setting up a principle's moment, and marking each try at it."""

from __future__ import annotations

import secrets
from typing import Any, Dict, List, Optional, Text

from rasa_sdk import Tracker
from rasa_sdk.events import FollowupAction, SessionStarted, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions import at_the_note, coach, drill
from actions.events import COACH
from actions.memory import Memory, remember
from actions.rehearsal import INTERVIEWER, Line
from actions.reply import piece
from actions.saying import Events, NamedAction, answered_past, heard, kept, say
from actions.scoring.principles import rubric

CARRIED = ("own", "style", "temper")  # settings of the last rehearsal that a drill keeps


class ActionDrill(NamedAction):
    """Takes the principle to practise, and sets up its moment."""

    called = "action_drill"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Dict[Text, Any]) -> Events:
        """Begins a drill, goes on to another principle, or asks which."""
        memory = remember(tracker.events)
        text = tracker.latest_message.get("text") or ""
        form = (tracker.latest_message.get("metadata") or {}).get("drill")
        principle = form if form in rubric().principles else drill.named_in(text)
        if principle is None and memory.settings.get("drill"):
            principle = drill.next_principle(memory)
        if principle is None:
            say(dispatcher, COACH, coach.principles_to_choose(), buttons=choices())
            return []
        if memory.settings.get("drill") and memory.settings.get("beat") == "drill":
            return [SlotSet("drill", principle), FollowupAction("action_open")]
        return begin(memory, principle)


def choices() -> List[Dict[Text, Text]]:
    """A button for each principle."""
    return [{"title": one.title, "payload": f"practise {name}"} for name, one in rubric().principles.items()]


def begin(memory: Memory, principle: str) -> Events:
    """A drill is a session of its own, in the place of the last rehearsal."""
    kept_settings = {name: memory.settings.get(name) for name in CARRIED}
    settings = {
        **kept_settings,
        "scenario": drill.place_for(memory, secrets.randbelow(1000)),
        "mode": "practice",
        "drill": principle,
        "rehearsal": secrets.token_urlsafe(16),
        "beat": "drill",
        "hints": 0,
    }
    return [SessionStarted(), *(SlotSet(*one) for one in settings.items()), FollowupAction("action_open")]


def set_up(dispatcher: CollectingDispatcher, memory: Memory) -> None:
    """The coach says what is practised, and the moment for it comes."""
    principle = rubric().principles[str(memory.settings["drill"])]
    say(dispatcher, COACH, [piece("drill", title=principle.title, about=principle.about)])
    again(dispatcher, memory)


def again(dispatcher: CollectingDispatcher, memory: Memory) -> None:
    """The moment comes, once more: what is said from here on is a new try."""
    moment = drill.set_up(memory)
    by = COACH if memory.settings["drill"] == drill.NOTE else INTERVIEWER
    say(dispatcher, by, moment.pieces, sorted(moment.acts))


class ActionTry(NamedAction):
    """Hears a try: the interviewer replies, the coach marks it, and the moment comes again."""

    called = "action_try"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Dict[Text, Any]) -> Events:
        """Says the mark once whatever was raised has been answered."""
        before = remember(tracker.events)
        line = heard(tracker, before.acts)
        asked = drill.next_principle(before) if drill.is_next(line.text) else drill.asked_for(line.text)
        if asked:
            return [SlotSet("drill", asked), FollowupAction("action_open")]
        beside = _beside_the_note if before.settings.get("drill") == drill.NOTE else _beside_the_talk
        done = beside(dispatcher, line, before)
        if done is not None:
            return done
        memory = before.hearing(line)
        reply = drill.reply_to(memory, line)
        say(dispatcher, INTERVIEWER, reply.pieces, sorted(reply.acts))
        if not drill.is_over(reply):
            say(dispatcher, COACH, coach.note_after_line(memory, reply.acts))
            return [SlotSet("line", kept(tracker, before.acts))]
        mark = drill.mark_of(before, tracker.events, line)
        tried = [*(one.mark for one in drill.tries_before(tracker.events) if one.principle == mark.principle), mark]
        say(dispatcher, COACH, coach.mark_of_try(memory, tried), buttons=_buttons(memory))
        again(dispatcher, memory)
        return [SlotSet("line", kept(tracker, before.acts))]


def _beside_the_talk(dispatcher: CollectingDispatcher, line: Line, memory: Memory) -> Optional[Events]:
    return answered_past(dispatcher, line.text)


def _beside_the_note(dispatcher: CollectingDispatcher, line: Line, memory: Memory) -> Optional[Events]:
    """What is no try at a note: a question about it, which is answered, and a goodbye or a no, with which one is done."""
    about = piece("about_note", interviewer=memory.rehearsal.interviewer)
    done = answered_past(dispatcher, line.text, now=about)
    if done is not None:
        return done
    if at_the_note.goes_without(line.text, memory.rehearsal.interviewer):
        return [FollowupAction("action_finish")]
    if at_the_note.asks_about_note(line):
        say(dispatcher, COACH, [about])
        return []
    return None


def _buttons(memory: Memory) -> List[Dict[Text, Text]]:
    upcoming = drill.next_principle(memory)
    title = rubric().principles[upcoming].title
    return [{"title": title, "payload": f"practise {upcoming}"}]
