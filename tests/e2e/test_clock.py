"""The machine's clock is set back an hour, or forward, in the middle of a rehearsal."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.settings import ROOT
from tests.e2e import reviews
from tests.e2e.between import Apart
from tests.e2e.served import Candidate, said_by

NURSE = "staff_nurse_alder_court"
LINES = (
    "How have the carers taken to the bedside handover?",
    "I would love to work on the falls project.",
    "Thank you for being so open.",
)


@pytest.fixture(scope="module")
def clock(tmp_path_factory) -> Path:
    file = tmp_path_factory.mktemp("clock") / "offset"
    file.write_text("0")
    return file


@pytest.fixture(scope="module")
def apart(tmp_path_factory, clock):
    path = f"{ROOT}:{ROOT / 'tests' / 'e2e' / 'clock'}"
    servers = Apart(tmp_path_factory.mktemp("apart"), PYTHONPATH=path, CURTAIN_LINE_TEST_CLOCK=str(clock))
    yield servers
    servers.stop()


@pytest.mark.parametrize("offset", [-3600, 7200, -400 * 24 * 3600], ids=["an hour back", "two hours on", "a year back"])
def test_the_talk_goes_on_in_order_when_the_clock_is_set(apart, clock, offset):
    clock.write_text("0")
    candidate = Candidate(apart.url)
    candidate.begin(NURSE)
    first = candidate.talk()["rehearsal"]
    assert said_by("interviewer", candidate.say(LINES[0]))
    clock.write_text(str(offset))
    assert all(said_by("interviewer", candidate.say(line)) for line in LINES[1:])
    talk = candidate.talk()
    assert talk["rehearsal"] == first
    assert said_by("candidate", talk) == list(LINES)
    shown = reviews.page(candidate).select("#transcript .line.by-candidate .said")
    assert all(one.get_text(" ", strip=True).startswith(line) for one, line in zip(shown, LINES))
    assert len(shown) == len(LINES)
    candidate.begin(NURSE)
    assert candidate.talk()["rehearsal"] != first
    assert candidate.get(f"/review/{first}").status == 200, "what went before can still be read"


def test_a_timed_rehearsal_does_not_run_out_because_the_clock_was_set(apart, clock):
    clock.write_text("0")
    candidate = Candidate(apart.url)
    candidate.begin(NURSE, clock=5)
    clock.write_text("-3600")
    reply = candidate.say(LINES[0])
    assert 200 < reply["seconds_left"] <= 300
    assert reply["beat"] == "questions"
