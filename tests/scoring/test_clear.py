"""Act three, by the rubric's table: doubts, objections, next steps, other offers."""

from __future__ import annotations

import pytest

from actions.scoring import Mark, score
from tests.builders import line, rehearsal, said, told

ASK_UNCLEAR = said("Was any answer of mine unclear?", "clear_doubts")
DOUBT = told("I missed how you settled the invoice.", "doubt")
ASK_WORRIES = said("Do you have any reservations about me?", "invite_objections")
CONCERN = told("You haven't led a team.", "concern")
EVIDENCE = said("I led six people through the move last year.", "address_concern")
ARGUING = said("That's not a fair thing to say at all.", "defensive")
OFFER = said("I should mention I have another offer.", "other_offers")


def doubts(*lines) -> Mark:
    return score(rehearsal(*lines))["clear_doubts"]


def objections(*lines) -> Mark:
    return score(rehearsal(*lines))["invite_objections"]


def steps(*lines) -> Mark:
    return score(rehearsal(*lines))["next_steps"]


def offers(*lines) -> Mark:
    return score(rehearsal(*lines))["other_offers"]


def test_unclear_points_nobody_asks_about_stay_so():
    assert doubts(DOUBT, EVIDENCE).outcome == "none"


def test_a_vague_anything_else_earns_one():
    assert doubts(said("Anything else?", "clear_doubts")).outcome == "vague"


def test_asking_in_general_what_is_unclear_earns_two():
    assert doubts(said("Can I clear anything up for you?", "clear_doubts")).outcome == "general"


def test_asking_about_answers_earns_three_where_nothing_was_raised():
    assert doubts(ASK_UNCLEAR).outcome == "cleared"


def test_a_doubt_explained_earns_three_with_the_answer_as_evidence():
    answer = said("I rang the supplier and had the order resent.")
    mark = doubts(ASK_UNCLEAR, DOUBT, answer)
    assert mark.outcome == "cleared"
    assert [one.quote for one in mark.evidence] == [ASK_UNCLEAR.text, answer.text]


@pytest.mark.parametrize(
    "answer",
    [
        ARGUING,
        said("Right, okay then."),
        said("I really don't remember how that one went."),
        said("And when do you hope to decide about this?", "next_steps"),
        said("Sorry, I'm always hopeless at explaining such things.", "self_doubt"),
    ],
)
def test_a_doubt_argued_with_or_passed_over_earns_two(answer):
    assert doubts(ASK_UNCLEAR, DOUBT, answer).outcome == "left_open"


def test_a_doubt_nobody_answers_earns_two():
    assert doubts(ASK_UNCLEAR, DOUBT).outcome == "left_open"


def test_objections_not_asked_for_earn_nothing():
    assert objections(CONCERN, EVIDENCE).outcome == "none"


def test_asking_how_one_did_only_hints():
    assert objections(said("How did I do?", "invite_objections")).outcome == "hinted"


def test_arguing_with_the_concern_one_asked_for_earns_one():
    assert objections(ASK_WORRIES, CONCERN, ARGUING).outcome == "defensive"
    assert objections(ASK_WORRIES, CONCERN, EVIDENCE, ARGUING).outcome == "defensive"


def test_a_concern_left_unanswered_earns_two():
    assert objections(ASK_WORRIES, CONCERN).outcome == "unanswered"
    assert objections(ASK_WORRIES, CONCERN, said("Oh, I see what you mean there.")).outcome == "unanswered"


def test_a_concern_answered_with_evidence_earns_three():
    assert objections(ASK_WORRIES, CONCERN, EVIDENCE).outcome == "answered"


def test_a_concern_answered_only_when_pressed_is_answered():
    pressed = told("Can you give me an example?")
    assert objections(ASK_WORRIES, CONCERN, said("Well, I'd manage it somehow."), pressed, EVIDENCE).level == 3


def test_what_answers_the_question_asked_again_counts_however_many_lines_came_before_it():
    again = told("Which ward was it?", "press")
    dodged = [said("Could you say that again, please?", question=True), again, said("Well, I'd manage it somehow.")]
    assert objections(ASK_WORRIES, CONCERN, *dodged, again, EVIDENCE).outcome == "answered"
    assert objections(ASK_WORRIES, CONCERN, *dodged, told("Never mind."), EVIDENCE).outcome == "unanswered"


def test_two_words_of_evidence_are_an_answer_and_two_other_words_are_none():
    again = told("How many beds?", "press")
    vague = said("Oh, a good few of them.")
    assert objections(ASK_WORRIES, CONCERN, vague, again, said("Eighty beds.", "address_concern")).outcome == "answered"
    assert objections(ASK_WORRIES, CONCERN, vague, again, said("Many beds.")).outcome == "unanswered"


def test_one_of_two_concerns_left_open_earns_two():
    second = told("And the nights?", "concern")
    assert objections(ASK_WORRIES, CONCERN, EVIDENCE, second, said("Nights, yes, I know.")).outcome == "unanswered"


def test_asking_directly_where_they_have_no_concern_earns_three():
    assert objections(ASK_WORRIES, told("None at all.")).outcome == "answered"


def test_what_comes_in_direct_reply_must_be_answered_whatever_it_was_taken_for():
    assert objections(ASK_WORRIES, DOUBT).outcome == "unanswered"
    assert doubts(ASK_UNCLEAR, CONCERN).outcome == "left_open"


def test_a_line_that_asks_for_both_waits_for_both():
    both = line(ASK_UNCLEAR, ASK_WORRIES)
    plain = said("I rang the supplier and had the order resent.")
    assert objections(both, DOUBT, plain).outcome == "answered"
    assert doubts(both, CONCERN, EVIDENCE, DOUBT, plain).outcome == "cleared"


def test_next_steps_not_asked_for_earn_nothing():
    assert steps(said("Goodbye.", "goodbye")).outcome == "none"


def test_a_vague_what_now_earns_one():
    assert steps(said("So, what now?", "next_steps")).outcome == "vague"


def test_rounds_or_the_date_earn_two():
    assert steps(said("Is there another round?", "next_steps")).outcome == "one"
    assert steps(said("When will you decide?", "next_steps")).outcome == "one"


def test_the_date_and_rounds_earn_three_together_or_apart():
    assert steps(said("Is there another round, and when will you decide?", "next_steps")).outcome == "both"
    rounds, date = said("Is there another round?", "next_steps"), said("When will you decide?", "next_steps")
    assert steps(rounds, date).outcome == "both"


def test_the_date_and_a_way_to_follow_up_earn_three():
    date, card = said("When will you decide?", "next_steps"), said("Do you have a card?", "contact")
    assert steps(date, card).outcome == "both"
    assert steps(card).outcome == "none"


def test_offers_nobody_mentions_do_not_count():
    mark = offers(said("There are no other offers."))
    assert (mark.outcome, mark.level) == ("not_mentioned", None)


def test_a_threat_earns_nothing_even_beside_a_tactful_mention():
    assert offers(OFFER, said("Decide now or you lose me.", "pressure")).outcome == "threat"


def test_boasting_of_offers_earns_one_even_with_a_date_and_a_preference():
    boast = said("Everyone wants me by Friday, but you're my first choice.", "other_offers")
    assert offers(boast).outcome == "boastful"


def test_a_tactful_mention_earns_two():
    assert offers(OFFER).outcome == "tactful"


def test_a_tactful_mention_with_date_and_preference_earns_three_in_one_line():
    rest = said("They need to hear by Friday, and I'd much rather come to you.")
    assert offers(line(OFFER, rest)).outcome == "planned"
    assert offers(OFFER, said("It's a lovely Friday.")).outcome == "tactful"


def test_the_date_they_decide_is_not_the_date_of_the_offer():
    asked = said("Will you decide by Friday?", "next_steps")
    assert offers(line(OFFER, asked, said("I'd rather come to you."))).outcome == "tactful"


@pytest.mark.parametrize(
    "text", ["I'm pregnant, is that a problem?", "I have dyslexia, would that be a worry for you?"]
)
def test_asking_whether_something_private_is_a_problem_is_not_asking_what_worries_them(text):
    assert score(rehearsal(said(text, "invite_objections")))["invite_objections"].level == 0
