"""The action server's executor: actions run in threads of their own, on conversations it has kept.

In a thread, an action that takes long holds up nobody else's line; and what was said earlier need not be sent again.
"""

from __future__ import annotations

import asyncio
from functools import wraps
from typing import Any, Callable, Dict, Optional, Text

from rasa_sdk.executor import ActionExecutor

from actions.conversations import AFTER, KEPT, UNKNOWN, Conversations

SWEEP = 60.0  # seconds from one look for conversations gone quiet to the next


class Aside(ActionExecutor):
    """Runs actions: one reads its tracker and returns events, so any thread will do."""

    def __init__(self) -> None:
        super().__init__()
        self._conversations = Conversations()
        self._sweeping: Optional[asyncio.TimerHandle] = None

    def register_function(self, name: Text, f: Callable[..., Any]) -> None:
        """Registers an action to be run in a thread, unless it can wait by itself."""
        super().register_function(name, f if asyncio.iscoroutinefunction(f) else _in_a_thread(f))

    async def run(self, action_call: Dict[Text, Any]) -> Optional[Dict[Text, Any]]:
        """Runs an action on all events of its conversation; see `actions/conversations.py` for `after` and `kept`."""
        tracker = action_call["tracker"]
        known = self._conversations.heard(tracker["sender_id"], tracker.get("events") or [], tracker.get(AFTER))
        if known is None:
            return UNKNOWN
        tracker["events"] = known.events
        self._sweep_later()
        answer: Optional[Dict[Text, Any]] = await super().run(action_call)
        if answer is None:
            return None
        if any(one.get("forget") for one in answer["responses"]):
            self._conversations.forget(tracker["sender_id"])
        return {**answer, KEPT: known.mark}

    def _sweep_later(self) -> None:
        """Has what went quiet forgotten in time, also where nobody calls any more."""
        if self._sweeping is None:
            self._sweeping = asyncio.get_running_loop().call_later(SWEEP, self._sweep)

    def _sweep(self) -> None:
        self._sweeping = None
        self._conversations.forget_idle()
        if len(self._conversations):
            self._sweep_later()


def _in_a_thread(action: Callable[..., Any]) -> Callable[..., Any]:
    @wraps(action)
    async def run(*given: Any) -> Any:
        return await asyncio.get_running_loop().run_in_executor(None, action, *given)

    return run
