"""Drills: one principle's moment, a mark at once, and again."""

from __future__ import annotations

from typing import Any, Dict, List

import pytest

from actions import drill
from actions.farewell import season
from actions.memory import remember
from actions.rehearsal import Line
from actions.reply import piece
from actions.scoring.principles import rubric
from tests.talks import bot, kept, names, parsed, talk, user

PRINCIPLES = list(rubric().principles)


def drilling(principle: str, *lines: Any) -> List[Dict[str, Any]]:
    """The events of a drill: set up, and each line followed by the moment set up once more."""
    events = talk(beat="drill", drill=principle).events[:-1]
    events.append(moment(events))
    for line in lines:
        text, _ = parsed(line)
        events += [user(text), kept(line), moment(events)]
    return events


def moment(events: List[Dict[str, Any]]) -> Dict[str, Any]:
    reply = drill.set_up(remember(events))
    return bot("Well?", "interviewer", reply.pieces, sorted(reply.acts))


def tried(principle: str, *lines: Any) -> List[int]:
    return [one.mark.level or 0 for one in drill.tries(drilling(principle, *lines))]


@pytest.mark.parametrize("principle", PRINCIPLES)
def test_every_principle_has_a_moment_of_its_own(principle: str):
    assert names(drill.set_up(remember(drilling(principle)))) == [f"drill_{principle}"]


@pytest.mark.parametrize("principle", PRINCIPLES)
def test_a_principle_is_known_by_its_name_and_by_its_title(principle: str):
    assert drill.named_in(f"practise {principle}") == principle
    assert drill.named_in(f"practise {principle.replace('_', ' ')}") == principle
    assert drill.named_in(f"let me drill: {rubric().principles[principle].title}") == principle


@pytest.mark.parametrize("text", ["practise", "drill me", "do some drills please"])
def test_without_a_name_no_principle_is_meant(text: str):
    assert drill.named_in(text) is None


def test_each_try_is_marked_by_itself():
    flat = ("I want the job.", "interest")
    named = ("I'd love to work on the falls project.", "interest")
    assert tried("enthusiasm", flat, named, flat)[0] == tried("enthusiasm", flat, named, flat)[2]
    assert tried("enthusiasm", flat, named) == [tried("enthusiasm", flat)[0], tried("enthusiasm", named)[0]]


def test_a_better_try_is_worth_more():
    low, high = tried("next_steps", ("What now?",), ("When will you decide, and is there another round?", "next_steps"))
    assert low < high


def test_a_try_waits_for_the_answer_to_what_it_raised():
    events = drilling("invite_objections")
    memory = remember(events)
    text, found = parsed(("Is there anything that makes you hesitate about me?", "invite_objections"))
    line = Line.candidate(text, found)
    reply = drill.reply_to(memory.hearing(line), line)
    assert reply.acts == {"concern"}
    assert not drill.is_over(reply)


@pytest.mark.parametrize("text", ["I'd manage, I'm sure.", "Sorry, what?"])
def test_a_try_that_is_asked_about_again_waits_for_that_answer_too(text: str):
    events = drilling("invite_objections")
    scenario = remember(events).scenario
    assert scenario is not None
    raised = piece("invite_objections", concern=scenario.concerns[0].says)
    asked = ("What makes you hesitate?", "invite_objections")
    events += [user(asked[0]), bot(scenario.concerns[0].says, "interviewer", [raised], ["concern"]), kept(asked)]
    line = Line.candidate(*parsed((text,)))
    reply = drill.reply_to(remember(events).hearing(line), line)
    assert (reply.acts, len(reply.pieces)) == ({"press"}, 1)
    assert not drill.is_over(reply)


def test_a_try_of_two_lines_is_no_earlier_try_of_itself():
    events = drilling("invite_objections")
    asked, answered = ("What makes you hesitate?", "invite_objections"), ("I ran nights for a year.", "address_concern")
    events += [user(asked[0]), bot("Your nights.", "interviewer", acts=["concern"]), kept(asked), user(answered[0])]
    assert len(drill.tries(events)) == 1
    assert drill.tries_before(events) == []
    events += [kept(answered), moment(events)]
    assert len(drill.tries_before(events)) == 1


def test_a_note_that_is_practised_goes_out_the_same_day():
    note = ("Dear Margaret, thank you for the chance today, I'd love to join the falls project.", "thanks", "interest")
    assert tried("thank_you_note", note) == [3]


def test_next_goes_through_all_principles_and_round_again():
    memory = remember(drilling(PRINCIPLES[-1]))
    assert drill.next_principle(memory) == PRINCIPLES[0]
    assert [drill.is_next(text) for text in ("next", "The next one, please.", "next year I'd like to lead")] == [
        True, True, False,
    ]  # fmt: skip


def test_a_drill_takes_place_where_the_last_rehearsal_did():
    assert drill.place_for(talk().memory, 5) == "staff_nurse_alder_court"
    assert drill.place_for(remember([]), 5) in drill.scenarios()


@pytest.mark.parametrize(
    ("text", "principle"),
    [
        ("practise invite_objections", "invite_objections"),
        ("Practice: get a direct contact, please", "contact"),
        ("I've had a lot of practice with small talk", None),
        ("practise makes perfect, and I coached the under-tens through a whole wet winter of small talk", None),
    ],
)
def test_a_line_that_only_asks_to_practise_is_no_line_of_the_talk(text: str, principle: str):
    assert drill.asked_for(text) == principle


def test_small_talk_is_practised_with_remarks_of_the_season():
    events = drilling("small_talk", *[("Yes, it is.",)] * 7)
    remarks = {one for piece in remember(events).pieces for one in piece.values.values()}
    fits = {one.remark: one.season for one in talk().scenario.small_talk}
    assert len(remarks) > 2
    assert {fits[remark] for remark in remarks} <= {"any", season()}
