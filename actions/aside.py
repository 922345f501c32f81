"""Actions run in threads of their own, so that one which takes long holds up nobody else's line."""

from __future__ import annotations

import asyncio
from functools import wraps
from typing import Any, Callable, Text

from rasa_sdk.executor import ActionExecutor


class Aside(ActionExecutor):
    """The action server's executor: an action reads its tracker and returns events, so any thread will do."""

    def register_function(self, name: Text, f: Callable[..., Any]) -> None:
        """Registers an action to be run in a thread, unless it can wait by itself."""
        super().register_function(name, f if asyncio.iscoroutinefunction(f) else _in_a_thread(f))


def _in_a_thread(action: Callable[..., Any]) -> Callable[..., Any]:
    @wraps(action)
    async def run(*given: Any) -> Any:
        return await asyncio.get_running_loop().run_in_executor(None, action, *given)

    return run
