"""A turn that a server owes: in the inbox before the service is answered, made by the next server, and only once."""

from __future__ import annotations

import asyncio
import json
import time
from types import SimpleNamespace

import pytest
import sqlalchemy as sa

from bot.channels.heard import Heard
from bot.channels.turns import AWAY, Turns
from bot.channels.words import words
from bot.inbox import TABLE
from tests.bot.test_turns import BASE, Chat, echo, line, no_lines, opened, strangers


def kept(engine):
    """What the inbox holds: keys and how many messages of the answer were sent."""
    with engine.connect() as connection:
        return [tuple(row) for row in connection.execute(sa.select(TABLE.c.key, TABLE.c.sent).order_by(TABLE.c.id))]


def owes(engine, key="slack:1", text="/help", minutes=0.0, sent=0, sender="slack-T-U"):
    """A line that a server took which is no more."""
    said = json.dumps({"text": text, "title": "", "place": {"chat": 1}})
    row = {"channel": "slack", "key": key, "sender_id": sender, "line": said, "came": time.time() - 60 * minutes}
    with engine.begin() as connection:
        connection.execute(TABLE.insert().values(**row, sent=sent, server="a dead one", claimed=0.0))


def test_a_line_is_in_the_inbox_when_it_counts_as_taken_and_no_more_when_it_is_answered():
    async def taken():
        release, chat, engine = asyncio.Event(), Chat(), no_lines()

        async def bot(message):
            await release.wait()
            await echo(message)

        turns, one = await opened(bot, chat, engine=engine), line("/help")
        assert await turns.take(one, chat)
        before = kept(engine)
        release.set()
        await turns.wind_down()
        return one, before, kept(engine)

    one, before, after = asyncio.run(taken())
    assert before == [(one.key, 0)]
    assert after == []


def test_what_comes_again_is_not_taken_again():
    async def twice():
        chat = Chat()
        turns, one = await opened(echo, chat), line("/help")
        taken = [await turns.take(one, chat) for _ in range(2)]
        await turns.wind_down()
        return taken, chat.texts

    assert asyncio.run(twice()) == ([True, False], ["/help 1", "/help 2"])


def after_a_start(engine, bot=echo, meanwhile=(), chat=None):
    """What a new server sends, which is also sent these lines."""

    async def started():
        place = chat or Chat()
        turns = await opened(bot, place, engine=engine)
        taken = [await turns.take(one, place) for one in meanwhile]
        await turns.wind_down()
        return place.texts, taken

    return asyncio.run(started())


def test_what_is_owed_is_answered_in_order_and_before_what_comes_in():
    engine = no_lines()
    owes(engine, "slack:a", "/help")
    owes(engine, "slack:b", "/hint")
    texts, _ = after_a_start(engine, meanwhile=[line("/finish")])
    assert texts == ["/help 1", "/help 2", "/hint 1", "/hint 2", "/finish 1", "/finish 2"]
    assert kept(engine) == []


def test_what_is_owed_is_known_when_the_service_sends_it_again():
    engine = no_lines()
    owes(engine, "slack:a")
    texts, taken = after_a_start(engine, meanwhile=[Heard("slack:a", "slack-T-U", "/help")])
    assert taken == [False]
    assert texts == ["/help 1", "/help 2"]


def test_an_answer_that_comes_minutes_late_begins_with_an_excuse():
    late, soon = no_lines(), no_lines()
    owes(late, minutes=AWAY / 60 + 1)
    owes(soon, minutes=0.5)
    assert after_a_start(late)[0] == [words().sentences.away, "/help 1", "/help 2"]
    assert after_a_start(soon)[0] == ["/help 1", "/help 2"]


def test_of_an_answer_that_was_sent_in_part_the_rest_is_sent():
    engine = no_lines()
    owes(engine, minutes=30, sent=1)
    assert after_a_start(engine)[0] == ["/help 2"]


def test_what_was_sent_of_an_answer_is_noted_while_the_rest_is_on_its_way():
    engine, noted = no_lines(), []

    class Noting(Chat):
        async def send_response(self, recipient_id, message):
            noted.append(kept(engine))
            await super().send_response(recipient_id, message)

    after_a_start(engine, meanwhile=[Heard("slack:a", "slack-T-U", "/help")], chat=Noting())
    assert noted == [[("slack:a", 0)], [("slack:a", 1)]]


def test_turns_the_server_stops_over_are_left_to_the_next_and_none_goes_on(monkeypatch):
    monkeypatch.setattr("bot.channels.turns.WIND_DOWN", 0.1)
    engine, begun = no_lines(), []

    async def never(message):
        begun.append(message.text)
        await asyncio.sleep(60)

    async def stopped():
        chat = Chat()
        turns = await opened(never, chat, engine=engine)
        for key, text in (("slack:a", "/help"), ("slack:b", "/hint")):
            await turns.take(Heard(key, "slack-T-U", text), chat)
        await turns.wind_down()
        return turns._turns, chat.texts

    assert asyncio.run(stopped()) == (set(), [])
    assert begun == ["/help"]
    assert kept(engine) == [("slack:a", 0), ("slack:b", 0)]
    assert after_a_start(engine)[0] == ["/help 1", "/help 2", "/hint 1", "/hint 2"]


def test_a_line_of_another_version_is_given_up_and_holds_none_up():
    engine = no_lines()
    owes(engine, "slack:a")
    with engine.begin() as connection:
        connection.execute(TABLE.update().values(line=json.dumps({"something": "else"})))
    owes(engine, "slack:b")
    assert after_a_start(engine)[0] == ["/help 1", "/help 2"]
    assert kept(engine) == []


@pytest.mark.parametrize("is_owed", [True, False])
def test_until_the_model_is_there_a_turn_waits_and_shows_that_it_is_on_its_way(is_owed):
    async def waits():
        busy, loaded, engine = asyncio.Event(), asyncio.Event(), no_lines()

        class Busy(Chat):
            async def busy(self):
                busy.set()
                await super().busy()

        chat = Busy()
        turns, store = Turns("slack", echo, BASE, lambda _: chat), strangers()
        store.engine = engine
        if is_owed:
            owes(engine)
        await turns.open(SimpleNamespace(tracker_store=store, lock_store=None), loaded)
        if not is_owed:
            assert await turns.take(line("/help"), chat)
        await asyncio.wait_for(busy.wait(), 5)
        await asyncio.sleep(0.1)
        before = list(chat.texts)
        loaded.set()
        await turns.wind_down()
        return before, chat.texts

    assert asyncio.run(waits()) == ([], ["/help 1", "/help 2"])


def test_each_message_to_rasa_has_a_name_of_its_own_that_stays_the_same():
    one, again, other = (Heard(key, "s", "text") for key in ("slack:1", "slack:1", "slack:2"))
    names = [heard.message_id(i) for heard in (one, other) for i in (0, 1)]
    assert len(set(names)) == 4
    assert all(len(name) == 32 and set(name) <= set("0123456789abcdef") for name in names)
    assert [again.message_id(i) for i in (0, 1)] == names[:2]
