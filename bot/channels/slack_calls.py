"""Slack's web client with patience: every call has a time limit; limits and failures are waited out, not for ever."""

from __future__ import annotations

from typing import Optional

from slack_sdk.http_retry.async_handler import AsyncRetryHandler
from slack_sdk.http_retry.builtin_async_handlers import (
    AsyncConnectionErrorRetryHandler,
    AsyncRateLimitErrorRetryHandler,
    AsyncServerErrorRetryHandler,
)
from slack_sdk.http_retry.request import HttpRequest
from slack_sdk.http_retry.response import HttpResponse
from slack_sdk.http_retry.state import RetryState
from slack_sdk.web.async_client import AsyncWebClient

TIME_LIMIT = 10  # seconds of one call
RETRIES = 4
LONGEST_WAIT = 60  # seconds; told to wait longer, a message counts as undeliverable


class _Limited(AsyncRateLimitErrorRetryHandler):
    """Waits as long as Slack says, unless it says very long."""

    async def _can_retry_async(
        self,
        *,
        state: RetryState,
        request: HttpRequest,
        response: Optional[HttpResponse] = None,
        error: Optional[Exception] = None,
    ) -> bool:
        if response is None or response.status_code != 429:
            return False
        told = next((value for name, value in response.headers.items() if name.lower() == "retry-after"), ["1"])
        return int((told if isinstance(told, str) else told[0]) or 1) <= LONGEST_WAIT


class _Failing(AsyncServerErrorRetryHandler):
    """Tries again after any failure of Slack's own, with a pause that doubles."""

    async def _can_retry_async(
        self,
        *,
        state: RetryState,
        request: HttpRequest,
        response: Optional[HttpResponse] = None,
        error: Optional[Exception] = None,
    ) -> bool:
        return response is not None and response.status_code >= 500


def slack_client(token: str, api: str) -> AsyncWebClient:
    """A client of the Slack at `api`."""
    patience: "list[AsyncRetryHandler]" = [
        _Limited(RETRIES),
        _Failing(RETRIES),
        AsyncConnectionErrorRetryHandler(RETRIES),
    ]
    return AsyncWebClient(token, base_url=api, timeout=TIME_LIMIT, retry_handlers=patience)
