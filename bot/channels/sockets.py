"""How many connections may be open: some that are opened and left silent must not take the place of all others."""

from __future__ import annotations

import resource
from typing import Any

from actions.strict_http import StrictProtocol

SPARE = 128  # files the server opens besides: the database, the model, its log, the action server's connections
WANTED = 4096  # open files, where the machine lets us have so many
FULL = (
    b"HTTP/1.1 503 Service Unavailable\r\nContent-Type: application/json\r\nRetry-After: 5\r\nConnection: close\r\n\r\n"
    b'{"error": "The rehearsal room is full at the moment. Please try again in a few seconds."}'
)


def room() -> int:
    """How many connections this process may hold, once it has asked for as many open files as it may have."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    most = WANTED if hard == resource.RLIM_INFINITY else min(WANTED, hard)
    if soft != resource.RLIM_INFINITY and soft < most:
        resource.setrlimit(resource.RLIMIT_NOFILE, (most, hard))
        soft = most
    return max(16, (WANTED if soft == resource.RLIM_INFINITY else soft) - SPARE)


class Counted(StrictProtocol):
    """Sanic's HTTP, that turns a connection away in a sentence where there is no room for it."""

    room = WANTED - SPARE

    def connection_made(self, transport: Any) -> None:
        """Takes the connection, or turns it away."""
        super().connection_made(transport)
        if len(self.connections) > self.room:
            transport.write(FULL)
            transport.close()
