"""The performance table: rows beside the stock bot, and where the time of a line goes."""

from __future__ import annotations

import asyncio
import json
import os
import platform
import tempfile
from pathlib import Path
from typing import Any, Collection, Dict, Iterator, Optional, Sequence

from bot.bench.measures import BESIDE, GROWTH, PARTS, QUICK, TRAINING, Effort, Progress, Row, measured
from bot.bench.running import Running
from bot.bench.talking import first_reply, whole_talk
from bot.chat import ONE_THREAD
from bot.nlu import model

ALL = (BESIDE, GROWTH, TRAINING, PARTS)
TALK = 60  # lines of each talk whose parts are timed


def bench(quick: bool, only: Optional[Collection[str]], tell: Progress) -> Dict[str, Any]:
    """Measures and returns {"machine", "rows": [{…}], "parts": {part: milliseconds}}.

    Raises:
        ValueError: `only` names a part there is none of.
    """
    chosen = tuple(only or ALL)
    unknown = sorted(set(chosen) - set(ALL))
    if unknown:
        raise ValueError(f"There is no part {', '.join(unknown)}; there are {', '.join(ALL)}.")
    rows = [_as_data(row) for row in measured(QUICK if quick else Effort(), chosen, tell)]
    parts: Dict[str, float] = {}
    if PARTS in chosen:
        tell("timing the parts of a line")
        parts = parts_of_a_line(1 if quick else 4)
    return {"machine": machine(), "rows": rows, "parts": parts}


def _as_data(row: Row) -> Dict[str, Any]:
    return {
        "measure": row.name,
        "unit": row.unit,
        "ours": round(row.ours, 2),
        "other": round(row.other, 2),
        "against": row.against,
        "ratio": round(row.ratio, 3),
        "target": f"{'at least' if row.more_is_better else 'at most'} {row.target:g}",
        "met": row.met,
    }


def lines_of(table: Dict[str, Any]) -> Iterator[str]:
    """The table as Markdown."""
    yield f"{table['machine']}."
    yield ""
    yield "| measure | ours | against | ratio | target | met |"
    yield "|---|---:|---:|---:|---|---|"
    for row in table["rows"]:
        ours, other = (f"{row[key]:.{0 if row[key] >= 100 else 1}f} {row['unit']}" for key in ("ours", "other"))
        met = "yes" if row["met"] else "**no**"
        against = f"{other} ({row['against']})"
        yield f"| {row['measure']} | {ours} | {against} | {row['ratio']:.2f} | {row['target']} | {met} |"
    if table["parts"]:
        yield ""
        yield "| part of a line | ms | share |"
        yield "|---|---:|---:|"
        whole = table["parts"]["in all"]
        for part, spent in table["parts"].items():
            yield f"| {part} | {spent:.2f} | {100 * spent / whole:.0f} % |"


def parts_of_a_line(talks: int) -> Dict[str, float]:
    """Milliseconds a line spends in each part of ours, the whole as the user sees it under "in all"."""
    with tempfile.TemporaryDirectory() as name:
        home, out = Path(name), Path(name) / "parts.json"
        coach = Running("actions", ("-m", "actions", "{port}"), home / "coach")
        coach.start()
        known = {
            **ONE_THREAD,
            "CURTAIN_LINE_ACTIONS": f"{coach.url}/webhook",
            "CURTAIN_LINE_DB": str(home / "rehearsals.db"),
            "CURTAIN_LINE_HOME": str(home),
            "CURTAIN_LINE_PACE": "0",
        }
        command = ("-W", "ignore", "-m", "bot.bench.parts", "{port}", str(model.MODEL), str(out))
        server = Running("parts", command, home / "server", more=known)
        server.start()
        try:
            asyncio.run(first_reply(server))
            times = [one for _ in range(talks) for one in asyncio.run(whole_talk(server, TALK))]
        finally:
            server.stop()
            coach.stop()
        spent = json.loads(out.read_text())
    return _a_line(spent, times)


def _a_line(spent: Dict[str, float], times: Sequence[float]) -> Dict[str, float]:
    """Each part's share of a line's mean time; the way over HTTP is what no part took."""
    mean = sum(times) / len(times)
    calls = spent.pop("lines")
    parts = {part: 1000 * seconds / calls for part, seconds in sorted(spent.items(), key=lambda pair: -pair[1])}
    return {**parts, "HTTP, client and server": max(0.0, mean - sum(parts.values())), "in all": mean}


def machine() -> str:
    """What it is measured on, in a few words."""
    load = os.getloadavg()[0]
    return (
        f"{os.cpu_count()} cores, {platform.machine()}, load {load:.1f} at the end, Python {platform.python_version()}"
    )
