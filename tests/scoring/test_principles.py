"""The rubric as data belongs to the judge's code, and the other way round."""

from __future__ import annotations

import ast
import inspect
import re
from typing import Iterator, Set

import pytest
from pydantic import ValidationError

from actions.scoring import score
from actions.scoring.principles import ACTS, Outcome, Rubric, rubric
from actions.scoring.scorecard import ROOMS, judges
from tests.scoring.outcomes import OUTCOMES

EVERY = [(name, outcome) for name, ways in OUTCOMES.items() for outcome in ways]
QUOTING = re.compile(r"\{quote\}")


def found_in(act: str) -> Set[str]:
    """The outcome names an act's module can find."""
    tree = ast.parse(inspect.getsource(ROOMS[act]))
    return {name for node in ast.walk(tree) for name in _names(node)}


def _names(node: ast.AST) -> Iterator[str]:
    if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "find":
        yield from _branches(node.args[0])
    if isinstance(node, ast.For) and isinstance(node.target, ast.Tuple):  # for outcome, applies in (…)
        yield from (pair.elts[0].value for pair in getattr(node.iter, "elts", ()))


def _branches(argument: ast.AST) -> Iterator[str]:
    if isinstance(argument, ast.IfExp):
        yield from _branches(argument.body)
        yield from _branches(argument.orelse)
    elif isinstance(argument, ast.Constant):
        yield argument.value


@pytest.mark.parametrize("act", ACTS)
def test_the_code_finds_just_the_outcomes_that_the_data_describe(act):
    described = {name for one in rubric().principles.values() if one.act == act for name in one.outcomes}
    assert found_in(act) == described


def test_there_are_fourteen_principles_each_with_its_judge():
    assert len(rubric().principles) == 14
    assert set(judges()) == set(rubric().principles)


def test_every_outcome_of_every_principle_has_a_rehearsal_here():
    assert {name: set(ways) for name, ways in OUTCOMES.items()} == {
        name: set(one.outcomes) for name, one in rubric().principles.items()
    }


@pytest.mark.parametrize(("principle", "outcome"), EVERY)
def test_every_outcome_is_reached_with_its_level_and_a_reason_one_can_read(principle, outcome):
    mark = score(OUTCOMES[principle][outcome])[principle]
    assert mark.outcome == outcome
    assert mark.level == rubric().principles[principle].outcomes[outcome].level
    assert not re.search(r"[{}…]", mark.reason)


@pytest.mark.parametrize(("principle", "outcome"), EVERY)
def test_what_quotes_the_candidate_has_words_to_quote(principle, outcome):
    told = rubric().principles[principle].outcomes[outcome]
    if QUOTING.search(f"{told.reason} {told.advice or ''}"):
        assert score(OUTCOMES[principle][outcome])[principle].evidence


@pytest.mark.parametrize("principle", OUTCOMES)
def test_every_level_of_every_principle_can_be_reached(principle):
    levels = {score(talk).level(principle) for talk in OUTCOMES[principle].values()}
    assert levels >= {0, 1, 2, 3}


def test_placeholders_are_known_ones():
    known = {*rubric().defaults, "quote"}
    for one in rubric().principles.values():
        for text in (one.hint, one.line, *(outcome.advice or "" for outcome in one.outcomes.values())):
            assert set(re.findall(r"\{(\w+)\}", text)) <= known


def test_advice_is_demanded_below_three_and_refused_at_the_top():
    with pytest.raises(ValidationError):
        Outcome(level=2, reason="So so.")
    with pytest.raises(ValidationError):
        Outcome(level=3, reason="Well done.", advice="More.")


def test_an_act_nobody_plays_is_refused():
    data = rubric().dict()
    data["principles"]["contact"]["act"] = "hover"
    with pytest.raises(ValidationError, match="contact"):
        Rubric.parse_obj(data)
