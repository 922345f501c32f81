"""Reads the training lines, in which `+` joins the moves of one line."""

from __future__ import annotations

from pathlib import Path
from typing import Optional, Text

from rasa.shared.importers import utils
from rasa.shared.importers.rasa import RasaFileImporter
from rasa.shared.nlu.constants import INTENT
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.nlu.reading import leading

LABELS = "labels"
WRITER = "writer"


class LinesImporter(RasaFileImporter):
    """Gives each training line its labels, its leading move as intent, and who wrote it.

    Rasa would take `thanks+interest` for an intent of its own and ask for it in the
    domain; here it is a line that makes two moves. The file's name is its writer's:
    cross-validation keeps a writer's lines together.
    """

    def get_nlu_data(self, language: Optional[Text] = "en") -> TrainingData:
        """All training lines, each with `labels` and `writer` set."""
        merged = TrainingData()
        for path in sorted(self._nlu_files):
            data = utils.training_data_from_paths([path], language)
            for message in data.training_examples:
                labels = message.get(INTENT).split("+")
                message.set(LABELS, labels)
                message.set(WRITER, Path(path).stem)
                message.set(INTENT, leading(labels))
            merged = merged.merge(data)
        return merged
