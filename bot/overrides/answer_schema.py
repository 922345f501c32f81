"""The check of an action's answer: Rasa's schema, read once, each event held against its own kind only.

Rasa checks the schema itself against the schema of schemas at every call, thirty times the work of
the check, and then tries every event against all of the kinds there are to see that one fits.
"""

from __future__ import annotations

import copy
from functools import lru_cache
from typing import Any, Dict, Iterator, Optional, Tuple

from jsonschema.exceptions import ValidationError, best_match
from jsonschema.validators import validator_for
from rasa.core.actions.action import RemoteAction


def fault_in(answer: Any) -> Optional[ValidationError]:
    """What is wrong with an action's answer by the schema that Rasa publishes; None where it is as it must be."""
    fault: Optional[ValidationError] = best_match(_faults(answer))
    return fault


def _faults(answer: Any) -> Iterator[ValidationError]:
    whole, frame, kinds = _validators()
    found = list(frame.iter_errors(answer))
    if found:
        yield from found
        return
    events = answer.get("events") or []
    if not all(event["event"] in kinds for event in events):
        yield from whole.iter_errors(answer)
        return
    for event in events:
        yield from kinds[event["event"]].iter_errors(event)


@lru_cache(maxsize=1)
def _validators() -> Tuple[Any, Any, Dict[str, Any]]:
    """Of an answer as a whole, of one without the kinds of events, and of each kind by its name."""
    schema = RemoteAction.action_response_format_spec()
    kind = validator_for(schema)
    kind.check_schema(schema)
    frame = copy.deepcopy(schema)
    kinds = frame["properties"]["events"]["items"].pop("oneOf")
    return kind(schema), kind(frame), {one["properties"]["event"]["const"]: kind(one) for one in kinds}
