"""The Rasa server with our channels, as one process: `python -m bot.server PORT MODEL`.

The same parts as `rasa run`, started without its command line: no HTTP API, no other
channel, one worker, and a front page where Rasa says hello.
"""

from __future__ import annotations

import logging
import os
import sys
from typing import List, Optional

from bot.no_tensorflow import leave_out
from bot.settings import LOCAL, ROOT, endpoints_path

if __name__ == "__main__":
    leave_out(ROOT / "config.yml")  # before anything imports Rasa

import rasa.core.run
import rasa.utils.common
import rasa.utils.log_utils
from rasa.core.utils import AvailableEndpoints
from sanic import Sanic
from sanic.request import Request
from sanic.response import HTTPResponse, redirect

from bot import overrides
from bot.channels import HalfSet, configured
from bot.channels.shared import shared_pages
from bot.channels.sockets import Counted, room
from bot.channels.troubles import answer_all
from bot.channels.window import Window
from bot.loading import add_loading
from bot.overrides.action_call import KeptOpen
from bot.readiness import add_readiness

REQUEST_LIMIT = 500_000  # bytes; a transcript of 200 kB, written as JSON
SLOW = 20  # seconds a client may take to send a request
IDLE = 15  # seconds a connection may stay open with nothing asked


def application(model: str, endpoints_file: Optional[str] = None) -> Sanic:
    """The Sanic application of the Rasa server, which listens at once and loads `model` meanwhile."""
    overrides.install()
    endpoints = AvailableEndpoints.read_endpoints(endpoints_file or endpoints_path())
    endpoints.action = KeptOpen.of(endpoints.action)
    chats = configured(os.environ)
    app = rasa.core.run.configure_app([Window(), *chats], enable_api=False, endpoints=endpoints)
    app.blueprint(shared_pages())
    app.config.ACCESS_LOG = False
    app.config.REQUEST_MAX_SIZE = REQUEST_LIMIT
    app.config.REQUEST_TIMEOUT = SLOW
    app.config.KEEP_ALIVE_TIMEOUT = IDLE
    answer_all(app)
    add_readiness(app)
    app.register_middleware(_front_page, "request")
    add_loading(app, model, endpoints)
    for chat in chats:  # after the agent was made, whose database it looks into, and before anybody can send a line
        app.register_listener(chat.open, "before_server_start")
    app.register_listener(rasa.core.run.close_resources, "after_server_stop")
    return app


async def _front_page(request: Request) -> Optional[HTTPResponse]:
    return redirect("/window") if request.path == "/" else None


def quiet_logs(level: int) -> None:
    """Sets up both of Rasa's ways of logging: unset, the second prints what the user said."""
    rasa.utils.common.configure_logging_and_warnings(level, None, warn_only_once=True, filter_repeated_logs=True)
    rasa.utils.log_utils.configure_structlog(level)


def main(arguments: List[str]) -> None:
    """Serves until it is told to stop."""
    port, model = int(arguments[0]), arguments[1]
    interface = arguments[2] if len(arguments) > 2 else LOCAL
    quiet_logs(logging.DEBUG if os.environ.get("LOG_LEVEL") == "DEBUG" else logging.WARNING)
    try:
        app = application(model)
    except HalfSet as error:
        sys.exit(f"{error}")
    Counted.room = room()
    app.run(protocol=Counted, host=interface, port=port, workers=1, debug=False, motd=False)


if __name__ == "__main__":
    main(sys.argv[1:])
