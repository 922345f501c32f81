"""Links from a chat to its pages: signed, bound to one rehearsal, and good for a week.

A chat has no cookie, so its review is opened by a link that only we can make. Whoever
holds it can read that one rehearsal and nothing else; to keep it, a browser joins it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Optional, Sequence, Tuple

from itsdangerous import BadSignature, SignatureExpired, URLSafeSerializer, URLSafeTimedSerializer
from sanic.request import Request
from sanic.response import HTTPResponse

from bot.identity import YEAR, is_secure
from bot.settings import secret

WEEK = 7 * 24 * 3600  # seconds a link is good for
REVIEW, PICTURE = "review-link", "picture-link"  # what a link is for; the one does not open the other
JOINED = "curtain_line_joined"  # the cookie with what a browser has joined
MOST_JOINED = 20  # the cookie stays well under the 4 KB a browser keeps


@dataclass(frozen=True)
class Shared:
    """What a link opens."""

    sender_id: str  # the conversation
    rehearsal: str  # its name


class RunOut(ValueError):
    """A link that was ours and is too old."""


def link(base: str, shared: Shared) -> str:
    """The address of a rehearsal's review under `base`, for whoever holds it."""
    return f"{base}/shared/{_timed(REVIEW).dumps([shared.sender_id, shared.rehearsal])}"


def picture_link(base: str, shared: Shared) -> str:
    """The address of the picture of a rehearsal's levels, for services that fetch a picture themselves."""
    return f"{base}/shared/{_timed(PICTURE).dumps([shared.sender_id, shared.rehearsal])}/levels.png"


def opened(token: str, purpose: str = REVIEW, good_for: int = WEEK) -> Optional[Shared]:
    """What a link opens, or None where we did not make it.

    Raises:
        RunOut: we did, more than `good_for` seconds ago.
    """
    try:
        return _shared(_timed(purpose).loads(token, max_age=good_for))
    except SignatureExpired:
        raise RunOut("This link has run out.") from None
    except (BadSignature, UnicodeError):
        return None


def joined(request: Request) -> Tuple[Shared, ...]:
    """The rehearsals from chats that this browser has joined, oldest first."""
    try:
        kept = _joining().loads(request.cookies.get(JOINED, ""))
    except (BadSignature, UnicodeError):
        return ()
    pairs = (_shared(one) for one in kept) if isinstance(kept, list) else ()
    return tuple(one for one in pairs if one)


def join(request: Request, response: HTTPResponse, shared: Shared) -> HTTPResponse:
    """Has this browser remember a rehearsal from a chat, beside its own."""
    return _keep(request, response, [*[one for one in joined(request) if one != shared][1 - MOST_JOINED :], shared])


def leave(request: Request, response: HTTPResponse, *shared: Shared) -> HTTPResponse:
    """Has this browser remember these no more."""
    return _keep(request, response, [one for one in joined(request) if one not in shared]) if shared else response


def _keep(request: Request, response: HTTPResponse, kept: Sequence[Shared]) -> HTTPResponse:
    response.cookies[JOINED] = _joining().dumps([[one.sender_id, one.rehearsal] for one in kept])
    flags = {"httponly": True, "samesite": "Strict", "path": "/", "max-age": YEAR}
    response.cookies[JOINED].update({**flags, **({"secure": True} if is_secure(request) else {})})
    return response


def joined_to(request: Request, rehearsal: str) -> Optional[Shared]:
    """The rehearsal of this name among those the browser has joined."""
    return next((one for one in joined(request) if one.rehearsal == rehearsal), None)


def _shared(pair: Any) -> Optional[Shared]:
    if isinstance(pair, list) and len(pair) == 2 and all(isinstance(one, str) for one in pair):
        return Shared(*pair)
    return None


def _timed(purpose: str) -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(secret(), salt=purpose)


def _joining() -> URLSafeSerializer:
    return URLSafeSerializer(secret(), salt="joined")
