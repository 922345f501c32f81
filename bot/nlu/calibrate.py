"""Measures how sure the heads may be: on writers whose lines neither encoder nor heads have met.

    python -m bot.nlu.tune --without WRITER … --out /tmp/apart.safetensors
    python -m bot.nlu.calibrate --encoder /tmp/apart.safetensors --apart WRITER … [--without WRITER …]

prints the slope and shift for `fitting.py` and the threshold for `reading.py`, with the
F1 and the false alarms they give on the lines kept apart, in all and by move. Left out of
both, the lines of `--without` show what they give.
"""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import List, Sequence, Tuple

import numpy as np
from sklearn.linear_model import LogisticRegression

from actions.context import LEAST
from bot.nlu.fitting import regression
from bot.nlu.lines import TrainingLine, training_lines
from bot.nlu.minilm import MiniLM, tuned_weights
from bot.nlu.vocabulary import ACTS, MOVES, NO_ACT


def _truth(lines: Sequence[TrainingLine]) -> "np.ndarray":
    return np.array([[move in line.labels for move in MOVES] for line in lines])


def scores(
    encoder: MiniLM, met: Sequence[TrainingLine], apart: Sequence[TrainingLine]
) -> Tuple["np.ndarray", "np.ndarray"]:
    """Heads fitted on `met` read `apart`: the uncalibrated scores and the truth, each (lines, moves)."""
    vectors = encoder.encode_many([line.text for line in met])
    models = [regression().fit(vectors, column) for column in _truth(met).T]
    strange = encoder.encode_many([line.text for line in apart])
    return np.stack([model.decision_function(strange) for model in models], axis=1), _truth(apart)


def main(arguments: List[str] | None = None) -> None:
    """Prints slope, shift and a table of thresholds."""
    parser = argparse.ArgumentParser(prog="python -m bot.nlu.calibrate", description=__doc__)
    parser.add_argument("--encoder", type=Path, required=True, help="tuned without the writers apart")
    parser.add_argument("--apart", nargs="+", required=True, metavar="WRITER")
    parser.add_argument("--without", nargs="*", default=[], metavar="WRITER", help="leave these writers' lines out")
    chosen = parser.parse_args(arguments)
    used = [line for line in training_lines() if line.writer not in chosen.without]
    lines = [line for line in used if not line.labels & {*ACTS, NO_ACT}]
    met = [line for line in lines if line.writer not in chosen.apart]
    apart = [line for line in lines if line.writer in chosen.apart]
    z, truth = scores(MiniLM.of(tuned_weights(chosen.encoder)), met, apart)
    platt = LogisticRegression(C=100).fit(z.reshape(-1, 1), truth.reshape(-1))
    slope, shift = float(platt.coef_[0, 0]), float(platt.intercept_[0])
    print(f"slope {slope:.2f}, shift {shift:.2f}")
    confidences = 1 / (1 + np.exp(-(slope * z + shift)))
    for least in (0.3, 0.36, 0.42, 0.48, 0.54):
        said = confidences >= least
        both = float((said & truth).sum())
        alarms = said[~truth.any(axis=1)].any(axis=1).mean()
        print(f"threshold {least}: micro F1 {2 * both / (said.sum() + truth.sum()):.3f}, false alarms {alarms:.3f}")
    _print_moves(confidences >= LEAST, truth)


def _print_moves(said: "np.ndarray", truth: "np.ndarray") -> None:
    """Precision, recall and F1 of each move at the threshold that is built in."""
    for j, move in enumerate(MOVES):
        both, told, is_one = ((said & truth)[:, j].sum(), said[:, j].sum(), truth[:, j].sum())
        precision, recall, f1 = both / max(1, told), both / max(1, is_one), 2 * both / max(1, told + is_one)
        print(f"  {move:18}{is_one:5}{precision:8.3f}{recall:8.3f}{f1:8.3f}")


if __name__ == "__main__":
    main()
