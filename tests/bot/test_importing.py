"""Transcripts brought in: refused with a reason, or kept so that they score as the command line scores them."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path
from typing import Any, Dict

import pytest
from rasa.core.tracker_store import SQLTrackerStore
from rasa.shared.core.domain import Domain

from actions.memory import remember
from actions.scoring import score
from bot.history import latest_events, rehearsal_events, rehearsals
from bot.importing import LINE_LIMIT, LINES_LIMIT, SIZE_LIMIT, keep, read, transcripts
from bot.nlu.minilm import encoder
from bot.nlu.model import understanding
from bot.review import review_of
from bot.settings import ROOT
from bot.transcript import Unreadable, read_file, rehearsal_of, scorecard_as_data
from bot.web import render
from tests.bot.test_cli import TALK

DOMAIN = Domain.load([str(ROOT / "bot" / "domain")])
PLAIN = "Interviewer: Any questions?\nYou: When do you decide?\nWho decides?\nInterviewer: On Friday."


@pytest.fixture
def store(tmp_path: Path) -> SQLTrackerStore:
    return SQLTrackerStore(DOMAIN, db=str(tmp_path / "test.db"))


def kept(store: SQLTrackerStore, raw: Dict[str, Any], sender: str = "ana"):
    """The events of a transcript, brought in and found again."""

    async def bring() -> Any:
        name = await keep(store, DOMAIN, sender, await read(raw, understanding()))
        return await rehearsal_events(store, sender, name)

    return asyncio.run(bring())


def test_what_reads_transcripts_shares_the_running_servers_encoder():
    assert understanding().encoder is encoder(), "a process holds one, however many read with it"


def test_a_transcript_brought_in_is_the_same_rehearsal_as_on_the_command_line(store):
    assert remember(kept(store, TALK)).rehearsal == rehearsal_of(TALK, understanding())


@pytest.mark.parametrize("number", range(0, 24, 5))
def test_played_talks_score_the_same_brought_in_as_on_the_command_line(store, number):
    raw = read_file(ROOT / "data" / "eval" / "rehearsals.jsonl")[number]
    rehearsal = remember(kept(store, raw)).rehearsal
    assert scorecard_as_data(rehearsal) == scorecard_as_data(rehearsal_of(raw, understanding()))


def test_the_review_of_a_transcript_shows_its_job_its_lines_and_that_it_is_finished(store):
    review = review_of(kept(store, TALK))
    assert (review["title"], review["finished"], review["brought_in"]) == ("staff nurse, Alder Court", True, True)
    assert ["".join(piece["text"] for piece in line["pieces"]) for line in review["lines"]] == [
        line["text"] for line in TALK["lines"]
    ]
    assert review["total"] == score(rehearsal_of(TALK, understanding())).total
    assert review["note"]["hours"] == "sent 3 hours after"


def test_several_are_kept_one_after_the_other_apart_from_the_talk(store):
    for role in ("welder", "nurse"):
        kept(store, {**TALK, "role": role})
    reviews = [review_of(asyncio.run(rehearsal_events(store, "ana", one.name))) for one in rehearsals(store, "ana")]
    assert [review["title"] for review in reviews] == ["welder, Alder Court", "nurse, Alder Court"]
    assert asyncio.run(latest_events(store, "ana")) == [], "the talk's own conversation is untouched"
    assert rehearsals(store, "ben") == []


@pytest.mark.parametrize("count", [0, LINES_LIMIT])
def test_no_line_and_the_most_lines_there_may_be_make_a_page(store, count):
    lines = [{"by": ("interviewer", "candidate")[i % 2], "text": f"Number {i}, please?"} for i in range(count)]
    review = review_of(kept(store, {"role": "", "lines": lines}))
    assert len(review["lines"]) == count
    assert "Number 299" in render("review.html", review=review) or count == 0


def test_plain_text_json_and_several_a_line_are_told_apart_without_a_files_name():
    assert transcripts(PLAIN, "", {})[0]["lines"][1]["text"] == "When do you decide?\nWho decides?"
    assert transcripts(json.dumps(TALK, indent=2), "", {})[0]["role"] == "staff nurse"
    assert len(transcripts(f"{json.dumps(TALK)}\n\n{json.dumps(TALK)}\n", "", {})) == 2
    assert len(transcripts(json.dumps(TALK), ".jsonl", {})) == 1


def test_the_job_given_beside_a_transcript_counts_where_it_tells_none():
    given = {"role": "barista", "company": "Bean There", "style": "bold", "file": "x.txt"}
    assert {key: transcripts(PLAIN, "", given)[0][key] for key in ("role", "company", "style")} == {
        key: given[key] for key in ("role", "company", "style")
    }
    assert transcripts(json.dumps(TALK), "", given)[0]["role"] == "staff nurse"


def test_a_lone_surrogate_is_read_as_a_stand_in(store):
    (raw,) = transcripts('{"lines": [{"by": "candidate", "text": "Thanks \\ud800 a lot"}]}', "", {})
    assert "Thanks \ufffd a lot" in render("review.html", review=review_of(kept(store, raw)))


LINE = {"by": "candidate", "text": "x"}


@pytest.mark.parametrize(
    ("text", "suffix", "given", "complaint"),
    [
        (None, "", {}, "nothing to read"),
        (" \n", "", {}, "nothing to read"),
        (["x"], "", {}, "nothing to read"),
        ("just some words", "", {}, "must begin with"),
        ("{", "", {}, "not valid JSON"),
        ("[" * 100_000, "", {}, "not valid JSON"),
        ("You: Hello.", ".json", {}, "not valid JSON"),
        ('{"lines": 5}', "", {}, "lines must be a list"),
        ('{"lines": []}', "", {"style": "loud"}, "style must be one of"),
        ('{"lines": []}', "", {"style": ["bold"]}, "style must be one of"),
        ('{"lines": []}', "", {"role": 5}, "role must be text"),
        ("You: " + "é" * (SIZE_LIMIT // 2), "", {}, "200 kB"),
        (json.dumps({"lines": [LINE] * (LINES_LIMIT + 1)}), "", {}, "301 lines; 300 are the most"),
        ("\n".join([json.dumps({"lines": [LINE] * 200})] * 2), "", {}, "400 lines; 300 are the most"),
        (f"You: {'so ' * LINE_LIMIT}", "", {}, "5,000 are the most"),
        (json.dumps({"lines": [], "brief": "so " * LINE_LIMIT}), "", {}, "5,000 are the most"),
        (json.dumps({"lines": [], "note": {"text": "so " * LINE_LIMIT}}), "", {}, "5,000 are the most"),
    ],
)
def test_what_cannot_be_taken_is_refused_in_one_sentence(text, suffix, given, complaint):
    with pytest.raises(Unreadable, match=complaint) as error:
        transcripts(text, suffix, given)
    assert str(error.value).endswith(".")
    assert "\n" not in str(error.value)
