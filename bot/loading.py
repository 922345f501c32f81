"""The agent, and when its model is there: made before the server listens, loaded while it does.

Rasa's `load_agent` does both at once, so that nobody listens for as long as a model takes to load, and
goes on without a model where it cannot be read. Here a chat's line is taken from the first
moment and answered later, and what a browser asks waits.
"""

from __future__ import annotations

import asyncio
import gc
import logging
import os
from pathlib import Path
from typing import Any, Optional

from rasa.core.agent import Agent
from rasa.core.brokers.broker import EventBroker
from rasa.core.lock_store import LockStore
from rasa.core.tracker_store import TrackerStore
from rasa.core.utils import AvailableEndpoints
from sanic import Sanic
from sanic.request import Request
from sanic.response import HTTPResponse

from bot.channels.request import Refusal
from bot.nlu.model import is_whole
from bot.readiness import NOT_YET

logger = logging.getLogger(__name__)

PATIENCE = 50  # seconds a request waits for the model; Sanic gives up after 60
# What needs no model: the probes; the pages' files, and the chats, whose lines wait by themselves.
PROBES, AT_ONCE = ("/health", "/ready"), ("/static/", "/favicon.ico", "/webhooks/")
UNREADABLE = "the trained model cannot be read; remove the folder models and start again"


def add_loading(app: Sanic, model: str, endpoints: AvailableEndpoints) -> None:
    """Makes the agent before `app` listens (`app.ctx.agent`), and loads `model` afterwards (`app.ctx.loaded` is set then)."""

    async def make(app: Sanic, loop: Any) -> None:
        app.ctx.agent, app.ctx.loaded = await _agent(endpoints, loop), asyncio.Event()

    async def load(app: Sanic, _: Any) -> None:
        app.ctx.loading = asyncio.create_task(_load(app, model))  # held here: a task nobody holds may be swept away

    app.register_middleware(_wait, "request")
    app.register_listener(make, "before_server_start")
    app.register_listener(load, "after_server_start")


async def _agent(endpoints: AvailableEndpoints, loop: Any) -> Agent:
    """An agent without a model, of the parts that Rasa would give it.

    Raises:
        ConnectionException: the broker or the database cannot be reached.
    """
    broker = await EventBroker.create(endpoints.event_broker, loop=loop)
    return Agent(
        generator=endpoints.nlg,
        tracker_store=TrackerStore.create(endpoints.tracker_store, event_broker=broker),
        lock_store=LockStore.create(endpoints.lock_store),
        action_endpoint=endpoints.action,
    )


async def _load(app: Sanic, model: str) -> None:
    """Loads the model in a thread; ends the process where it cannot be read, and every line would stay unanswered."""
    try:
        await asyncio.get_running_loop().run_in_executor(None, _read, app.ctx.agent, model)
    except Exception:
        logger.error("The model could not be loaded", exc_info=True)
        print(UNREADABLE, flush=True)
        os._exit(1)
    gc.collect()
    gc.freeze()  # the model stays for good: looked through again and again, it would halt lines for 0.2 s
    app.ctx.loaded.set()
    print("ready", flush=True)


def _read(agent: Agent, model: str) -> None:
    """Rasa unpacks a file whose checksum is wrong, and goes on without the rules it cannot read.

    Raises:
        ValueError: the file is damaged.
    """
    if not is_whole(Path(model)):
        raise ValueError(f"{model} cannot be read to its end")
    agent.load_model(model)


async def _wait(request: Request) -> Optional[HTTPResponse]:
    """Has a request wait until the model is there.

    Raises:
        Refusal: with 503, where it takes longer than `PATIENCE`.
    """
    loaded = request.app.ctx.loaded
    if not (loaded.is_set() or request.path in PROBES or request.path.startswith(AT_ONCE)):
        try:
            await asyncio.wait_for(loaded.wait(), PATIENCE)
        except asyncio.TimeoutError:
            raise Refusal(NOT_YET, 503) from None
    return None
