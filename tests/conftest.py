"""PostgreSQL and Redis where this machine has them: a database and keys of one's own, gone after the test."""

from __future__ import annotations

from typing import Iterator

import pytest

from deploy.load.services import Missing, own_database, own_keys


@pytest.fixture
def database() -> Iterator[str]:
    """The URL of an empty PostgreSQL database."""
    try:
        made = own_database()
        url = made.__enter__()
    except Missing as reason:
        pytest.skip(str(reason))
    yield url
    made.__exit__(None, None, None)


@pytest.fixture
def keys() -> Iterator[str]:
    """A prefix for keys in Redis."""
    try:
        made = own_keys()
        prefix = made.__enter__()
    except Missing as reason:
        pytest.skip(str(reason))
    yield prefix
    made.__exit__(None, None, None)
