"""What is measured, beside the stock bot and in turns with it, so that noise meets both."""

from __future__ import annotations

import asyncio
import math
import subprocess
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Callable, Collection, Dict, Iterator, List, Sequence

from bot.bench import growth, stock
from bot.bench.running import Running
from bot.bench.talking import OURS, crowd, first_reply, talker, timed, whole_talk
from bot.nlu import model
from bot.nlu.minilm import encoder
from bot.settings import ROOT

Progress = Callable[[str], None]
BESIDE, GROWTH, TRAINING, PARTS = "beside", "growth", "training", "parts"  # what can be measured by itself
AS_FAST_AS_IT_CAN = {"CURTAIN_LINE_URL": "", "CURTAIN_LINE_PACE": "0"}  # the bench talks faster than people may
LIMIT_WORD = "the encoder's own pass"


@dataclass(frozen=True)
class Effort:
    """How much is measured: the more, the surer."""

    talks: int = 12  # of one user with each bot
    crowds: Sequence[int] = (8, 32)  # users at once
    crowd_rounds: int = 3
    starts: int = 2
    trains: bool = True
    long_talk: int = 300  # lines
    looks: int = 24  # lines compared at the end of the long talk
    rehearsals_of_one: int = 1000
    rehearsals: int = 100_000
    rehearsal_lines: int = 5  # of each that fills the database


QUICK = Effort(
    talks=1, crowds=(2,), crowd_rounds=1, starts=1, trains=False,
    long_talk=15, looks=4, rehearsals_of_one=20, rehearsals=50,
)  # fmt: skip


@dataclass(frozen=True)
class Row:
    """One measure: ours, what it is held against, and the target for their ratio."""

    name: str
    unit: str
    ours: float
    other: float
    against: str  # what `other` is
    target: float
    more_is_better: bool = False

    @property
    def ratio(self) -> float:
        """Ours to the other's."""
        return self.ours / self.other if self.other else math.inf

    @property
    def met(self) -> bool:
        """Whether the target is met."""
        return self.ratio >= self.target if self.more_is_better else self.ratio <= self.target


def p95(times: Sequence[float]) -> float:
    """The time that nineteen of twenty stay within."""
    return sorted(times)[max(0, math.ceil(0.95 * len(times)) - 1)]


def our_bot(folder: Path) -> Running:
    """Our bot as `python -m bot chat` starts it, its rehearsals in `folder`."""
    command = ("-m", "bot", "chat", "--port", "{port}")
    return Running("ours", command, folder, more={**AS_FAST_AS_IT_CAN, "CURTAIN_LINE_HOME": str(folder)})


def measured(effort: Effort, only: Collection[str], tell: Progress) -> Iterator[Row]:
    """Measures the chosen parts; needs the machine for itself as far as possible."""
    tell("training the stock bot, where it is not there yet")
    stock.prepare()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        ours, theirs = our_bot(folder / "ours"), stock.stock_bot(folder / "stock")
        try:
            if BESIDE in only:
                yield _starts(ours, theirs, effort.starts, tell)
                yield from _beside_stock(ours, theirs, effort, tell)
                theirs.stop()
            if GROWTH in only:
                yield from _with_much_behind(_up(ours), folder, effort, tell)
        finally:
            ours.stop()
            theirs.stop()
        if TRAINING in only and effort.trains:
            yield _training(folder, tell)


def _up(bot: Running) -> Running:
    """The same bot, started if it is not."""
    if bot.process is None:
        bot.start()
        asyncio.run(first_reply(bot))
    return bot


def _starts(ours: Running, theirs: Running, times: int, tell: Progress) -> Row:
    """Starts each so many times, and leaves both running."""
    seconds: Dict[str, List[float]] = {"ours": [], "stock": []}
    for number in range(times):
        for bot in (ours, theirs):
            tell(f"starting the {bot.name} bot ({number + 1} of {times})")
            bot.stop()
            bot.start()
            seconds[bot.name].append(asyncio.run(first_reply(bot)))
            if number < times - 1:
                bot.stop()
    return Row("start to first reply", "s", median(seconds["ours"]), median(seconds["stock"]), "stock", 0.5)


def _beside_stock(ours: Running, theirs: Running, effort: Effort, tell: Progress) -> Iterator[Row]:
    tell(f"one user, {effort.talks} talks with each bot")
    times: Dict[str, List[float]] = {"ours": [], "stock": []}
    for _ in range(effort.talks):
        for bot in (theirs, ours):
            times[bot.name] += asyncio.run(whole_talk(bot))
    yield Row("a line, one user: median", "ms", median(times["ours"]), median(times["stock"]), "stock", 0.8)
    yield Row("a line, one user: p95", "ms", p95(times["ours"]), p95(times["stock"]), "stock", 0.8)
    for users in effort.crowds:
        yield from _crowd(ours, theirs, users, effort.crowd_rounds, tell)
    yield Row("peak memory, all processes", "MB", ours.peak_memory(), theirs.peak_memory(), "stock", 0.8)
    yield asyncio.run(_limit(ours, effort.talks))


def _crowd(ours: Running, theirs: Running, users: int, rounds: int, tell: Progress) -> Iterator[Row]:
    tell(f"{users} users at once")
    times: Dict[str, List[float]] = {"ours": [], "stock": []}
    rates: Dict[str, List[float]] = {"ours": [], "stock": []}
    for _ in range(rounds):
        for bot in (theirs, ours):
            each, rate = asyncio.run(crowd(bot, users))
            times[bot.name] += each
            rates[bot.name].append(rate)
    rate_of = {name: median(found) for name, found in rates.items()}
    yield Row(f"lines a second, {users} users", "1/s", rate_of["ours"], rate_of["stock"], "stock", 1.2, True)
    yield Row(f"a line, {users} users: p95", "ms", p95(times["ours"]), p95(times["stock"]), "stock", 1.0)


async def _limit(ours: Running, talks: int) -> Row:
    """A scored line beside one pass of the encoder over the same text, in turns."""
    lines: List[float] = []
    passes: List[float] = []
    encoder().encode(OURS)
    for _ in range(talks):
        user = talker(ours)
        await user.begin()
        for text in OURS:
            lines.append(await timed(user, text))
            started = time.perf_counter()
            encoder().encode([text])
            passes.append((time.perf_counter() - started) * 1000)
        await user.end()
    return Row("a scored line", "ms", median(lines), median(passes), LIMIT_WORD, 3.0)


def _with_much_behind(ours: Running, folder: Path, effort: Effort, tell: Progress) -> Iterator[Row]:
    tell(f"a talk of {effort.long_talk} lines")
    few, many = asyncio.run(growth.line_of_a_long_talk(ours, effort.long_talk, effort.looks))
    yield Row(f"line {effort.long_talk} of a rehearsal", "ms", many, few, "line 10", 1.2)
    tell(f"a user with {effort.rehearsals_of_one:,} rehearsals")
    database = folder / "ours" / "rehearsals.db"
    rehearsals, talks = effort.rehearsals_of_one, max(1, effort.talks // 3)
    few, many = asyncio.run(growth.rehearsal_of_a_regular(ours, database, rehearsals - 2, talks))
    yield Row(f"rehearsal {rehearsals:,} of one user", "ms", many, few, "the first", 1.2)
    yield _full_database(ours, folder, effort, tell)


def _full_database(ours: Running, folder: Path, effort: Effort, tell: Progress) -> Row:
    tell(f"filling a database with {effort.rehearsals:,} rehearsals")
    full = our_bot(folder / "full")
    full.start()
    try:
        asyncio.run(first_reply(full))
        sender = asyncio.run(growth.template(full, effort.rehearsal_lines))
        growth.copy_rehearsals(folder / "full" / "rehearsals.db", sender, effort.rehearsals)
        tell("talking with that database and with an empty one")
        few, many = asyncio.run(growth.line_in_a_full_database(ours, full, effort.talks))
    finally:
        full.stop()
    return Row(f"a line with {effort.rehearsals:,} rehearsals kept", "ms", many, few, "an empty database", 1.2)


def _training(folder: Path, tell: Progress) -> Row:
    """Trains both from nothing, in turns, and takes the better time of each: noise only ever adds."""
    tell("training both from nothing (some minutes)")
    ours: List[float] = []
    theirs: List[float] = []
    for _ in range(2):
        theirs.append(stock.train(folder / "models", "stock"))
        ours.append(_train_ours(folder / "models"))
    return Row("training from nothing", "s", min(ours), min(theirs), "stock", 1.0)


def _train_ours(out: Path) -> float:
    started = time.monotonic()
    with (out.parent / "train.log").open("w") as log:
        command = [*model.training_command(out), "--force"]
        ended = subprocess.run(command, cwd=ROOT, env=model.environment(), stdout=log, stderr=subprocess.STDOUT)
    if ended.returncode:
        raise model.TrainingFailed("our training failed")
    return time.monotonic() - started
