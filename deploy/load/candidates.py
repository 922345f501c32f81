"""Candidates who talk over HTTP as the page does, each line to the next server, and say again what was not answered."""

from __future__ import annotations

import asyncio
import itertools
import secrets
import time
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any, Dict, Iterator, List, Optional, Sequence

import aiohttp

HEADERS = {"X-Requested-With": "curtain-line"}
JOBS = ("staff_nurse_alder_court", "field_sales_pellow_surgical", "warehouse_shift_lead_brindle_foods")
# The talk of somebody who closes well; `{tag}` tells each line from all others.
LINES = (
    "What would the first month look like for whoever starts ({tag})?",
    "What made your last two hires stay ({tag})?",
    "I have run shifts of twelve people for three years, and nobody left without saying why ({tag}).",
    "Is there anything about my background that makes you hesitate ({tag})?",
    "That is fair, and I would close that gap in the first six weeks with a course I have booked ({tag}).",
    "Does that settle it for you ({tag})?",
    "How will you decide, and by when ({tag})?",
    "I would like to do this work here, with these people ({tag}).",
    "Who else takes part in the decision ({tag})?",
    "What is the best way to reach you on Friday ({tag})?",
)
PATIENCE = 180  # seconds until a line must have been answered by some server
PAUSE = 0.5  # seconds before a line is said again


@dataclass
class Said:
    """One line, and what came of it."""

    tag: str  # CANDIDATE.NUMBER
    dropped: int = 0  # how often it was sent and no answer came: it may have been kept each time
    refused: int = 0  # how often a server answered that it was not taken
    seconds: float = 0.0  # from the first sending to the answer
    at: float = 0.0  # when it was answered, by time.monotonic()
    acknowledged: bool = False


@dataclass
class Load:
    """What all candidates have said so far."""

    said: List[Said] = field(default_factory=list)
    began: float = 0.0  # by time.monotonic()
    ended: float = 0.0

    @property
    def answered(self) -> int:
        """How many lines were answered."""
        return sum(line.acknowledged for line in self.said)

    async def reaches(self, count: int) -> None:
        """Waits until so many lines were answered."""
        while self.answered < count:
            await asyncio.sleep(0.05)


class Candidate:
    """One browser: its cookies, its turn of servers, its lines one after the other."""

    def __init__(self, number: int, urls: Sequence[str], load: Load, names: bool = True) -> None:
        self._number, self._load, self._names = number, load, names
        self._servers: Iterator[str] = itertools.islice(itertools.cycle(urls), number % len(urls), None)

    async def play(self, lines: int, per_rehearsal: int) -> None:
        """Says so many lines, in rehearsals of `per_rehearsal` lines.

        Raises:
            TimeoutError: no server took a line for `PATIENCE` seconds.
        """
        async with aiohttp.ClientSession(cookie_jar=aiohttp.CookieJar(unsafe=True), headers=HEADERS) as self._browser:
            await self._until_answered("GET", "/window", None, Said("page"))
            for number in range(lines):
                if number % per_rehearsal == 0:
                    await self._begin(number // per_rehearsal)
                await self._say(number)

    async def _begin(self, rehearsal: int) -> None:
        job = JOBS[(self._number + rehearsal) % len(JOBS)]
        await self._until_answered("POST", "/talk", {"begin": {"scenario": job, "mode": "practice"}}, Said("begin"))

    async def _say(self, number: int) -> None:
        line = Said(f"{self._number}.{number}")
        self._load.said.append(line)
        began = time.monotonic()
        text = LINES[number % len(LINES)].format(tag=line.tag)
        named = {"message_id": secrets.token_hex(16)} if self._names else {}
        await self._until_answered("POST", "/talk", {"text": text, **named}, line)
        line.at, line.acknowledged = time.monotonic(), True
        line.seconds = line.at - began

    async def _until_answered(self, method: str, path: str, body: Optional[Dict[str, Any]], line: Said) -> None:
        deadline = time.monotonic() + PATIENCE
        while not await self._tries(method, next(self._servers) + path, body, line):
            if time.monotonic() > deadline:
                raise TimeoutError(f"no server answered {line}")
            await asyncio.sleep(PAUSE)

    async def _tries(self, method: str, url: str, body: Optional[Dict[str, Any]], line: Said) -> bool:
        """Whether the server took it. A connection that could not be made carried nothing."""
        with suppress(aiohttp.ClientConnectorError):
            try:
                async with self._browser.request(method, url, json=body) as answer:
                    await answer.read()
                    line.refused += answer.status != 200
                    return answer.status == 200
            except (aiohttp.ClientConnectorError, aiohttp.InvalidURL):
                raise
            except (aiohttp.ClientError, asyncio.TimeoutError, ConnectionError):
                line.dropped += 1
        return False


async def play_all(
    load: Load,
    urls: Sequence[str],
    candidates: int,
    lines: int,
    per_rehearsal: int = 10,
    first: int = 0,
    names: bool = True,
) -> Load:
    """So many candidates at once, numbered from `first`, who say `lines` lines together, spread over all servers.

    Args:
        names: whether each line has an id, as the page gives it one, so that one sent again is not heard again.
    """
    load.began = load.began or time.monotonic()
    shares = [lines // candidates + (number < lines % candidates) for number in range(candidates)]
    await asyncio.gather(
        *(
            Candidate(first + at, urls, load, names).play(share, per_rehearsal)
            for at, share in enumerate(shares)
            if share
        )
    )
    load.ended = time.monotonic()
    return load
