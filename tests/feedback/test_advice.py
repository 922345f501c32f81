"""Advice: what to say better next time, about this job, in the candidate's own words."""

from __future__ import annotations

import re

import pytest

from actions.feedback import advise, why_not_higher
from actions.feedback.facts import facts, fill
from actions.scenario import scenarios
from actions.scoring import score
from actions.scoring.principles import rubric
from tests.builders import line, rehearsal, said, told
from tests.scoring.outcomes import OUTCOMES

CLERK = scenarios()["accounts_payable_clerk_carrick_bakeries"]
FLAT = said("i'd take it.", "interest")
EVERY = [(name, outcome) for name, ways in OUTCOMES.items() for outcome in ways]


def advice_on(talk, principle, scenario=None):
    return next((one for one in advise(talk, score(talk), scenario) if one.principle == principle), None)


@pytest.mark.parametrize("scenario", [None, CLERK])
@pytest.mark.parametrize(("principle", "outcome"), EVERY)
def test_every_counted_principle_below_three_has_one_advice_and_no_other_has_any(principle, outcome, scenario):
    talk = OUTCOMES[principle][outcome]
    below = {mark.principle for mark in score(talk).marks if mark.level in (0, 1, 2)}
    given = [one.principle for one in advise(talk, score(talk), scenario)]
    assert sorted(given) == sorted(below)


@pytest.mark.parametrize(("principle", "outcome"), EVERY)
def test_advice_is_filled_and_holds_a_line_to_say(principle, outcome):
    advice = advice_on(OUTCOMES[principle][outcome], principle)
    if advice is None:
        return
    assert not re.search(r"[{}…]", advice.text)
    assert "Try: “" in advice.text
    assert advice.text[0].isupper()


@pytest.mark.parametrize(("principle", "outcome"), EVERY)
def test_advice_whose_text_quotes_cites_the_candidates_words(principle, outcome):
    advice = advice_on(OUTCOMES[principle][outcome], principle)
    if "{quote}" not in (rubric().principles[principle].outcomes[outcome].advice or ""):
        return
    assert advice.quote
    assert f"“{advice.quote.rstrip('.')}”" in advice.text
    assert advice.quote in OUTCOMES[principle][outcome].lines[advice.line].text


def test_a_talk_done_well_gets_no_advice_on_what_was_done_well():
    talk = rehearsal(line(said("I'd love to run the tastings.", "interest"), said("I led 6 bakers.", "qualification")))
    given = {one.principle for one in advise(talk, score(talk))}
    assert given.isdisjoint({"enthusiasm", "excited_and_qualified", "no_early_terms", "other_offers"})


def test_the_advice_worth_most_comes_first():
    talk = rehearsal(FLAT)
    worth = {mark.principle: mark.gap * rubric().principles[mark.principle].weight for mark in score(talk).marks}
    given = [worth[one.principle] for one in advise(talk, score(talk))]
    assert given == sorted(given, reverse=True)
    assert given[0] == 4  # enthusiasm or excited_and_qualified, two levels short, counted double


def test_a_quote_keeps_its_small_letter_and_loses_its_full_stop():
    advice = advice_on(rehearsal(FLAT), "enthusiasm")
    assert "“i'd take it” " in advice.text
    assert advice.quote == "i'd take it."


def test_a_questions_mark_stays_in_the_quote():
    asked = rehearsal(said("Anything else?", "clear_doubts"))
    assert "“Anything else?”" in advice_on(asked, "clear_doubts").text


def test_words_of_the_candidate_that_look_like_a_placeholder_stay_as_they_were_said():
    talk = rehearsal(said("I want {company}.", "interest"), company="Harlow")
    assert "“I want {company}”" in advice_on(talk, "enthusiasm").text


def test_only_a_placeholder_that_begins_a_sentence_gets_a_capital():
    known = {"job": "this job", "topic": "the falls project"}
    assert fill("{topic} is one. {topic} again: “{topic}, see?”", known) == (
        "The falls project is one. The falls project again: “The falls project, see?”"
    )
    assert fill("For {job}, [{topic}] and “e.g. so”", known) == "For this job, the falls project and “e.g. so”"
    assert fill("{unknown} stays", {}) == "{unknown} stays"


def test_advice_names_this_company_and_this_interviewer():
    talk = rehearsal(company="Carrick Bakeries", interviewer="Lena Hartvig", topics=("One Tray",))
    text = " ".join(one.text for one in advise(talk, score(talk), CLERK))
    assert all(name in text for name in ("Carrick Bakeries", "Lena Hartvig", "One Tray", CLERK.concerns[0].about))


def test_without_a_scenario_the_defaults_stand_in():
    known = facts(rehearsal(role=""))
    assert known == dict(rubric().defaults)
    assert facts(rehearsal(role="baker"))["job"] == "the baker job"


def test_advice_speaks_of_the_concern_and_the_doubt_that_were_raised():
    concern, doubt = CLERK.concerns[1], CLERK.doubts[1]
    talk = rehearsal(
        told(f"One thing, if I may. {concern.says}", "concern"), told(f"And another. {doubt.says} Take your time.")
    )
    known = facts(talk, CLERK)
    assert (known["concern"], known["wants"]) == (concern.about, concern.wants)
    assert (known["doubt"], known["doubt_wants"]) == (doubt.about, doubt.wants)


def test_before_anything_is_raised_advice_speaks_of_the_first():
    quoted_back = rehearsal(said(CLERK.concerns[1].says))
    assert facts(quoted_back, CLERK)["concern"] == CLERK.concerns[0].about


def test_advice_says_why_it_earned_what_it_did_and_what_the_next_level_asks():
    advice = advice_on(rehearsal(FLAT), "enthusiasm")
    assert advice.reason == score(rehearsal(FLAT))["enthusiasm"].reason
    assert advice.next_level == rubric().principles["enthusiasm"].levels[2]
    assert advice.worth == 4
    assert advice.text.endswith(f"Try: “{advice.rewrite.text}”")


def test_where_experts_differ_the_advice_says_so_and_nowhere_else():
    given = advise(rehearsal(), score(rehearsal()))
    assert [one.principle for one in given if one.experts] == ["read_the_room"]
    assert "Experts differ" in advice_on(rehearsal(), "read_the_room").text


def test_why_not_higher_names_level_words_and_what_comes_next():
    mark = score(rehearsal(FLAT))["enthusiasm"]
    why = why_not_higher(mark)
    levels = rubric().principles["enthusiasm"].levels
    assert (why.level, why.reached, why.asks) == (1, levels[1], levels[2])
    assert [one.quote for one in why.words] == ["i'd take it."]


def test_why_not_higher_asks_nothing_at_the_top_or_where_it_is_not_counted():
    card = score(rehearsal())
    assert why_not_higher(card["no_early_terms"]).asks is None
    offers = why_not_higher(card["other_offers"])
    assert (offers.level, offers.reached, offers.asks) == (None, card["other_offers"].reason, None)


@pytest.mark.parametrize("style", ["bold", "measured", "balanced"])
def test_reading_the_room_tells_of_this_style_alone(style):
    why = why_not_higher(score(rehearsal(style=style))["read_the_room"])
    assert why.reached == rubric().principles["read_the_room"].levels_by_style[style][0]
