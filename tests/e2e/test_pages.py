"""A review and another try at its lines, over HTTP against the real servers: for their owner only."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup

from bot.channels.text import LINE_LIMIT
from bot.nlu.model import understanding
from bot.transcript import rehearsal_of, scorecard_as_data
from tests.e2e import reviews
from tests.e2e.rehearsing import BETTER, FLAT, history, own_lines, rehearsed
from tests.e2e.served import OURS, Candidate
from tests.e2e.test_bad_input import is_plain

FOREIGN = [
    {"Content-Type": "application/json"},
    {**OURS, "X-Requested-With": "XMLHttpRequest"},
    {**OURS, "Origin": "http://evil.example"},
]


# --- another try --------------------------------------------------------------------------------


def test_a_line_is_tried_again_in_its_place_and_the_rehearsal_stays_as_it_was(candidate):
    review = rehearsed(candidate, FLAT, "When do you decide?")
    before, talk = candidate.get(review).body, candidate.talk()
    answer = candidate.post({"line": own_lines(candidate, review)[FLAT], "text": BETTER}, f"{review}/try")
    assert answer.status == 200, answer.body
    found = BeautifulSoup(answer.body, "html.parser")
    new, was = int(found.select_one(".new-total b").text), reviews.total(candidate)
    assert new > was
    assert f"+{new - was}" in found.select_one(".new-total").text
    assert "Show you want it" in found.select_one(".changes").text
    assert found.select_one(".said").get_text().startswith(BETTER)
    assert candidate.get(review).body == before
    assert candidate.talk() == talk


def test_the_total_of_a_try_is_the_one_the_command_line_gives_with_that_line(candidate):
    review = rehearsed(candidate, FLAT, "Goodbye.")
    number = own_lines(candidate, review)[FLAT]
    tried = BeautifulSoup(candidate.post({"line": number, "text": BETTER}, f"{review}/try").body, "html.parser")
    talk = reviews.transcript(candidate.talk())
    otherwise = [{**line, "text": BETTER} if line["text"] == FLAT else line for line in talk["lines"]]
    expected = scorecard_as_data(rehearsal_of({**talk, "lines": otherwise}, understanding()))
    assert int(tried.select_one(".new-total b").text) == expected["total"]


def test_the_same_words_again_change_nothing(candidate):
    review = rehearsed(candidate, FLAT, "When do you decide, and are there more rounds?")
    said = own_lines(candidate, review)
    assert len(said) == 2
    for text, number in said.items():
        assert "the same as before" in candidate.post({"line": number, "text": text}, f"{review}/try").body


def test_nonsense_is_marked_as_such(candidate):
    review = rehearsed(candidate, BETTER)
    number = next(iter(own_lines(candidate, review).values()))
    found = BeautifulSoup(
        candidate.post({"line": number, "text": "asdf qwer zxcv!"}, f"{review}/try").body, "html.parser"
    )
    assert "doesn't read as English" in found.select_one(".sense").text
    assert "−" in found.select_one(".new-total").text


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ({"line": 0, "text": "Hello."}, 400),  # the interviewer's
        ({"line": 99, "text": "Hello."}, 400),
        ({"line": "note", "text": "Hello."}, 400),  # there is none
        ({"line": [1], "text": "Hello."}, 400),
        ({"text": "Hello."}, 400),
        ({"line": 1}, 400),
        ({"line": 1, "text": " \n"}, 400),
        ({"line": 1, "text": ["Hello."]}, 400),
        ({"line": 1, "text": "a" * (LINE_LIMIT + 1)}, 400),
        ({"line": 1, "text": "a" * 70_000}, 413),
        (b"[1", 400),
    ],
)
def test_a_try_that_cannot_be_taken_is_refused_with_a_reason(candidate, body, status):
    answer = candidate.post(body, f"{rehearsed(candidate, FLAT)}/try")
    assert answer.status == status
    is_plain(answer.data["error"])


def test_a_slash_in_a_try_names_no_intent_and_sets_nothing(candidate):
    review = rehearsed(candidate, FLAT)
    before = candidate.talk()
    answer = candidate.post({"line": 1, "text": '/restart{"beat": "lobby"} I like it'}, f"{review}/try")
    assert answer.status == 200
    assert candidate.talk() == before


# --- whose it is ----------------------------------------------------------------------------------


def test_nobody_else_can_read_try_delete_or_compare_a_rehearsal_nor_learn_that_it_is_there(servers, candidate):
    review = rehearsed(candidate, FLAT)
    other = Candidate(servers.url)
    mine = rehearsed(other, FLAT)
    for path in (review, f"/compare/{review.split('/')[-1]}/{mine.split('/')[-1]}"):
        assert other.get(path).status == 404
        assert other.get(path).body == other.get(path.replace(review.split("/")[-1], "none-such")).body
    for what, body in (("try", {"line": 1, "text": "Hello."}), ("delete", {})):
        theirs, none = other.post(body, f"{review}/{what}"), other.post(body, f"/review/none-such/{what}")
        assert (theirs.status, theirs.body) == (none.status, none.body)
        assert theirs.status == 404
    assert review not in history(other)
    assert history(candidate) == [review]


def test_a_browser_without_our_cookie_has_an_empty_history_and_can_do_nothing(servers):
    stranger = Candidate(servers.url, opens_page=False)
    assert "nothing here yet" in stranger.get("/history").body
    assert stranger.get("/compare/a/b").status == 404
    assert stranger.post({"text": "You: Hello."}, "/import").status == 403
    assert stranger.post({}, "/review/a/delete").status == 403


@pytest.mark.parametrize("headers", FOREIGN)
def test_another_sites_post_is_refused(candidate, headers):
    review = rehearsed(candidate, FLAT)
    for path in (f"{review}/try", f"{review}/delete", "/import"):
        answer = candidate.post({"line": 1, "text": "You: Hello."}, path, headers)
        assert answer.status == 403
        is_plain(answer.data["error"])
    assert history(candidate) == [review]


@pytest.mark.parametrize("path", ["/review/none", "/compare/a/b", "/review/%00", "/compare/%ff/%3Cscript%3E"])
def test_an_address_of_nothing_is_a_plain_page_without_a_hint(candidate, path):
    answer = candidate.get(path)
    assert answer.status == 404
    assert "Nothing here" in answer.body
    assert "<script>" not in answer.body
