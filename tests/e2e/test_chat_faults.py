"""What somebody in a chat meets when the action server or Redis is gone: they are told, and nothing is lost or there twice."""

from __future__ import annotations

import itertools
import sqlite3
import time
from contextlib import contextmanager
from typing import Any, Iterator, List, Optional

import pytest

from actions.scenario import scenarios
from bot.channels.words import words
from bot.settings import ROOT
from deploy.load.relay import Relay
from tests.e2e.between import PATIENCE, Apart
from tests.e2e.chats import Chats
from tests.e2e.served import waits_until
from tests.fakes import slack, telegram
from tests.redis_server import REDIS, running_redis

TITLE = scenarios()["staff_nurse_alder_court"].title
LINE = "I would love to work on the falls project with your team, zanzibarmarmalade."
NEXT = "When do you hope to decide?"
ACK = 3.0  # seconds Slack waits for an answer
LOCKS = """
lock_store:
  type: bot.redis_locks.RedisLocks
  url: redis://127.0.0.1:{port}/0
"""
_ids = itertools.count(1)


class Faulty(Chats):
    """Both services, and servers whose action server and Redis can be taken away."""

    def __init__(self, home: Any, redis: Optional[str]) -> None:
        super().__init__(home)
        self.home = home
        self.cable = Relay(("127.0.0.1", int(redis.split(":")[2].split("/")[0]))) if redis else None

    def start(self) -> None:
        self.slack.start()
        self.telegram.start()
        self.servers = Apart(self.home, **self.variables(), **self._endpoints())
        self.slack.app = self.servers.url
        self.telegram.waits_for(lambda: self.telegram.commands)

    def _endpoints(self) -> "dict[str, str]":
        if not self.cable:
            return {}
        path = self.home / "endpoints.yml"
        path.write_text((ROOT / "endpoints.yml").read_text(encoding="utf-8") + LOCKS.format(port=self.cable.port))
        return {"CURTAIN_LINE_ENDPOINTS": str(path), "CURTAIN_LINE_SECRET": "a secret of the tests"}

    def stop(self) -> None:
        super().stop()
        if self.cable:
            self.cable.stop()

    @contextmanager
    def without(self, what: str) -> Iterator[None]:
        """Within, the action server fails so, or Redis is gone."""
        if what != "redis":
            with self.servers.between.failing(what):
                yield
            return
        if not self.cable:
            pytest.skip("no redis-server on this machine")
        self.cable.cut()
        yield
        self.cable.mend()

    def log(self) -> str:
        return self.servers.logs


class Somebody:
    """A person of either service, in the middle of a talk, and what they are shown."""

    def __init__(self, chats: Chats, service: str) -> None:
        number = next(_ids)
        self.service, self._fake = service, {"slack": chats.slack, "telegram": chats.telegram}[service]
        if service == "slack":
            self.person: Any = slack.Person(chats.slack, f"UFAULT{number}")
            self.conversation = f"slack-{slack.TEAM}-{self.person.user}"
        else:
            self.person = telegram.Person(chats.telegram, 700_000 + number)
            self.conversation = f"telegram-{self.person.chat}"
        self.person.says(TITLE, replies=2)

    def sends(self, event: Any, times: int = 1) -> None:
        for _ in range(times):
            self._fake.sends(event)

    def tries(self, event: Any) -> int:
        """Sends an event once; the status it was answered with, 0 where nobody was there."""
        try:
            answered = self._fake.sends(event)
        except OSError:
            return 0
        return int(getattr(answered, "status", answered))

    def answers(self) -> List[Any]:
        """What was put into the chat, without the word that an answer is on its way."""
        return [one for one in self.person.heard() if words().sentences.wait not in self.shown(one)]

    def replies_after(self, before: int, count: int) -> List[Any]:
        """Waits for so many answers."""
        waits_until(lambda: len(self.answers()) >= before + count, 60)
        return self.answers()[before:]

    def announced(self, before: int) -> List[Any]:
        """The signs that an answer is on its way: a line in Slack, somebody typing on Telegram for more than a moment."""
        if self.service == "slack":
            return [one for one in self.person.heard()[before:] if words().sentences.wait in self.shown(one)]
        made = [one for one in self._fake.made("sendChatAction") if one.data["chat_id"] == str(self.person.chat)]
        return [one for one in made if one.data["action"] == "typing"][
            2:
        ]  # one for each turn, and one after four seconds

    def shown(self, message: Any) -> str:
        return slack.shown(message) if self.service == "slack" else message["text"]

    def buttons(self, message: Any) -> List[str]:
        return slack.titles(message) if self.service == "slack" else [one["text"] for one in telegram.buttons(message)]


@pytest.fixture(scope="module")
def chats(tmp_path_factory) -> Iterator[Faulty]:
    home = tmp_path_factory.mktemp("faulty")
    with running_redis(home) if REDIS else _none() as redis:
        running = Faulty(home, redis)
        running.start()
        yield running
        running.stop()


@contextmanager
def _none() -> Iterator[None]:
    yield None


@pytest.fixture(params=["slack", "telegram"])
def ana(chats, request) -> Somebody:
    return Somebody(chats, request.param)


@pytest.mark.parametrize("gone", ["gone", "error", "no JSON", "redis"])
def test_a_line_that_is_not_taken_is_told_and_scored_once_when_it_is_sent_again(chats, ana, gone):
    kept = chats.events(ana.conversation)
    with chats.without(gone):
        (told,) = ana.person.says(LINE)
    assert words().sentences.trouble in ana.shown(told)
    assert chats.events(ana.conversation) == kept, "nothing half-written"
    ana.person.says(LINE, replies=2)
    ana.person.says(NEXT, replies=2)
    assert chats.scored(ana.conversation) == [LINE, NEXT]


@pytest.mark.parametrize("gone", ["error", "redis"])
def test_what_the_service_sends_again_by_itself_is_neither_told_nor_scored_twice(chats, ana, gone):
    event, before = ana.person.line(LINE), len(ana.person.heard())
    with chats.without(gone):
        ana.sends(event, times=3)
        (told,) = ana.person.waits(before, 1)
    ana.sends(event)
    ana.person.says(NEXT, replies=2)
    assert len(ana.person.heard()) == before + 3
    assert words().sentences.trouble in ana.shown(told)
    assert chats.scored(ana.conversation) == [NEXT]


@pytest.mark.parametrize("gone", ["error", "redis"])
def test_a_button_that_is_not_taken_comes_back_and_counts_once(chats, ana, gone):
    hint = words().buttons.hint
    with chats.without(gone):
        told = ana.person.presses(hint)[-1]
    assert words().sentences.trouble_pressed in ana.shown(told)
    assert ana.buttons(told) == [hint]
    ana.person.presses(hint)
    ana.person.says(NEXT, replies=2)
    assert chats.typed(ana.conversation).count("/hint") == 1


def test_an_answer_that_takes_its_time_is_announced_and_comes_once(chats, ana, monkeypatch):
    monkeypatch.setattr(chats.servers.between, "seconds", 6.0)
    before = len(ana.person.heard())
    with chats.without("slow"):
        ana.sends(ana.person.line(LINE))
        announced = chats.slack.waits_for(lambda: ana.announced(before))
        assert len(announced) >= 1
        assert chats.scored(ana.conversation) == []
        ana.person.waits(before, 3 if ana.service == "slack" else 2)
    ana.person.says(NEXT, replies=2)
    assert chats.scored(ana.conversation) == [LINE, NEXT]


def test_a_line_that_comes_while_the_server_starts_is_taken_once_it_listens_and_answered_once(chats, ana):
    event, before, answers = ana.person.line(LINE), len(ana.person.heard()), []
    chats.servers.stop_rasa()
    chats.servers.start_rasa()
    deadline = time.monotonic() + PATIENCE
    while 200 not in answers and time.monotonic() < deadline:
        answers.append(ana.tries(event))
        time.sleep(0.1)
    assert answers[0] == 0
    assert set(answers) == {0, 200}, "refused by nobody who is there"
    assert ana.tries(event) == 200, "known now"
    ana.replies_after(before, 2)
    ana.person.says(NEXT, replies=2)
    assert len(ana.answers()) == before + 4
    assert chats.scored(ana.conversation) == [LINE, NEXT]


@pytest.fixture
def locked(chats):
    """Another process has the database open to write."""
    other = sqlite3.connect(chats.servers.database, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    yield lambda: other.execute("ROLLBACK")
    other.close()


def test_a_line_that_the_inbox_cannot_hold_is_taken_in_time_and_answered_once(chats, ana, locked):
    before, began = len(ana.answers()), time.monotonic()
    ana.sends(ana.person.line(LINE))
    assert time.monotonic() - began < ACK
    assert chats.waiting() == []
    locked()
    ana.replies_after(before, 2)
    ana.person.says(NEXT, replies=2)
    assert chats.scored(ana.conversation) == [LINE, NEXT]
    waits_until(lambda: chats.waiting() == [], 20)
    assert len(ana.answers()) == before + 4
    assert "could not be written into the inbox: TimeoutError" in chats.log()


def test_forgetting_leaves_nothing_in_the_inbox_and_what_is_said_behind_it_is_taken_as_new(chats, ana):
    ana.person.says("I have a secret liking for sturgeons.", replies=2)
    before = len(ana.answers())
    ana.sends(ana.person.line("forget me"))
    ana.sends(ana.person.line("hello"))
    ana.replies_after(before, 3)
    waits_until(lambda: chats.waiting() == [], 20)
    assert chats.typed(ana.conversation) == ["/start"]
    assert not [path for path in chats.home.rglob("*") if path.is_file() and b"sturgeons" in path.read_bytes()]


def test_faults_leave_no_word_of_anybodys_in_the_logs(chats, ana):
    for gone in ("error", "no JSON"):
        with chats.without(gone):
            ana.person.says(LINE)
    assert "could not be answered: TurnFailed" in chats.log(), "the fault itself is logged"
    assert "zanzibarmarmalade" not in chats.log()
