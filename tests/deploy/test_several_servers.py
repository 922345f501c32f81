"""Several servers on one database: nothing is lost, there twice or out of order, whatever is killed, cut or replaced."""

from __future__ import annotations

import asyncio
import json
import os
import tarfile
from functools import partial
from itertools import cycle

import pytest
import sqlalchemy as sa

from bot.nlu.model import MODEL
from deploy.load.candidates import Load, play_all
from deploy.load.check import look
from tests.deploy.refusing import refuses
from tests.e2e.served import Candidate, said_by, waits_until

pytestmark = pytest.mark.slow
NURSE = "staff_nurse_alder_court"
LINES = int(os.environ.get("CURTAIN_LINE_TEST_LINES") or 10_000)  # five minutes; fewer for a quick look
TERMINATE = """
SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity
WHERE datname = current_database() AND pid <> pg_backend_pid()
"""


class Roaming(Candidate):
    """A candidate whose every line goes to the next server, with one cookie for all."""

    def __init__(self, urls):
        self.urls = cycle(urls)
        super().__init__(next(self.urls))

    def _open(self, request):
        request.full_url = request.full_url.replace(self.url, next(self.urls))
        return super()._open(request)


def terminate(database):
    """Ends the servers' connections, as a restart of PostgreSQL does; returns how many there were."""
    engine = sa.create_engine(database)
    with engine.connect() as connection:
        ended = connection.execute(sa.text(TERMINATE)).scalar()
    engine.dispose()
    return ended


def played(several, lines, *faults):
    """A load of so many lines, with what happens meanwhile; returns the verdict on the database."""
    load = Load()

    async def play():
        await asyncio.gather(
            play_all(load, several.topology.urls, 8, lines), *(fault(several, load, lines) for fault in faults)
        )

    asyncio.run(play())
    return look(several.database, load.said)


def played_while(several, meanwhile):
    """A load that goes on until `meanwhile` is over; returns the verdict on the database.

    Its lines have no ids: one that was taken and not answered is said again, and so would be there twice.
    """
    load = Load()

    async def play():
        over, first = asyncio.ensure_future(meanwhile(several)), 1000
        while not over.done():
            await play_all(load, several.topology.urls, 4, 40, first=first, names=False)
            first += 4
        await over

    asyncio.run(play())
    return look(several.database, load.said)


async def a_server_is_killed(several, load, lines):
    await load.reaches(lines // 4)
    several.topology.rasa[1].kill()
    several.topology.rasa[1].start()


async def an_action_server_is_killed(several, load, lines):
    await load.reaches(lines // 2)
    several.topology.actions[0].kill()
    several.topology.actions[0].start()


async def connections_end(several, load, lines):
    await load.reaches(3 * lines // 4)
    assert terminate(several.database) >= 1


async def all_servers_are_replaced_in_turn(several, new_model):
    for server in [*several.topology.rasa, *several.topology.actions]:
        await asyncio.get_running_loop().run_in_executor(None, replace, server, new_model)


def replace(server, new_model):
    server.stop()
    server.command = [new_model if part == str(MODEL) else part for part in server.command]
    server.start()
    server.wait()


def another_model(folder):
    """The model under another name and another id, as training it anew would give; returns its path and id."""
    with tarfile.open(MODEL) as archive:
        archive.extractall(folder / "unpacked")
    described = folder / "unpacked" / "metadata.json"
    name = "of-the-next-release"
    described.write_text(json.dumps({**json.loads(described.read_text()), "model_id": name}))
    path = folder / "next.tar.gz"
    with tarfile.open(path, "w:gz") as archive:
        archive.add(folder / "unpacked", arcname="")
    return str(path), name


def models_of(database):
    """The ids of the models that answered, by the events kept."""
    engine = sa.create_engine(database)
    with engine.connect() as connection:
        found = connection.execute(sa.text("SELECT DISTINCT data::json->'metadata'->>'model_id' FROM events")).scalars()
        models = set(found) - {None}
    engine.dispose()
    return models


def test_a_conversation_goes_on_from_server_to_server_with_one_cookie(several):
    candidate = Roaming(several.topology.urls)
    candidate.begin(NURSE)
    lines = ["What would the first month look like?", "How will you decide, and by when?", "I want this job."]
    for line in lines:
        assert said_by("interviewer", candidate.say(line))
    for _ in several.topology.urls:
        assert said_by("candidate", candidate.talk()) == lines
    assert candidate.get(candidate.talk()["review"]).status == 200


def test_servers_killed_and_connections_ended_under_load_lose_double_and_swap_nothing(several):
    verdict = played(several, LINES, a_server_is_killed, an_action_server_is_killed, connections_end)
    assert verdict.acknowledged == LINES
    assert verdict.is_good, verdict
    for server in several.topology.rasa:
        server.wait()


def test_an_update_of_all_servers_in_turn_to_a_new_model_disturbs_no_talk_and_answers_what_was_taken(
    several, tmp_path_factory
):
    new_model, name = another_model(tmp_path_factory.mktemp("model"))
    verdict = played_while(several, partial(all_servers_are_replaced_in_turn, new_model=new_model))
    assert verdict.acknowledged >= 40
    assert verdict.is_good, verdict
    models = models_of(several.database)
    assert name in models
    assert len(models) > 1, "talks begun with the old went on with the new"


def test_a_talk_survives_a_restart_of_the_database_in_its_middle(several):
    candidate = Roaming(several.topology.urls)
    candidate.begin(NURSE)
    candidate.say("What would the first month look like?")
    assert terminate(several.database) >= 1
    assert said_by("interviewer", candidate.say("How will you decide, and by when?"))
    assert terminate(several.database) >= 1
    assert len(said_by("candidate", candidate.talk())) == 2


def test_without_redis_a_line_is_refused_in_a_sentence_no_server_is_ready_and_then_all_goes_on(several):
    candidate = Roaming(several.topology.urls)
    candidate.begin(NURSE)
    several.cable.cut()
    try:
        refuses(candidate, "How will you decide, and by when?", "send it again")
        assert candidate.get("/history").status == 200, "reading needs no turn"
    finally:
        several.cable.mend()
    waits_until(lambda: candidate.get("/ready").status == 200, 10)
    candidate.say("How will you decide, and by when?")
    assert said_by("candidate", candidate.talk()) == ["How will you decide, and by when?"], "kept once"


def test_what_one_server_deletes_the_other_has_forgotten(several):
    candidate = Roaming(several.topology.urls)
    candidate.begin(NURSE)
    for _ in several.topology.urls:
        candidate.say("How will you decide, and by when?")
    assert candidate.post({}, "/forget").status == 200
    for _ in several.topology.urls:
        assert candidate.talk()["messages"] == []
