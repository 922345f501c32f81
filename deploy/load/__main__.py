"""`python -m deploy.load`: puts servers under load, kills one if asked, and looks whether anything was lost."""

from __future__ import annotations

import argparse
import asyncio
import json
import sys
from dataclasses import asdict
from typing import Any, Dict, List, Optional

from deploy.load.candidates import Load, play_all
from deploy.load.check import Verdict, look
from deploy.load.figures import Figures, cpu_seconds, figures
from deploy.load.services import Missing, own_database, own_keys, redis_url
from deploy.load.topology import Topology


def arguments(given: Optional[List[str]]) -> argparse.Namespace:
    """What is asked for."""
    parser = argparse.ArgumentParser(prog="python -m deploy.load", description=__doc__)
    parser.add_argument("--lines", type=int, default=300, help="lines of all candidates together")
    parser.add_argument("--candidates", type=int, default=8, help="how many talk at once")
    parser.add_argument("--per-rehearsal", type=int, default=10, help="lines of one rehearsal")
    parser.add_argument("--rasa", type=int, default=2, help="Rasa servers")
    parser.add_argument("--actions", type=int, default=2, help="action servers")
    parser.add_argument("--kill", action="store_true", help="kill -9 one Rasa server after a third, and start it again")
    parser.add_argument("--json", action="store_true", help="print JSON")
    return parser.parse_args(given)


async def _kills(topology: Topology, load: Load, after: int) -> None:
    await load.reaches(after)
    topology.rasa[-1].kill()
    topology.rasa[-1].start()


async def _under_load(topology: Topology, asked: argparse.Namespace, load: Load) -> None:
    work = [play_all(load, topology.urls, asked.candidates, asked.lines, asked.per_rehearsal)]
    if asked.kill:
        work.append(_kills(topology, load, asked.lines // 3))  # type: ignore[arg-type]
    await asyncio.gather(*work)


def main(given: Optional[List[str]] = None) -> int:
    """Runs the load. Returns 0 where nothing was lost, doubled or out of order, 2 where a service is missing."""
    asked, load = arguments(given), Load()
    try:
        with own_database() as database, own_keys() as keys:
            with Topology(database, redis_url(), keys, asked.rasa, asked.actions) as topology:
                before = cpu_seconds(topology, database)
                asyncio.run(_under_load(topology, asked, load))
                found = figures(load, before, cpu_seconds(topology, database))
            verdict = look(database, load.said)
    except Missing as reason:
        print(reason, file=sys.stderr)
        return 2
    print(json.dumps(_plain(found, verdict)) if asked.json else _told(found, verdict))
    return 0 if verdict.is_good else 1


def _plain(found: Figures, verdict: Verdict) -> Dict[str, Any]:
    return {**found.as_dict(), "check": {**asdict(verdict), "good": verdict.is_good}}


def _told(found: Figures, verdict: Verdict) -> str:
    parts = ", ".join(f"{part} {used:.1f}" for part, used in found.cpu.items())
    return "\n".join(
        (
            f"{found.lines} lines answered, {found.per_second} a second",
            f"from sending to answer: median {found.median} s, 95% within {found.p95} s, longest {found.longest} s",
            f"processor time for each line, in ms: {parts}",
            f"sent without an answer: {found.dropped}; told that it was not taken: {found.refused}",
            f"in the database: {len(verdict.lost)} lost, {len(verdict.doubled)} doubled,"
            f" {len(verdict.out_of_order)} out of order, {len(verdict.unanswered)} unanswered, {len(verdict.astray)} astray",
        )
    )


if __name__ == "__main__":
    sys.exit(main())
