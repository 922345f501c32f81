"""What a review page says, read off its HTML, and the same talk as a transcript for `score`."""

from __future__ import annotations

import re
from typing import Any, Dict, List, Optional

from bs4 import BeautifulSoup

from tests.e2e.served import Candidate, State, spoken


def page(candidate: Candidate) -> BeautifulSoup:
    return BeautifulSoup(candidate.review_html(), "html.parser")


def total(candidate: Candidate) -> int:
    """The total that the review of the candidate's rehearsal shows."""
    return int(re.match(r"\d+", page(candidate).select_one(".total svg")["aria-label"]).group())


def levels(candidate: Candidate) -> Dict[str, Optional[int]]:
    """The level of each principle; None where it is not counted."""
    shown = page(candidate).select(".principle")
    return {one.select_one("button")["data-principle"]: _level(one.select_one(".reached").text) for one in shown}


def _level(text: str) -> Optional[int]:
    return None if text == "not counted" else int(text.split()[0])


def landed(candidate: Candidate) -> List[str]:
    return [one.get_text(" ", strip=True) for one in page(candidate).select("#landed li")]


def transcript(state: State, note: Optional[Dict[str, Any]] = None) -> Dict[str, Any]:
    """The talk as one would write it down for `python -m bot score`."""
    told = state["scenario"]
    return {
        "role": told["job"],
        **{key: told[key] for key in ("style", "company", "brief")},
        "lines": [line for line in spoken(state) if line["text"] not in _after_the_talk(note)],
        "note": note,
    }


def _after_the_talk(note: Optional[Dict[str, Any]]) -> List[str]:
    """What the candidate typed to the coach: the note and its hour."""
    return [note["text"], f"{note['hours_after']:g} hours"] if note else ["skip"]
