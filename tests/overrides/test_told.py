"""The action server is told what is new since it was last told, and everything where it does not know the rest."""

from __future__ import annotations

import asyncio
import json

import pytest
from rasa.shared.core.events import SlotSet, UserUttered
from rasa.utils.endpoints import EndpointConfig

from actions.conversations import UNKNOWN, Conversations
from bot.overrides.action_call import ActionCall, KeptOpen, as_json
from bot.overrides.tracker_copy import copy_of
from tests.overrides.test_tracker import DOMAIN, talk

ANSWER = {"events": [], "responses": []}


class Keeps(KeptOpen):
    """An action server that keeps conversations, as ours does; `told` has how many events came with each call."""

    def __init__(self):
        super().__init__("http://action.server")
        self.conversations, self.told, self.known = Conversations(), [], []

    async def _asked(self, *arguments, **settings):
        tracker = json.loads(as_json(settings["json"]))["tracker"]
        self.told.append(len(tracker["events"]))
        found = self.conversations.heard(tracker["sender_id"], tracker["events"], tracker.get("after"))
        if found is None:
            return UNKNOWN
        self.known.append(list(found.events))
        return {**ANSWER, "kept": found.mark}


class KeepsNothing(Keeps):
    """An action server as rasa_sdk has it."""

    async def _asked(self, *arguments, **settings):
        tracker = json.loads(as_json(settings["json"]))["tracker"]
        assert "after" not in tracker, "it would take the new events for all there are"
        self.told.append(len(tracker["events"]))
        self.known.append(tracker["events"])
        return ANSWER


def call(server, tracker):
    """Calls an action on this tracker, and returns the events the action server then has."""
    body = ActionCall("action_answer", EndpointConfig("http://x"))._action_call_format(tracker, DOMAIN)
    asyncio.run(server.request(json=body, method="post"))
    return server.known[-1]


def all_of(tracker):
    body = ActionCall("action_answer", EndpointConfig("http://x"))._action_call_format(tracker, DOMAIN)
    return json.loads(as_json(body))["tracker"]["events"]


def goes_on(tracker, *texts):
    """The tracker of the next line, as the store hands it out: a copy with more events."""
    found = copy_of(tracker)
    for text in texts:
        found.update(UserUttered(text))
        found.update(SlotSet("beat", text))
    return found


@pytest.mark.parametrize("kind", [Keeps, KeepsNothing])
def test_it_has_all_events_at_every_call(kind):
    server, tracker = kind(), talk(3)
    for text in ("one", "two", "three"):
        assert call(server, tracker) == all_of(tracker)
        tracker = goes_on(tracker, text)
    assert call(server, tracker) == all_of(tracker)


def test_only_what_is_new_is_sent():
    server, tracker = Keeps(), talk(3)
    call(server, tracker)
    call(server, goes_on(tracker, "one", "two"))
    assert server.told == [len(all_of(tracker)), 4]


def test_a_call_with_nothing_new_sends_nothing():
    server, tracker = Keeps(), talk(3)
    assert call(server, tracker) == call(server, tracker) == all_of(tracker)
    assert server.told[-1] == 0


def test_an_action_server_that_is_new_is_told_everything_at_once():
    server, tracker = Keeps(), talk(3)
    call(server, tracker)
    server.conversations = Conversations()  # it was started again
    later = goes_on(tracker, "one")
    assert call(server, later) == all_of(later)
    assert server.told == [len(all_of(tracker)), 2, len(all_of(later))]


def test_two_rasa_servers_that_take_turns_in_one_talk_are_both_understood():
    one, other = Keeps(), Keeps()
    other.conversations = one.conversations
    tracker = talk(2)
    for server in (one, other, one, one, other):
        assert call(server, tracker) == all_of(tracker)
        tracker = goes_on(tracker, "more")


def test_a_tracker_that_was_read_anew_is_told_as_a_whole():
    server = Keeps()
    call(server, talk(3))
    again = talk(3)  # the same talk in events of its own
    assert call(server, again) == all_of(again)
    assert server.told == [len(all_of(again))] * 2


def test_a_new_rehearsal_is_told_as_a_whole():
    server, tracker = Keeps(), talk(5)
    call(server, tracker)
    new = talk(1)
    assert call(server, new) == all_of(new)


def test_a_call_that_failed_is_made_good_by_the_next():
    server, tracker = Keeps(), talk(2)
    call(server, tracker)
    later = goes_on(tracker, "one")

    async def lost(*arguments, **settings):
        await Keeps._asked(server, **settings)  # it took the call, and its answer got lost
        raise OSError("cut")

    server._asked = lost
    with pytest.raises(OSError, match="cut"):
        call(server, later)
    del server._asked
    last = goes_on(later, "two")
    assert call(server, last) == all_of(last)


def test_users_are_kept_apart():
    server, mine = Keeps(), talk(2)
    yours = goes_on(talk(2), "yours")
    yours.sender_id = "somebody else"
    for tracker in (mine, yours, mine, yours):
        assert call(server, tracker) == all_of(tracker)
    assert server.told[2:] == [0, 0]
