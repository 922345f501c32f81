"""From a text to its sentences, their moves and acts: the understanding, without Rasa around it.

The Rasa components (`components.py`) and the command line read with the same functions.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any, Dict, List, Optional, Sequence, Tuple

import numpy as np

from actions.context import LEAST
from bot.nlu.heads import Heads
from bot.nlu.minilm import MiniLM
from bot.nlu.sentences import sound, split
from bot.nlu.vocabulary import IN_CONTEXT, LEADING

Sentences = List[Dict[str, Any]]

WINDOW = 3  # sentences read in one: a move often takes two ("By Friday. Or I walk.")
ALSO = 0.85  # confidence at which a sentence by itself adds a move its window did not show
HERE = 0.5  # confidence at which a further sentence shows a move of its window too
_ENDS = re.compile(r"[.!?\n]+\s*")
NEAR = 0.001  # confidence from which on what was heard just before may still make it a move


@dataclass(frozen=True)
class Vectors:
    """The vectors of one line."""

    sentences: "np.ndarray"  # float32 (sentences, 384)
    windows: "np.ndarray"  # float32 (windows, 384)


def windows(count: int) -> List[Tuple[int, int]]:
    """First and past-the-last sentence of each window, as even as may be: 5 sentences are 3 and 2."""
    number = -(-count // WINDOW)
    edges = [round(i * count / number) for i in range(number + 1)] if number else [0]
    return list(zip(edges, edges[1:]))


def begin(text: str, encoder: MiniLM) -> None:
    """Has the encoder start on a line while its sentences are told apart: a short one is most likely one window."""
    if len(_ENDS.findall(text)) <= WINDOW:
        encoder.begin(sound(text).strip())


def vectors_of(text: str, sentences: Sentences, encoder: MiniLM) -> Vectors:
    """Embeds a line's sentences and its windows of them; a window of one sentence costs nothing more."""
    whole, found = sound(text), windows(len(sentences))
    spans = [(i, i + 1) for i in range(len(sentences))] + [(a, b) for a, b in found if b - a > 1]
    rows = encoder.encode([whole[sentences[a]["start"] : sentences[b - 1]["end"]] for a, b in spans])
    return Vectors(rows[: len(sentences)], rows[[spans.index(window) for window in found]])


def leading(moves: Sequence[str]) -> str:
    """The one of a line's moves that decides what happens next; the only one of a single label."""
    return min(moves, key=LEADING.index) if len(moves) > 1 else moves[0]


def mark_moves(sentences: Sentences, vectors: Vectors, heads: Heads) -> None:
    """Sets `moves` and `near`, both {name: confidence}, on each sentence.

    A window tells which moves are made, its sentences where: the one that shows a move
    most, and any other that shows it by itself. `near` has those it does not show that
    would be made after the right words of the interviewer.
    """
    single, whole = heads.confidences(vectors.sentences), heads.confidences(vectors.windows)
    for (a, b), row in zip(windows(len(sentences)), whole):
        found = {**heads.over(ALSO, single[a:b].max(axis=0)), **heads.over(LEAST, row)}
        for i in range(a, b):
            shown = _shown(found, single[a:b], i - a, heads)
            sentences[i].update(moves=shown, near=_near(row, single[a:b], i - a, heads, shown))


def _shown(found: Dict[str, float], single: "np.ndarray", at: int, heads: Heads) -> Dict[str, float]:
    columns = {name: single[:, heads.labels.index(name)] for name in found}
    return {name: found[name] for name, column in columns.items() if column[at] >= HERE or int(column.argmax()) == at}


def _near(row: "np.ndarray", single: "np.ndarray", at: int, heads: Heads, shown: Dict[str, float]) -> Dict[str, float]:
    columns = {name: heads.labels.index(name) for name in IN_CONTEXT if name not in shown}
    most = {name: int(single[:, j].argmax()) == at for name, j in columns.items()}
    sure = {name: float(row[j] if most[name] else min(row[j], single[at, j])) for name, j in columns.items()}
    return {name: round(confidence, 4) for name, confidence in sure.items() if confidence >= NEAR}


def moves_of(sentences: Sentences) -> Dict[str, float]:
    """All moves of a line, each with its highest confidence, the surest first."""
    found: Dict[str, float] = {}
    for sentence in sentences:
        for name, confidence in sentence["moves"].items():
            found[name] = max(confidence, found.get(name, 0.0))
    return dict(sorted(found.items(), key=lambda pair: -pair[1]))


def acts_of(vectors: Vectors, heads: Heads) -> List[str]:
    """The acts of an interviewer's line: `concern`, `doubt`, `small_talk`; often none."""
    found = {name for row in heads.confidences(vectors.windows) for name in heads.over(LEAST, row)}
    return sorted(name.replace("interviewer_", "") for name in found)


def control_of(vectors: Vectors, heads: Heads, least: float) -> Optional[Dict[str, Any]]:
    """The control intent of a line that is for the coach as a whole, with its confidence."""
    if len(vectors.windows) != 1:
        return None
    confidences = heads.confidences(vectors.windows)[0]
    best = int(confidences.argmax())
    if confidences[best] < least:
        return None
    return {"name": heads.labels[best], "confidence": float(confidences[best])}


@dataclass(frozen=True)
class Understanding:
    """A trained model's reading of lines, for use outside the Rasa server."""

    encoder: MiniLM
    moves: Heads
    acts: Heads

    def candidate(self, text: str) -> Sentences:
        """The sentences of a candidate's line with their moves, as in the parse data."""
        begin(text, self.encoder)
        sentences = split(text)
        mark_moves(sentences, vectors_of(text, sentences, self.encoder), self.moves)
        return sentences

    def interviewer(self, text: str) -> List[str]:
        """What an interviewer's line does."""
        return acts_of(vectors_of(text, split(text), self.encoder), self.acts)
