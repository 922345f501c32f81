"""Temper and clock: a tough interviewer is brief and has a second concern, and time runs out for real."""

from __future__ import annotations

from datetime import date

import pytest

from actions import farewell, interviewer
from actions.answering import MOST_ANSWERS
from actions.reply import MOST_WORDS, first_sentence
from tests.talks import Talk, names, talk, told

OBJECT = "invite_objections"


def timed(minutes: int, *seconds: float, **differs: object) -> Talk:
    """A talk with a clock, in which something was said at each of these seconds after the opening."""
    played = talk(clock=minutes, **differs)
    played.events[-1]["timestamp"] = 1000.0
    for at in seconds:
        played.events.append({"event": "user", "text": "Well.", "timestamp": 1000.0 + at})
    return played


def test_a_tough_interviewer_tells_the_first_sentence_of_a_fact():
    reply = talk(temper="tough").says("What would my first week be like?", "ask_work")
    fact = told(reply)[0]
    assert fact == first_sentence(fact)


def test_what_was_told_in_short_is_not_told_again_at_length():
    played = talk(temper="tough")
    short = [told(played.says("Tell me more?", "ask_culture"))[0] for _ in range(3)]
    assert len(set(short)) == 3


def test_a_tough_interviewer_has_a_second_concern_and_no_third():
    played = talk(temper="tough")
    played.says("Any reservations?", OBJECT)
    second = played.says("I ran nights alone for a year.", "address_concern")
    assert (names(second)[-1], second.beat) == ("second_concern", "concern")
    assert played.says("I did that too, for two years.", "address_concern").beat == "questions"


@pytest.mark.parametrize("temper", ["warm", "neutral"])
def test_others_leave_it_at_one(temper: str):
    played = talk(temper=temper)
    played.says("Any reservations?", OBJECT)
    assert played.says("I ran nights alone for a year.", "address_concern").beat == "questions"


def test_a_tough_interviewer_does_not_coax():
    assert names(talk(temper="tough").says("No questions.", "no_questions"))[-1] == "wind_up"
    assert names(talk(temper="warm").says("No questions.", "no_questions"))[-1] == "one_more"


def test_rudeness_ends_the_talk_in_the_end_and_sooner_with_a_tough_one():
    for temper, lines in (("tough", 2), ("warm", 3)):
        played = talk(temper=temper)
        replies = [played.says("That's a stupid thing to ask.", "defensive") for _ in range(lines)]
        assert names(replies[-1]) == ["enough", "short_goodbye"]
        assert [one.beat for one in replies].count("note") == 1


def test_the_clock_counts_the_talk_and_stops_while_one_is_away():
    assert timed(5, 60, 120).memory.seconds_left == 180
    assert timed(5, 60, 2 * 24 * 3600).memory.seconds_left == 240
    assert timed(5, 400).memory.seconds_left == 0
    assert talk().memory.seconds_left is None


def test_when_time_is_over_what_was_asked_is_answered_and_everybody_gets_up():
    played = timed(3, 200)
    line = played.breath(("Who would I work with?", "ask_work"))
    assert names(line)[0] == "ask_work"
    memory = played.memory
    reply = interviewer.break_in(memory)
    assert (names(reply), reply.beat, reply.acts) == (["time_over", "wind_up"], "door", {"small_talk"})


def test_a_long_list_of_questions_is_answered_within_a_breath_and_the_rest_is_put_off():
    moves = ("ask_work", "ask_culture", "ask_company", "envision", "next_steps")
    reply = talk().breath(*((f"And {move}?", move) for move in moves))
    assert names(reply) == [*moves[:MOST_ANSWERS], "later"]
    assert sum(len(value.split()) for value in told(reply)) <= MOST_WORDS


@pytest.mark.parametrize(
    ("month", "season"), [(1, "winter"), (3, "spring"), (7, "summer"), (11, "autumn"), (12, "winter")]
)
def test_small_talk_fits_the_season(month: int, season: str):
    assert farewell.season(date(2026, month, 15)) == season


def test_what_the_candidate_counts_is_taken_up_and_not_for_ever():
    from dataclasses import replace

    from actions.reacting import TAKEN_UP, reactions
    from actions.rehearsal import Line, Sentence

    def line(mention: str) -> Line:
        said = f"I did {mention}."
        spoken = Sentence(said, 0, len(said), {"qualification": 0.9}, entities=(("mention", mention),))
        return Line("candidate", said, (spoken,))

    memory = talk().memory
    for n in range(TAKEN_UP):
        found = reactions(memory, line(f"{n + 2} years"))
        assert found[0].values == {"mention": f"{n + 2} years"}
        memory = replace(memory, pieces=(*memory.pieces, *found))
    assert [one.response for one in reactions(memory, line("nine years"))] == ["utter_qualification"]


def test_the_firms_own_name_is_not_said_back():
    from actions.reacting import reactions
    from actions.rehearsal import Line, Sentence

    said = "I visited Alder Court twice."
    spoken = Sentence(said, 0, len(said), {"story": 0.9}, entities=(("mention", "Alder Court"),))
    assert [one.response for one in reactions(talk().memory, Line("candidate", said, (spoken,)))] == ["utter_story"]


@pytest.mark.parametrize(
    ("mentions", "taken"),
    [
        (("twenty minutes",), None),
        (("one missing comma",), None),
        (("Mrs Pereira",), None),
        (("Gaelic, French",), None),
        (("SAP",), None),
        (("£31,000",), "£31,000"),
        (("china cup",), None),
        (("six year",), None),
        (("Tesco account",), None),
        (("over 200 nurses",), "over 200 nurses"),
        (("four hundred staff at Coke",), "four hundred staff at Coke"),
        (("food hygiene level three",), "food hygiene level three"),
        (("Node and Postgres",), "Node and Postgres"),
        (("year five", "seven years at St Anne's"), "seven years at St Anne's"),
    ],
)
def test_what_is_taken_up_is_whole_and_worth_writing_down(mentions, taken):
    from actions.reacting import reactions
    from actions.rehearsal import Line, Sentence

    said = f"I did {' and '.join(mentions)}."
    entities = tuple(("mention", one) for one in mentions)
    spoken = Sentence(said, 0, len(said), {"qualification": 0.9}, entities=entities)
    (reply,) = reactions(talk().memory, Line("candidate", said, (spoken,)))
    assert reply.values.get("mention") == taken
