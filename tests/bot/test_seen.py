"""A message sent again is known, in one process and in several, and memory stays bounded."""

from __future__ import annotations

import asyncio
import time

from rasa.core.lock_store import InMemoryLockStore
from rasa.utils.endpoints import EndpointConfig

from bot.channels.seen import PATIENCE, Seen, is_first
from bot.chat import free_port
from bot.redis_locks import RedisLocks
from tests.redis_server import needs_redis, running_redis


def test_what_came_before_is_known():
    seen = Seen()
    assert [seen.first(key) for key in ("a", "b", "a")] == [True, True, False]


def test_a_claim_runs_out():
    seen = Seen(kept=0.05)
    assert seen.first("a")
    time.sleep(0.06)
    assert seen.first("a")


def test_memory_is_bounded_and_the_oldest_claim_goes_first():
    seen = Seen(most=3)
    assert all(seen.first(key) for key in "abcd")
    assert len(seen) == 3
    assert not seen.first("d")
    assert seen.first("a")


def test_with_a_lock_store_in_memory_each_process_knows_its_own():
    async def both():
        return [await is_first(seen, InMemoryLockStore(), "a") for seen in (Seen(), Seen())]

    assert asyncio.run(both()) == [True, True]


def locks(url: str) -> RedisLocks:
    return RedisLocks(EndpointConfig.from_dict({"url": url, "key_prefix": "seen"}))


@needs_redis
def test_with_redis_two_servers_know_of_each_others(tmp_path):
    async def both(url):
        return await asyncio.gather(*(is_first(Seen(), locks(url), "update:1") for _ in range(2)))

    with running_redis(tmp_path) as url:
        assert sorted(asyncio.run(both(url))) == [False, True]


@needs_redis
def test_with_redis_a_claim_runs_out(tmp_path):
    async def twice(url):
        return [
            await is_first(Seen(), locks(url), "group:1", kept) for kept in (0.05, 1) if not await asyncio.sleep(0.1)
        ]

    with running_redis(tmp_path) as url:
        assert asyncio.run(twice(url)) == [True, True]


def test_without_the_redis_it_was_told_of_a_line_is_taken_rather_than_lost():
    assert asyncio.run(is_first(Seen(), locks(f"redis://127.0.0.1:{free_port()}/0"), "update:1"))


def test_a_redis_that_says_nothing_holds_no_service_up():
    async def asked():
        silent = await asyncio.start_server(lambda *_: asyncio.sleep(30), "127.0.0.1", 0)
        port = silent.sockets[0].getsockname()[1]
        began = time.monotonic()
        first = await is_first(Seen(), locks(f"redis://127.0.0.1:{port}/0"), "update:1")
        silent.close()
        return first, time.monotonic() - began

    first, seconds = asyncio.run(asked())
    assert first
    assert seconds < PATIENCE + 0.5
