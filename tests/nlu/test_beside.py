"""Two texts worked on at once: what was begun is taken up, and results come in the order of the texts."""

from __future__ import annotations

import threading

import pytest

from bot.nlu.beside import Beside


class Work:
    """Work that can be held up, and that tells which thread did what."""

    def __init__(self):
        self.done_by = {}
        self.held = threading.Event()
        self.held.set()

    def __call__(self, text):
        self.held.wait(10)
        assert text not in self.done_by, "nothing is done twice"
        self.done_by[text] = threading.current_thread()
        if text == "bad":
            raise ValueError("bad")
        return text.upper()


@pytest.mark.parametrize("count", range(6))
def test_results_come_in_the_order_of_the_texts_and_each_is_worked_out_once(count):
    work, texts = Work(), [f"text {i}" for i in range(count)]
    assert Beside(work).all(texts) == [text.upper() for text in texts]
    assert set(work.done_by) == set(texts)


def test_a_text_by_itself_is_worked_on_here():
    work = Work()
    assert Beside(work).all(["alone"]) == ["ALONE"]
    assert work.done_by["alone"] is threading.current_thread()


@pytest.mark.parametrize("texts", [["begun"], ["one", "begun"], ["begun", "two", "three"]])
def test_what_was_begun_is_waited_for_and_not_done_again(texts):
    work = Work()
    beside = Beside(work)
    work.held.clear()
    beside.begin("begun")
    threading.Timer(0.1, work.held.set).start()
    assert beside.all(texts) == [text.upper() for text in texts]
    assert work.done_by["begun"] is not threading.current_thread()


def test_what_was_begun_and_is_not_asked_for_is_let_go():
    work = Work()
    beside = Beside(work)
    beside.begin("a guess that was wrong")
    assert beside.all(["right"]) == ["RIGHT"]
    assert beside.all(["right too"]) == ["RIGHT TOO"]


def test_begin_returns_while_the_work_goes_on():
    work = Work()
    beside = Beside(work)
    work.held.clear()
    beside.begin("long")
    assert not work.done_by
    work.held.set()
    assert beside.all(["long"]) == ["LONG"]


@pytest.mark.parametrize("texts", [["bad"], ["good", "bad"], ["bad", "good", "fine"]])
def test_an_error_reaches_whoever_asks(texts):
    beside = Beside(Work())
    beside.begin(texts[0])
    with pytest.raises(ValueError, match="bad"):
        beside.all(texts)


def test_a_text_that_fails_ahead_of_time_fails_only_where_it_is_asked_for():
    beside = Beside(Work())
    beside.begin("bad")
    assert beside.all(["good"]) == ["GOOD"]
