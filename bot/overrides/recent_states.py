"""The states a rule is matched with: those of the latest turns, as many as the longest rule has.

Rasa's RulePolicy makes a state of every turn since the rehearsal began, twice for each
prediction, and asks every rule about each; no rule looks further back than it is long.
"""

from __future__ import annotations

from typing import Any, Callable, Dict, List, Optional, Set, Text

from rasa.core.policies.rule_policy import RULES, RulePolicy
from rasa.shared.core.constants import ACTION_LISTEN_NAME
from rasa.shared.core.domain import Domain, State
from rasa.shared.core.events import (
    ActionExecuted,
    Event,
    SlotSet,
    UserUttered,
)
from rasa.shared.core.trackers import DialogueStateTracker

from bot.overrides.applied import BEGIN_ANEW, TAKE_BACK

_rasas: Callable[..., List[State]] = RulePolicy._prediction_states


def latest_states(
    policy: RulePolicy,
    tracker: DialogueStateTracker,
    domain: Domain,
    use_text_for_last_user_input: bool = False,
    rule_only_data: Optional[Dict[Text, Any]] = None,
) -> List[State]:
    """The latest states of a tracker, at least one more than the longest rule has, where there are so many."""
    looked_at = lately(tracker, longest_rule(policy) + 1) or tracker
    return _rasas(policy, looked_at, domain, use_text_for_last_user_input, rule_only_data)


def longest_rule(policy: RulePolicy) -> int:
    """How many states the longest rule has."""
    known: Optional[int] = getattr(policy, "longest_rule", None)
    if known is None:
        known = max((len(policy._rule_key_to_state(key)) for key in policy.lookup[RULES]), default=0)
        policy.longest_rule = known
    return known


def lately(tracker: DialogueStateTracker, states: int) -> Optional[DialogueStateTracker]:
    """A tracker of the latest whole turns, with the slots as they were before; None where it would hold everything."""
    recent: List[Event] = []
    events = reversed(tracker.events)
    for event in events:
        if type(event) in TAKE_BACK + BEGIN_ANEW:
            return None
        recent.append(event)
        states -= type(event) is ActionExecuted
        if states < 0 and _begins_turn(recent):
            break
    earlier = list(events)
    if not earlier or not {type(event) for event in earlier}.isdisjoint(TAKE_BACK):
        return None
    twin = tracker.init_copy()
    for event in [*_slots_before(tracker, earlier, recent), *reversed(recent)]:
        twin.update(event)
    return twin


def _slots_before(tracker: DialogueStateTracker, earlier: List[Event], recent: List[Event]) -> List[Event]:
    """Events that set the slots as they stood before the recent events; both lists are read backwards."""
    changed = {event.key for event in recent if type(event) is SlotSet} & set(tracker.slots)
    stood = [slot for name, slot in tracker.slots.items() if name not in changed and slot.value != slot.initial_value]
    return [*(SlotSet(slot.name, slot.value) for slot in stood), *_last_set(earlier, changed)]


def _begins_turn(recent: List[Event]) -> bool:
    """Whether the latest of these, read backwards, is the listening before a line of the user's."""
    last = recent[-1]
    return (
        len(recent) > 1
        and isinstance(last, ActionExecuted)
        and last.action_name == ACTION_LISTEN_NAME
        and isinstance(recent[-2], UserUttered)
    )


def _last_set(earlier: List[Event], names: Set[Text]) -> List[Event]:
    """The event that last set each of these slots, looked for back to the beginning of the rehearsal."""
    found: Dict[Text, Event] = {}
    for event in earlier:
        if type(event) in BEGIN_ANEW or len(found) == len(names):
            break
        if type(event) is SlotSet and event.key in names:
            found.setdefault(event.key, event)
    return list(found.values())
