"""What the coach says: notes after a line, hints, the score so far, the debrief."""

from __future__ import annotations

from typing import Any

import pytest

from actions import coach
from actions.feedback.facts import facts, fill
from actions.rehearsal import STYLES
from actions.scoring import score
from actions.scoring.principles import rubric
from tests.builders import rehearsal
from tests.talks import LEAD, Talk, kept, slot, talk

THANKS = ("Thank you for the opportunity to hear about the falls project.", "thanks")


def after(played: Talk, *sentences: Any, acts: frozenset = frozenset()) -> Any:
    """The coach's note on a line the candidate just said, as the action asks for it."""
    heard = Talk([*played.events, kept(*sentences)])
    (note,) = coach.note_after_line(heard.memory, acts)
    return note


def hinted(played: Talk) -> Any:
    """A hint, and the slots the action sets after it."""
    (said,) = coach.hint(played.memory)
    count = int(played.memory.settings.get("hints") or 0) + 1
    played.events += [slot("hints", count), slot("hinted_at", played.memory.talk_lines)]
    return said


def test_a_line_that_lifts_a_principle_is_noted_with_its_level_and_reason():
    note = after(talk(), ("When do you decide?", "next_steps"))
    assert note.response == "utter_note_up"
    assert note.values["title"] == rubric().principles["next_steps"].title
    assert note.values["level"] == "2"
    assert "When do you decide?" in note.values["reason"]


def test_a_line_that_costs_something_is_noted_before_what_it_won():
    note = after(talk(), ("What does it pay?", "ask_pay"), ("When do you decide?", "next_steps"))
    assert note.response == "utter_note_down"
    assert note.values["title"] == rubric().principles["no_early_terms"].title


def test_a_line_that_changes_nothing_gets_the_next_thing_worth_doing():
    note = after(talk(), ("Mostly mornings.",))
    assert note.response == "utter_note_same"
    assert note.values["hint"]


def test_the_same_thing_said_again_changes_nothing():
    played = talk()
    played.says(*THANKS)
    assert after(played, THANKS).response == "utter_note_same"


def test_after_a_concern_or_a_doubt_was_raised_answering_it_is_what_comes_next():
    for move, act in (("invite_objections", "concern"), ("clear_doubts", "doubt")):
        note = after(talk(), ("Anything against me?", move), acts=frozenset({act}))
        assert note.response == "utter_note_raised"


def test_who_did_not_catch_what_was_raised_is_told_as_if_for_the_first_time():
    note = after(talk(), ("Sorry, what?",), acts=frozenset({"press"}))
    assert note.response == "utter_note_raised"


def test_asked_again_one_is_told_how_to_answer_and_no_mark():
    note = after(talk(), ("I'd manage.", "bare_claim"), acts=frozenset({"press"}))
    assert note.response == "utter_note_pressed"


def test_a_tactful_mention_of_another_offer_is_a_step_up_and_a_threat_a_step_down():
    tactful = ("I should mention an offer open until the 12th, though this job is the one I want.", "other_offers")
    assert after(talk(), (*tactful, "interest")).response == "utter_note_up"
    assert after(talk(), ("Decide by Friday or you lose me.", "pressure")).response == "utter_note_down"


def test_no_placeholder_is_left_in_a_note_a_hint_or_a_line():
    for name, principle in rubric().principles.items():
        for text in (principle.hint, principle.line, *(principle.line_by_style or {}).values()):
            said = coach._filled(talk().memory, text)
            assert "{" not in said, name


def test_a_fact_that_is_known_stands_in_a_line_without_the_brackets_of_a_blank():
    played = talk(LEAD)
    lines = [coach._line(played.memory, one) for one in rubric().principles.values()]
    known = (played.scenario.project.name, played.scenario.interviewer.name)
    assert all(any(fact in line for line in lines) for fact in known)
    assert not [line for line in lines for fact in known if f"[{fact}]" in line]


def test_a_fact_that_nobody_knows_stays_a_blank_in_a_line():
    line = fill(rubric().principles["enthusiasm"].line, facts(rehearsal()))
    assert line.startswith("The part I'd look forward to most is [something they told you about the work], because [")


def test_only_a_selling_job_is_given_a_line_that_asks_for_the_job():
    room = rubric().principles["read_the_room"]
    asks = {style: "will you give it to me?" in room.line_in(style) for style in STYLES}
    assert asks == {"bold": True, "measured": False, "balanced": False}


def test_a_try_is_shown_the_line_of_the_chosen_style():
    for style in STYLES:
        played = talk(style=style)
        mark = score(rehearsal(style=style))["read_the_room"]
        (shown,) = coach.mark_of_try(played.memory, [mark])
        assert shown.values["line"] == coach._filled(played.memory, rubric().principles["read_the_room"].line_in(style))


def test_the_first_hint_names_a_thing_and_the_second_gives_a_line():
    played = talk()
    first, second = hinted(played), hinted(played)
    assert [first.response, second.response] == ["utter_hint", "utter_hint_line"]
    name = coach.next_name(played.memory, score(played.memory.rehearsal))
    assert first.values["hint"] == coach._filled(played.memory, rubric().principles[name].hint)
    assert second.values["line"] == coach._filled(played.memory, rubric().principles[name].line)


def test_after_another_line_a_hint_names_a_thing_again():
    played = talk()
    hinted(played)
    played.says("Mostly mornings.")
    assert hinted(played).response == "utter_hint"


def test_while_there_is_time_questions_come_first_and_at_the_door_what_can_still_be_done():
    played = talk()
    assert coach.next_name(played.memory, score(played.memory.rehearsal)) in coach.EARLY
    played.events.append(slot("beat", "door"))
    name = coach.next_name(played.memory, score(played.memory.rehearsal))
    assert name == score(played.memory.rehearsal).by_worth()[0].principle


def test_a_hint_never_asks_for_what_is_not_of_the_talk():
    for beat in ("questions", "door"):
        played = talk(beat=beat)
        left = [coach.next_name(played.memory, score(played.memory.rehearsal))]
        assert not set(left) & set(coach.NOT_IN_TALK)


def test_a_hint_speaks_of_this_scenario():
    played = talk(LEAD)
    said = [coach._filled(played.memory, one.hint) for one in rubric().principles.values()]
    assert any(played.scenario.project.name in text for text in said)


def test_before_anything_is_said_there_is_no_score_to_tell():
    (said,) = coach.score_so_far(talk().memory)
    assert said.response == "utter_score_so_far_nothing"


def test_the_score_so_far_tells_the_total_the_best_and_what_to_try():
    played = talk()
    played.says("When do you decide, and are there more rounds?", "next_steps")
    (said,) = coach.score_so_far(played.memory)
    assert said.response == "utter_score_so_far"
    assert said.values["total"] == str(score(played.memory.rehearsal).total)
    assert said.values["best"] == rubric().principles["next_steps"].title
    assert said.values["next"] in [one.title for one in rubric().principles.values()]


def test_where_the_talk_leaves_nothing_to_win_the_note_is_what_comes_next(monkeypatch: pytest.MonkeyPatch):
    played = talk()
    played.says("When do you decide?", "next_steps")
    monkeypatch.setattr(coach, "next_name", lambda *_: None)
    (said,) = coach.score_so_far(played.memory)
    assert said.values["next"] == rubric().principles["thank_you_note"].title
    assert coach.hint(played.memory)[0].response == "utter_no_more_hints"


def test_the_debrief_names_what_landed_the_change_worth_most_and_the_review():
    played = talk()
    played.says("When do you decide, and are there more rounds?", "next_steps")
    (said,) = coach.debrief(played.memory, "/review/r1")
    assert said.response == "utter_debrief"
    assert said.values["best"] == rubric().principles["next_steps"].title
    assert said.values["url"] == "/review/r1"
    assert said.values["change"]


def test_the_debrief_of_junk_praises_nothing():
    played = talk()
    for text in ("fine", "ok", "asdf jkl"):
        played.says(text)
    (said,) = coach.debrief(played.memory, "/review/r1")
    assert said.response == "utter_debrief_nothing"
    assert "best" not in said.values
    assert int(said.values["total"]) <= 10


def test_the_choices_are_numbered_from_one_each_on_its_own_line():
    (said,) = coach.choices(["Nurse", "My own job"])
    assert said.values["list"].splitlines() == ["", "1. Nurse", "2. My own job"]


def test_once_the_talk_is_over_nothing_is_said_of_what_could_still_be_tried():
    played = talk()
    played.says("Mostly mornings, before that.")
    assert [one.response for one in coach.note_after_line(played.memory)] == ["utter_note_same"]
    assert [coach.note_after_line(played.memory, beat=beat) for beat in ("door", "note")] == [(), ()]


def test_no_tip_is_given_twice_in_a_row():
    played, tips = talk(), []
    for _ in range(6):
        played.says("Mostly mornings, before that.")
        (note,) = coach.note_after_line(played.memory)
        tips.append(note.values["hint"])
    assert all(one != other for one, other in zip(tips, tips[1:]))
    assert len(set(tips)) == coach.TIPS


def test_nobody_who_tells_of_a_loss_is_told_of_marks():
    played = talk()
    played.says("I lost my dad in March.", "self_doubt")
    (note,) = coach.note_after_line(played.memory)
    assert note.response == "utter_note_of_a_loss"


def test_who_is_nervous_hears_that_it_costs_nothing_before_the_tip():
    played = talk()
    played.says("I'm so nervous.")
    (note,) = coach.note_after_line(played.memory)
    assert (note.response, bool(note.values["hint"])) == ("utter_note_nerves", True)


def test_a_rude_line_is_noted_even_where_there_was_no_mark_to_lose():
    note = after(talk(), ("Fuck off.", "defensive"))
    assert note.response == "utter_note_down"
    assert note.values["title"] == rubric().principles["small_talk"].title
    assert "Fuck off." in note.values["reason"]
