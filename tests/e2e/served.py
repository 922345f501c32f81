"""The real servers, started as a user would, and a candidate who talks to them over HTTP."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from dataclasses import dataclass
from http.cookiejar import CookieJar
from pathlib import Path
from typing import Any, Dict, List, Optional

from actions.rehearsal import CANDIDATE, INTERVIEWER
from actions.scenario import OWN
from bot.chat import free_port
from bot.settings import ROOT

PATIENCE = 900  # seconds until "Open …": enough to train, should the model be stale
OURS = {"X-Requested-With": "curtain-line", "Content-Type": "application/json"}
HURRY = {"CURTAIN_LINE_PACE": "0"}  # a test types faster than people do; tests/e2e/test_floods.py has the limit on
State = Dict[str, Any]


class Servers:
    """`python -m bot chat` on a free port, its rehearsals in `home`."""

    def __init__(self, home: Path, environment: Optional[Dict[str, str]] = None) -> None:
        self.home = home
        self.environment = environment or {}  # what it has beside this process's own
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.process: Optional[subprocess.Popen] = None

    @property
    def database(self) -> Path:
        return self.home / "rehearsals.db"

    @property
    def output(self) -> str:
        """All that the launcher has printed since the last start."""
        return (self.home / "launcher.txt").read_text(encoding="utf-8")

    def start(self) -> None:
        self.home.mkdir(parents=True, exist_ok=True)
        with (self.home / "launcher.txt").open("w") as output:
            self.process = launch(
                "--port",
                str(self.port),
                home=self.home,
                environment=self.environment,
                stdout=output,
                stderr=subprocess.STDOUT,
            )
        waits_until(lambda: f"Open {self.url}/" in self.output or self.process.poll() is not None, PATIENCE)
        assert self.process.poll() is None, self.output

    def stop(self) -> int:
        """Ctrl-C; returns the launcher's exit status."""
        self.process.send_signal(signal.SIGINT)
        return self.process.wait(30)

    def kill(self) -> None:
        """As if the machine had lost power: neither the launcher nor its servers can tidy up."""
        servers = self.pids()
        for pid in (self.process.pid, *servers.values()):
            os.kill(pid, signal.SIGKILL)
        self.process.wait(10)
        waits_until(lambda: not any(_alive(pid) for pid in servers.values()), 20)

    def pids(self) -> Dict[str, int]:
        """The two servers' process ids, by the module each runs."""
        table = subprocess.run(
            ["ps", "-A", "-o", "pid=,ppid=,args="], capture_output=True, text=True, check=True
        ).stdout
        rows = [row.split(None, 2) for row in table.splitlines()]
        ours = [(int(pid), command) for pid, parent, command in rows if int(parent) == self.process.pid]
        return {name: pid for pid, command in ours for name in ("actions", "bot.server") if f"-m {name} " in command}


def launch(*arguments: str, home: Path, environment: Optional[Dict[str, str]] = None, **how: Any) -> "subprocess.Popen":
    """Starts `python -m bot chat` with these arguments."""
    environment = {**os.environ, "CURTAIN_LINE_HOME": str(home), "CURTAIN_LINE_URL": "", **HURRY, **(environment or {})}
    command = [sys.executable, "-m", "bot", "chat", *arguments]
    return subprocess.Popen(command, cwd=ROOT, env=environment, start_new_session=True, **how)


def _alive(pid: int) -> bool:
    """Whether a process, or what is left of it, still holds its port."""
    state = subprocess.run(["ps", "-o", "stat=", "-p", str(pid)], capture_output=True, text=True).stdout
    return bool(state.strip()) and not state.startswith("Z")


def waits_until(ready: Any, seconds: float) -> None:
    """Waits for `ready()`, and fails when it does not come."""
    deadline = time.monotonic() + seconds
    while not ready():
        assert time.monotonic() < deadline, f"still waiting after {seconds} s"
        time.sleep(0.1)


@dataclass(frozen=True)
class Answer:
    """What the server answered."""

    status: int
    body: str
    headers: Any

    @property
    def data(self) -> State:
        return json.loads(self.body)


class Candidate:
    """A browser's worth of candidate: its own cookies, the page's requests, nothing else."""

    def __init__(self, url: str, opens_page: bool = True) -> None:
        self.url = url
        self.cookies = CookieJar()
        self._opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(self.cookies))
        if opens_page:
            assert self.get("/window").status == 200

    def get(self, path: str) -> Answer:
        return self._open(urllib.request.Request(self.url + path))

    def file(self, path: str) -> "tuple[bytes, Any]":
        """What is downloaded from an address, and its headers."""
        with self._opener.open(self.url + path, timeout=60) as answer:
            return answer.read(), answer.headers

    def post(self, body: Any, path: str = "/talk", headers: Optional[Dict[str, str]] = None) -> Answer:
        """Sends bytes as they are, anything else as JSON."""
        sent = body if isinstance(body, bytes) else json.dumps(body).encode()
        return self._open(urllib.request.Request(self.url + path, sent, OURS if headers is None else headers))

    def _open(self, request: urllib.request.Request) -> Answer:
        try:
            with self._opener.open(request, timeout=60) as answer:
                return Answer(answer.status, answer.read().decode(), answer.headers)
        except urllib.error.HTTPError as refusal:
            return Answer(refusal.code, refusal.read().decode(), refusal.headers)

    def _taken(self, body: Any) -> State:
        answer = self.post(body)
        assert answer.status == 200, (body, answer.body)
        return answer.data

    def begin(self, scenario: str, mode: str = "practice", **own: Any) -> State:
        return self._taken({"begin": {"scenario": scenario, "mode": mode, **own}})

    def begin_own(self, job: str, company: str, facts: str = "", **more: Any) -> State:
        return self.begin(OWN, job=job, company=company, facts=facts, **more)

    def say(self, text: str) -> State:
        return self._taken({"text": text})

    def say_all(self, *lines: str) -> State:
        """Says the lines in order; returns the last reply."""
        return [self.say(line) for line in lines][-1]

    def press(self, button: str) -> State:
        return self._taken({"button": button})

    def note(self, text: str, hours: float) -> State:
        """Writes the thank-you note and says when it would go out."""
        assert self.say(text)["beat"] == "note_hours"
        return self.say(f"{hours:g} hours")

    def skip_note(self) -> State:
        return self.say("skip")

    def talk(self) -> State:
        return self.get("/talk").data

    def review_html(self) -> str:
        answer = self.get(self.talk()["review"])
        assert answer.status == 200, answer.body
        return answer.body


def said_by(who: str, state: State) -> List[str]:
    """What one of the three said, in order."""
    return [message["text"] for message in state["messages"] if message["by"] == who]


def spoken(state: State) -> List[Dict[str, str]]:
    """The lines of interviewer and candidate, as a transcript has them."""
    return [
        {"by": one["by"], "text": one["text"]} for one in state["messages"] if one["by"] in (INTERVIEWER, CANDIDATE)
    ]
