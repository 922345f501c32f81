"""Training gives the same twice: the encoder's change to the byte, and the heads of the whole model to the byte."""

from __future__ import annotations

import importlib.util
import subprocess
import sys
import tarfile
from pathlib import Path
from typing import Dict, Optional, Sequence

import pytest

from bot.nlu.model import NAME, environment, training_command
from bot.settings import ROOT

# What `make encoder` does, with few lines and few steps: two epochs of three batches, some lines run on into others.
SHORT = """
import sys
from pathlib import Path
from safetensors.numpy import save_file
from bot.nlu.lines import digests, training_lines
from bot.nlu.minilm import TUNED_ON, published_weights
from bot.nlu.tune import BATCH, change, tune

lines = training_lines()[:: 12][: 3 * BATCH]
save_file({**change(published_weights(), tune(lines, epochs=2)), TUNED_ON: digests(lines)}, Path(sys.argv[1]))
"""


def run(command: Sequence[str], env: Optional[Dict[str, str]] = None) -> None:
    done = subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr[-2000:]


def tuned(path: Path) -> bytes:
    run([sys.executable, "-W", "ignore", "-c", SHORT, str(path)])
    return path.read_bytes()


def heads(folder: Path) -> Dict[str, bytes]:
    """The bytes of each classifier's heads in a model trained anew, nothing taken from Rasa's cache."""
    run([*training_command(folder), "--force"], environment())
    found = {}
    with tarfile.open(folder / f"{NAME}.tar.gz") as archive:
        for member in archive:
            stream = archive.extractfile(member) if member.name.endswith("heads.safetensors") else None
            if stream:
                found[Path(member.name).parent.name] = stream.read()
    return found


@pytest.mark.slow
@pytest.mark.skipif(
    importlib.util.find_spec("transformers") is None,
    reason="tuning the encoder needs transformers, which only `make encoder` installs",
)
def test_the_encoder_tuned_twice_in_two_processes_is_the_same_to_the_byte(tmp_path: Path):
    first, second = tuned(tmp_path / "first.safetensors"), tuned(tmp_path / "second.safetensors")
    assert len(first) > 10_000_000  # it has learnt something: the change of every matrix
    assert first == second


@pytest.mark.slow
def test_the_model_trained_twice_in_two_processes_has_the_same_heads_to_the_byte(tmp_path: Path):
    first, second = heads(tmp_path / "first"), heads(tmp_path / "second")
    assert len(first) == 3  # of the moves, the control intents, the interviewer's acts
    assert first == second
