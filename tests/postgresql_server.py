"""A PostgreSQL of a test's own, which can be stopped and started, where the machine has its programs."""

from __future__ import annotations

import os
import shutil
import subprocess
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Iterator, Optional

import pytest

from bot.chat import free_port

DEBIAN = Path("/usr/lib/postgresql")  # where Debian keeps what belongs on no user's path
OTHER = "nobody"  # PostgreSQL refuses to run as root
QUIET = "-c listen_addresses=127.0.0.1 -c unix_socket_directories= -c shared_buffers=16MB"


def _programs() -> Optional[str]:
    folders = [os.environ.get("PATH", ""), *map(str, sorted(DEBIAN.glob("*/bin"), reverse=True))]
    found = shutil.which("initdb", path=os.pathsep.join(folders))
    return str(Path(found).resolve().parent) if found else None


PROGRAMS = _programs()
needs_postgresql = pytest.mark.skipif(PROGRAMS is None, reason="no initdb on this machine")


class OwnPostgreSQL:
    """A cluster in a folder; `url` is its database."""

    def __init__(self, home: Path) -> None:
        self._data, self._log = home / "data", home / "log"
        self._port = free_port()
        self.url = f"postgresql://curtain@127.0.0.1:{self._port}/postgres"
        self._run("initdb", "-D", str(self._data), "-U", "curtain", "-A", "trust", "-N", "-E", "UTF8", "--locale=C")

    def start(self) -> None:
        """Starts it, and waits until it takes connections."""
        self._run("pg_ctl", *self._of_ours(), "-l", str(self._log), "-o", f"-p {self._port} {QUIET}", "start")

    def stop(self, mode: str = "fast") -> None:
        """Stops it: `fast` ends its connections in order, `immediate` ends it as a crash does."""
        self._run("pg_ctl", *self._of_ours(), "-m", mode, "stop")

    def _of_ours(self) -> tuple:
        return "-D", str(self._data), "-w", "-t", "60"

    def _run(self, program: str, *arguments: str) -> None:
        user = {"user": OTHER, "group": "nogroup", "extra_groups": []} if os.getuid() == 0 else {}
        command = [f"{PROGRAMS}/{program}", *arguments]
        ended = subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, cwd="/", timeout=90, **user)
        assert ended.returncode == 0, ended.stderr.decode(errors="replace")


@contextmanager
def own_postgresql() -> Iterator[OwnPostgreSQL]:
    """A PostgreSQL that runs, and is gone afterwards."""
    with TemporaryDirectory(prefix="curtain-line-postgresql-") as folder:
        if os.getuid() == 0:
            shutil.chown(folder, OTHER)
        server = OwnPostgreSQL(Path(folder))
        server.start()
        try:
            yield server
        finally:
            server.stop("immediate")
