"""The training lines: enough of each, of many writers, and none of the evaluation's."""

import json
import re
from collections import Counter, defaultdict
from pathlib import Path

import numpy as np
import pytest
from safetensors.numpy import load_file

from bot.nlu.lines import belonging, training_lines
from bot.nlu.minilm import DELTA, TUNED_ON, MiniLM, published_weights
from bot.nlu.vocabulary import ACTS, CONTROLS, MOVES, NO_ACT, NO_MOVE

EVALUATION = Path(__file__).parents[2] / "data" / "eval"
CONTEXT = EVALUATION.parent / "context"
CLOSE = 0.92  # cosine of two texts by the published MiniLM from which on one is a variant of the other


def evaluation_texts():
    lines = [json.loads(row)["text"] for row in (EVALUATION / "lines.jsonl").read_text().splitlines()]
    talks = [json.loads(row) for row in (EVALUATION / "rehearsals.jsonl").read_text().splitlines()]
    return lines + [line["text"] for talk in talks for line in talk["lines"] if line["by"] == "candidate"]


def normalised(text):
    return " ".join(re.findall(r"\w+", text.lower()))


def test_every_label_is_one_the_model_knows():
    known = {*MOVES, NO_MOVE, *CONTROLS, *ACTS, NO_ACT}
    assert {label for line in training_lines() for label in line.labels} <= known


def test_each_move_has_at_least_150_lines_and_no_move_600_and_several_moves_300():
    counts = Counter(label for line in training_lines() for label in line.labels)
    several = [line for line in training_lines() if len(line.labels) > 1]
    assert min(counts[move] for move in MOVES) >= 150
    assert counts[NO_MOVE] >= 600
    assert len(several) >= 300


def test_no_line_stands_twice():
    texts = Counter(line.text for line in training_lines())
    assert [text for text, count in texts.items() if count > 1] == []


def test_no_line_says_no_move_and_a_move_at_once():
    assert [line.text for line in training_lines() if NO_MOVE in line.labels and len(line.labels) > 1] == []


def test_no_evaluation_line_of_three_words_or_more_is_a_training_line():
    trained = {normalised(line.text) for line in training_lines()}
    shared = {normalised(text) for text in evaluation_texts()} & trained
    assert [text for text in shared if len(text.split()) >= 3] == []


def runs_of_five(text):
    words = normalised(re.sub("['’]", "", text)).split()
    return {" ".join(words[i : i + 5]) for i in range(len(words) - 4)}


def test_no_training_line_of_eight_words_or_more_is_an_evaluation_line_with_a_word_changed():
    apart = [runs_of_five(text) for text in evaluation_texts()]
    where = defaultdict(list)
    for number, runs in enumerate(apart):
        for run in runs:
            where[run].append(number)
    copied = []
    for line in training_lines():
        runs = runs_of_five(line.text)
        near = {number for run in runs for number in where.get(run, ())} if len(runs) >= 4 else ()
        if any(len(runs & apart[number]) * 2 >= len(runs | apart[number]) for number in near):
            copied.append(f"{line.writer}: {line.text}")
    assert copied == []  # of the training lines: the evaluation's own stay sealed


def test_no_line_of_the_exchanges_and_run_ons_is_an_evaluation_line_with_a_word_changed_or_a_training_line():
    texts = [json.loads(row)["text"] for path in CONTEXT.glob("*.jsonl") for row in path.read_text().splitlines()]
    assert len(texts) > 200
    apart = [runs_of_five(text) for text in evaluation_texts()]
    trained = {normalised(line.text) for line in training_lines()}
    copied = [
        text
        for text in texts
        if (normalised(text) in trained and len(text.split()) >= 3)
        or any(len(runs_of_five(text) & one) * 2 >= len(runs_of_five(text) | one) for one in apart if one)
    ]
    assert copied == []


@pytest.mark.slow
def test_no_training_line_is_a_close_variant_of_an_evaluation_line():
    encoder = MiniLM.of(published_weights())
    lines = [line.text for line in training_lines()]
    apart = [text for text in evaluation_texts() if len(normalised(text).split()) >= 3]
    near = encoder.encode(apart) @ encoder.encode(lines).T
    assert sorted({lines[j] for _, j in np.argwhere(near > CLOSE)}) == []  # the evaluation's own stay sealed


def test_the_tuned_encoder_belongs_to_todays_training_lines():
    tuned_on = load_file(DELTA)[TUNED_ON]
    assert belonging(tuned_on, training_lines()) > 0.97, "run `make encoder`"
