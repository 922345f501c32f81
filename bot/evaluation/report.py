"""The quality table: lines, then rehearsals, as data and as text."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Dict, Iterator, List, Optional, Sequence, Set, Tuple

import numpy as np

from actions.scoring import score
from actions.scoring.principles import rubric
from bot.evaluation import metrics
from bot.evaluation.rivals import by_key_words, by_nearest_line
from bot.evaluation.stock import by_stock, is_stale
from bot.nlu.reading import Understanding, mark_moves, moves_of, vectors_of
from bot.nlu.sentences import split
from bot.nlu.vocabulary import MOVES
from bot.settings import ROOT
from bot.transcript import Unreadable, read_file, rehearsal_of

LINES, REHEARSALS = ROOT / "data" / "eval" / "lines.jsonl", ROOT / "data" / "eval" / "rehearsals.jsonl"
WORST = 20


def labelled_lines(path: Path = LINES) -> List[Dict[str, Any]]:
    """Labelled lines, {"text", "moves", "kind"}, one JSON object a line.

    Raises:
        Unreadable: a line is not that, or names an unknown move.
    """
    found = []
    for number, row in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if not row.strip():
            continue
        try:
            line = json.loads(row)
            unknown = set(line["moves"]) - set(MOVES)
            str(line["text"])
        except (ValueError, KeyError, TypeError):
            raise Unreadable(f'{path}, line {number}: must be {{"text": …, "moves": […]}}') from None
        if unknown:
            raise Unreadable(f"{path}, line {number}: unknown moves {', '.join(sorted(unknown))}")
        found.append(line)
    return found


def on_lines(understanding: Understanding, lines: Sequence[Dict[str, Any]]) -> Dict[str, Any]:
    """All measures of the moves, ours and the rivals'."""
    texts, true_sets = [line["text"] for line in lines], [set(line["moves"]) for line in lines]
    ours, sure = zip(*(read(understanding, text) for text in texts))
    true = metrics.truth_table(true_sets, MOVES)
    said = metrics.truth_table(ours, MOVES)
    confidences = np.stack(sure)
    kinds = sorted({line.get("kind", "line") for line in lines})
    return {
        "lines": len(lines),
        "ours": _summary(said, true),
        "calibration_error": round(metrics.calibration_error(confidences, true), 4),
        "by_kind": {k: _summary(*_rows(said, true, [line.get("kind", "line") == k for line in lines])) for k in kinds},
        "rivals": {
            name: _summary(metrics.truth_table(read, MOVES), true) for name, read in _rivals(texts) if read is not None
        },
        "moves": metrics.by_label(said, true, MOVES),
        "worst": _worst(texts, ours, true_sets, confidences, true),
    }


def _rivals(texts: Sequence[str]) -> Iterator[Tuple[str, Optional[List[Set[str]]]]]:
    """What others say of the lines; None where the stock pipeline has neither been trained nor asked before."""
    yield "key words", by_key_words(texts)
    yield "nearest training line", by_nearest_line(texts)
    yield f"rasa init (DIET){', older lines' if is_stale() else ''}", by_stock(texts)


def read(understanding: Understanding, text: str) -> "tuple[Set[str], np.ndarray]":
    """The moves of a line, and its highest confidence for each of `MOVES`: float (moves,)."""
    sentences = split(text)
    vectors = vectors_of(text, sentences, understanding.encoder)
    mark_moves(sentences, vectors, understanding.moves)
    rows = understanding.moves.confidences(vectors.windows)
    return set(moves_of(sentences)), rows.max(axis=0) if len(rows) else np.zeros(len(MOVES))


def _rows(said: "np.ndarray", true: "np.ndarray", chosen: Sequence[bool]) -> "tuple[np.ndarray, np.ndarray]":
    at = np.array(chosen)
    return said[at], true[at]


def _summary(said: "np.ndarray", true: "np.ndarray") -> Dict[str, Any]:
    precision, recall, micro = metrics.precision_recall_f1(said, true)
    figures = {
        "support": int(true.sum()),
        "precision": precision,
        "recall": recall,
        "micro_f1": micro,
        "macro_f1": metrics.macro_f1(said, true),
        "exact": metrics.exact(said, true),
        "false_alarms": metrics.false_alarms(said, true),
    }
    rounded = {name: round(figure, 3) for name, figure in figures.items()}
    return {**rounded, "micro_interval": [round(e, 3) for e in metrics.interval(metrics.micro_f1, said, true)]}


def _worst(
    texts: Sequence[str], ours: Sequence[Set[str]], true: Sequence[Set[str]], sure: "np.ndarray", table: "np.ndarray"
) -> List[Dict[str, Any]]:
    """The lines read most surely wrong."""
    error = np.abs(sure - table).max(axis=1)
    wrong = sorted((i for i in range(len(texts)) if ours[i] != true[i]), key=lambda i: -error[i])[:WORST]
    return [{"text": texts[i], "said": sorted(ours[i]), "true": sorted(true[i])} for i in wrong]


def on_rehearsals(understanding: Understanding, transcripts: Sequence[Dict[str, Any]]) -> Dict[str, Any]:
    """Agreement of our marks with the labels: kappa by principle, r of totals, and r of length with both."""
    cards = [score(rehearsal_of(one, understanding)) for one in transcripts]
    labels = [one["marks"] for one in transcripts]
    kappas = {name: _kappa(name, cards, labels) for name in rubric().principles}
    known = [kappa for kappa in kappas.values() if kappa is not None]
    ours = [float(card.total) for card in cards]
    true = [_total(one) for one in labels]
    length = [float(sum(len(li["text"].split()) for li in t["lines"] if li["by"] == "candidate")) for t in transcripts]
    words = [_key_word_total(one) for one in transcripts]
    return {
        "rehearsals": len(cards),
        "kappa": {name: None if kappa is None else round(kappa, 3) for name, kappa in kappas.items()},
        "mean_kappa": round(float(np.mean(known)), 3) if known else None,
        "r_of_totals": metrics.pearson(ours, true),
        "r_of_total_and_length": metrics.pearson(ours, length),
        "rivals": {"length": metrics.pearson(length, true), "key words": metrics.pearson(words, true)},
    }


def _kappa(name: str, cards: Sequence[Any], labels: Sequence[Dict[str, Any]]) -> "float | None":
    pairs = [(card.level(name), one.get(name)) for card, one in zip(cards, labels)]
    both = [(mark, label) for mark, label in pairs if mark is not None and label is not None]
    return metrics.weighted_kappa([m for m, _ in both], [t for _, t in both]) if both else None


def _total(marks: Dict[str, Any]) -> float:
    counted = [(level, rubric().principles[name].weight) for name, level in marks.items() if level is not None]
    return float(100 * sum(level * w for level, w in counted) / (3 * sum(w for _, w in counted)))


def _key_word_total(transcript: Dict[str, Any]) -> float:
    """How many different good moves the key words find: what a simple tool would score by."""
    texts = [line["text"] for line in transcript["lines"] if line["by"] == "candidate"]
    bad = {"ask_pay", "ask_leave", "ask_benefits", "pressure", "defensive", "self_doubt", "bare_claim", "no_questions"}
    return float(len(set().union(*by_key_words(texts)) - bad)) if texts else 0.0


def evaluate(understanding: Understanding, lines: Path = LINES, rehearsals: Path = REHEARSALS) -> Dict[str, Any]:
    """The whole table as data.

    Raises:
        Unreadable: a file is not of the format in `data/eval/README.md`.
    """
    transcripts = read_file(rehearsals)
    missing = [i for i, one in enumerate(transcripts, 1) if not isinstance(one.get("marks"), dict)]
    if missing:
        raise Unreadable(f"{rehearsals}, line {missing[0]}: has no marks")
    return {
        "lines": on_lines(understanding, labelled_lines(lines)),
        "rehearsals": on_rehearsals(understanding, transcripts),
    }


def as_text(table: Dict[str, Any]) -> Iterator[str]:
    """The table for people."""
    lines, talks = table["lines"], table["rehearsals"]
    yield f"{lines['lines']} lines"
    yield f"  {'':24}{'micro F1':>9} {'95 %':>15}{'macro':>8}{'exact':>8}{'alarms':>8}"
    for name, row in {"Curtain Line": lines["ours"], **lines["rivals"]}.items():
        low, high = row["micro_interval"]
        edges = f"{low:.3f}-{high:.3f}"
        yield f"  {name:24}{row['micro_f1']:9.3f} {edges:>15}{row['macro_f1']:8.3f}{row['exact']:8.3f}{row['false_alarms']:8.3f}"
    yield f"  expected calibration error {lines['calibration_error']}"
    for kind, row in lines["by_kind"].items():
        yield f"  {kind}: micro F1 {row['micro_f1']}, false alarms {row['false_alarms']}, exact {row['exact']}"
    yield f"  {'move':20}{'n':>5}{'P':>8}{'R':>8}{'F1':>8}  95 %"
    for move, row in lines["moves"].items():
        low, high = row["interval"]
        yield f"  {move:20}{row['support']:5}{row['precision']:8.3f}{row['recall']:8.3f}{row['f1']:8.3f}  {low:.3f}-{high:.3f}"
    yield "  read most surely wrong:"
    for one in lines["worst"]:
        yield f"    {one['text'][:90]!r} said {one['said']}, is {one['true']}"
    yield f"{talks['rehearsals']} rehearsals: mean weighted kappa {talks['mean_kappa']}, r of totals {talks['r_of_totals']:.3f}"
    yield f"  r of total and number of words {talks['r_of_total_and_length']:.3f}"
    yield f"  r with the true totals of length alone {talks['rivals']['length']:.3f}, of key words alone {talks['rivals']['key words']:.3f}"
    for name, kappa in talks["kappa"].items():
        yield f"  {name:24}{kappa}"
