"""What pressing a button of a chat means, however old the button is."""

from __future__ import annotations

import pytest

from actions.memory import remember
from bot.channels.offers import OF, idle, offered, pressed
from bot.channels.words import words
from tests.talks import slot

FIRST, SECOND = "kq3-first_rehearsal_0a", "Zr_second_rehearsal_1b"


def at(beat, rehearsal=FIRST):
    """A memory of this rehearsal at this beat."""
    return remember([slot("mode", "practice"), slot("rehearsal", rehearsal), slot("beat", beat)])


@pytest.mark.parametrize(
    ("beat", "meant"),
    [
        ("questions", ["/hint", "/finish"]),
        ("note", ["skip"]),
        ("own_check", ["go ahead"]),
        ("debrief", ["/restart"]),
    ],
)
def test_a_button_is_heard_in_its_own_rehearsal_and_in_no_other(beat, meant):
    buttons = offered(at(beat))
    assert [idle(one["payload"], at(beat)) for one in buttons] == [None] * len(meant)
    assert [pressed(one["payload"], one["title"], at(beat)) for one in buttons] == [[(one, {})] for one in meant]
    told = {idle(one["payload"], at(beat, SECOND)) for one in buttons}
    assert told == {words().sentences.earlier}


@pytest.mark.parametrize("payload", ["/hint", "/finish", "/restart", "skip", "go ahead"])
def test_a_button_sent_before_buttons_knew_their_rehearsal_is_not_heard_in_one(payload):
    assert idle(payload, at("questions")) == words().sentences.earlier
    assert idle(payload, at("lobby", None)) is None


def test_a_button_fits_telegrams_64_bytes_with_the_piece_of_its_rehearsals_name():
    beats = ("questions", "note", "own_check", "debrief")
    sizes = [len(one["payload"].encode()) for beat in beats for one in offered(at(beat))]
    assert max(sizes) <= 64
    assert all(OF in one["payload"] for one in offered(at("questions")))


@pytest.mark.parametrize("payload", ["25", "practise next_steps", "/practise next_steps", "/drill"])
def test_a_button_that_begins_something_is_never_too_old(payload):
    assert idle(payload, at("questions")) is None


@pytest.mark.parametrize(
    "payload", ["/nope", '/hint{"line":"z"}', "/session_start", '/choose_scenario{"scenario":"own"}', "/"]
)
def test_a_button_that_stands_for_no_command_is_not_heard(payload):
    assert idle(payload, at("questions")) == words().sentences.no_meaning
