"""One-vs-rest heads: from a vector to a calibrated confidence for each label."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Dict, Sequence, Tuple

import numpy as np
from safetensors.numpy import load_file, save_file


@dataclass(frozen=True)
class Heads:
    """Fitted and calibrated heads for `labels`, in this order."""

    labels: Tuple[str, ...]
    weights: "np.ndarray"  # float32 (labels, dimension)
    biases: "np.ndarray"  # float32 (labels,)

    def confidences(self, vectors: "np.ndarray") -> "np.ndarray":
        """Confidence for each row and label: float (rows, labels), each in 0–1."""
        confidences: "np.ndarray" = 1 / (1 + np.exp(-(vectors @ self.weights.T + self.biases)))
        return confidences

    def over(self, least: float, confidences: "np.ndarray") -> Dict[str, float]:
        """The labels of one row that reach `least`, the surest first."""
        sure = [(name, round(float(c), 4)) for name, c in zip(self.labels, confidences) if c >= least]
        return dict(sorted(sure, key=lambda pair: -pair[1]))

    def save(self, path: Path) -> None:
        """Writes the heads to one safetensors file."""
        save_file({"weights": self.weights, "biases": self.biases}, path)

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
        return cls(tuple(labels), tensors["weights"], tensors["biases"])
