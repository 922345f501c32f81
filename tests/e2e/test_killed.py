"""kill -9 in the middle of a line, at every step of a rehearsal: what was answered stays, what was not is sent again.

Each disaster strikes fifteen talks at once, each at another step, with a line of each under way.
"""

from __future__ import annotations

import json
import os
import secrets
import signal
import socket
import sqlite3
import threading
from collections import Counter
from dataclasses import dataclass, field
from typing import Any, Dict, List, Optional, Tuple

import pytest

from tests.e2e import reviews
from tests.e2e.between import Apart
from tests.e2e.served import OURS, Answer, Candidate, State, said_by, waits_until
from tests.e2e.test_bad_input import is_plain

NURSE = "staff_nurse_alder_court"
CONCERN, DOUBT = "Do you have any hesitation about hiring me?", "Was there anything in my answers that was unclear?"
SCENE = "On Birch ward I carried eleven nights alone last January and nobody came to harm."
CHECKS = "I check name, dose and time against the chart, then once more at the bed."
DONE = "No more questions, thank you for the opportunity."
WOUND_UP = ({"button": "finish"},)
NOTE = (
    "Dear Margaret, thank you for the opportunity today. I would love to be part of the falls project. Ana "
    + "x" * 2000
)
BEGUN = {"begin": {"scenario": NURSE, "mode": "practice"}}

# Each step: what leads to it, its beat, and what is under way when the servers die.
STEPS: Dict[str, Tuple[Tuple[Dict[str, Any], ...], str, Dict[str, Any]]] = {
    "beginning with the form": ((), "lobby", BEGUN),
    "choosing in words": (({"text": "hello"},), "lobby", {"text": "1"}),
    "the title of one's own job": (({"text": "My own job please"},), "own_title", {"text": "Dental nurse"}),
    "its company": (({"text": "My own job please"}, {"text": "Dental nurse"}), "own_company", {"text": "Bright Lane"}),
    "a question": ((BEGUN,), "questions", {"text": "How have the carers taken to the bedside handover?"}),
    "asking for doubts": ((BEGUN,), "questions", {"text": CONCERN}),
    "answering a concern": (
        (BEGUN, {"text": CONCERN}), "concern", {"text": SCENE},
    ),
    "answering a doubt": (
        (BEGUN, {"text": DOUBT}), "doubt", {"text": CHECKS},
    ),
    "a hint": ((BEGUN, {"text": "I like this job."}), "questions", {"button": "hint"}),
    "finishing": ((BEGUN, {"text": "I would love this job."}), "questions", {"button": "finish"}),
    "at the door": (
        (BEGUN, {"text": CONCERN}, {"text": SCENE}, {"text": DOUBT}, {"text": CHECKS}, {"text": DONE}), "door", {"text": "Goodbye, take care."},
    ),
    "the note": ((BEGUN, {"text": "I would love this job."}, *WOUND_UP), "note", {"text": NOTE}),
    "the hour of the note": ((BEGUN, {"text": "I would love this job."}, *WOUND_UP, {"text": NOTE}), "note_hours", {"text": "3 hours"}),
    "after the debrief": ((BEGUN, {"text": "I would love this job."}, *WOUND_UP, *WOUND_UP), "debrief", {"text": "Thanks, coach."}),
    "a drill": (({"drill": "next_steps"},), "drill", {"text": "When will you decide, and is there another round?"}),
}  # fmt: skip
# Who dies, and when: while the coach is at work on the line, or when the turn is kept and its answer on its way.
DISASTERS = {
    "the Rasa server dies over the line": (("rasa",), False),
    "the action server dies over the line": (("actions",), False),
    "both die over the line": (("rasa", "actions"), False),
    "the Rasa server dies before its answer arrives": (("rasa",), True),
    "both die before the answer arrives": (("rasa", "actions"), True),
}


QUIET: Dict[str, Tuple[Any, ...]] = {}  # how each step goes without a disaster


@dataclass
class Story:
    """One talk through one disaster."""

    candidate: Candidate
    body: Dict[str, Any]  # what was under way
    before: State
    answer: Optional[Answer] = None  # what came back of it, if anything
    after: State = field(default_factory=dict)  # the talk when the servers were there again


QUICK = ("the action server dies over the line", "both die before the answer arrives")  # the others are for test-all
PARAMS = [one if one in QUICK else pytest.param(one, marks=pytest.mark.slow) for one in DISASTERS]


@pytest.fixture(scope="module", params=PARAMS)
def disaster(request, apart) -> "Tuple[Dict[str, Story], bool]":
    """The talks after a disaster, by their step; and whether the lines were kept before it came."""
    killed, kept = DISASTERS[request.param]
    stories = {step: brought_to(apart, step) for step in STEPS}
    (dies_unheard if kept else dies_at_work)(apart, list(stories.values()), killed)
    apart.start_again(*killed)
    for story in stories.values():
        story.after = story.candidate.talk()
    return stories, kept


def brought_to(apart: Apart, step: str) -> Story:
    """A candidate at this step of a rehearsal."""
    way, beat, body = STEPS[step]
    candidate = Candidate(apart.url)
    for one in way:
        assert candidate.post(one).status == 200
    before = candidate.talk()
    assert before["beat"] == beat
    return Story(candidate, {**body, "message_id": secrets.token_hex(16)}, before)


def dies_at_work(apart: Apart, stories: List[Story], killed: Tuple[str, ...]) -> None:
    """Every line has reached the action server, which has not answered yet."""
    os.kill(apart.actions.pid, signal.SIGSTOP)
    calls = len(apart.between.calls)
    lines = [threading.Thread(target=sends, args=(story,)) for story in stories]
    for line in lines:
        line.start()
    waits_until(lambda: len(apart.between.calls) >= calls + len(stories), 12)
    apart.kill(*killed)
    if "actions" not in killed:
        os.kill(apart.actions.pid, signal.SIGCONT)
    for line in lines:
        line.join()


def sends(story: Story) -> None:
    """Sends the line; where the connection breaks there is no answer."""
    try:
        story.answer = story.candidate.post(story.body)
    except OSError:
        story.answer = None


def dies_unheard(apart: Apart, stories: List[Story], killed: Tuple[str, ...]) -> None:
    """Every turn stands in the database, and nobody has read an answer."""
    lines = [asks(apart, story) for story in stories]
    waits_until(lambda: all(times_kept(apart, story) for story in stories), 30)
    apart.kill(*killed)
    for line in lines:
        line.close()


def asks(apart: Apart, story: Story) -> socket.socket:
    """Sends the line as the page does, and leaves what comes back unread."""
    body = json.dumps(story.body).encode()
    cookie = "; ".join(f"{one.name}={one.value}" for one in story.candidate.cookies)
    headers = {**OURS, "Host": "127.0.0.1", "Cookie": cookie, "Content-Length": str(len(body))}
    head = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
    line = socket.create_connection(("127.0.0.1", apart.port))
    line.sendall(f"POST /talk HTTP/1.1\r\n{head}\r\n".encode() + body)
    return line


def times_kept(apart: Apart, story: Story) -> int:
    """How often the line stands in the database."""
    with sqlite3.connect(apart.database) as opened:
        held = "SELECT count(*) FROM events WHERE type_name = 'user' AND data LIKE ?"
        return opened.execute(held, (f"%{story.body['message_id']}%",)).fetchone()[0]


@pytest.mark.parametrize("step", STEPS)
def test_nothing_that_was_answered_is_lost_and_nothing_is_half_there(disaster, step):
    stories, kept = disaster
    story = stories[step]
    if kept and "begin" in story.body:
        assert story.after["beat"] == "questions", "a new rehearsal"
    elif kept:
        assert (
            story.after["messages"][: len(story.before["messages"])] == story.before["messages"] or "text" in story.body
        )
        assert story.body["message_id"] in story.after["taken"] or story.after["rehearsal"] != story.before["rehearsal"]
    else:
        assert story.after == story.before


@pytest.mark.parametrize("step", STEPS)
def test_who_got_no_answer_knows_and_whether_the_line_is_to_be_sent_again(disaster, step):
    stories, kept = disaster
    story = stories[step]
    if story.answer is not None:
        assert story.answer.status == 503
        is_plain(story.answer.data["error"])
        assert "send it again" in story.answer.data["error"]
    if not kept:
        assert story.body["message_id"] not in story.after["taken"]


@pytest.mark.parametrize("step", STEPS)
def test_sent_again_it_is_answered_kept_once_and_scored_once(disaster, apart, step):
    story = disaster[0][step]
    first = story.candidate.post(story.body)
    assert first.status == 200, first.body
    assert first.data["messages"]
    again = story.candidate.post(story.body)
    assert again.data == first.data, "and once more it is answered alike"
    assert times_kept(apart, story) == 1
    talk = story.candidate.talk()
    twice = [text for text, count in Counter(said_by("candidate", talk)).items() if count > 1]
    assert not twice
    assert_scored_as_in_a_quiet_talk(apart, step, story)


def assert_scored_as_in_a_quiet_talk(apart: Apart, step: str, story: Story) -> None:
    """The review has the levels and the lines of the same talk without any disaster."""
    if step not in QUIET:
        quiet = brought_to(apart, step)
        assert quiet.candidate.post(quiet.body).status == 200
        QUIET[step] = outcome(quiet.candidate)
    assert outcome(story.candidate) == QUIET[step]


def outcome(candidate: Candidate) -> Tuple[Any, ...]:
    """Where the talk stands; how many lines or tries its review has, and their levels."""
    talk = candidate.talk()
    if not talk["review"]:
        return (talk["beat"],)
    page = reviews.page(candidate)
    lines = len(page.select("#transcript .line.by-candidate, #note, .tries > li"))
    return talk["beat"], lines, reviews.levels(candidate)
