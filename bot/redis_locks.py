"""One line of a conversation at a time, on however many servers: a queue for each conversation, in Redis.

Rasa's own Redis locks read a queue, change it and write it back, so that two servers asking at
once can be given the same place; and the place of a server that was killed is held for a minute.
Here each step is one script that Redis runs alone, by Redis's own clock, and a place is a short
lease that its server renews for as long as it lives, however long an action takes.
"""

from __future__ import annotations

import asyncio
import logging
import os
import time
import uuid
from contextlib import asynccontextmanager, suppress
from typing import Any, AsyncIterator, Text

from rasa.core.lock import TicketLock
from rasa.core.lock_store import LockError, LockStore
from rasa.utils.endpoints import EndpointConfig
from redis.asyncio import Redis
from redis.asyncio.retry import Retry
from redis.backoff import ExponentialBackoff
from redis.exceptions import ConnectionError as Unconnected
from redis.exceptions import RedisError

logger = logging.getLogger(__name__)

LEASE = 10.0  # seconds a place outlives its server
LONGEST_WAIT = 60.0  # seconds a line waits for those before it
POLL = 0.05  # seconds between two looks at the queue, growing to a fifth of a second
TIMEOUT = 3.0  # seconds Redis may take

# KEYS: the queue, and the deadlines of those in it. ARGV: the place, the lease in milliseconds.
# Takes a place, or renews it; drops the dead at the head; 1 where it is this one's turn.
_STAND = """
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
if redis.call('HEXISTS', KEYS[2], ARGV[1]) == 0 then redis.call('RPUSH', KEYS[1], ARGV[1]) end
redis.call('HSET', KEYS[2], ARGV[1], now + ARGV[2])
local head = redis.call('LINDEX', KEYS[1], 0)
while head and tonumber(redis.call('HGET', KEYS[2], head) or 0) < now do
  redis.call('LPOP', KEYS[1])
  redis.call('HDEL', KEYS[2], head)
  head = redis.call('LINDEX', KEYS[1], 0)
end
redis.call('PEXPIRE', KEYS[1], ARGV[2] * 10)
redis.call('PEXPIRE', KEYS[2], ARGV[2] * 10)
return head == ARGV[1] and 1 or 0
"""
_LEAVE = "redis.call('LREM', KEYS[1], 0, ARGV[1]) return redis.call('HDEL', KEYS[2], ARGV[1])"


class RedisLocks(LockStore):
    """Rasa's lock store, for servers that share conversations. `url` and `key_prefix` come from the endpoints file."""

    def __init__(self, endpoint_config: EndpointConfig) -> None:
        self.red = Redis.from_url(
            endpoint_config.url,
            socket_timeout=TIMEOUT,
            socket_connect_timeout=TIMEOUT,
            health_check_interval=15,
            retry=Retry(ExponentialBackoff(cap=0.2, base=0.05), 2),  # both scripts may be run twice
            retry_on_error=[Unconnected],
        )
        self._prefix = endpoint_config.kwargs.get("key_prefix") or "curtain-line"
        self._lease = float(os.environ.get("CURTAIN_LINE_LEASE") or LEASE)
        self._stand_script = self.red.register_script(_STAND)
        self._leave_script = self.red.register_script(_LEAVE)
        super().__init__()

    @asynccontextmanager
    async def lock(
        self, conversation_id: Text, lock_lifetime: float = 0, wait_time_in_seconds: float = POLL
    ) -> AsyncIterator[TicketLock]:
        """Waits for the turn of this line, and keeps it until the block is left.

        Raises:
            LockError: Redis cannot be reached, or those before take longer than `LONGEST_WAIT`.
        """
        place = uuid.uuid4().hex
        try:
            await self._wait(conversation_id, place, wait_time_in_seconds)
            renewing = asyncio.ensure_future(self._renew(conversation_id, place))
            try:
                yield TicketLock(conversation_id)
            finally:
                renewing.cancel()
        finally:
            await self._leave(conversation_id, place)

    async def reachable(self) -> bool:
        """Whether Redis answers.

        Raises:
            RedisError: it does not.
        """
        return bool(await self.red.ping())

    async def claim(self, key: Text, seconds: float) -> bool:
        """Whether nobody on any server has claimed `key` in the last `seconds`; claims it.

        Raises:
            RedisError: Redis cannot be reached.
        """
        return bool(await self.red.set(f"{self._prefix}:seen:{key}", "1", nx=True, px=max(int(seconds * 1000), 1)))

    async def _wait(self, conversation_id: Text, place: Text, pause: float) -> None:
        deadline = time.monotonic() + LONGEST_WAIT
        while not await self._stand(conversation_id, place):
            if time.monotonic() > deadline:
                raise LockError("Those before this line take too long.")
            await asyncio.sleep(pause)
            pause = min(pause * 1.5, 0.2)

    async def _stand(self, conversation_id: Text, place: Text) -> bool:
        try:
            turn = await self._stand_script(self._keys(conversation_id), [place, int(self._lease * 1000)])
        except (RedisError, OSError) as error:
            raise LockError("Redis cannot be reached.") from error
        return bool(turn)

    async def _renew(self, conversation_id: Text, place: Text) -> None:
        """Keeps the place until cancelled; the database keeps order where Redis fails meanwhile."""
        while True:
            await asyncio.sleep(self._lease / 3)
            try:
                if not await self._stand(conversation_id, place):
                    logger.warning("A line's turn was lost while it was being answered.")
            except LockError:
                logger.warning("A line's turn could not be renewed.")

    async def _leave(self, conversation_id: Text, place: Text) -> None:
        """Makes room for the next; where Redis is gone the lease ends by itself, and the line stays answered."""
        with suppress(RedisError, OSError):
            await self._leave_script(self._keys(conversation_id), [place])

    def _keys(self, conversation_id: Text) -> Any:
        stem = f"{self._prefix}:{{{conversation_id}}}"  # braces: both keys on one node of a cluster
        return [f"{stem}:queue", f"{stem}:deadlines"]
