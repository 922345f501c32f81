"""A strong, a middling and a weak candidate are told apart in every scenario; who types junk is not flattered."""

from __future__ import annotations

import pytest

from actions.feedback.facts import fill
from actions.scenario import scenarios
from actions.scoring.principles import rubric
from tests.e2e import players, reviews
from tests.e2e.served import Candidate, said_by

APART = 20  # points between the totals of two neighbours, at the least
FLOOR = 10  # what may be had for nothing: not having asked for terms
ALWAYS = ("staff_nurse_alder_court", "field_sales_pellow_surgical", "junior_developer_quayline")  # one of each style
EVERY = [name if name in ALWAYS else pytest.param(name, marks=pytest.mark.slow) for name in scenarios()]


@pytest.mark.parametrize("name", EVERY)
def test_three_candidates_are_far_apart(servers, name):
    totals = []
    for play in (players.strong, players.middling, players.weak):
        candidate = Candidate(servers.url)
        debrief = play(candidate, name, scenarios()[name])
        totals.append(reviews.total(candidate))
        assert str(totals[-1]) in said_by("coach", debrief)[-1]
    strong, middling, weak = totals
    assert strong - middling >= APART, totals
    assert middling - weak >= APART, totals


def test_there_is_a_past_for_every_scenario():
    assert set(players.PASTS) == set(scenarios())


@pytest.mark.parametrize("name", ALWAYS)
def test_junk_scores_at_the_floor_and_is_not_praised(candidate, name):
    candidate.begin(name)
    for line in players.junk():
        assert not any(" up to " in said or " took " in said for said in said_by("coach", candidate.say(line)))
    candidate.press("finish")
    (debrief,) = said_by("coach", candidate.skip_note())
    assert reviews.total(candidate) <= FLOOR
    assert reviews.landed(candidate) == []
    assert not any(title in debrief for title in _titles(candidate))


def test_junk_as_a_note_earns_nothing(candidate):
    candidate.begin(ALWAYS[0])
    candidate.press("finish")
    candidate.note("asdf ghjk", hours=1)
    assert reviews.levels(candidate)["thank_you_note"] == 0
    assert reviews.landed(candidate) == []


def test_the_coachs_own_hints_pasted_back_earn_next_to_nothing(candidate):
    candidate.begin(ALWAYS[0])
    for principle in rubric().principles.values():
        candidate.say(fill(principle.hint, rubric().defaults))
    assert reviews.total(candidate) <= 2 * FLOOR


def _titles(candidate):
    """The titles of all principles, as a false praise would name them."""
    return [one.text for one in reviews.page(candidate).select(".principle button")]
