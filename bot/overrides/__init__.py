"""Where Rasa's own code is heavy, or hides a fault: the pieces we put in their place, each small and named.

Each module replaces one thing and says what that gave (docs/performance.md has the figures).
`tests/overrides` fails when Rasa's own code changes under one of them.
"""

from __future__ import annotations

import rasa.core.actions.action
from rasa.core.agent import Agent
from rasa.core.policies.rule_policy import RulePolicy
from rasa.core.processor import MessageProcessor
from rasa.engine.runner.dask import DaskGraphRunner
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import Event
from rasa.shared.core.trackers import DialogueStateTracker

from bot.overrides import yaml_tags
from bot.overrides.action_call import ActionCall
from bot.overrides.applied import applied_events
from bot.overrides.empty_domain import is_empty
from bot.overrides.event_types import class_of
from bot.overrides.graph_order import run_in_order
from bot.overrides.heard_once import handle_once
from bot.overrides.recent_states import latest_states
from bot.overrides.rule_index import action_from_rules, possible_keys
from bot.overrides.tracker_copy import copy_of
from bot.overrides.whole_turns import run_or_fail, store_that_fails


def install() -> None:
    """Puts our pieces in the place of Rasa's, in this process."""
    rasa.core.actions.action.RemoteAction = ActionCall
    Event.resolve_by_type = staticmethod(class_of)
    DialogueStateTracker.copy = copy_of
    DialogueStateTracker.applied_events = applied_events
    Domain.is_empty = is_empty
    DaskGraphRunner.run = run_in_order
    RulePolicy._prediction_states = latest_states
    RulePolicy._get_possible_keys = possible_keys
    RulePolicy._find_action_from_rules = action_from_rules
    MessageProcessor._run_action = run_or_fail
    yaml_tags.install()
    MessageProcessor.handle_message = handle_once
    Agent._create_tracker_store = staticmethod(store_that_fails)
