"""PostgreSQL itself is stopped and started in the middle of talks: lines wait or are refused in a sentence, none is lost."""

from __future__ import annotations

import asyncio
from contextlib import ExitStack
from functools import partial

import pytest

from deploy.load.candidates import Load, play_all
from deploy.load.check import look
from deploy.load.services import Missing, own_keys, redis_url
from deploy.load.topology import Topology
from tests.deploy.refusing import refuses
from tests.e2e.served import Candidate, said_by, waits_until
from tests.postgresql_server import needs_postgresql, own_postgresql

pytestmark = [pytest.mark.slow, needs_postgresql]
NURSE = "staff_nurse_alder_court"
LINES = 120


@pytest.fixture(scope="module")
def kept():
    """A PostgreSQL of our own and a server of each kind on it."""
    with ExitStack() as made:
        try:
            keys = made.enter_context(own_keys())
        except Missing as reason:
            pytest.skip(str(reason))
        database = made.enter_context(own_postgresql())
        topology = made.enter_context(Topology(database.url, redis_url(), keys, rasa=1, actions=1))
        yield database, topology


def restart(database, mode):
    database.stop(mode)
    database.start()


async def restarted_under_load(database, topology, mode, first):
    load = Load()

    async def meanwhile():
        await load.reaches(LINES // 3)
        await asyncio.get_running_loop().run_in_executor(None, partial(restart, database, mode))

    await asyncio.gather(play_all(load, topology.urls, 4, LINES, first=first), meanwhile())
    return load


@pytest.mark.parametrize(("mode", "first"), [("fast", 0), ("immediate", 100)], ids=["in order", "as by a crash"])
def test_a_restart_under_load_loses_doubles_and_swaps_nothing(kept, mode, first):
    database, topology = kept
    load = asyncio.run(restarted_under_load(database, topology, mode, first))
    verdict = look(database.url, load.said)
    assert verdict.acknowledged == LINES
    assert verdict.is_good, verdict


def test_while_it_is_stopped_a_line_is_refused_in_a_sentence_and_afterwards_kept_once(kept):
    database, topology = kept
    candidate = Candidate(topology.urls[0])
    candidate.begin(NURSE)
    candidate.say("What would the first month look like?")
    database.stop()
    try:
        refuses(candidate, "How will you decide, and by when?", "cannot be reached just now. Please try again")
    finally:
        database.start()
    waits_until(lambda: candidate.get("/ready").status == 200, 20)
    assert said_by("interviewer", candidate.say("How will you decide, and by when?"))
    said = ["What would the first month look like?", "How will you decide, and by when?"]
    assert said_by("candidate", candidate.talk()) == said
