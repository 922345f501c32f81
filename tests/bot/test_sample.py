"""The sample of a scenario: every part of its furniture is heard, in the order of a talk."""

from __future__ import annotations

import subprocess
import sys
from functools import cache

import pytest

from actions.data import DATA
from actions.scenario import scenarios
from bot.nlu.vocabulary import MOVES
from bot.sample import play, sample_talk
from bot.settings import ROOT

NURSE = "staff_nurse_alder_court"


@cache
def interviewer_says(name):
    return [text for who, text in play(scenarios()[name]) if who == "Interviewer"]


def bot(path):
    command = [sys.executable, "-m", "bot", "scenario", str(path)]
    return subprocess.run(command, cwd=ROOT, capture_output=True, timeout=180, text=True, encoding="utf-8")


def test_the_candidate_of_the_sample_makes_moves_there_are():
    lines = sample_talk().lines
    assert {move for line in lines for move in line.moves} <= set(MOVES)


@pytest.mark.parametrize("name", sorted(scenarios()))
def test_a_sample_has_an_answer_of_each_kind_a_concern_a_doubt_with_its_press_and_small_talk(name):
    scenario = scenarios()[name]
    heard = " ".join(interviewer_says(name))
    for kind, facts in scenario.facts.dict().items():
        assert any(fact in heard for fact in facts), kind
    for raised in (scenario.concerns, scenario.doubts):
        assert any(one.says in heard for one in raised)
    assert any(one.says in heard and one.press in heard for one in scenario.doubts)
    assert any(one.remark in heard and one.reply in heard for one in scenario.small_talk)
    assert all(text in heard for text in (*scenario.process.dict().values(), scenario.interviewer.contact))


@pytest.mark.parametrize("name", sorted(scenarios()))
def test_no_line_of_a_sample_is_empty_said_twice_or_has_a_placeholder_left(name):
    said = interviewer_says(name)
    assert all(said)
    assert len(set(said)) == len(said)
    assert not any("{" in text for text in said)


def test_the_two_take_turns_and_the_interviewer_begins_and_ends():
    who = [one for one, _ in play(scenarios()[NURSE])]
    assert who == ["Interviewer", *["You", "Interviewer"] * len(sample_talk().lines)]


def test_a_sample_is_the_same_every_time():
    assert play(scenarios()[NURSE]) == play(scenarios()[NURSE])


def test_the_command_prints_the_sample_of_a_sound_file_and_nothing_else():
    ran = bot(DATA / "scenarios" / f"{NURSE}.yml")
    assert (ran.returncode, ran.stderr) == (0, "")
    assert ran.stdout.splitlines() == [f"{who}: {text}" for who, text in play(scenarios()[NURSE])]


def test_the_command_lists_every_gap_one_a_line_with_status_2(tmp_path):
    text = (DATA / "scenarios" / f"{NURSE}.yml").read_text(encoding="utf-8")
    thin = [line for line in text.splitlines() if not line.startswith(("    press", "    season", "warms_to"))]
    (tmp_path / "thin.yml").write_text("\n".join(thin).replace("style: measured", "style: bold"), encoding="utf-8")
    ran = bot(tmp_path / "thin.yml")
    said = ran.stderr.splitlines()
    assert (ran.returncode, ran.stdout) == (2, "")
    assert all(f"{tmp_path.name}/thin.yml: " in line for line in said)
    for gap in ("press is missing", "for season summer", "warms_to: is missing", "style: is bold", "stands in"):
        assert any(gap in line for line in said), gap


@pytest.mark.parametrize("text", ["style: loud\ncolour: blue\n", "title: [", "", None])
def test_the_command_says_what_is_wrong_with_a_file_that_is_no_scenario(tmp_path, text):
    path = tmp_path / "none.yml"
    if text is not None:
        path.write_text(text)
    ran = bot(path)
    assert (ran.returncode, ran.stdout) == (2, "")
    assert ran.stderr.strip()
    assert "Traceback" not in ran.stderr
