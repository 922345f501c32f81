"""A database that can be read and not written, and a disk that is full: said in a sentence, and nothing is lost by it.

Modes of files mean nothing to root, and nothing to a file that is open. An attribute of the file
system forbids everybody to write; where it can't be set, these tests have nothing to test with.
"""

from __future__ import annotations

import shutil
import subprocess
from contextlib import contextmanager
from pathlib import Path
from typing import Iterator

import pytest

from tests.e2e import reviews
from tests.e2e.between import Apart
from tests.e2e.served import Candidate, launch, said_by
from tests.e2e.test_bad_input import is_plain

NURSE = "staff_nurse_alder_court"
LINES = ("How have the carers taken to the bedside handover?", "I would love to work on the falls project.")


@contextmanager
def read_only(*paths: Path) -> Iterator[None]:
    """Within, nobody can write to these files, or make and remove files in these folders."""
    kept = [path for path in paths if path.exists()]
    if not shutil.which("chattr") or _attribute("+i", kept).returncode:
        _attribute("-i", kept)
        pytest.skip("needs a file system on which this user may make a file immutable (chattr +i)")
    try:
        yield
    finally:
        assert _attribute("-i", kept).returncode == 0


def _attribute(change: str, paths: "list[Path]") -> "subprocess.CompletedProcess":
    return subprocess.run(["chattr", change, *map(str, paths)], capture_output=True)


def files(apart: Apart) -> "list[Path]":
    return sorted(apart.home.glob("rehearsals.db*"))


@pytest.fixture
def talking(apart):
    candidate = Candidate(apart.url)
    candidate.begin(NURSE)
    candidate.say(LINES[0])
    return candidate


def is_refused(candidate: Candidate) -> None:
    answer = candidate.post({"text": LINES[1]})
    assert answer.status == 503, answer.body
    is_plain(answer.data["error"])
    assert "send it again" in answer.data["error"]


def goes_on(candidate: Candidate) -> None:
    """The line is taken, and stands in talk and review once, behind what was there before."""
    assert said_by("interviewer", candidate.say(LINES[1]))
    assert said_by("candidate", candidate.talk()) == list(LINES)
    assert len(reviews.page(candidate).select("#transcript .line.by-candidate")) == len(LINES)


@pytest.mark.parametrize("what", ["the files", "the files and their folder"])
def test_a_database_nobody_may_write_is_said_can_be_read_and_takes_the_line_once_it_may_be_written(
    apart, talking, what
):
    before = talking.talk()
    with read_only(*files(apart), *([apart.home] if "folder" in what else [])):
        is_refused(talking)
        assert talking.talk() == before
        assert talking.get("/history").status == 200
        assert talking.review_html()
        assert talking.post({}, "/forget").status in (500, 503)
    goes_on(talking)


def test_a_folder_nobody_may_write_does_not_stop_a_talk(apart, talking):
    with read_only(apart.home):
        answer = talking.post({"text": LINES[1]})
        assert answer.status in (200, 503)
    if answer.status == 200:
        assert said_by("candidate", talking.talk()) == list(LINES)
    else:
        goes_on(talking)


@pytest.mark.parametrize("what", ["the files", "their folder"])
def test_servers_that_start_where_they_cannot_write_say_so_and_start_when_they_can(apart, talking, what):
    before = talking.talk()
    apart.kill("rasa")
    with read_only(*(files(apart) if what == "the files" else [apart.home])):
        started = launch(
            "--port", str(apart.port), home=apart.home, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        )
        printed, said = started.communicate(timeout=240)
    assert started.returncode == 1, printed
    assert f"{apart.home}, where rehearsals are kept, cannot be written" in said
    assert said.count("\n") == 1
    apart.start_again("rasa")
    assert talking.talk() == before
    goes_on(talking)


@pytest.fixture
def small_disk(tmp_path) -> Iterator[Path]:
    """A disk of half a megabyte."""
    disk = tmp_path / "disk"
    disk.mkdir()
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=512k", "small", str(disk)], capture_output=True).returncode:
        pytest.skip("needs a user who may mount a small disk")
    yield disk
    subprocess.run(["umount", "-l", str(disk)], check=True)


def test_a_disk_that_runs_full_is_said_and_takes_the_line_once_there_is_room(small_disk):
    ballast = small_disk / "ballast"
    servers = Apart(small_disk, CURTAIN_LINE_PACE="0")
    try:
        candidate = Candidate(servers.url)
        candidate.begin(NURSE)
        candidate.say(LINES[0])
        before = candidate.talk()
        fill(ballast)
        is_refused(candidate)
        is_refused(candidate)
        assert candidate.talk() == before
        assert candidate.get("/history").status == 200
        ballast.unlink()
        goes_on(candidate)
    finally:
        servers.stop()


def fill(ballast: Path) -> None:
    """Leaves no byte free."""
    with ballast.open("wb", buffering=0) as file:
        try:
            while file.write(b"\0" * 4096):
                pass
        except OSError:
            return
