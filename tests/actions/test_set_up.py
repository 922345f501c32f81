"""Choosing what to rehearse: by number, by name, or one's own job; what a form may send."""

import pytest

from actions.scenario import OWN, scenarios
from actions.set_up import choice, clock_in, mode_in, named_in, style_asked_for, temper_in

NAMES = list(scenarios())


def test_a_number_means_that_scenario_of_the_list_and_the_last_one_ones_own_job():
    assert named_in("1") == NAMES[0]
    assert named_in(" number 2. ") == NAMES[1]
    assert named_in(str(len(NAMES) + 1)) == OWN


@pytest.mark.parametrize("text", ["0", str(len(NAMES) + 2), "99", "what?", "", "😀", "the job"])
def test_a_number_or_words_that_mean_none_are_not_taken_for_one(text):
    assert named_in(text) is None


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("the staff nurse one please", "staff_nurse_alder_court"),
        ("Can I do the librarian?", "branch_librarian_tidewell"),
        ("quayline", "junior_developer_quayline"),
        ("I'd like to use my own job", OWN),
        ("my own", OWN),
    ],
)
def test_words_of_a_title_mean_that_scenario(text, name):
    assert named_in(text) == name


@pytest.mark.parametrize("name", NAMES)
def test_every_scenario_is_found_by_its_title_and_by_either_half_of_it(name):
    title = scenarios()[name].title
    assert [text for text in (title, *title.split(" at ")) if named_in(f"{text}, please") != name] == []


def test_real_mode_is_asked_for_by_name():
    assert mode_in("the nurse one, real mode") == "real"
    assert mode_in("the nurse one, really") == "practice"
    assert mode_in("the real estate one") == "practice"
    assert mode_in("real estate, the real thing") == "real"


def test_a_style_is_changed_by_a_line_that_says_only_that():
    assert style_asked_for("Make it bold!") == "bold"
    assert style_asked_for("I would make it bold and bright") is None


@pytest.mark.parametrize(
    ("asked", "complaint"),
    [
        ({}, "choose one"),
        ({"scenario": "nowhere"}, "choose one"),
        ({"scenario": NAMES[0], "style": "loud"}, "bold, measured or balanced"),
        ({"scenario": OWN, "job": "nurse", "company": " "}, "title and the company"),
        ({"scenario": OWN, "job": "n" * 121, "company": "X"}, "120 characters"),
        ({"scenario": OWN, "job": "nurse", "company": "X", "facts": "f" * 5001}, "5,001 characters; 5,000"),
    ],
)
def test_a_choice_that_cannot_be_is_refused_in_one_sentence(asked, complaint):
    with pytest.raises(ValueError, match=complaint):
        choice(asked)


def test_a_choice_that_can_be_becomes_the_rehearsals_settings():
    settings = choice(
        {"scenario": OWN, "job": " ward  sister ", "company": "St Anne's", "mode": "real", "facts": "a\nb"}
    )
    assert settings == {
        "scenario": OWN,
        "style": None,
        "mode": "real",
        "temper": "neutral",
        "clock": None,
        "own": {"job": "ward sister", "company": "St Anne's", "facts": "a\nb", "advert": {}, "topics": []},
    }


def test_an_unknown_mode_is_practice():
    assert choice({"scenario": NAMES[0], "mode": "admin"})["mode"] == "practice"


@pytest.mark.parametrize(
    ("text", "temper", "clock"),
    [
        ("3, tough, with the clock", "tough", 5),
        ("the nurse one, a warm interviewer, timed, 3 minutes", "warm", 3),
        ("number 2", None, None),
        ("2 against the clock, 7 minutes", None, 5),
    ],
)
def test_temper_and_clock_can_be_said_with_the_choice(text, temper, clock):
    assert (temper_in(text), clock_in(text)) == (temper, clock)
    assert named_in(text) is not None


@pytest.mark.parametrize("clock", [4, "5", True, -3])
def test_a_clock_that_is_none_of_ours_is_left_off(clock):
    assert choice({"scenario": NAMES[0], "clock": clock})["clock"] is None
