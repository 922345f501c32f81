"""Words and their stems: the same in every thread, however many ask at once."""

import sys
from concurrent.futures import ThreadPoolExecutor

import pytest

from actions.rehearsal import Line, Rehearsal
from actions.scoring import score
from actions.scoring.knowledge import names_a_project, stem, taken_up, was_said
from tests.builders import note, rehearsal, said, told

WORDS = [f"{first}{last}" for first in ("hand", "relat", "generaliz", "hop", "organis", "vacc", "communic") for last in
         ("overs", "ional", "ations", "ing", "ed", "iveness", "ational", "fulness", "ously", "ities")]  # fmt: skip


@pytest.fixture
def often():
    """Threads take turns as often as they can."""
    usual = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    yield
    sys.setswitchinterval(usual)


def test_threads_that_stem_at_once_get_the_stems_that_one_gets_alone(often):
    alone = {word: stem.__wrapped__(word) for word in WORDS}
    with ThreadPoolExecutor(6) as threads:
        asked = [word for _ in range(60) for word in WORDS]
        assert list(threads.map(stem.__wrapped__, asked)) == [alone[word] for word in asked]


HEARD = Rehearsal(
    role="nurse",
    style="measured",
    brief="Alder Court is known for its bedside handover.",
    topics=("sepsis bundle",),
    lines=(
        Line("interviewer", "We are moving to twelve-hour rotas."),
        Line.candidate("My greenhouse has tomatoes.", [{"start": 0, "end": 27}]),
        Line("interviewer", "The New Depot opens in May."),
    ),
)


@pytest.mark.parametrize(
    ("word", "at", "known"),
    [
        ("handover", 0, True),
        ("sepsis", 0, True),
        ("rota", 0, False),
        ("rota", 1, True),
        ("depot", 2, False),
        ("depot", 3, True),
        ("tomato", 3, False),
    ],
)
def test_a_word_can_be_taken_up_once_it_was_in_the_brief_or_the_interviewer_said_it(word, at, known):
    named = {stem(word), stem("never")}
    assert taken_up(named, HEARD, at) == ({stem(word)} if known else set())


@pytest.mark.parametrize(
    ("phrase", "at", "said"), [("Bedside Handover", 0, True), ("new depot", 2, False), ("new depot", 3, True)]
)
def test_a_phrase_is_known_in_any_case_once_it_was_said(phrase, at, said):
    assert was_said(phrase, HEARD, at) == said


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("How did the two-week count begin?", True),
        ("I keep thinking about Warm Street.", True),
        ("What does a week look like?", False),
        ("I'd love to work at Harlow Roasters.", False),
        ("I've done a sales plan before.", False),
    ],
)
def test_a_project_is_named_by_its_whole_name_though_its_words_are_common(text, names):
    topics = ("the Two-Week Count", "Warm Street", "Harlow Roasters", "sales plan")
    talk = Rehearsal(role="seller", style="bold", company="Harlow Roasters", topics=topics)
    assert names_a_project(said(text).sentences[0], talk) is names


def test_a_question_a_wish_and_a_note_that_name_the_project_are_about_this_job():
    talk = rehearsal(
        said("What was the hardest part of Warm Street?", "ask_work"),
        said("I'd love to work on Warm Street.", "interest"),
        topics=("Warm Street",),
        interviewer="Dilip Chaudhary",
        note=note("Dear Dilip, thank you, Warm Street made me want the job even more.", "thanks", "interest"),
    )
    marks = {name: score(talk).level(name) for name in ("informed_questions", "enthusiasm", "thank_you_note")}
    assert set(marks.values()) == {3}


def test_to_hope_to_be_chosen_picks_up_nothing_of_the_talk():
    talk = rehearsal(
        told("We choose by Friday."),
        interviewer="Dilip Chaudhary",
        note=note("Dear Dilip, thank you, I hope you choose me.", "thanks", "interest"),
    )
    assert score(talk)["thank_you_note"].outcome == "generic"
