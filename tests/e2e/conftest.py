"""One pair of servers for all tests that talk to them, and one browser for those that look."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import Iterator, List

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from tests.e2e.chats import Chats
from tests.e2e.served import Candidate, Servers

NAMES = (os.environ.get("CHROMIUM", ""), "chromium", "chromium-browser", "google-chrome")


@pytest.fixture(scope="session")
def servers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Servers]:
    """The two servers as `python -m bot chat` runs them, with rehearsals of their own."""
    home: Path = tmp_path_factory.mktemp("home")
    running = Servers(home)
    running.start()
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


@pytest.fixture(scope="session")
def chats(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Chats]:
    """The servers with Slack and Telegram set up, and both services on loopback."""
    running = Chats(tmp_path_factory.mktemp("chats"))
    running.start()
    yield running
    running.stop()
