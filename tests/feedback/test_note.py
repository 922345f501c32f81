"""The thank-you note's panel and draft."""

import re
from dataclasses import replace

import pytest

from actions.feedback.note import PARTS, note_panel, rewrite_note
from actions.feedback.own_words import stands_alone
from actions.scenario import own_job, scenarios
from actions.scoring import score
from actions.scoring.leave import NOTE_WORDS
from tests.builders import note, rehearsal, said, told
from tests.scoring.outcomes import OUTCOMES
from tests.talks import talk

NOTES = OUTCOMES["thank_you_note"]


def lacking(outcome):
    return {one.name for one in note_panel(NOTES[outcome]).parts if not one.present}


def test_each_part_is_present_or_missing_as_the_judge_found_it():
    assert lacking("complete") == set()
    assert lacking("late") == lacking("undated") == {"hour"}
    assert lacking("no_thanks") == {"thanks"}
    assert lacking("no_interest") == {"interest"}
    assert lacking("long") == {"length"}
    assert lacking("no_name") == {"greeting"}
    assert lacking("generic") == {"specific"}


def test_what_is_present_is_shown_where_it_stands():
    talk = NOTES["complete"]
    parts = {one.name: one for one in note_panel(talk).parts}
    assert tuple(parts) == PARTS
    start, end = parts["greeting"].spans[0]
    assert talk.note.line.text[start:end] == "Dear Lena"
    assert parts["thanks"].spans
    assert parts["specific"].spans
    assert parts["hour"].measure == 2


def test_without_a_note_there_is_still_a_draft():
    panel = note_panel(rehearsal())
    assert (panel.written, panel.parts) == (False, ())
    assert "[the interviewer's name]" in panel.draft.text


def test_the_draft_is_made_of_what_was_said():
    talk = rehearsal(
        said("How do the handovers at night go?", "ask_work"),
        told("The handovers happen at the bed now."),
        said("I ran a night floor for six years.", "qualification"),
        interviewer="Margaret Osei", company="Alder Court", role="nurse",
    )  # fmt: skip
    draft = note_panel(talk).draft
    assert draft.text.startswith("Dear Margaret,")
    assert "What you told me about the handovers" in draft.text
    assert "As I told you, I ran a night floor for six years." in draft.text
    assert draft.words == len(draft.text.split()) < NOTE_WORDS


def test_a_very_long_piece_of_evidence_stays_out_of_the_draft():
    talk = rehearsal(said("I ran " + "and ran " * 60 + "for 6 years.", "qualification"))
    assert note_panel(talk).draft.words < NOTE_WORDS


def test_the_candidates_own_note_is_kept_and_gets_what_it_lacks():
    own = note("Hi,\nI loved hearing about the ovens.\nBest,\nDan", "interest", hours=2)
    talk = rehearsal(note=own, interviewer="Lena Hartvig", brief="New ovens came in.")
    made = rewrite_note(score(talk)["thank_you_note"], talk)
    assert made.text == (
        "Dear Lena,\n\nThank you for the opportunity to talk with you today. I loved hearing about the ovens.\n\nBest,\nDan"
    )
    assert made.hours is None


def test_a_late_note_gets_an_earlier_hour():
    talk = NOTES["late"]
    assert rewrite_note(score(talk)["thank_you_note"], talk).hours == 3


def test_a_note_over_the_words_gets_a_shorter_one():
    talk = replace(NOTES["long"], lines=(said("I led 6 bakers.", "qualification"),))
    made = rewrite_note(score(talk)["thank_you_note"], talk)
    assert len(made.text.split()) < NOTE_WORDS
    assert "I led 6 bakers." in made.text


# --- what people will copy -------------------------------------------------------------------------


def _drafts(scenario, name):
    """A draft after every single thing the interviewer can tell, and one after none."""
    facts = [fact for kind in scenario.facts.dict().values() for fact in kind]
    for fact in ["", *facts]:
        lines = (said("How does that go on the work here?", "ask_work"), told(fact)) if fact else ()
        one = replace(talk(name).memory.rehearsal, lines=lines)
        yield note_panel(one, scenario).draft.text


@pytest.mark.parametrize("name", scenarios())
def test_a_draft_names_the_scenarios_own_project_or_says_whole_what_it_does(name):
    project = scenarios()[name].project
    whole = {project.name, project.what.split(", ")[0], project.what}
    for text in _drafts(scenarios()[name], name):
        named = re.search(r"(?:What you told me|I keep thinking) about (.+?)(?: has stayed|, and I'd love)", text)
        assert named[1] in whole


def test_ones_own_job_has_a_whole_phrase_for_the_draft():
    text = note_panel(rehearsal(), own_job("zookeeper", "Twycross Zoo")).draft.text
    assert "I keep thinking about bringing a new person on, and" in text


def test_a_given_name_of_two_words_is_not_cut_in_half():
    name = "audit_senior_merrow_haig"
    assert note_panel(talk(name).memory.rehearsal, scenarios()[name]).draft.text.startswith("Dear Siew Ling,")


@pytest.mark.parametrize(
    "story",
    [
        "I sat with her each morning for ten minutes and by the end she was training the others.",
        "I started each night with a walk round with the carers, and we had no falls.",
        "I sat on the floor by the door every morning and read to him and by Easter he was reading to me.",
        "They were ready by Easter.",
    ],
)
def test_a_story_that_leans_on_what_was_said_before_is_not_quoted_in_the_draft(story):
    alone = said("I ran a ward of 24 beds for eleven nights.", "story")
    assert story not in note_panel(rehearsal(said(story, "story"))).draft.text
    assert "I ran a ward of 24 beds" in note_panel(rehearsal(said(story, "story"), alone)).draft.text


def test_several_people_named_before_they_are_spoken_of_stand_alone():
    assert stands_alone("I taught four new drivers until they could do the round by night.")
