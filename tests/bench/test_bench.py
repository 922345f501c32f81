"""The performance table: what it says of the numbers it is given, and that all of it runs."""

import json
import os
import re
import sqlite3
import subprocess
import sys

import pytest

from bot.bench.growth import copy_rehearsals
from bot.bench.measures import Row, p95
from bot.bench.parts import clocked, spent
from bot.bench.report import bench, lines_of
from bot.bench.running import family
from bot.settings import ROOT
from bot.store import Rehearsals
from tests.bot.test_store import DOMAIN, heard, says


def test_less_is_better_for_times_and_more_for_rates():
    time = Row("a line", "ms", 15.0, 20.0, "stock", 0.8)
    rate = Row("lines a second", "1/s", 15.0, 20.0, "stock", 1.2, more_is_better=True)
    assert (time.ratio, time.met, rate.met) == (0.75, True, False)


def test_nineteen_of_twenty_times_are_within_the_p95():
    assert p95(range(1, 101)) == 95
    assert p95([7.0]) == 7.0


def test_the_table_says_which_target_is_not_met():
    row = {"measure": "start", "unit": "s", "ours": 9.0, "other": 10.0, "against": "stock", "ratio": 0.9}
    table = {
        "machine": "2 cores",
        "rows": [{**row, "target": "at most 0.5", "met": False}],
        "parts": {"channel": 1.0, "in all": 4.0},
    }
    text = "\n".join(lines_of(table))
    assert "| start | 9.0 s | 10.0 s (stock) | 0.90 | at most 0.5 | **no** |" in text
    assert "| channel | 1.00 | 25 % |" in text


def test_a_part_that_is_not_there_cannot_be_measured():
    with pytest.raises(ValueError, match="There is no part speed"):
        bench(True, ["speed"], print)


def test_the_time_of_an_inner_part_is_not_counted_twice():
    spent.clear()
    inner = clocked(lambda: sum(range(300_000)), "inner")
    outer = clocked(lambda: inner(), "outer")
    outer()
    assert spent["inner"] > 20 * spent["outer"] > 0


def test_copies_of_a_rehearsal_are_rehearsals_of_as_many_users_or_of_one(tmp_path):
    path = str(tmp_path / "rehearsals.db")
    store = Rehearsals(DOMAIN, db=path)
    says(store, "one", "two", anew=True)
    rows = sqlite3.connect(path).execute("select count(*) from events").fetchone()[0]
    assert copy_rehearsals(tmp_path / "rehearsals.db", "ana", 30) == 30 * rows
    assert heard(store, "ana copy 17") == (["one", "two"], "two")
    assert copy_rehearsals(tmp_path / "rehearsals.db", "ana", 5, one_user=True) == 5 * rows
    assert heard(store, "ana") == (["one", "two"], "two")
    starts = "select count(*) from events where sender_id = 'ana' and type_name = 'session_started'"
    assert sqlite3.connect(path).execute(starts).fetchone()[0] == 6


def test_the_children_of_a_process_are_weighed_with_it():
    child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"])
    try:
        assert child.pid in family(os.getpid())
    finally:
        child.kill()
        child.wait()


@pytest.mark.slow
def test_a_start_has_two_times_and_listening_comes_first():
    command = [sys.executable, "-W", "ignore", "-m", "bot.bench.starting", "1"]
    told = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=300).stdout
    listens, ready = map(float, re.findall(r"(\d+\.\d) s", told))
    assert 0 < listens < ready


@pytest.mark.slow
def test_all_of_it_runs_and_every_measure_has_a_number():
    command = [sys.executable, "-m", "bot", "bench", "--quick", "--json"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=1800)
    assert done.returncode == 0, done.stderr
    table = json.loads(done.stdout[done.stdout.index("{") :])
    measures = [row["measure"] for row in table["rows"]]
    for word in (
        "start",
        "median",
        "p95",
        "lines a second",
        "memory",
        "a scored line",
        "line 15",
        "rehearsal 20",
        "kept",
    ):
        assert any(word in measure for measure in measures), word
    assert all(row["ours"] > 0 and row["other"] > 0 for row in table["rows"])
    assert table["parts"]["in all"] >= table["parts"]["encoder (MiniLM)"] > 0
