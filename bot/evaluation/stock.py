"""The pipeline of `rasa init` on the same lines: DIET, trained on our training lines with the same labels.

Training it takes more than an hour, so it is done on request (`python -m bot eval --train-stock`); what it
then said of the evaluation lines is kept beside them, with a digest of what it was trained on.
"""

from __future__ import annotations

import asyncio
import hashlib
import json
import tempfile
from pathlib import Path
from typing import Any, Dict, List, Optional, Sequence, Set

import yaml

from bot.nlu.lines import TrainingLine, digests, training_lines
from bot.nlu.vocabulary import ACTS, MOVES, NO_ACT
from bot.settings import MODELS, ROOT

MODEL = MODELS / "stock-moves.tar.gz"
KEPT = ROOT / "data" / "eval" / "stock.json"  # what it said of the evaluation lines

# `rasa init` says 100; on 11,000 lines these take three hours, and after 10 the training accuracy stays at 0.98.
EPOCHS = 30

# What `rasa init` trains where no pipeline is given (3.6), told that "+" joins intents.
PIPELINE: List[Dict[str, Any]] = [
    {"name": "WhitespaceTokenizer", "intent_tokenization_flag": True, "intent_split_symbol": "+"},
    {"name": "RegexFeaturizer"},
    {"name": "LexicalSyntacticFeaturizer"},
    {"name": "CountVectorsFeaturizer"},
    {"name": "CountVectorsFeaturizer", "analyzer": "char_wb", "min_ngram": 1, "max_ngram": 4},
    {"name": "DIETClassifier", "epochs": EPOCHS, "random_seed": 7},
    {"name": "EntitySynonymMapper"},
    {"name": "ResponseSelector", "epochs": 100},
    {"name": "FallbackClassifier", "threshold": 0.3, "ambiguity_threshold": 0.1},
]


def stock_lines() -> List[TrainingLine]:
    """The training lines a stock bot would get: all but the interviewers'."""
    return [line for line in training_lines() if not line.labels & {*ACTS, NO_ACT}]


def digest(values: Sequence[str]) -> str:
    """A name for these texts, in this order."""
    return hashlib.sha256("\n".join(values).encode("utf-8", "replace")).hexdigest()[:16]


def trained_on() -> str:
    """A name for today's training lines and the pipeline."""
    lines = (str(number) for number in digests(stock_lines()).tolist())
    return digest([*lines, json.dumps(PIPELINE)])


def train() -> None:
    """Trains the stock pipeline on today's training lines, into `models/`."""
    import rasa.model_training

    with tempfile.TemporaryDirectory() as folder:
        config, data = Path(folder) / "config.yml", Path(folder) / "nlu.yml"
        config.write_text(yaml.safe_dump({"recipe": "default.v1", "language": "en", "pipeline": PIPELINE}))
        data.write_text(yaml.safe_dump({"version": "3.1", "nlu": _examples()}, allow_unicode=True))
        rasa.model_training.train_nlu(str(config), str(data), str(MODELS), fixed_model_name="stock-moves")


def _examples() -> List[Dict[str, str]]:
    by_intent: Dict[str, List[str]] = {}
    for line in stock_lines():
        by_intent.setdefault("+".join(sorted(line.labels)), []).append(line.text)
    return [
        {"intent": intent, "examples": "".join(f"- {text}\n" for text in texts)} for intent, texts in by_intent.items()
    ]


def read(texts: Sequence[str]) -> List[Set[str]]:
    """The moves the trained stock pipeline finds in each text."""
    from rasa.core.agent import Agent

    agent = Agent.load(str(MODEL))
    parsed = (asyncio.run(agent.parse_message(text)) for text in texts)
    return [set(str(one["intent"]["name"]).split("+")) & set(MOVES) for one in parsed]


def keep(texts: Sequence[str]) -> None:
    """Keeps what the trained pipeline says of the evaluation lines."""
    said = [sorted(moves) for moves in read(texts)]
    KEPT.write_text(json.dumps({"trained_on": trained_on(), "lines": digest(texts), "said": said}) + "\n")


def by_stock(texts: Sequence[str]) -> Optional[List[Set[str]]]:
    """What the stock pipeline says of these texts: kept, or by its trained model; None where there is neither."""
    if KEPT.exists():
        kept = json.loads(KEPT.read_text(encoding="utf-8"))
        if kept["lines"] == digest(texts):
            return [set(moves) for moves in kept["said"]]
    return read(texts) if MODEL.exists() else None


def is_stale() -> bool:
    """Whether what was kept comes from other training lines than today's."""
    return not KEPT.exists() or bool(json.loads(KEPT.read_text(encoding="utf-8"))["trained_on"] != trained_on())
