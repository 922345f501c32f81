"""Several Rasa servers and action servers as processes of this machine, as deploy/compose.yml has them as containers."""

from __future__ import annotations

import os
import secrets
import signal
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path
from typing import Dict, List, Sequence

from bot.chat import free_port
from bot.nlu import model
from bot.settings import LOCAL, ROOT
from deploy.load.relay import Relay, addresses

TICKS = os.sysconf("SC_CLK_TCK")
PATIENCE = 240  # seconds until a server must be ready


class Process:
    """One server, killed and started again at will, by what `command` is then; its output in a file."""

    def __init__(self, command: Sequence[str], path: str, environment: Dict[str, str], folder: Path) -> None:
        self.port = free_port()
        self.url = f"http://{LOCAL}:{self.port}"
        self.command = [sys.executable, "-W", "ignore", *(part.format(port=self.port) for part in command)]
        self._ready, self._environment = self.url + path, environment
        self.log = folder / f"{command[1]}-{self.port}.log"
        self._spent = 0.0
        self.start()

    def start(self) -> None:
        """Starts it, without waiting."""
        with self.log.open("a") as log:
            self.process = subprocess.Popen(
                self.command, cwd=ROOT, env=self._environment, stdout=log, stderr=log, start_new_session=True
            )

    def wait(self) -> None:
        """Waits until it is ready.

        Raises:
            RuntimeError: it ended, or takes too long.
        """
        deadline = time.monotonic() + PATIENCE
        while not is_ready(self._ready):
            if self.process.poll() is not None or time.monotonic() > deadline:
                raise RuntimeError(f"{self.log.name}: {self.log.read_text()[-800:]}")
            time.sleep(0.2)

    def kill(self) -> None:
        """As if its machine had lost power."""
        self._spent += cpu_of(self.process.pid)
        self.process.kill()
        self.process.wait()

    def stop(self) -> None:
        """Asks it to end, as a rolling update does, and waits until it has."""
        before = cpu_of(self.process.pid)
        self.process.send_signal(signal.SIGTERM)
        try:
            self.process.wait(30)
            self._spent += before
        except subprocess.TimeoutExpired:
            self.kill()

    def cpu_seconds(self) -> float:
        """Processor time of all its lives."""
        return self._spent + cpu_of(self.process.pid)


class Topology:
    """`rasa` Rasa servers on one database and one Redis, `actions` action servers behind a relay.

    `more` is the Rasa servers' environment beside what they need.
    """

    def __init__(self, database: str, redis: str, keys: str, rasa: int = 2, actions: int = 2, **more: str) -> None:
        self._folder = tempfile.TemporaryDirectory(prefix="curtain-line-")
        folder = Path(self._folder.name)
        base = {**model.environment(), "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
        self.actions = [Process(["-m", "actions", "{port}"], "/health", base, folder) for _ in range(actions)]
        self._relay = Relay(*addresses([server.port for server in self.actions]))
        given = {**base, **self._shared(database, redis, keys), "CURTAIN_LINE_HOME": self._folder.name, **more}
        command = ["-m", "bot.server", "{port}", str(model.MODEL)]
        self.rasa = [Process(command, "/ready", given, folder) for _ in range(rasa)]

    def _shared(self, database: str, redis: str, keys: str) -> Dict[str, str]:
        return {
            "CURTAIN_LINE_ENDPOINTS": "deploy/endpoints.yml",
            "CURTAIN_LINE_ACTIONS": f"http://{LOCAL}:{self._relay.port}/webhook",
            "CURTAIN_LINE_DATABASE": database,
            "CURTAIN_LINE_REDIS": redis,
            "CURTAIN_LINE_KEYS": keys,
            "CURTAIN_LINE_SECRET": secrets.token_hex(32),
            "CURTAIN_LINE_PACE": "0",  # the load is faster than anybody types
            "LOG_LEVEL": os.environ.get("LOG_LEVEL", "WARNING"),
        }

    @property
    def urls(self) -> List[str]:
        """Where the Rasa servers are."""
        return [server.url for server in self.rasa]

    def __enter__(self) -> "Topology":
        try:
            for server in [*self.actions, *self.rasa]:
                server.wait()
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        for server in [*self.rasa, *self.actions]:
            if server.process.poll() is None:
                server.kill()
        self._relay.stop()
        self._folder.cleanup()


def cpu_of(pid: int) -> float:
    """Seconds of processor time a process has used; 0 where it cannot be seen, as on another machine."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text(encoding="ascii", errors="replace").rsplit(")", 1)[1].split()
    except OSError:
        return 0.0
    return (int(fields[11]) + int(fields[12])) / TICKS


def is_ready(url: str) -> bool:
    """Whether this address answers 200."""
    try:
        with urllib.request.urlopen(url, timeout=5) as answer:
            return bool(answer.status == 200)
    except OSError:
        return False
