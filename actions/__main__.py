"""The action server on this machine only: `python -m actions PORT [INTERFACE]`."""

from __future__ import annotations

import gc
import logging
import sys
from typing import Any

import rasa_sdk.endpoint
from rasa_sdk.endpoint import create_app

from actions.aside import Aside
from actions.strict_http import StrictProtocol

KEPT_OPEN = 75  # seconds; longer than the Rasa server keeps an idle connection, so that it never writes to a closed one


async def _settle(app: Any, loop: Any) -> None:
    """Takes what is loaded out of the garbage collector's sight: it stays, and looking through it halts a line."""
    gc.collect()
    gc.freeze()


def main() -> None:
    """Serves the actions until it is told to stop."""
    logging.basicConfig(level=logging.WARNING, format="%(asctime)s %(levelname)s %(name)s %(message)s")
    rasa_sdk.endpoint.ActionExecutor = Aside  # create_app makes one
    app = create_app("actions", cors_origins="")
    app.config.ACCESS_LOG = False
    app.config.KEEP_ALIVE_TIMEOUT = KEPT_OPEN
    app.register_listener(_settle, "after_server_start")
    interface = sys.argv[2] if len(sys.argv) > 2 else "127.0.0.1"
    app.run(host=interface, port=int(sys.argv[1]), workers=1, motd=False, protocol=StrictProtocol)


if __name__ == "__main__":
    main()
