"""A rehearsal played to its end over HTTP, and the pages about it."""

from __future__ import annotations

import json
import sqlite3
from typing import Dict, List

from bs4 import BeautifulSoup

from tests.e2e.served import Candidate, Servers

NURSE, SALES = "staff_nurse_alder_court", "field_sales_pellow_surgical"
FLAT = "It sounds fine to me, I suppose."
BETTER = "I'd love to work on the falls project, because I carried a round like it at Dunmore for two years."


def rehearsed(candidate: Candidate, *lines: str, scenario: str = NURSE) -> str:
    """Plays a rehearsal to its end; returns the address of its review."""
    candidate.begin(scenario)
    for line in lines:
        candidate.say(line)
    while candidate.talk()["beat"] != "debrief":
        candidate.press("finish")
    return candidate.talk()["review"]


def page(candidate: Candidate, path: str) -> BeautifulSoup:
    answer = candidate.get(path)
    assert answer.status == 200, answer.body
    return BeautifulSoup(answer.body, "html.parser")


def own_lines(candidate: Candidate, review: str) -> Dict[str, int]:
    """The numbers of the candidate's lines by what they say."""
    shown = page(candidate, review)
    for tip in shown.select(".tip"):
        tip.decompose()
    lines = shown.select("#transcript .by-candidate")
    return {line.select_one(".said").get_text(): int(line.select_one("[data-line]")["data-line"]) for line in lines}


def history(candidate: Candidate) -> List[str]:
    return [link["href"] for link in page(candidate, "/history").select(".past-rows .name")]


def file_holds(servers: Servers, text: str) -> bool:
    """Whether the database's file, or a journal of it, holds these bytes."""
    return any(text.encode() in path.read_bytes() for path in servers.home.glob("rehearsals.db*"))


def let_pass(servers: Servers, review: str, seconds: float) -> None:
    """Makes all that the rehearsal's visitor has done so many seconds older, as if that time had gone by."""
    with sqlite3.connect(servers.database) as db:
        name = f"%{review.split('/')[-1]}%"
        (sender,) = db.execute("select sender_id from events where data like ?", (name,)).fetchone()
        for row, data in db.execute("select id, data from events where sender_id = ?", (sender,)).fetchall():
            event = json.loads(data)
            event["timestamp"] -= seconds
            changed = (event["timestamp"], json.dumps(event), row)
            db.execute("update events set timestamp = ?, data = ? where id = ?", changed)
