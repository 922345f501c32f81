"""`python -m bot.evaluation.context`: what it gives to know what the interviewer just did.

Learns on one half of `data/context/exchanges.jsonl` how much likelier an act of the interviewer's makes each move of
the reply, and measures it on the other half, whose voices it has not met. The log-odds it prints are those of
`actions/context.py`.
"""

from __future__ import annotations

from typing import Any, Callable, Dict, Iterable, Iterator, List, Mapping, Sequence, Tuple

import numpy as np

from actions.context import AFTER_A_DOUBT, AFTER_A_REMARK, LEAST, OTHERWISE_SAID, in_context, weighed
from actions.listening import tells
from actions.rehearsal import DUE, Sentence
from bot.evaluation import metrics
from bot.evaluation.report import labelled_lines, read
from bot.nlu.reading import Understanding, moves_of
from bot.nlu.vocabulary import IN_CONTEXT, MOVES
from bot.settings import ROOT
from bot.trained import understanding

EXCHANGES = ROOT / "data" / "context" / "exchanges.jsonl"
ACTS = {**dict.fromkeys(DUE, "doubt"), "small_talk": "remark"}  # what is heard that decides a move
SPREAD = 2.0  # how far, in log-odds, one expects an act to change a move before seeing any exchange
STEPS = np.arange(-4.0, 6.25, 0.25)  # changes of a threshold that are tried, in log-odds

Odds = Dict[str, Dict[str, float]]  # after a doubt or a remark: what is added to each move's log-odds
Learner = Callable[["np.ndarray", "np.ndarray"], float]  # log-odds and truth, (lines, moves), to what is added


def likeliest(z: "np.ndarray", true: "np.ndarray") -> float:
    """What added to the log-odds `z` makes `true` likeliest, kept small where there is little to learn from."""
    low, high = -12.0, 12.0
    for _ in range(60):  # the slope falls all the way: halve towards where it is nil
        middle = (low + high) / 2
        slope = float((true - 1 / (1 + np.exp(-(z + middle)))).sum()) - middle / SPREAD**2
        low, high = (middle, high) if slope > 0 else (low, middle)
    return (low + high) / 2


def best_threshold(z: "np.ndarray", true: "np.ndarray") -> float:
    """The change of the threshold, as log-odds, with the best F1; the smallest of equals."""
    least = np.log(LEAST / (1 - LEAST))
    return float(max(sorted(STEPS, key=abs), key=lambda step: metrics.micro_f1(z + step >= least, true)))


class Exchanges:
    """Labelled exchanges as the model reads each reply by itself."""

    def __init__(self, understanding: Understanding, lines: Sequence[Mapping[str, Any]]) -> None:
        self.lines = lines
        self.sentences = [understanding.candidate(line["text"]) for line in lines]
        self.told = [understanding.interviewer(line["interviewer"]) for line in lines]
        confidences = np.stack([read(understanding, line["text"])[1] for line in lines])
        self.z = np.log(confidences / (1 - confidences))
        self.true = metrics.truth_table([set(line["moves"]) for line in lines], MOVES)

    def learn(self, after: str, moves: Sequence[str], learner: Learner) -> float:
        """What is added to these moves alike, as `learner` finds it, `after` a doubt or a remark.

        Evidence read by itself answers a doubt already, under whatever name: of `address_concern` nothing is learnt there.
        """
        rows = [i for i, line in enumerate(self.lines) if ACTS.get(line["heard"]) == after]
        if list(moves) == ["address_concern"]:
            rows = [i for i in rows if not self._has_evidence(i)]
        cells = np.ix_(rows, [MOVES.index(move) for move in moves])
        return learner(self.z[cells], self.true[cells])

    def _has_evidence(self, i: int) -> bool:
        read = [Sentence.read(self.lines[i]["text"], one) for one in self.sentences[i]]
        return any(one.makes("qualification", "story") or tells(one) for one in read)

    def with_odds(self, odds: Odds) -> "np.ndarray":
        """The moves said once `odds` are weighed in: bool (lines, moves)."""
        added = [odds.get(ACTS.get(line["heard"], ""), {}) for line in self.lines]
        said = [[weighed(one, to) for one in sentences] for sentences, to in zip(self.sentences, added)]
        return metrics.truth_table([set(moves_of(one)) for one in said], MOVES)

    def as_built(self, acts: Sequence[Iterable[str]]) -> "np.ndarray":
        """The moves said as the talk and `score` have them, after these acts of the interviewer's."""
        said = [in_context(line["text"], s, {*did}) for line, s, did in zip(self.lines, self.sentences, acts)]
        return metrics.truth_table([set(moves_of(one)) for one in said], MOVES)


def learnt(half: Exchanges) -> Iterator[Tuple[str, Odds]]:
    """Each way of weighing it that was tried, by its name, learnt on `half`."""
    four = {move: half.learn("doubt", [move], best_threshold) for move in IN_CONTEXT}
    friendly = {"small_talk": half.learn("remark", ["small_talk"], best_threshold)}
    yield "thresholds by act", {"doubt": four, "remark": friendly}
    four = {move: half.learn("doubt", [move], likeliest) for move in IN_CONTEXT}
    friendly = {"small_talk": half.learn("remark", ["small_talk"], likeliest)}
    yield "log-odds by act", {"doubt": four, "remark": friendly}
    others = dict.fromkeys(OTHERWISE_SAID, half.learn("remark", OTHERWISE_SAID, likeliest))
    yield "and other statements after a remark", {"doubt": four, "remark": {**friendly, **others}}
    evidence = dict.fromkeys(("qualification", "story"), half.learn("doubt", ("qualification", "story"), likeliest))
    yield "and evidence after a doubt", {"doubt": {**four, **evidence}, "remark": {**friendly, **others}}


def table(understanding: Understanding) -> Dict[str, Any]:
    """The odds learnt, those that are built in, and the figures of each way on the half kept apart."""
    lines = labelled_lines(EXCHANGES)
    tuning, measuring = (
        Exchanges(understanding, [line for line in lines if line["half"] == half]) for half in ("tuning", "measuring")
    )
    ways = dict(learnt(tuning))
    said = {"by itself": measuring.with_odds({}), **{name: measuring.with_odds(odds) for name, odds in ways.items()}}
    rows = {
        **said,
        "as built": measuring.as_built([[line["heard"]] for line in measuring.lines]),
        "as built, the act read from its words": measuring.as_built(measuring.told),
    }
    return {
        "exchanges": {"learnt from": len(tuning.lines), "measured on": len(measuring.lines)},
        "built": {"doubt": dict(AFTER_A_DOUBT), "remark": dict(AFTER_A_REMARK)},
        "learnt": ways,
        "measured": {name: _figures(row, measuring.true) for name, row in rows.items()},
    }


def _figures(said: "np.ndarray", true: "np.ndarray") -> Dict[str, float]:
    columns = {move: [MOVES.index(move)] for move in IN_CONTEXT}
    by_move = {move: metrics.micro_f1(said[:, at], true[:, at]) for move, at in columns.items()}
    return {"micro": metrics.micro_f1(said, true), "alarms": metrics.false_alarms(said, true), **by_move}


def as_text(found: Mapping[str, Any]) -> Iterator[str]:
    """The table for people."""
    count = found["exchanges"]
    yield f"learnt from {count['learnt from']} exchanges, measured on {count['measured on']} of other voices"
    heads: List[str] = ["micro", "alarms", *IN_CONTEXT]
    yield f"  {'':40}" + "".join(f"{head:>16}" for head in heads)
    for name, row in found["measured"].items():
        yield f"  {name:40}" + "".join(f"{row[head]:16.3f}" for head in heads)
    for name, odds in found["learnt"].items():
        for after, added in odds.items():
            told = ", ".join(f"{move} {value:+.1f}" for move, value in added.items())
            yield f"  {name}, after a {after}: {told}"


if __name__ == "__main__":
    print("\n".join(as_text(table(understanding()))))
