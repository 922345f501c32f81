"""Two Rasa servers and two action servers on a database of their own, with a cable to Redis that can be cut."""

from __future__ import annotations

from contextlib import ExitStack
from dataclasses import dataclass
from typing import Iterator, Tuple

import pytest
from sqlalchemy.engine import make_url

from deploy.load.relay import Relay
from deploy.load.services import Missing, own_database, own_keys, redis_url
from deploy.load.topology import Topology


@dataclass(frozen=True)
class Several:
    """What the tests of several servers work with."""

    topology: Topology
    database: str  # its URL
    cable: Relay  # to Redis


@pytest.fixture(scope="module")
def stores() -> Iterator[Tuple[str, str]]:
    """A database and a room for keys in Redis, of a module's own; skipped where there is no PostgreSQL or Redis."""
    with ExitStack() as made:
        try:
            found = made.enter_context(own_database()), made.enter_context(own_keys())
        except Missing as reason:
            pytest.skip(str(reason))
        yield found


@pytest.fixture(scope="module")
def several(stores: Tuple[str, str]) -> Iterator[Several]:
    """The servers, ready."""
    database, keys = stores
    with ExitStack() as made:
        real = make_url(redis_url())
        cable = Relay((real.host or "127.0.0.1", real.port or 6379))
        made.callback(cable.stop)
        url = real.set(host="127.0.0.1", port=cable.port).render_as_string(hide_password=False)
        yield Several(made.enter_context(Topology(database, url, keys)), database, cable)
