"""A service on loopback that keeps a contract, counts what it was sent, and fails when told to."""

from __future__ import annotations

import asyncio
import threading
import time
from collections import defaultdict, deque
from dataclasses import dataclass, field
from typing import Any, Callable, Deque, Dict, List, Optional

from aiohttp import web

PATIENCE = 60  # seconds until what is waited for must have come


@dataclass(frozen=True)
class Call:
    """One call of the service's interface."""

    method: str
    data: Dict[str, Any]
    status: int
    answer: Any
    at: float = field(default_factory=time.monotonic)

    @property
    def is_ok(self) -> bool:
        return self.status == 200 and self.answer.get("ok") is True


@dataclass(frozen=True)
class Failure:
    """How the service fails once: a status and a body, after so many seconds."""

    status: int = 500
    body: Any = None
    headers: Optional[Dict[str, str]] = None
    after: float = 0


class Service:
    """Runs in a thread of its own, so that tests may be as plain as a person at a keyboard."""

    def __init__(self) -> None:
        self.calls: List[Call] = []
        self._failures: Dict[str, Deque[Optional[Failure]]] = defaultdict(deque)
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)
        self._runner: Optional[web.AppRunner] = None
        self.url = ""

    def start(self) -> None:
        self._thread.start()
        self.url = asyncio.run_coroutine_threadsafe(self._serve(), self._loop).result(10)

    async def _serve(self) -> str:
        app = web.Application(client_max_size=20_000_000)
        self.add_routes(app)
        self._runner = web.AppRunner(app)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", 0)
        await site.start()
        return f"http://127.0.0.1:{self._runner.addresses[0][1]}"

    def stop(self) -> None:
        asyncio.run_coroutine_threadsafe(self._runner.cleanup(), self._loop).result(10)
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(10)
        self._loop.close()

    def add_routes(self, app: web.Application) -> None:
        raise NotImplementedError

    def fails(self, method: str, *failures: Optional[Failure]) -> None:
        """Has the next calls of a method fail, one after another; one for which there is None goes well."""
        self._failures[method].extend(failures)

    async def failure(self, method: str) -> Optional[Failure]:
        """The failure this call meets, when its time has come."""
        if not self._failures[method]:
            return None
        failure = self._failures[method].popleft()
        if failure is not None:
            await asyncio.sleep(failure.after)
        return failure

    def made(self, method: str) -> List[Call]:
        """The calls of a method, those that failed too."""
        return [call for call in list(self.calls) if call.method == method]

    def waits_for(self, found: Callable[[], Any], seconds: float = PATIENCE) -> Any:
        """What `found()` gives as soon as it gives something."""
        deadline = time.monotonic() + seconds
        while not (result := found()):
            assert time.monotonic() < deadline, f"nothing came within {seconds} s; last: {self.calls[-3:]}"
            time.sleep(0.02)
        return result
