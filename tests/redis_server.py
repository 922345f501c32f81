"""A Redis of a test's own, where the machine has one."""

from __future__ import annotations

import shutil
import subprocess
from contextlib import contextmanager
from pathlib import Path
from typing import Iterator

import pytest

from bot.chat import free_port

REDIS = shutil.which("redis-server")
needs_redis = pytest.mark.skipif(REDIS is None, reason="no redis-server on this machine")


@contextmanager
def running_redis(home: Path) -> Iterator[str]:
    """The URL of a Redis that keeps nothing."""
    port = free_port()
    command = [REDIS, "--port", str(port), "--save", "", "--dir", str(home), "--bind", "127.0.0.1"]
    server = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    assert any("Ready to accept connections" in line for line in server.stdout)
    yield f"redis://127.0.0.1:{port}/0"
    server.terminate()
    server.wait(10)
