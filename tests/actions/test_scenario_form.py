"""How a scenario speaks: short first sentences, small talk for each season, nothing said in two of them."""

import re
from collections import defaultdict

import pytest

from actions.data import DATA
from actions.scenario import SEASONS, scenarios, style_of
from actions.set_up import named_in

NAMES = sorted(path.stem for path in (DATA / "scenarios").glob("*.yml"))
BEFORE = {  # written before the form asked for this much; a scenario that is brought up to it leaves this list
    "accounts_payable_clerk_carrick_bakeries", "audit_senior_merrow_haig", "branch_librarian_tidewell",
    "charity_fundraiser_lantern_row", "estate_agency_negotiator_harcombe_lyle", "field_sales_pellow_surgical",
    "hotel_front_desk_manager_ardvane", "junior_developer_quayline", "primary_teacher_hollin_brook",
    "staff_nurse_alder_court", "tech_recruiter_thirlby_search", "warehouse_shift_lead_brindle_foods",
}  # fmt: skip
FULL = sorted(set(NAMES) - BEFORE)
AT_LEAST = {"work": 5, "culture": 5, "company": 5, "plans": 5, "success": 3, "picture": 3}
FIRST_WORDS, FACT_WORDS, PRESS_WORDS, WARM_WORDS, ABOUT_WORDS = 16, 30, 20, 18, (2, 4)


def sentences(text):
    """The sentences of a spoken text."""
    return re.split(r"(?<=[.?!])\s+", text.strip())


def length(text):
    """Words, as one would count them aloud."""
    return len(text.split())


def facts(name):
    return [fact for told in scenarios()[name].facts.dict().values() for fact in told]


def raised(name):
    return [*scenarios()[name].concerns, *scenarios()[name].doubts]


def spoken(name):
    """Everything the interviewer of this scenario can say that is the scenario's own."""
    one = scenarios()[name]
    texts = [*facts(name), one.process.steps, one.process.how, one.warms_to or ""]
    texts += [text for each in raised(name) for text in (each.says, each.press or "")]
    return [*texts, *(text for each in one.small_talk for text in (each.remark, each.reply))]


@pytest.mark.parametrize("name", FULL)
def test_there_are_facts_enough_for_each_question_to_be_asked_again(name):
    told = scenarios()[name].facts.dict()
    assert {kind: len(told[kind]) for kind in AT_LEAST if len(told[kind]) < AT_LEAST[kind]} == {}


@pytest.mark.parametrize("name", FULL)
def test_a_fact_is_short_and_its_first_sentence_is_shorter(name):
    too_long = [fact for fact in facts(name) if length(fact) > FACT_WORDS or len(sentences(fact)) > 2]
    too_long += [fact for fact in facts(name) if length(sentences(fact)[0]) > FIRST_WORDS]
    assert too_long == []


@pytest.mark.parametrize("name", FULL)
def test_a_concern_or_doubt_is_pressed_with_one_short_question_about_that_very_thing(name):
    for each in raised(name):
        assert each.press is not None, each.says
        assert each.press.endswith("?")
        assert len(sentences(each.press)) == 1
        assert length(each.press) <= PRESS_WORDS
        assert ABOUT_WORDS[0] <= length(each.about) <= ABOUT_WORDS[1], each.about


@pytest.mark.parametrize("name", FULL)
def test_small_talk_is_there_for_every_season_and_hands_the_word_over(name):
    small_talk = scenarios()[name].small_talk
    seasons = [one.season for one in small_talk]
    assert {season: seasons.count(season) for season in SEASONS} == {
        season: 3 if season == "any" else 1 for season in SEASONS
    }
    assert [one.remark for one in small_talk if not one.remark.endswith("?")] == []
    assert [one.reply for one in small_talk if one.reply.endswith("?")] == []


@pytest.mark.parametrize("name", FULL)
def test_the_interviewer_warms_to_something_in_one_short_sentence(name):
    warm = scenarios()[name].warms_to
    assert warm is not None
    assert len(sentences(warm)) == 1
    assert length(warm) <= WARM_WORDS


@pytest.mark.parametrize("name", FULL)
def test_the_brief_names_the_interviewer_the_company_and_the_project(name):
    one = scenarios()[name]
    assert [named for named in (one.interviewer.name, one.project.name) if named.lower() not in one.brief.lower()] == []
    assert any(word in one.brief for word in one.company.split() if word[0].isupper())


@pytest.mark.parametrize("name", NAMES)
def test_the_title_of_the_job_tells_the_style_the_file_gives(name):
    assert style_of(scenarios()[name].job) == scenarios()[name].style


@pytest.mark.parametrize("name", NAMES)
def test_a_scenario_is_found_by_its_title_and_by_either_half_of_it(name):
    title = scenarios()[name].title
    assert [text for text in (title, *title.split(" at ")) if named_in(f"{text}, please") != name] == []


def test_no_sentence_is_said_in_two_scenarios():
    said_in = defaultdict(set)
    for name in NAMES:
        for sentence in (one for text in spoken(name) for one in sentences(text) if one):
            said_in[" ".join(re.findall(r"\w+", sentence.lower()))].add(name)
    assert {sentence: sorted(names) for sentence, names in said_in.items() if len(names) > 1} == {}
