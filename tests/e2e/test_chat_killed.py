"""kill -9 over lines from chats: each that was acknowledged is answered once, in order, by the server that starts next.

One kill strikes a person of each service at every step a line can have come to; while the next server
loads its model, from a slow disk, each of them says one line more.
"""

from __future__ import annotations

import threading
import time
from dataclasses import dataclass, field
from typing import Dict, List, Optional, Tuple

import pytest

from bot.channels.words import words
from bot.chat import answers
from bot.settings import ROOT
from tests.e2e.served import Answer, Candidate, waits_until
from tests.e2e.test_chat_faults import ACK, LINE, NEXT, Faulty, Somebody
from tests.fakes.service import Failure

OTHER = "How have the carers taken to the bedside handover?"
HANGS = Failure(500, after=60)  # the service takes no message, and says so to nobody who is still there
SENDING = {"slack": "chat.postMessage", "telegram": "sendMessage"}
SLOW = {"PYTHONPATH": f"{ROOT}:{ROOT / 'tests' / 'e2e' / 'slow_disk'}", "CURTAIN_LINE_TEST_SLOW_DISK": "6"}


@dataclass(frozen=True)
class Step:
    """How far somebody's lines have come when the server dies."""

    lines: Tuple[str, ...] = ()
    presses: str = ""
    sent: Optional[int] = None  # messages of the answer that were sent; None while the coach is still at work on it
    replies: int = 0  # messages that answer all this
    scored: Tuple[str, ...] = ()


STEPS = {
    "nothing is owed": Step(),
    "a line is kept and its answer not sent": Step((LINE,), sent=0, replies=2, scored=(LINE,)),
    "an answer is sent in part": Step((LINE,), sent=1, replies=2, scored=(LINE,)),
    "all is forgotten and this not said": Step(("forget me",), sent=0, replies=1),
    "a line is not heard yet": Step((LINE,), replies=2, scored=(LINE,)),
    "two lines wait": Step((LINE, OTHER), replies=4, scored=(LINE, OTHER)),
    "a button is not heard yet": Step(presses=words().buttons.hint, replies=1),
}


@dataclass
class Story:
    """One person through it all."""

    somebody: Somebody
    step: Step
    before: int = 0  # messages they had
    acknowledged: float = 99.0  # seconds until the line that came while the model loaded was


@dataclass
class Struck:
    """What there was to see."""

    chats: Faulty
    stories: Dict[Tuple[str, str], Story] = field(default_factory=dict)
    owed: List[str] = field(default_factory=list)  # conversations in the inbox when the server was dead
    probes: Tuple[bool, bool] = (False, False)  # /health and /ready while the model loaded
    static: float = 99.0  # seconds until a script of the page came meanwhile
    page: List[Answer] = field(default_factory=list)  # what a browser got that asked meanwhile
    loading: Tuple[float, float] = (0.0, 0.0)  # from when to when, by time.monotonic(), it listened and was not ready


class SlowDisk(Faulty):
    """Servers that load their model from a slow disk."""

    def variables(self) -> Dict[str, str]:
        return {**super().variables(), **SLOW}


@pytest.fixture(scope="module")
def struck(tmp_path_factory) -> Struck:
    chats = SlowDisk(tmp_path_factory.mktemp("struck"), None)
    chats.start()
    found = Struck(chats)
    for service in SENDING:
        for name, step in STEPS.items():
            found.stories[service, name] = Story(Somebody(chats, service), step)
    comes_to_its_step(found)
    chats.servers.kill("rasa")
    chats.servers.between.fault = None
    found.owed = chats.waiting()
    chats.servers.start_rasa()
    speaks_while_it_loads(found)
    yield found
    chats.stop()


def comes_to_its_step(struck: Struck) -> None:
    """First those whose answers hang, one by one, then all on whom the coach is at work."""
    stories = list(struck.stories.values())
    for story in stories:
        story.before = len(story.somebody.answers())
    for story in (one for one in stories if one.step.sent is not None):
        hangs(struck.chats, story)
    struck.chats.servers.between.fault = "slow"
    for story in (one for one in stories if one.step.sent is None):
        for line in story.step.lines:
            story.somebody.sends(story.somebody.person.line(line))
        if story.step.presses:
            presses(struck.chats, story.somebody, story.step.presses)


def hangs(chats: Faulty, story: Story) -> None:
    somebody, service = story.somebody, story.somebody._fake
    service.fails(SENDING[somebody.service], *[None] * story.step.sent, HANGS)
    kept = len(chats.events(somebody.conversation))
    somebody.sends(somebody.person.line(*story.step.lines))
    waits_until(lambda: len(chats.events(somebody.conversation)) not in (kept, kept + 1), 20)
    waits_until(lambda: not service._failures[SENDING[somebody.service]], 20)
    waits_until(lambda: len(somebody.answers()) == story.before + story.step.sent, 20)


def presses(chats: Faulty, somebody: Somebody, title: str) -> None:
    if somebody.service == "telegram":
        somebody.sends(somebody.person.press(title))
    else:
        offer = next(one for one in reversed(somebody.person.heard()) if title in somebody.buttons(one))
        assert chats.slack.presses(somebody.person.user, offer, title).status == 200


def speaks_while_it_loads(struck: Struck) -> None:
    url = struck.chats.servers.url
    waits_until(lambda: answers(f"{url}/health"), 60)
    listening = time.monotonic()
    browser = threading.Thread(target=lambda: struck.page.append(Candidate(url, opens_page=False).get("/window")))
    browser.start()
    began = time.monotonic()
    assert Candidate(url, opens_page=False).get("/static/window.js").status == 200
    struck.static = time.monotonic() - began
    for story in struck.stories.values():
        began = time.monotonic()
        story.somebody.sends(story.somebody.person.line(NEXT))
        story.acknowledged = time.monotonic() - began
    struck.probes = (answers(f"{url}/health"), answers(f"{url}/ready"))
    assert struck.page == []
    waits_until(lambda: answers(f"{url}/ready"), 60)
    struck.loading = (listening, time.monotonic())
    browser.join(20)


@pytest.fixture(params=[f"{service}: {name}" for service in SENDING for name in STEPS])
def story(struck, request) -> Story:
    service, _, name = request.param.partition(": ")
    return struck.stories[service, name]


def test_what_was_acknowledged_and_not_answered_is_in_the_inbox_of_the_dead_server(struck, story):
    owed = len(story.step.lines) + bool(story.step.presses)
    assert struck.owed.count(story.somebody.conversation) == owed


def test_while_the_model_loads_a_line_is_taken_at_once(struck, story):
    assert story.acknowledged < ACK


def test_every_line_is_answered_once_in_order_and_scored_once(struck, story):
    somebody, chats = story.somebody, struck.chats
    expected = story.before + story.step.replies + 2  # two for the line that came while the model loaded
    waits_until(lambda: len(somebody.answers()) >= expected, 60)
    again = [] if "forget me" in story.step.lines else [NEXT]
    waits_until(lambda: chats.scored(somebody.conversation) == [*story.step.scored, *again], 10)
    waits_until(lambda: somebody.conversation not in chats.waiting(), 10)
    assert len(somebody.answers()) == expected, [somebody.shown(one) for one in somebody.answers()]
    typed = chats.typed(somebody.conversation)
    assert len(typed) == len(set(typed)), "nothing was heard twice"
    assert typed.count("/hint") == bool(story.step.presses)


def test_an_answer_that_a_dead_server_owed_has_the_buttons_it_would_have_had(struck):
    for service in SENDING:
        pressed = struck.stories[service, "a button is not heard yet"]
        answer = pressed.somebody.answers()[pressed.before]
        assert pressed.somebody.buttons(answer) == [words().buttons.hint, words().buttons.finish]


def test_while_the_model_loads_the_sender_sees_that_an_answer_is_on_its_way(struck):
    began, ended = struck.loading
    for name in STEPS:
        telegram, slack = (struck.stories[service, name].somebody for service in ("telegram", "slack"))
        typing = struck.chats.telegram.made("sendChatAction")
        typing = [one.at for one in typing if one.data["chat_id"] == str(telegram.person.chat)]
        waiting = [one.at for one in slack.person.heard() if words().sentences.wait in slack.shown(one)]
        assert any(began < at < began + 4 for at in typing)
        assert any(began < at < ended for at in waiting)


def test_while_the_model_loads_the_server_lives_is_not_ready_and_a_page_waits_for_it(struck):
    assert struck.probes == (True, False)
    assert struck.static < 2
    assert [answer.status for answer in struck.page] == [200]


def test_no_word_of_anybodys_is_in_the_logs(struck):
    assert "zanzibarmarmalade" not in struck.chats.log()
