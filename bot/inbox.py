"""The inbox: lines of chats that were acknowledged and are not answered yet, in the database of the rehearsals.

A service sends no line again that it was told is taken, so from then on the line must outlive this process.
It is written down before the service is answered, and deleted once its sender has been. A server that
starts takes up what a killed one left. Where several share the database each renews its claim on its
lines while it lives, and any of them takes over those whose claim has run out.
"""

from __future__ import annotations

import asyncio
import json
import logging
import secrets
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from typing import Any, Callable, Dict, FrozenSet, List, Optional, Set, TypeVar

import sqlalchemy as sa

from bot import postgresql

logger = logging.getLogger(__name__)

BEAT = 5.0  # seconds between two renewals of a server's claim
STALE = 30.0  # seconds after which a claim that was not renewed has run out
PATIENCE = 1.5  # seconds for writing a line down: Slack waits three for its answer, with all else in it
LONGEST_WAIT = 60.0  # seconds a line waits for those before it, should they never end
POLL = 0.05  # seconds between two looks for those before, growing to half a second

TABLE = sa.Table(
    "inbox",
    sa.MetaData(),
    sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), primary_key=True),
    sa.Column("channel", sa.Text, nullable=False),
    sa.Column("key", sa.Text, nullable=False, unique=True),
    sa.Column("sender_id", sa.Text, nullable=False),
    sa.Column("line", sa.Text, nullable=False),  # as JSON: what was said, and where
    sa.Column("came", sa.Float(53), nullable=False),
    sa.Column("sent", sa.Integer, nullable=False),
    sa.Column("server", sa.Text, nullable=False),  # a name for the process that has it in hand
    sa.Column("claimed", sa.Float(53), nullable=False),
)
Found = TypeVar("Found")


@dataclass(frozen=True)
class Entry:
    """One line in the inbox."""

    key: str  # of the message it came with: the same when that comes again
    sender_id: str
    line: Dict[str, Any]
    came: float  # time.time()
    sent: int = 0  # of the messages that answer it, those its sender has


class Inbox:
    """One channel's lines, as one server sees them. A database that fails is logged, and holds no line up."""

    def __init__(self, channel: str, engine: Any) -> None:
        self._channel, self._engine, self._server = channel, engine, secrets.token_hex(8)
        self._held: Set[str] = set()  # keys of the lines this server has in hand
        self._answered: Set[str] = set()  # those of them whose rows are to be deleted
        self._thread = ThreadPoolExecutor(1, "inbox")  # one: lines are numbered in the order they came

    async def add(self, entry: Entry) -> bool:
        """Writes a line down; False where it is there already, in whoever's hand."""
        self._held.add(entry.key)
        try:
            new = await asyncio.wait_for(self._do(self._write, entry), PATIENCE)
        except Exception as error:
            _log("A line could not be written into the inbox", error)
            return True
        if not new:
            self._held.discard(entry.key)
        return new

    async def sent(self, key: str, count: int) -> None:
        """Notes that so many of the messages that answer a line are sent."""
        await self._logged("How far an answer has come could not be noted", self._set, {"sent": count}, key)

    async def remove(self, key: str) -> None:
        """Deletes a line that has been answered."""
        self._answered.add(key)
        await self._delete_answered()

    async def keep(self) -> None:
        """Does what is due every `BEAT`: renews the claim on the lines in hand, deletes what could not be deleted before."""
        if self._answered:
            await self._delete_answered()
        if self._held:
            await self._logged("The claim on the inbox could not be renewed", self._set, {"claimed": self._now()}, None)

    async def let_go(self) -> None:
        """Leaves to others at once what this server won't answer any more."""
        if self._answered:
            await self._delete_answered()
        if self._held:
            await self._logged("What is in the inbox could not be left to others", self._set, {"claimed": 0.0}, None)

    async def left(self, everything: bool = False) -> List[Entry]:
        """Takes over the lines nobody has in hand, oldest first; `everything` where no other server can have any."""
        taking = (self._take, everything, frozenset(self._held))
        found = await self._logged("What was left in the inbox could not be taken up", *taking) or []
        self._held.update(entry.key for entry in found)
        return found

    async def its_turn(self, key: str) -> None:
        """Returns when no earlier line of the same conversation is in the inbox, in whoever's hand."""
        pause, until = POLL, time.monotonic() + LONGEST_WAIT
        asking = ("The inbox could not be asked for earlier lines", self._has_earlier, key)
        while await self._logged(*asking) and time.monotonic() < until:
            await asyncio.sleep(pause)
            pause = min(pause * 1.5, 0.5)

    async def _delete_answered(self) -> None:
        keys = frozenset(self._answered)
        if await self._logged("A line could not be deleted from the inbox", self._delete, keys):
            self._answered -= keys
            self._held -= keys

    async def _do(self, work: Callable[..., Found], *arguments: Any) -> Found:
        """Does something with the database in the thread; `work` is told last whether it is done a second time."""
        twice = partial(postgresql.twice_if_cut, partial(work, *arguments))
        return await asyncio.get_running_loop().run_in_executor(self._thread, twice)

    async def _logged(self, failure: str, work: Callable[..., Found], *arguments: Any) -> Optional[Found]:
        """What `work` finds; None, and a line in the log, where the database fails."""
        try:
            return await self._do(work, *arguments)
        except Exception as error:
            _log(failure, error)
            return None

    def _write(self, entry: Entry, again: bool) -> bool:
        said = {**vars(entry), "line": json.dumps(entry.line)}
        held = {"channel": self._channel, "server": self._server, "claimed": self._now()}
        try:
            with self._engine.begin() as connection:
                connection.execute(TABLE.insert().values(**said, **held))
        except sa.exc.IntegrityError:
            return again  # where the connection broke after it was written, it is this one
        return True

    def _delete(self, keys: FrozenSet[str], again: bool) -> bool:
        with self._engine.begin() as connection:
            for key in keys:
                connection.execute(TABLE.delete().where(TABLE.c.key == key))
        return True

    def _set(self, values: Dict[str, Any], key: Optional[str], again: bool) -> None:
        held = TABLE.c.server == self._server
        chosen = held & (TABLE.c.key == key) if key else held
        with self._engine.begin() as connection:
            connection.execute(TABLE.update().where(chosen).values(**values))

    def _take(self, everything: bool, held: FrozenSet[str], again: bool) -> List[Entry]:
        run_out = TABLE.c.claimed < self._now() - STALE
        # Its own too: a claim may have been kept though the connection broke before that was heard.
        free = sa.true() if everything else run_out | (TABLE.c.server == self._server)
        chosen = sa.select(TABLE).where(TABLE.c.channel == self._channel, free).order_by(TABLE.c.id)
        with self._engine.begin() as connection:
            rows = [row for row in connection.execute(chosen).all() if row.key not in held]
            return [_entry(row) for row in rows if self._claims(connection, row)]

    def _claims(self, connection: Any, row: Any) -> bool:
        """Whether this server gets a row: no other has claimed it since it was read."""
        same = (TABLE.c.id == row.id) & (TABLE.c.server == row.server) & (TABLE.c.claimed == row.claimed)
        claim = TABLE.update().where(same).values(server=self._server, claimed=self._now())
        return int(connection.execute(claim).rowcount) == 1

    def _has_earlier(self, key: str, again: bool) -> bool:
        before = TABLE.alias()
        earlier = (before.c.sender_id == TABLE.c.sender_id) & (before.c.id < TABLE.c.id)
        asked = sa.select(before.c.id).where(TABLE.c.key == key, earlier).limit(1)
        with self._engine.connect() as connection:
            return connection.execute(asked).first() is not None

    def _now(self) -> Any:
        """The time; by the database's clock where several servers ask for it, whose own may differ."""
        if self._engine.dialect.name != "postgresql":
            return time.time()
        return sa.literal_column("CAST(extract(epoch FROM clock_timestamp()) AS float8)", sa.Float(53))


def _entry(row: Any) -> Entry:
    return Entry(row.key, row.sender_id, json.loads(row.line), row.came, row.sent)


def _log(what: str, error: Exception) -> None:
    logger.error("%s: %s", what, type(error).__name__)  # without its words, which may be the user's
