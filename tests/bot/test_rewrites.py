"""The table of rewrites that lift their principle."""

from __future__ import annotations

from actions.feedback import Rewrite
from actions.feedback.frames import Blank
from bot.evaluation.rewrites import as_text, table, with_fillers


def row(principle, before, filled, unfilled):
    return {"principle": principle, "outcome": "x", "before": before, "filled": filled, "unfilled": unfilled}


ROWS = [row("contact", 0, 2, 0), row("contact", 1, 1, 1), row("other_offers", 0, None, None)]


def test_only_a_higher_level_counts_as_lifted_and_one_no_longer_counted_does_not():
    found = table(ROWS)
    assert found["principles"]["contact"] == {"rewrites": 2, "lifted": 1, "share": 0.5, "share_unfilled": 0.0}
    assert found["principles"]["other_offers"]["lifted"] == 0
    assert found["all"]["share"] == 0.333


def test_the_table_for_people_has_a_row_for_all_and_for_each_principle_in_the_rubrics_order():
    text = list(as_text(table(ROWS)))
    assert [line.split()[0] for line in text[2:]] == ["all", "other_offers", "contact"]


def test_blanks_are_filled_where_they_stand():
    made = Rewrite(
        "I've [what] for [how long].", (Blank("deed", "what", 5, 11), Blank("amount", "how long", 16, 26)), "new"
    )
    assert with_fillers(made, {"deed": "baked", "amount": "four years"}) == "I've baked for four years."
