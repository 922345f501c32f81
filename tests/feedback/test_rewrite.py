"""Rewrites: the candidate's own facts kept, gaps shown as blanks, nothing made up."""

import re
from dataclasses import replace

import pytest

from actions.feedback import advise
from actions.feedback.again import said_again
from actions.rehearsal import CANDIDATE, Line
from actions.scoring import score
from tests.builders import line, rehearsal, said, told
from tests.scoring.outcomes import OUTCOMES

EVERY = [(name, outcome) for name, ways in OUTCOMES.items() for outcome in ways]
WISH = said("I'd love to join you.", "interest")
RESULT = said("I cut waste by 30 percent at the bakery.", "qualification")


def rewrite_of(talk, principle, scenario=None):
    return next(one.rewrite for one in advise(talk, score(talk), scenario) if one.principle == principle)


@pytest.mark.parametrize(("principle", "outcome"), EVERY)
def test_every_outcome_below_the_top_has_a_line_to_say_with_no_slot_left_open(principle, outcome):
    for advice in advise(OUTCOMES[principle][outcome], score(OUTCOMES[principle][outcome])):
        assert advice.rewrite.text[0].isupper() or advice.rewrite.text[0] == "["
        assert not set("{}") & set(advice.rewrite.text)
        for blank in advice.rewrite.blanks:
            assert advice.rewrite.text[blank.start : blank.end] == f"[{blank.asks}]"
        assert advice.rewrite.text.count("[") == len(advice.rewrite.blanks)
        assert not re.search(r"\]\W*\[", advice.rewrite.text)


@pytest.mark.parametrize(("principle", "outcome"), EVERY)
def test_what_a_rewrite_replaces_or_leaves_out_is_there(principle, outcome):
    talk = OUTCOMES[principle][outcome]
    for advice in advise(talk, score(talk)):
        made = advice.rewrite
        spans = [*([made.replaces] if made.replaces else []), *made.drops]
        assert all(0 <= one.start < one.end <= len(talk.lines[one.line].text) for one in spans)
        assert all(talk.lines[one.line].by == CANDIDATE for one in spans)
        assert made.replaces or made.place == "note" or 0 <= made.before <= len(talk.lines)


CLUMSY = " I explain me bad, thanks you."


def broken(talk):
    """The same talk with every line of the candidate's in broken English."""
    slips = (replace(s, text=f"{s.text}{CLUMSY}", end=s.end) for one in talk.lines for s in one.sentences)
    return replace(
        talk,
        lines=tuple(replace(one, sentences=tuple(next(slips) for _ in one.sentences)) for one in talk.lines),
    )


@pytest.mark.parametrize(("principle", "outcome"), EVERY)
def test_no_line_to_say_repeats_a_sentence_in_broken_english(principle, outcome):
    talk = broken(OUTCOMES[principle][outcome])
    made = [one.rewrite for one in advise(talk, score(talk)) if one.principle != "thank_you_note"]
    assert all(made)
    assert not [one.text for one in made if "explain me bad" in one.text]


def test_a_line_anew_stands_in_the_place_of_the_clumsy_one_and_keeps_the_facts_of_it():
    talk = rehearsal(said("In my country I was working 4 year like a waiter.", "qualification"))
    made = rewrite_of(talk, "excited_and_qualified")
    assert made.text == "I really want this job, and I've worked as a waiter for 4 years, so I know I can do it."
    assert made.replaces.line == 0


def test_a_clumsy_question_gives_way_to_one_built_on_the_facts_of_the_job():
    talk = rehearsal(said("I want ask, how many people is in the team?", "ask_work"), company="Harlow")
    made = rewrite_of(talk, "picture_me")
    assert made.text.startswith("If I joined you at Harlow, ")
    made = rewrite_of(talk, "informed_questions")
    assert made.text == "I've been thinking about [something they told you]: what has been the hardest part so far?"
    assert made.replaces.line == 0


def test_of_two_wishes_the_one_that_can_be_said_aloud_is_built_on():
    slip = said("I am very interest in the 3 ovens.", "interest")
    made = rewrite_of(rehearsal(slip, WISH, RESULT), "excited_and_qualified")
    assert made.text == "I'd love to join you, and I cut waste by 30 percent at the bakery."


def test_two_half_strong_closings_are_joined_out_of_their_own_sentences():
    made = rewrite_of(rehearsal(WISH, RESULT), "excited_and_qualified")
    assert made.text == "I'd love to join you, and I cut waste by 30 percent at the bakery."
    assert made.blanks == ()


def test_a_bare_claim_asks_for_the_story_behind_it():
    made = rewrite_of(rehearsal(said("I'm a hard worker.", "bare_claim")), "show_dont_tell")
    assert made.text.startswith("When I say I'm a hard worker, I'm thinking of [")
    assert {"day", "place", "did", "ended"} <= {blank.name for blank in made.blanks}


def test_a_threat_becomes_a_tactful_word_that_keeps_firm_and_day():
    talk = rehearsal(
        said("I've an offer from Skoda, so decide by Thursday or I'm gone.", "pressure"), company="Quayline"
    )
    made = rewrite_of(talk, "other_offers")
    assert "an offer from Skoda to answer by Thursday" in made.text
    assert made.blanks == ()


def test_an_offer_nobody_spoke_of_is_not_made_up():
    made = rewrite_of(rehearsal(said("Decide by Friday or you lose me.", "pressure")), "other_offers")
    assert "[one other offer, if you have it] to answer by Friday" in made.text


def test_a_term_asked_early_is_put_off_by_name():
    made = rewrite_of(rehearsal(said("What does it pay?", "ask_pay")), "no_early_terms")
    assert made.text.startswith("Pay can wait for an offer;")


def test_several_terms_go_together():
    talk = rehearsal(said("What does it pay?", "ask_pay"), said("And holidays?", "ask_leave"))
    assert [one.line for one in rewrite_of(talk, "no_early_terms").drops] == [1]


def test_evidence_in_an_answer_that_argued_is_kept_and_the_arguing_goes():
    talk = rehearsal(
        said("Do you have any reservations about me?", "invite_objections"),
        told("You haven't led a team.", "concern"),
        line(said("That's not fair.", "defensive"), said("I led six people at Dunmore.", "address_concern")),
    )
    made = rewrite_of(talk, "invite_objections")
    assert made.text == "I can see why you'd wonder about that. I led six people at Dunmore."
    assert (made.replaces.line, len(made.drops)) == (2, 1)


def test_a_date_or_the_steps_are_added_to_the_half_that_was_asked():
    dated = rehearsal(said("When will you decide?", "next_steps"))
    assert rewrite_of(dated, "next_steps").text == "When will you decide, and is there another round after this one?"
    stepped = rehearsal(said("Is there a second interview?", "next_steps"))
    assert rewrite_of(stepped, "next_steps").text == "Is there a second interview, and when do you expect to decide?"


def test_said_again_replaces_the_words_drops_the_others_and_leaves_the_rest():
    talk = rehearsal(
        line(said("What does it pay?", "ask_pay"), said("Thank you.", "thanks")),
        told("Later."),
        said("And holidays?", "ask_leave"),
    )
    after = said_again(talk, rewrite_of(talk, "no_early_terms"), "Tell me more.", lambda text: Line(CANDIDATE, text))
    assert [one.text for one in after.lines] == ["Tell me more. Thank you.", "Later."]


def test_a_new_line_goes_in_where_the_candidate_had_the_turn():
    talk = rehearsal(told("Any questions?"), said("No.", "no_questions"))
    after = said_again(talk, rewrite_of(talk, "contact"), "Your address?", lambda text: Line(CANDIDATE, text))
    assert [one.text for one in after.lines] == ["Any questions?", "Your address?", "No."]


@pytest.mark.parametrize(("principle", "outcome"), EVERY)
def test_no_line_to_say_stands_in_two_pieces_of_advice(principle, outcome):
    texts = [one.rewrite.text for one in advise(OUTCOMES[principle][outcome], score(OUTCOMES[principle][outcome]))]
    assert len(set(texts)) == len(texts)
