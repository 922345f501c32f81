"""The plain data everything reads."""

from __future__ import annotations

from actions.rehearsal import Line, Rehearsal, Sentence, once
from tests.talks import parsed

TALK = Rehearsal(
    role="nurse",
    style="measured",
    lines=(
        Line("interviewer", "What would you like to ask?"),
        Line.candidate(*parsed(("Thanks for today.", "thanks"), ("When do you decide?", "next_steps"))),
        Line("interviewer", "By Friday."),
        Line.candidate(*parsed(("Thank you.", "thanks", "goodbye"))),
        Line("interviewer", "Goodbye."),
    ),
)


def test_a_sentence_is_cut_out_of_its_line_by_its_offsets():
    text, found = parsed(("Hello there.", "greeting"), ("Is it far?", "small_talk"))
    line = Line.candidate(text, found)
    assert [one.text for one in line.sentences] == ["Hello there.", "Is it far?"]
    assert [one.question for one in line.sentences] == [False, True]


def test_parse_data_without_moves_or_terms_is_a_sentence_that_does_nothing():
    sentence = Sentence.read("Fine.", {"start": 0, "end": 5})
    assert (sentence.moves, sentence.terms, sentence.question) == ({}, (), False)
    assert not sentence.makes("thanks", "interest")


def test_a_line_makes_what_any_of_its_sentences_makes():
    line = TALK.lines[1]
    assert line.makes("next_steps")
    assert not line.makes("interest", "goodbye")
    assert line.moves() == {"thanks", "next_steps"}


def test_candidate_lines_carry_their_number_among_all_lines():
    assert [number for number, _ in TALK.candidate_lines()] == [1, 3]


def test_sentences_making_a_move_are_found_with_the_number_of_their_line():
    found = [(number, one.text) for number, one in TALK.making("thanks", "interest")]
    assert found == [(1, "Thanks for today."), (3, "Thank you.")]


def test_a_rehearsal_knows_whether_a_move_was_made_anywhere():
    assert TALK.makes("goodbye", "story")
    assert not TALK.makes("story")


def test_without_the_last_line_means_without_the_candidates_last_and_all_after_it():
    assert TALK.without_last().lines == TALK.lines[:3]


def test_without_the_last_line_nothing_changes_where_the_candidate_has_not_spoken():
    quiet = Rehearsal(role="nurse", style="measured", lines=TALK.lines[:1])
    assert quiet.without_last() == quiet


def test_sentences_that_make_several_of_the_moves_are_found_once_in_the_order_of_the_talk():
    found = [(number, one.text) for number, one in TALK.making("goodbye", "next_steps", "thanks")]
    assert found == [(1, "Thanks for today."), (1, "When do you decide?"), (3, "Thank you.")]


def test_what_is_worked_out_of_a_line_is_worked_out_once_and_belongs_to_it_alone():
    asked = []
    line, same = TALK.lines[1], Line.candidate(*parsed(("Thanks for today.", "thanks")))

    def count(one):
        asked.append(one)
        return len(one.text)

    assert [once(line, "length", count) for _ in range(3)] == [len(line.text)] * 3
    assert once(same, "length", count) == len(same.text)
    assert asked == [line, same]
