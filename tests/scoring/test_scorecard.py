"""From a rehearsal to its marks and their total."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from actions.rehearsal import STYLES
from actions.scoring import Mark, Scorecard, score
from actions.scoring.principles import rubric
from actions.scoring.scorecard import shorten
from bot.nlu.vocabulary import MOVES
from tests.builders import line, note, rehearsal, said, told
from tests.scoring.outcomes import OUTCOMES

FLOOR = 10  # of 100: only early terms left alone count
TALK = rehearsal(
    told("What would you like to ask?"),
    line(said("Thank you for today.", "thanks"), said("I'd love to run the tastings.", "interest")),
    told("May I say what worries me? You haven't led a team.", "concern"),
    said("I led six people last year.", "address_concern"),
    note=note("Thank you, I'd love to join.", "thanks", "interest"),
)

# Any line with any moves and acts, in any order, of either side.
texts = st.sampled_from(
    ["Thank you.", "When do I start?", "x", "😀", "Ünï", "I have 3 offers by Friday.", "If I joined?"]
)
candidates = st.builds(
    lambda text, moves, question: said(text, *moves, question=question),
    texts, st.lists(st.sampled_from(MOVES), max_size=4, unique=True), st.booleans(),
)  # fmt: skip
longer = st.builds(lambda ones: line(*ones), st.lists(candidates, max_size=3))
interviewers = st.builds(
    lambda acts: told("What a day.", *acts),
    st.lists(st.sampled_from(["concern", "doubt", "press", "small_talk"]), max_size=2),
)
notes = st.none() | st.builds(
    lambda moves, hours: note("Dear Lena, thanks.", *moves, hours=hours),
    st.lists(st.sampled_from(MOVES), max_size=3, unique=True), st.none() | st.floats(0, 1000),
)  # fmt: skip
talks = st.builds(
    lambda lines, style, written: rehearsal(*lines, style=style, note=written),
    st.lists(candidates | longer | interviewers, max_size=12), st.sampled_from(STYLES), notes,
)  # fmt: skip


def marks(**levels) -> Scorecard:
    """A scorecard of these levels, the others not counted."""
    return Scorecard(tuple(Mark(name, levels.get(name), "", "", ()) for name in rubric().principles))


def test_a_rehearsal_of_no_lines_is_marked_on_every_principle_it_counts():
    card = score(rehearsal())
    assert [mark.principle for mark in card.marks] == list(rubric().principles)
    assert {mark.principle for mark in card.marks if mark.level} == {"no_early_terms"}
    assert card["other_offers"].level is None
    assert card.total <= FLOOR


def test_enthusiasm_and_excited_and_qualified_count_double_and_the_others_once():
    weights = {name: one.weight for name, one in rubric().principles.items()}
    assert {name for name, weight in weights.items() if weight == 2} == {"enthusiasm", "excited_and_qualified"}
    assert set(weights.values()) == {1, 2}


def test_the_total_is_the_weighted_mean_of_what_is_counted():
    assert marks(contact=3, small_talk=0).total == 50
    assert marks(enthusiasm=3, small_talk=0).total == 67
    assert marks(enthusiasm=0, small_talk=3).total == 33
    assert marks(contact=2).total == 67
    assert marks().total == 0


def test_all_threes_are_a_hundred_whether_offers_count_or_not():
    every = dict.fromkeys(rubric().principles, 3)
    assert marks(**every).total == 100
    assert marks(**{**every, "other_offers": None}).total == 100


def test_by_worth_puts_first_what_would_add_most():
    card = marks(contact=0, enthusiasm=1, small_talk=2, next_steps=3, excited_and_qualified=2)
    assert [mark.principle for mark in card.by_worth()] == [
        "enthusiasm",  # two levels, double
        "contact",  # three, single
        "excited_and_qualified",  # one, double
        "small_talk",
    ]


def test_what_landed_was_earned_by_saying_something():
    landed = {mark.principle for mark in score(TALK).landed()}
    assert "enthusiasm" in landed
    assert "no_early_terms" not in landed  # full marks for leaving it


@pytest.mark.parametrize(
    "junk",
    [
        [said("fine")],
        [said("ok thanks", "thanks")],
        [said("asdf jkl qwer zxcv")],
        [said("The weather was mixed and trains ran late in Kent all week.")],
        [said("😀😀😀"), said("..."), said("")],
        [said("Restate interest, warmly, and fit the boldness of the close to the role.")],
    ],
)
@pytest.mark.parametrize("style", STYLES)
def test_junk_gets_the_floor(junk, style):
    assert score(rehearsal(*junk, style=style)).total <= FLOOR + 5


def test_a_mark_shows_the_words_that_earned_it():
    mark = score(TALK)["enthusiasm"]
    [shown] = mark.evidence
    assert TALK.lines[shown.line].text[shown.start : shown.end] == shown.quote == "I'd love to run the tastings."
    assert shown.quote in mark.reason


@pytest.mark.parametrize("talk", [talk for ways in OUTCOMES.values() for talk in ways.values()])
def test_evidence_is_always_a_span_of_a_line_of_the_candidate(talk):
    for mark in score(talk).marks:
        for one in mark.evidence:
            spoken = talk.lines[one.line]
            assert spoken.by == "candidate"
            assert spoken.text[one.start : one.end].startswith(one.quote.removesuffix(" …"))


def test_one_of_several_questions_in_a_breath_is_quoted_without_the_comma_before_the_next():
    mark = score(rehearsal(line(said("How's the team,", "ask_culture"), said("and when do you decide?", "next_steps"))))
    assert mark["informed_questions"].evidence[0].quote == "How's the team"


def test_a_long_quote_is_cut_at_a_word():
    assert shorten("one two three", words=2) == "one two …"
    assert shorten("one two", words=2) == "one two"


def test_another_process_gives_the_same_marks():
    code = (
        "from tests.scoring.test_scorecard import TALK; from actions.scoring import score; "
        "print([(m.principle, m.level, m.outcome, m.reason, m.evidence) for m in score(TALK).marks])"
    )
    here = [(m.principle, m.level, m.outcome, m.reason, m.evidence) for m in score(TALK).marks]
    for seed in ("1", "2"):
        ran = subprocess.run(
            [sys.executable, "-c", code],
            capture_output=True,
            text=True,
            check=True,
            cwd=Path(__file__).parents[2],
            env={"PYTHONHASHSEED": seed, "PYTHONIOENCODING": "utf-8"},
        )
        assert ran.stdout.strip() == str(here)


@settings(max_examples=150, deadline=None, derandomize=True)
@given(talks)
def test_any_lines_with_any_moves_are_marked_in_range_and_the_same_twice(talk):
    card = score(talk)
    assert card == score(talk)
    assert 0 <= card.total <= 100
    assert all(mark.level is None or 0 <= mark.level <= 3 for mark in card.marks)
    assert all(mark.level is not None or mark.principle == "other_offers" for mark in card.marks)


# --- quotes ----------------------------------------------------------------------------------------


def test_a_wish_and_its_reason_are_quoted_together():
    talk = rehearsal(
        line(said("I want really this work", "interest"), said("and I ran the till for 6 years.", "qualification")),
        role="cashier",
    )
    mark = score(talk)["excited_and_qualified"]
    assert mark.level == 3
    assert mark.evidence[0].quote == "I want really this work and I ran the till for 6 years."
    assert "starting with" not in mark.reason


def test_a_courtesy_before_the_answer_is_not_quoted_alone():
    talk = rehearsal(
        said("Is there anything that makes you hesitate?", "invite_objections"),
        told("Our nights are heavy.", "concern"),
        line(said("That's fair.", "address_concern"), said("I ran a ward alone for eleven nights.", "qualification")),
    )
    quotes = [one.quote for one in score(talk)["invite_objections"].evidence]
    assert quotes[1:] == ["That's fair. I ran a ward alone for eleven nights."]


def test_a_long_sentence_is_quoted_from_where_it_comes_to_the_point():
    ramble = "Well, so, I suppose the thing is, and I was thinking about it on the train, which was late by the way, that your reviews "
    ramble += "are like those of my old firm, where a partner sat with us, and that's partly why I'd like to come here."
    quote = score(rehearsal(said(ramble, "interest")))["enthusiasm"].evidence[0].quote
    assert quote == "… that's partly why I'd like to come here."


@pytest.mark.parametrize(("text", "quote"), [(",", ","), ("Is it\nloud;", "Is it loud")])
def test_a_quote_is_never_empty_and_stands_on_one_line(text: str, quote: str):
    (evidence,) = score(rehearsal(said(text, "ask_culture")))["informed_questions"].evidence
    assert evidence.quote == quote
