"""What the interviewer just did, and how much it says of the reply: the same words are an answer here and none there.

The understanding reads a line by itself. "Two buses and my bicycle!" is no move, but said to a friendly remark it is
small talk; four years' evidence is a qualification anywhere, and after a concern it answers it. So each sentence of
the parse data tells how near it came to the moves this decides, and here both are weighed together.
"""

from __future__ import annotations

import math
from typing import AbstractSet, Any, Dict, List, Mapping, Sequence

from actions.listening import tells
from actions.rehearsal import DUE, Line, Sentence
from actions.scoring.leave import FRIENDLY_WORDS
from actions.scoring.rudeness import is_rude

# What is added to the log-odds of a move, learnt from one half of `data/context/exchanges.jsonl`
# and measured on the other (docs/evaluation.md; `python -m bot.evaluation.context` prints both).
AFTER_A_DOUBT: Mapping[str, float] = {
    "address_concern": 2.2,
    "defensive": 1.1,
    "self_doubt": 0.7,
    "small_talk": -1.2,
}
OTHERWISE_SAID = (
    "interest", "qualification", "bare_claim", "story", "ask_for_job", "other_offers", "pressure", "address_concern",
    "defensive", "self_doubt", "follow_up", "no_questions",
)  # fmt: skip
AFTER_A_REMARK: Mapping[str, float] = {"small_talk": 5.8, **dict.fromkeys(OTHERWISE_SAID, -2.5)}
LEAST = 0.42  # confidence at which a move counts, read in its window or weighed here (docs/evaluation.md)


def in_context(text: str, sentences: Sequence[Mapping[str, Any]], acts: AbstractSet[str]) -> List[Dict[str, Any]]:
    """The parse data's sentences of a candidate's line, with the moves they make after the interviewer's `acts`.

    Args:
        text: the line.
        sentences: with `moves` and `near`; those read before there was any `near` are left as they are.
        acts: concern, doubt, press, small_talk: what the interviewer's last line did.
    """
    added = _added(text, acts)
    read = [weighed(sentence, added) for sentence in sentences]
    if acts & DUE:
        read = [_answering(text, one) if "near" in before else one for one, before in zip(read, sentences)]
    return _with_rudeness(text, read)


def _answering(text: str, sentence: Dict[str, Any]) -> Dict[str, Any]:
    """What tells of something one did answers what was raised, though it reads as no move: few such are in what the model learnt from."""
    return {**sentence, "moves": {"address_concern": LEAST}} if tells(Sentence.read(text, sentence)) else sentence


def _with_rudeness(text: str, sentences: List[Dict[str, Any]]) -> List[Dict[str, Any]]:
    """Rude words are `defensive` whatever was said before them, and no friendly talk; few are in what the model learnt from."""
    line = Line.candidate(text, sentences)
    rude = [is_rude(line, one) for one in line.sentences]
    return [{**one, "moves": {"defensive": 1.0}} if so else one for one, so in zip(sentences, rude)]


def _added(text: str, acts: AbstractSet[str]) -> Mapping[str, float]:
    if acts & DUE:
        return AFTER_A_DOUBT
    return AFTER_A_REMARK if "small_talk" in acts and len(text.split()) >= FRIENDLY_WORDS else {}


def weighed(sentence: Mapping[str, Any], added: Mapping[str, float]) -> Dict[str, Any]:
    """The sentence with the moves it makes once `added`, {move: log-odds}, came to it, and without `near`."""
    kept = {key: value for key, value in sentence.items() if key != "near"}
    if "near" not in sentence:
        return kept
    read = {**sentence["near"], **sentence["moves"]}
    again = {name: _with_odds(confidence, added[name]) for name, confidence in read.items() if name in added}
    moves = {name: c for name, c in {**sentence["moves"], **again}.items() if name not in again or c >= LEAST}
    return {**kept, "moves": dict(sorted(moves.items(), key=lambda pair: -pair[1]))}


def _with_odds(confidence: float, added: float) -> float:
    """The confidence once `added` came to its log-odds, to four digits."""
    held = min(max(confidence, 1e-4), 1 - 1e-4)  # rounded confidences may be 0 or 1
    return round(1 / (1 + (1 - held) / held * math.exp(-added)), 4)
