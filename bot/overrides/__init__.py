"""Where Rasa's own code is heavy: the pieces we put in their place, each small and named.

Each module replaces one thing and says what that gave (docs/performance.md has the figures).
`tests/overrides` fails when Rasa's own code changes under one of them.
"""

from __future__ import annotations

import rasa.core.actions.action
from rasa.core.policies.rule_policy import RulePolicy
from rasa.shared.core.events import Event
from rasa.shared.core.trackers import DialogueStateTracker

from bot.overrides.action_call import ActionCall
from bot.overrides.event_types import class_of
from bot.overrides.recent_states import latest_states
from bot.overrides.tracker_copy import copy_of


def install() -> None:
    """Puts our pieces in the place of Rasa's, in this process."""
    rasa.core.actions.action.RemoteAction = ActionCall
    Event.resolve_by_type = staticmethod(class_of)
    DialogueStateTracker.copy = copy_of
    RulePolicy._prediction_states = latest_states
