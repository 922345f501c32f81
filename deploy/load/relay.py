"""A small TCP relay: shares connections out to several servers in turn, and can be cut like a cable."""

from __future__ import annotations

import asyncio
import itertools
import threading
from contextlib import suppress
from typing import Any, List, Sequence, Set, Tuple

Address = Tuple[str, int]


class Relay:
    """Listens on `port` of this machine from the start until `stop()`, in a thread of its own."""

    def __init__(self, *targets: Address) -> None:
        self._targets = itertools.cycle(targets)
        self._count = len(targets)
        self._writers: Set[asyncio.StreamWriter] = set()
        self._is_cut = False
        self._loop = asyncio.new_event_loop()
        threading.Thread(target=self._loop.run_forever, daemon=True).start()
        self._server: Any = self._run(asyncio.start_server(self._carry, "127.0.0.1", 0))
        self.port: int = self._server.sockets[0].getsockname()[1]

    def cut(self) -> None:
        """Ends all connections, and takes no new one."""
        self._is_cut = True
        self._loop.call_soon_threadsafe(self._end_all)

    def mend(self) -> None:
        """Takes connections again."""
        self._is_cut = False

    def stop(self) -> None:
        """Ends everything."""
        self.cut()
        self._loop.call_soon_threadsafe(self._server.close)
        self._loop.call_soon_threadsafe(self._loop.stop)

    def _run(self, work: Any) -> Any:
        return asyncio.run_coroutine_threadsafe(work, self._loop).result(10)

    def _end_all(self) -> None:
        for writer in self._writers:
            writer.transport.abort()

    async def _carry(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._writers.add(writer)
        try:
            if not self._is_cut:
                await self._between(reader, writer, await self._open())
        except OSError:
            pass
        finally:
            writer.close()
            self._writers.discard(writer)

    async def _open(self) -> Tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        """A connection to the next server that takes one.

        Raises:
            ConnectionError: none does.
        """
        for host, port in itertools.islice(self._targets, self._count):
            with suppress(OSError):
                return await asyncio.open_connection(host, port)
        raise ConnectionError("no server takes a connection")

    async def _between(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, far: Tuple[Any, Any]) -> None:
        self._writers.add(far[1])
        ways = [asyncio.ensure_future(_pass_on(reader, far[1])), asyncio.ensure_future(_pass_on(far[0], writer))]
        try:
            await asyncio.wait(ways, return_when=asyncio.FIRST_COMPLETED)
        finally:
            _end(ways)
            far[1].close()
            self._writers.discard(far[1])


def _end(ways: Sequence["asyncio.Future[None]"]) -> None:
    for way in ways:
        way.cancel()


async def _pass_on(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    with suppress(OSError):
        while data := await reader.read(65536):
            writer.write(data)
            await writer.drain()


def addresses(ports: Sequence[int]) -> List[Address]:
    """These ports on this machine."""
    return [("127.0.0.1", port) for port in ports]
