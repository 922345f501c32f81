"""What strangers try: other routes, other people's names, slots and intents in every field, markup wherever text goes."""

from __future__ import annotations

import base64
import json
import re
import socket
import subprocess
import urllib.request
from html.parser import HTMLParser
from typing import Optional

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.settings import ROOT
from bot.web import HEADERS
from tests.e2e.served import OURS, Candidate
from tests.e2e.test_bad_input import is_plain

NURSE = "staff_nurse_alder_court"
ANSWERS = (200, 302, 400, 403, 404, 405, 413, 429)


def documented() -> set:
    """The routes of the table in docs/architecture.md, each name in them as ID."""
    text = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    rows = [row for row in text.splitlines() if re.match(r"\| `(GET|POST) /", row)]
    return {one for row in rows for one in _routes(row)}


def _routes(row: str) -> set:
    """`GET /review/ID/a.svg`, `b.svg` (or `.png`) are four routes."""
    found, last = [], ("", "")
    for quoted in re.findall(r"`([^`]+)`", row.split("|")[1]) + re.findall(
        r"`((?:GET|POST) [^`]+)`", row.split("|")[2]
    ):
        method, space, path = quoted.partition(" ")
        if not space:  # goes on from the one before
            method, stem = last[0], last[1].rpartition("." if quoted.startswith(".") else "/")[0]
            path = stem + ("" if quoted.startswith(".") else "/") + quoted
        last = (method, path.partition("?")[0].replace("NAME", "ID"))
        found.append(last)
    other = re.search(r"\(or `(\.\w+)`\)", row)
    return {*found, *((method, re.sub(r"\.svg$", other.group(1), path)) for method, path in found if other)}


def actions_port(servers) -> int:
    """Where the action server listens, by its command."""
    command = ["ps", "-o", "args=", "-p", str(servers.pids()["actions"])]
    return int(subprocess.run(command, capture_output=True, text=True).stdout.split()[-1])


def test_both_servers_listen_on_this_machine_only(servers):
    port = actions_port(servers)
    for path in ("/proc/net/tcp", "/proc/net/tcp6"):
        with open(path) as table:
            rows = [row.split() for row in table.readlines()[1:]]
        ours = [
            row[1].split(":")
            for row in rows
            if row[3] == "0A" and int(row[1].split(":")[1], 16) in (port, servers.port)
        ]
        assert all(address == "0100007F" for address, _ in ours)


ASKED = [
    ("GET", "/"), ("GET", "/window"), ("GET", "/talk"), ("GET", "/history"), ("GET", "/style?title=x"), ("GET", "/static/window.js"),
    ("GET", "/static/none"), ("GET", "/review/none"), ("GET", "/review/none/take-away.pdf"), ("GET", "/compare/a/b"), ("GET", "/compare"),
    ("GET", "/import"), ("GET", "/progress.svg"), ("GET", "/nothing"), ("GET", "/talk/x"), ("PUT", "/talk"), ("DELETE", "/window"),
    ("POST", "/window"), ("POST", "/talk"), ("POST", "/advert"), ("POST", "/import"), ("POST", "/review/none/try"), ("POST", "/forget"),
    ("GET", "/version"), ("GET", "/domain"), ("GET", "/webhooks/rest/"), ("POST", "/webhooks/rest/webhook"), ("POST", "/model/parse"),
    ("OPTIONS", "/talk"), ("GET", "/%00"), ("GET", "/static/..%2f..%2fvar%2fsecret.key"), ("GET", "/static/%2e%2e/%2e%2e/config.yml"),
]  # fmt: skip


def raw(servers, text: str, port: Optional[int] = None) -> str:
    """What the Rasa server, or the one at another port, answers to these bytes, and its headers."""
    with socket.create_connection(("127.0.0.1", port or servers.port)) as opened:
        opened.settimeout(60)
        opened.sendall(text.encode())
        return b"".join(iter(lambda: opened.recv(65536), b"")).decode(errors="replace")


@pytest.mark.parametrize(("method", "path"), ASKED)
def test_every_answer_has_our_headers_and_none_our_insides(servers, method, path):
    head, _, body = raw(servers, f"{method} {path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n").partition(
        "\r\n\r\n"
    )
    status, sent = int(head.split()[1]), {line.split(":")[0].lower() for line in head.splitlines()[1:]}
    assert status in ANSWERS or (method == "OPTIONS" and status < 500), head
    assert {name.lower() for name in HEADERS} <= sent, head
    assert not any(trace in body for trace in ("Traceback", 'File "', "sanic", "Sanic", "rasa"))


@pytest.mark.parametrize("sent", ["GARBAGE\r\n\r\n", "GET /" + "a" * 20_000 + " HTTP/1.1\r\n\r\n",
                                  "POST /talk HTTP/1.1\r\nContent-Length: many\r\n\r\n", "POST /talk HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n"])  # fmt: skip
def test_what_is_no_http_gets_a_plain_4xx(servers, sent):
    answer = raw(servers, sent.replace("\r\n\r\n", "\r\nConnection: close\r\n\r\n", 1))
    assert re.match(r"HTTP/1.1 4\d\d", answer), answer
    assert "Traceback" not in answer


IN_DOUBT = [
    "Content-Length: -1", "Content-Length: -0", "Content-Length: +5", "Content-Length: 1_0", "Content-Length: 0x5", "Content-Length: ٥",
    "Content-Length: ", "Content-Length: 5\r\nContent-Length: 6", "Transfer-Encoding: chunked\r\nContent-Length: 5",
    "Content-Length: 5\r\nTransfer-Encoding: chunked", "Transfer-Encoding: Chunked\r\nContent-Length: 5", "Transfer-Encoding: gzip, chunked",
    "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked",
]  # fmt: skip


@pytest.mark.parametrize("server", ["rasa", "actions"])
@pytest.mark.parametrize("header", IN_DOUBT)
def test_a_request_whose_length_is_in_doubt_is_refused_and_holds_up_nobody(servers, server, header):
    port = servers.port if server == "rasa" else actions_port(servers)
    for path in ("/talk", "/webhook", "/nowhere"):
        answer = raw(servers, f"POST {path} HTTP/1.1\r\nHost: x\r\n{header}\r\n\r\nabcde", port)
        assert answer.startswith("HTTP/1.1 4" if server == "rasa" else ("HTTP/1.1 4", "HTTP/1.1 500")), answer
        assert "abcde" not in answer
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/health", timeout=5) as found:
        assert found.status == 200


def bits(name: str) -> int:
    return 8 * len(base64.urlsafe_b64decode(name + "=" * (-len(name) % 4)))


def test_names_of_visitors_and_rehearsals_cannot_be_guessed(servers):
    visitors, rehearsals = set(), set()
    for _ in range(3):
        candidate = Candidate(servers.url)
        rehearsals.add(candidate.begin(NURSE)["rehearsal"])
        (cookie,) = candidate.cookies
        payload = cookie.value.split(".")[0]
        visitors.add(json.loads(base64.urlsafe_b64decode(payload + "=" * (-len(payload) % 4))).removeprefix("window-"))
    assert len(visitors) == len(rehearsals) == 3
    assert all(bits(name) >= 128 for name in visitors | rehearsals)


def test_a_review_address_and_all_around_it_is_its_owners_only(servers):
    owner, stranger = Candidate(servers.url), Candidate(servers.url)
    name = owner.begin(NURSE)["rehearsal"]
    owner.say("I would love to work on the falls project.")
    stranger.begin(NURSE)
    for path in ("", "/course", "/take-away.pdf", "/take-away.md", "/take-away.json", "/levels.svg", "/course.png"):
        assert stranger.get(f"/review/{name}{path}").status == 404
    assert stranger.get(f"/compare/{name}/{stranger.talk()['rehearsal']}").status == 404
    assert stranger.post({"line": 0, "text": "x"}, f"/review/{name}/try").status == 404
    assert stranger.post({}, f"/review/{name}/delete").status == 404
    assert owner.get(f"/review/{name}").status == 200


def test_a_cookie_whose_parts_are_swapped_is_a_strangers(servers):
    one, other = (next(iter(Candidate(servers.url).cookies)).value for _ in range(2))
    swapped = f"{one.rpartition('.')[0]}.{other.rpartition('.')[2]}"
    stranger = Candidate(servers.url, opens_page=False)
    assert stranger.post({"text": "hello"}, headers={**OURS, "Cookie": f"curtain_line={swapped}"}).status == 403


def test_a_cookie_sent_again_after_everything_was_deleted_finds_nothing(candidate):
    name = candidate.begin(NURSE)["rehearsal"]
    candidate.press("forget_me")
    assert candidate.get(f"/review/{name}").status == 404
    assert candidate.talk()["messages"] == []


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**30), 10**30) | st.floats(allow_nan=False) | st.text(max_size=20)
    | st.sampled_from([NURSE, "own", "/restart", '/choose_scenario{"mode": "real"}', "window-x", "enthusiasm", "{{ 7 }}"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=6,
)  # fmt: skip
CHOICE = st.fixed_dictionaries(
    {"scenario": st.sampled_from([NURSE, "own"]) | VALUES},
    optional={key: VALUES for key in ("mode", "style", "temper", "clock", "job", "company", "facts", "advert", "rehearsal", "beat")},
)  # fmt: skip
BODIES = st.one_of(
    st.builds(lambda one: {"begin": one}, CHOICE | VALUES),
    st.dictionaries(st.sampled_from(["text", "button", "begin", "drill", "metadata", "slots", "sender", "intent"]), VALUES, max_size=4),
    VALUES,
)  # fmt: skip
QUICK = settings(
    max_examples=80, deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck)
)


def is_answered_plainly(answer) -> None:
    assert answer.status in (200, 400, 404, 413), answer.body
    if answer.status != 200:
        assert "error" not in answer.body or len(answer.data["error"]) < 300


@QUICK
@given(body=BODIES)
def test_whatever_is_posted_to_the_talk_is_taken_or_refused(servers, body):
    candidate = Candidate(servers.url)
    is_answered_plainly(candidate.post(body))
    assert candidate.get("/talk").status == 200


@pytest.mark.parametrize("drill", [5, True, ["enthusiasm"], {"enthusiasm": 1}, "no such principle", "x" * 9000])
def test_a_drill_that_is_none_is_refused_with_a_reason(candidate, drill):
    answer = candidate.post({"drill": drill})
    assert answer.status == 400
    is_plain(answer.data["error"])


@QUICK
@given(line=VALUES, text=VALUES, more=VALUES)
def test_whatever_is_sent_for_another_try_is_taken_or_refused(servers, line, text, more):
    candidate = _talked(servers)
    is_answered_plainly(
        candidate.post({"line": line, "text": text, "sentences": more}, f"{candidate.talk()['review']}/try")
    )


_known: dict = {}


def _talked(servers) -> Candidate:
    """One candidate for many tries, who has said a line."""
    if servers.url not in _known:
        _known[servers.url] = candidate = Candidate(servers.url)
        candidate.begin(NURSE)
        candidate.say("I would love to work on the falls project.")
    return _known[servers.url]


@QUICK
@given(
    body=st.fixed_dictionaries(
        {"text": VALUES | st.sampled_from(["You: hi", '{"lines": []}', '{"lines": [{"by": "candidate", "text": 3}]}'])},
        optional={key: VALUES for key in ("file", "role", "company", "style")},
    )
)
def test_whatever_is_brought_in_is_taken_or_refused(servers, body):
    is_answered_plainly(Candidate(servers.url).post(body, "/import"))


ADVERT = (
    "You will help to run the Tooth Bus, our van that visits village schools on Thursdays, and look after four chairs."
)
MARK = '"><img src=x onerror=alert(1)><script>alert(2)</script>[x](javascript:alert(3))'


class Live(HTMLParser):
    """Finds what would run."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list = []

    def handle_starttag(self, tag, attributes):
        for name, value in attributes:
            if name.startswith("on") or (value or "").startswith("javascript:"):
                self.found.append((tag, name, value))
        if tag == "img" and dict(attributes).get("src") == "x":
            self.found.append((tag, attributes))


def what_would_run(html: str) -> list:
    reader = Live()
    reader.feed(html)
    return reader.found + re.findall(r"<script>alert", html)


def test_markup_in_any_field_is_text_on_every_page_and_in_every_file(candidate):
    from markdown_it import MarkdownIt

    for _ in range(2):
        candidate.begin_own(MARK[:55], MARK[:80], f"{ADVERT} {MARK}")
        candidate.say(f"I would love to work on the Tooth Bus. {MARK}")
        candidate.press("finish")
        candidate.note(f"Thank you for today, I would love to join. {MARK}", 3)
    brought = {
        "text": json.dumps({"role": MARK, "company": MARK, "brief": MARK, "lines": [{"by": "candidate", "text": MARK}]})
    }
    imported = candidate.post({**brought, "file": f"{MARK}.json", "role": MARK}, "/import").data["review"]
    review = candidate.talk()["review"]
    pages = [
        candidate.get(path).body
        for path in (review, f"{review}/course", imported, "/history", "/window", f"{review}/levels.svg")
    ]
    names = [one.rpartition("/")[2] for one in (review, imported)]
    pages += [candidate.get(f"/compare/{names[0]}/{names[1]}").body]
    for one in (review, imported):
        pages.append(MarkdownIt("js-default").render(candidate.get(f"{one}/take-away.md").body))
        assert candidate.file(f"{one}/take-away.pdf")[0].startswith(b"%PDF")
    assert [what_would_run(page) for page in pages] == [[]] * len(pages)
    assert "alert(2)" in pages[0], "it is shown as it was typed"
