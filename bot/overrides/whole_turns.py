"""A turn is kept whole or not at all, and a fault on the way is said, not hidden.

Where an action fails, Rasa goes on as if it had said nothing and keeps the line; sent
again, it would stand there twice. Where the database fails, Rasa goes on in memory: it
greets a known user as a stranger, and loses what it has answered at the next start.
Here either fault ends the turn before anything is written, and the channel says so.
"""

from __future__ import annotations

from typing import Any, Callable, Optional, Text

from rasa.core.actions.action import Action
from rasa.core.agent import Agent
from rasa.core.channels.channel import OutputChannel
from rasa.core.nlg import NaturalLanguageGenerator
from rasa.core.policies.policy import PolicyPrediction
from rasa.core.processor import MessageProcessor
from rasa.core.tracker_store import FailSafeTrackerStore, TrackerStore
from rasa.shared.core.domain import Domain
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.shared.exceptions import RasaException

_rasas_turn: Callable[..., Any] = MessageProcessor._run_action
_rasas_store: Callable[..., Any] = Agent._create_tracker_store


class TurnFailed(RasaException):
    """A turn that was given up: nothing of it is kept."""


async def run_or_fail(
    processor: MessageProcessor,
    action: Action,
    tracker: DialogueStateTracker,
    output_channel: OutputChannel,
    nlg: NaturalLanguageGenerator,
    prediction: PolicyPrediction,
) -> bool:
    """Runs an action as Rasa does; returns whether another is to follow.

    Raises:
        TurnFailed: the action could not be run, so the tracker is not saved.
    """
    another: bool = await _rasas_turn(processor, action, tracker, output_channel, nlg, prediction)
    fault: Optional[Text] = getattr(action, "fault", None)
    if fault:
        raise TurnFailed(f"{action.name()}: {fault}")
    return another


def store_that_fails(store: Optional[TrackerStore], domain: Domain) -> TrackerStore:
    """The tracker store itself, which raises when it cannot read or write."""
    found = _rasas_store(store, domain)
    return found._tracker_store if isinstance(found, FailSafeTrackerStore) else found
