"""Lines from a chat that one of several servers took and could not answer: another takes them over, and answers once."""

from __future__ import annotations

import itertools
import json
import os
import signal
import time
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from typing import Iterator, List, Tuple

import pytest
import sqlalchemy as sa

from actions.scenario import scenarios
from bot import inbox
from bot.channels.words import words
from deploy.load.services import redis_url
from deploy.load.topology import Topology
from tests.e2e.chats import SIGNING_SECRET, SLACK_TOKEN
from tests.e2e.served import waits_until
from tests.fakes import slack

pytestmark = pytest.mark.slow
TITLE = scenarios()["staff_nurse_alder_court"].title
LINE, NEXT = "I would love to work on the falls project with your team.", "When do you hope to decide?"
_ids = itertools.count(1)


@dataclass(frozen=True)
class Shared:
    """Two servers on one database, and Slack."""

    topology: Topology
    slack: slack.FakeSlack
    engine: sa.engine.Engine

    @contextmanager
    def coach_at_work(self) -> Iterator[None]:
        """Within, no action server answers."""
        pids = [server.process.pid for server in self.topology.actions]
        for pid in pids:
            os.kill(pid, signal.SIGSTOP)
        yield
        for pid in pids:
            os.kill(pid, signal.SIGCONT)

    def waiting(self) -> List[str]:
        with self.engine.connect() as connection:
            return list(connection.execute(sa.select(inbox.TABLE.c.sender_id).order_by(inbox.TABLE.c.id)).scalars())

    def scored(self, conversation: str) -> List[str]:
        """The lines that were heard and scored."""
        asked = sa.text("SELECT data FROM events WHERE sender_id = :name AND type_name = 'slot' ORDER BY id")
        with self.engine.connect() as connection:
            slots = [json.loads(data) for data in connection.execute(asked, {"name": conversation}).scalars()]
        return [one["value"]["text"] for one in slots if one["name"] == "line" and one["value"]]


@pytest.fixture(scope="module")
def shared(stores: Tuple[str, str]) -> Iterator[Shared]:
    database, keys = stores
    with ExitStack() as made:
        service = slack.FakeSlack(SLACK_TOKEN, SIGNING_SECRET)
        service.start()
        made.callback(service.stop)
        variables = {
            "SLACK_BOT_TOKEN": SLACK_TOKEN,
            "SLACK_SIGNING_SECRET": SIGNING_SECRET,
            "SLACK_API_URL": service.api,
        }
        topology = Topology(database, redis_url(), keys, PUBLIC_URL="http://127.0.0.1:9", **variables)
        engine = sa.create_engine(database)
        made.callback(engine.dispose)
        yield Shared(made.enter_context(topology), service, engine)


@pytest.fixture
def ana(shared) -> slack.Person:
    """Somebody in the middle of a talk with the first server."""
    shared.slack.app = shared.topology.urls[0]
    person = slack.Person(shared.slack, f"UOWED{next(_ids)}")
    person.says(TITLE, replies=2)
    return person


def answers(ana: slack.Person) -> List[str]:
    """What was put into the chat, without the word that an answer is on its way."""
    return [one for one in map(slack.shown, ana.heard()) if words().sentences.wait not in one]


def test_of_a_killed_server_another_takes_the_line_over_in_order_and_answers_it_once(shared, ana):
    conversation, before, event = f"slack-{slack.TEAM}-{ana.user}", len(answers(ana)), ana.line(LINE)
    with shared.coach_at_work():
        assert shared.slack.sends(event).status == 200
        shared.topology.rasa[0].kill()
    assert shared.waiting() == [conversation]
    shared.slack.app = shared.topology.urls[1]
    assert shared.slack.sends(event, retry=1).status == 200, "should Slack have heard nothing"
    assert shared.slack.sends(ana.line(NEXT)).status == 200
    waits_until(lambda: len(answers(ana)) >= before + 4, 4 * inbox.STALE)
    waits_until(lambda: shared.waiting() == [], 20)
    assert shared.scored(conversation) == [LINE, NEXT]
    assert len(answers(ana)) == before + 4
    shared.topology.rasa[0].start()
    shared.topology.rasa[0].wait()


def test_a_server_that_is_told_to_stop_hands_its_lines_on_at_once(shared, ana):
    conversation, before = f"slack-{slack.TEAM}-{ana.user}", len(answers(ana))
    with shared.coach_at_work():
        assert shared.slack.sends(ana.line(LINE)).status == 200
        began = time.monotonic()
        shared.topology.rasa[0].stop()
    waits_until(lambda: len(answers(ana)) >= before + 2, inbox.STALE)
    assert time.monotonic() - began < inbox.STALE, "its claim was given up, and did not run out"
    waits_until(lambda: shared.waiting() == [], 20)
    assert shared.scored(conversation) == [LINE]
    assert len(answers(ana)) == before + 2
