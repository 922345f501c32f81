"""The real action server, with a slow action beside ours: it holds up nobody else's, and what was said need not be said again."""

from __future__ import annotations

import asyncio
import json
import subprocess
import sys
import threading
import time
import urllib.request
from typing import Sequence

import pytest

from actions import aside
from actions.conversations import Conversations
from bot.chat import answers, free_port
from bot.settings import ROOT
from tests.e2e.served import waits_until
from tests.talks import talk, user

SLOW = """
import time
from rasa_sdk import Action
from actions.__main__ import main

class ActionSlow(Action):
    def name(self):
        return "action_slow"

    def run(self, dispatcher, tracker, domain):
        time.sleep(4)
        return []

main()
"""


@pytest.fixture
def url():
    port = free_port()
    process = subprocess.Popen([sys.executable, "-W", "ignore", "-c", SLOW, str(port)], cwd=ROOT)
    found = f"http://127.0.0.1:{port}"
    waits_until(lambda: answers(f"{found}/health"), 60)
    yield found
    process.terminate()
    process.wait(20)


def call(url: str, action: str, events: Sequence[dict] = (), text: str = "hello", **more: str) -> dict:
    tracker = {"sender_id": "x", "slots": {}, "latest_message": {"text": text}, "events": list(events), **more}
    body = json.dumps({"next_action": action, "sender_id": "x", "tracker": tracker}).encode()
    with urllib.request.urlopen(urllib.request.Request(f"{url}/webhook", body), timeout=30) as answer:
        return json.load(answer)


def test_another_users_line_is_answered_while_an_action_takes_long(url):
    ended = []
    slow = threading.Thread(target=lambda: ended.append((call(url, "action_slow"), time.monotonic())))
    slow.start()
    time.sleep(0.5)
    assert call(url, "action_set_up")["responses"]
    answered = time.monotonic()
    assert not ended, "the slow one is still under way"
    slow.join()
    assert ended[0][1] > answered


def answer_in_a_talk(url, after=None, events=()):
    """The total so far, which only who knows the whole talk can tell."""
    return call(url, "action_score_so_far", events, **({"after": after} if after else {}))


def test_a_talk_goes_on_from_what_it_was_told_before(url):
    played = talk()
    played.says("I'd love to work on a ward that does bedside handover.", "interest")
    cut = len(played.events) - 3
    whole = answer_in_a_talk(url, events=[*played.events, user("/score")])
    mark = call(url, "action_score_so_far", played.events[:cut])["kept"]
    further = answer_in_a_talk(url, mark, [*played.events[cut:], user("/score")])
    assert further["responses"] == whole["responses"]
    assert further["kept"] != mark


def test_of_a_talk_it_does_not_know_it_says_nothing_but_that(url):
    assert answer_in_a_talk(url, "0123456789abcdef", [user("/score")]) == {"events": [], "responses": [], "kept": None}


def test_what_is_forgotten_is_not_known_any_more(url):
    mark = call(url, "action_forget", talk().events, "forget me")["kept"]
    assert answer_in_a_talk(url, mark)["kept"] is None


def test_a_talk_gone_quiet_is_forgotten_though_nobody_calls_any_more(monkeypatch):
    monkeypatch.setattr(aside, "SWEEP", 0.05)
    server = aside.Aside()
    server._conversations = Conversations(idle=0.1)

    async def kept_after(seconds):
        server.actions["action_nothing"] = lambda *_: []
        tracker = {"sender_id": "x", "events": talk().events}
        await server.run({"next_action": "action_nothing", "tracker": tracker})
        before = len(server._conversations)
        await asyncio.sleep(seconds)
        return before, len(server._conversations)

    assert asyncio.run(kept_after(0.5)) == (1, 0)
