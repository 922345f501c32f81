"""`python -m bot.evaluation.run_ons`: how many moves are found of those said in one breath, without a mark."""

from __future__ import annotations

from typing import Dict, Tuple

from bot.evaluation import metrics
from bot.evaluation.report import labelled_lines, read
from bot.nlu.reading import Understanding
from bot.nlu.vocabulary import MOVES
from bot.settings import ROOT
from bot.trained import understanding

RUN_ONS = ROOT / "data" / "context" / "run_ons.jsonl"
HALVES = ("tuning", "measuring")


def measured(understanding: Understanding) -> Dict[str, Tuple[float, float, float]]:
    """Precision, share found and F1 over all moves, for each half of the lines."""
    found = {}
    for half in HALVES:
        lines = [line for line in labelled_lines(RUN_ONS) if line["half"] == half]
        said = metrics.truth_table([read(understanding, line["text"])[0] for line in lines], MOVES)
        true = metrics.truth_table([set(line["moves"]) for line in lines], MOVES)
        found[half] = metrics.precision_recall_f1(said, true)
    return found


if __name__ == "__main__":
    for half, (precision, share, f1) in measured(understanding()).items():
        print(f"{half}: {share:.1%} of the moves found, precision {precision:.3f}, F1 {f1:.3f}")
