"""Too much of something: lines from one user, silent sockets, slow clients. Everybody else is answered as ever."""

from __future__ import annotations

import http.client
import json
import socket
import sqlite3
import time
from contextlib import ExitStack
from pathlib import Path

import pytest

from bot.channels.pace import AT_ONCE
from bot.channels.sockets import SPARE
from bot.server import IDLE
from tests.e2e.between import Apart
from tests.e2e.served import OURS, Candidate, said_by, waits_until

NURSE = "staff_nurse_alder_court"
FILES = 760  # the server may have open


@pytest.fixture(scope="module")
def apart(tmp_path_factory):
    servers = Apart(tmp_path_factory.mktemp("apart"), files=FILES)
    yield servers
    servers.stop()


def is_answered(apart: Apart) -> None:
    """Somebody else's rehearsal begins and goes on, without a long wait."""
    other = Candidate(apart.url)
    started = time.monotonic()
    other.begin(NURSE)
    assert said_by("interviewer", other.say("I would love to work on the falls project."))
    assert time.monotonic() - started < 20


def flood(apart: Apart, candidate: Candidate, count: int, answers: list) -> None:
    """Sends a line again and again over one connection."""
    cookie = "; ".join(f"{one.name}={one.value}" for one in candidate.cookies)
    connection = http.client.HTTPConnection("127.0.0.1", apart.port, timeout=120)
    for _ in range(count):
        connection.request("POST", "/talk", b'{"text": "I like it."}', {**OURS, "Cookie": cookie})
        answer = connection.getresponse()
        answers.append((answer.status, answer.read()))
    connection.close()


def test_twenty_lines_pasted_at_once_are_all_taken(apart):
    candidate, answers = Candidate(apart.url), []
    candidate.begin(NURSE)
    flood(apart, candidate, AT_ONCE - 1, answers)
    assert {status for status, _ in answers} == {200}
    with sqlite3.connect(apart.database) as opened:
        (kept,) = opened.execute(
            "SELECT count(*) FROM events WHERE data LIKE '%I like it.%' AND type_name = 'user'"
        ).fetchone()
    assert kept >= AT_ONCE - 1


@pytest.mark.parametrize(
    "sent", [b"", b"GET /window HTTP/1.1\r\nHo", b"POST /talk HTTP/1.1\r\nContent-Length: 90\r\n\r\n{"]
)
def test_five_hundred_sockets_that_say_nothing_more_take_nobodys_place(apart, sent):
    with ExitStack() as opened:
        sockets = [opened.enter_context(socket.create_connection(("127.0.0.1", apart.port))) for _ in range(500)]
        for one in sockets:
            one.sendall(sent)
        is_answered(apart)
    waits_until(lambda: connections(apart) < 20, 30)


def test_silent_sockets_are_closed_after_a_while(apart):
    with socket.create_connection(("127.0.0.1", apart.port)) as silent:
        silent.settimeout(IDLE * 2 + 10)
        started = time.monotonic()
        assert silent.recv(1) == b""
        assert time.monotonic() - started >= IDLE - 1


def test_a_connection_there_is_no_room_for_is_turned_away_in_a_sentence(apart):
    with ExitStack() as opened:
        room = FILES - SPARE
        for _ in range(room + 20):
            opened.enter_context(socket.create_connection(("127.0.0.1", apart.port)))
        waits_until(lambda: connections(apart) >= room, 20)
        with socket.create_connection(("127.0.0.1", apart.port)) as late:
            late.settimeout(20)
            head, _, body = b"".join(iter(lambda: late.recv(4096), b"")).partition(b"\r\n\r\n")
        assert head.startswith(b"HTTP/1.1 503")
        assert "full" in json.loads(body)["error"]
    waits_until(lambda: connections(apart) < 20, 30)
    is_answered(apart)


def connections(apart: Apart) -> int:
    """How many sockets the server holds."""
    table = (line.split() for line in Path(f"/proc/{apart.rasa.pid}/net/tcp").read_text().splitlines()[1:])
    return sum(row[1].endswith(f":{apart.port:04X}") and row[3] == "01" for row in table)
