"""A rehearsal played to its end over HTTP, and the pages about it."""

from __future__ import annotations

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
