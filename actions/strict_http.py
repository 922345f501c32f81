"""HTTP whose requests say plainly how long they are: Sanic 21.12 takes what it can make a number of.

A length of -1 has it read for ever and answer nobody any more, and a length beside `Transfer-Encoding` is read by
one server so and by a proxy otherwise. Both servers refuse such requests before their bodies are read.
"""

from __future__ import annotations

import re
from typing import Any

from sanic.exceptions import InvalidUsage
from sanic.http import Http
from sanic.server import HttpProtocol

_LENGTH = re.compile(r"[0-9]{1,15}\s*", re.ASCII)


def is_plain(headers: Any) -> bool:
    """Whether headers (a multidict of Sanic's) give one length in digits, or chunks, or neither."""
    lengths, codings = headers.getall("content-length", []), headers.getall("transfer-encoding", [])
    if codings:
        return codings == ["chunked"] and not lengths
    return not lengths or (len(lengths) == 1 and bool(_LENGTH.fullmatch(lengths[0])))


class StrictHttp(Http):
    """Sanic's HTTP, without the requests whose length is in doubt."""

    async def http1_request_header(self) -> None:
        """Reads a request's head.

        Raises:
            InvalidUsage: it does not say plainly how long its body is; the connection ends with the answer.
        """
        await super().http1_request_header()
        if not is_plain(self.request.headers):
            self.request_body, self.request_bytes_left, self.keep_alive = None, 0, False
            raise InvalidUsage("The length of the request's body is in doubt")


class StrictProtocol(HttpProtocol):
    """Connections that speak it."""

    def _setup_connection(self) -> None:
        super()._setup_connection()
        self._http = StrictHttp(self)
