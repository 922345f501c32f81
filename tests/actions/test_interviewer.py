"""What the interviewer says while questions are asked: each move answered from the right facts."""

from __future__ import annotations

from dataclasses import replace
from typing import Tuple

import pytest

from actions import interviewer
from actions.rehearsal import Line
from tests.talks import LEAD, NURSE, SALES, names, parsed, talk, told

FACTS = (
    ("What would my first week be like?", "ask_work", "work"),
    ("What would success look like after a year?", "ask_work", "success"),
    ("What do you enjoy about the people here?", "ask_culture", "culture"),
    ("How is the company doing these days?", "ask_company", "company"),
    ("What are the plans for next year?", "ask_company", "plans"),
    ("If I joined, what would I have changed by summer?", "envision", "picture"),
)
TERMS = ("ask_pay", "ask_start", "ask_leave", "ask_benefits")
SPOKEN = ("interest", "qualification", "story", "thanks", "self_doubt", "follow_up", "greeting", "defensive")


def test_the_talk_opens_with_the_word_given_to_the_candidate():
    opening = interviewer.open_talk(talk().scenario)
    assert names(opening) == ["open"]
    assert told(opening) == ["Margaret Osei", "nurse manager", "Alder Court"]
    assert opening.beat == "questions"


@pytest.mark.parametrize(("asked", "move", "kind"), FACTS)
def test_a_question_is_answered_with_a_fact_of_its_kind(asked: str, move: str, kind: str):
    played = talk()
    reply = played.says(asked, move)
    assert names(reply) == [move]
    assert told(reply)[0] in getattr(played.scenario.facts, kind)


def test_the_fact_that_shares_words_with_the_question_is_told_first():
    reply = talk().says("How do the tablets for care notes work out?", "ask_work")
    assert "tablets for care notes" in told(reply)[0]


def test_questions_are_answered_in_the_order_asked():
    reply = talk().breath(
        ("When do you decide?", "next_steps"),
        ("Who would I work with?", "ask_work"),
    )
    assert [name.replace("_brief", "") for name in names(reply)] == ["next_steps", "ask_work"]


def test_of_three_questions_in_one_breath_the_first_two_are_answered_and_the_rest_asked_for():
    reply = talk().breath(
        ("How's the team,", "ask_culture"),
        ("what would I do,", "ask_work"),
        ("and when do you decide?", "next_steps"),
    )
    assert names(reply) == ["ask_culture", "ask_work", "later"]


def test_two_questions_of_a_kind_in_one_breath_get_two_facts():
    reply = talk().breath(("What are the days like?", "ask_work"), ("And the nights?", "ask_work"))
    assert names(reply) == ["ask_work", "ask_work"]
    assert len(set(told(reply))) == 2


@pytest.mark.parametrize(
    ("move", "kinds"),
    [
        ("ask_work", ("work",)),
        ("ask_culture", ("culture",)),
        ("ask_company", ("company", "plans")),
        ("envision", ("picture",)),
    ],
)
def test_a_fact_is_never_told_twice_and_in_the_end_there_are_none_left(move: str, kinds: Tuple[str, ...]):
    played = talk()
    facts = [fact for kind in kinds for fact in getattr(played.scenario.facts, kind)]
    replies = [played.says("Could you tell me more?", move) for _ in range(len(facts) + 1)]
    assert sorted(told(reply)[0] for reply in replies[:-1]) == sorted(facts)
    assert names(replies[-1]) == ["told_all"]


def test_next_steps_tell_rounds_date_and_how_one_hears_and_the_second_time_the_date():
    played = talk()
    process = played.scenario.process
    assert told(played.says("What happens next?", "next_steps")) == [process.steps, process.decide, process.how]
    again = played.says("When was that again?", "next_steps")
    assert (names(again), told(again)) == (["next_steps_again"], [process.decide])


def test_a_tough_interviewer_who_gave_only_the_date_tells_the_steps_when_asked_for_them():
    played = talk(temper="tough")
    assert names(played.says("Timeline?", "next_steps")) == ["next_steps_brief"]
    again = [
        names(played.says(text, "next_steps")) for text in ("When was that?", "And the next steps?", "More rounds?")
    ]
    assert again == [["next_steps_again"], ["next_steps_left"], ["next_steps_again"]]


def test_the_contact_is_the_interviewers_own():
    played = talk()
    address = played.scenario.interviewer.contact
    assert told(played.says("Have you got a card?", "contact")) == [address]
    again = played.says("What was the address?", "contact")
    assert (names(again), told(again)) == (["contact_again"], [address])


@pytest.mark.parametrize("move", TERMS)
def test_terms_are_put_off_kindly_once_and_then_a_shade_cooler(move: str):
    played = talk()
    assert names(played.says("And what about that?", move)) == [move]
    assert names(played.says("But roughly?", move)) == ["terms_again"]


def test_another_kind_of_term_is_the_second_asking_too():
    played = talk()
    played.says("What does it pay?", "ask_pay")
    assert names(played.says("And the holidays?", "ask_leave")) == ["terms_again"]


def test_in_a_bold_job_asking_when_to_start_is_a_close():
    assert names(talk(SALES).says("When do I start?", "ask_start")) == ["ask_start_bold"]
    assert names(talk(NURSE).says("When do I start?", "ask_start")) == ["ask_start"]


@pytest.mark.parametrize(("scenario", "style"), [(SALES, "bold"), (NURSE, "measured"), (LEAD, "balanced")])
def test_a_bold_ask_is_taken_as_the_style_has_it(scenario: str, style: str):
    reply = talk(scenario).says("Have I got the job?", "ask_for_job")
    assert names(reply) == [f"ask_for_job_{style}", "over_to_you"]


def test_the_style_the_candidate_chose_decides_how_a_bold_ask_is_taken():
    reply = talk(NURSE, style="bold").says("Have I got the job?", "ask_for_job")
    assert names(reply)[0] == "ask_for_job_bold"


def test_pressure_cools_and_nothing_friendly_stands_beside_it():
    reply = talk().breath(("I love it here.", "interest"), ("Decide by Friday or I'm gone.", "pressure"))
    assert names(reply) == ["pressure"]


def test_another_offer_gets_a_straight_answer_about_timing():
    played = talk()
    reply = played.says("I have another offer until the 12th.", "other_offers")
    assert names(reply)[0] == "other_offers"
    assert told(reply) == [played.scenario.process.decide]


@pytest.mark.parametrize("move", SPOKEN)
def test_each_statement_gets_its_own_word_and_the_turn_is_handed_back(move: str):
    assert names(talk().says("So I say it plainly.", move)) == [move, "over_to_you"]


def test_a_question_beside_an_argument_is_answered_too():
    played = talk()
    played.says("Any reservations?", "invite_objections")
    reply = played.breath(("That's nonsense.", "defensive"), ("When do you decide?", "next_steps"))
    assert names(reply) == ["weigh_defensive", "next_steps"]


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Have you got far to go?", "small_talk_asked"),
        ("how was your weekend", "small_talk_asked"),
        ("Hi, how are you?", "small_talk_asked"),
        ("Lovely weather today, isn't it?", "small_talk_plain"),
        ("Mine was spent on a long train.", "small_talk_plain"),
    ],
)
def test_a_friendly_question_gets_an_answer_and_a_friendly_remark_a_word(text: str, word: str):
    assert names(talk().says(text, "small_talk"))[0] == word


def test_a_bare_claim_is_asked_for_an_example_once():
    played = talk()
    assert names(played.says("I work hard.", "bare_claim")) == ["bare_claim"]
    assert names(played.says("I'm a people person.", "bare_claim")) == ["bare_claim_again", "over_to_you"]


def test_the_weightiest_statements_are_reacted_to_and_no_more_than_three():
    reply = talk().breath(
        ("Hello.", "greeting"), ("Thanks.", "thanks"), ("I want it.", "interest"), ("I'm no good.", "self_doubt"),
        ("Once, on a ferry, I did it.", "story"),
    )  # fmt: skip
    assert names(reply)[:3] == ["self_doubt", "story", "interest"]


def test_a_statement_and_a_question_get_a_reaction_and_an_answer():
    reply = talk().breath(("I'd love this.", "interest"), ("When do you decide?", "next_steps"))
    assert names(reply) == ["interest", "next_steps"]


def test_thanks_are_not_returned_for_ever():
    played = talk()
    replies = [names(played.says("Thanks.", "thanks")) for _ in range(5)]
    assert replies[3] == ["thanks", "over_to_you"]
    assert replies[4] == ["over_to_you"]


def test_a_remark_that_says_nothing_much_is_acknowledged():
    assert names(talk().says("Mostly mornings, before that.")) == ["no_move", "over_to_you"]


@pytest.mark.parametrize("text", ["Hm", "???", "🙂"])
def test_what_could_not_be_understood_is_asked_for_again(text: str):
    assert names(talk().says(text)) == ["unclear"]


def test_every_move_gets_a_reply_in_every_beat():
    from bot.nlu.vocabulary import MOVES

    for move in MOVES:
        for beat in ("questions", "concern", "doubt", "door"):
            played = talk(rehearsal=f"{move} {beat}")
            if beat != "questions":
                played.events[5]["value"] = beat
            assert played.says("Well, then.", move).pieces, (move, beat)


OWN_JOB = {
    "job": "Warehouse team leader",
    "company": "Pennant Foods",
    "advert": {"plans": ["Our new depot in Leeds opens in May."], "work": ["Keep the cold chain within two degrees"]},
}


def test_the_advert_of_ones_own_job_is_quoted_in_answer_to_its_kind_of_question():
    played = talk("own", own=OWN_JOB)
    reply = played.says("What are your plans for the next year?", "ask_company")
    assert (names(reply), told(reply)) == (["ad_plans"], ["Our new depot in Leeds opens in May."])


def test_the_adverts_facts_and_the_interviewers_own_take_turns_and_neither_comes_twice():
    played = talk("own", own=OWN_JOB)
    replies = [played.says("What is the work like?", "ask_work") for _ in range(4)]
    assert [names(reply)[0] for reply in replies] == ["ad_work", "ask_work", "ask_work", "ask_work"]
    assert len({told(reply)[0] for reply in replies}) == 4


def test_asked_again_and_again_for_what_is_used_up_the_interviewer_asks_back_once():
    played = talk()
    said = [names(played.says("Could you tell me more?", "envision"))[0] for _ in range(8)]
    assert said.count("asked_often") == 1
    assert said[-1] == "told_all"


def test_what_the_interviewer_likes_warms_them_once():
    played = talk()
    warm = {"warms_to": "I could talk about bulbs all afternoon.", "likes": "gardening, and people who label things"}
    memory = replace(played.memory, scenario=played.scenario.copy(update=warm))
    text, found = parsed(("I run the gardening club at the hostel.", "qualification"))
    line = Line.candidate(text, found)
    reply = interviewer.answer(memory.hearing(line), line)
    assert names(reply)[0] == "warms_to"
    again = replace(memory, pieces=(*memory.pieces, *reply.pieces))
    assert "warms_to" not in names(interviewer.answer(again.hearing(line), line))


def test_one_word_again_and_again_is_met_with_more_than_a_question_back():
    played = talk()
    assert names(played.says("ok")) == ["over_to_you"]
    assert names(played.says("ok")) == ["few_words"]
