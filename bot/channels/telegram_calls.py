"""Telegram's client with patience: every call has a time limit; limits and failures are waited out, not for ever."""

from __future__ import annotations

import asyncio
import io
import logging
import random
from typing import Any, Dict, List, Optional, Text

from aiogram import Bot
from aiogram.bot.api import TelegramAPIServer
from aiogram.utils.exceptions import NetworkError, RestartingTelegram, RetryAfter, TelegramAPIError

TIME_LIMIT = 10  # seconds of one call
PAUSES = (0.5, 1.0, 2.0, 4.0)  # seconds before each further try
LONGEST_WAIT = 60  # seconds; told to wait longer, a message counts as undeliverable


class TelegramCalls(Bot):
    """aiogram's bot, for the Telegram at `api`."""

    def __init__(self, token: Text, api: Text) -> None:
        # Its verbose log repeats what is sent, and with setWebhook that is the secret.
        logging.getLogger("aiogram").setLevel(logging.INFO)
        # By name: the connector's constructor stands between, and passes on the token alone.
        Bot.__init__(self, token, timeout=TIME_LIMIT, server=TelegramAPIServer.from_base(api))

    async def request(
        self, method: Text, data: Optional[Dict] = None, files: Optional[Dict] = None, **kwargs: Any
    ) -> Any:
        """One call of the API, tried again where that may help.

        Raises:
            TelegramAPIError, asyncio.TimeoutError: it did not.
        """
        kept = {name: (one.filename, one.file.read()) for name, one in (files or {}).items()}
        for pause in (*PAUSES, None):
            # A file is read to its end by a call and closed, so each try gets its own.
            fresh = {name: (filename, io.BytesIO(content)) for name, (filename, content) in kept.items()}
            try:
                return await super().request(method, data, fresh or None, **kwargs)
            except TelegramAPIError as error:
                wait = _wait(error, pause)
                if wait is None:
                    raise
            await asyncio.sleep(wait)

    async def end(self) -> None:
        """Closes the connections."""
        if self._session is not None:
            await self._session.close()


def _wait(error: TelegramAPIError, pause: Optional[float]) -> Optional[float]:
    """How many seconds until another try is worth it; None for never."""
    if pause is None:
        return None
    if isinstance(error, RetryAfter):
        return float(error.timeout) if error.timeout <= LONGEST_WAIT else None
    # aiogram has no name for Telegram's own failures (5xx): they come as the bare class.
    if isinstance(error, (NetworkError, RestartingTelegram)) or type(error) is TelegramAPIError:
        return pause * random.uniform(0.75, 1.25)
    return None


def menu_of(commands: Dict[str, str]) -> List[Dict[str, str]]:
    """Telegram's list of commands."""
    return [{"command": name, "description": told} for name, told in commands.items()]
