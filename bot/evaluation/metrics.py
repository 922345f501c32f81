"""Measures of labelled lines and of marks, each a pure function."""

from __future__ import annotations

from typing import Callable, Dict, List, Optional, Sequence, Set, Tuple

import numpy as np

RESAMPLES, SEED = 400, 20


def truth_table(sets: Sequence[Set[str]], labels: Sequence[str]) -> "np.ndarray":
    """Which row has which label: bool (rows, labels)."""
    return np.array([[label in one for label in labels] for one in sets], bool).reshape(len(sets), len(labels))


def precision_recall_f1(said: "np.ndarray", true: "np.ndarray") -> Tuple[float, float, float]:
    """Over all cells of two bool arrays of one shape; 0 where there is nothing to divide by."""
    both = float((said & true).sum())
    precision = both / said.sum() if said.any() else 0.0
    recall = both / true.sum() if true.any() else 0.0
    return precision, recall, 2 * both / max(1.0, float(said.sum() + true.sum()))


def micro_f1(said: "np.ndarray", true: "np.ndarray") -> float:
    """F1 over all lines and labels together."""
    return precision_recall_f1(said, true)[2]


def macro_f1(said: "np.ndarray", true: "np.ndarray") -> float:
    """The mean over labels of each one's F1."""
    return float(np.mean([precision_recall_f1(said[:, j], true[:, j])[2] for j in range(true.shape[1])]))


def false_alarms(said: "np.ndarray", true: "np.ndarray") -> float:
    """The share of rows without any true label for which one is said."""
    without = ~true.any(axis=1)
    return float(said[without].any(axis=1).mean()) if without.any() else 0.0


def exact(said: "np.ndarray", true: "np.ndarray") -> float:
    """The share of rows with every label right."""
    return float((said == true).all(axis=1).mean()) if len(true) else 0.0


def interval(
    measure: Callable[["np.ndarray", "np.ndarray"], float], said: "np.ndarray", true: "np.ndarray"
) -> Tuple[float, float]:
    """A 95 % bootstrap interval of `measure` over rows, the same at every call."""
    random = np.random.default_rng(SEED)
    rows = [random.integers(len(true), size=len(true)) for _ in range(RESAMPLES)]
    low, high = np.percentile([measure(said[row], true[row]) for row in rows], [2.5, 97.5])
    return float(low), float(high)


def calibration_error(confidences: "np.ndarray", true: "np.ndarray", bins: int = 10) -> float:
    """Expected calibration error over all cells: the mean gap between confidence and share true, by bin."""
    sure, right = confidences.ravel(), true.ravel().astype(float)
    bin_of = np.minimum((sure * bins).astype(int), bins - 1)
    gaps = [
        abs(sure[bin_of == b].mean() - right[bin_of == b].mean()) * float((bin_of == b).mean())
        for b in range(bins)
        if (bin_of == b).any()
    ]
    return float(sum(gaps))


def weighted_kappa(marks: Sequence[int], labels: Sequence[int], levels: int = 4) -> Optional[float]:
    """Cohen's kappa with quadratic weights; None where all are of one level on both sides."""
    seen = np.zeros((levels, levels))
    for mark, label in zip(marks, labels):
        seen[mark, label] += 1
    chance = np.outer(seen.sum(axis=1), seen.sum(axis=0)) / max(1.0, seen.sum())
    grid = np.arange(levels)
    weight = (grid[:, None] - grid[None, :]) ** 2
    expected = float((weight * chance).sum())
    return None if expected == 0 else 1 - float((weight * seen).sum()) / expected


def pearson(xs: Sequence[float], ys: Sequence[float]) -> Optional[float]:
    """Pearson's r; None for fewer than three pairs or no spread."""
    if len(xs) < 3 or np.std(xs) == 0 or np.std(ys) == 0:
        return None
    return float(np.corrcoef(xs, ys)[0, 1])


def by_label(said: "np.ndarray", true: "np.ndarray", labels: Sequence[str]) -> Dict[str, Dict[str, object]]:
    """Support, precision, recall, F1 and its interval, for each label."""
    table: Dict[str, Dict[str, object]] = {}
    for j, label in enumerate(labels):
        column, truth = said[:, j : j + 1], true[:, j : j + 1]
        precision, recall, f1 = precision_recall_f1(column, truth)
        figures: List[float] = [precision, recall, f1]
        names = ("precision", "recall", "f1")
        table[label] = {
            "support": int(truth.sum()),
            **{name: round(figure, 3) for name, figure in zip(names, figures)},
            "interval": [round(edge, 3) for edge in interval(micro_f1, column, truth)],
        }
    return table
