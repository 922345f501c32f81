"""Rudeness to the interviewer: heard where it is meant for them, and nowhere else."""

from __future__ import annotations

import pytest

from actions.scoring import score
from actions.scoring.rudeness import is_rude, unmended
from tests.builders import line, rehearsal, said, told

RUDE = said("Fuck off.")
SUNNY = told("What a day! Any plans for it?", "small_talk")
FRIENDLY = said("I'll be in the garden, and you, any plans?", "small_talk")
SORRY = said("I'm sorry, that was uncalled for.")


def heard(text: str, *moves: str) -> bool:
    one = said(text, *moves)
    return is_rude(one, one.sentences[0])


@pytest.mark.parametrize(
    "text",
    ["Fuck off", "oh fuck off", "Well, piss off then.", "FUCK YOU!!!", "f*** off", "Just shut up.", "You're an idiot.", "you absolute... no, you bloody idiot",
     "Go to hell with your job", "You can stick your job.", "get lost", "Who cares?", "Shut your mouth", "You’re pathetic", "...sod off"],
)  # fmt: skip
def test_what_is_said_to_their_face_is_rude(text):
    assert heard(text)


@pytest.mark.parametrize(
    "text",
    ["It was a bloody hard week.", "Shit, I forgot my umbrella.", "That was a fucking long shift, I can tell you.", "A customer told me to fuck off and I stayed calm.",
     "He shouted, fuck off, and slammed the door.", "“Fuck off,” was his answer.", "I get lost in this town every time.", "Get lost in the forest, that's my plan.",
     "Damn, it's cold.", "What a bastard of a winter.", "My last boss called you idiots.", "The shutters shut up on their own.", "I don't mind, honest.", "Sod's law, it rained."],
)  # fmt: skip
def test_swearing_at_nobody_and_what_others_said_is_not_rude(text):
    assert not heard(text)


def test_what_a_story_tells_is_not_rude():
    scene = line(said("One night a drunk came up to me.", "story"), said("Fuck off, mate."))
    assert not unmended(rehearsal(scene))


def test_rudeness_costs_the_friendliness_of_before():
    mark = score(rehearsal(SUNNY, FRIENDLY, RUDE))["small_talk"]
    assert (mark.outcome, mark.level) == ("rude", 0)
    assert mark.evidence[0].quote == RUDE.text


def test_a_word_of_regret_afterwards_mends_it():
    assert score(rehearsal(SUNNY, FRIENDLY, RUDE, SORRY))["small_talk"].outcome == "exchange"
    assert score(rehearsal(SUNNY, FRIENDLY, line(RUDE, SORRY)))["small_talk"].outcome == "exchange"


def test_regret_beforehand_does_not_excuse_what_follows():
    assert score(rehearsal(SUNNY, FRIENDLY, SORRY, RUDE))["small_talk"].outcome == "rude"
