"""Turns in the background: in order, never silent, and never undone by a reply that can't be delivered."""

from __future__ import annotations

import asyncio
import itertools
import logging
from types import SimpleNamespace

import pytest
import sqlalchemy as sa
from rasa.core.lock_store import LockError
from rasa.core.tracker_store import InMemoryTrackerStore
from rasa.shared.core.domain import Domain
from sqlalchemy.pool import StaticPool

from bot import inbox
from bot.channels.heard import Heard
from bot.channels.hyperlinks import LINK_HERE
from bot.channels.turns import Turns
from bot.channels.words import words
from bot.overrides.whole_turns import TurnFailed

BASE = "https://rehearse.example.org"
SECRET_WORDS = "my own secret words"
_keys = itertools.count(1)


class Chat:
    """A chat that keeps what is put into it, and fails when told to."""

    address = {"chat": 1}

    def __init__(self, fails_at=()):
        self.put, self.tries, self._fails_at = [], 0, fails_at

    async def send_response(self, recipient_id, message):
        self.tries += 1
        if self.tries in self._fails_at:
            raise ConnectionError(message["text"])
        self.put.append(message)

    async def send_scorecard(self, shared, events):
        self.put.append({"text": "scorecard"})

    async def busy(self):
        await asyncio.sleep(60)

    def reason(self, error):
        return type(error).__name__

    @property
    def texts(self):
        return [message["text"] for message in self.put]


async def echo(message):
    """A bot that answers a line with the same line, twice."""
    for i in (1, 2):
        await message.output_channel.send_response(message.sender_id, {"text": f"{message.text} {i}", "by": "coach"})


def line(text, title="", sender="slack-T-U"):
    """A line, or a press of the button with this title."""
    return Heard(f"slack:{next(_keys)}", sender, text, title)


def no_lines():
    """An empty inbox's database, in memory."""
    engine = sa.create_engine("sqlite://", poolclass=StaticPool, connect_args={"check_same_thread": False})
    inbox.TABLE.create(engine)
    return engine


async def opened(bot, chat, store=None, engine=None):
    """The turns of a channel whose every chat is this one, the model loaded."""
    turns, store, loaded = Turns("slack", bot, BASE, lambda _: chat), store or strangers(), asyncio.Event()
    store.engine = engine or no_lines()
    loaded.set()
    await turns.open(SimpleNamespace(tracker_store=store, lock_store=None), loaded)
    return turns


def strangers():
    """A store of conversations without one."""
    return InMemoryTrackerStore(Domain.empty())


def talk(bot, chat, *lines, store=None):
    """These lines, all typed at once, or what stands for a button."""

    async def typed():
        turns = await opened(bot, chat, store)
        for one in lines:
            await turns.take(one if isinstance(one, Heard) else line(one), chat)
        await turns.wind_down()
        assert turns._last == {}, "no turn is kept once it is over"

    asyncio.run(typed())
    return chat


def test_lines_of_a_conversation_are_answered_in_the_order_they_came():
    async def slow_at_first(message):
        await asyncio.sleep(0.2 if message.text == "/hint" else 0)
        await echo(message)

    assert talk(slow_at_first, Chat(), "/hint", "/help", "/finish").texts == [
        "/hint 1", "/hint 2", "/help 1", "/help 2", "/finish 1", "/finish 2",
    ]  # fmt: skip


def test_one_conversation_does_not_wait_for_another():
    async def two():
        release, chats = asyncio.Event(), (Chat(), Chat())

        async def bot(message):
            if message.sender_id == "slack-T-A":
                await release.wait()
            await echo(message)

        turns = await opened(bot, chats[0])
        await turns.take(line("/help", sender="slack-T-A"), chats[0])
        await turns.take(line("/help", sender="slack-T-B"), chats[1])
        await asyncio.sleep(0.1)
        before = [len(chat.put) for chat in chats]
        release.set()
        await turns.wind_down()
        return before, [len(chat.put) for chat in chats]

    assert asyncio.run(two()) == ([0, 2], [2, 2])


async def broken(message):
    raise RuntimeError(message.text)


async def silent(message):
    pass


async def given_up(message):
    raise TurnFailed(message.text)


async def locked(message):
    raise LockError(message.text)


@pytest.mark.parametrize("bot", [given_up, locked])
def test_a_line_that_is_not_taken_is_told_in_one_sentence_and_a_button_comes_back(bot):
    assert talk(bot, Chat(), f"pay {SECRET_WORDS}").texts == [words().sentences.trouble]
    (told,) = talk(bot, Chat(), line("/hint", "A hint")).put
    assert told["text"] == words().sentences.trouble_pressed
    assert told["buttons"] == [{"title": "A hint", "payload": "/hint"}]


def test_a_line_that_is_kept_is_answered_even_where_the_database_is_gone_a_moment_later():
    class Failing(InMemoryTrackerStore):
        reads = 0

        async def retrieve(self, sender_id):
            self.reads += 1
            if self.reads > 1:
                raise ConnectionError("gone")

    assert talk(echo, Chat(), "number 1", store=Failing(Domain.empty())).texts == ["number 1 1", "number 1 2"]


@pytest.mark.parametrize("bot", [broken, silent])
def test_a_turn_that_fails_is_told_and_logged_without_the_users_words(bot, caplog):
    caplog.set_level(logging.INFO)
    chat = talk(bot, Chat(), f"pay {SECRET_WORDS}", "number 3")
    assert chat.texts[-1] == words().sentences.trouble
    assert "RuntimeError" in caplog.text
    assert SECRET_WORDS not in caplog.text


def test_a_reply_that_cannot_be_delivered_is_logged_once_and_the_conversation_goes_on(caplog):
    caplog.set_level(logging.INFO)
    chat = talk(echo, Chat(fails_at=(1,)), "number 1", "number 2")
    assert chat.texts == ["number 2 1", "number 2 2"]
    assert caplog.text.count("could not be delivered") == 1
    assert "number 1" not in caplog.text


def test_a_line_that_is_refused_is_answered_with_the_reason():
    (reply,) = talk(echo, Chat(), "x" * 2001).texts
    assert "2,000 are the most" in reply


def test_a_slash_from_a_chat_names_no_intent():
    heard = []

    async def bot(message):
        heard.append(message.text)
        await echo(message)

    talk(bot, Chat(), '/choose_scenario{"scenario": "own"} number 2', "/hint", '/start{"a": "b"} 3', "//finish 4")
    assert heard[1] == "/hint"
    assert not any(text.startswith("/") for text in heard if text != "/hint" and text != "/start")


def test_a_hello_of_a_stranger_begins_and_a_choice_is_taken_at_once():
    heard = []

    async def bot(message):
        heard.append(message.text)
        await echo(message)

    talk(bot, Chat(), "hello there")
    talk(bot, Chat(), "staff nurse, please")
    assert heard == ["/start", "staff nurse, please"]


def test_the_address_of_a_review_becomes_a_signed_one():
    url = "http://127.0.0.1:5005/review/abc"

    async def bot(message):
        reply = {"text": f"Coach: It is at {url} now.", "by": "coach", "parts": [["utter_after", {"url": url}]]}
        await message.output_channel.send_response(message.sender_id, reply)

    (reply,) = talk(bot, Chat(), "/help").put
    assert reply["text"] == f"It is at {LINK_HERE} now."
    (link,) = reply["links"]
    assert link.address.startswith(f"{BASE}/shared/")


def test_a_chat_that_asks_for_help_hears_of_the_words_only_a_chat_has():
    async def bot(message):
        await message.output_channel.send_response(message.sender_id, {"text": "Help.", "parts": [["utter_help", {}]]})

    assert talk(bot, Chat(), "/help").texts == [f"Help. {words().sentences.more_words}"]


def test_without_a_rehearsal_there_is_no_review_to_ask_for():
    assert talk(echo, Chat(), "/review").texts == [words().sentences.no_review]
