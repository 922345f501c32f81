"""A line from a chat and what is replied to it: taken one after another in each conversation, in the background.

A service wants its answer at once and sends again what it gets none for. So a line is
queued, the service answered, and the turn made afterwards: Rasa's replies are collected
first and sent then, so that a reply that can't be delivered never undoes the turn.
"""

from __future__ import annotations

import asyncio
import logging
from dataclasses import dataclass
from functools import partial
from typing import Any, Awaitable, Callable, Dict, List, Optional, Protocol, Text

from rasa.core.channels.channel import CollectingOutputChannel, UserMessage
from rasa.core.tracker_store import TrackerStore

from actions.events import COACH
from actions.memory import Memory, remember
from bot.channels.background import cancelled, log_failure
from bot.channels.hyperlinks import LINK_HERE, Link
from bot.channels.offers import begun_anew, offered, practised, pressed
from bot.channels.past import past
from bot.channels.text import Refused, limit_in, message_of
from bot.channels.words import words
from bot.history import Events, forget, latest_events, rehearsals
from bot.links import Shared, link
from bot.summaries import forget_summaries, summaries

logger = logging.getLogger(__name__)

Handler = Callable[[UserMessage], Awaitable[Any]]
Message = Dict[Text, Any]  # as Rasa sends it: text, by, buttons, …; `links` are ours
WIND_DOWN = 5  # seconds for running turns when the server stops
LABEL = "Coach: "


@dataclass(frozen=True)
class Heard:
    """What came in from a person."""

    sender_id: str  # the conversation
    text: object  # a typed line, or what the pressed button stands for
    title: str = ""  # of the pressed button; empty for a typed line


class Place(Protocol):
    """Where a conversation takes place: one chat of one service, and what can be put there."""

    async def send_response(self, recipient_id: Text, message: Message) -> None:
        """Sends one message; raises where it can't be delivered."""

    async def send_scorecard(self, shared: Shared, events: Events) -> None:
        """Sends how each principle came out, and the picture of it."""

    async def busy(self) -> None:
        """Shows that a reply is on its way, until it is cancelled."""

    def reason(self, error: Exception) -> str:
        """Why a message was not delivered, without what it said and without a secret."""


class TurnOutput(CollectingOutputChannel):
    """Collects the replies of one turn."""

    def __init__(self, channel: Text) -> None:
        super().__init__()
        self._channel = channel
        self.replies: List[Message] = []

    def name(self) -> Text:
        """The name of the channel it stands for; Rasa asks the instance, not the class."""
        return self._channel

    async def send_response(self, recipient_id: Text, message: Message) -> None:
        """Keeps one reply."""
        self.replies.append(dict(message))


class Turns:
    """The turns of all conversations of one channel."""

    def __init__(self, channel: str, on_new_message: Handler, base: str) -> None:
        self._channel, self._hear, self._base = channel, on_new_message, base
        self._last: Dict[str, "asyncio.Task[None]"] = {}  # the latest turn of each conversation, running or waiting

    def take(self, store: TrackerStore, heard: Heard, place: Place) -> None:
        """Queues a turn behind those of the same conversation, and returns at once."""
        self._queue(heard.sender_id, partial(self._turn, store, heard, place), place)

    def tell(self, sender_id: str, sentence: str, place: Place) -> None:
        """Queues a sentence of the channel's own."""
        self._queue(sender_id, partial(self._deliver, place, sender_id, [_own(sentence)]), place)

    async def wind_down(self) -> None:
        """Waits a little for the turns that are running."""
        if self._last:
            await asyncio.wait(list(self._last.values()), timeout=WIND_DOWN)

    def _queue(self, sender_id: str, turn: Callable[[], Awaitable[Any]], place: Place) -> None:
        task = asyncio.create_task(self._in_order(self._last.get(sender_id), turn, place))
        self._last[sender_id] = task
        task.add_done_callback(partial(self._done, sender_id))

    def _done(self, sender_id: str, task: "asyncio.Task[None]") -> None:
        if self._last.get(sender_id) is task:
            del self._last[sender_id]

    async def _in_order(
        self, before: "Optional[asyncio.Task[None]]", turn: Callable[[], Awaitable[Any]], place: Place
    ) -> None:
        if before:
            await asyncio.wait([before])
        try:
            await turn()
        except Exception as error:
            log_failure(f"A turn in {self._channel} failed", error)

    async def _turn(self, store: TrackerStore, heard: Heard, place: Place) -> None:
        waiting = asyncio.create_task(place.busy())
        try:
            replies = await self._answered(store, heard)
        except Refused as refusal:
            replies = [_own(str(refusal))]
        except Exception as error:  # whatever it was, the user must be told that the line was not taken
            log_failure(f"A line in {self._channel} could not be answered", error)
            replies = [_not_taken(heard)]
        finally:
            await cancelled(waiting)
        if await self._deliver(place, heard.sender_id, replies) and any(one.get("scorecard") for one in replies):
            await self._send_scorecard(store, heard.sender_id, place)

    async def _answered(self, store: TrackerStore, heard: Heard) -> List[Message]:
        """Has Rasa take the turn; returns what is to be sent."""
        before = await latest_events(store, heard.sender_id)
        memory = remember(before)
        word = "" if heard.title else _word(heard.text)
        if word == "review":
            return [self._review(memory, heard.sender_id)]
        if word == "history":
            found = await summaries(store, rehearsals(store, heard.sender_id))
            text, links = past(found, heard.sender_id, self._base)
            return [{**_own(text), "links": links}]
        output = TurnOutput(self._channel)
        for text, metadata in _messages(heard, memory, is_new=not before):
            output.replies.clear()
            await self._hear(UserMessage(text, output, heard.sender_id, input_channel=self._channel, metadata=metadata))
        if not output.replies:
            raise RuntimeError("no reply came")
        if any(one.get("forget") for one in output.replies):
            forget(store, heard.sender_id)
            forget_summaries()
            return [self._dressed(one, memory, heard.sender_id) for one in output.replies]
        return await self._shown(store, heard, output.replies, memory)

    async def _shown(self, store: TrackerStore, heard: Heard, replies: List[Message], before: Memory) -> List[Message]:
        """The replies to a line that is kept, with what is offered after it; bare where the database is gone by now."""
        try:
            after = remember(await latest_events(store, heard.sender_id))
        except Exception as error:  # told that it was not taken, somebody would send the line again
            log_failure(f"A line in {self._channel} is kept, and what goes with its answer could not be read", error)
            return [self._dressed(one, before, heard.sender_id) for one in replies]
        return _with_offers([self._dressed(one, after, heard.sender_id) for one in replies], heard, before, after)

    def _dressed(self, message: Message, memory: Memory, sender_id: str) -> Message:
        """A reply as it goes out: who says it set apart, the link to the review signed."""
        message = {**message, "by": message.get("by", COACH), "text": (message.get("text") or "").replace(LABEL, "", 1)}
        if message["by"] != COACH:
            message["name"] = memory.rehearsal.interviewer or words().voices.interviewer
        urls = [values["url"] for _, values in message.get("parts") or () if "url" in values]
        for url in urls:
            shared = Shared(sender_id, url.rpartition("/")[2])
            message.update(text=message["text"].replace(url, LINK_HERE), links=self._links(shared))
        if any(name == "utter_help" for name, _ in message.get("parts") or ()):
            message["text"] += f" {words().sentences.more_words}"
        return message

    def _links(self, shared: Shared) -> List[Link]:
        return [Link(words().link, link(self._base, shared))]

    def _review(self, memory: Memory, sender_id: str) -> Message:
        name = memory.settings.get("rehearsal")
        if not name:
            return _own(words().sentences.no_review)
        text = words().sentences.review.format(url=LINK_HERE)
        return {**_own(text), "links": self._links(Shared(sender_id, str(name)))}

    async def _send_scorecard(self, store: TrackerStore, sender_id: str, place: Place) -> None:
        events = await latest_events(store, sender_id)
        name = remember(events).settings.get("rehearsal")
        try:
            await place.send_scorecard(Shared(sender_id, str(name)), events)
        except Exception as error:
            self._undelivered(place, error)

    async def _deliver(self, place: Place, sender_id: str, messages: List[Message]) -> bool:
        """Sends in order; after one that can't be delivered, the rest of the turn would be out of place."""
        for message in messages:
            try:
                await place.send_response(sender_id, dict(message))
            except Exception as error:
                self._undelivered(place, error)
                return False
        return True

    def _undelivered(self, place: Place, error: Exception) -> None:
        logger.error("A message in %s could not be delivered: %s", self._channel, place.reason(error))


def _messages(heard: Heard, memory: Memory, is_new: bool) -> "List[tuple[str, Dict[str, Any]]]":
    """What Rasa is to hear, in turn; only the replies to the last are sent."""
    if heard.title:
        return pressed(str(heard.text), heard.title, memory)
    beat = memory.settings.get("beat")
    text = message_of(heard.text, limit_in(beat))
    if is_new and begun_anew(text):
        return [("/start", {})]
    return [practised(text) or (text, {})]


def _with_offers(replies: List[Message], heard: Heard, before: Memory, after: Memory) -> List[Message]:
    """Puts the buttons that go with this point of the talk under the last reply, where they are news."""
    last, was, beat = replies[-1], before.settings.get("beat"), after.settings.get("beat")
    anew = before.settings.get("rehearsal") != after.settings.get("rehearsal")
    if beat == "debrief" and (was != "debrief" or anew):
        last["scorecard"] = True
    if not last.get("buttons") and (heard.title or anew or was != beat or str(heard.text).startswith("/")):
        last["buttons"] = offered(after)
    return replies


def _word(text: object) -> str:
    """A line as a word to the channel itself ("/review", "History.")."""
    return text.strip().lower().rstrip(".!?").removeprefix("/") if isinstance(text, str) else ""


def _not_taken(heard: Heard) -> Message:
    """That a line was not taken; a button, which has gone with being pressed, comes along once more."""
    if not heard.title:
        return _own(words().sentences.trouble)
    again = {"title": heard.title, "payload": str(heard.text)}
    return {**_own(words().sentences.trouble_pressed), "buttons": [again]}


def _own(sentence: str) -> Message:
    return {"text": sentence, "by": COACH}
