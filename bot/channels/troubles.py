"""What a browser is told where no route could answer: a sentence, whatever broke, and nothing of our insides."""

from __future__ import annotations

import logging

from sanic import Sanic
from sanic.exceptions import PayloadTooLarge, SanicException
from sanic.request import Request
from sanic.response import HTTPResponse

from bot.channels.request import Refusal, add_headers, refused, too_much

logger = logging.getLogger(__name__)

BROKEN = "Something went wrong on our side. Nothing was changed; please try again in a moment."
SENTENCES = {
    400: "That request could not be read.",
    404: "There is nothing at this address.",
    405: "This address does not take that kind of request.",
    408: "That took too long to arrive. Please try again.",
    413: "That is too much at once.",
    503: "That took too long. Please look whether your line was answered, and send it again if not.",
}


def answer_all(app: Sanic) -> None:
    """Puts our headers on every answer, and a plain sentence into each that reports a fault."""
    app.register_middleware(add_headers, "response")
    app.exception(PayloadTooLarge)(too_much)
    app.exception(Exception)(broke)


async def broke(request: Request, error: Exception) -> HTTPResponse:
    """Answers what no route has answered: a fault of ours with 500, which goes to the log, else what Sanic found."""
    unread = getattr(request, "route", None) is None  # what cannot be read at all gets to no route
    status = error.status_code if isinstance(error, SanicException) else 400 if unread else 500
    if status == 500:
        logger.error("A request could not be answered", exc_info=error)
    return await refused(request, Refusal(SENTENCES.get(status, BROKEN), status))
