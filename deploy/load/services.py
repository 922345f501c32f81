"""A database and Redis keys of one's own, made for a run and gone after it."""

from __future__ import annotations

import os
import secrets
from contextlib import contextmanager
from typing import Iterator

import redis
import sqlalchemy as sa
from sqlalchemy.exc import SQLAlchemyError

POSTGRES = "postgresql://127.0.0.1:5432/postgres"
REDIS = "redis://127.0.0.1:6379/0"


class Missing(RuntimeError):
    """A service that is not there, in one sentence."""


def postgres_url() -> str:
    """A database from which others can be made: `CURTAIN_LINE_TEST_POSTGRES`, else PostgreSQL on this machine."""
    return os.environ.get("CURTAIN_LINE_TEST_POSTGRES") or POSTGRES


def redis_url() -> str:
    """`CURTAIN_LINE_TEST_REDIS`, else Redis on this machine."""
    return os.environ.get("CURTAIN_LINE_TEST_REDIS") or REDIS


@contextmanager
def own_database() -> Iterator[str]:
    """The URL of a new database, which is dropped in the end.

    Raises:
        Missing: there is no PostgreSQL, or none that lets us make a database.
    """
    name = f"curtain_line_{secrets.token_hex(6)}"
    admin = sa.create_engine(postgres_url(), isolation_level="AUTOCOMMIT", connect_args={"connect_timeout": 3})
    _on(admin, f"CREATE DATABASE {name}")
    try:
        yield sa.engine.make_url(postgres_url()).set(database=name).render_as_string(hide_password=False)
    finally:
        _on(admin, f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
        admin.dispose()


def _on(engine: sa.engine.Engine, statement: str) -> None:
    try:
        with engine.connect() as connection:
            connection.execute(sa.text(statement))
    except SQLAlchemyError as error:
        reason = str(getattr(error, "orig", error)).splitlines()[0]
        raise Missing(f"PostgreSQL at {engine.url!r} cannot be used: {reason}") from error


@contextmanager
def own_keys() -> Iterator[str]:
    """A prefix for keys in Redis, which are deleted in the end.

    Raises:
        Missing: there is no Redis.
    """
    prefix = f"curtainline{secrets.token_hex(6)}"
    with redis.Redis.from_url(redis_url(), socket_timeout=3, socket_connect_timeout=3) as server:
        try:
            server.ping()
        except redis.RedisError as error:
            raise Missing(f"Redis at {redis_url()} cannot be used: {error}") from error
        try:
            yield prefix
        finally:
            for key in server.scan_iter(f"{prefix}:*"):
                server.delete(key)
