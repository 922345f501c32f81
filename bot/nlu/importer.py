"""Reads the training lines, in which `+` joins the moves of one line."""

from __future__ import annotations

from typing import Optional, Text

from rasa.shared.core.domain import Domain
from rasa.shared.importers.rasa import RasaFileImporter
from rasa.shared.nlu.constants import INTENT
from rasa.shared.nlu.training_data.training_data import TrainingData
from rasa.shared.utils.common import cached_method

from bot.nlu.reading import leading

LABELS = "labels"


class LinesImporter(RasaFileImporter):
    """Gives each training line its labels, and its leading move as intent.

    Rasa would take `thanks+interest` for an intent of its own and ask for it in the
    domain; here it is a line that makes two moves. What was read is kept: Rasa asks for the
    lines with and without their language, and for the domain to read the rules, too.
    """

    @cached_method
    def get_domain(self) -> Domain:
        """The domain, as Rasa reads it."""
        return super().get_domain()

    @cached_method
    def get_nlu_data(self, language: Optional[Text] = "en") -> TrainingData:
        """All training lines, each with `labels` set."""
        data = super().get_nlu_data(language)
        for message in data.training_examples:
            if LABELS not in message.data:
                labels = message.get(INTENT).split("+")
                message.set(LABELS, labels)
                message.set(INTENT, leading(labels))
        return data
