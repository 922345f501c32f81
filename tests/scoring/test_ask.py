"""Act two, by the rubric's table: informed questions, a picture of me in the job, no early terms, which needs are not."""

from __future__ import annotations

import pytest

from actions.scoring import Mark, score
from tests.builders import line, rehearsal, said, told

PAY = said("What does it pay?", "ask_pay")
START = said("When do I start?", "ask_start")


def informed(*lines, **differs) -> Mark:
    return score(rehearsal(*lines, **differs))["informed_questions"]


def pictured(*lines) -> Mark:
    return score(rehearsal(*lines))["picture_me"]


def terms(*lines, style="balanced") -> Mark:
    return score(rehearsal(*lines, style=style))["no_early_terms"]


def test_no_question_informs_nobody():
    assert informed(said("I see.")).outcome == "none"


def test_questions_on_terms_never_count_as_informed():
    assert informed(told("The bonus is a Harlow share."), said("What is the bonus?", "ask_pay")).outcome == "none"


def test_one_generic_question_earns_one():
    assert informed(said("What does a typical day look like?", "ask_work")).outcome == "generic"


def test_a_specific_question_earns_two():
    pointed = said("How do you share out late deliveries between couriers?", "ask_work")
    assert informed(pointed).outcome == "specific"


def test_two_generic_questions_on_different_subjects_earn_two():
    work = said("What does a typical day look like?", "ask_work")
    assert informed(work, said("What's the culture like?", "ask_culture")).outcome == "several"
    assert informed(work, said("Is there any training?", "ask_work")).outcome == "several"


def test_the_same_generic_question_again_earns_one():
    work = said("What does a typical day look like?", "ask_work")
    assert informed(work, said("So what would my day be?", "ask_work")).outcome == "generic"


def test_a_question_built_on_the_brief_earns_three():
    mark = informed(said("How is the roastery move going?", "ask_company"), brief="The roastery moves to Hull.")
    assert mark.outcome == "informed"


def test_a_question_built_on_what_the_interviewer_said_earns_three_only_afterwards():
    fact, question = told("We keep bees on the roof."), said("Who looks after the bees?", "ask_work")
    assert informed(fact, question).outcome == "informed"
    assert informed(question, fact).outcome == "generic"


def test_a_fact_said_just_before_the_question_counts_with_it():
    asked = line(said("I read that you sponsor a cycling club."), said("How did that start?", "ask_culture"))
    assert informed(asked).outcome == "informed"


def test_the_jobs_title_and_the_furniture_of_many_trades_are_no_fact():
    brief = "You'd be a courier, and our customers use software."
    assert informed(said("What would a courier do?", "ask_work"), role="courier", brief=brief).outcome == "generic"
    assert informed(said("What software is there?", "ask_work"), role="courier", brief=brief).outcome == "generic"


def test_asking_nothing_of_the_kind_pictures_nobody():
    assert pictured(said("What tools do you use?", "ask_work")).outcome == "none"


def test_success_in_general_earns_one():
    assert pictured(said("What does success look like in this role?", "ask_work")).outcome == "success"


def test_putting_oneself_in_the_job_earns_two():
    assert pictured(said("If I joined, what would my role be?", "envision")).outcome == "placed"


@pytest.mark.parametrize(
    "text",
    [
        "If I joined, how would you know next summer that it had gone well?",  # a time, an outcome
        "If I joined, what would I have changed by next summer?",  # a time, what led to it
        "If you were glad you hired me, what would I have done?",  # an outcome, what led to it
    ],
)
def test_two_of_time_outcome_and_cause_make_it_vivid(text):
    assert pictured(said(text, "envision")).outcome == "vivid"


def test_a_modal_may_and_as_well_paint_nothing():
    assert pictured(said("What may I do as well if I joined?", "envision")).outcome == "placed"


def test_no_terms_asked_is_full_marks_without_evidence():
    mark = terms(said("What would I do?", "ask_work"))
    assert (mark.outcome, mark.level, mark.evidence) == ("none", 3, ())


def test_one_kind_of_terms_earns_one_however_often():
    assert terms(PAY, said("And the bonus?", "ask_pay")).outcome == "one"


@pytest.mark.parametrize("move", ["ask_start", "ask_leave", "ask_benefits"])
def test_two_kinds_of_terms_earn_nothing(move):
    mark = terms(PAY, said("And that?", move))
    assert (mark.outcome, mark.level) == ("several", 0)


def test_a_term_asked_and_at_once_put_off_earns_two():
    assert terms(line(PAY, said("That can wait, though."))).outcome == "deferred"


def test_putting_off_before_the_question_or_a_line_later_is_not_at_once():
    assert terms(line(said("That can wait."), PAY)).outcome == "one"
    assert terms(PAY, said("That can wait.")).outcome == "one"


def test_when_do_i_start_is_a_close_in_a_bold_role_only():
    assert terms(START, style="bold").outcome == "none"
    assert terms(START, style="balanced").outcome == "one"


def test_a_start_beside_another_term_leaves_one_kind_in_a_bold_role():
    both = said("When do I start and what does it pay?", "ask_start", "ask_pay")
    assert terms(both, style="bold").outcome == "one"
    assert terms(both, style="measured").outcome == "several"


@pytest.mark.parametrize(
    "asked",
    [
        [said("I use a hearing aid, would that be a problem on nights?", "ask_leave")],
        [said("I've got diabetes."), said("Would that be an issue?", "ask_benefits")],
        [said("I'd need somewhere to pray at noon, is that all right?", "ask_leave")],
    ],
)
def test_what_somebody_needs_for_a_condition_or_a_faith_is_no_haggling_over_terms(asked):
    assert terms(line(*asked)).outcome == "none"
    assert terms(line(*asked), PAY).outcome == "one"
