"""A line from a chat and its turn: taken one after another in each conversation, in the background.

A service wants its answer at once and sends again what it gets none for. So a line is written into
the inbox, queued, the service answered, and the turn made afterwards, by the next server should
this one die: Rasa's replies are collected first and sent then, so that a reply that can't be
delivered never undoes the turn.
"""

from __future__ import annotations

import asyncio
import logging
import time
from functools import partial
from typing import Any, Awaitable, Callable, Dict, List, Optional, Set

from rasa.core.agent import Agent
from rasa.core.lock_store import LockStore
from rasa.core.tracker_store import TrackerStore

from actions.memory import remember
from bot.channels.background import aside, cancelled, log_failure
from bot.channels.heard import Heard, Message, Place
from bot.channels.replies import Handler, Replies, not_taken, own
from bot.channels.seen import KEPT, Seen, claimed, is_first
from bot.channels.text import Refused
from bot.channels.words import words
from bot.history import is_known, latest_events
from bot.inbox import BEAT, Entry, Inbox
from bot.links import Shared

logger = logging.getLogger(__name__)

WIND_DOWN = 5  # seconds for running turns when the server stops
AWAY = 120  # seconds after which an answer that a dead server still owed comes with a word of excuse


class Turns:
    """The turns of all conversations of one channel, from `open` to `wind_down`."""

    _store: TrackerStore
    _locks: LockStore
    _loaded: asyncio.Event
    _inbox: Inbox
    _watching: "asyncio.Task[None]"

    def __init__(
        self, channel: str, on_new_message: Handler, base: str, place_at: Callable[[Dict[str, Any]], Place]
    ) -> None:
        """`place_at` finds a chat by its address."""
        self._channel, self._place_at = channel, place_at
        self._replies, self._seen = Replies(channel, on_new_message, base), Seen()
        self._last: Dict[str, "asyncio.Task[None]"] = {}  # the latest turn of each conversation, running or waiting
        self._turns: Set["asyncio.Task[None]"] = set()  # all turns, also those that a server left which is no more

    async def open(self, agent: Agent, loaded: asyncio.Event) -> None:
        """Begins, with what a server left that is no more; every turn waits until `loaded`, when the model is there."""
        self._store, self._locks, self._loaded = agent.tracker_store, agent.lock_store, loaded
        self._inbox = Inbox(self._channel, agent.tracker_store.engine)
        await self._take_over(everything=agent.tracker_store.engine.dialect.name == "sqlite")  # which has one server
        self._watching = asyncio.create_task(self._watch())

    async def first(self, key: str, kept: float = KEPT) -> bool:
        """Whether a message that is no line comes for the first time."""
        return await is_first(self._seen, self._locks, key, kept)

    async def take(self, heard: Heard, place: Place) -> bool:
        """Queues a turn behind those of the same conversation; False where it came before.

        Returns once it is in the inbox, so that the service may be answered; sees that through where it hangs up.
        """
        return await asyncio.shield(self._taken(heard, place))

    async def _taken(self, heard: Heard, place: Place) -> bool:
        if not self._seen.first(heard.key):
            return False
        line = {"text": heard.text, "title": heard.title, "place": place.address}
        # Written before it is claimed for all servers: claimed and in no inbox, it would be lost with this one.
        if not await self._inbox.add(Entry(heard.key, heard.sender_id, line, time.time())):
            return False
        if not await claimed(self._locks, heard.key):
            await self._inbox.remove(heard.key)
            return False
        self._queue(heard.sender_id, partial(self._turn, heard, place))
        return True

    def tell(self, sender_id: str, sentence: str, place: Place) -> None:
        """Queues a sentence of the channel's own."""
        self._queue(sender_id, partial(self._deliver, place, sender_id, own(sentence)))

    def knows(self, sender_id: str) -> bool:
        """Whether a conversation has begun, be it with a line that still waits."""
        return sender_id in self._last or is_known(self._store, sender_id)

    async def wind_down(self) -> None:
        """Waits a little for the turns that are running; the others are for the next server."""
        await cancelled(self._watching)
        _, unfinished = await asyncio.wait(self._turns, timeout=WIND_DOWN) if self._turns else (None, ())
        for turn in unfinished:  # all at once: none may begin because the one before it has ended
            turn.cancel()
        if unfinished:
            await asyncio.wait(unfinished)
        await self._inbox.let_go()

    async def _watch(self) -> None:
        while True:
            await asyncio.sleep(BEAT)
            await self._inbox.keep()
            await self._take_over()

    async def _take_over(self, everything: bool = False) -> None:
        """Takes up what was left; the inbox sees to the order, also with what this server has taken."""
        for entry in await self._inbox.left(everything):
            self._seen.first(entry.key)
            aside(self._turns, self._owed_turn(entry))

    async def _owed_turn(self, entry: Entry) -> None:
        await claimed(self._locks, entry.key)  # should it come again, from a service that got no answer
        try:
            heard = Heard(entry.key, entry.sender_id, entry.line["text"], entry.line["title"])
            place = self._place_at(entry.line["place"])
        except (KeyError, TypeError) as error:
            log_failure(f"A line in {self._channel} that another version wrote down could not be read", error)
            await self._inbox.remove(entry.key)
        else:
            await self._turn(heard, place, entry)

    def _queue(self, sender_id: str, turn: Callable[[], Awaitable[Any]]) -> None:
        task = aside(self._turns, _in_order(self._last.get(sender_id), turn))
        self._last[sender_id] = task
        task.add_done_callback(partial(self._done, sender_id))

    def _done(self, sender_id: str, task: "asyncio.Task[None]") -> None:
        if self._last.get(sender_id) is task:
            del self._last[sender_id]

    async def _turn(self, heard: Heard, place: Place, owed: Optional[Entry] = None) -> None:
        """Answers a line, be it one that another server took, and takes it out of the inbox, however that went."""
        try:
            replies = await self._answered(heard, place)
            sent = owed.sent if owed else 0
            if owed and not sent and time.time() - owed.came > AWAY:
                await self._deliver(place, heard.sender_id, own(words().sentences.away))
            await self._send(heard, place, replies, sent)
        except Exception as error:
            log_failure(f"A turn in {self._channel} failed", error)
        await self._inbox.remove(heard.key)

    async def _answered(self, heard: Heard, place: Place) -> List[Message]:
        """What is to be sent, in any case something; meanwhile the chat shows that it is on its way."""
        waiting = asyncio.create_task(place.busy())
        try:
            await self._loaded.wait()
            await self._inbox.its_turn(heard.key)
            return await self._replies.to(self._store, heard)
        except Refused as refusal:
            return [own(str(refusal))]
        except Exception as error:  # whatever it was, the user must be told that the line was not taken
            log_failure(f"A line in {self._channel} could not be answered", error)
            return [not_taken(heard)]
        finally:
            await cancelled(waiting)

    async def _send(self, heard: Heard, place: Place, replies: List[Message], sent: int) -> None:
        """Sends in order what is not sent yet; after one that can't be delivered, the rest would be out of place."""
        scored = any(one.get("scorecard") for one in replies)
        for i, message in enumerate(replies[sent:], sent + 1):
            if not await self._deliver(place, heard.sender_id, message):
                return
            if i < len(replies) or scored:
                await self._inbox.sent(heard.key, i)
        if scored:
            await self._send_scorecard(heard.sender_id, place)

    async def _send_scorecard(self, sender_id: str, place: Place) -> None:
        events = await latest_events(self._store, sender_id)
        name = remember(events).settings.get("rehearsal")
        try:
            await place.send_scorecard(Shared(sender_id, str(name)), events)
        except Exception as error:
            self._undelivered(place, error)

    async def _deliver(self, place: Place, sender_id: str, message: Message) -> bool:
        """Whether a message was delivered."""
        try:
            await place.send_response(sender_id, dict(message))
        except Exception as error:
            self._undelivered(place, error)
            return False
        return True

    def _undelivered(self, place: Place, error: Exception) -> None:
        logger.error("A message in %s could not be delivered: %s", self._channel, place.reason(error))


async def _in_order(before: "Optional[asyncio.Task[None]]", turn: Callable[[], Awaitable[Any]]) -> None:
    if before:
        await asyncio.wait([before])
    await turn()
