"""Concerns and doubts, the wind-up and the door."""

from __future__ import annotations

import pytest

from actions.scoring.clear import explains
from tests.builders import said
from tests.talks import Talk, names, talk, told

PRESSING = ("weigh_vague", "press")
OBJECT, CLEAR = "invite_objections", "clear_doubts"


def at_the_door() -> Talk:
    played = talk()
    for _ in range(4):
        played.says("Could you tell me more?", "ask_work")
    played.says("No, that's all.", "no_questions")
    return played


def test_each_concern_is_raised_once_and_then_there_are_none():
    played = talk()
    raised = []
    for _ in played.scenario.concerns:
        reply = played.says("Any reservations about me?", OBJECT)
        assert (names(reply), reply.acts, reply.beat) == ([OBJECT], {"concern"}, "concern")
        raised += told(reply)
        played.says("I carried nights alone for two years.", "address_concern")
    assert sorted(raised) == sorted(one.says for one in played.scenario.concerns)
    last = played.says("Anything else against me?", OBJECT)
    assert names(last)[0] == "invite_objections_none"
    assert (last.acts, last.beat) == (frozenset(), "questions")


def test_each_doubt_is_raised_once_and_then_there_are_none():
    played = talk()
    raised = []
    for _ in played.scenario.doubts:
        reply = played.says("Was anything unclear?", CLEAR)
        assert (reply.acts, reply.beat) == ({"doubt"}, "doubt")
        raised += told(reply)
        played.says("I count twice, and a colleague counts once, aloud, at the trolley.")
    assert sorted(raised) == sorted(one.says for one in played.scenario.doubts)
    assert names(played.says("Anything else unclear?", CLEAR))[0] == "clear_doubts_none"


def test_evidence_settles_a_concern():
    played = talk()
    played.says("Any reservations?", OBJECT)
    reply = played.says("I ran the night floor alone for a year.", "qualification")
    assert (names(reply), reply.beat) == (["weigh_good", "over_to_you"], "questions")


def test_a_vague_answer_is_pressed_on_once():
    played = talk()
    played.says("Any reservations?", OBJECT)
    pressed = played.says("I'd manage, I'm sure.", "bare_claim")
    assert (names(pressed), pressed.acts, pressed.beat) == (["press"], {"press"}, None)
    assert told(pressed)[0] in [one.press for one in played.scenario.concerns]
    rested = played.says("I just would.", "bare_claim")
    assert (names(rested), rested.beat) == (["weigh_vague_again", "over_to_you"], "questions")


def test_each_concern_is_pressed_on_once_and_no_more():
    played = talk()
    for _ in range(2):
        played.says("Any reservations?", OBJECT)
        assert names(played.says("I'd manage.", "bare_claim"))[-1] in PRESSING
        assert names(played.says("Honestly.", "bare_claim"))[0] == "weigh_vague_again"


@pytest.mark.parametrize(("move", "response"), [("defensive", "weigh_defensive"), ("pressure", "pressure")])
def test_arguing_back_ends_the_subject(move: str, response: str):
    played = talk()
    played.says("Any reservations?", OBJECT)
    reply = played.says("That's not fair.", move)
    assert (names(reply)[0], reply.beat) == (response, "questions")


def test_a_question_beside_the_answer_to_a_concern_is_answered_too():
    played = talk()
    played.says("Any reservations?", OBJECT)
    reply = played.breath(("I ran nights alone.", "address_concern"), ("When do you decide?", "next_steps"))
    assert names(reply) == ["weigh_good", "next_steps"]


def test_a_doubt_is_cleared_by_a_real_answer_and_not_by_a_word():
    played = talk()
    played.says("Was anything unclear?", CLEAR)
    assert names(played.says("Yes."))[0] in PRESSING
    assert names(played.says("No."))[0] == "doubt_vague"
    played.says("Was anything else unclear?", CLEAR)
    reply = played.says("I count twice and sign after each resident.")
    assert (names(reply)[0], reply.beat) == ("doubt_good", "questions")


def test_asked_for_both_in_one_breath_the_doubt_follows_the_concern():
    played = talk()
    first = played.breath(("Any reservations?", OBJECT), ("Or anything unclear?", CLEAR))
    assert first.acts == {"concern"}
    second = played.says("I ran nights alone for a year.", "address_concern")
    assert names(second) == ["weigh_good", "clear_doubts"]
    assert (second.acts, second.beat) == ({"doubt"}, "doubt")
    third = played.says("I check the label, the name and the dose.")
    assert (names(third)[0], third.beat) == ("doubt_good", "questions")


def test_no_questions_early_on_gets_one_more_opening_and_only_one():
    played = talk()
    reply = played.says("No, nothing.", "no_questions")
    assert (names(reply), reply.beat) == (["one_more"], None)
    reply = played.says("Really nothing.", "no_questions")
    assert (names(reply), reply.beat) == (["wind_up"], "door")


def test_the_wind_up_ends_with_a_friendly_remark_of_the_scenario():
    played = at_the_door()
    assert played.beat == "door"
    assert played.memory.acts == {"small_talk"}
    assert played.memory.pieces[-1].values["remark"] in [one.remark for one in played.scenario.small_talk]


def test_an_early_goodbye_ends_the_talk_at_once():
    reply = talk().says("Right, goodbye.", "goodbye")
    assert (names(reply)[-1], reply.beat) == ("wind_up", "door")


@pytest.mark.parametrize("asked", [OBJECT, CLEAR])
def test_who_takes_leave_instead_of_an_answer_is_not_held_back(asked: str):
    played = talk()
    played.says("What did you make of me?", asked)
    reply = played.says("Thanks, have a good evening.", "thanks", "goodbye")
    assert (names(reply)[-1], reply.beat) == ("wind_up", "door")


def test_a_goodbye_beside_the_evidence_that_was_asked_for_settles_the_concern_first():
    played = talk()
    played.says("Any reservations?", OBJECT)
    reply = played.breath(("I ran nights alone for a year.", "address_concern"), ("Goodbye!", "goodbye"))
    assert names(reply)[0] == "weigh_good"


def test_an_apology_for_rudeness_is_accepted_once_and_nothing_else_is_an_apology():
    played = talk()
    assert names(played.says("Sorry about the noise outside.", "small_talk"))[0] != "forgiven"
    played.says("Fuck off.", "defensive")
    assert names(played.says("I'm sorry, that was rude.", "self_doubt"))[0] == "forgiven"
    assert names(played.says("I'm sorry about that.", "self_doubt"))[0] == "self_doubt"


def test_a_question_beside_an_apology_is_answered():
    played = talk()
    played.says("Fuck off.", "defensive")
    reply = played.breath(("I'm sorry, that was rude.", "self_doubt"), ("When do you decide?", "next_steps"))
    assert names(reply)[:2] == ["forgiven", "next_steps"]


def test_time_runs_out_after_a_last_call():
    played = talk()
    replies = [played.says("I see, thank you.", "interest") for _ in range(16)]
    assert names(replies[13])[-1] == "time"
    assert (names(replies[15])[-1], replies[15].beat) == ("wind_up", "door")
    assert all(reply.beat is None for reply in replies[:15])


def test_a_friendly_word_at_the_door_is_answered_and_leaves_room_for_another():
    played = at_the_door()
    reply = played.says("Not far, and you?", "small_talk")
    remark = next(p.values["remark"] for p in played.memory.pieces if "remark" in p.values)
    fitting = next(one.reply for one in played.scenario.small_talk if one.remark == remark)
    assert (names(reply), told(reply), reply.beat) == (["at_the_door"], [fitting], None)
    last = played.says("Enjoy it, goodbye.", "small_talk", "goodbye")
    assert (names(last), last.beat) == (["leave"], "note")


def test_a_friendly_goodbye_gets_the_reply_and_the_goodbye():
    reply = at_the_door().says("Not far, and you? Bye!", "small_talk", "goodbye")
    assert (names(reply), reply.beat) == (["at_the_door", "leave"], "note")


def test_thanks_at_the_door_are_returned_with_the_goodbye():
    reply = at_the_door().says("Thank you, goodbye.", "thanks", "goodbye")
    assert (names(reply), reply.beat) == (["thanks", "leave"], "note")


@pytest.mark.parametrize("move", ["defensive", "pressure"])
def test_rudeness_at_the_door_gets_a_short_goodbye(move: str):
    reply = at_the_door().says("What a waste of my day.", move)
    assert (names(reply), reply.beat) == (["short_goodbye"], "note")


def test_two_last_questions_are_answered_on_the_way_and_then_the_door_closes():
    played = at_the_door()
    first = played.says("When do you decide?", "next_steps")
    second = played.says("And how do I reach you?", "contact")
    third = played.says("And what does it pay?", "ask_pay")
    assert (names(first), first.beat) == (["next_steps"], None)
    assert (names(second), second.beat) == (["contact"], None)
    assert (names(third)[-1], third.beat) == ("leave", "note")


def test_a_concern_settled_during_the_talk_and_thanks_beside_a_question_cost_no_time_at_the_door():
    played = talk()
    played.says("Any reservations about me?", OBJECT)
    played.says("I carried nights alone for two years.", "address_concern")
    for _ in range(3):
        played.says("Could you tell me more?", "ask_work")
    played.says("No, that's all.", "no_questions")
    first = played.breath(("Thank you.", "thanks"), ("When do you decide?", "next_steps"))
    second = played.says("And how do I reach you?", "contact")
    assert (names(first)[-1], first.beat) == ("next_steps", None)
    assert (names(second), second.beat) == (["contact"], None)


def test_a_concern_asked_for_at_the_door_is_raised_and_weighed_there():
    played = at_the_door()
    raised = played.says("Is there any reservation you'd share?", OBJECT)
    assert (names(raised), raised.acts, raised.beat) == ([OBJECT], {"concern"}, None)
    weighed = played.says("I ran nights alone for a year.", "address_concern")
    assert (names(weighed)[0], played.beat) == ("weigh_good", "note")


@pytest.mark.parametrize(("move", "rests"), [(OBJECT, "weigh_vague_again"), (CLEAR, "doubt_vague")])
def test_at_the_door_a_vague_answer_is_let_rest_and_nobody_is_pressed(move: str, rests: str):
    played = at_the_door()
    played.says("Is there anything at all?", move)
    reply = played.says("Oh, I'd be fine.")
    assert names(reply)[0] == rests
    assert "press" not in reply.acts


def test_a_doubt_is_explained_where_the_score_says_so():
    for text, pressed in (
        ("I really couldn't say, it's all a blur to me.", True),
        ("It was the night the lift stood still.", False),
    ):
        played = talk()
        played.says("Was anything unclear?", CLEAR)
        assert ("press" in played.says(text).acts) == pressed
        assert explains([said(text)]) != pressed


def test_the_door_is_always_reached_in_the_end():
    played = at_the_door()
    for _ in range(8):
        if played.beat == "note":
            break
        played.breath(("Not far, and you?", "small_talk"), ("And when do you decide?", "next_steps"))
    assert played.beat == "note"


def test_the_same_rehearsal_has_the_same_remark():
    assert at_the_door().memory.pieces == at_the_door().memory.pieces


def test_an_offer_mentioned_at_the_door_still_gets_an_answer_about_timing():
    played = at_the_door()
    reply = played.says("A school in Bendigo has said yes to me, by the way.", "other_offers")
    assert "other_offers" in names(reply)


def test_a_question_in_answer_to_what_was_raised_at_the_door_is_answered_once():
    played = at_the_door()
    played.says("Any reservations about me?", OBJECT)
    reply = played.says("Who would I work with?", "ask_company")
    assert names(reply).count("ask_company") == 1
