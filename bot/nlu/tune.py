"""Tunes MiniLM on the training lines: `make encoder`, run when the lines have changed much.

Multi-label cross-entropy over moves, control intents and the interviewer's acts, with
TensorFlow (which Rasa brings) and transformers' BERT (a package of the `encoder` group,
not needed to run the bot). What is kept is the change of each weight, in eight bits: 11
megabytes beside the published 90. (Cut to rank 24 instead it is 1.3, and loses 3 points of F1.)
"""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any, Iterator, List, Sequence, Tuple

import numpy as np
from safetensors.numpy import save_file
from tokenizers import Tokenizer

from bot.nlu.lines import TrainingLine, digests, training_lines
from bot.nlu.minilm import DELTA, DIMENSION, TUNED_ON, Weights, published_file, published_weights
from bot.nlu.vocabulary import ACTS, CONTROLS, MOVES, NO_ACT

LABELS = MOVES + CONTROLS + ACTS
EPOCHS = 7
BATCH = 32
RATE, HEAD_RATE = 1.5e-4, 2e-3
WARM_UP = 0.1  # share of the steps
JOINED = 0.15  # share of lines run on into another
SCALE = 16.0  # vectors have length 1: this gives the head room to be sure
MAX_TOKENS = 64
SEED = 20

Batch = Tuple["np.ndarray", "np.ndarray", "np.ndarray", "np.ndarray"]


def targets(line: TrainingLine) -> Tuple["np.ndarray", "np.ndarray"]:
    """Which labels a line has, and which it could have: the interviewer's lines have acts, others moves."""
    has = np.array([label in line.labels for label in LABELS], np.float32)
    may = np.array([(label in ACTS) == acting(line) for label in LABELS], np.float32)
    return has, may


def batches(lines: Sequence[TrainingLine], epoch: int) -> Iterator[Batch]:
    """The lines in a seeded order, padded within each batch: ids, mask, has, may."""
    tokenizer = Tokenizer.from_file(str(published_file("tokenizer.json")))
    tokenizer.enable_truncation(MAX_TOKENS)
    tokenizer.enable_padding()
    random = np.random.default_rng((SEED, epoch))
    order = random.permutation(len(lines))
    for at in range(0, len(order), BATCH):
        chosen = [_maybe_joined(lines[i], lines, random) for i in order[at : at + BATCH]]
        coded = tokenizer.encode_batch([line.text for line in chosen])
        ids = np.array([one.ids for one in coded], np.int32)
        mask = np.array([one.attention_mask for one in coded], np.int32)
        has, may = zip(*(targets(line) for line in chosen))
        yield ids, mask, np.stack(has), np.stack(may)


def _maybe_joined(line: TrainingLine, lines: Sequence[TrainingLine], random: "np.random.Generator") -> TrainingLine:
    """Now and then a line run on into another of the same side: people say several things in one breath."""
    other = lines[int(random.integers(len(lines)))]
    if random.random() >= JOINED or acting(line) != acting(other):
        return line
    return TrainingLine(f"{line.text} {other.text}", line.labels | other.labels, line.writer)


def acting(line: TrainingLine) -> bool:
    """Whether it is a line of the interviewer."""
    return bool(line.labels & {*ACTS, NO_ACT})


def tune(lines: Sequence[TrainingLine], epochs: int = EPOCHS) -> Weights:
    """Tunes the encoder on `lines` and returns its weights, by their published names."""
    import tensorflow as tf
    from transformers import TFBertModel, create_optimizer

    tf.keras.utils.set_random_seed(SEED)
    tf.config.experimental.enable_op_determinism()
    bert = TFBertModel.from_pretrained(published_file("model.safetensors").parent, add_pooling_layer=False)
    head = tf.keras.layers.Dense(len(LABELS))
    head.build((None, DIMENSION))
    body = [v for v in bert.trainable_variables if "embeddings" not in v.name]
    steps = epochs * -(-len(lines) // BATCH)
    warm_up = max(1, int(steps * WARM_UP))
    optimizers = [create_optimizer(rate, steps, warm_up, weight_decay_rate=0.01)[0] for rate in (RATE, HEAD_RATE)]

    @tf.function(
        input_signature=[tf.TensorSpec([None, None], tf.int32)] * 2
        + [tf.TensorSpec([None, len(LABELS)], tf.float32)] * 2
    )
    def step(ids: Any, mask: Any, has: Any, may: Any) -> Any:
        with tf.GradientTape() as tape:
            states = bert(input_ids=ids, attention_mask=mask, training=True).last_hidden_state
            wide = tf.cast(mask, tf.float32)[:, :, None]
            mean = tf.reduce_sum(states * wide, 1) / tf.reduce_sum(wide, 1)
            logits = head(tf.math.l2_normalize(mean, -1) * SCALE)
            each = tf.nn.sigmoid_cross_entropy_with_logits(labels=has, logits=logits)
            loss = tf.reduce_sum(each * may) / tf.reduce_sum(may) * 10
        grads = tape.gradient(loss, body + head.trainable_variables)
        optimizers[0].apply_gradients(zip(grads[: len(body)], body))
        optimizers[1].apply_gradients(zip(grads[len(body) :], head.trainable_variables))
        return loss

    for epoch in range(epochs):
        losses = [float(step(*batch)) for batch in batches(lines, epoch)]
        print(f"epoch {epoch + 1} of {epochs}: loss {np.mean(losses):.4f}", flush=True)
    return _published_names(bert)


def _published_names(bert: Any) -> Weights:
    """TensorFlow's variables under the names and in the shapes of the published file."""
    found: Weights = {}
    for variable in bert.trainable_variables:
        name = variable.name.split("/bert/")[-1].split(":")[0].replace("layer_._", "layer.").replace("/", ".")
        kernel = name.endswith(".kernel")
        name = name.replace(".kernel", ".weight").replace(".gamma", ".weight").replace(".beta", ".bias")
        found[name] = variable.numpy().T if kernel else variable.numpy()
    return found


def change(before: Weights, after: Weights) -> Weights:
    """The change from `before` to `after`, by weight: matrices as int8 with a scale for each row."""
    kept: Weights = {}
    for name, value in after.items():
        difference = (value - before.get(name, value)).astype(np.float32)
        if not np.any(difference):
            continue
        if difference.ndim == 1:
            kept[name] = difference
            continue
        scale = np.maximum(np.abs(difference).max(axis=1, keepdims=True), 1e-12) / 127
        kept[f"{name}.steps"] = np.rint(difference / scale).astype(np.int8)
        kept[f"{name}.scale"] = scale
    return kept


def main(arguments: List[str] | None = None) -> None:
    """Tunes on all training lines (or without some writers', to measure) and saves the change."""
    parser = argparse.ArgumentParser(prog="python -m bot.nlu.tune", description=__doc__)
    parser.add_argument("--out", type=Path, default=DELTA, help="where to save the change")
    parser.add_argument("--without", nargs="*", default=[], metavar="WRITER", help="leave these writers' lines out")
    parser.add_argument("--epochs", type=int, default=EPOCHS)
    chosen = parser.parse_args(arguments)
    lines = [line for line in training_lines() if line.writer not in chosen.without]
    after = tune(lines, chosen.epochs)
    save_file({**change(published_weights(), after), TUNED_ON: digests(lines)}, chosen.out)
    print(f"{chosen.out}: {chosen.out.stat().st_size / 1e6:.1f} MB from {len(lines)} lines")


if __name__ == "__main__":
    main()
