"""Copies, looked-up events and recent states stand for what Rasa would have made itself."""

import random

import pytest
from rasa.core.policies.rule_policy import RULES, RulePolicy
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import (
    ActionExecuted,
    ActionReverted,
    BotUttered,
    Event,
    Restarted,
    SessionStarted,
    SlotSet,
    UserUtteranceReverted,
    UserUttered,
)
from rasa.shared.core.trackers import DialogueStateTracker

from bot.overrides import applied, empty_domain, event_types
from bot.overrides.applied import applied_events
from bot.overrides.recent_states import lately, longest_rule
from bot.overrides.tracker_copy import copy_of
from bot.settings import ROOT

DOMAIN = Domain.load(str(ROOT / "bot" / "domain"))
BEATS = ("questions", "concern", "doubt", "door")


def talk(lines, seed=1):
    """A tracker of a rehearsal of so many lines, with a beat that changes now and then."""
    chosen = random.Random(seed)
    tracker = DialogueStateTracker("ana", DOMAIN.slots)
    tracker.model_id, tracker.assistant_id = "model", "curtain-line"
    opening = (ActionExecuted("action_session_start"), SessionStarted(), ActionExecuted("action_listen"))
    for event in (*opening, SlotSet("beat", "questions"), SlotSet("mode", "practice")):
        tracker.update(event)
    for number in range(lines):
        for event in said(number, chosen):
            tracker.update(event)
    return tracker


def said(number, chosen):
    yield UserUttered(f"line {number}", {"name": chosen.choice(["ask_work", "story", "thanks"]), "confidence": 0.9})
    yield ActionExecuted("action_answer")
    yield BotUttered("I see.", {}, {"by": "interviewer"})
    yield SlotSet("line", {"text": f"line {number}", "sentences": []})
    if chosen.random() < 0.2:
        yield SlotSet("beat", chosen.choice(BEATS))
    yield ActionExecuted("action_listen")


def states(tracker):
    return tracker.past_states(DOMAIN)


def test_a_copy_stands_where_playing_all_events_again_would():
    tracker = talk(5)
    ours, rasas = copy_of(tracker), tracker.travel_back_in_time(float("inf"))
    assert ours.events == rasas.events
    assert ours.current_slot_values() == rasas.current_slot_values()
    assert ours.latest_message == rasas.latest_message
    assert ours.latest_action == rasas.latest_action
    assert states(ours) == states(rasas)


def test_what_happens_to_a_copy_does_not_happen_to_the_tracker():
    tracker = talk(2)
    before, count = tracker.current_slot_values(), len(tracker.events)
    twin = copy_of(tracker)
    twin.update(SlotSet("beat", "door"))
    twin.update(UserUttered("something else"))
    assert tracker.current_slot_values() == before
    assert len(tracker.events) == count
    assert tracker.latest_message.text == "line 1"


@pytest.mark.parametrize("seed", range(5))
@pytest.mark.parametrize("wanted", [1, 2, 5])
def test_the_recent_states_are_the_last_of_all_states(seed, wanted):
    tracker = talk(30, seed)
    whole, recent = states(tracker), states(lately(tracker, wanted))
    assert wanted < len(recent) < len(whole)
    assert recent[-wanted:] == whole[-wanted:]


def test_a_short_talk_or_one_with_something_taken_back_is_looked_at_whole():
    assert lately(talk(1), 3) is None
    taken_back = talk(20)
    taken_back.update(ActionReverted())
    assert lately(taken_back, 3) is None
    restarted = talk(20)
    restarted.update(Restarted())
    assert lately(restarted, 3) is None


def test_as_many_states_are_looked_at_as_the_longest_rule_has_and_one_more():
    policy = RulePolicy.__new__(RulePolicy)
    policy.lookup = {RULES: {'[{"a": {}}]': "action_answer", '[{"a": {}}, {"b": {}}, {"c": {}}]': "action_listen"}}
    assert longest_rule(policy) == 3


KINDS = (ActionReverted, Restarted, SessionStarted, UserUtteranceReverted)


@pytest.mark.parametrize("seed", range(30))
def test_the_events_that_count_are_those_rasa_counts(seed):
    chosen, tracker = random.Random(seed), talk(3, seed)
    for number in range(6):
        for event in (chosen.choice(KINDS)(), *said(number, chosen))[chosen.random() < 0.5 :]:
            tracker.events.append(event)
    assert applied_events(tracker) == applied._rasas(tracker)


@pytest.mark.parametrize("event", [SlotSet("beat", "door"), UserUttered("Hello."), ActionExecuted("action_listen")])
def test_an_events_class_is_the_one_rasa_finds(event):
    assert event_types.class_of(event.type_name) is event_types._rasas(event.type_name) is type(event)
    assert Event.from_parameters(event.as_dict()) == event


def test_an_event_nobody_knows_is_refused_each_time():
    for _ in range(2):
        with pytest.raises(ValueError, match="Unknown event name"):
            event_types.class_of("nonsense")


def test_a_domain_is_empty_where_rasa_finds_it_so_and_is_looked_at_once(monkeypatch):
    looked = []
    monkeypatch.setattr(
        empty_domain,
        "_rasas_look",
        lambda domain: looked.append(domain) or domain.as_dict() == Domain.empty().as_dict(),
    )
    # Loading files asks as well, where the override is in place: these two come from no file.
    full, empty = Domain.from_dict({"intents": ["give_thanks"]}), Domain.empty()
    assert [empty_domain.is_empty(one) for one in (full, empty, full, empty)] == [False, True, False, True]
    assert looked == [full, empty]
