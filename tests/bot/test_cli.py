"""`python -m bot`, as a user runs it."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
TALK = {
    "role": "staff nurse",
    "style": "measured",
    "company": "Alder Court",
    "brief": "Alder Court is a care home. The falls project moved the handover to the bedside.",
    "lines": [
        {"by": "interviewer", "text": "What would you like to ask?"},
        {"by": "candidate", "text": "Thank you for the opportunity. Do you have any hesitation about hiring me?"},
        {"by": "interviewer", "text": "I do wonder how you would cope alone at night."},
        {"by": "candidate", "text": "I carried eleven nights alone last January, with a list of who to ring."},
    ],
    "note": {"text": "Dear Margaret, thank you for today. I would love to join the falls project.", "hours_after": 3},
}


def bot(*arguments, given=None):
    command = [sys.executable, "-W", "ignore", "-m", "bot", *map(str, arguments)]
    return subprocess.run(command, cwd=ROOT, input=given, capture_output=True, timeout=180)


def test_moves_gives_one_object_a_line_blank_lines_too_from_standard_input():
    ran = bot("moves", "--json", given=b"Thanks for your time.\n\nWhat does it pay?\n")
    rows = [json.loads(row) for row in ran.stdout.splitlines()]
    assert ran.returncode == 0
    assert [row["text"] for row in rows] == ["Thanks for your time.", "", "What does it pay?"]
    assert "thanks" in rows[0]["moves"]
    assert rows[1] == {"text": "", "moves": {}, "sentences": []}
    assert "ask_pay" in rows[2]["sentences"][0]["moves"]


def test_moves_reads_a_file_and_several_moves_in_one_line(tmp_path):
    (tmp_path / "lines.txt").write_text("Thanks so much, and when will you decide?")
    row = json.loads(bot("moves", tmp_path / "lines.txt", "--json").stdout)
    assert {"thanks", "next_steps"} <= set(row["moves"])
    assert all(0 <= confidence <= 1 for confidence in row["moves"].values())


def test_score_prints_total_principles_and_advice_as_the_contract_has_them(tmp_path):
    (tmp_path / "talk.json").write_text(json.dumps(TALK))
    card = json.loads(bot("score", tmp_path / "talk.json", "--json").stdout)
    assert 0 <= card["total"] <= 100
    assert len(card["principles"]) == 14
    for mark in card["principles"].values():
        assert mark["level"] in (None, 0, 1, 2, 3)
        assert mark["reason"]
        for found in mark["evidence"]:
            assert TALK["lines"][found["line"]]["text"][found["start"] : found["end"]]
    below = {name for name, mark in card["principles"].items() if mark["level"] in (0, 1, 2)}
    assert {one["principle"] for one in card["advice"]} == below
    for one in card["advice"]:
        assert one["rewrite"]["text"] in one["text"]
        assert all(blank["asks"] in one["rewrite"]["text"] for blank in one["rewrite"]["blanks"])


def test_score_gives_one_card_a_transcript_in_order_and_the_same_ones_every_time(tmp_path):
    weak = {
        **TALK,
        "lines": [{"by": "candidate", "text": "What does it pay and how many holidays are there?"}],
        "note": None,
    }
    (tmp_path / "talks.jsonl").write_text(json.dumps(TALK) + "\n" + json.dumps(weak) + "\n")
    first, second = (bot("score", tmp_path / "talks.jsonl", "--json").stdout for _ in range(2))
    totals = [json.loads(row)["total"] for row in first.splitlines()]
    assert len(totals) == 2
    assert totals[0] > totals[1] + 20
    assert first == second


@pytest.mark.parametrize("arguments", [("score", "/none.json"), ("moves", "/none.txt"), ("score", __file__)])
def test_a_file_that_cannot_be_read_gets_one_line_and_status_2(arguments):
    ran = bot(*arguments)
    assert ran.returncode == 2
    assert ran.stdout == b""
    assert len(ran.stderr.strip().splitlines()) == 1


def test_a_lone_surrogate_in_a_transcript_is_no_trouble(tmp_path):
    (tmp_path / "talk.json").write_text('{"lines": [{"by": "candidate", "text": "Thanks \\ud800 so much"}]}')
    ran = bot("score", tmp_path / "talk.json", "--json")
    assert ran.returncode == 0, ran.stderr.decode()


@pytest.mark.parametrize("command", ["moves", "score"])
def test_bytes_that_are_no_text_get_one_line_and_status_2(command, tmp_path):
    (tmp_path / "talk.txt").write_bytes(b"You: caf\xe9")
    ran = bot(command, tmp_path / "talk.txt")
    assert (ran.returncode, ran.stdout) == (2, b"")
    assert ran.stderr.decode().strip() == f"{tmp_path / 'talk.txt'}: not UTF-8 text"
