"""One pair of servers for all tests that talk to them, and one browser for those that look."""

from __future__ import annotations

import json
import os
import re
import shutil
from pathlib import Path
from typing import Callable, Dict, Iterator, List

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from tests.bot.test_cli import TALK
from tests.e2e.between import Apart
from tests.e2e.chats import Chats
from tests.e2e.rehearsing import BETTER, FLAT, NURSE, rehearsed
from tests.e2e.served import HURRY, Candidate, Servers

NOTE = "Dear Margaret, thank you for the opportunity today. I'd love to join the falls project."
NAMES = (os.environ.get("CHROMIUM", ""), "chromium", "chromium-browser", "google-chrome")


@pytest.fixture(scope="session")
def servers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Servers]:
    """The two servers as `python -m bot chat` runs them, with rehearsals of their own."""
    home: Path = tmp_path_factory.mktemp("home")
    running = Servers(home)
    running.start()
    yield running
    running.stop()


@pytest.fixture(scope="module")
def apart(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Apart]:
    """Two servers of a module's own, which may be killed, cut off and starved."""
    running = Apart(tmp_path_factory.mktemp("apart"), **HURRY)
    yield running
    running.stop()


@pytest.fixture
def candidate(servers: Servers) -> Candidate:
    """A candidate nobody has met before."""
    return Candidate(servers.url)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    found = next((path for path in map(shutil.which, filter(None, NAMES)) if path), None)
    assert found, "no Chromium: install it, set CHROMIUM to it, or leave these tests out with -m 'not browser'"
    quiet = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=found, args=quiet)
        yield opened
        opened.close()


@pytest.fixture
def complaints() -> List[str]:
    """What the page complained of, and what it asked other servers for."""
    return []


@pytest.fixture
def page(servers, browser, complaints) -> Iterator[Page]:
    """The window in a new browser, which must end without complaints."""
    context = browser.new_context(reduced_motion="reduce")
    opened = context.new_page()
    opened.on("console", lambda said: complaints.append(said.text) if said.type in ("error", "warning") else None)
    opened.on("pageerror", lambda error: complaints.append(str(error)))
    opened.on("request", lambda asked: None if asked.url.startswith(servers.url) else complaints.append(asked.url))
    opened.goto(servers.url)
    yield opened
    context.close()
    assert complaints == []


@pytest.fixture(scope="module")
def played(servers: Servers) -> Candidate:
    """A candidate with a drill, then two finished rehearsals and a transcript."""
    candidate = Candidate(servers.url)
    assert candidate.post({"drill": "next_steps"}).status == 200
    candidate.say_all("What now?", "When will you decide, and is there another round?")
    candidate.press("finish")
    rehearsed(candidate, "I'm a hard worker.", "No questions, thank you.")
    candidate.begin(NURSE)
    candidate.say_all(
        FLAT, "When do you decide, and are there more rounds?", "Do you have any hesitation about me?", BETTER
    )
    candidate.press("finish")
    candidate.note(NOTE, 3)
    assert candidate.post({"text": json.dumps(TALK)}, "/import").status == 200
    return candidate


@pytest.fixture(scope="module")
def addresses(played: Candidate) -> Dict[str, str]:
    """Every kind of page, by its name."""
    brought, review, first, drill = re.findall(r'class="name" href="(/review/[\w-]+)"', played.get("/history").body)
    names = [path.split("/")[-1] for path in (first, review)]
    return {
        "review": review, "first review": first, "brought": brought, "history": "/history", "window": "/window",
        "drill": drill, "compare": f"/compare/{names[0]}/{names[1]}", "import": "/import", "nothing": "/review/none",
    }  # fmt: skip


@pytest.fixture
def browse(servers, browser: Browser, played: Candidate, complaints) -> Iterator[Callable[..., Page]]:
    """Opens pages as the candidate who has played, in a browser of the given make; none may complain."""
    contexts = []

    def opened(path: str, **make) -> Page:
        context = browser.new_context(reduced_motion="reduce", **make)
        contexts.append(context)
        cookie = next(iter(played.cookies))
        context.add_cookies([{"name": cookie.name, "value": cookie.value, "url": servers.url}])
        page = context.new_page()
        page.on("console", lambda said: complaints.append(said.text) if said.type in ("error", "warning") else None)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("request", lambda asked: None if asked.url.startswith(servers.url) else complaints.append(asked.url))
        page.goto(servers.url + path)
        return page

    yield opened
    for context in contexts:
        context.close()
    assert complaints == []


@pytest.fixture(scope="session")
def chats(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Chats]:
    """The servers with Slack and Telegram set up, and both services on loopback."""
    running = Chats(tmp_path_factory.mktemp("chats"))
    running.start()
    yield running
    running.stop()
