"""Whether a message has come before: services send one again when an answer is late or lost.

A message is claimed when it comes in, not when it has been answered, so that one sent
again is known while the first is still at work. Claims lie in Redis where the lock
store does (several servers then know of each other's), else in this process.
"""

from __future__ import annotations

import asyncio
import logging
import time
from collections import OrderedDict
from typing import Optional

from rasa.core.lock_store import LockStore
from redis.exceptions import RedisError

from bot.redis_locks import RedisLocks

logger = logging.getLogger(__name__)

KEPT = 24 * 3600  # seconds; Telegram sends an update again for a day, Slack an event for an hour
PATIENCE = 1.0  # seconds Redis may take: the services wait three for their answer, with all else in it
MOST = 20_000  # claims in this process; about 3 MB


class Seen:
    """The claims of this process."""

    def __init__(self, kept: float = KEPT, most: int = MOST) -> None:
        self._kept, self._most = kept, most
        self._claims: "OrderedDict[str, float]" = OrderedDict()  # key to the time it runs out, oldest first

    def first(self, key: str, kept: Optional[float] = None) -> bool:
        """Claims `key`; False where it was claimed in the last `kept` seconds."""
        now = time.monotonic()
        if self._claims.get(key, 0) > now:
            return False
        self._claims.pop(key, None)
        self._claims[key] = now + (self._kept if kept is None else kept)
        while len(self._claims) > self._most:
            self._claims.popitem(last=False)
        return True

    def __len__(self) -> int:
        return len(self._claims)


async def is_first(seen: Seen, store: Optional[LockStore], key: str, kept: float = KEPT) -> bool:
    """Claims `key` for this server and, with a Redis lock store, for all of them."""
    return seen.first(key, kept) and await claimed(store, key, kept)


async def claimed(store: Optional[LockStore], key: str, kept: float = KEPT) -> bool:
    """Claims `key` where servers share a Redis lock store; False where another of them had it."""
    if not isinstance(store, RedisLocks):
        return True
    try:
        return await asyncio.wait_for(store.claim(key, kept), PATIENCE)
    except (RedisError, OSError, asyncio.TimeoutError) as error:  # a line taken twice is better than one lost
        logger.warning("Redis could not be asked whether a message came before: %s", type(error).__name__)
        return True
