"""Random rehearsals, measured: what counts as answered, as said twice, as silence; and three of them played."""

from __future__ import annotations

from dataclasses import replace

import pytest

from actions.reply import first_sentence
from actions.scenario import chosen
from bot.evaluation.playing import Played, Said, Turn
from bot.evaluation.talks import answers, as_text, measure, repeated, table
from bot.nlu import model
from tests.talks import NURSE

SETTINGS = {"rehearsal": "r1", "scenario": NURSE, "style": None, "temper": "warm", "own": None}
FACTS = chosen(NURSE, None).facts
ASKS_WORK = Turn("What are the nights like?", "questions", "ask_work", (("ask_work",),), ())


def said(text: str, *parts):
    return Said(text, parts)


def played(*turns: Turn, opening=(), faults=()) -> Played:
    return Played(SETTINGS, opening, turns, faults)


def answered_with(*parts):
    return replace(ASKS_WORK, replies=(said("Well.", *parts),))


def verdicts(*turns: Turn):
    return [right for _, _, right in answers(played(*turns))]


@pytest.mark.parametrize("fact", [FACTS.work[0], first_sentence(FACTS.work[0]), FACTS.success[0]])
def test_a_fact_of_the_right_kind_answers_whole_or_in_short(fact: str):
    assert verdicts(answered_with(("utter_ask_work", {"fact": fact}))) == [True]


@pytest.mark.parametrize("part", [("utter_ask_culture", {"fact": FACTS.culture[0]}), ("utter_over_to_you", {})])
def test_a_fact_of_another_kind_or_none_does_not(part):
    assert verdicts(answered_with(part)) == [False]


def test_having_nothing_left_to_tell_is_an_answer_only_once_all_is_told():
    nothing = answered_with(("utter_told_all", {}))
    telling = [answered_with(("utter_ask_work", {"fact": first_sentence(fact)})) for fact in FACTS.work]
    assert verdicts(nothing) == [False]
    assert verdicts(*telling, nothing)[-1]
    assert not verdicts(*telling[1:], nothing)[-1]


def test_a_question_about_terms_is_answered_by_putting_it_off_and_by_nothing_else():
    pay = replace(ASKS_WORK, moves=(("ask_pay",),))
    assert verdicts(replace(pay, replies=(said("Later.", ("utter_terms_again", {})),))) == [True]
    assert verdicts(replace(pay, replies=(said("Hello.", ("utter_ask_leave", {})),))) == [False]


def test_two_questions_in_one_breath_each_want_their_own_answer():
    both = replace(ASKS_WORK, moves=(("ask_work",), ("ask_culture", "thanks")))
    reply = said("Well.", ("utter_ask_work", {"fact": FACTS.work[0]}))
    assert verdicts(replace(both, replies=(reply,))) == [True, False]


def test_a_sentence_said_twice_is_found_whatever_its_marks():
    turns = [
        replace(ASKS_WORK, replies=(said(text),)) for text in ("Of course. We are nine.", "Right. Of course, yes.")
    ]
    assert repeated(played(*turns)) == []
    assert repeated(played(*turns, opening=(said("Yes? We are nine."),))) == ["we are nine"]


def test_the_table_tells_silences_from_what_the_coach_took_and_counts_words():
    long = replace(ASKS_WORK, replies=(said("word " * 61),))
    found = table([played(ASKS_WORK, replace(ASKS_WORK, coach=1), long, faults=("It broke.",))])
    assert (found["silences"], found["to_coach"], found["too_long"], found["exceptions"]) == (1, 1, 1, 1)
    assert found["words"] == {"mean": 61, "median": 61}
    assert "It broke." in "\n".join(as_text({"rehearsals": 1, "seed": 1, "seconds": 0.0, **found}))


def test_no_rehearsals_at_all_cannot_be_measured():
    with pytest.raises(ValueError, match="at least one"):
        measure(0, 1, model.MODEL)


def test_three_rehearsals_are_played_word_for_word_alike_and_nobody_is_left_without_a_reply():
    found, again = (measure(3, 4, model.MODEL) for _ in range(2))
    assert found["lines"] >= 12
    assert found["silences"] == found["exceptions"] == found["too_long"] == 0
    assert found["answered"] == found["questions"] > 0
    assert set(found["words_by_temper"]) <= {"warm", "neutral", "tough"}
    assert {**found, "seconds": 0} == {**again, "seconds": 0}
