"""The bot that `rasa init` makes: its own files, trained once with its own defaults."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import time
from importlib import resources
from pathlib import Path

import rasa.version

from bot.bench.running import Running
from bot.nlu.model import TrainingFailed, environment
from bot.settings import MODELS

PROJECT = MODELS / "stock-bot"
STAMP = PROJECT / "trained.json"  # the version of Rasa and how many seconds the training took
SERVE = ("-W", "ignore", "-m", "rasa", "run", "--port", "{port}", "-i", "127.0.0.1", "--model", "models/stock.tar.gz")


def prepare() -> None:
    """Makes and trains the project where there is none of this Rasa's."""
    if STAMP.exists() and json.loads(STAMP.read_text())["rasa"] == rasa.version.__version__:
        return
    shutil.rmtree(PROJECT, ignore_errors=True)
    with resources.as_file(resources.files("rasa.cli") / "initial_project") as initial:
        shutil.copytree(initial, PROJECT)
    seconds = train(PROJECT / "models", "stock")
    STAMP.write_text(json.dumps({"rasa": rasa.version.__version__, "seconds": round(seconds, 1)}) + "\n")


def train(out: Path, name: str) -> float:
    """Trains it from nothing with its defaults; returns the seconds that took.

    Raises:
        TrainingFailed: Rasa's training ended badly.
    """
    command = [sys.executable, "-W", "ignore", "-m", "rasa", "train", "--force"]
    command += ["--out", str(out), "--fixed-model-name", name]
    started = time.monotonic()
    with (PROJECT / "train.log").open("w") as log:
        ended = subprocess.run(command, cwd=PROJECT, env=environment(), stdout=log, stderr=subprocess.STDOUT)
    if ended.returncode:
        raise TrainingFailed(f"the stock bot's training failed; see {PROJECT / 'train.log'}")
    return time.monotonic() - started


def stock_bot(folder: Path) -> Running:
    """The stock bot with its REST channel and its store in memory, ready to start."""
    return Running("stock", SERVE, folder, at=PROJECT)
