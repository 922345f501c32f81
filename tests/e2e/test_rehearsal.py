"""A whole rehearsal against the real servers: from the choice to the review, and what becomes of it."""

from __future__ import annotations

import json
import sqlite3
import subprocess
import sys

import pytest

from actions.scenario import scenarios
from bot.settings import ROOT
from tests.e2e import players, reviews
from tests.e2e.served import Candidate, said_by

NURSE, SALES, LEAD = "staff_nurse_alder_court", "field_sales_pellow_surgical", "warehouse_shift_lead_brindle_foods"
NOTE = (
    "Dear Margaret, thank you for the opportunity today. I would love to be part of the falls project. Best wishes, Ana"
)
AD = """Dental nurse, Bright Lane Dental, Hexham. Four chairs and one very old autoclave. You will help to run
Tooth Bus, our van that visits village schools on Thursdays. Registration with the GDC is required."""


def test_a_rehearsal_goes_from_the_choice_over_the_door_and_the_note_to_the_review(candidate):
    begun = candidate.begin(NURSE)
    assert [message["by"] for message in begun["messages"]] == ["coach", "interviewer"]
    beats = [
        candidate.say("How have the carers taken to the bedside handover?")["beat"],
        candidate.say("Do you have any hesitation about hiring me?")["beat"],
        candidate.say("On Birch ward I carried eleven nights alone last January and nobody came to harm.")["beat"],
        candidate.say("Was there anything in my answers that was unclear?")["beat"],
        candidate.say("I check name, dose and time against the chart, then once more at the bed.")["beat"],
        candidate.say("No more questions, thank you for the opportunity.")["beat"],
        candidate.say("Goodbye, take care.")["beat"],
        candidate.say(NOTE)["beat"],
        candidate.say("3 hours")["beat"],
    ]
    assert beats == ["questions", "concern", "questions", "doubt", "questions", "door", "note", "note_hours", "debrief"]
    read = reviews.page(candidate)
    assert scenarios()[NURSE].title in read.h1.text
    assert "How have the carers taken to the bedside handover?" in read.select_one("#transcript").text
    assert NOTE in read.select_one("#note").text
    assert reviews.levels(candidate)["thank_you_note"] == 3


def test_the_debrief_says_the_total_that_the_review_shows(candidate):
    debrief = players.middling(candidate, LEAD, scenarios()[LEAD])
    assert f"{reviews.total(candidate)}" in said_by("coach", debrief)[-1]
    assert debrief["review"] in said_by("coach", debrief)[-1]


def test_a_reload_shows_all_that_was_said(candidate):
    said = candidate.begin(NURSE)["messages"]
    for line in ("What does a typical night look like?", "Thank you, I like the sound of that."):
        said += [{"by": "candidate", "text": line}, *candidate.say(line)["messages"]]
    assert candidate.talk()["messages"] == said


def test_a_rehearsal_survives_the_sudden_end_of_both_servers(servers, candidate):
    candidate.begin(NURSE)
    candidate.say("I would love to work on the falls project.")
    before, review = candidate.talk(), candidate.review_html()
    servers.kill()
    servers.start()
    assert candidate.talk() == before
    assert candidate.review_html() == review
    assert said_by("interviewer", candidate.say("When do you hope to decide?"))


def test_the_transcript_of_a_talk_is_scored_as_the_talk_was(servers, tmp_path):
    played, transcripts = [], []
    for play, name in ((players.strong, NURSE), (players.middling, SALES), (players.weak, LEAD)):
        candidate = Candidate(servers.url)
        play(candidate, name, scenarios()[name])
        played.append(candidate)
        transcripts.append(reviews.transcript(candidate.talk(), players.note_of(play, scenarios()[name])))
    file = tmp_path / "talks.jsonl"
    file.write_text("\n".join(map(json.dumps, transcripts)), encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "bot", "score", str(file), "--json"], cwd=ROOT, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    for candidate, card in zip(played, map(json.loads, done.stdout.splitlines())):
        scored = {name: mark["level"] for name, mark in card["principles"].items()}
        assert scored == reviews.levels(candidate)
        assert card["total"] == reviews.total(candidate)


def test_the_coach_is_silent_in_real_mode_until_the_end(candidate):
    candidate.begin(NURSE, mode="real")
    lines = [
        "What would my first weeks look like?",
        "I'm a hard worker.",
        "No more questions, thank you.",
        "That is all.",
        "Goodbye.",
    ]
    replies = [candidate.say(line) for line in lines]
    assert all(said_by("coach", reply) == [] for reply in replies[:-1])
    assert replies[-1]["beat"] == "note"
    (debrief,) = said_by("coach", candidate.skip_note())
    assert str(reviews.total(candidate)) in debrief


@pytest.mark.parametrize("button", ["hint", "score_so_far"])
def test_real_mode_gives_no_help_when_asked(candidate, button):
    candidate.begin(NURSE, mode="real")
    (said,) = said_by("coach", candidate.press(button))
    assert not any(word in said for word in ("/100", "of 3", "Alder Court", "falls"))


def test_a_second_hint_in_a_row_is_a_line_to_adapt(candidate):
    candidate.begin(NURSE)
    (named,), (line,) = (said_by("coach", candidate.press("hint")) for _ in range(2))
    assert "“" in line
    assert line != named


def test_finishing_early_leads_to_the_note_and_then_to_the_review(candidate):
    candidate.begin(NURSE)
    candidate.say("I would love this job.")
    assert candidate.press("finish")["beat"] == "note"
    assert candidate.press("finish")["beat"] == "debrief"
    assert reviews.levels(candidate)["enthusiasm"] > 0


def test_an_own_job_is_played_from_the_pasted_ad(candidate):
    begun = candidate.begin_own("Dental nurse", "Bright Lane Dental", AD)
    assert begun["scenario"]["style"] == "measured"
    assert candidate.get("/style?title=Dental+nurse").data == {"style": "measured"}
    candidate.say("What you wrote about the Tooth Bus is what I like most about this job.")
    assert reviews.levels(candidate)["enthusiasm"] == 3
    assert "Bright Lane Dental" in reviews.page(candidate).h1.text


def test_an_own_job_can_be_set_up_in_words(candidate):
    beats = [
        candidate.say(line)["beat"] for line in ("My own job please", "Dental nurse", "Bright Lane Dental", "skip")
    ]
    assert beats == ["own_title", "own_company", "own_facts", "questions"]
    assert candidate.talk()["scenario"]["company"] == "Bright Lane Dental"


def test_a_scenario_can_be_chosen_by_its_number(candidate):
    assert candidate.say("hello")["beat"] == "lobby"
    candidate.say("1")
    assert candidate.talk()["scenario"]["title"] == next(iter(scenarios().values())).title


def test_the_closing_style_is_changed_by_saying_so(candidate):
    candidate.begin(NURSE)
    changed = candidate.say("Make it bold")
    assert changed["scenario"]["style"] == "bold"
    assert [message["by"] for message in changed["messages"]] == ["coach"]
    assert "bold" in reviews.page(candidate).select_one(".meta").text
    assert "Make it bold" not in reviews.page(candidate).select_one("#transcript").text


def test_starting_over_offers_the_list_and_begins_afresh(candidate):
    candidate.begin(NURSE)
    candidate.say("I would love to work on the falls project.")
    first = candidate.talk()["review"]
    again = candidate.press("restart")
    assert again["beat"] == "lobby"
    assert all(one.title in said_by("coach", again)[0] for one in scenarios().values())
    candidate.begin(SALES)
    assert candidate.talk()["review"] != first
    assert "falls project" not in candidate.review_html()
    assert candidate.get(first).status == 200, "what went before can still be read"


@pytest.mark.parametrize("way", ["button", "words", "footer"])
def test_to_be_forgotten_deletes_every_row_and_leaves_nothing_in_the_file(servers, candidate, way):
    secret = f"zanzibarmarmalade{way}"
    candidate.begin(NURSE)
    candidate.say(f"I once kept a hedgehog called {secret} in the office.")
    sender = _senders(servers.database, secret)
    assert len(sender) == 1
    {
        "button": lambda: candidate.press("forget_me"),
        "words": lambda: candidate.say("Delete everything you have about me"),
        "footer": lambda: candidate.post({}, "/forget"),
    }[way]()
    assert _rows(servers.database, *sender) == 0
    assert secret.encode() not in servers.database.read_bytes()
    assert not any(secret in log.read_text() for log in (servers.home / "logs").iterdir())
    assert candidate.talk()["messages"] == []


def _senders(database, word):
    with sqlite3.connect(database) as opened:
        rows = opened.execute("SELECT DISTINCT sender_id FROM events WHERE data LIKE ?", (f"%{word}%",)).fetchall()
    return [row[0] for row in rows]


def _rows(database, sender):
    with sqlite3.connect(database) as opened:
        return opened.execute("SELECT count(*) FROM events WHERE sender_id = ?", (sender,)).fetchone()[0]


def test_two_candidates_know_nothing_of_each_other(servers):
    one, other = Candidate(servers.url), Candidate(servers.url)
    one.begin(NURSE)
    one.say("I would love to work on the falls project.")
    assert other.talk() == {
        "rehearsal": None, "beat": "lobby", "mode": "practice", "scenario": None, "review": None, "messages": [],
        "drill": None, "seconds_left": None, "taken": [],
    }  # fmt: skip
    assert other.get(one.talk()["review"]).status == 404
