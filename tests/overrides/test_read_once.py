"""A training reads its files once, although Rasa validates them first, and gets from them what Rasa would."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Callable

import pytest
from rasa.shared.importers.importer import TrainingDataImporter
from rasa.shared.importers.rasa import RasaFileImporter
from rasa.validator import Validator

from bot.overrides.read_once import load_once
from bot.settings import ROOT

CONFIG = str(ROOT / "config.yml")
LINES = """
version: "3.1"
nlu:
- intent: thanks+next_steps
  examples: |
    - Thanks, and when do you decide?
"""
DOMAIN = """
version: "3.1"
intents: [next_steps]
responses:
  utter_soon:
  - text: Soon.
"""
RULES = """
version: "3.1"
rules:
- rule: when asked
  steps:
  - intent: next_steps
  - action: utter_soon
"""


def project(at: Path) -> "tuple[str, str, list[str]]":
    (at / "domain").mkdir(parents=True)
    (at / "data").mkdir()
    (at / "domain" / "domain.yml").write_text(DOMAIN)
    (at / "data" / "lines.yml").write_text(LINES)
    (at / "data" / "rules.yml").write_text(RULES)
    return CONFIG, str(at / "domain"), [str(at / "data")]


@pytest.fixture
def reads(monkeypatch: pytest.MonkeyPatch) -> "Counter[str]":
    counted: "Counter[str]" = Counter()

    def counting(name: str) -> Callable[..., object]:
        rasas = getattr(RasaFileImporter, name)

        def read(self: RasaFileImporter, *args: object) -> object:
            counted[name] += 1
            return rasas(self, *args)

        return read

    for name in ("get_nlu_data", "get_domain"):
        monkeypatch.setattr(RasaFileImporter, name, counting(name))
    return counted


def seen(importer: TrainingDataImporter) -> "tuple[object, ...]":
    validator = Validator.from_importer(importer)
    lines = [(m.get("text"), m.get("intent")) for m in importer.get_nlu_data("en").training_examples]
    return validator.domain.fingerprint(), importer.get_stories().fingerprint(), lines


def test_validating_and_training_share_what_was_read(tmp_path: Path, reads: "Counter[str]"):
    load, files = load_once(), project(tmp_path)
    assert seen(load(*files)) == seen(load(*files, {"some": "arguments"}))
    assert reads == {"get_nlu_data": 1, "get_domain": 1}


def test_what_was_read_is_what_rasa_reads(tmp_path: Path):
    files = project(tmp_path)
    assert seen(load_once()(*files)) == seen(TrainingDataImporter.load_from_config(*files))


def test_other_files_are_read_for_themselves(tmp_path: Path):
    load, one, other = load_once(), project(tmp_path / "one"), project(tmp_path / "other")
    Path(other[2][0], "lines.yml").write_text(LINES.replace("Thanks", "Cheers"))
    assert seen(load(*one)) != seen(load(*other))
