"""What is asked before the model is there: what needs none is answered at once, the rest waits, and not for ever."""

from __future__ import annotations

import asyncio
from types import SimpleNamespace

import pytest

from bot import loading
from bot.channels.request import Refusal
from bot.readiness import NOT_YET


def asked(path, loaded):
    """A request for this path of a server whose model is there or not."""
    return SimpleNamespace(path=path, app=SimpleNamespace(ctx=SimpleNamespace(loaded=loaded)))


@pytest.mark.parametrize("path", ["/health", "/ready", "/static/window.js", "/webhooks/slack/webhook"])
def test_what_needs_no_model_does_not_wait(path):
    async def answered():
        return await asyncio.wait_for(loading._wait(asked(path, asyncio.Event())), 1)

    assert asyncio.run(answered()) is None


@pytest.mark.parametrize("path", ["/window", "/talk", "/shared/token", "/healthy"])
def test_all_else_waits_until_the_model_is_there(path):
    async def waits():
        loaded = asyncio.Event()
        waiting = asyncio.ensure_future(loading._wait(asked(path, loaded)))
        await asyncio.sleep(0.05)
        before = waiting.done()
        loaded.set()
        await asyncio.wait_for(waiting, 1)
        return before

    assert asyncio.run(waits()) is False


def test_a_model_that_does_not_come_is_said_in_a_sentence(monkeypatch):
    monkeypatch.setattr(loading, "PATIENCE", 0.05)

    async def waits():
        await loading._wait(asked("/talk", asyncio.Event()))

    with pytest.raises(Refusal) as refusal:
        asyncio.run(waits())
    assert (refusal.value.status_code, refusal.value.sentence) == (503, NOT_YET)
