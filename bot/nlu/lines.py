"""The training lines as plain data, for tuning and measuring outside Rasa."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import FrozenSet, List, Sequence

import yaml

NLU_DATA = Path(__file__).parents[2] / "data" / "nlu"


@dataclass(frozen=True)
class TrainingLine:
    """One labelled line, and the file (the writer) it comes from."""

    text: str
    labels: FrozenSet[str]
    writer: str


def training_lines(folder: Path = NLU_DATA) -> List[TrainingLine]:
    """All training lines, in the order of the files' names and of the lines in them."""
    found = []
    for path in sorted(folder.glob("*.yml")):
        for entry in yaml.safe_load(path.read_text(encoding="utf-8"))["nlu"]:
            labels = frozenset(entry["intent"].split("+"))
            texts = (row[2:].strip() for row in entry["examples"].splitlines() if row.startswith("- "))
            found += [TrainingLine(text, labels, path.stem) for text in texts]
    return found


def fingerprint(lines: Sequence[TrainingLine]) -> str:
    """A digest of the lines and their labels, whatever their order or file."""
    rows = sorted(f"{'+'.join(sorted(line.labels))}\t{line.text}" for line in lines)
    return hashlib.sha256("\n".join(rows).encode("utf-8", "replace")).hexdigest()
