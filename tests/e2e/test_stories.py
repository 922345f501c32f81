"""The conversations under `tests/conversations`, as Rasa itself tests them."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import yaml

from bot.nlu import model
from bot.settings import ROOT

STORIES = ROOT / "tests" / "conversations"


def test_every_conversation_goes_as_its_story_says(tmp_path):
    known = {
        **model.environment(),
        "CURTAIN_LINE_ACTIONS": "http://127.0.0.1:1/webhook",  # never called: Rasa's tests run no custom actions
        "CURTAIN_LINE_DB": str(tmp_path / "rehearsals.db"),
        "LOG_LEVEL": "ERROR",
    }
    command = ["rasa", "test", "core", "--stories", str(STORIES), "--model", str(model.MODEL), "--out", str(tmp_path)]
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-m", *command, "--fail-on-prediction-errors", "--no-plot"],
        cwd=ROOT,
        env=known,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, _failed(tmp_path) or done.stderr[-3000:]
    assert not _failed(tmp_path)


def _failed(folder: Path) -> str:
    """The stories that went another way, with what came instead; empty where none did."""
    path = folder / "failed_test_stories.yml"
    text = path.read_text(encoding="utf-8") if path.exists() else ""
    return text if "story:" in text else ""


def test_there_is_a_conversation_for_every_beat_and_every_control():
    domain = yaml.safe_load((ROOT / "bot" / "domain" / "domain.yml").read_text(encoding="utf-8"))
    told = "\n".join(path.read_text(encoding="utf-8") for path in STORIES.glob("test_*.yml"))
    assert [beat for beat in domain["slots"]["beat"]["values"] if f"- beat: {beat}\n" not in told] == []
    assert [name for name in domain["actions"] if name != "action_open" and f"- action: {name}\n" not in told] == []
    assert len(list(STORIES.glob("test_*.yml"))) == len(os.listdir(STORIES))
