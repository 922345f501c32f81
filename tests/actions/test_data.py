"""Data files: what may be in them, and every fault named."""

from __future__ import annotations

from pathlib import Path
from typing import List

import pydantic
import pytest
import yaml

from actions.data import DATA, Checked, FaultyData, read, read_all

RASAS_OWN = {"nlu", "stories", "rules", "responses"}


class Place(Checked):
    name: str
    rooms: List[int]


def written(folder: Path, text: str, name: str = "place.yml") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def faults_of(path: Path) -> List[str]:
    with pytest.raises(FaultyData) as caught:
        read(path, Place)
    return [fault.split("/", 1)[1] for fault in caught.value.faults]


def test_a_good_file_is_read_with_white_space_trimmed(tmp_path: Path):
    assert read(written(tmp_path, 'name: "  Mill "\nrooms: [1, 2]'), Place) == Place(name="Mill", rooms=[1, 2])


def test_what_was_read_is_never_changed(tmp_path: Path):
    place = read(written(tmp_path, "name: Mill\nrooms: []"), Place)
    with pytest.raises(TypeError):
        place.name = "Barn"
    assert place.name == "Mill"


def test_all_faults_of_a_file_are_listed_with_file_and_key(tmp_path: Path):
    faults = faults_of(written(tmp_path, "name: ''\nrooms: [1, two]\ncolour: red"))
    assert len(faults) == 3
    assert all(fault.startswith("place.yml: ") for fault in faults)
    for key in ("name", "rooms.1", "colour"):
        assert any(f": {key}: " in fault for fault in faults), key


def test_a_missing_file_is_a_fault(tmp_path: Path):
    assert faults_of(tmp_path / "place.yml") == ["place.yml: cannot be read (No such file or directory)"]


@pytest.mark.parametrize("text", ["name: [", "a: b: c", "name: \x07", "? {"])
def test_what_is_no_yaml_is_one_fault_on_one_line(tmp_path: Path, text: str):
    (fault,) = faults_of(written(tmp_path, text))
    assert fault.startswith("place.yml: not valid YAML")
    assert "\n" not in fault


def test_bytes_that_are_no_text_are_a_fault(tmp_path: Path):
    path = tmp_path / "place.yml"
    path.write_bytes(b"name: \xff\xfe")
    assert faults_of(path)[0].startswith("place.yml: not valid YAML")


@pytest.mark.parametrize("text", ["", "- one", "just words", "3"])
def test_a_file_without_keys_at_the_top_is_a_fault(tmp_path: Path, text: str):
    assert faults_of(written(tmp_path, text)) == ["place.yml: must hold keys, each a word, and their values at the top"]


def test_a_folder_is_read_by_stem_in_alphabetical_order(tmp_path: Path):
    for name in ("b.yml", "a.yml"):
        written(tmp_path, f"name: {name}\nrooms: []", name)
    written(tmp_path, "no yaml at all: [", "notes.txt")
    assert list(read_all(tmp_path, Place)) == ["a", "b"]


def test_a_folders_faults_are_listed_together(tmp_path: Path):
    for name in ("b.yml", "a.yml"):
        written(tmp_path, "name: x", name)
    with pytest.raises(FaultyData) as caught:
        read_all(tmp_path, Place)
    assert len(caught.value.faults) == 2
    assert str(caught.value) == "\n".join(caught.value.faults)


def test_no_file_of_ours_would_be_taken_by_rasa_for_its_own():
    ours = [path for path in DATA.rglob("*.yml") if path.parent.name not in ("nlu", "rules", "stories")]
    assert len(ours) > 10
    for path in ours:
        assert not RASAS_OWN & set(yaml.safe_load(path.read_text(encoding="utf-8"))), path


def test_a_models_own_checks_are_faults_too():
    with pytest.raises(pydantic.ValidationError):
        Place(name=" ", rooms=[])
