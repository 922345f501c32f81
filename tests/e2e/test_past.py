"""History, comparison and transcripts brought in, over HTTP against the real servers."""

from __future__ import annotations

import json
import sqlite3

import pytest

from bot.nlu.model import understanding
from bot.transcript import rehearsal_of, scorecard_as_data
from tests.bot.test_cli import TALK
from tests.e2e.rehearsing import BETTER, FLAT, NURSE, SALES, file_holds, history, let_pass, page, rehearsed
from tests.e2e.served import said_by
from tests.e2e.test_bad_input import is_plain


def rows_about(servers, text: str) -> int:
    with sqlite3.connect(servers.database) as connection:
        return connection.execute("select count(*) from events where data like ?", (f"%{text}%",)).fetchone()[0]


# --- history ----------------------------------------------------------------------------------------


def test_the_history_lists_the_newest_first_with_what_changed(candidate):
    first = rehearsed(candidate, FLAT)
    second = rehearsed(candidate, BETTER, "When do you decide, and are there more rounds?")
    third = rehearsed(candidate, FLAT, scenario=SALES)
    assert history(candidate) == [third, second, first]
    rows = page(candidate, "/history").select(".past-rows li")
    assert "since last time" in rows[1].text
    assert "+" in rows[1].select_one(".change").text
    assert "since the last one" in rows[0].text
    assert not rows[2].select_one(".change")


def test_an_unfinished_rehearsal_is_listed_and_reviewed_with_what_there_is(candidate):
    candidate.begin(NURSE)
    candidate.say(BETTER)
    assert "not finished" in page(candidate, "/history").select_one(".past-rows li").text
    review = page(candidate, candidate.talk()["review"])
    assert "You have not finished this rehearsal" in review.text
    assert not review.select(".opening")


def test_a_rehearsal_of_last_week_is_there(servers, candidate):
    review = rehearsed(candidate, FLAT)
    let_pass(servers, review, seconds=7 * 24 * 3600)
    later = rehearsed(candidate, BETTER)
    assert history(candidate) == [later, review]
    assert FLAT in candidate.get(review).body


def test_starting_over_leaves_a_finished_rehearsal_finished(candidate):
    review = rehearsed(candidate, FLAT)
    candidate.press("restart")
    assert "You have not finished" not in candidate.get(review).body


def test_two_rehearsals_are_compared_side_by_side(candidate):
    first = rehearsed(candidate, FLAT).split("/")[-1]
    second = rehearsed(candidate, BETTER).split("/")[-1]
    compared = page(candidate, f"/compare?with={second}&with={first}")
    sides = [link["href"] for link in compared.select(".sides a")]
    assert sides == [f"/review/{first}", f"/review/{second}"]
    assert len(compared.select(".compared tbody th[scope=row]")) == 14
    row = next(row for row in compared.select("tr.rose") if "Show you want it" in row.text)
    assert row.select_one(".change.up")


@pytest.mark.parametrize("query", ["", "?with=a", "?with=a&with=a", "?with=a&with=b&with=c"])
def test_without_two_chosen_the_history_asks_for_them(candidate, query):
    answer = candidate.get(f"/compare{query}")
    assert answer.status == 400
    assert "choose two" in answer.body


def test_deleting_one_takes_its_words_out_of_the_database_file_and_leaves_the_others(servers, candidate):
    secret = "Wobblethorpe"
    kept = rehearsed(candidate, FLAT)
    candidate.begin_own(f"{secret} keeper", f"{secret} House", f"The {secret} plan starts in May.")
    candidate.say(f"I'd love to work on the {secret} plan.")
    name = candidate.talk()["review"].split("/")[-1]
    latest = rehearsed(candidate, BETTER)
    assert file_holds(servers, secret)
    assert candidate.post({}, f"/review/{name}/delete").data == {"deleted": name}
    assert rows_about(servers, secret) == 0
    assert not file_holds(servers, secret)
    assert history(candidate) == [latest, kept]
    assert candidate.get(f"/review/{name}").status == 404
    assert candidate.post({}, f"/review/{name}/delete").status == 404


def test_deleting_the_only_rehearsal_leads_back_to_the_choice(candidate):
    review = rehearsed(candidate, FLAT)
    assert candidate.post({}, f"{review}/delete").status == 200
    left = candidate.talk()
    assert (left["beat"], left["messages"], left["review"]) == ("lobby", [], None)
    candidate.begin(NURSE)
    assert said_by("interviewer", candidate.say("What would my first week look like?"))
    assert len(history(candidate)) == 1


def test_deleting_the_rehearsal_under_way_lets_the_next_one_begin(candidate):
    before = rehearsed(candidate, FLAT)
    candidate.begin(NURSE)
    candidate.say(BETTER)
    under_way = candidate.talk()["review"]
    assert candidate.post({}, f"{under_way}/delete").status == 200
    assert candidate.talk()["review"] == before
    candidate.begin(SALES)
    assert said_by("interviewer", candidate.say("What would my first week look like?"))
    assert len(history(candidate)) == 2


# --- transcripts ------------------------------------------------------------------------------------


def test_a_transcript_brought_in_scores_as_on_the_command_line_and_is_in_the_history(candidate):
    review = candidate.post({"text": json.dumps(TALK), "file": "talk.json"}, "/import").data["review"]
    shown = page(candidate, review)
    expected = scorecard_as_data(rehearsal_of(TALK, understanding()))
    assert shown.select_one(".total svg")["aria-label"] == f"{expected['total']} out of 100"
    levels = {one["data-principle"]: one for one in shown.select(".principle button[data-principle]")}
    assert set(levels) == set(expected["principles"])
    assert history(candidate) == [review]
    assert "Brought in" in page(candidate, "/history").select_one(".past-rows").text


def test_bringing_one_in_leaves_the_talk_under_way_alone(candidate):
    candidate.begin(NURSE)
    candidate.say("What would my first week look like?")
    before = candidate.talk()
    candidate.post({"text": "Interviewer: Anything else?\nYou: No, thank you."}, "/import")
    assert candidate.talk() == before
    assert said_by("interviewer", candidate.say("When do you decide?"))


def test_a_transcript_is_tried_again_compared_and_deleted_like_a_rehearsal(servers, candidate):
    played = rehearsed(candidate, FLAT).split("/")[-1]
    text = f"Interviewer: Anything else?\nYou: Thank you, Quibblesworth. {FLAT}"
    review = candidate.post({"text": text, "role": "nurse"}, "/import").data["review"]
    tried = candidate.post({"line": 1, "text": BETTER}, f"{review}/try")
    assert "with this line" in tried.body
    assert candidate.get(f"/compare/{played}/{review.split('/')[-1]}").status == 200
    assert file_holds(servers, "Quibblesworth")
    assert candidate.post({}, f"{review}/delete").status == 200
    assert not file_holds(servers, "Quibblesworth")
    assert history(candidate) == [f"/review/{played}"]


def test_several_transcripts_lead_to_the_history(candidate):
    text = "\n".join(json.dumps({**TALK, "role": role}) for role in ("nurse", "welder"))
    assert candidate.post({"text": text}, "/import").data == {"review": "/history"}
    assert len(history(candidate)) == 2


def test_deleting_everything_takes_the_transcripts_too(servers, candidate):
    candidate.post({"text": "You: I am Fizzlewick, and thank you."}, "/import")
    rehearsed(candidate, FLAT)
    assert candidate.post({}, "/forget").status == 200
    assert history(candidate) == []
    assert not file_holds(servers, "Fizzlewick")


def test_three_hundred_lines_are_taken_and_one_more_is_not(candidate):
    lines = [{"by": ("interviewer", "candidate")[i % 2], "text": f"That is number {i}."} for i in range(301)]
    answer = candidate.post({"text": json.dumps({"lines": lines[:300]})}, "/import")
    assert "That is number 299." in candidate.get(answer.data["review"]).body
    refused = candidate.post({"text": json.dumps({"lines": lines})}, "/import")
    assert refused.status == 400
    is_plain(refused.data["error"])


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ({"text": ""}, 400),
        ({"text": "no speaker"}, 400),
        ({"text": "You: " + "so " * 80_000}, 400),
        ({"text": "a" * 460_000}, 413),
        ({"text": "a" * 700_000}, 413),
        ({"text": 5}, 400),
        ({"other": "You: Hello."}, 400),
        (b"You: Hello.", 400),
    ],
)
def test_a_transcript_that_cannot_be_taken_is_refused_with_a_reason(candidate, body, status):
    answer = candidate.post(body, "/import")
    assert answer.status == status
    is_plain(answer.data["error"])
    assert history(candidate) == []
