"""What counts as specific: words that say something about this job rather than any job."""

from __future__ import annotations

import re
import threading
from functools import cache, lru_cache
from typing import AbstractSet, Dict, FrozenSet, Iterable, Set

import snowballstemmer

from actions.rehearsal import INTERVIEWER, Rehearsal, Sentence, once
from actions.scoring import commonplace

_WORD = re.compile(r"[^\W_][\w'’-]*")


class _Stemmer(threading.local):
    """A stemmer for each thread: it writes down the word it is at, and actions run in threads at once."""

    def __init__(self) -> None:
        self.english = snowballstemmer.stemmer("english")


_stemmer = _Stemmer()


@lru_cache(maxsize=20_000)
def stem(word: str) -> str:
    """The stem of a word: what makes "handovers" and "handover" the same."""
    return str(_stemmer.english.stemWord(word.lower()))


@cache
def stems(text: str) -> FrozenSet[str]:
    """The stems of a list of words, such as those of `commonplace`."""
    return frozenset(stem(word) for word in text.split())


def specific(words: Iterable[str]) -> Set[str]:
    """The stems of those words that are not said in every interview, nor mere numbers."""
    said = {stem(word) for word in words if len(word) > 2 and not word[0].isdigit()}
    return said - stems(commonplace.GENERIC) - stems(commonplace.NUMBERS)


def words(text: str) -> Set[str]:
    """The words of a text, as written."""
    return set(_WORD.findall(text))


def specific_in(sentence: Sentence, rehearsal: Rehearsal) -> Set[str]:
    """The specific stems of a sentence, its company's and interviewer's names apart."""
    return once(sentence, "specific", lambda one: specific(one.terms)) - {
        stem(name) for name in _names_in(sentence.text, rehearsal)
    }


def _names_in(text: str, rehearsal: Rehearsal) -> Set[str]:
    """The words of the two names that the text uses as names: written large, or the whole name in any case."""
    whole = [name for name in (rehearsal.company, rehearsal.interviewer) if name and name.lower() in text.lower()]
    return words(" ".join(whole)) | (words(f"{rehearsal.company} {rehearsal.interviewer}") & words(text))


def title(rehearsal: Rehearsal) -> Set[str]:
    """The stems of the job's title: whoever names it shows no more than that they know what they applied for."""
    return {stem(word) for word in words(rehearsal.role)}


def taken_up(named: AbstractSet[str], rehearsal: Rehearsal, at: int) -> Set[str]:
    """Those of the specific stems `named` that the candidate had heard before line `at`."""
    heard = once(rehearsal, "heard", _heard)
    return {one for one in named if heard.get(one, at) < at}


def _heard(rehearsal: Rehearsal) -> Dict[str, int]:
    """The specific stems of what the interviewer said, each with its first line; with -1 those of brief and topics."""
    found = dict.fromkeys(_specific_stems(" ".join((rehearsal.brief, *rehearsal.topics))), -1)
    for i, line in enumerate(rehearsal.lines):
        if line.by == INTERVIEWER:
            for one in once(line, "stems", lambda line: _specific_stems(line.text)):
                found.setdefault(one, i)
    return found


def _specific_stems(text: str) -> Set[str]:
    return specific(words(text.lower()))


def names_a_project(sentence: Sentence, rehearsal: Rehearsal) -> bool:
    """Whether it names one of the job's projects in full, be it made of common words alone ("Warm Street")."""
    text = sentence.text.lower()
    return any(_is_a_name(topic, rehearsal) and topic.lower() in text for topic in rehearsal.topics)


def _is_a_name(topic: str, rehearsal: Rehearsal) -> bool:
    """Whether a topic is a name of several words written large, and not the firm's or the interviewer's."""
    large = [word for word in re.split(r"[\s-]+", topic) if word[:1].isupper()]
    return len(large) > 1 and not set(large) <= words(f"{rehearsal.company} {rehearsal.interviewer} {rehearsal.role}")


def was_said(phrase: str, rehearsal: Rehearsal, at: int) -> bool:
    """Whether the candidate had heard this phrase, in any case, before line `at`: in brief, topics, or from the interviewer."""
    said = (line.text for line in rehearsal.lines[:at] if line.by == INTERVIEWER)
    return any(phrase.lower() in text.lower() for text in (rehearsal.brief, *rehearsal.topics, *said))
