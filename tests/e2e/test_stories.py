"""The conversations under `tests/conversations`, as Rasa itself tests them."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import yaml

from bot.nlu import model
from bot.settings import ROOT

STORIES = ROOT / "tests" / "conversations"
# End to end: the lines' understanding is tested too. The first that goes another way is printed, with what came instead.
FLAGS = ("--fail-on-prediction-errors", "--no-plot")


def test_every_conversation_goes_as_its_story_says(tmp_path):
    known = {
        **model.environment(),
        "CURTAIN_LINE_ACTIONS": "http://127.0.0.1:1/webhook",  # never called: Rasa's tests run no custom actions
        "CURTAIN_LINE_DB": str(tmp_path / "rehearsals.db"),
        "LOG_LEVEL": "ERROR",
    }
    command = ["rasa", "test", "core", "--e2e", "--stories", str(STORIES), "--model", str(model.MODEL)]
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-m", *command, "--out", str(tmp_path), *FLAGS],
        cwd=ROOT,
        env=known,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, (done.stdout + done.stderr)[-3000:]
    report = json.loads((tmp_path / "story_report.json").read_text(encoding="utf-8"))
    told = sum(path.read_text(encoding="utf-8").count("- story: ") for path in STORIES.iterdir())
    assert report["conversation_accuracy"] == {"accuracy": 1.0, "correct": told, "with_warnings": 0, "total": told}


def test_there_is_a_conversation_for_every_beat_and_every_control():
    domain = yaml.safe_load((ROOT / "bot" / "domain" / "domain.yml").read_text(encoding="utf-8"))
    told = "\n".join(path.read_text(encoding="utf-8") for path in STORIES.glob("test_*.yml"))
    assert [beat for beat in domain["slots"]["beat"]["values"] if f"- beat: {beat}\n" not in told] == []
    assert [name for name in domain["actions"] if name != "action_open" and f"- action: {name}\n" not in told] == []
    assert len(list(STORIES.glob("test_*.yml"))) == len(os.listdir(STORIES))
