"""How soon the server listens, and how soon its model is there: `python -m bot.bench.starting [TIMES]`.

Both from the launch of `python -m bot chat` on; the median of so many starts.
"""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path
from statistics import median
from typing import List, Tuple

from bot.bench.measures import our_bot
from bot.bench.running import Running
from bot.chat import answers


def started(bot: Running) -> Tuple[float, float]:
    """Seconds until a bot listens and until it is ready.

    Raises:
        CannotStart: it ended, or took too long.
    """
    bot.start()
    try:
        return seconds_until(bot, "/health"), seconds_until(bot, "/ready")
    finally:
        bot.stop()


def seconds_until(bot: Running, path: str) -> float:
    """Seconds from the launch until this path is answered with 200."""
    while not answers(f"{bot.url}{path}"):
        bot.check()
        time.sleep(0.02)
    return time.monotonic() - bot.started


def main(arguments: List[str]) -> None:
    """Starts so many times, and prints what it took."""
    times = int(arguments[0]) if arguments else 3
    with tempfile.TemporaryDirectory() as name:
        found = [started(our_bot(Path(name))) for _ in range(times)]
    listens, ready = (median(one) for one in zip(*found))
    print(f"listens after {listens:.1f} s, ready after {ready:.1f} s")


if __name__ == "__main__":
    main(sys.argv[1:])
