"""The Rasa server with something between it and the action server: slow, broken or gone when a test says so."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import threading
import time
import urllib.request
from contextlib import contextmanager
from http.client import HTTPException
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Dict, Iterator, List, Optional

from bot import settings
from bot.chat import answers, environment, free_port
from bot.nlu import model
from tests.e2e.served import waits_until

PATIENCE = 240  # seconds until a server answers on a busy machine
GARBAGE = {
    "no JSON": b"<html>Bad gateway</html>",
    "half a JSON": b'{"events": [',
    "a list": b"[]",
    "nothing": b"",
    "events that are none": b'{"events": [{"event": "no_such_event"}], "responses": []}',
    "events without a name": b'{"events": [{"name": "beat"}], "responses": []}',
    "responses of another kind": b'{"events": [], "responses": "hello"}',
}


class Between:
    """Passes calls on to the action server, unless `fault` says what to do instead."""

    def __init__(self, actions_port: int) -> None:
        self.fault: Optional[str] = None  # "slow", "error", "gone", or a key of GARBAGE
        self.seconds = 30.0
        self.calls: List[bytes] = []
        between = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_POST(self) -> None:
                sent = self.rfile.read(int(self.headers["Content-Length"]))
                between.calls.append(sent)
                fault = between.fault
                if fault == "gone":
                    self.close_connection = True
                    return
                if fault == "slow":
                    time.sleep(between.seconds)
                if fault == "error":
                    return self._answer(500, b'{"error": "boom", "request_body": ' + sent + b"}")
                if fault in GARBAGE:
                    return self._answer(200, GARBAGE[fault])
                url = f"http://{settings.LOCAL}:{actions_port}/webhook"
                asked = urllib.request.Request(url, sent, {"Content-Type": "application/json"})
                try:
                    with urllib.request.urlopen(asked) as answer:
                        self._answer(answer.status, answer.read())
                except (OSError, HTTPException):  # the action server has died over it
                    self.close_connection = True

            def _answer(self, status: int, body: bytes) -> None:
                try:
                    self.send_response(status)
                    self.send_header("Content-Type", "application/json")
                    self.send_header("Content-Length", str(len(body)))
                    self.end_headers()
                    self.wfile.write(body)
                except OSError:  # nobody waits for it any more
                    self.close_connection = True

            def log_message(self, *_: object) -> None:
                pass

        self._server = ThreadingHTTPServer((settings.LOCAL, 0), Handler)
        self._server.daemon_threads = True
        self.port = self._server.server_address[1]
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    @contextmanager
    def failing(self, fault: str) -> Iterator[None]:
        """Within, every call fails so."""
        self.fault = fault
        try:
            yield
        finally:
            self.fault = None

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()


class Apart:
    """The two servers as `python -m bot chat` starts them, without the launcher, and what is between."""

    def __init__(self, home: Path, files: Optional[int] = None, **more: str) -> None:
        """Starts both, the Rasa server with `files` open at most; `more` is its environment."""
        home.mkdir(parents=True, exist_ok=True)
        self.home, self.port, actions_port = home, free_port(), free_port()
        self.url = f"http://{settings.LOCAL}:{self.port}"
        self._commands = {
            "actions": ("actions", str(actions_port)),
            "rasa": ("bot.server", str(self.port), str(model.MODEL)),
        }
        self._alive = {
            "actions": f"http://{settings.LOCAL}:{actions_port}/health",
            "rasa": f"{self.url}/ready",
        }
        self.between = Between(actions_port)
        self.database = home / "rehearsals.db"
        self._environment: Dict[str, str] = {
            **environment(self.between.port, self.url, verbose=False),
            "CURTAIN_LINE_HOME": str(home),
            "CURTAIN_LINE_DB": str(self.database),
            "CURTAIN_LINE_URL": "",
            "PUBLIC_URL": self.url,
            **more,
        }
        self.actions, self.rasa = (self._start(*self._commands[name]) for name in ("actions", "rasa"))
        if files:
            resource.prlimit(self.rasa.pid, resource.RLIMIT_NOFILE, (files, files))
        self._wait("actions", "rasa")

    def _wait(self, *names: str) -> None:
        for name in names:
            waits_until(lambda: answers(self._alive[name]), PATIENCE)  # noqa: B023 - called at once

    def kill(self, *names: str) -> None:
        """Kills "actions", "rasa" or both with -9, at the same moment."""
        for name in names:
            os.kill(getattr(self, name).pid, 9)
        for name in names:
            getattr(self, name).wait()

    def start_again(self, *names: str) -> None:
        """Starts what was killed, and waits until it answers."""
        for name in names:
            setattr(self, name, self._start(*self._commands[name]))
        self._wait(*names)

    def start_rasa(self) -> None:
        """Starts the Rasa server, and does not wait for it."""
        self.rasa = self._start(*self._commands["rasa"])

    def stop_rasa(self) -> None:
        self.rasa.terminate()
        self.rasa.wait(20)

    def _start(self, module: str, *arguments: str) -> "subprocess.Popen":
        log = (self.home / f"{module}.log").open("a")
        command = [sys.executable, "-W", "ignore", "-m", module, *arguments]
        return subprocess.Popen(command, cwd=settings.ROOT, env=self._environment, stdout=log, stderr=log)

    @property
    def logs(self) -> str:
        """All that both servers have written."""
        return "".join(path.read_text(errors="replace") for path in sorted(self.home.glob("*.log")))

    def stop(self) -> None:
        for process in (self.rasa, self.actions):
            process.terminate()
            try:
                process.wait(20)
            except subprocess.TimeoutExpired:
                os.kill(process.pid, 9)
                process.wait()
        self.between.close()
