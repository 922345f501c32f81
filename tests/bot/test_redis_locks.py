"""The locks in Redis: one line at a time, in the order they came, also when a server dies."""

from __future__ import annotations

import asyncio
import time

import pytest
from rasa.core.lock_store import LockError, LockStore
from rasa.utils.endpoints import EndpointConfig

from bot import redis_locks
from bot.redis_locks import RedisLocks
from deploy.load.relay import Relay
from deploy.load.services import redis_url


@pytest.fixture
def opened(keys):
    """Makes lock stores as servers do, through the endpoints file's entries."""

    def opening(url=None):
        entry = {"type": "bot.redis_locks.RedisLocks", "url": url or redis_url(), "key_prefix": keys}
        return LockStore.create(EndpointConfig.from_dict(entry))

    return opening


def test_rasa_finds_it_through_the_endpoints_file(opened):
    assert isinstance(opened(), RedisLocks)


def test_lines_from_two_servers_are_taken_one_at_a_time_and_in_order(opened):
    inside, order = [], []

    async def line(store, number):
        async with store.lock("ana"):
            inside.append(number)
            assert len(inside) == 1, "two at once"
            await asyncio.sleep(0.01)
            inside.remove(number)
            order.append(number)

    async def play():
        stores = [opened(), opened()]
        waiting = []
        for number in range(20):
            waiting.append(asyncio.ensure_future(line(stores[number % 2], number)))
            await asyncio.sleep(0.02)  # so that they come in order
        await asyncio.gather(*waiting)

    asyncio.run(play())
    assert order == list(range(20))


def test_many_who_ask_at_the_same_moment_never_get_the_same_place(opened):
    inside = []

    async def line(store):
        async with store.lock("ana"):
            inside.append(1)
            assert len(inside) == 1, "two at once"
            await asyncio.sleep(0)
            inside.pop()

    async def play():
        stores = [opened() for _ in range(4)]
        await asyncio.gather(*(line(store) for store in stores * 10))

    asyncio.run(play())


def test_conversations_do_not_wait_for_each_other(opened):
    async def play():
        store = opened()
        async with store.lock("ana"), store.lock("ben"):
            return True

    assert asyncio.run(asyncio.wait_for(play(), 5))


def test_a_line_that_takes_longer_than_its_lease_keeps_its_turn(opened, monkeypatch):
    monkeypatch.setenv("CURTAIN_LINE_LEASE", "1")
    order = []

    async def slow(store):
        async with store.lock("ana"):
            await asyncio.sleep(2.5)
            order.append("slow")

    async def next_one(store):
        await asyncio.sleep(0.3)
        async with store.lock("ana"):
            order.append("next")

    async def play():
        await asyncio.gather(slow(opened()), next_one(opened()))

    asyncio.run(play())
    assert order == ["slow", "next"]


def test_the_place_of_a_server_that_died_is_free_when_its_lease_ends(opened, monkeypatch):
    monkeypatch.setenv("CURTAIN_LINE_LEASE", "1")

    async def play():
        dead, alive = opened(), opened()
        assert await dead._stand("ana", "a place nobody renews")
        begun = time.monotonic()
        async with alive.lock("ana"):
            return time.monotonic() - begun

    assert 0.5 < asyncio.run(play()) < 5


def test_nothing_is_left_in_redis_when_a_line_was_answered(opened):
    async def play():
        store = opened()
        async with store.lock("ana"):
            held = await store.red.exists(*store._keys("ana"))
        return held, await store.red.exists(*store._keys("ana"))

    assert asyncio.run(play()) == (2, 0)


def test_who_waits_too_long_is_turned_away_and_leaves_the_queue(opened, monkeypatch):
    monkeypatch.setattr(redis_locks, "LONGEST_WAIT", 0.3)

    async def play():
        store = opened()
        async with store.lock("ana"):
            with pytest.raises(LockError):
                async with store.lock("ana"):
                    pass
            return await store.red.llen(store._keys("ana")[0])

    assert asyncio.run(play()) == 1


def test_without_redis_no_line_is_taken_and_one_that_is_being_answered_is_finished(opened):
    relay = Relay(("127.0.0.1", int(redis_url().rsplit(":", 1)[1].split("/")[0])))

    async def play():
        store = opened(f"redis://127.0.0.1:{relay.port}/0")
        async with store.lock("ana"):
            relay.cut()
        with pytest.raises(LockError):
            async with store.lock("ben"):
                pytest.fail("taken without a lock")
        relay.mend()
        async with store.lock("ben"):
            return True

    assert asyncio.run(play())
    relay.stop()
