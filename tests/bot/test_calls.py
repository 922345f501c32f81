"""Calls of the services: limited in time, tried again where it helps, given up where it does not; no secret told."""

from __future__ import annotations

import asyncio
import logging
import time

import pytest

from bot.channels import slack_calls, slack_output, telegram_calls, telegram_output
from bot.channels.slack_calls import slack_client
from bot.channels.slack_output import SlackChat, SlackOutput
from bot.channels.telegram import Telegram
from bot.channels.telegram_output import TelegramOutput
from bot.channels.words import words
from tests.bot.test_turns import echo, line, opened
from tests.fakes.service import Failure
from tests.fakes.slack import FakeSlack, shown
from tests.fakes.telegram import FakeTelegram

TOKEN, SECRET, BASE = "42:hidden-token", "hidden-webhook-secret", "https://rehearse.example.org"
CHAT = SlackChat("T1", "U1", "D1", None)


def reply(text="Well?", **more):
    """A reply as Rasa gives it to a channel, which may take it apart."""
    return {"text": text, "by": "coach", **more}


@pytest.fixture
def slack_service():
    running = FakeSlack("xoxb-hidden", SECRET)
    running.start()
    yield running
    running.stop()


@pytest.fixture
def telegram_service():
    running = FakeTelegram(TOKEN)
    running.start()
    yield running
    running.stop()


def in_slack(service, token="xoxb-hidden"):
    return SlackOutput(slack_client(token, service.api), CHAT, BASE)


def telegram_sends(service, message, token=TOKEN, chat="telegram-7"):
    async def sent():
        output = TelegramOutput(token, BASE, service.url)
        try:
            await output.send_response(chat, message)
        finally:
            await output.end()

    asyncio.run(sent())


def told(output, sending):
    """Why a message was not delivered, as it is logged."""
    with pytest.raises(Exception) as failed:  # noqa: PT011 - whatever it is, the channel must have a name for it
        asyncio.run(sending)
    return output.reason(failed.value)


def test_slack_told_to_wait_for_an_hour_is_not_waited_for(slack_service):
    slack_service.fails(
        "chat.postMessage", Failure(429, {"ok": False, "error": "ratelimited"}, {"Retry-After": "3600"})
    )
    output = in_slack(slack_service)
    assert told(output, output.send_response("x", reply())) == "ratelimited"
    assert len(slack_service.made("chat.postMessage")) == 1


def test_slack_that_fails_for_good_is_given_up(slack_service, monkeypatch):
    monkeypatch.setattr(slack_calls, "RETRIES", 2)
    slack_service.fails("chat.postMessage", *[Failure(503)] * 9)
    output = in_slack(slack_service)
    assert told(output, output.send_response("x", reply())) == "internal_error"
    assert len(slack_service.made("chat.postMessage")) == 3


def test_slack_that_does_not_answer_is_given_up_and_the_line_not_said_twice(slack_service, monkeypatch):
    monkeypatch.setattr(slack_calls, "TIME_LIMIT", 0.3)
    slack_service.fails("chat.postMessage", Failure(200, {"ok": True}, after=2))
    output, began = in_slack(slack_service), time.monotonic()
    assert told(output, output.send_response("x", reply())) == "TimeoutError"
    assert time.monotonic() - began < 2


def test_a_bad_token_is_named_by_slacks_own_word_and_not_shown(slack_service):
    output = in_slack(slack_service, "xoxb-wrong-hidden")
    assert told(output, output.send_response("x", reply())) == "invalid_auth"


def test_when_a_reply_takes_long_slack_is_told_to_wait_before_it_comes(slack_service, monkeypatch):
    monkeypatch.setattr(slack_output, "PATIENCE", 0.2)

    async def slow(message):
        await asyncio.sleep(0.8)
        await echo(message)

    async def talked():
        place = in_slack(slack_service)
        turns = await opened(slow, place)
        await turns.take(line("/help"), place)
        await turns.wind_down()

    asyncio.run(talked())
    texts = [shown(call) for call in slack_service.made("chat.postMessage")]
    assert words().sentences.wait.replace("&", "&amp;") in texts[0]
    assert len(texts) == 3


def test_telegram_told_to_wait_for_an_hour_is_not_waited_for(telegram_service):
    body = {"ok": False, "error_code": 429, "description": "Too Many Requests", "parameters": {"retry_after": 3600}}
    telegram_service.fails("sendMessage", Failure(429, body))
    with pytest.raises(telegram_calls.RetryAfter):
        telegram_sends(telegram_service, reply())
    assert len(telegram_service.made("sendMessage")) == 1


def test_telegram_that_fails_for_good_is_given_up(telegram_service, monkeypatch):
    monkeypatch.setattr(telegram_calls, "PAUSES", (0.01, 0.01))
    telegram_service.fails("sendMessage", *[Failure(500)] * 9)
    with pytest.raises(telegram_calls.TelegramAPIError):
        telegram_sends(telegram_service, reply())
    assert len(telegram_service.made("sendMessage")) == 3


def test_telegram_that_does_not_answer_is_given_up_and_the_line_not_said_twice(telegram_service, monkeypatch):
    monkeypatch.setattr(telegram_calls, "TIME_LIMIT", 0.3)
    telegram_service.fails("sendMessage", Failure(200, {"ok": True, "result": {}}, after=2))
    with pytest.raises(asyncio.TimeoutError):
        telegram_sends(telegram_service, reply())
    assert telegram_service.messages == {}


def test_a_bad_token_is_unauthorised_and_not_shown(telegram_service):
    with pytest.raises(telegram_calls.TelegramAPIError) as refused:
        telegram_sends(telegram_service, reply(), token="43:hidden")
    assert "hidden" not in str(refused.value)
    assert type(refused.value).__name__ == "Unauthorized"


def test_a_picture_that_telegram_failed_to_take_is_sent_again_whole(telegram_service, monkeypatch):
    picture = b"\x89PNG" + bytes(5000)

    async def drawn(events):
        return picture

    monkeypatch.setattr(telegram_output, "levels_picture", drawn)
    monkeypatch.setattr(
        telegram_output, "scores_of", lambda events: telegram_output.markdown.Scores("A", "1 of 100", ())
    )
    telegram_service.fails("sendPhoto", Failure(502))

    async def sent():
        output = TelegramOutput(TOKEN, BASE, telegram_service.url)
        await output.place(7).send_scorecard(telegram_output.Shared("telegram-7", "x"), [])
        await output.end()

    asyncio.run(sent())
    assert telegram_service.photos == [picture]


def test_markup_that_telegram_does_not_take_is_sent_plain(telegram_service, monkeypatch):
    monkeypatch.setattr(telegram_output.markdown, "said", lambda message: ["*never closed"])
    telegram_sends(telegram_service, reply("One * two."))
    assert [one["text"] for one in telegram_service.messages.values()] == ["Coach\nOne * two."]


def test_a_long_reply_is_sent_in_parts_in_order_with_its_buttons_under_the_last(telegram_service):
    text = " ".join(f"This is sentence number {i} of a very long reply." for i in range(200))
    telegram_sends(telegram_service, reply(text, buttons=[{"title": "On", "payload": "/hint"}]))
    sent = list(telegram_service.messages.values())
    assert len(sent) == 3
    assert " ".join(one["text"].replace("Coach\n", "") for one in sent) == text
    assert ["reply_markup" in one for one in sent] == [False, False, True]


def test_making_the_telegram_channel_calls_nobody(telegram_service):
    Telegram(TOKEN, SECRET, BASE, telegram_service.url).get_output_channel()
    assert telegram_service.calls == []


def test_the_verbose_log_holds_no_secret(telegram_service, caplog):
    caplog.set_level(logging.DEBUG)
    channel = Telegram(TOKEN, SECRET, BASE, telegram_service.url)

    async def announced():
        await channel._announce()
        await channel.get_output_channel().end()

    asyncio.run(announced())
    assert telegram_service.hook["secret"] == SECRET
    ours = [record.getMessage() for record in caplog.records if record.name != "aiohttp.access"]  # the fake's own
    assert "hidden" not in " ".join(ours)
