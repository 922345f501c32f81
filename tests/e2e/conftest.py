"""One pair of servers for all tests that talk to them."""

from __future__ import annotations

from pathlib import Path
from typing import Iterator

import pytest

from tests.e2e.served import Candidate, Servers


@pytest.fixture(scope="session")
def servers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Servers]:
    """The two servers as `python -m bot chat` runs them, with rehearsals of their own."""
    home: Path = tmp_path_factory.mktemp("home")
    running = Servers(home)
    running.start()
    yield running
    running.stop()


@pytest.fixture
def candidate(servers: Servers) -> Candidate:
    """A candidate nobody has met before."""
    return Candidate(servers.url)
