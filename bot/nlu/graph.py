"""Writes MiniLM's ONNX graph from its weights; nothing is exported from another framework."""

from __future__ import annotations

from pathlib import Path
from typing import Any, List, Sequence

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

from bot.nlu.minilm import DIMENSION, MAX_TOKENS, Weights

LAYERS, HEADS = 6, 12
IN_PLACE = 1024  # bytes of a weight that may stand in the graph itself


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


def onnx_graph(weights: Weights) -> Any:
    """The encoder as an ONNX model: (`ids`, `mask`), int64 (n, tokens) → `vectors` (n, 384)."""
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
    return helper.make_model(whole, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)


def write(graph: Any, path: Path, values: str) -> None:
    """Writes a graph, its weights to the file `values` beside it, to be mapped into memory."""
    onnx.save_model(graph, str(path), save_as_external_data=True, location=values, size_threshold=IN_PLACE)
