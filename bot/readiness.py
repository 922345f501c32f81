"""Whether this server lives and can take lines, for whoever shares out the requests; and a sentence where it cannot.

`/health` is answered by any server that runs; `/ready` by one whose model is loaded and whose stores
can be reached. Neither says more than yes or no: what is missing stands in the log.
"""

from __future__ import annotations

import asyncio
import logging
from typing import Any

import sqlalchemy as sa
from rasa.core.lock_store import LockError
from redis.exceptions import RedisError
from sanic import Sanic
from sanic.request import Request
from sanic.response import HTTPResponse, json
from sqlalchemy.exc import SQLAlchemyError

from bot.channels.request import Refusal, refused

logger = logging.getLogger(__name__)

PATIENCE = 3.0  # seconds the stores may take together
OUT_OF_REACH = "The place where rehearsals are kept cannot be reached just now. Please try again in a moment."
NOT_YET = "This server cannot take lines yet."


def add_readiness(app: Sanic) -> None:
    """Serves `/health` and `/ready`, and answers 503 with a sentence when a store is out of reach."""
    app.add_route(_alive, "/health", methods=["GET"], name="health")
    app.add_route(_ready, "/ready", methods=["GET"], name="ready")
    for failure in (SQLAlchemyError, RedisError, LockError):
        app.exception(failure)(_out_of_reach)


async def _alive(request: Request) -> HTTPResponse:
    return json({"alive": True})


async def _ready(request: Request) -> HTTPResponse:
    ready = request.app.ctx.loaded.is_set() and await _stores_answer(request.app.ctx.agent)
    return json({"ready": True}) if ready else json({"ready": False, "error": NOT_YET}, status=503)


async def _stores_answer(agent: Any) -> bool:
    try:
        await asyncio.wait_for(asyncio.gather(_look(agent.tracker_store), _ask(agent.lock_store)), PATIENCE)
    except (SQLAlchemyError, RedisError, OSError, asyncio.TimeoutError) as error:
        logger.warning("Not ready: %s", type(error).__name__)
        return False
    return True


async def _look(store: Any) -> None:
    """Asks the database for nothing, in a thread: talks go on while it does not answer."""
    engine = getattr(store, "engine", None)
    if engine is not None:
        await asyncio.get_running_loop().run_in_executor(None, _one, engine)


def _one(engine: Any) -> None:
    with engine.connect() as connection:
        connection.execute(sa.text("SELECT 1"))


async def _ask(locks: Any) -> None:
    reachable = getattr(locks, "reachable", None)  # locks in memory always are
    if reachable is not None:
        await reachable()


async def _out_of_reach(request: Request, error: Exception) -> HTTPResponse:
    logger.error("A store is out of reach: %s", type(error).__name__)
    return await refused(request, Refusal(OUT_OF_REACH, 503))
