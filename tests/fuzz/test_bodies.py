"""Whatever a browser sends: a body is understood or refused in a sentence, a cookie or a link is ours or a stranger's."""

from __future__ import annotations

import json
from types import SimpleNamespace

from hypothesis import given
from hypothesis import strategies as st
from sanic.request import Request

from bot.channels.pages import _brought
from bot.channels.request import Refusal, body
from bot.channels.text import COMMANDS, Refused, message_of
from bot.channels.window import _id_of, _message
from bot.identity import visitor
from bot.links import Shared, joined, opened
from tests.fuzz.inputs import TEXTS, VALUES, inputs, tried

CHOICES = st.fixed_dictionaries(
    {"scenario": st.sampled_from(["staff_nurse_alder_court", "own"]) | VALUES},
    optional={key: VALUES for key in ("mode", "style", "temper", "clock", "job", "company", "facts", "advert", "topics")},
)  # fmt: skip
ASKED = st.fixed_dictionaries(
    {}, optional={"text": TEXTS | VALUES, "button": st.sampled_from(COMMANDS) | VALUES, "begin": CHOICES | VALUES, "drill": VALUES, "message_id": VALUES}
)  # fmt: skip
BODIES = st.one_of(
    ASKED.map(lambda one: json.dumps(one).encode()),
    VALUES.map(lambda one: json.dumps(one).encode()),
    st.binary(max_size=60),
)


def request(sent: bytes) -> Request:
    """A request to the talk."""
    made = Request(b"/talk", {}, "1.1", "POST", None, SimpleNamespace(config=None))
    made.body = sent
    return made


@inputs(200, 20_000)
@given(sent=BODIES, beat=st.sampled_from([None, "note", "questions"]))
def test_a_body_is_a_message_for_rasa_or_refused(sent, beat):
    asked, refusal = tried(body, request(sent), "text", "button", "begin", "drill", refusals=(Refusal,))
    taken, refusal = (None, refusal) if refusal else tried(_message, asked, beat, refusals=(ValueError,))
    if refusal:
        return
    text, metadata = taken
    assert text.strip()
    assert not text.startswith("/") or text[1:] in COMMANDS, "nobody names an intent or sets a slot"
    json.dumps(metadata)
    assert _id_of(asked) is None or len(_id_of(asked)) == 32


@inputs(60, 5_000)
@given(sent=st.dictionaries(st.sampled_from(["text", "file", "role", "company", "style"]), VALUES, max_size=5))
def test_a_transcript_from_the_page_is_taken_or_refused(sent):
    found, refusal = tried(lambda: _brought(body(request(json.dumps(sent).encode()), "text")), refusals=(Refusal,))
    assert refusal.sentence.endswith(".") if refusal else found


@inputs(200, 20_000)
@given(text=st.text(max_size=60) | VALUES, limit=st.sampled_from([2000, 5000, 10]))
def test_a_line_is_clean_and_no_command_or_refused(text, limit):
    message, refusal = tried(message_of, text, limit, refusals=(Refused,))
    if refusal:
        return
    assert message.startswith("/") is (message[1:] in COMMANDS and message[:1] == "/")
    message.encode("utf-8")
    assert "\x00" not in message


@inputs(60, 5_000)
@given(cookie=st.text(max_size=80), token=st.text(max_size=80))
def test_a_forged_cookie_or_link_opens_nothing(cookie, token):
    browser = SimpleNamespace(cookies={"curtain_line": cookie, "curtain_line_joined": cookie})
    assert visitor(browser) is None
    assert joined(browser) == ()
    assert opened(token) is None
    assert not isinstance(opened(f"{token}.{cookie}"), Shared)
