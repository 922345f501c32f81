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
from typing import Any, Optional

from rasa.core.lock_store import LockStore, RedisLockStore
from redis.exceptions import RedisError

logger = logging.getLogger(__name__)

KEPT = 24 * 3600  # seconds; Telegram sends an update again for a day, Slack an event for an hour
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
    if not seen.first(key, kept):
        return False
    if not isinstance(store, RedisLockStore):
        return True
    try:
        return bool(await asyncio.get_running_loop().run_in_executor(None, _claim, store, key, kept))
    except RedisError as error:  # a line taken twice is better than one lost
        logger.warning("Redis could not be asked whether a message came before: %s", type(error).__name__)
        return True


def _claim(store: RedisLockStore, key: str, kept: float) -> Any:
    return store.red.set(f"{store.key_prefix}seen:{key}", "1", nx=True, ex=max(int(kept), 1))
