"""Counts of a talk, shown and never marked."""

import pytest

from actions.feedback.counts import count
from actions.scoring import score
from tests.builders import line, note, rehearsal, said, told

TALK = rehearsal(
    told("What would you like to ask us today?"),
    line(said("Um, I think I'd fit in."), said("What is the day like?", "ask_work")),
    told("Busy."),
    said("You know, I think, um, maybe a little bit."),
    note=note("I think so.", "thanks"),
)


def test_words_and_share_are_of_the_talk_alone():
    counts = count(TALK)
    assert counts.words == 11 + 9
    assert counts.share == pytest.approx(20 / (20 + 9))


def test_questions_hedges_and_fillers_come_with_their_places():
    counts = count(TALK)
    assert [TALK.lines[one.line].text[one.start : one.end] for one in counts.questions] == ["What is the day like?"]
    assert {one.phrase: one.lines for one in counts.hedges} == {"i think": (1, 3), "maybe": (3,), "a little bit": (3,)}
    assert {one.phrase: one.count for one in counts.fillers} == {"um": 2, "you know": 1}
    for tally in (*counts.hedges, *counts.fillers):
        for place in tally.places:
            assert TALK.lines[place.line].text[place.start : place.end].lower() == tally.phrase


def test_a_word_inside_another_is_not_counted():
    assert count(rehearsal(said("The summer errand was umbrella-like."))).fillers == ()


def test_an_empty_rehearsal_counts_nothing():
    counts = count(rehearsal())
    assert (counts.words, counts.share, counts.questions, counts.hedges, counts.fillers) == (0, 0.0, (), (), ())


def test_hedges_and_fillers_change_no_mark():
    plain = rehearsal(said("I'd love to join you.", "interest"))
    filled = rehearsal(line(said("Um."), said("I'd love to join you.", "interest")))
    assert [m.level for m in score(plain).marks] == [m.level for m in score(filled).marks]
