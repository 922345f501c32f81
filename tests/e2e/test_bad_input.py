"""What strangers and accidents send: each gets a reply or a plain refusal, and the talk goes on unharmed."""

from __future__ import annotations

import re
import urllib.request
from urllib.parse import urlsplit

import pytest

from bot.channels.text import LINE_LIMIT
from tests.e2e.served import OURS, Candidate, said_by

NURSE, SALES = "staff_nurse_alder_court", "field_sales_pellow_surgical"
SLOTS = ("rehearsal", "mode", "scenario", "review")  # what a stranger must not set
TRACES = ("Traceback", "Error:", 'File "', "sanic", "rasa.", "utter_", "{")

ODD_LINES = {
    "emoji only": "🙂🎉🙂",
    "another language": "¿Cuándo empezaría a trabajar con ustedes?",
    "another script": "我非常喜欢这份工作。",
    "markup": "<b>Hello</b> <script>document.title='owned'</script>",
    "an event handler": "<img src=x onerror=alert(1)>",
    "control characters": "\x00\x07I like\x1b[31m this job\x7f",
    "text that runs backwards": "I like \u202ethis job\u202c very much",
    "a slash": "/hello there",
    "an intent with a slot": '/choose_scenario{"scenario": "x"}',
    "another intent with a slot": '/interest{"beat": "debrief", "mode": "real"}',
    "many slashes": '///choose_scenario{"scenario": "x"}',
    "a full-width slash": '⁄choose_scenario{"scenario": "x"}',
    "Rasa's own commands": "/session_start",
    "braces": "{scenario} {{ 7 * 7 }} {% raw %}",
    "quotes": "'; DROP TABLE events; --",
    "the longest line there may be": "so " * (LINE_LIMIT // 3),
}
REFUSED_LINES = {
    "nothing": "",
    "white space": " \n\t ",
    "only slashes": "///",
    "control characters alone": "\x00\x01\x02",
    "ten thousand characters": "a" * 10_000,
}
REFUSED_BODIES = {
    "half a JSON": b'{"text": "hel',
    "no JSON": b"text=hello",
    "nothing": b"",
    "bytes that are no text": b"\xff\xfe\x00",
    "a list": b'["text"]',
    "nothing, in JSON": b"null",
    "a deep hole": b"[" * 50_000,
    "a number for a line": b'{"text": 5}',
    "a list for a line": b'{"text": ["hello"]}',
    "no known key": b'{"slots": {"beat": "debrief"}}',
    "an unknown button": b'{"button": "session_start"}',
    "a list of buttons": b'{"button": ["hint"]}',
    "a choice that is none": b'{"begin": "staff_nurse_alder_court"}',
    "an unknown scenario": b'{"begin": {"scenario": "../../etc/passwd"}}',
    "a list for a scenario": b'{"begin": {"scenario": ["own"]}}',
    "an object for a scenario": b'{"begin": {"scenario": {}}}',
    "an unknown style": b'{"begin": {"scenario": "own", "job": "a", "company": "b", "style": "loud"}}',
    "a list for a style": b'{"begin": {"scenario": "own", "job": "a", "company": "b", "style": ["bold"]}}',
    "numbers for one's job": b'{"begin": {"scenario": "own", "job": 5, "company": 7}}',
    "an own job without a company": b'{"begin": {"scenario": "own", "job": "nurse"}}',
    "too much": b'{"text": "' + b"a" * 70_000 + b'"}',
    "far too much": b'{"text": "' + b"a" * 300_000 + b'"}',
}


@pytest.fixture
def talking(candidate):
    """A candidate in the middle of a talk."""
    candidate.begin(NURSE)
    return candidate


def goes_on_unharmed(candidate: Candidate, before: dict) -> None:
    """The talk is where it was, and the next line is answered."""
    after = candidate.talk()
    assert {key: after[key] for key in SLOTS} == {key: before[key] for key in SLOTS}
    assert after["beat"] in ("questions", "concern", "doubt")
    assert said_by("interviewer", candidate.say("What would my first week look like?"))


def is_plain(sentence: str) -> None:
    """One sentence a user can read: no trace, no markup, no code."""
    assert re.fullmatch(r"[A-Z][^<>{}]{10,200}\.", sentence), sentence
    assert not any(trace in sentence for trace in TRACES)


@pytest.mark.parametrize("line", ODD_LINES.values(), ids=ODD_LINES)
def test_an_odd_line_gets_a_reply_and_sets_nothing(talking, line):
    before = talking.talk()
    answer = talking.post({"text": line})
    assert answer.status == 200
    assert answer.data["messages"]
    goes_on_unharmed(talking, before)


@pytest.mark.parametrize("line", REFUSED_LINES.values(), ids=REFUSED_LINES)
def test_a_line_that_cannot_be_taken_is_refused_with_a_reason(talking, line):
    before = talking.talk()
    answer = talking.post({"text": line})
    assert answer.status in (400, 413)
    is_plain(answer.data["error"])
    assert talking.talk() == before
    goes_on_unharmed(talking, before)


@pytest.mark.parametrize("body", REFUSED_BODIES.values(), ids=REFUSED_BODIES)
def test_a_request_of_another_shape_is_refused_with_a_reason(talking, body):
    before = talking.talk()
    answer = talking.post(body)
    assert answer.status in (400, 413)
    is_plain(answer.data["error"])
    assert talking.talk() == before


@pytest.mark.parametrize("body", [b'{"text": "I like it \\ud800 here"}', b'{"text": "\\udfff"}'])
def test_a_lone_surrogate_is_read_as_a_stand_in(talking, body):
    before = talking.talk()
    answer = talking.post(body)
    assert answer.status == 200
    assert answer.data["messages"]
    assert talking.review_html()
    goes_on_unharmed(talking, before)


def test_a_documented_command_does_what_its_button_does_and_no_more(talking):
    assert talking.say("/restart")["beat"] == "lobby"
    talking.begin(NURSE)
    assert talking.say('/restart{"mode": "real"}')["mode"] == "practice"


def test_markup_in_a_line_is_shown_as_text_in_the_review(talking):
    talking.say("<script>document.title='owned'</script> I like this job & the people.")
    html = talking.review_html()
    assert "<script>document" not in html
    assert "&lt;script&gt;document" in html
    assert "&amp; the people" in html


def test_markup_in_an_own_job_is_shown_as_text_in_the_review(candidate):
    candidate.begin_own("<i>nurse</i>", "<b>Bright</b> & Co", "<script>alert(1)</script> The Tooth Bus visits schools.")
    candidate.say("I would love to work on the Tooth Bus.")
    html = candidate.review_html()
    assert not re.search(r"<i>nurse|<b>Bright|<script>alert", html)


@pytest.mark.parametrize("path", ["/talk", "/review/abc"])
def test_a_browser_without_our_cookie_sees_nothing(servers, path):
    stranger = Candidate(servers.url, opens_page=False)
    assert stranger.get(path).status in (403, 404)
    assert stranger.post({"text": "hello"}).status == 403
    assert stranger.post({}, "/forget").status == 403


@pytest.mark.parametrize("cookie", ["window-abc", "IndpbmRvdy1hYmMi.forged", "", "a" * 4000, "\xff\xfe.\xff"])
def test_a_forged_cookie_is_a_strangers(servers, cookie):
    stranger = Candidate(servers.url, opens_page=False)
    answer = stranger.post({"text": "hello"}, headers={**OURS, "Cookie": f"curtain_line={cookie}"})
    assert answer.status == 403
    is_plain(answer.data["error"])


@pytest.mark.parametrize(
    "name",
    ["abc", "..%2F..%2Fetc%2Fpasswd", "%00", "%ff%fe", "a" * 3000, "%3Cscript%3Ealert(1)%3C%2Fscript%3E", "", "x/y"],
)
def test_a_review_of_no_rehearsal_is_a_plain_404(talking, name):
    answer = talking.get(f"/review/{name}")
    assert answer.status == 404
    assert "<script>alert" not in answer.body
    assert not any(trace in answer.body for trace in ("Traceback", 'File "'))


def test_someone_elses_review_is_a_404_that_does_not_say_whose(servers, talking):
    other = Candidate(servers.url)
    other.begin(SALES)
    theirs, none = talking.get(other.talk()["review"]), talking.get("/review/none-such")
    assert (theirs.status, theirs.body) == (none.status, none.body)


@pytest.mark.parametrize("path", ["/talk", "/forget"])
@pytest.mark.parametrize(
    "headers",
    [
        {"Content-Type": "application/json"},
        {"Content-Type": "text/plain"},
        {**OURS, "X-Requested-With": "XMLHttpRequest"},
        {**OURS, "Origin": "http://evil.example"},
        {**OURS, "Origin": "null"},
        {**OURS, "Origin": "http://127.0.0.1.evil.example"},
        {**OURS, "Origin": "http://evil.example/://{host}"},
        {**OURS, "Origin": "ftp://{host}"},
        {**OURS, "Origin": "{host}"},
    ],
)
def test_another_sites_post_is_refused(talking, path, headers):
    talking.say("I would love this job.")
    before = talking.talk()
    host = urlsplit(talking.url).netloc
    sent = {name: value.replace("{host}", host) for name, value in headers.items()}
    answer = talking.post({"text": "hello"}, path, sent)
    assert answer.status == 403
    is_plain(answer.data["error"])
    assert talking.talk() == before


@pytest.mark.parametrize(
    "path", ["/static/..%2Fsettings.py", "/static/window.html", "/conversations/x/tracker", "/webhooks/rest/webhook", "/model", "/status"]
)  # fmt: skip
def test_nothing_else_is_served(talking, path):
    assert talking.get(path).status == 404
    assert talking.post({}, path).status in (404, 405)


def test_a_browser_finds_the_icon_of_a_picture_opened_by_itself(talking):
    found = talking.get("/favicon.ico")
    assert (found.status, found.headers["Content-Type"]) == (200, "image/svg+xml")
    assert found.body == talking.get("/static/icon.svg").body


@pytest.mark.parametrize("path", ["/window", "/talk", "/style?title=nurse", "/static/window.js", "/review/none"])
def test_every_answer_forbids_foreign_scripts_and_frames(talking, path):
    headers = talking.get(path).headers
    assert "default-src 'self'" in headers["Content-Security-Policy"]
    assert "unsafe" not in headers["Content-Security-Policy"]
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert "Access-Control-Allow-Origin" not in headers


@pytest.mark.parametrize("path", ["/window", "/import"])
def test_the_cookie_is_out_of_reach_of_scripts_and_other_sites(servers, path):
    cookie = Candidate(servers.url, opens_page=False).get(path).headers["Set-Cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=Strict" in cookie


@pytest.mark.parametrize("path", ["/window", "/import"])
def test_behind_https_a_first_visit_to_any_page_brings_a_cookie_for_https_alone(servers, path):
    forwarded = urllib.request.Request(servers.url + path, headers={"X-Forwarded-Proto": "https"})
    with urllib.request.urlopen(forwarded, timeout=60) as page:
        assert "Secure" in page.headers["Set-Cookie"]
    with urllib.request.urlopen(servers.url + path, timeout=60) as page:
        assert "Secure" not in page.headers["Set-Cookie"]
