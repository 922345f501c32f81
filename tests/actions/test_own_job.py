"""One's own job, asked for in a chat: title, company, advert, and what was picked out agreed to."""

from __future__ import annotations

from typing import Any, Dict, List

import pytest

from actions import own_job
from actions.own_job import Step
from actions.set_up import choice
from bot.nlu.sentences import split

AD = """We serve 600 cafes from Wakefield.
Lead a team of twelve pickers on the night shift
Our values: kindness, honesty, and owning up early.
Our new depot in Leeds opens in May 2027 and runs on the Trident picking system."""


def answered(beat: str, text: str, **own: Any) -> Step:
    return own_job.step(beat, own, {"text": text, "sentences": split(text)})


def pasted(text: str) -> Step:
    return answered("own_facts", text, job="Warehouse team leader", company="Pennant Foods")


def listed(step: Step) -> List[str]:
    shown: Dict[str, Any] = dict(step.pieces[0].values)
    return [row for row in str(shown["list"]).splitlines() if row]


def test_title_and_company_are_asked_in_turn():
    assert answered("own_title", "ward sister").beat == "own_company"
    step = answered("own_company", "St Anne's", job="ward sister")
    assert (step.beat, step.own) == ("own_facts", {"job": "ward sister", "company": "St Anne's"})


def test_without_an_advert_it_begins():
    assert pasted("skip").beat is None


def test_what_was_picked_out_is_shown_with_the_style_before_it_begins():
    step = pasted(AD)
    assert step.beat == "own_check"
    assert len(listed(step)) == 4
    assert step.pieces[0].values["style"] == "balanced"
    assert "the Trident picking system" in step.own["topics"]


def test_a_fact_can_be_dropped_and_the_style_changed_and_then_it_begins():
    step = pasted(AD)
    dropped = answered("own_check", "drop 1 and 3", **step.own)
    assert listed(dropped) == [
        f"{i}. {row.split('. ', 1)[1]}" for i, row in enumerate([listed(step)[1], listed(step)[3]], 1)
    ]
    styled = answered("own_check", "make it bold", **dropped.own)
    assert styled.pieces[0].values["style"] == "bold"
    ready = answered("own_check", "OK, start".replace("OK, ", ""), **styled.own)
    settings = choice({**ready.own, "scenario": "own"})
    assert ready.beat is None
    assert (settings["style"], sum(map(len, settings["own"]["advert"].values()))) == ("bold", 2)


def test_anything_else_is_told_what_can_be_said():
    assert [one.response for one in answered("own_check", "hm", **pasted(AD).own).pieces] == ["utter_own_check_again"]


def test_html_is_read_by_its_lines():
    step = pasted("<ul><li>Lead a team of twelve pickers</li><li>Keep the cold chain within two degrees</li></ul>")
    assert [row.split(". ", 1)[1] for row in listed(step)] == [
        "Lead a team of twelve pickers",
        "Keep the cold chain within two degrees",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "x" * 50_000,
        "Wir suchen ab sofort eine freundliche Verkäuferin für unsere Filiale mit Erfahrung im Handel und viel Freude",
    ],
)
def test_what_cannot_be_used_gets_a_sentence_and_the_question_stays(text: str):
    with pytest.raises(ValueError, match=r"characters|English"):
        pasted(text)


def test_an_advert_that_says_nothing_goes_on_with_the_title():
    assert [one.response for one in pasted("call me").pieces] == ["utter_own_nothing"]
