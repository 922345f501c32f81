"""One-vs-rest heads: from a sentence's vector to a calibrated confidence for each label."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Dict, List, Sequence, Tuple

import numpy as np
from safetensors.numpy import load_file, save_file


@dataclass(frozen=True)
class Heads:
    """Fitted heads for `labels`, in this order."""

    labels: Tuple[str, ...]
    weights: "np.ndarray"  # float32 (labels, dimension)
    biases: "np.ndarray"  # float32 (labels,)
    slopes: "np.ndarray"  # float32 (labels,): calibration, confidence = sigmoid(slope * z + shift)
    shifts: "np.ndarray"  # float32 (labels,)
    thresholds: "np.ndarray"  # float32 (labels,): the least confidence that counts

    def confidences(self, vectors: "np.ndarray") -> "np.ndarray":
        """Confidence for each row and label: float (rows, labels), each in 0–1."""
        return sigmoid((vectors @ self.weights.T + self.biases) * self.slopes + self.shifts)

    def over_threshold(self, confidences: "np.ndarray") -> List[Dict[str, float]]:
        """For each row, the labels that count, the surest first."""
        found = []
        for row in confidences:
            sure = [(n, round(float(c), 4)) for n, c, t in zip(self.labels, row, self.thresholds) if c >= t]
            found.append(dict(sorted(sure, key=lambda pair: -pair[1])))
        return found

    def save(self, path: Path) -> None:
        """Writes the heads to one safetensors file."""
        tensors = {name: getattr(self, name) for name in _TENSORS}
        save_file(tensors, path, metadata={"labels": " ".join(self.labels)})

    @classmethod
    def load(cls, path: Path, labels: Sequence[str]) -> Heads:
        """Reads what `save` wrote.

        Raises:
            FileNotFoundError: there is no such file.
            ValueError: the file holds another number of labels.
        """
        tensors = load_file(path)
        if len(tensors["biases"]) != len(labels):
            raise ValueError(f"{path} was trained with other labels: train again")
        return cls(tuple(labels), **{name: tensors[name] for name in _TENSORS})


_TENSORS = ("weights", "biases", "slopes", "shifts", "thresholds")


def sigmoid(z: "np.ndarray") -> "np.ndarray":
    """The logistic function."""
    return 1 / (1 + np.exp(-z))
