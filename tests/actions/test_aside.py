"""One user's slow action holds up nobody else's: the real action server, with a slow action beside ours."""

from __future__ import annotations

import json
import subprocess
import sys
import threading
import time
import urllib.request

import pytest

from bot.chat import answers, free_port
from bot.settings import ROOT
from tests.e2e.served import waits_until

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


def call(url: str, action: str) -> dict:
    tracker = {"sender_id": "x", "slots": {}, "latest_message": {"text": "hello"}, "events": [], "paused": False}
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
