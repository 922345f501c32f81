"""What is meant for the coach, on both channels: buttons, however old, do what they say or say why not; "help" is no line."""

from __future__ import annotations

import itertools
from typing import Any

import pytest

from actions.scenario import scenarios
from bot.channels.words import words
from tests.fakes import slack, telegram

NURSE, LIBRARIAN = "staff_nurse_alder_court", "branch_librarian_tidewell"
SENTENCES, TITLES = words().sentences, words().buttons
_ids = itertools.count(7000)


class Somebody:
    """A person in a direct message of one of the channels."""

    def __init__(self, chats: Any, channel: str) -> None:
        number = next(_ids)
        self.chats, self.channel = chats, channel
        self.person: Any = (
            slack.Person(chats.slack, f"UPRESS{number}")
            if channel == "slack"
            else telegram.Person(chats.telegram, number)
        )
        self.sender = f"slack-{slack.TEAM}-UPRESS{number}" if channel == "slack" else f"telegram-{number}"

    def says(self, text: str, replies: int = 1) -> Any:
        return self.person.says(text, replies=replies)

    def titles(self, message: Any) -> Any:
        return slack.titles(message) if self.channel == "slack" else [one["text"] for one in telegram.buttons(message)]

    def begins_anew(self) -> None:
        """Leaves the rehearsal for another."""
        self.says("/restart")
        self.says(scenarios()[LIBRARIAN].title, replies=2)

    def shown(self, message: Any) -> str:
        return slack.shown(message) if self.channel == "slack" else str(message["text"])

    def holding(self, title: str) -> Any:
        """The latest message with this button."""
        return next(one for one in reversed(self.person.heard()) if title in self.titles(one))

    def presses_in(self, message: Any, title: str, data: str = "") -> Any:
        """Presses the button of one message, with other data than its own where it is given; the first that is said to it."""
        before = len(self.person.heard())
        if self.channel == "slack":
            self.chats.slack.presses(self.person.user, message, title, value=data)
        else:
            self.chats.telegram.sends(self.person.press(title, message, data))
        return self.person.waits(before, 1)[0]

    def chose(self) -> Any:
        return self.chats.slot(self.sender, "scenario")

    def beat(self) -> Any:
        return self.chats.slot(self.sender, "beat")


@pytest.fixture(params=["slack", "telegram"])
def ana(request: pytest.FixtureRequest, chats: Any) -> Somebody:
    """Somebody in the middle of a talk."""
    somebody = Somebody(chats, request.param)
    somebody.says(scenarios()[NURSE].title, replies=2)
    return somebody


@pytest.mark.parametrize("title", [TITLES.finish, TITLES.hint])
def test_a_keyboard_of_an_earlier_rehearsal_leaves_the_next_one_alone(ana, title):
    old = ana.holding(title)
    ana.begins_anew()
    told = ana.presses_in(old, title)
    assert SENTENCES.earlier in ana.shown(told)
    assert ana.titles(told) == [TITLES.hint, TITLES.finish], "with the buttons of this one"
    assert (ana.chose(), ana.beat()) == (LIBRARIAN, "questions")
    ana.presses_in(told, TITLES.finish)
    assert ana.beat() == "note"


def test_rehearse_again_of_an_earlier_debrief_leaves_the_next_rehearsal_alone(ana):
    ana.says("finish")
    ana.says("skip", replies=2)
    old = ana.holding(TITLES.again)
    ana.begins_anew()
    assert SENTENCES.earlier in ana.shown(ana.presses_in(old, TITLES.again))
    assert (ana.chose(), ana.beat()) == (LIBRARIAN, "questions")


@pytest.mark.parametrize("data", ["/nope", '/hint{"line":"z"}', "/session_start", '/choose_scenario{"scenario":"own"}'])
def test_a_button_that_stands_for_no_command_is_not_heard_as_a_line(chats, ana, data):
    typed = chats.typed(ana.sender)
    told = ana.presses_in(ana.holding(TITLES.finish), TITLES.finish, data)
    assert SENTENCES.no_meaning in ana.shown(told)
    assert ana.titles(told) == [TITLES.hint, TITLES.finish]
    assert chats.typed(ana.sender) == typed


@pytest.mark.parametrize("word", ["help", "Help!"])
def test_help_is_a_word_to_the_coach_wherever_it_is_typed(chats, ana, word):
    assert SENTENCES.more_words in ana.shown(ana.says(word)[0])
    ana.says("/restart")
    assert SENTENCES.more_words in ana.shown(ana.says(word)[0])
    assert chats.scored(ana.sender) == []
