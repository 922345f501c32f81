"""What comes in from strangers, made fit for the understanding, or refused with a reason."""

from __future__ import annotations

import re
import unicodedata

LINE_LIMIT = 2000  # characters of one line
NOTE_LIMIT = 5000  # characters of the thank-you note, or of a pasted ad

# The only lines that may begin with a slash and mean something: each is the control
# intent of its name, without entities. Rasa would let any "/intent{...}" set slots.
COMMANDS = (
    "start",
    "choose_scenario",
    "hint",
    "score_so_far",
    "finish",
    "restart",
    "help",
    "forget_me",
    "drill",
    "time_up",
)
SHORT = {"practise": "drill", "score": "score_so_far", "forget": "forget_me"}  # as Telegram's menu has them
LONG_BEATS = ("note", "own_facts")  # where a note or a pasted ad is asked for


class Refused(ValueError):
    """A line that is not taken; the message says why, for the user to read."""


class TooLong(Refused):
    """A line over its limit."""


def taken(text: object, limit: int = LINE_LIMIT) -> str:
    """A user's line as it may go to Rasa.

    Control characters go, lone surrogates become a stand-in, a leading slash is cut
    off, so that nobody can name an intent or set a slot by typing.

    Raises:
        Refused: it is no text, empty, or longer than `limit`.
    """
    if not isinstance(text, str):
        raise Refused("Please send your line as text.")
    if len(text) > limit:
        raise TooLong(
            f"That line has {len(text):,} characters; {limit:,} are the most. Please shorten it and send it again."
        )
    clean = "".join(_readable(char) for char in text).strip()
    clean = re.sub(r"^[/\s\u2044\u2215]+", "", clean)
    if not clean:
        raise Refused("That line is empty. Please type what you would say.")
    return clean


def limit_in(beat: object) -> int:
    """The most characters a line may have at this point of the talk."""
    return NOTE_LIMIT if beat in LONG_BEATS else LINE_LIMIT


def message_of(text: object, limit: int = LINE_LIMIT) -> str:
    """What a typed line is to Rasa: a documented command, or the cleaned line.

    Raises:
        Refused: it cannot be taken.
    """
    return command_in(text) or taken(text, limit)


def _readable(char: str) -> str:
    if char in "\n\t":
        return char
    if 0xD800 <= ord(char) <= 0xDFFF:
        return "\ufffd"
    return "" if unicodedata.category(char) in ("Cc", "Cn") else char


def command(name: object) -> str:
    """The message for a button or a documented command.

    Raises:
        Refused: there is no such button.
    """
    if name not in COMMANDS:
        raise Refused("There is no such button.")
    return f"/{name}"


def command_in(text: object) -> str | None:
    """The command a typed line is, if it is one to the letter ("/hint")."""
    typed = text.strip().lstrip("/") if isinstance(text, str) and text.strip().startswith("/") else None
    name = SHORT.get(typed or "", typed)
    return command(name) if name in COMMANDS else None
