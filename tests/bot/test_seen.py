"""A message sent again is known, in one process and in several, and memory stays bounded."""

from __future__ import annotations

import asyncio
import shutil
import subprocess
import time

import pytest
from rasa.core.lock_store import InMemoryLockStore, RedisLockStore

from bot.channels.seen import Seen, is_first
from bot.chat import free_port

REDIS = shutil.which("redis-server")


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


@pytest.fixture
def redis_port(tmp_path):
    port = free_port()
    command = [REDIS, "--port", str(port), "--save", "", "--dir", str(tmp_path), "--bind", "127.0.0.1"]
    server = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    assert any("Ready to accept connections" in line for line in server.stdout)
    yield port
    server.terminate()
    server.wait(10)


@pytest.mark.skipif(REDIS is None, reason="no redis-server on this machine")
def test_with_redis_two_processes_know_of_each_others(redis_port):
    async def both():
        stores = [RedisLockStore(host="127.0.0.1", port=redis_port) for _ in range(2)]
        return await asyncio.gather(*(is_first(Seen(), store, "update:1") for store in stores))

    assert sorted(asyncio.run(both())) == [False, True]


def test_without_the_redis_it_was_told_of_a_line_is_taken_rather_than_lost():
    store = RedisLockStore(host="127.0.0.1", port=free_port())
    assert asyncio.run(is_first(Seen(), store, "update:1"))
