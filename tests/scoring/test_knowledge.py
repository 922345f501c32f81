"""Words and their stems: the same in every thread, however many ask at once."""

import sys
from concurrent.futures import ThreadPoolExecutor

import pytest

from actions.rehearsal import Line, Rehearsal
from actions.scoring.knowledge import stem, taken_up, was_said

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
