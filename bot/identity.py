"""Who is at the window: a random name in a signed cookie, and nothing else."""

from __future__ import annotations

import secrets
from typing import Optional

from itsdangerous import BadSignature, URLSafeSerializer
from sanic.request import Request
from sanic.response import HTTPResponse

from bot.settings import is_public_by_https, secret

COOKIE = "curtain_line"
YEAR = 365 * 24 * 3600  # seconds


def _signer() -> URLSafeSerializer:
    return URLSafeSerializer(secret(), salt="window")


def new_visitor() -> str:
    """A conversation's name nobody can guess: 192 random bits."""
    return f"window-{secrets.token_urlsafe(24)}"


def visitor(request: Request) -> Optional[str]:
    """The conversation of this browser, or None where the cookie is missing or not ours."""
    try:
        name = _signer().loads(request.cookies.get(COOKIE, ""))
    except (BadSignature, UnicodeError):  # bytes that are no text come as halves of characters
        return None
    return name if isinstance(name, str) else None


def is_secure(request: Request) -> bool:
    """Whether the browser came by HTTPS, a proxy between or not: as that says, or as `CURTAIN_LINE_URL` does."""
    return is_public_by_https() or "https" in (request.scheme, request.headers.get("x-forwarded-proto"))


def remember_visitor(response: HTTPResponse, name: str, secure: bool = False) -> HTTPResponse:
    """Puts the conversation's name into the browser's cookie."""
    response.cookies[COOKIE] = _signer().dumps(name)
    flags = {
        "httponly": True,
        "samesite": "Strict",
        "path": "/",
        "max-age": YEAR,
        **({"secure": True} if secure else {}),
    }
    response.cookies[COOKIE].update(flags)
    return response
