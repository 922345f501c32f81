"""The check of a load finds each kind of fault, and takes what is right for right."""

from __future__ import annotations

import json

import pytest

from deploy.load.candidates import Said
from deploy.load.check import compare

ANSWER = ("bot", "")


def rows(*events, sender="ana"):
    """Rows as the database has them, of (kind, tag) pairs; a user's line is followed by an answer."""
    for tag in events:
        kind, text = tag if isinstance(tag, tuple) else ("user", tag)
        yield sender, kind, json.dumps({"text": f"Who else decides ({text})?" if text else "Well."})
        if not isinstance(tag, tuple):
            yield sender, "bot", json.dumps({"text": "Well."})


def answered(*tags):
    return [Said(tag, acknowledged=True) for tag in tags]


def test_lines_kept_once_and_in_order_are_good():
    verdict = compare(rows("0.0", "0.1", "0.2"), answered("0.0", "0.1", "0.2"))
    assert verdict.is_good
    assert verdict.acknowledged == 3


def test_a_line_that_was_never_answered_may_be_missing():
    assert compare(rows("0.0"), [*answered("0.0"), Said("0.1", dropped=1)]).is_good


@pytest.mark.parametrize(
    ("kept", "fault", "tags"),
    [
        (["0.0"], "lost", ("0.1",)),
        (["0.0", "0.0", "0.1"], "doubled", ("0.0",)),
        (["0.1", "0.0"], "out_of_order", ("0.0",)),
        (["0.0", ("user", "0.1")], "unanswered", ("0.1",)),
        (["0.0", ("user", "0.1"), "1.0"], "unanswered", ("0.1",)),
        (["0.0", "0.1", "1.0"], "astray", ("1.0",)),
    ],
)
def test_each_fault_is_found(kept, fault, tags):
    verdict = compare(rows(*kept), answered("0.0", "0.1", *(["1.0"] if "1.0" in kept else [])))
    assert not verdict.is_good
    assert getattr(verdict, fault) == tags


@pytest.mark.parametrize("came_of_it", [{"dropped": 1}, {"refused": 1}, {"dropped": 2, "refused": 2}])
def test_a_line_is_kept_once_however_often_it_was_sent(came_of_it):
    sent = [Said("0.0", acknowledged=True, **came_of_it)]
    assert compare(rows("0.0"), sent).is_good
    assert compare(rows("0.0", "0.0"), sent).doubled == ("0.0",)


def test_what_others_said_in_the_same_database_does_not_count():
    assert compare([*rows("0.0"), *rows("7.0", "7.0", sender="ben")], answered("0.0")).is_good
