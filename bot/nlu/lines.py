"""The training lines as plain data, for tuning and measuring outside Rasa."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import FrozenSet, List, Sequence

import numpy as np
import yaml

from actions.data import LOADER

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
        for entry in yaml.load(path.read_text(encoding="utf-8"), LOADER)["nlu"]:
            labels = frozenset(entry["intent"].split("+"))
            texts = (row[2:].strip() for row in entry["examples"].splitlines() if row.startswith("- "))
            found += [TrainingLine(text, labels, path.stem) for text in texts]
    return found


def digests(lines: Sequence[TrainingLine]) -> "np.ndarray":
    """A number for each line and its labels, sorted, whatever their order or file: int64 (lines,)."""
    rows = {f"{'+'.join(sorted(line.labels))}\t{line.text}" for line in lines}
    hashed = (hashlib.sha256(row.encode("utf-8", "replace")).digest()[:8] for row in rows)
    return np.array(sorted(int.from_bytes(one, "big", signed=True) for one in hashed), np.int64)


def belonging(tuned_on: "np.ndarray", lines: Sequence[TrainingLine]) -> float:
    """How far an encoder tuned on lines of these digests belongs to `lines`: shared ones over all, 0–1."""
    today = set(digests(lines).tolist())
    met = set(tuned_on.tolist())
    return len(today & met) / max(1, len(today | met))
