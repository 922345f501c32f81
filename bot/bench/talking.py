"""Talking to a bot over HTTP as a browser or a program would: a POST with a line, a JSON answer."""

from __future__ import annotations

import asyncio
import itertools
import json
import time
from typing import Any, Dict, List, Sequence

import aiohttp
from itsdangerous import URLSafeSerializer

from actions.scenario import scenarios
from bot.bench.running import PATIENCE, Running
from bot.chat import CannotStart

PAGE = {"X-Requested-With": "curtain-line"}
TALK_LINES = 12  # of one rehearsal

# To ours a rehearsal's lines; to the stock bot what it is made for, which is shorter.
OURS = (
    "I really enjoyed hearing about the way your team works.",
    "What does a typical day look like for the person in this role?",
    "Last year I led a small team of four through a difficult launch, and we finished two weeks early.",
    "If I joined, looking back a year from now, what would I have done that made you proud?",
    "Do you have any hesitation about me for this role?",
    "I have done that before: at my last job I trained nine people in three months.",
    "Was there anything in my answers you would like me to go over again?",
    "Of course. I first asked the customer what had gone wrong, and then put it right the same day.",
    "When do you hope to decide, and is there another round after this one?",
    "I should mention that I have another offer, but this is the job I would choose.",
    "I would love to join you.",
    "Could I have your email address? I would like to send you a note tomorrow.",
)
STOCK = (
    "hey there",
    "i am feeling very good",
    "hello",
    "i am sad",
    "yes",
    "good evening",
    "my day was horrible",
    "no",
    "are you a bot?",
    "i'm doing great",
    "so so",
    "see you later",
)

_numbers = itertools.count()


class Ours:
    """A candidate at our window, in a rehearsal."""

    lines = OURS

    def __init__(self, running: Running) -> None:
        self._url = running.url
        # Cookies of an address without a name are only kept when told to.
        self._session = aiohttp.ClientSession(cookie_jar=aiohttp.CookieJar(unsafe=True), headers=PAGE)

    async def begin(self) -> None:
        """Opens the page and chooses what to rehearse."""
        async with self._session.get(f"{self._url}/window") as page:
            page.raise_for_status()
        await self._post({"begin": {"scenario": next(iter(scenarios())), "mode": "practice"}})

    async def say(self, text: str) -> None:
        """Says a line and waits for its answer."""
        await self._post({"text": text})

    async def _post(self, body: Dict[str, Any]) -> None:
        async with self._session.post(f"{self._url}/talk", json=body) as answer:
            found = await answer.json()
            if answer.status != 200 or not found["messages"]:
                raise CannotStart(f"our bot answered {answer.status}: {json.dumps(found)[:200]}")

    def sender(self) -> str:
        """The name of this conversation in the database."""
        cookie = next(one for one in self._session.cookie_jar if one.key == "curtain_line")
        return str(URLSafeSerializer("ours to read, not to sign").loads_unsafe(cookie.value)[1])

    async def end(self) -> None:
        """Closes the connection."""
        await self._session.close()


class Stock:
    """A user of the stock bot's REST channel."""

    lines = STOCK

    def __init__(self, running: Running) -> None:
        self._url = f"{running.url}/webhooks/rest/webhook"
        self._session = aiohttp.ClientSession()
        self._sender = f"user {next(_numbers)}"

    async def begin(self) -> None:
        """Nothing is to be chosen."""

    async def say(self, text: str) -> None:
        """Says a line and waits for its answer."""
        async with self._session.post(self._url, json={"sender": self._sender, "message": text}) as answer:
            await answer.json()  # now and then empty: the stock bot has not an answer to everything
            if answer.status != 200:
                raise CannotStart(f"the stock bot answered {answer.status} to “{text}”")

    async def end(self) -> None:
        """Closes the connection."""
        await self._session.close()


def talker(running: Running) -> Any:
    """A new user of this bot."""
    return Stock(running) if running.name == "stock" else Ours(running)


async def timed(user: Any, text: str) -> float:
    """Says a line; returns the milliseconds to its answer."""
    started = time.perf_counter()
    await user.say(text)
    return (time.perf_counter() - started) * 1000


async def whole_talk(running: Running, lines: int = TALK_LINES) -> List[float]:
    """One user's talk; the milliseconds of each line."""
    user = talker(running)
    try:
        await user.begin()
        return [await timed(user, text) for text in itertools.islice(itertools.cycle(user.lines), lines)]
    finally:
        await user.end()


async def crowd(running: Running, users: int, lines: int = TALK_LINES) -> "tuple[List[float], float]":
    """So many users at once, each with a talk: the milliseconds of each line, and the lines a second."""
    people = [talker(running) for _ in range(users)]
    try:
        for one in people:
            await one.begin()
        started = time.perf_counter()
        times = await asyncio.gather(*(_speaks(one, i, lines) for i, one in enumerate(people)))
        seconds = time.perf_counter() - started
    finally:
        for one in people:
            await one.end()
    return [one for each in times for one in each], users * lines / seconds


async def _speaks(user: Any, at: int, lines: int) -> List[float]:
    """A talk that begins somewhere else for each user."""
    said: Sequence[str] = [user.lines[(at + i) % len(user.lines)] for i in range(lines)]
    return [await timed(user, text) for text in said]


async def first_reply(running: Running) -> float:
    """Waits until a started bot answers a line; returns the seconds since its launch.

    Raises:
        CannotStart: it ended, or took too long.
    """
    while time.monotonic() - running.started < PATIENCE:
        running.check()
        user = talker(running)
        try:
            await user.begin()
            await user.say(user.lines[0])
            return time.monotonic() - running.started
        except (aiohttp.ClientError, OSError, CannotStart):
            await asyncio.sleep(0.05)
        finally:
            await user.end()
    raise CannotStart(f"The {running.name} bot has not answered; see {running.folder / 'log.txt'}.")
