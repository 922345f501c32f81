"""The heads: from a vector to a confidence for each label, saved and loaded as they are."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from bot.nlu.fitting import fit
from bot.nlu.heads import Heads

THREE = Heads(
    ("a", "b", "c"), np.array([[2.0, 0.0], [0.0, 2.0], [0.0, 0.0]], np.float32), np.array([0.0, 0.0, -9.0], np.float32)
)


def test_confidences_are_the_logistic_of_weights_times_vector_plus_bias():
    row = THREE.confidences(np.array([[1.0, -1.0]], np.float32))[0]
    np.testing.assert_allclose(row, [1 / (1 + np.exp(-2)), 1 / (1 + np.exp(2)), 1 / (1 + np.exp(9))], rtol=1e-6)


def test_each_row_has_its_own_confidences_and_no_rows_have_none():
    assert THREE.confidences(np.zeros((2, 2), np.float32)).shape == (2, 3)
    assert THREE.confidences(np.zeros((0, 2), np.float32)).shape == (0, 3)


def test_over_gives_the_labels_that_reach_the_least_the_surest_first():
    assert list(THREE.over(0.5, np.array([0.6, 0.9, 0.1]))) == ["b", "a"]
    assert THREE.over(0.5, np.array([0.5, 0.2, 0.49999])) == {"a": 0.5}
    assert THREE.over(0.99, np.array([0.6, 0.9, 0.1])) == {}


def test_what_was_saved_is_loaded_to_the_last_bit(tmp_path: Path):
    THREE.save(tmp_path / "heads.safetensors")
    loaded = Heads.load(tmp_path / "heads.safetensors", ["a", "b", "c"])
    assert loaded.labels == THREE.labels
    np.testing.assert_array_equal(loaded.weights, THREE.weights)
    np.testing.assert_array_equal(loaded.biases, THREE.biases)


def test_heads_of_other_labels_are_refused(tmp_path: Path):
    THREE.save(tmp_path / "heads.safetensors")
    with pytest.raises(ValueError, match="train again"):
        Heads.load(tmp_path / "heads.safetensors", ["a", "b"])


def test_a_missing_file_is_said_at_once(tmp_path: Path):
    with pytest.raises(FileNotFoundError):
        Heads.load(tmp_path / "nothing.safetensors", ["a"])


def test_fitted_heads_know_the_lines_they_were_fitted_on_and_lines_of_two_labels():
    vectors = np.array([[1, 0], [0.9, 0.1], [0, 1], [0.1, 0.9], [0.7, 0.7], [-1, -1], [-0.9, -1]], np.float32)
    labels = [{"a"}, {"a"}, {"b"}, {"b"}, {"a", "b"}, {"no_move"}, {"no_move"}]
    heads = fit(vectors, labels, ("a", "b"))
    assert heads.weights.dtype == np.float32
    sure = heads.confidences(vectors)
    assert (sure[[0, 1, 4], 0] > sure[[2, 3, 5], 0]).all()
    assert (sure[[2, 3, 4], 1] > sure[[0, 1, 5], 1]).all()


def test_a_label_no_line_has_cannot_be_fitted():
    with pytest.raises(ValueError, match="class"):
        fit(np.eye(2, dtype=np.float32), [{"a"}, {"a", "b"}], ("a", "c"))
