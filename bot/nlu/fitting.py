"""Fits the heads on labelled lines: logistic regression, calibrated for a stranger's lines."""

from __future__ import annotations

from typing import TYPE_CHECKING, Sequence, Set

import numpy as np

from bot.nlu.heads import Heads

if TYPE_CHECKING:
    from sklearn.linear_model import LogisticRegression

# Measured on writers whose lines neither the encoder nor the heads had met
# (docs/evaluation.md; `python -m bot.nlu.calibrate`). The encoder has met every
# training line, so cross-validation on them would find far too sure a model.
STRENGTH = 4.0  # inverse of the L2 penalty
SLOPE, SHIFT = 1.06, 0.63  # confidence = sigmoid(SLOPE * z + SHIFT)


def fit(vectors: "np.ndarray", labels_of: Sequence[Set[str]], labels: Sequence[str]) -> Heads:
    """Fits a head for each of `labels`.

    Args:
        vectors: float32 (lines, dimension).
        labels_of: the labels of each line.
        labels: what to fit, in this order.

    Raises:
        ValueError: a label has no line, or every line.
    """
    models = [regression().fit(vectors, [label in of for of in labels_of]) for label in labels]
    weights = np.concatenate([model.coef_ for model in models]) * SLOPE
    biases = np.concatenate([model.intercept_ for model in models]) * SLOPE + SHIFT
    return Heads(tuple(labels), weights.astype(np.float32), biases.astype(np.float32))


def regression() -> "LogisticRegression":
    """One head, not yet fitted."""
    from sklearn.linear_model import LogisticRegression  # only for training: a server need not load it

    return LogisticRegression(C=STRENGTH, max_iter=400)
