"""What the interviewer just did, weighed together with how a reply reads by itself."""

from __future__ import annotations

import pytest

from actions.context import LEAST, in_context
from tests.builders import rehearsal, said, told

REPLY = "Two buses and my bicycle this morning!"


def moves(acts, near, made=(), text=REPLY):
    """The moves of a line of one sentence, near these and making those, after these acts."""
    sentence = {"start": 0, "end": len(text), "moves": dict(made), "near": dict(near), "question": False}
    (weighed,) = in_context(text, [sentence], set(acts))
    return weighed["moves"]


def test_an_answer_to_a_friendly_remark_is_small_talk_and_by_itself_no_move():
    assert set(moves(["small_talk"], {"small_talk": 0.01})) == {"small_talk"}
    assert moves([], {"small_talk": 0.01}) == {}
    assert moves(["concern"], {"small_talk": 0.01}) == {}


@pytest.mark.parametrize("act", ["concern", "doubt", "press"])
def test_what_nearly_answers_a_doubt_answers_it_where_one_was_raised(act):
    assert set(moves([act], {"address_concern": 0.2})) == {"address_concern"}
    assert moves(["small_talk"], {"address_concern": 0.2}) == {}


def test_what_is_far_from_an_answer_is_none_even_where_one_is_due():
    assert moves(["concern"], {"address_concern": 0.02, "defensive": 0.02}) == {}
    assert moves(["small_talk"], {"small_talk": 0.001}) == {}


DEED = "On the Heysham boat I did the galley alone two winters."


def counted(text, act, made=(), **near):
    """The moves of a sentence with a number in it."""
    counts = [{"entity": "mention", "value": "two winters"}]
    sentence = {"start": 0, "end": len(text), "moves": dict(made), "near": near, "question": False, "entities": counts}
    (read,) = in_context(text, [sentence], {act})
    return read["moves"]


@pytest.mark.parametrize("act", ["concern", "doubt", "press"])
def test_what_one_did_told_with_a_number_answers_what_was_raised_as_the_interviewer_takes_it(act):
    assert counted(DEED, act) == {"address_concern": LEAST}
    assert counted(DEED, "small_talk") == {}


def test_what_reads_as_another_move_a_question_or_a_few_words_is_no_answer_by_that():
    assert set(counted(DEED, "concern", made={"story": 0.8})) == {"story"}
    assert counted("Was it two winters that I did on the Heysham boat?", "concern") == {}
    assert counted("I did two winters.", "concern") == {}


def test_a_grunt_is_no_friendly_answer():
    assert moves(["small_talk"], {"small_talk": 0.3}, text="Not at all.") == {}


def test_a_statement_one_is_sure_of_stands_after_a_friendly_remark_and_a_guess_does_not():
    assert set(moves(["small_talk"], {}, {"interest": 0.97})) == {"interest"}
    assert moves(["small_talk"], {}, {"interest": 0.6}) == {}


def test_questions_and_courtesies_are_as_they_were_read():
    made = {"thanks": 0.5, "next_steps": 0.45, "goodbye": 1.0}
    assert moves(["small_talk"], {}, made) == moves(["concern"], {}, made) == made


def test_the_surest_move_stands_first():
    assert list(moves(["concern"], {"address_concern": 0.4}, {"thanks": 0.5})) == ["address_concern", "thanks"]


def test_a_line_kept_before_there_was_anything_near_is_left_as_it_is():
    old = {"start": 0, "end": 5, "moves": {"interest": 0.5}}
    assert in_context("I see", [old], {"small_talk"}) == [old]


def test_weighed_once_a_line_does_not_change_again():
    sentence = {"start": 0, "end": len(REPLY), "moves": {}, "near": {"small_talk": 0.01}}
    once = in_context(REPLY, [sentence], {"small_talk"})
    assert "near" not in once[0]
    assert in_context(REPLY, once, {"small_talk"}) == once


def test_the_acts_before_a_line_are_those_of_the_interviewers_last():
    talk = rehearsal(
        told("Cold out?", "small_talk"), said("Brr."), said("Very."), told("We decide on Friday."), said("Ok.")
    )
    assert [talk.acts_before(i) for i in (0, 1, 2, 4)] == [frozenset(), {"small_talk"}, {"small_talk"}, frozenset()]


def test_rude_words_are_rude_whatever_was_said_before_them():
    sentence = {"start": 0, "end": 8, "moves": {"small_talk": 0.6}, "near": {}}
    for acts in ((), {"small_talk"}, {"concern"}):
        (heard,) = in_context("Fuck off", [sentence], set(acts))
        assert heard["moves"] == {"defensive": 1.0}
