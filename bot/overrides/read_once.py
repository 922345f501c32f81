"""The domain and training data, read once: `rasa train` reads all of it to validate it, and again to train.

Installed only where Rasa's command line trains (`bot/nlu/training.py`): nothing changes the files meanwhile.
"""

from __future__ import annotations

from typing import Any, Callable, Dict, List, Optional, Text, Tuple

from rasa.shared.importers.importer import TrainingDataImporter

_rasas_load: Callable[..., TrainingDataImporter] = TrainingDataImporter.load_from_config


def load_once() -> Callable[..., TrainingDataImporter]:
    """Loads an importer as Rasa does, and gives the same one again for the same files."""
    known: Dict[Tuple[Text, ...], TrainingDataImporter] = {}

    def load(
        config_path: Text,
        domain_path: Any = None,  # a path, or several
        training_data_paths: Optional[List[Text]] = None,
        args: Optional[Dict[Text, Any]] = None,
    ) -> TrainingDataImporter:
        files = (config_path, repr(domain_path), repr(training_data_paths))
        if files not in known:
            known[files] = _rasas_load(config_path, domain_path, training_data_paths, args or {})
        return known[files]

    return load


def install() -> None:
    """Has Rasa share importers, in this process."""
    TrainingDataImporter.load_from_config = staticmethod(load_once())
