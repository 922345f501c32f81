"""What happened so far, out of a tracker's events."""

from __future__ import annotations

from actions.events import before_next, sessions
from actions.memory import remember
from actions.reply import piece
from tests.talks import LEAD, NURSE, bot, kept, slot, talk, user


def test_a_line_stands_before_the_reply_that_its_slot_follows():
    played = talk()
    played.says("Who would I work with?", "ask_work")
    played.says("Thanks.", "thanks")
    spoken = [(line.by, line.text) for line in played.memory.rehearsal.lines]
    assert [by for by, _ in spoken] == ["interviewer", "candidate", "interviewer", "candidate", "interviewer"]
    assert [text for by, text in spoken if by == "candidate"] == ["Who would I work with?", "Thanks."]


def test_a_line_with_no_reply_at_all_is_still_kept():
    played = talk()
    played.events += [user("Hm."), kept(("Hm.",))]
    assert played.memory.rehearsal.lines[-1].text == "Hm."


def test_the_coach_is_no_part_of_the_talk():
    played = talk()
    played.coach("Here's a hint.")
    assert [line.by for line in played.memory.rehearsal.lines] == ["interviewer"]


def test_a_button_is_no_line():
    played = talk()
    played.events += [user("/hint"), bot("Coach: Try this.", "coach"), slot("hints", 1)]
    assert played.memory.talk_lines == 0
    assert played.memory.settings["hints"] == 1


def test_an_emptied_line_slot_is_no_line():
    played = talk()
    played.events.append(slot("line", None))
    assert played.memory.talk_lines == 0


def test_sentences_and_moves_come_back_from_the_events():
    played = talk()
    played.breath(("I'd love this.", "interest"), ("When do you decide?", "next_steps"))
    line = played.memory.rehearsal.lines[1]
    assert [dict(one.moves) for one in line.sentences] == [{"interest": 0.9}, {"next_steps": 0.9}]


def test_a_new_session_is_a_new_rehearsal():
    first, second = talk(), talk(LEAD, rehearsal="r2")
    first.says("Hello.", "greeting")
    memory = remember(first.events + second.events)
    assert memory.settings["rehearsal"] == "r2"
    assert memory.scenario is not None
    assert memory.rehearsal.company == talk(LEAD).scenario.company
    assert memory.talk_lines == 0


def test_sessions_cut_the_history_where_each_begins():
    before = [user("hello"), slot("beat", "lobby")]
    found = sessions(before + talk().events + talk(LEAD).events)
    assert [len(one) for one in found] == [2, len(talk().events), len(talk(LEAD).events)]
    assert sessions([]) == []


def test_the_last_value_of_a_setting_counts():
    played = talk()
    played.events += [slot("style", "bold"), slot("beat", "door"), slot("unknown", 1)]
    assert played.memory.settings["style"] == "bold"
    assert played.memory.rehearsal.style == "bold"
    assert played.beat == "door"
    assert "unknown" not in played.memory.settings


def test_without_a_scenario_there_is_a_rehearsal_without_a_role():
    memory = remember([])
    assert memory.scenario is None
    assert (memory.rehearsal.role, memory.rehearsal.lines) == ("", ())
    assert memory.acts == frozenset()


def test_the_rehearsal_knows_company_brief_interviewer_and_topics():
    rehearsal = talk(NURSE).memory.rehearsal
    assert (rehearsal.company, rehearsal.interviewer) == ("Alder Court", "Margaret Osei")
    assert "falls project" in rehearsal.brief
    assert rehearsal.topics == ("the falls project",)


def test_ones_own_job_brings_its_facts_and_topics():
    own = {"job": "welder", "company": "Tern Yard", "facts": "We build ferries.", "topics": ["ferries"]}
    rehearsal = talk("own", own=own).memory.rehearsal
    assert (rehearsal.role, rehearsal.company) == ("welder", "Tern Yard")
    assert rehearsal.brief.endswith("We build ferries.")
    assert rehearsal.topics[0] == "ferries"


def test_acts_are_those_of_the_interviewers_last_line():
    played = talk()
    played.says("Any reservations about me?", "invite_objections")
    assert played.memory.acts == {"concern"}
    played.says("I carried nights alone for two years.", "address_concern")
    assert played.memory.acts == frozenset()


def test_said_counts_responses_and_told_has_what_was_put_into_them():
    played = talk()
    contact = played.scenario.interviewer.contact
    assert (played.memory.said("utter_contact"), contact in played.memory.told()) == (0, False)
    played.says("How can I reach you?", "contact")
    assert (played.memory.said("utter_contact", "utter_thanks"), contact in played.memory.told()) == (1, True)


def test_hearing_a_line_adds_it_and_leaves_the_memory_alone():
    memory = talk().memory
    line = memory.rehearsal.lines[0]
    assert len(memory.hearing(line).rehearsal.lines) == 2
    assert len(memory.rehearsal.lines) == 1


def test_the_note_is_the_last_one_with_its_hours():
    played = talk()
    assert played.memory.rehearsal.note is None
    played.note(None, ("Thanks.", "thanks"))
    played.note(3, ("Dear Margaret, thank you.", "thanks"))
    note = played.memory.rehearsal.note
    assert note is not None
    assert (note.line.text, note.hours_after) == ("Dear Margaret, thank you.", 3)


def test_an_emptied_note_is_no_note():
    played = talk()
    played.events.append(slot("note", None))
    assert played.memory.rehearsal.note is None


def test_a_bot_event_without_metadata_is_nobodys_line():
    played = talk()
    played.events.append({"event": "bot", "text": "hm", "metadata": None})
    assert len(played.memory.rehearsal.lines) == 1


def test_practice_is_the_mode_unless_it_is_real():
    assert talk(mode=None).memory.is_practice
    assert not talk(mode="real").memory.is_practice


def test_pieces_come_back_as_they_were_said():
    played = talk()
    played.says("Thank you.", "thanks")
    assert played.memory.pieces[1] == piece("thanks")


def test_what_sets_up_the_next_rehearsal_is_cut_off_from_the_question_on():
    played = talk()
    played.says("Thanks.", "thanks")
    own = list(played.events)
    over = [user("again"), bot("Coach: Which one?", "coach"), slot("beat", "lobby"), user("my job"), slot("own", {})]
    assert before_next([*own, *over]) == own
    chosen = {"event": "user", "text": "/choose_scenario", "metadata": {"choice": {"scenario": NURSE}}}
    assert before_next([*own, chosen, slot("beat", "questions")]) == own
    assert before_next(own) == own
    assert before_next([]) == []


def test_a_transcript_brings_its_job_along_and_other_talks_without_a_scenario_know_none():
    known = {"role": "welder", "company": "Rigby", "brief": "Rigby makes gates.", "topics": ["gates"]}
    settings = [slot("scenario", "imported"), slot("own", known), slot("style", "bold")]
    brought = remember([*settings, user("Thanks."), kept(("Thanks.", "thanks"))]).rehearsal
    assert (brought.role, brought.company, brought.style, brought.topics) == ("welder", "Rigby", "bold", ("gates",))
    assert [line.text for line in brought.lines] == ["Thanks."]
    assert remember([slot("own", known)]).rehearsal.role == ""
