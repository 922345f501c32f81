"""Work beside the requests: held until it ends, its failures logged without anybody's words."""

from __future__ import annotations

import asyncio
import logging
from functools import partial
from typing import Any, Coroutine, Set

logger = logging.getLogger(__name__)


def aside(tasks: "Set[asyncio.Task[None]]", work: Coroutine[Any, Any, None]) -> "asyncio.Task[None]":
    """Does a piece of work beside the turns; kept in `tasks`, as one that nobody holds may be swept away."""
    task = asyncio.create_task(work)
    tasks.add(task)
    task.add_done_callback(partial(_ended, tasks))
    return task


def _ended(tasks: "Set[asyncio.Task[None]]", task: "asyncio.Task[None]") -> None:
    tasks.discard(task)
    error = None if task.cancelled() else task.exception()
    if isinstance(error, Exception):
        log_failure("Work beside a turn failed", error)


async def cancelled(task: "asyncio.Task[None]") -> None:
    """Ends a task, and waits until it has ended."""
    task.cancel()
    await asyncio.wait([task])
    if not task.cancelled() and task.exception():
        logger.debug("Could not show that a reply is on its way")


def log_failure(what: str, error: Exception) -> None:
    """An error's own words may hold what the user said, so they are for the verbose log only."""
    logger.error("%s: %s", what, type(error).__name__)
    logger.debug(what, exc_info=error)
