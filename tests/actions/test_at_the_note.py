"""What is said in the place of the note, and of its hour: a goodbye, a no, a question, and what is a note after all."""

from __future__ import annotations

from typing import Any, Dict, List, Type

import pytest
from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.actions import ActionTakeHours, ActionTakeNote
from actions.at_the_note import asked_at_hours, goes_without
from actions.drill_actions import ActionTry
from actions.reply import piece
from tests.talks import Event, bot, slot, talk

WRITTEN = {"text": "Dear Margaret, thank you for today.", "sentences": []}
MARGARET = "Margaret Osei"
GOODBYES = (
    "bye", "thanks, bye", "goodnight", "Good night!", "Goodbye, take care.", "Thank you so much, goodbye!", "ok bye", "bye margaret",
    "Bye, Ms. Osei", "see you later", "I've got to go now, bye", "Thanks and have a lovely evening",
)  # fmt: skip
NOES = (
    "no thanks",
    "not today",
    "I'd rather not",
    "Sorry, no",
    "no note",
    "I don't want to write one",
    "maybe later",
    "skip",
)
NOTES = (
    "Thank you so much for your time today.", "Thanks", "Bye Margaret, thank you for telling me of the falls project",
    "Dear Margaret, thank you. Goodbye.", "No day has flown by like this one. Thank you, Margaret.", "Good night shifts need good people.",
    "I won't forget what you told me.", "Margaret",
)  # fmt: skip
OF_THE_NOTE = (
    "how long should the note be?",
    "so how long should it be",
    "by email or post?",
    "Can I change the note?",
    "what do I write",
)
OF_THE_HOUR = (
    "when is best?", "how soon should I send it", "should I send it tonight?", "is within a day ok?", "how long should I wait?",
    "no idea", "you tell me", "what do you recommend",
)  # fmt: skip
HOURS = (
    "3 hours",
    "When I get home",
    "tomorrow morning",
    "how about 3 hours",
    "what about tomorrow?",
    "Will send it tonight",
    "20",
    "good night, tomorrow",
)


def does(action: Type[Action], text: str, **sentence: Any) -> "tuple[List[str], Dict[str, Any]]":
    """Which responses the coach gives to a line, and the slots that are set."""
    slots = {"beat": "note" if action is ActionTakeNote else "note_hours", "note": WRITTEN}
    events, said = run(action, text, talk().events, slots, **sentence)
    return said, {event["name"]: event["value"] for event in events}


def run(
    action: Type[Action], text: str, before: List[Event], slots: Dict[str, Any], **sentence: Any
) -> "tuple[List[Event], List[str]]":
    """The events that an action returns for a line after those `before`, and the responses it gives."""
    sentences = [{"start": 0, "end": len(text), "moves": {}, **sentence}]
    tracker = Tracker("ana", slots, {"text": text, "sentences": sentences}, before, False, None, {}, "action_listen")
    dispatcher = CollectingDispatcher()
    events = action().run(dispatcher, tracker, {})
    return events, [name for message in dispatcher.messages for name, _ in message["parts"]]


def test_a_goodbye_or_a_no_goes_without_a_note():
    assert [text for text in (*GOODBYES, *NOES) if not goes_without(text, MARGARET)] == []


def test_whatever_says_more_than_goodbye_is_a_note():
    assert [text for text in NOTES if goes_without(text, MARGARET)] == []


@pytest.mark.parametrize("text", ["thanks, bye", "Goodnight", "no thank you"])
def test_a_goodbye_in_the_place_of_the_note_ends_with_the_debrief_and_no_note(text: str):
    said, slots = does(ActionTakeNote, text)
    assert said[0].startswith("utter_debrief")
    assert slots == {"beat": "debrief"}


def test_a_goodbye_in_the_place_of_the_hour_keeps_the_note_without_an_hour():
    said, slots = does(ActionTakeHours, "ok, good night")
    assert said[0].startswith("utter_debrief")
    assert slots == {"note": {**WRITTEN, "hours_after": None}, "beat": "debrief"}


@pytest.mark.parametrize(
    "text",
    ["I don't know what to write", "help me write it", "show me an example", "what should I write", "I'm stuck", "ok"],
)
def test_who_is_at_a_loss_over_the_note_hears_what_a_good_one_does_and_may_write_it_yet(text: str):
    assert does(ActionTakeNote, text) == (["utter_about_note"], {})


def test_where_the_note_is_practised_a_goodbye_ends_the_drill_and_a_question_is_answered_and_neither_is_a_try():
    practised = [*talk().events, slot("drill", "thank_you_note"), bot("Write it now.", "coach", acts=["set_up"])]
    events, said = run(ActionTry, "ok bye", practised, {"beat": "drill"})
    assert ([event["name"] for event in events], said) == (["action_finish"], [])
    assert run(ActionTry, "what should I write", practised, {"beat": "drill"}) == ([], ["utter_about_note"])
    events, said = run(ActionTry, WRITTEN["text"], practised, {"beat": "drill"})
    assert ([event["name"] for event in events], said[0]) == (["line"], "utter_try_mark")


def test_a_note_that_says_that_one_is_not_sure_what_to_say_is_a_note():
    said, slots = does(ActionTakeNote, "I'm not sure how to thank you enough.", moves={"thanks": 0.98})
    assert said == ["utter_ask_hours"]
    assert slots["beat"] == "note_hours"


def test_a_question_in_the_place_of_the_hour_is_told_apart_from_an_hour():
    assert {text: asked_at_hours(text) for text in OF_THE_NOTE} == dict.fromkeys(
        OF_THE_NOTE, piece("about_the_written_note")
    )
    assert {text: asked_at_hours(text) for text in OF_THE_HOUR} == dict.fromkeys(OF_THE_HOUR, piece("about_hours"))
    assert [text for text in HOURS if asked_at_hours(text)] == []


@pytest.mark.parametrize("text", ["How long should the note be?", "Should I send it tonight?", "what should I say now"])
def test_a_question_in_the_place_of_the_hour_is_answered_and_the_hour_asked_for_again(text: str):
    said, slots = does(ActionTakeHours, text)
    assert said[0].startswith("utter_about_")
    assert slots == {}
