"""The levels as bars: each principle in its act, with its level."""

from __future__ import annotations

from actions.scoring import score
from actions.scoring.principles import rubric
from bot.pictures import LIGHT, as_svg, levels
from tests.bot.test_review import played
from tests.builders import rehearsal
from tests.pictures.drawn import boxes, texts

CARD = score(played().memory.rehearsal)


def test_every_principle_stands_under_its_act_with_its_level_beside_it():
    expected = []
    for act in ("sell", "ask", "clear", "leave"):
        expected.append(act.capitalize())
        for mark in CARD.marks:
            principle = rubric().principles[mark.principle]
            if principle.act == act:
                expected += [principle.title, "not counted" if mark.level is None else f"{mark.level} of 3"]
    assert texts(as_svg(levels.picture(CARD))) == expected


def test_as_many_cells_are_filled_as_levels_were_reached():
    assert boxes(as_svg(levels.picture(CARD)), LIGHT.plum) == sum(mark.level or 0 for mark in CARD.marks)


def test_the_table_says_what_the_scorecard_says():
    rows = levels.picture(CARD).table.rows
    titles = {one.title: name for name, one in rubric().principles.items()}
    assert [titles[title] for title, _, _ in rows] == [mark.principle for mark in CARD.marks]
    for title, act, level in rows:
        mark = CARD[titles[title]]
        assert act == rubric().principles[mark.principle].act.capitalize()
        assert level == ("not counted" if mark.level is None else f"{mark.level} of 3")


def test_in_words_it_counts_the_levels_and_names_the_total():
    told = levels.picture(CARD).told
    at = [sum(mark.level == level for mark in CARD.marks) for level in range(4)]
    assert f"{at[3]} at 3, {at[2]} at 2, {at[1]} at 1, {at[0]} at 0" in told
    assert f"Total: {CARD.total} of 100" in told


def test_a_rehearsal_without_a_line_can_be_drawn():
    assert "0 of 3" in texts(as_svg(levels.picture(score(rehearsal()))))
