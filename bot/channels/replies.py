"""What is replied to a line from a chat: what Rasa says to it, put as the chats show it, or the channel's own."""

from __future__ import annotations

from typing import Any, Awaitable, Callable, Dict, List, Text, Tuple

from rasa.core.channels.channel import CollectingOutputChannel, UserMessage
from rasa.core.tracker_store import TrackerStore

from actions.events import COACH
from actions.memory import Memory, remember
from bot.channels.background import log_failure
from bot.channels.heard import Heard, Message
from bot.channels.hyperlinks import LINK_HERE, Link
from bot.channels.offers import begun_anew, idle, offered, practised, pressed
from bot.channels.past import past
from bot.channels.text import command, limit_in, message_of
from bot.channels.words import words
from bot.history import Events, forget, latest_events, rehearsals
from bot.kept_answers import answer_to
from bot.links import Shared, link
from bot.summaries import forget_summaries, summaries

Handler = Callable[[UserMessage], Awaitable[Any]]
LABEL = "Coach: "
FORGET = "forget me"


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


class Replies:
    """The replies of one channel; `base` is the address that its links begin with."""

    def __init__(self, channel: str, on_new_message: Handler, base: str) -> None:
        self._channel, self._hear, self._base = channel, on_new_message, base

    async def to(self, store: TrackerStore, heard: Heard) -> List[Message]:
        """Has Rasa take the turn, unless it was taken before; returns what is to be sent.

        Raises:
            Refused: a line that is not taken, with the reason for the user.
        """
        events = await latest_events(store, heard.sender_id)
        word = "" if heard.title else _word(heard.text)
        if word == "review":
            return [self._review(remember(events), heard.sender_id)]
        if word == "history":
            found = await summaries(store, rehearsals(store, heard.sender_id))
            text, links = past(found, heard.sender_id, self._base)
            return [{**own(text), "links": links}]
        kept = answer_to(store, heard.sender_id, heard.message_id())
        if kept is not None:  # by a server that could not answer any more
            return await self._shown(store, heard, kept, remember(_before(events, heard)))
        before = remember(events)
        reason = idle(heard.text, before) if heard.title else None
        if reason:
            return [{**own(reason), "buttons": offered(before)}]
        replies = await self._said(heard, _messages(heard, before, is_new=not events))
        return await self._shown(store, heard, replies, before)

    async def _said(self, heard: Heard, messages: "List[Tuple[str, Dict[str, Any]]]") -> List[Message]:
        """What Rasa says to the last of these messages.

        Raises:
            RuntimeError: nothing.
        """
        output = TurnOutput(self._channel)
        for i, (text, metadata) in enumerate(messages):
            output.replies.clear()
            named = {"message_id": heard.message_id(len(messages) - 1 - i), "metadata": metadata}
            await self._hear(UserMessage(text, output, heard.sender_id, input_channel=self._channel, **named))
        if not output.replies:
            raise RuntimeError("no reply came")
        return output.replies

    async def _shown(self, store: TrackerStore, heard: Heard, replies: List[Message], before: Memory) -> List[Message]:
        """The replies to a line that is kept, with what is offered after it; bare where the database is gone by now."""
        if any(one.get("forget") for one in replies):
            forget(store, heard.sender_id)
            forget_summaries()
            return [self._dressed(one, before, heard.sender_id) for one in replies]
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
            return own(words().sentences.no_review)
        text = words().sentences.review.format(url=LINK_HERE)
        return {**own(text), "links": self._links(Shared(sender_id, str(name)))}


def own(sentence: str) -> Message:
    """A sentence of the channel's own."""
    return {"text": sentence, "by": COACH}


def not_taken(heard: Heard) -> Message:
    """That a line was not taken; a button, which has gone with being pressed, comes along once more."""
    if not heard.title:
        return own(words().sentences.trouble)
    again = {"title": heard.title, "payload": heard.text}
    return {**own(words().sentences.trouble_pressed), "buttons": [again]}


def _before(events: Events, heard: Heard) -> Events:
    """What there was of a rehearsal before this was heard: nothing, where it began by it."""
    ids = [event.get("message_id") for event in events]
    return events[: ids.index(heard.message_id())] if heard.message_id() in ids else []


def _messages(heard: Heard, memory: Memory, is_new: bool) -> "List[Tuple[str, Dict[str, Any]]]":
    """What Rasa is to hear, in turn; only the replies to the last are sent."""
    if heard.title:
        return pressed(heard.text, heard.title, memory)
    if _word(heard.text) == FORGET:  # no hello, be it a stranger's: all may have been forgotten, and this not said
        return [(command("forget_me"), {})]
    beat = memory.settings.get("beat")
    text = message_of(heard.text, limit_in(beat))
    if is_new and begun_anew(text):
        return [("/start", {})]
    if _word(heard.text) == "help":  # Slack keeps "/help" to itself
        return [(command("help"), {})]
    return [practised(text) or (text, {})]


def _with_offers(replies: List[Message], heard: Heard, before: Memory, after: Memory) -> List[Message]:
    """Puts the buttons that go with this point of the talk under the last reply, where they are news."""
    last, was, beat = replies[-1], before.settings.get("beat"), after.settings.get("beat")
    anew = before.settings.get("rehearsal") != after.settings.get("rehearsal")
    if beat == "debrief" and (was != "debrief" or anew):
        last["scorecard"] = True
    if not last.get("buttons") and (heard.title or anew or was != beat or heard.text.startswith("/")):
        last["buttons"] = offered(after)
    return replies


def _word(text: str) -> str:
    """A line as a word to the channel itself ("/review", "History.")."""
    return text.strip().lower().rstrip(".!?").removeprefix("/")
