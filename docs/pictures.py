"""Makes the README's pictures from the running app: `make pictures`."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

ROOT = Path(__file__).parents[1]
PICTURES = ROOT / "docs" / "pictures"
PORT = "5127"
TALK = (
    "Thank you, I've enjoyed this. The falls project is exactly the kind of work I want to be doing.",
    "How have the day staff taken to doing the handover at the bedside?",
    "Do you have any hesitation about me for this role?",
    "At Birch House I carried eleven nights alone last January. Two falls came at once, and I rang the on-call doctor while I sat with Mr Pryce.",
    "When do you hope to decide?",
)
NOTE = (
    "Dear Margaret, thank you for the opportunity to talk today. The falls project stayed with me all the way home, "
    "and I would love to be part of it. Best wishes, Ana"
)


def play(page: Page) -> None:
    """Plays a rehearsal up to the review, taking the picture of the window on the way."""
    page.goto(f"http://127.0.0.1:{PORT}/")
    page.get_by_text("Staff nurse at Alder Court").click()
    page.get_by_role("button", name="Start").first.click()
    for line in TALK:
        say(page, line)
    page.screenshot(path=PICTURES / "window.png")
    page.get_by_role("button", name="Finish").click()
    page.wait_for_timeout(1500)
    say(page, NOTE)
    page.get_by_role("button", name="evening").click()
    page.get_by_role("link", name="Read your scored transcript").click()
    page.wait_for_load_state()
    page.screenshot(path=PICTURES / "review.png")


def say(page: Page, line: str) -> None:
    """Types a line and waits for the reply."""
    page.locator("textarea:visible").last.fill(line)
    page.get_by_role("button", name="Send").first.click()
    page.wait_for_timeout(1800)


def main() -> None:
    """Starts the app with a home of its own, takes the pictures, ends it."""
    PICTURES.mkdir(exist_ok=True)
    browser = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    with tempfile.TemporaryDirectory() as home, sync_playwright() as playwright:
        command = [sys.executable, "-m", "bot", "chat", "--port", PORT]
        app = subprocess.Popen(
            command, cwd=ROOT, env={**os.environ, "CURTAIN_LINE_HOME": home}, stdout=subprocess.PIPE, text=True
        )
        try:
            if not any(line.startswith("Open") for line in app.stdout or ()):
                sys.exit("the app did not start")
            chromium = playwright.chromium.launch(executable_path=browser, args=["--no-sandbox", "--disable-gpu"])
            play(chromium.new_page(viewport={"width": 1100, "height": 800}, device_scale_factor=1.5))
        finally:
            app.terminate()
            app.wait(20)


if __name__ == "__main__":
    main()
