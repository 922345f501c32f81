"""`python -m bot eval`: how well lines are understood, rewrites lift, and talks go."""

from __future__ import annotations

import argparse
import json
import logging
import os
import sys
import warnings
from pathlib import Path
from typing import Any

from bot.trained import understanding


def add_command(commands: Any) -> None:
    """Adds `eval` to the command line."""
    quality = commands.add_parser("eval", help="the quality table over data/eval")
    quality.add_argument("--json", action="store_true", help="for machines")
    quality.add_argument("--lines", type=Path, help="labelled lines of your own")
    quality.add_argument("--rehearsals", type=Path, help="marked rehearsals of your own")
    quality.add_argument(
        "--rewrites", action="store_true", help="how many of the coach's rewrites lift their principle"
    )
    quality.add_argument(
        "--talks", type=int, nargs="?", const=500, metavar="N", help="play N random rehearsals instead (500)"
    )
    quality.add_argument("--seed", type=int, default=1, help="which random rehearsals")
    quality.add_argument(
        "--train-stock",
        action="store_true",
        help="train the pipeline of `rasa init` on our lines (an hour) for the table",
    )
    quality.set_defaults(run=evaluate)


def evaluate(chosen: argparse.Namespace) -> int:
    """Prints the table that was asked for."""
    if chosen.train_stock:
        return _train_stock()
    if chosen.talks is not None:
        return _talks(chosen)
    from bot.evaluation import report

    if chosen.rewrites:
        return _rewrites(chosen.rehearsals or report.REHEARSALS, chosen.json)
    table = report.evaluate(understanding(), chosen.lines or report.LINES, chosen.rehearsals or report.REHEARSALS)
    print(json.dumps(table, indent=2) if chosen.json else "\n".join(report.as_text(table)))
    return 0


def _train_stock() -> int:
    from bot.evaluation import stock
    from bot.evaluation.report import labelled_lines
    from bot.nlu import model

    os.environ.update(model.environment())
    stock.train()
    stock.keep([line["text"] for line in labelled_lines()])
    return 0


def _rewrites(path: Path, as_json: bool) -> int:
    from bot.evaluation import rewrites
    from bot.transcript import read_file

    found = rewrites.measured(understanding(), read_file(path))
    print(json.dumps(found, indent=2) if as_json else "\n".join(rewrites.as_text(found)))
    return 0


def _talks(chosen: argparse.Namespace) -> int:
    from bot.evaluation.report import LINES
    from bot.nlu import model

    if not model.is_fresh():
        print("Training the model first (a minute or two) …", file=sys.stderr)
        model.train()
    os.environ.update(model.environment())
    with warnings.catch_warnings(record=True):  # Rasa's, about the libraries it uses
        from bot.evaluation import talks
        from bot.server import quiet_logs

        quiet_logs(logging.ERROR)
        found = talks.measure(chosen.talks, chosen.seed, model.MODEL, chosen.lines or LINES)
    print(json.dumps(found, indent=2, ensure_ascii=False) if chosen.json else "\n".join(talks.as_text(found)))
    return 0
