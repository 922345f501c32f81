"""Training lines whose moves are joined by `+`, as Rasa gets them."""

from __future__ import annotations

from pathlib import Path

import pytest
from rasa.shared.importers.importer import TrainingDataImporter
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.nlu.importer import LABELS, LinesImporter
from bot.settings import ROOT

LINES = """
version: "3.1"
nlu:
- intent: thanks+next_steps
  examples: |
    - Thanks, and when do you decide?
- intent: no_move
  examples: |
    - mostly mornings
- intent: interviewer_concern
  examples: |
    - My one worry is the nights.
"""


@pytest.fixture
def data(tmp_path: Path) -> TrainingData:
    (tmp_path / "lines.yml").write_text(LINES)
    return LinesImporter(training_data_paths=[str(tmp_path)]).get_nlu_data()


def labelled(data: TrainingData) -> "dict[str, tuple[list[str], str]]":
    return {one.get("text"): (one.get(LABELS), one.get("intent")) for one in data.training_examples}


def test_a_plus_makes_several_labels_and_the_leading_move_is_the_intent(data: TrainingData):
    assert labelled(data)["Thanks, and when do you decide?"] == (["thanks", "next_steps"], "next_steps")


def test_a_single_label_is_the_intent_too(data: TrainingData):
    assert labelled(data)["mostly mornings"] == (["no_move"], "no_move")
    assert labelled(data)["My one worry is the nights."] == (["interviewer_concern"], "interviewer_concern")


def test_no_intent_of_two_moves_is_left_that_the_domain_would_have_to_know(data: TrainingData):
    assert data.intents == {"next_steps", "no_move", "interviewer_concern"}


def test_asked_twice_the_labels_stay(tmp_path: Path):
    (tmp_path / "lines.yml").write_text(LINES)
    importer = LinesImporter(training_data_paths=[str(tmp_path)])
    assert labelled(importer.get_nlu_data()) == labelled(importer.get_nlu_data())


def test_our_configuration_reads_lines_with_it(tmp_path: Path):
    (tmp_path / "lines.yml").write_text(LINES)
    importer = TrainingDataImporter.load_from_config(str(ROOT / "config.yml"), None, [str(tmp_path)])
    assert labelled(importer.get_nlu_data())["Thanks, and when do you decide?"][1] == "next_steps"
