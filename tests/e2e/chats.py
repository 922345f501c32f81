"""The real servers with both chat channels, and the services they talk to on loopback."""

from __future__ import annotations

import json
import sqlite3
import threading
from pathlib import Path
from typing import Any, Callable, Dict, List

from tests.e2e.served import Servers
from tests.fakes.service import Failure
from tests.fakes.slack import FakeSlack
from tests.fakes.telegram import FakeTelegram

SLACK_TOKEN, SIGNING_SECRET = "xoxb-0-hidden-token", "0hidden0signing0secret0"
TELEGRAM_TOKEN, WEBHOOK_SECRET = "4242:hidden-token", "hidden-webhook-secret"
HIDDEN = (SLACK_TOKEN, SIGNING_SECRET, TELEGRAM_TOKEN, WEBHOOK_SECRET)
AWAY = {"ok": False, "error_code": 400, "description": "Bad Request: bad webhook: Failed to resolve host"}


class Chats:
    """Everything that is started for the chat tests."""

    def __init__(self, home: Path) -> None:
        self.slack = FakeSlack(SLACK_TOKEN, SIGNING_SECRET)
        self.telegram = FakeTelegram(TELEGRAM_TOKEN)
        self.servers = Servers(home)

    def start(self) -> None:
        self.slack.start()
        self.telegram.start()
        # At the start Telegram does not take the webhook: the server must come up all the same.
        self.telegram.fails("setWebhook", Failure(400, AWAY), Failure(502))
        self.slack.app = self.servers.url
        self.servers.environment = {**self.variables(), "PUBLIC_URL": self.servers.url}
        self.servers.start()
        self.telegram.waits_for(lambda: self.telegram.commands)

    def variables(self) -> Dict[str, str]:
        """What has a server talk to these two."""
        return {
            "SLACK_BOT_TOKEN": SLACK_TOKEN,
            "SLACK_SIGNING_SECRET": SIGNING_SECRET,
            "SLACK_API_URL": self.slack.api,
            "TELEGRAM_BOT_TOKEN": TELEGRAM_TOKEN,
            "TELEGRAM_WEBHOOK_SECRET": WEBHOOK_SECRET,
            "TELEGRAM_API_URL": self.telegram.url,
        }

    def stop(self) -> None:
        self.servers.stop()
        self.slack.stop()
        self.telegram.stop()

    def log(self) -> str:
        """All that the Rasa server has logged."""
        return (self.servers.home / "logs" / "Rasa-server.log").read_text(encoding="utf-8")

    def events(self, sender_id: str) -> List[Dict[str, Any]]:
        """What the database holds of a conversation."""
        with sqlite3.connect(f"file:{self.servers.database}?mode=ro", uri=True) as database:
            rows = database.execute("SELECT data FROM events WHERE sender_id = ? ORDER BY id", (sender_id,)).fetchall()
        return [json.loads(row[0]) for row in rows]

    def waiting(self) -> List[str]:
        """The conversations of the lines in the inbox."""
        with sqlite3.connect(f"file:{self.servers.database}?mode=ro", uri=True) as database:
            return [name for (name,) in database.execute("SELECT sender_id FROM inbox ORDER BY id")]

    def senders(self) -> List[str]:
        """The names of all conversations in the database."""
        with sqlite3.connect(f"file:{self.servers.database}?mode=ro", uri=True) as database:
            return [name for (name,) in database.execute("SELECT DISTINCT sender_id FROM events")]

    def typed(self, sender_id: str) -> List[str]:
        """The lines of a person that reached Rasa."""
        return [str(event["text"]) for event in self.events(sender_id) if event["event"] == "user"]

    def scored(self, sender_id: str) -> List[str]:
        """The lines of a person that were heard and scored."""
        slots = (event for event in self.events(sender_id) if event["event"] == "slot" and event["name"] == "line")
        return [event["value"]["text"] for event in slots if event["value"]]

    def slot(self, sender_id: str, name: str) -> Any:
        values = [e["value"] for e in self.events(sender_id) if e["event"] == "slot" and e["name"] == name]
        return values[-1] if values else None


def at_once(*acts: Callable[[], Any]) -> List[Any]:
    """Does several things at the same time; returns what each gave."""
    found: List[Any] = [None] * len(acts)

    def run(i: int) -> None:
        found[i] = acts[i]()

    threads = [threading.Thread(target=run, args=(i,)) for i in range(len(acts))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    return found
