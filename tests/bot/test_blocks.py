"""Replies as Block Kit, held to Slack's published limits."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.channels import blocks
from bot.channels.hyperlinks import LINK_HERE, Link, sign
from bot.channels.scores import Row, Scores
from tests.fakes.slack import block_faults

TEXT = st.text(st.characters(blacklist_characters=LINK_HERE), min_size=1).filter(lambda text: text.strip())


@given(TEXT)
def test_whatever_is_said_is_taken_by_slack(text):
    assert block_faults(blocks.said({"by": "coach", "text": text}, "U1")) == []


def test_a_text_over_the_limit_comes_in_several_blocks():
    made = blocks.said({"by": "interviewer", "name": "Ana", "text": "That & this < those. " * 400}, "U1")
    assert block_faults(made) == []
    assert len(made) > 3


def test_the_interviewer_speaks_in_a_section_and_the_coach_in_small_print():
    spoken = blocks.said({"by": "interviewer", "name": "Ana & Co", "text": "Well?"}, "U1")
    noted = blocks.said({"by": "coach", "text": "Go on."}, "U1")
    assert [one["type"] for one in spoken] == ["context", "section"]
    assert [one["type"] for one in noted] == ["context", "context"]
    assert spoken[0]["elements"][0]["text"] == "*Ana &amp; Co*"


def test_a_link_hides_behind_words():
    made = blocks.said(
        {"by": "coach", "text": f"See {LINK_HERE}.", "links": [Link("this page", "https://x.org/shared/a")]}, "U1"
    )
    assert made[1]["text"]["text"] == "See <https://x.org/shared/a|this page>."


def test_every_link_keeps_its_own_words_and_a_text_with_many_stays_within_a_block():
    links = [Link(f"Nurse & <ward {i}>", f"https://x.org/shared/{'a' * 700}{i}") for i in range(5)]
    made = blocks.said({"by": "coach", "text": "\n\n".join(map(sign, range(5))), "links": links}, "U1")
    assert block_faults(made) == []
    shown = "".join(one["text"]["text"] for one in made[1:])
    assert [f"<{one.address}|Nurse &amp; &lt;ward {i}&gt;>" in shown for i, one in enumerate(links)] == [True] * 5


@pytest.mark.parametrize(("count", "rows"), [(1, [1]), (5, [5]), (13, [5, 5, 3]), (25, [5, 5, 5, 5, 5])])
def test_more_than_five_buttons_stand_in_rows_and_none_is_dropped(count, rows):
    offered = [{"title": f"Button {i}", "payload": str(i)} for i in range(count)]
    made = blocks.buttons(offered, "U1")
    assert block_faults(made) == []
    assert [len(one["elements"]) for one in made] == rows
    assert [one["value"] for block in made for one in block["elements"]] == [str(i) for i in range(count)]


def test_more_buttons_than_fit_become_a_list():
    (made,) = blocks.buttons([{"title": "x" * 90, "payload": str(i)} for i in range(60)], "U1")
    assert block_faults([made]) == []
    assert len(made["elements"][0]["options"]) == 60


def test_buttons_know_whose_they_are():
    assert [blocks.owner_of(one["block_id"]) for one in blocks.buttons([{"title": "a", "payload": "b"}], "U1")] == [
        "U1"
    ]


def test_used_buttons_make_way_for_what_was_chosen():
    left = blocks.used(
        blocks.said({"by": "coach", "text": "?", "buttons": [{"title": "A", "payload": "1"}]}, "U1"), "A <b>"
    )
    assert "actions" not in {one["type"] for one in left}
    assert left[-1]["elements"][0]["text"] == "_You chose: A &lt;b&gt;_"


@pytest.mark.parametrize("picture", [None, ("https://x.org/levels.png", "Levels")])
def test_the_scorecard_has_a_section_for_each_act_and_the_way_to_the_review(picture):
    card = Scores("Nurse", "71 of 100", (("Sell", (Row("Show", 2),)), ("Ask", (Row("Ask", None),))))
    made = blocks.scorecard(card, "https://x.org/shared/a", picture)
    assert block_faults(made) == []
    kinds = [one["type"] for one in made]
    assert kinds == ["section", "context", "section", "section", *(["image"] if picture else []), "actions"]
    assert "●●○" in made[2]["text"]["text"]
    assert made[-1]["elements"][0]["url"] == "https://x.org/shared/a"


@pytest.mark.parametrize(
    ("sent", "typed"),
    [
        ("R&amp;D is &lt;3 weeks &gt; plan", "R&D is <3 weeks > plan"),
        ("&amp;lt; is an entity", "&lt; is an entity"),
        ("<@U0CURTAIN> hello", "hello"),
        ("hello <@U0CURTAIN>, there", "hello there"),
        ("<https://a.org/x|a.org/x> and <https://b.org>", "a.org/x and https://b.org"),
        ("<https://a.org/x?a=1&amp;b=2|my site>, at last", "my site (https://a.org/x?a=1&b=2), at last"),
        ("<http://www.a.org/|www.A.org>", "www.A.org"),
        ("<mailto:ana@a.org|ana@a.org>", "ana@a.org"),
        ("<mailto:ana@a.org|write to me>", "write to me (ana@a.org)"),
        ("<#C1|general> <@U9|ben>", "general ben"),
    ],
)
def test_what_was_typed_is_read_as_it_was_typed(sent, typed):
    assert blocks.typed(sent, ["U0CURTAIN"]) == typed
