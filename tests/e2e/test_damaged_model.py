"""A model's file that is damaged: the start ends in a sentence, and no line is marked by what is left of it."""

from __future__ import annotations

import subprocess
import sys

import pytest

from bot.chat import free_port
from bot.nlu import model
from bot.settings import ROOT

UNREADABLE = "the trained model cannot be read; remove the folder models and start again"


def cut_off(whole: bytes) -> bytes:
    return whole[:50_000]


def one_byte_changed(whole: bytes) -> bytes:
    middle = len(whole) // 2
    return whole[:middle] + bytes([whole[middle] ^ 1]) + whole[middle + 1 :]


def checksum_changed(whole: bytes) -> bytes:
    return whole[:-8] + b"\0" * 4 + whole[-4:]


DAMAGES = [lambda _: b"", lambda _: b"no archive", cut_off, one_byte_changed, checksum_changed]
NAMES = ["empty", "garbage", "cut off", "one byte changed", "another checksum"]


@pytest.fixture(params=DAMAGES, ids=NAMES)
def damaged(request, tmp_path):
    """A copy of the model with this damage."""
    path = tmp_path / "damaged.tar.gz"
    path.write_bytes(request.param(model.MODEL.read_bytes()))
    return path


def test_the_model_as_trained_is_whole():
    assert model.is_whole(model.MODEL)


def test_a_damaged_model_ends_the_start_in_one_sentence(damaged, tmp_path):
    away = {"CURTAIN_LINE_DB": str(tmp_path / "x.db"), "CURTAIN_LINE_ACTIONS": "http://127.0.0.1:1"}
    command = [sys.executable, "-W", "ignore", "-m", "bot.server", str(free_port()), str(damaged)]
    environment = {**model.environment(), **away}
    ended = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=120)
    assert ended.returncode == 1
    assert ended.stdout.strip().splitlines()[-1] == UNREADABLE


def test_the_launcher_trains_anew_what_is_damaged(damaged):
    assert not model.is_whole(damaged)


def test_nothing_is_marked_with_a_damaged_model(damaged, monkeypatch):
    monkeypatch.setattr(model, "MODEL", damaged)
    model.understanding.cache_clear()
    with pytest.raises(ValueError, match="is damaged: run `make setup` after removing it"):
        model.understanding()
    model.understanding.cache_clear()
