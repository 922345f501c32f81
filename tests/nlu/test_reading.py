"""Reading with the trained model: several moves in one line, in one breath, none at all, always the same."""

import subprocess
import sys

import pytest

from bot.nlu.minilm import encoder
from bot.nlu.model import understanding
from bot.nlu.reading import begin, leading, moves_of, vectors_of, windows
from bot.nlu.sentences import split
from bot.settings import ROOT


def moves(text):
    return set(moves_of(understanding().candidate(text)))


@pytest.mark.parametrize(
    ("count", "expected"), [(0, []), (1, [(0, 1)]), (3, [(0, 3)]), (4, [(0, 2), (2, 4)]), (7, [(0, 2), (2, 5), (5, 7)])]
)
def test_windows_hold_up_to_three_sentences_and_leave_none_out(count, expected):
    assert windows(count) == expected


@pytest.mark.parametrize(
    "line",
    [
        "Thank you.",
        "  Thank you for your time today. When do you decide?  ",
        "One. Two! Three? Four… Five.",
        "no marks at all but quite a few words that go on and on\nand a second line",
        "lone \ud800 surrogate. And another sentence.",
        "",
    ],
)
def test_a_line_begun_ahead_has_the_same_vectors_to_the_last_bit(line):
    sentences = split(line)
    plain = vectors_of(line, sentences, encoder())
    begin(line, encoder())
    ahead = vectors_of(line, sentences, encoder())
    assert (plain.sentences == ahead.sentences).all()
    assert (plain.windows == ahead.windows).all()
    assert plain.windows.shape == (len(windows(len(sentences))), 384)


def test_a_window_is_read_as_one_text():
    line = "By Friday. Or I walk."
    sentences = split(line)
    assert len(sentences) == 2
    assert (vectors_of(line, sentences, encoder()).windows == encoder().encode([line])).all()


def test_the_turns_of_the_talk_lead_before_its_courtesies():
    assert leading(["thanks", "invite_objections", "interest"]) == "invite_objections"
    assert leading(["greeting"]) == "greeting"


def test_several_sentences_show_each_its_own_move():
    sentences = understanding().candidate(
        "Thank you so much for your time today. Do you have any doubts about hiring me?"
    )
    assert "thanks" in sentences[0]["moves"]
    assert "invite_objections" in sentences[1]["moves"]


def test_a_run_on_line_without_marks_shows_all_its_moves():
    assert {"thanks", "next_steps"} <= moves("thanks so much for seeing me and um when do you think youll decide")


def test_a_sentence_tells_what_it_nearly_is_for_the_right_words_of_the_interviewer_to_decide():
    (sentence,) = understanding().candidate("Two buses and my bicycle, and I saw a fox!")
    assert sentence["moves"] == {}
    assert 0.001 <= sentence["near"]["small_talk"] < 0.42


def test_what_a_sentence_shows_it_is_not_also_near():
    sentences = understanding().candidate("I hear you, that is not fair at all. How was your weekend?")
    assert any(one["moves"] for one in sentences)
    assert all(not set(one["moves"]) & set(one["near"]) for one in sentences)


@pytest.mark.parametrize(
    "junk", ["fine", "asdf jkl", "my cat is called Biscuit", "😀😀😀", "lorem ipsum dolor", "eleven times twelve", ""]
)
def test_junk_makes_no_move(junk):
    assert moves(junk) == set()


PASTED_BACK = """
Always restate your interest. | Ask for the job, politely. | Send a thank-you note within 24 hours.
Show enthusiasm, then ask about next steps. | A memorable picture instead of an adjective.
Never ask about pay in a first interview. | The candidate asks for the job outright.
Find out the process and the date. | Get a point of contact before you leave.
Stay friendly to the door. | Invite objections and answer each one. | Say both, plainly: excited and qualified.
"""


def test_advice_pasted_back_makes_no_move_but_here_and_there():
    pasted = [text.strip() for row in PASTED_BACK.strip().splitlines() for text in row.split("|")]
    taken_for_moves = [text for text in pasted if moves(text)]
    assert len(taken_for_moves) <= 2, taken_for_moves


@pytest.mark.parametrize(
    ("line", "acts"),
    [
        ("My one worry is that you have never led a team.", ["concern"]),
        ("When you talked about your last job I lost the thread. Could you explain it again?", ["doubt"]),
        ("Have you got far to travel home?", ["small_talk"]),
        ("There are nine of us, and we decide on Friday.", []),
        ("No, nothing worries me at all.", []),
    ],
)
def test_an_interviewers_line_tells_what_it_does(line, acts):
    assert understanding().interviewer(line) == acts


def test_another_process_reads_the_same_to_the_last_digit():
    text = "I'd love to join; my six years on nights mean I could start at once."
    command = [sys.executable, "-W", "ignore", "-m", "bot", "moves", "--json"]
    runs = [subprocess.run(command, cwd=ROOT, input=text.encode(), capture_output=True).stdout for _ in range(2)]
    assert runs[0] == runs[1] != b""
