"""How a note greets: what is shown of it, and what becomes of it when the note is put better."""

import pytest

from actions.feedback.note import note_panel, rewrite_note
from actions.scoring import score
from tests.builders import note, rehearsal


def written(text, *moves, interviewer="Margaret Osei"):
    return rehearsal(note=note(text, *moves, hours=2), interviewer=interviewer)


def greeting_shown(talk):
    part = next(one for one in note_panel(talk).parts if one.name == "greeting")
    return [talk.note.line.text[start:end] for start, end in part.spans]


def put_better(talk):
    return rewrite_note(score(talk)["thank_you_note"], talk).text


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Hi Margaret thanks so much for today.", "Hi Margaret"),
        ("Hi, Margaret, thank you for today.", "Hi, Margaret"),
        ("Dear Mrs. Osei,\nThank you for today.", "Dear Mrs. Osei"),
        ("Good afternoon Margaret Osei,\nthank you.", "Good afternoon Margaret Osei"),
        ("Hi, thank you for your time today, Margaret.", "Margaret"),
        ("Thank you Margaret for your time.", "Margaret"),
    ],
)
def test_the_greeting_that_is_shown_has_the_name_in_it_and_no_more_than_the_greeting(text, shown):
    assert greeting_shown(written(text, "thanks")) == [shown]


def test_where_no_interviewer_is_known_the_greeting_goes_up_to_the_name_it_has():
    assert greeting_shown(written("Hello Ms Brook, thank you for today.", "thanks", interviewer="")) == [
        "Hello Ms Brook"
    ]


def test_a_note_greeted_by_a_bare_hi_gets_the_name_and_keeps_its_thanks():
    better = put_better(written("Hi thanks for seeing me today. I'd love the job.", "thanks", "interest"))
    assert better.startswith("Dear Margaret,\n\nThanks for seeing me today. I'd love the job.")


@pytest.mark.parametrize(
    "text", ["Dear Mr. Smith, thank you.", "Hello hiring team, thank you.", "Hi there! Thank you."]
)
def test_a_greeting_to_somebody_else_gives_way_whole(text):
    assert put_better(written(text, "thanks")).startswith("Dear Margaret,\n\nThank you.")


def test_a_greeting_that_runs_into_the_first_sentence_is_set_apart_with_its_comma():
    better = put_better(written("Hey Margaret it was good to hear of the ovens.", "interest"))
    assert better.startswith(
        "Hey Margaret,\n\nThank you for the opportunity to talk with you today. It was good to hear"
    )


def test_a_name_further_on_stays_in_its_sentence_and_no_hi_is_left_alone():
    text = "Hi, thank you for your time today, Margaret."
    assert put_better(written(text, "thanks")).startswith(f"{text} ")
