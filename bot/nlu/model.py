"""The trained model: whether it is there and fresh, training it, and reading lines with it."""

from __future__ import annotations

import gzip
import hashlib
import json
import os
import re
import subprocess
import sys
import tarfile
import tempfile
import zlib
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Dict, Iterator, List, Tuple

from bot.nlu.vocabulary import ACTS, MOVES
from bot.settings import MODELS, ROOT

if TYPE_CHECKING:  # the launcher asks only whether the model is fresh, and needs none of what reads lines
    from bot.nlu.heads import Heads
    from bot.nlu.reading import Understanding

NAME = "curtain-line"
MODEL = MODELS / f"{NAME}.tar.gz"
STAMP = MODELS / f"{NAME}.json"  # the fingerprint of what the model was trained from
LOG = MODELS / "train.log"
SOURCES = (
    "config.yml",
    "bot/domain/**/*.yml",
    "data/nlu/*.yml",
    "data/rules/*.yml",
    "bot/nlu/*.py",
    "bot/nlu/*.safetensors",
)


class TrainingFailed(RuntimeError):
    """Training did not end well; the message says why in a sentence."""


def fingerprint() -> str:
    """A digest of everything the model is trained from."""
    digest = hashlib.sha256()
    for path in sorted(path for pattern in SOURCES for path in ROOT.glob(pattern)):
        digest.update(f"{path.relative_to(ROOT)}\0".encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()


def is_fresh() -> bool:
    """Whether a model is there and was trained from what is there now."""
    try:
        return MODEL.exists() and json.loads(STAMP.read_text())["trained_from"] == fingerprint()
    except (OSError, ValueError, KeyError):
        return False


def is_whole(archive: Path) -> bool:
    """Whether a model's file can be read to its end, checksum and all."""
    try:
        with gzip.open(archive) as packed:
            return sum(map(len, iter(lambda: packed.read(1 << 20), b""))) > 0
    except (OSError, EOFError, zlib.error):
        return False


def train() -> None:
    """Trains the model (a minute or two), its output going to `models/train.log`.

    Raises:
        TrainingFailed: with the last line of that output.
    """
    MODELS.mkdir(exist_ok=True)
    sources = fingerprint()
    with LOG.open("w") as log:
        ended = subprocess.run(
            training_command(MODELS), cwd=ROOT, env=environment(), stdout=log, stderr=subprocess.STDOUT
        )
    if ended.returncode or not MODEL.exists():
        raise TrainingFailed(f"training failed: {_last_line(LOG)} (all of it: {LOG})")
    STAMP.write_text(json.dumps({"trained_from": sources}) + "\n")


def training_command(out: Path) -> List[str]:
    """What trains the model into the folder `out`."""
    rasa = [sys.executable, "-W", "ignore", "-m", "bot.nlu.training", "train"]
    sources = ["--config", "config.yml", "--domain", "bot/domain", "--data", "data/nlu", "data/rules"]
    return [*rasa, *sources, "--out", str(out), "--fixed-model-name", NAME]


def environment() -> Dict[str, str]:
    """The environment for Rasa's processes: no telemetry, no chatter, the project on the path."""
    quiet = {
        "RASA_TELEMETRY_ENABLED": "false",
        "TF_CPP_MIN_LOG_LEVEL": "3",
        "PYTHONWARNINGS": "ignore",
        "SQLALCHEMY_SILENCE_UBER_WARNING": "1",
    }
    return {**os.environ, **quiet, "PYTHONPATH": str(ROOT)}


def _last_line(path: Path) -> str:
    lines = [line.strip() for line in path.read_text(errors="replace").splitlines() if line.strip()]
    full = next((line for line in lines if "No space left" in line), None)
    return full or (lines[-1] if lines else "no output")


@lru_cache(maxsize=1)
def understanding() -> "Understanding":
    """The trained model's reading of lines, loaded once a process without Rasa.

    Raises:
        FileNotFoundError: there is no model.
        ValueError: the model is damaged or of another version.
    """
    from bot.nlu.minilm import encoder
    from bot.nlu.reading import Understanding

    if not MODEL.exists():
        raise FileNotFoundError(MODEL)
    heads = dict(_heads()) if is_whole(MODEL) else {}
    if set(heads) != {"MoveClassifier", "ActClassifier"}:
        raise ValueError(f"{MODEL} is damaged: run `make setup` after removing it")
    return Understanding(encoder(), heads["MoveClassifier"], heads["ActClassifier"])


def _heads() -> Iterator[Tuple[str, "Heads"]]:
    from bot.nlu.heads import Heads

    labels = {"MoveClassifier": MOVES, "ActClassifier": ACTS}
    with tempfile.TemporaryDirectory() as folder, tarfile.open(MODEL) as archive:
        for member in archive:
            match = re.search(r"\.(MoveClassifier|ActClassifier)\d*/heads\.safetensors$", member.name)
            stream = archive.extractfile(member) if match else None
            if match and stream:
                path = Path(folder) / match.group(1)
                path.write_bytes(stream.read())
                yield match.group(1), Heads.load(path, labels[match.group(1)])
