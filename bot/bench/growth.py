"""Whether a line costs more when there is much behind it: in the talk, of the user, in the database."""

from __future__ import annotations

import itertools
import sqlite3
from pathlib import Path
from statistics import median
from typing import Dict, List, Tuple

from bot.bench.running import Running
from bot.bench.talking import OURS, Ours, timed

SHORT = 10  # lines of a talk that has just got going
GOES_ON = OURS[:10]  # lines after which the interviewer stays for more

Growth = Tuple[float, float]  # median milliseconds of a line: with little behind it, with much


async def line_of_a_long_talk(running: Running, long: int, looks: int) -> Growth:
    """A line of a talk of `long` lines, and line 10 of another, in turns so that noise meets both."""
    old = Ours(running)
    await old.begin()
    lines = itertools.cycle(GOES_ON)
    for text in itertools.islice(lines, long - looks // 2):
        await old.say(text)
    early: List[float] = []
    late: List[float] = []
    for number in range(looks):
        if number % 4 == 0:
            young = Ours(running)
            await young.begin()
            for text in itertools.islice(itertools.cycle(GOES_ON), SHORT - 2):
                await young.say(text)
        text = next(lines)
        early.append(await timed(young, text))
        late.append(await timed(old, text))
        if number % 4 == 3:
            await young.end()
    await old.end()
    return median(early), median(late)


async def rehearsal_of_a_regular(running: Running, database: Path, rehearsals: int, talks: int) -> Growth:
    """A line of a user with so many rehearsals behind them, and of one with none, in turns."""
    first: List[float] = []
    last: List[float] = []
    regular = Ours(running)
    await _talk(regular)
    copy_rehearsals(database, regular.sender(), rehearsals, one_user=True)
    for _ in range(talks):
        new = Ours(running)
        for user, times in ((new, first), (regular, last)):
            times += await _talk(user)
        await new.end()
    await regular.end()
    return median(first), median(last)


async def line_in_a_full_database(empty: Running, full: Running, talks: int) -> Growth:
    """A line with an empty database, and with a full one, in turns."""
    times: Dict[str, List[float]] = {"empty": [], "full": []}
    for _ in range(talks):
        for name, running in (("empty", empty), ("full", full)):
            user = Ours(running)
            times[name] += await _talk(user)
            await user.end()
    return median(times["empty"]), median(times["full"])


async def _talk(user: Ours) -> List[float]:
    await user.begin()
    return [await timed(user, text) for text in user.lines]


async def template(running: Running, lines: int) -> str:
    """Plays a talk to be copied; returns its sender."""
    user = Ours(running)
    await user.begin()
    for text in itertools.islice(itertools.cycle(user.lines), lines):
        await user.say(text)
    await user.end()
    return user.sender()


def copy_rehearsals(database: Path, sender: str, copies: int, one_user: bool = False) -> int:
    """Puts copies of a sender's latest rehearsal into the database; returns the rows added.

    They are more rehearsals of the same user, or one each of users of their own.
    """
    name = "sender_id" if one_user else "sender_id || ' copy ' || copy"
    with sqlite3.connect(database, timeout=60) as connection:
        rows = connection.execute("select count(*) from events where sender_id = ?", (sender,)).fetchone()[0]
        connection.execute(
            f"""with recursive copies(copy) as (select 1 union all select copy + 1 from copies where copy < ?)
            insert into events (sender_id, type_name, timestamp, intent_name, action_name, data)
            select {name}, type_name, timestamp, intent_name, action_name, data
            from copies cross join (select * from events where sender_id = ? order by id limit ?)""",
            (copies, sender, rows),
        )
        return int(connection.execute("select changes()").fetchone()[0])
