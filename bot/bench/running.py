"""The servers that are measured: started as a user would, watched from outside."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Dict, List, Optional, Sequence

from bot.chat import CannotStart, free_port
from bot.nlu.model import environment
from bot.settings import ROOT

PATIENCE = 300  # seconds until a server must have answered


@dataclass
class Running:
    """One bot with all its processes."""

    name: str
    command: Sequence[str]  # "{port}" stands for the port
    folder: Path  # where its log goes, and ours keeps its rehearsals
    at: Path = ROOT  # the folder it runs in
    more: Dict[str, str] = field(default_factory=dict)  # environment
    port: int = 0
    started: float = 0.0  # time.monotonic() at the launch
    process: "Optional[subprocess.Popen[bytes]]" = None

    @property
    def url(self) -> str:
        """Where it listens."""
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        """Launches it and returns at once."""
        self.folder.mkdir(parents=True, exist_ok=True)
        self.port = free_port()
        command = [sys.executable, *(one.replace("{port}", str(self.port)) for one in self.command)]
        self.started = time.monotonic()
        with (self.folder / "log.txt").open("w") as log:
            self.process = subprocess.Popen(
                command,
                cwd=self.at,
                env={**environment(), **self.more},
                stdout=log,
                stderr=log,
                start_new_session=True,
            )

    def check(self) -> None:
        """Makes sure that it is still there.

        Raises:
            CannotStart: it has ended, or is long overdue.
        """
        assert self.process is not None
        if self.process.poll() is not None:
            raise CannotStart(f"The {self.name} bot has ended; see {self.folder / 'log.txt'}.")
        if time.monotonic() - self.started > PATIENCE and not self.port:
            raise CannotStart(f"The {self.name} bot does not answer; see {self.folder / 'log.txt'}.")

    def peak_memory(self) -> float:
        """The highest resident memory of each of its processes, added up, in MB."""
        assert self.process is not None
        return sum(_peak(pid) for pid in family(self.process.pid)) / 1024

    def stop(self) -> None:
        """Ends it as Ctrl-C does, with what it started."""
        if self.process is None or self.process.poll() is not None:
            return
        self.process.send_signal(signal.SIGINT)
        try:
            self.process.wait(20)
        except subprocess.TimeoutExpired:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()


def family(pid: int) -> List[int]:
    """A process and all that descend from it."""
    parents = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                parents[int(entry.name)] = int((entry / "stat").read_text().rsplit(")", 1)[1].split()[1])
            except OSError:  # it has just ended
                continue
    found = [pid]
    for one in found:
        found += [child for child, parent in parents.items() if parent == one]
    return found


def _peak(pid: int) -> int:
    """Kilobytes."""
    try:
        status = Path(f"/proc/{pid}/status").read_text()
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in status.splitlines() if line.startswith("VmHWM")), 0)
