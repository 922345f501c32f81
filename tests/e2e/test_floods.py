"""Too much of something: lines from one user, silent sockets, slow clients. Everybody else is answered as ever."""

from __future__ import annotations

import http.client
import json
import math
import socket
import sqlite3
import threading
import time
from collections import Counter
from contextlib import ExitStack
from pathlib import Path

import pytest

from bot.channels.pace import AT_ONCE
from bot.channels.sockets import SPARE
from bot.server import IDLE
from tests.e2e import reviews
from tests.e2e.between import Apart
from tests.e2e.served import OURS, Candidate, said_by, waits_until
from tests.e2e.test_bad_input import is_plain

NURSE = "staff_nurse_alder_court"
FILES = 760  # the server may have open
LINES, SENDERS = 10_000, 8  # of one user, and the connections they come over at once
EVENTS = 10_000  # of one rehearsal
LONGEST_FLOOD = 300  # seconds
SLOWER = 0.2  # lines a second


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


def flood(apart: Apart, candidate: Candidate, count: int, answers: list, until: float = math.inf) -> None:
    """Sends a line again and again over one connection, and over a new one where that was closed between two lines."""
    cookie = "; ".join(f"{one.name}={one.value}" for one in candidate.cookies)
    connection, left = http.client.HTTPConnection("127.0.0.1", apart.port, timeout=60), count
    while left and time.monotonic() < until:
        try:
            connection.request("POST", "/talk", json.dumps(numbered(left)), {**OURS, "Cookie": cookie})
            answer = connection.getresponse()
            answers.append((answer.status, answer.read()))
            left -= 1
        except (http.client.HTTPException, OSError):
            connection.close()
    connection.close()


def numbered(number: int) -> dict:
    """A line that can be sent again by whoever got no answer, and is heard once."""
    thread = threading.get_ident() % 10**12
    return {"text": "I like it.", "message_id": f"{thread:012d}{number:020d}"}


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


@pytest.mark.slow
def test_of_ten_thousand_lines_of_one_user_only_a_few_are_taken_and_the_rest_refused_in_a_sentence(tmp_path):
    """With a slower pace than usual: on a machine that takes fewer than two lines a second, nothing would be refused."""
    apart = Apart(tmp_path, CURTAIN_LINE_PACE=str(SLOWER))
    try:
        is_flooded(apart)
    finally:
        apart.stop()


def is_flooded(apart: Apart) -> None:
    candidate, answers = Candidate(apart.url), []
    candidate.begin(NURSE)
    started = time.monotonic()
    given = (apart, candidate, LINES // SENDERS, answers, started + LONGEST_FLOOD)
    senders = [threading.Thread(target=flood, args=given, daemon=True) for _ in range(SENDERS)]
    for one in senders:
        one.start()
    is_answered(apart)
    for one in senders:
        one.join(LONGEST_FLOOD)
    statuses = Counter(status for status, _ in answers)
    assert sum(statuses.values()) == LINES
    assert set(statuses) == {200, 429}
    assert statuses[200] <= AT_ONCE + SLOWER * (time.monotonic() - started)
    is_plain(json.loads(next(body for status, body in answers if status == 429))["error"])
    time.sleep(1 / SLOWER)
    assert candidate.say("I would love this job.")["messages"], "after a pause it goes on"
    assert len(said_by("candidate", candidate.talk())) == statuses[200] + 1, "what was taken is there, and no more"
    assert candidate.get("/history").status == 200
    assert reviews.page(candidate).select("#transcript .line.by-candidate")


@pytest.mark.slow
def test_after_ten_thousand_events_in_one_rehearsal_the_next_line_and_the_review_still_come(apart):
    """A talk winds up by itself; what can be said without end is what is no hour of the note."""
    candidate = Candidate(apart.url)
    candidate.begin(NURSE)
    candidate.say_all("How have the carers taken to the handover?", "I would love to work on the falls project.")
    candidate.press("finish")
    candidate.say_all("Dear Margaret, thank you for today, I would love to join you.", "dunno")
    multiply(apart, candidate, EVENTS)
    for what in (lambda: candidate.say("3 hours"), candidate.review_html):
        started = time.monotonic()
        what()
        assert time.monotonic() - started < 60
    assert candidate.talk()["beat"] == "debrief"
    assert candidate.get("/history").status == 200
    is_answered(apart)


def multiply(apart: Apart, candidate: Candidate, events: int) -> None:
    """Has the last turn of the candidate's rehearsal be there again and again, so many events in all."""
    name = candidate.talk()["rehearsal"]
    with sqlite3.connect(apart.database) as opened:
        (sender,) = opened.execute("SELECT sender_id FROM events WHERE data LIKE ?", (f"%{name}%",)).fetchone()
        columns = "sender_id, type_name, timestamp, intent_name, action_name, data"
        turn = opened.execute(
            f"SELECT {columns} FROM events WHERE sender_id = ? AND id >= (SELECT id FROM events WHERE sender_id = ? AND"
            " type_name = 'user' ORDER BY id DESC LIMIT 1) ORDER BY id", (sender, sender),
        ).fetchall()  # fmt: skip
        opened.executemany(f"INSERT INTO events ({columns}) VALUES (?, ?, ?, ?, ?, ?)", turn * (events // len(turn)))


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
