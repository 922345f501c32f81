"""Rules looked up by what they begin with, read backwards: the action before and the intent of the line.

Rasa's RulePolicy asks each of its rules about the latest state, some four hundred times for a
prediction, and does all of it twice: first for rules that name a line's text, of which a bot
may have none. Which rule matches is still for Rasa's own code to say; here it is asked about
those only that can.
"""

from __future__ import annotations

from collections import defaultdict
from typing import Any, Callable, Dict, List, Optional, Set, Text, Tuple

from rasa.core.policies.rule_policy import RULES, RULES_FOR_LOOP_UNHAPPY_PATH, RulePolicy
from rasa.shared.core.constants import ACTION_LISTEN_NAME, PREVIOUS_ACTION, SHOULD_NOT_BE_SET, USER
from rasa.shared.core.domain import Domain, State
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.shared.nlu.constants import ACTION_NAME, INTENT

Start = Tuple[Optional[Text], Optional[Text]]  # the action before and the intent; None for any
Found = Tuple[Optional[Text], Optional[Text], bool]

_rasas_keys: Callable[..., Set[Text]] = RulePolicy._get_possible_keys
_rasas_search: Callable[..., Found] = RulePolicy._find_action_from_rules


def possible_keys(policy: RulePolicy, lookup: Dict[Text, Text], states: List[State]) -> Set[Text]:
    """The rules that these states match, as Rasa finds them."""
    if not states:
        return set(lookup)
    starts = _starts(policy, lookup)
    action, intent = _start(states[-1])
    chosen = {(action, intent), (action, None), (None, intent), (None, None)}
    return _rasas_keys(policy, {key: lookup[key] for start in chosen for key in starts.get(start, ())}, states)


def action_from_rules(
    policy: RulePolicy, tracker: DialogueStateTracker, domain: Domain, use_text_for_last_user_input: bool
) -> Found:
    """The next action by the rules; none by a line's text where no rule can tell it from its intent."""
    if use_text_for_last_user_input and not reads_text(policy):
        return None, None, False
    return _rasas_search(policy, tracker, domain, use_text_for_last_user_input)


def reads_text(policy: RulePolicy) -> bool:
    """Whether some rule may match a line by its text: one that names no intent for it."""
    known: Optional[bool] = getattr(policy, "reads_text", None)
    if known is None:
        starts = _starts(policy, policy.lookup[RULES])
        known = bool(policy.lookup.get(RULES_FOR_LOOP_UNHAPPY_PATH)) or any(
            action in (None, ACTION_LISTEN_NAME) and intent is None for action, intent in starts
        )
        policy.reads_text = known
    return known


def _starts(policy: RulePolicy, lookup: Dict[Text, Text]) -> Dict[Start, List[Text]]:
    """The rules by their latest state, made once: a policy's lookup does not change once it is loaded."""
    made: Dict[int, Dict[Start, List[Text]]] = policy.__dict__.setdefault("starts", {})
    if id(lookup) not in made:
        made[id(lookup)] = defaultdict(list)
        for key in lookup:
            made[id(lookup)][_start(policy._rule_key_to_state(key)[-1])].append(key)
    return made[id(lookup)]


def _start(state: State) -> Start:
    action = _named(state.get(PREVIOUS_ACTION, {}).get(ACTION_NAME))
    # A rule without an action before begins a talk, and matches one that has just begun, whatever was said.
    return action, _named(state.get(USER, {}).get(INTENT)) if state.get(PREVIOUS_ACTION) else None


def _named(value: Any) -> Optional[Text]:
    return value if isinstance(value, str) and value and value != SHOULD_NOT_BE_SET else None
