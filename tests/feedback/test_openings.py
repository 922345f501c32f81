"""Missed openings: each stands where it was, and only where something was missed."""

from __future__ import annotations

import re
from typing import Dict

import pytest

from actions.feedback import openings
from actions.feedback.openings import MOMENTS
from actions.rehearsal import CANDIDATE, INTERVIEWER, Rehearsal
from actions.scoring import score
from actions.scoring.principles import rubric
from tests.builders import line, rehearsal, said, told
from tests.scoring.outcomes import OUTCOMES

EVERY = [(name, outcome) for name, ways in OUTCOMES.items() for outcome in ways]
DECLARED = [
    (name, outcome, opening.at)
    for name, principle in rubric().principles.items()
    for opening in principle.openings
    for outcome in opening.outcomes
]


def missed(talk: Rehearsal) -> Dict[str, int]:
    """The line of each principle's opening."""
    return {one.principle: one.line for one in openings(talk, score(talk))}


def test_whoever_asks_nothing_could_have_asked_where_they_were_invited_to():
    talk = rehearsal(told("Do you have any questions for me?"), said("No, none.", "no_questions"))
    found = openings(talk, score(talk))
    assert {one.line for one in found} == {0}
    assert [one.principle for one in found][:2] == ["enthusiasm", "excited_and_qualified"], "worth most first"
    assert {"informed_questions", "invite_objections", "contact"} <= set(missed(talk))


def test_what_worried_them_could_have_been_asked_before_the_candidate_had_no_more_to_ask():
    talk = rehearsal(
        told("Do you have any questions for me?"),
        line(
            said("I'd love to work on the ovens you told me of, I want this job.", "interest"),
            said("What does the team do at Christmas?", "ask_work"),
        ),
        told("Twelve-hour days, mostly."),
        said("When do you decide, and how many rounds are there?", "next_steps"),
        told("On Friday."),
        said("That's all I wanted to know.", "no_questions"),
        told("Then thank you."),
    )
    assert missed(talk)["invite_objections"] == 4
    assert "next_steps" not in missed(talk)


def test_a_friendly_word_left_lying_is_marked_where_it_was_said():
    talk = rehearsal(
        told("Do you have any questions for me?"),
        said("No, none.", "no_questions"),
        told("Is it still raining out there?", "small_talk"),
        said("Goodbye.", "goodbye"),
    )
    assert missed(talk)["small_talk"] == 2


def test_where_no_friendly_word_was_said_none_was_missed():
    talk = rehearsal(told("Do you have any questions for me?"), said("No, none.", "no_questions"))
    assert "small_talk" not in missed(talk)


def test_a_bare_claim_is_an_opening_for_a_scene_at_its_own_line():
    talk = rehearsal(told("Anything else?"), said("I'm a hard worker.", "bare_claim"), told("Thank you."))
    assert missed(talk)["show_dont_tell"] == 1


def test_a_talk_without_an_interviewer_or_without_a_line_has_none():
    assert openings(rehearsal(), score(rehearsal())) == []
    alone = rehearsal(said("I like it.", "interest"))
    assert openings(alone, score(alone)) == []


@pytest.mark.parametrize(("principle", "outcome"), EVERY)
def test_an_opening_is_told_of_what_was_missed_and_stands_at_a_line_that_is_there(principle, outcome):
    talk = OUTCOMES[principle][outcome]
    for one in openings(talk, score(talk)):
        mark = score(talk)[one.principle]
        assert mark.gap > 0
        assert talk.lines[one.line].by in (INTERVIEWER, CANDIDATE)
        assert re.fullmatch(r"[a-z][^.{}]+", one.text), "completes “Here you could have …”"


@pytest.mark.parametrize(("principle", "outcome", "at"), DECLARED)
def test_every_opening_in_the_data_has_its_moment_and_an_outcome_below_the_top(principle, outcome, at):
    assert at in MOMENTS
    assert rubric().principles[principle].outcomes[outcome].level in (0, 1, 2)


def test_the_principles_without_an_opening_are_those_that_are_missed_by_saying_too_much_or_after_the_talk():
    without = {name for name, one in rubric().principles.items() if not one.openings}
    assert without == {"no_early_terms", "other_offers", "thank_you_note"}
