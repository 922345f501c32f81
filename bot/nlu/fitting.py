"""Fits the heads on labelled lines: logistic regression, calibrated on writers it has not met."""

from __future__ import annotations

from typing import Iterator, Sequence, Set, Tuple

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold

from bot.nlu.heads import Heads, sigmoid

STRENGTH = 4.0  # inverse of the L2 penalty, chosen by cross-validation (docs/evaluation.md)
FOLDS = 5
LEAST, MOST = 0.3, 0.6  # a threshold learnt from few lines is held within these


def fit(vectors: "np.ndarray", labels_of: Sequence[Set[str]], writers: Sequence[str], labels: Sequence[str]) -> Heads:
    """Fits a head for each of `labels`.

    Calibration and thresholds come from confidences on lines of writers that the
    fold's head has not met, so they hold for a stranger's lines.

    Args:
        vectors: float32 (lines, dimension).
        labels_of: the labels of each line.
        writers: who wrote each line.
        labels: what to fit, in this order.
    """
    heads = [_fit_one(vectors, np.array([label in of for of in labels_of]), writers) for label in labels]
    columns = [np.array(column, np.float32) for column in zip(*heads)]
    return Heads(tuple(labels), *columns)


def _fit_one(
    vectors: "np.ndarray", target: "np.ndarray", writers: Sequence[str]
) -> Tuple["np.ndarray", float, float, float, float]:
    unseen = np.zeros(len(target))
    for train, test in _folds(target, writers):
        model = _regression().fit(vectors[train], target[train])
        unseen[test] = model.decision_function(vectors[test])
    calibration = LogisticRegression(C=1.0).fit(unseen[:, None], target)
    slope, shift = float(calibration.coef_[0, 0]), float(calibration.intercept_[0])
    whole = _regression().fit(vectors, target)
    threshold = best_threshold(sigmoid(unseen * slope + shift), target)
    return whole.coef_[0], float(whole.intercept_[0]), slope, shift, threshold


def _folds(target: "np.ndarray", writers: Sequence[str]) -> Iterator[Tuple["np.ndarray", "np.ndarray"]]:
    """Folds that keep a writer's lines together; by turns where few writers have lines of this label."""
    having = {writer for writer, has in zip(writers, target) if has}
    groups = list(writers) if len(having) >= FOLDS else [str(i % FOLDS) for i in range(len(writers))]
    folds: Iterator[Tuple["np.ndarray", "np.ndarray"]] = GroupKFold(FOLDS).split(groups, groups=groups)
    return folds


def best_threshold(confidences: "np.ndarray", target: "np.ndarray") -> float:
    """The threshold with the highest F1, held within reason."""
    grid = np.arange(LEAST, MOST + 0.001, 0.02)
    return float(max(grid, key=lambda t: _f1(confidences >= t, target)))


def _f1(said: "np.ndarray", true: "np.ndarray") -> float:
    both = float((said & true).sum())
    return 2 * both / max(1.0, float(said.sum() + true.sum()))


def _regression() -> LogisticRegression:
    return LogisticRegression(C=STRENGTH, max_iter=400)
