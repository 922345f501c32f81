"""From a text to its sentences, their moves and acts: the understanding, without Rasa around it.

The Rasa components (`components.py`) and the command line read with the same functions.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Dict, List, Optional, Sequence

import numpy as np

from bot.nlu.heads import Heads
from bot.nlu.minilm import MiniLM
from bot.nlu.sentences import sound, split
from bot.nlu.vocabulary import LEADING

Sentences = List[Dict[str, Any]]


def leading(moves: Sequence[str]) -> str:
    """The one of a line's moves that decides what happens next; the only one of a single label."""
    return min(moves, key=LEADING.index) if len(moves) > 1 else moves[0]


def vectors_of(text: str, sentences: Sentences, encoder: MiniLM) -> "np.ndarray":
    """The vector of each sentence: float32 (sentences, 384)."""
    whole = sound(text)
    return encoder.encode([whole[one["start"] : one["end"]] for one in sentences])


def mark_moves(sentences: Sentences, vectors: "np.ndarray", heads: Heads) -> None:
    """Sets `moves`, {name: confidence}, on each sentence; `vectors` has a row for each."""
    for sentence, moves in zip(sentences, heads.over_threshold(heads.confidences(vectors))):
        sentence["moves"] = moves


def moves_of(sentences: Sentences) -> Dict[str, float]:
    """All moves of a line, each with its highest confidence, the surest first."""
    found: Dict[str, float] = {}
    for sentence in sentences:
        for name, confidence in sentence["moves"].items():
            found[name] = max(confidence, found.get(name, 0.0))
    return dict(sorted(found.items(), key=lambda pair: -pair[1]))


def acts_of(vectors: "np.ndarray", heads: Heads) -> List[str]:
    """The acts of an interviewer's line, over all its sentences: `concern`, `doubt`, `small_talk`; often none."""
    found = {name for row in heads.over_threshold(heads.confidences(vectors)) for name in row}
    return sorted(name.replace("interviewer_", "") for name in found)


def control_of(vectors: "np.ndarray", heads: Heads, least: float) -> Optional[Dict[str, Any]]:
    """The control intent of a line, if every sentence of it is for the coach, with its confidence."""
    confidences = heads.confidences(vectors)
    if not len(confidences) or confidences.max(axis=1).min() < least:
        return None
    best = int(confidences.max(axis=0).argmax())
    return {"name": heads.labels[best], "confidence": float(confidences[:, best].max())}


@dataclass(frozen=True)
class Understanding:
    """A trained model's reading of lines, for use outside the Rasa server."""

    encoder: MiniLM
    moves: Heads
    acts: Heads

    def candidate(self, text: str) -> Sentences:
        """The sentences of a candidate's line with their moves, as in the parse data."""
        sentences = split(text)
        mark_moves(sentences, vectors_of(text, sentences, self.encoder), self.moves)
        return sentences

    def interviewer(self, text: str) -> List[str]:
        """What an interviewer's line does."""
        sentences = split(text)
        return acts_of(vectors_of(text, sentences, self.encoder), self.acts) if sentences else []
