"""Which chat channels there are: those whose variables the environment has, all of them and of the right shape."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, List, Mapping, Tuple
from urllib.parse import urlsplit

if TYPE_CHECKING:  # the launcher checks the variables too, and need not load Rasa for it
    from rasa.core.channels.channel import InputChannel

PUBLIC_URL = "PUBLIC_URL"  # where the services and the readers of reviews reach this server
SLACK = ("SLACK_BOT_TOKEN", "SLACK_SIGNING_SECRET")
TELEGRAM = ("TELEGRAM_BOT_TOKEN", "TELEGRAM_WEBHOOK_SECRET")
# Where the services are; others than these only in tests, or for a Telegram server of one's own.
SLACK_API, TELEGRAM_API = ("SLACK_API_URL", "https://slack.com/api/"), ("TELEGRAM_API_URL", "https://api.telegram.org")
# What each variable must look like, and how to say so without showing what it holds.
SHAPES = {
    "SLACK_BOT_TOKEN": (r"xoxb-\S+", "must begin with xoxb-"),
    "SLACK_SIGNING_SECRET": (r"\S{8,}", "must be the signing secret of the app, without spaces"),
    "TELEGRAM_BOT_TOKEN": (r"\d+:\S+", "must be a number, a colon and a key, as BotFather gave it"),
    "TELEGRAM_WEBHOOK_SECRET": (r"[A-Za-z0-9_-]{16,256}", "must have 16 to 256 letters, digits, _ or -"),
}
LOOPBACK = ("127.0.0.1", "localhost", "::1")


class HalfSet(ValueError):
    """Variables that are missing or malformed, in a sentence each; no value is shown."""


def check(environ: Mapping[str, str]) -> Tuple[str, ...]:
    """The names of the channels that are set up.

    Raises:
        HalfSet: one is set up in part.
    """
    faults: List[str] = []
    found = tuple(
        name for name, needed in (("Slack", SLACK), ("Telegram", TELEGRAM)) if _is_set(name, needed, environ, faults)
    )
    if faults:
        raise HalfSet("\n".join(faults))
    return found


def _is_set(channel: str, needed: Tuple[str, ...], environ: Mapping[str, str], faults: List[str]) -> bool:
    given = [name for name in needed if environ.get(name)]
    if not given:
        return False
    missing = [name for name in (*needed, PUBLIC_URL) if not environ.get(name)]
    if missing:
        faults.append(
            f"{channel} is set up in part: {' and '.join(given)} given, {' and '.join(missing)} missing. "
            f"Set what is missing, or none of it to leave {channel} out."
        )
    faults += [f"{name} {SHAPES[name][1]}." for name in given if not re.fullmatch(SHAPES[name][0], environ[name])]
    url = environ.get(PUBLIC_URL)
    if url and not _is_public(url):
        faults.append(f"{PUBLIC_URL} must be an https address without a path, such as https://rehearse.example.org.")
    return True


def _is_public(url: str) -> bool:
    parts = urlsplit(url)
    safe = parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in LOOPBACK)
    return safe and bool(parts.hostname) and not (parts.path.strip("/") or parts.query or parts.username)


def configured(environ: Mapping[str, str]) -> List[InputChannel]:
    """The chat channels that are set up, ready to be served.

    Raises:
        HalfSet: one is set up in part.
    """
    names, channels = check(environ), []
    base = environ.get(PUBLIC_URL, "").rstrip("/")
    if "Slack" in names:
        from bot.channels.slack import Slack

        channels.append(Slack(environ[SLACK[0]], environ[SLACK[1]], base, environ.get(*SLACK_API)))
    if "Telegram" in names:
        from bot.channels.telegram import Telegram

        channels.append(Telegram(environ[TELEGRAM[0]], environ[TELEGRAM[1]], base, environ.get(*TELEGRAM_API)))
    return channels
