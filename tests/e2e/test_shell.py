"""The fourth channel: `rasa shell` in a terminal, as docs/architecture.md says to start it."""

from __future__ import annotations

import json
import os
import pty
import re
import select
import sqlite3
import subprocess
import sys
import time
from typing import Any, Callable, Iterator

import pytest

from actions.scenario import scenarios
from bot.chat import answers, free_port
from bot.nlu import model
from bot.settings import ROOT
from tests.e2e.served import waits_until

NURSE = scenarios()["staff_nurse_alder_court"]
PROMPT = "Your input ->"
PATIENCE = 180  # seconds until the model is loaded
MARKUP = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]|\x1b[=>]|\r")


class Terminal:
    """A terminal with `rasa shell` in it."""

    def __init__(self, home) -> None:
        actions, port = free_port(), free_port()
        self.database = home / "rehearsals.db"
        known = {
            **model.environment(),
            "CURTAIN_LINE_ACTIONS": f"http://127.0.0.1:{actions}/webhook",
            "CURTAIN_LINE_DB": str(self.database),
            "LOG_LEVEL": "ERROR",
            "TERM": "xterm",
            "COLUMNS": "400",
        }
        self.actions = subprocess.Popen([sys.executable, "-m", "actions", str(actions)], cwd=ROOT, env=known)
        self._master, slave = pty.openpty()
        shell = ["rasa", "shell", "--model", str(model.MODEL), "--endpoints", "endpoints.yml", "--port", str(port)]
        command = [sys.executable, "-W", "ignore", "-m", *shell]
        self.shell = subprocess.Popen(command, cwd=ROOT, env=known, stdin=slave, stdout=slave, stderr=slave)
        os.close(slave)
        self.shown = ""
        waits_until(lambda: answers(f"http://127.0.0.1:{actions}/health"), 60)

    def until(self, seen: Callable[[], Any]) -> None:
        """Reads what is shown until `seen()`."""
        deadline = time.monotonic() + PATIENCE
        while not seen():
            assert time.monotonic() < deadline, self.shown[-3000:]
            if select.select([self._master], [], [], 0.2)[0]:
                self.shown += MARKUP.sub("", os.read(self._master, 65536).decode("utf-8", "replace"))

    def says(self, line: str, awaited: str) -> None:
        """Types a line, and reads on until what is awaited and the next prompt are shown."""
        typed = len(self.shown)
        os.write(self._master, f"{line}\r".encode())
        self.until(lambda: PROMPT in self.shown[typed:].partition(awaited)[2])

    def stop(self) -> None:
        for process in (self.shell, self.actions):
            process.terminate()
            process.wait(30)
        os.close(self._master)

    def slots(self, name: str):
        with sqlite3.connect(self.database) as database:
            rows = [json.loads(row[0]) for row in database.execute("SELECT data FROM events ORDER BY id")]
        return [one["value"] for one in rows if one["event"] == "slot" and one["name"] == name]


@pytest.fixture
def terminal(tmp_path) -> Iterator[Terminal]:
    opened = Terminal(tmp_path)
    yield opened
    opened.stop()


def test_a_rehearsal_can_be_begun_and_talked_in_a_terminal(terminal):
    terminal.until(lambda: PROMPT in terminal.shown)
    terminal.says("staff nurse", awaited=NURSE.title)
    terminal.says("Do you have any hesitation about hiring me?", awaited="Coach: ")
    terminal.says('/interest{"scenario": "own"}', awaited="Coach: ")
    assert terminal.slots("scenario") == ["staff_nurse_alder_court"], "a slash sets no slot here either"
    assert terminal.slots("line")[0]["text"] == "Do you have any hesitation about hiring me?"
