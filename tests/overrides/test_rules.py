"""Rules found by what they begin with are those Rasa finds; a graph run in order gives what Dask gives."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rasa.core.policies.rule_policy import RULES, RULES_FOR_LOOP_UNHAPPY_PATH, RulePolicy
from rasa.engine.exceptions import GraphRunError
from rasa.engine.graph import GraphSchema, SchemaNode
from rasa.engine.runner.dask import DaskGraphRunner

from bot.overrides import graph_order, rule_index
from bot.overrides.graph_order import run_in_order
from bot.overrides.rule_index import possible_keys, reads_text

NAMES = st.sampled_from(["action_listen", "action_answer", "should_not_be_set"])
PARTS = {
    "prev_action": st.fixed_dictionaries({"action_name": NAMES}),
    "user": st.fixed_dictionaries(
        {}, optional={"intent": st.sampled_from(["thanks", "ask_work"]), "text": st.just("Hi")}
    ),
    "slots": st.fixed_dictionaries({"beat": st.sampled_from([[1, 0], [0, 1]])}),
}
STATES = st.lists(st.fixed_dictionaries({}, optional=PARTS), min_size=1, max_size=3)


def policy_with(*rules, **others):
    policy = RulePolicy.__new__(RulePolicy)
    policy.lookup = {RULES: {json.dumps(rule): "action_answer" for rule in rules}, **others}
    return policy


def as_in_a_talk(states):
    """The same states with tuples where JSON has lists, as a tracker has them."""
    return [
        {
            part: {key: tuple(v) if isinstance(v, list) else v for key, v in values.items()}
            for part, values in one.items()
        }
        for one in states
    ]


@given(st.lists(STATES, max_size=6), STATES)
def test_the_rules_that_match_are_those_rasa_finds(rules, states):
    policy, talk = policy_with(*rules), as_in_a_talk(states)
    rasas = rule_index._rasas_keys(policy, policy.lookup[RULES], talk)
    for _ in range(2):  # the second time from what was kept
        assert possible_keys(policy, policy.lookup[RULES], talk) == rasas


def test_without_any_state_every_rule_is_possible():
    policy = policy_with([{}], [{"user": {"intent": "thanks"}}])
    assert possible_keys(policy, policy.lookup[RULES], []) == set(policy.lookup[RULES])


HEARS = {"prev_action": {"action_name": "action_listen"}}


@pytest.mark.parametrize(
    ("rules", "others", "expected"),
    [
        ([[{**HEARS, "user": {"intent": "thanks"}}], [{"prev_action": {"action_name": "action_help"}}]], {}, False),
        ([[{**HEARS, "user": {"text": "Hi"}}]], {}, True),
        ([[HEARS]], {}, True),
        ([[{"slots": {"beat": [1, 0]}}]], {}, True),
        ([], {RULES_FOR_LOOP_UNHAPPY_PATH: {"[]": "x"}}, True),
    ],
)
def test_texts_are_looked_at_only_where_a_rule_could_tell_them_from_intents(rules, others, expected):
    assert reads_text(policy_with(*rules, **others)) is expected


def runner_of(needs):
    """A runner whose nodes name themselves and what they were given."""
    runner = DaskGraphRunner.__new__(DaskGraphRunner)
    runner._graph_schema = GraphSchema(
        {
            name: SchemaNode(needs=dict(zip(wanted, wanted)), uses=None, fn="", constructor_name="", config={})
            for name, wanted in needs.items()
        }
    )
    runner._instantiated_nodes = {name: lambda *given, name=name: (name, [name, *given]) for name in needs}
    runner._execution_context = None
    return runner


def test_a_graph_gives_what_dask_gives_each_node_run_once_after_its_needs():
    runner = runner_of({"d": ["b", "c"], "b": ["a", "message"], "c": ["a"], "a": ["message"], "unused": ["d"]})
    for targets in (["d"], ["c", "d"], ["a"]):
        for text in ("one", "two"):
            inputs = {"message": text}
            assert run_in_order(runner, inputs, targets) == graph_order._rasas(runner, inputs, targets)


def test_an_input_named_as_a_node_is_refused_as_rasa_refuses_it():
    with pytest.raises(GraphRunError, match="clashes with a node name"):
        run_in_order(runner_of({"a": ["message"]}), {"a": "a"}, ["a"])


def test_an_input_that_nobody_gave_is_handed_on_by_its_name_as_dask_does():
    runner = runner_of({"a": ["message"]})
    assert run_in_order(runner, {}, ["a"]) == graph_order._rasas(runner, {}, ["a"]) == {"a": ["a", "message"]}
