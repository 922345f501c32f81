"""What a user meets when the action server or the database fails: a sentence, nothing lost, nothing twice."""

from __future__ import annotations

import resource
import sqlite3
import threading
import time

import pytest

from tests.e2e import reviews
from tests.e2e.between import GARBAGE, Apart
from tests.e2e.served import Candidate, said_by
from tests.e2e.test_bad_input import is_plain

NURSE = "staff_nurse_alder_court"
LINE = "I would love to work on the falls project with your team, zanzibarmarmalade."


@pytest.fixture
def talking(apart):
    candidate = Candidate(apart.url)
    candidate.begin(NURSE)
    return candidate


def rows(apart: Apart) -> int:
    with sqlite3.connect(apart.database) as opened:
        return opened.execute("SELECT count(*) FROM events").fetchone()[0]


def is_refused(candidate: Candidate, line: str = LINE) -> None:
    answer = candidate.post({"text": line})
    assert answer.status == 503, answer.body
    is_plain(answer.data["error"])
    assert "send it again" in answer.data["error"]


def is_taken_once(candidate: Candidate) -> None:
    """Sent again, the line is answered, stands in the talk and in the review once."""
    assert said_by("interviewer", candidate.say(LINE))
    assert said_by("candidate", candidate.talk()) == [LINE]
    assert len(reviews.page(candidate).select("#transcript .line.by-candidate")) == 1


@pytest.mark.parametrize("fault", ["error", "gone", *GARBAGE])
def test_a_line_the_action_server_cannot_answer_is_refused_and_scored_once_when_it_is_back(apart, talking, fault):
    before, kept = talking.talk(), rows(apart)
    with apart.between.failing(fault):
        is_refused(talking)
        is_refused(talking)
    assert rows(apart) == kept, "nothing half-written"
    assert talking.talk() == before
    is_taken_once(talking)


def test_a_slow_action_server_is_given_up_before_the_conversations_lock_expires(apart, talking):
    started = time.monotonic()
    with apart.between.failing("slow"):
        is_refused(talking)
    assert time.monotonic() - started < 30
    is_taken_once(talking)


def test_a_rehearsal_that_cannot_begin_can_be_begun_again(apart):
    candidate = Candidate(apart.url)
    with apart.between.failing("error"):
        assert candidate.post({"begin": {"scenario": NURSE}}).status == 503
        assert candidate.talk()["beat"] == "lobby"
    assert said_by("interviewer", candidate.begin(NURSE))


def test_faults_leave_no_word_of_the_candidates_in_the_logs(apart, talking):
    for fault in ("error", "gone", *GARBAGE):
        with apart.between.failing(fault):
            is_refused(talking)
    assert "gave no usable answer" in apart.logs, "the fault itself is logged"
    assert "zanzibarmarmalade" not in apart.logs


@pytest.fixture
def locked(apart):
    """Another process has the database open to write."""
    other = sqlite3.connect(apart.database, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    yield lambda: other.execute("ROLLBACK")
    other.close()


def test_a_database_locked_by_another_process_is_said_and_works_again_after(apart, talking, locked):
    is_refused(talking)
    assert talking.get("/history").status == 200, "what is there can still be read"
    locked()
    is_taken_once(talking)


def test_a_full_disk_is_said_and_works_again_after(apart, talking):
    before = talking.talk()
    log = apart.database.with_name("rehearsals.db-wal")
    _, hard = resource.prlimit(apart.rasa.pid, resource.RLIMIT_FSIZE)
    resource.prlimit(apart.rasa.pid, resource.RLIMIT_FSIZE, (log.stat().st_size, hard))
    try:
        is_refused(talking)
        assert talking.talk() == before
    finally:
        resource.prlimit(apart.rasa.pid, resource.RLIMIT_FSIZE, (hard, hard))
    is_taken_once(talking)


def test_two_tabs_typing_at_once_lose_nothing_and_keep_each_ones_order(apart, talking):
    lines = {tab: [f"From tab {tab} I say line number {i}, and I like this job." for i in range(6)] for tab in "AB"}
    answers = []

    def type_all(tab):
        answers.extend(talking.post({"text": line}).status for line in lines[tab])

    tabs = [threading.Thread(target=type_all, args=(tab,)) for tab in lines]
    for one in tabs:
        one.start()
    for one in tabs:
        one.join()
    assert answers == [200] * 12
    heard = said_by("candidate", talking.talk())
    assert sorted(heard) == sorted(lines["A"] + lines["B"])
    for tab in lines.values():
        assert [line for line in heard if line in tab] == tab
