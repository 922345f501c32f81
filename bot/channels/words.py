"""What the chat channels say themselves, from `data/channels.yml`."""

from __future__ import annotations

from functools import lru_cache
from typing import Dict

from actions.data import DATA, Checked, read


class Sentences(Checked):
    """A sentence for each thing a channel has to say."""

    edited: str
    text_needed: str
    forwarded: str
    private: str
    trouble: str
    trouble_pressed: str
    wait: str
    away: str
    theirs: str
    earlier: str
    no_meaning: str
    review: str  # with {url}
    more_words: str
    no_review: str


class Voices(Checked):
    """What the two who speak are called above their lines."""

    coach: str
    interviewer: str


class Buttons(Checked):
    """The titles of a chat's own buttons."""

    hint: str
    start: str
    finish: str
    skip: str
    again: str


class History(Checked):
    """How a chat's history reads."""

    top: str
    unfinished: str
    same: str  # with {by}: against the last of the same interview
    other: str  # with {by}: against the last of another
    unchanged: str
    tries: str  # of a drill, with {title} and {levels}
    no_try: str
    one_more: str
    more: str  # with {count}


class Marks(Checked):
    """How a scorecard's figures read."""

    total: str  # with {total}
    level: str  # with {level}
    not_counted: str
    open: str


class ChannelWords(Checked):
    """The whole file."""

    sentences: Sentences
    link: str
    voices: Voices
    chosen: str  # with {title}
    buttons: Buttons
    history: History
    scorecard: Marks
    menu: Dict[str, str]  # command without its slash: what it does


@lru_cache(maxsize=1)
def words() -> ChannelWords:
    """The words of the channels.

    Raises:
        FaultyData: the file is malformed.
    """
    return read(DATA / "channels.yml", ChannelWords)
