"""Act four, by the rubric's table: excited and qualified, small talk, a contact, the thank-you note."""

from __future__ import annotations

import pytest

from actions.rehearsal import Note
from actions.scoring import Mark, score
from actions.scoring.leave import is_addressed
from tests.builders import line, note, rehearsal, said, told

WISH = said("I'd love to work here.", "interest")
RESULT = said("I cut waste by 30 percent at the bakery.", "qualification")
GENERAL = said("I have ten years of experience.", "qualification")
CLAIM = said("I'm a hard worker.", "bare_claim")
DOUBT = said("I'm probably not what you want.", "self_doubt")
SUNNY = told("What a day! Are you doing anything nice?", "small_talk")
GARDEN = said("I'll be in the garden with my dad.", "small_talk")
AND_YOU = said("And you, any plans?", "small_talk")
BYE = said("Goodbye!", "goodbye")
NOTE = "Dear Lena, thank you for the chance to talk about the night bakery; I'd love to join."


def plainly(*lines) -> Mark:
    return score(rehearsal(*lines))["excited_and_qualified"]


def friendly(*lines) -> Mark:
    return score(rehearsal(*lines))["small_talk"]


def contact(*lines) -> Mark:
    return score(rehearsal(*lines))["contact"]


def noted(one: Note, interviewer="Lena Hartvig", brief="They bake at night.", **differs) -> Mark:
    return score(rehearsal(note=one, interviewer=interviewer, brief=brief, **differs))["thank_you_note"]


def written(text=NOTE, *moves, **differs) -> Mark:
    return noted(note(text, *(moves or ("thanks", "interest")), **differs))


def test_neither_or_a_bare_claim_alone_earns_nothing():
    assert plainly().outcome == "neither"
    assert plainly(CLAIM).outcome == "claim"


def test_one_of_the_two_earns_one():
    assert plainly(WISH).outcome == "excited"
    assert plainly(RESULT).outcome == "qualified"


def test_both_in_one_turn_are_undone_by_self_doubt_at_the_end():
    assert plainly(line(WISH, RESULT), BYE, DOUBT).outcome == "undercut"


def test_self_doubt_long_before_the_end_is_forgiven():
    assert plainly(DOUBT, BYE, BYE, BYE, line(WISH, RESULT)).outcome == "together"


def test_both_in_separate_turns_earn_two():
    assert plainly(WISH, RESULT).outcome == "apart"


def test_both_in_one_turn_with_a_reason_fit_for_any_job_earn_two():
    assert plainly(line(WISH, GENERAL)).outcome == "general"
    assert plainly(line(WISH, CLAIM)).outcome == "general"


def test_a_claim_in_another_turn_is_no_reason():
    assert plainly(WISH, CLAIM).outcome == "excited"


def test_both_in_one_turn_with_a_concrete_reason_earn_three():
    assert plainly(line(WISH, RESULT)).outcome == "together"


def test_words_that_begin_like_numbers_count_nothing():
    tends = said("I tend to work well with tenants.", "qualification")
    assert plainly(line(WISH, tends)).outcome == "general"


def test_leaving_in_silence_earns_nothing():
    assert friendly(WISH).outcome == "silent"


def test_brushing_off_a_friendly_remark_earns_nothing():
    assert friendly(SUNNY, said("Whatever.")).outcome == "brushed_off"


def test_a_polite_goodbye_earns_one():
    assert friendly(SUNNY, BYE).outcome == "polite"
    assert friendly(BYE, SUNNY).outcome == "polite"
    assert friendly(WISH, said("Thank you for seeing me today.", "thanks")).outcome == "polite"


def test_a_muttered_thanks_is_no_goodbye():
    assert friendly(said("ok thanks", "thanks")).outcome == "silent"


def test_one_friendly_word_earns_two():
    assert friendly(SUNNY, GARDEN).outcome == "remark"
    assert friendly(AND_YOU).outcome == "remark"


def test_a_plain_answer_to_a_friendly_remark_takes_it_up():
    assert friendly(SUNNY, said("Just a quiet one, gardening mostly.")).outcome == "remark"


def test_asking_back_and_taking_up_earns_three():
    assert friendly(SUNNY, line(GARDEN, AND_YOU)).outcome == "exchange"
    assert friendly(AND_YOU, told("Sailing."), said("Lovely, the wind is right.", "small_talk")).outcome == "exchange"


def test_not_asking_for_a_contact_earns_nothing():
    assert contact(BYE).outcome == "none"


def test_a_promise_without_an_address_earns_one():
    assert contact(said("I'll write tomorrow.", "follow_up")).outcome == "promised"


def test_asking_how_to_reach_someone_earns_two():
    assert contact(said("Who can I write to?", "contact")).outcome == "asked"


def test_their_own_contact_and_a_word_that_one_will_write_earn_three():
    assert contact(said("May I have your email, so I can thank you?", "contact")).outcome == "own"
    own, promise = said("May I have your email?", "contact"), said("I'll write tomorrow.", "follow_up")
    assert contact(own, promise).outcome == "own"


def test_following_up_with_someone_else_is_not_following_up_with_them():
    own, other = said("May I have your email?", "contact"), said("I'll write to HR tomorrow.", "follow_up")
    assert contact(own, other).outcome == "asked"


def test_no_note_and_mash_earn_nothing():
    assert score(rehearsal())["thank_you_note"].outcome == "none"
    assert noted(note("ok")).outcome == "none"
    assert noted(note("asdf qwer zxcv tyui jkl")).outcome == "none"


def test_a_note_counts_as_in_time_up_to_the_24th_hour():
    assert written(hours=24).outcome == "complete"
    assert written(hours=24.1).outcome == "late"


def test_a_note_without_thanks_or_interest_is_at_most_one():
    assert written(NOTE, "interest").level == 1
    assert written(NOTE, "thanks").level == 1


def test_late_or_lacking_weighs_more_than_any_other_failure():
    assert written("Thank you, I'd love to join.", "thanks", "interest", hours=30).level == 1
    assert written("Thank you. " * 100, "thanks").level == 1


def test_one_other_failure_caps_the_note_at_two():
    assert written(NOTE + " and so" * 75).outcome == "long"
    assert written(NOTE.replace("Dear Lena, t", "T")).outcome == "no_name"
    assert written("Dear Lena, thank you for the chance to talk, I'd love to join.").outcome == "generic"
    assert written(hours=None).outcome == "undated"


def test_150_words_are_brief():
    assert written(NOTE + " so" * (150 - len(NOTE.split()))).outcome == "complete"
    assert written(NOTE + " so" * (151 - len(NOTE.split()))).outcome == "long"


ADDRESSES = {
    True: ["Dear Lena, thank you", "Hi Lena,\nThanks", "Dear Ms Hartvig,\nThank you", "Lena, thanks", "Hello Dr. Lee - thank you",
           "Good morning Mrs Okoro, thanks", "Thank you, Lena.", "Thank you so much for today, Lena!", "dear Lena,\nthanks"],
    False: ["Dear Sir or Madam, thank you", "Hello, thank you", "Hi there, thanks", "To whom it may concern, thank you", "Dear Hiring Team,",
            "Thank you for your time.", "I wanted to say thank you.", "Good afternoon, thank you", "Dear team, thanks"],
}  # fmt: skip


@pytest.mark.parametrize(("named", "opening"), [(named, one) for named, all_ in ADDRESSES.items() for one in all_])
def test_where_the_interviewers_name_is_not_known_any_name_will_do(named, opening):
    one = note(f"{opening} I'd love to learn the night bakery from your team.", "thanks", "interest")
    assert (noted(one, interviewer="").outcome != "no_name") is named


def test_another_name_than_the_interviewers_does_not_do():
    assert written(NOTE.replace("Lena", "Laura")).outcome == "no_name"


def test_the_writers_own_name_under_the_note_does_not_greet_the_interviewer_of_that_name():
    assert not is_addressed(note("Hi, thanks for today, hope to hear soon! Sam"), rehearsal(interviewer="Sam Whitlock"))
    assert is_addressed(note("Hi Sam, thanks for today! Sam"), rehearsal(interviewer="Sam Whitlock"))
