"""Where a line's time goes: our Rasa server with a clock around each part.

    python -m bot.bench.parts PORT MODEL OUT

serves as `bot.server` does, and when told to stop writes {part: seconds} to OUT: the time
spent in each part itself, without the parts it calls. The clocks cost a little, too.
"""

from __future__ import annotations

import functools
import inspect
import json
import sys
import time
from pathlib import Path
from typing import Any, Dict, List, Tuple

from bot.no_tensorflow import leave_out
from bot.settings import ROOT

if __name__ == "__main__":
    leave_out(ROOT / "config.yml")  # before anything imports Rasa

from rasa.core.agent import Agent
from rasa.core.policies.rule_policy import RulePolicy

from bot import server
from bot.channels import window
from bot.nlu.components import ControlClassifier, MoveClassifier, SentenceEncoder, SentenceSplitter
from bot.overrides.action_call import ActionCall, KeptOpen
from bot.store import Rehearsals

CHANNEL, RASA = "channel", "rest of Rasa"
LINES = "lines"  # beside the parts: how many lines came in
PARTS: Tuple[Tuple[Any, str, str], ...] = (
    (window, "_take", CHANNEL),
    (Agent, "handle_message", RASA),
    (SentenceSplitter, "process", "sentences (spaCy)"),
    (SentenceEncoder, "process", "encoder (MiniLM)"),
    (MoveClassifier, "process", "moves and control"),
    (ControlClassifier, "process", "moves and control"),
    (RulePolicy, "predict_action_probabilities", "policies"),
    (ActionCall, "run", "action call: preparing and speech"),
    (KeptOpen, "request", "action call: the coach and the way there"),
    (Rehearsals, "retrieve", "store: reading"),
    (Rehearsals, "save", "store: writing"),
)

spent: Dict[str, float] = {}
_open: List[List[float]] = []  # seconds spent in inner parts, of each part that is running


def clocked(function: Any, part: str) -> Any:
    """The same function, its own time added to `part`; for one user at a time."""

    @functools.wraps(function)
    async def coroutine(*arguments: Any, **named: Any) -> Any:
        started = _enter()
        try:
            return await function(*arguments, **named)
        finally:
            _leave(part, started)

    @functools.wraps(function)
    def plain(*arguments: Any, **named: Any) -> Any:
        started = _enter()
        try:
            return function(*arguments, **named)
        finally:
            _leave(part, started)

    return coroutine if inspect.iscoroutinefunction(function) else plain


def _enter() -> float:
    _open.append([0.0])
    return time.perf_counter()


def _leave(part: str, started: float) -> None:
    took = time.perf_counter() - started
    inner = _open.pop()[0]
    spent[part] = spent.get(part, 0.0) + took - inner
    spent[LINES] = spent.get(LINES, 0.0) + (part == RASA)
    if _open:
        _open[-1][0] += took


def main(arguments: List[str]) -> None:
    """Serves until it is told to stop, then writes what was spent."""
    for owner, name, part in PARTS:
        setattr(owner, name, clocked(getattr(owner, name), part))
    try:
        server.main(arguments[:2])
    finally:
        Path(arguments[2]).write_text(json.dumps(spent) + "\n")


if __name__ == "__main__":
    main(sys.argv[1:])
