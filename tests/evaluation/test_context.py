"""Replies read after what the interviewer just did: learnt on one half, measured on the other, the same everywhere."""

from __future__ import annotations

import asyncio
import json

import numpy as np
import pytest

from actions.context import AFTER_A_DOUBT, AFTER_A_REMARK
from actions.memory import remember
from actions.rehearsal import Rehearsal
from bot.evaluation.context import EXCHANGES, as_text, best_threshold, likeliest, table
from bot.evaluation.playing import Room
from bot.evaluation.report import labelled_lines
from bot.evaluation.run_ons import measured
from bot.nlu import model
from bot.take_away.scorecard import transcript
from bot.transcript import rehearsal_of
from tests.talks import NURSE

SETTINGS = {"rehearsal": "context", "scenario": NURSE, "style": None, "mode": "practice", "temper": "warm", "own": None}
LINES = (
    "Do you have any hesitation about me for this role?",
    "Sorry, what?",
    "Oh, I'd be fine.",
    "Nobody would have managed better with the staff we were given, and I'd like to see you try.",
    "Is there anything in my background you'd want me to explain?",
    "I read the chart, then the wristband, then out loud to the second nurse, and once that stopped a double dose.",
    "No more questions from me, thank you.",
    "Two buses and my bicycle, and a fox with her cubs by your gate!",
    "Goodbye, then.",
)


@pytest.fixture(scope="module")
def found():
    return table(model.understanding())


def test_the_two_halves_share_no_voice_and_each_has_every_place():
    lines = labelled_lines(EXCHANGES)
    halves = {half: [line for line in lines if line["half"] == half] for half in ("tuning", "measuring")}
    voices = [{line["voice"] for line in half} for half in halves.values()]
    assert not voices[0] & voices[1]
    for half in halves.values():
        assert {line["heard"] for line in half} == {"concern", "press", "doubt", "small_talk", "plain", "nothing"}
        assert {len(line["moves"]) for line in half} == {0, 1, 2}


def test_what_was_just_said_lifts_the_moves_it_decides_and_alarms_hardly_more_often(found):
    alone, built = found["measured"]["by itself"], found["measured"]["as built"]
    odds = found["measured"]["and other statements after a remark"]
    assert built["micro"] > alone["micro"] + 0.05
    assert odds["alarms"] <= alone["alarms"]
    assert built["alarms"] <= alone["alarms"] + 0.1, (
        "a deed off the subject is taken for an answer, here as in the talk"
    )
    assert all(built[move] >= alone[move] for move in ("address_concern", "defensive", "self_doubt", "small_talk"))


def test_it_lifts_them_too_where_the_act_is_read_from_a_transcripts_words(found):
    rows = found["measured"]
    assert rows["as built, the act read from its words"]["micro"] > rows["by itself"]["micro"] + 0.05


def test_what_is_built_in_is_what_the_other_half_teaches(found):
    learnt = found["learnt"]["and other statements after a remark"]
    assert learnt["doubt"] == pytest.approx(AFTER_A_DOUBT, abs=0.5)
    assert learnt["remark"] == pytest.approx(AFTER_A_REMARK, abs=0.5)


def test_the_table_is_printed_with_a_row_for_each_way(found):
    printed = "\n".join(as_text(found))
    assert all(name in printed for name in found["measured"])


def test_what_is_learnt_makes_the_truth_likeliest_and_is_nothing_without_exchanges():
    z = np.array([[-2.0], [-2.0], [-2.0], [-9.0]])
    true = np.array([[True], [True], [True], [False]])
    added = likeliest(z, true)
    assert 1 < added < 6
    slope = (true - 1 / (1 + np.exp(-(z + added)))).sum() - added / 4
    assert slope == pytest.approx(0, abs=1e-6)
    assert likeliest(np.zeros((0, 1)), np.zeros((0, 1))) == pytest.approx(0, abs=1e-6)


def test_the_best_threshold_parts_true_from_false_and_moves_no_further_than_it_must():
    z, true = np.array([[-1.0], [-3.0]]), np.array([[True], [False]])
    assert best_threshold(z, true) == 0.75
    assert best_threshold(np.array([[1.0], [-3.0]]), true) == 0.0


def played() -> Rehearsal:
    room = Room.of(model.MODEL)

    async def talk():
        await room.play(SETTINGS, LINES)
        tracker = await room.agent.tracker_store.retrieve("context")
        return remember([event.as_dict() for event in tracker.events]).rehearsal

    return asyncio.run(talk())


def test_in_a_talk_and_in_its_transcript_a_reply_makes_the_same_moves():
    talk = played()
    again = rehearsal_of(json.loads(json.dumps(transcript(talk))), model.understanding())
    assert [one.acts for one in again.lines] == [one.acts for one in talk.lines]
    assert [[s.moves for s in line.sentences] for line in again.lines] == [
        [s.moves for s in line.sentences] for line in talk.lines
    ]
    by_itself = [model.understanding().candidate(line.text) for _, line in talk.candidate_lines()]
    answers = {line.text: line.moves() for _, line in talk.candidate_lines()}
    assert ["press"] in [sorted(one.acts) for one in talk.lines]
    friendly = next(text for text in LINES if text.startswith("Two buses"))
    assert "small_talk" in answers[friendly]
    assert "small_talk" not in by_itself[LINES.index(friendly)][0]["moves"]


def test_of_the_moves_said_in_one_breath_without_a_mark_most_are_found():
    for precision, share, _ in measured(model.understanding()).values():
        assert share >= 0.85
        assert precision >= 0.9
