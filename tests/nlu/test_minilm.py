"""The encoder: the published weights, the same vectors as a plain computation of them, whatever stands beside."""

import numpy as np
import pytest
from scipy.special import erf
from tokenizers import Tokenizer

from bot.nlu import minilm
from bot.nlu.graph import HEADS, LAYERS
from bot.nlu.minilm import DIMENSION, MiniLM, encoder, published_file, published_weights


def layer_norm(x, weights, stem):
    centred = x - x.mean(-1, keepdims=True)
    spread = np.sqrt((centred**2).mean(-1, keepdims=True) + 1e-12)
    return centred / spread * weights[f"{stem}.weight"] + weights[f"{stem}.bias"]


def linear(x, weights, stem):
    return x @ weights[f"{stem}.weight"].T + weights[f"{stem}.bias"]


def attention(x, weights, stem):
    def heads(part):
        return linear(x, weights, f"{stem}.self.{part}").reshape(len(x), HEADS, -1).transpose(1, 0, 2)

    raw = heads("query") @ heads("key").transpose(0, 2, 1) / np.sqrt(DIMENSION // HEADS)
    shares = np.exp(raw - raw.max(-1, keepdims=True))
    mixed = (shares / shares.sum(-1, keepdims=True)) @ heads("value")
    out = linear(mixed.transpose(1, 0, 2).reshape(len(x), -1), weights, f"{stem}.output.dense")
    return layer_norm(out + x, weights, f"{stem}.output.LayerNorm")


def plainly_computed(text, weights):
    """BERT as its paper has it, in numpy, one sentence at a time."""
    ids = Tokenizer.from_file(str(published_file("tokenizer.json"))).encode(text).ids
    ids = [i for i in ids if i]  # the file's own padding
    x = weights["embeddings.word_embeddings.weight"][ids]
    x = x + weights["embeddings.position_embeddings.weight"][: len(ids)]
    x = layer_norm(x + weights["embeddings.token_type_embeddings.weight"][0], weights, "embeddings.LayerNorm")
    for number in range(LAYERS):
        stem = f"encoder.layer.{number}"
        x = attention(x, weights, f"{stem}.attention")
        wide = linear(x, weights, f"{stem}.intermediate.dense")
        gelu = wide * 0.5 * (1 + erf(wide / np.sqrt(2)))
        x = layer_norm(linear(gelu, weights, f"{stem}.output.dense") + x, weights, f"{stem}.output.LayerNorm")
    mean = x.mean(0)
    return mean / np.linalg.norm(mean)


@pytest.mark.parametrize("text", ["Do you have any hesitation about me?", "so um yeah when would i hear"])
def test_the_graph_gives_what_a_plain_computation_of_the_published_weights_gives(text):
    weights = published_weights()
    np.testing.assert_allclose(MiniLM.of(weights).encode([text])[0], plainly_computed(text, weights), atol=2e-6)


def test_every_vector_has_length_one():
    lengths = np.linalg.norm(encoder().encode(["Thanks.", "x", "a longer sentence about nothing much"]), axis=1)
    np.testing.assert_allclose(lengths, 1, atol=1e-5)


def test_a_sentence_has_the_same_vector_alone_and_in_company():
    alone = encoder().encode(["What now?"])
    among = encoder().encode(["A much longer sentence that would need padding.", "What now?"])
    assert (alone[0] == among[1]).all()


def test_a_text_of_ten_thousand_words_is_cut_and_not_refused():
    assert encoder().encode(["word " * 10_000]).shape == (1, DIMENSION)


def test_no_texts_give_no_vectors():
    assert encoder().encode([]).shape == (0, DIMENSION)


def test_damaged_weights_are_refused(monkeypatch):
    monkeypatch.setitem(minilm.PUBLISHED, "tokenizer.json", "0" * 64)
    with pytest.raises(ValueError, match="damaged"):
        published_file("tokenizer.json")


def test_the_graph_is_made_once_and_again_when_it_is_damaged(tmp_path, monkeypatch):
    monkeypatch.setattr(minilm, "MODELS", tmp_path)
    graph = minilm.tuned_graph()
    made = graph.stat().st_mtime_ns
    assert minilm.tuned_graph() == graph
    assert graph.stat().st_mtime_ns == made
    with (graph.parent / minilm.VALUES).open("r+b") as file:
        file.seek(1000)
        file.write(b"damage")
    before = encoder().encode(["Thanks."])
    np.testing.assert_array_equal(MiniLM(minilm.tuned_graph()).encode(["Thanks."]), before)
    assert graph.stat().st_mtime_ns > made


def test_where_nothing_can_be_written_the_encoder_reads_all_the_same(tmp_path, monkeypatch):
    blocked = tmp_path / "models"
    blocked.write_text("a file where the folder should be")
    before = encoder().encode(["Thanks."])
    monkeypatch.setattr(minilm, "MODELS", blocked)
    np.testing.assert_array_equal(encoder.__wrapped__().encode(["Thanks."]), before)
