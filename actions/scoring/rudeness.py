"""Rudeness to the interviewer's face, by the words of `data/rudeness.yml`, and what mends it."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Dict, List

from pydantic import conlist

from actions.data import DATA, Checked, read
from actions.rehearsal import Line, Rehearsal, Sentence
from actions.scoring.finding import Found, says

# Where a part of a sentence begins. After a quotation mark it is somebody else who speaks.
_BEGINS = r"(?:^[\s.…-]{0,5}|[.!?,;:–—-]\s{0,3}|\b(?:oh|just|well|so|and|then|now|or|yeah|no|ok|okay|look|please) )"
_YOU = r"\byou(?:['’]?re| are)?(?: (?:all|such|just|a|an|really|so|total|complete|fucking|bloody|stupid)){0,3} "


class Rudeness(Checked):
    """The file as a whole."""

    dismissals: conlist(str, min_items=1)  # type: ignore[valid-type]
    names: conlist(str, min_items=1)  # type: ignore[valid-type]
    alone: conlist(str, min_items=1)  # type: ignore[valid-type]
    reported: conlist(str, min_items=1)  # type: ignore[valid-type]
    sorry: conlist(str, min_items=1)  # type: ignore[valid-type]


@lru_cache(maxsize=1)
def _patterns() -> Dict[str, "re.Pattern[str]"]:
    """What makes a sentence rude, what tells that another said it, and what mends it.

    Raises:
        FaultyData: the file is malformed.
    """
    words = read(DATA / "rudeness.yml", Rudeness)
    rude = rf"{_BEGINS}{_any(words.dismissals)}|{_YOU}{_any(words.names)}|^\W{{0,5}}{_any(words.alone)}\W{{0,5}}$"
    made = {"rude": rude, "reported": rf"\b{_any(words.reported)}", "sorry": rf"\b{_any(words.sorry)}"}
    return {name: re.compile(pattern, re.IGNORECASE) for name, pattern in made.items()}


def _any(phrases: List[str]) -> str:
    """Any of these phrases as whole words, whatever the apostrophe."""
    loosely = (re.escape(one).replace("'", "['’]?") for one in phrases)
    return rf"(?:{'|'.join(loosely)})(?!\w)"


def is_rude(line: Line, sentence: Sentence) -> bool:
    """Whether a sentence of this line insults the interviewer or sends them away; what a story tells does not."""
    if line.makes("story") or says(sentence, _patterns()["reported"]):
        return False
    return says(sentence, _patterns()["rude"])


def insults(text: str) -> bool:
    """Whether words alone are rude, whoever said them."""
    return bool(_patterns()["rude"].search(text))


def mends(rehearsal: Rehearsal) -> bool:
    """Whether the latest line says sorry for a rude one that nothing had mended before."""
    lines = [line for _, line in rehearsal.candidate_lines()]
    if not lines or not any(says(one, _patterns()["sorry"]) for one in lines[-1].sentences):
        return False
    return bool(unmended(rehearsal.without_last())) and not unmended(rehearsal)


def unmended(rehearsal: Rehearsal) -> List[Found]:
    """The candidate's rude sentences after which they never said sorry."""
    said = [(i, line, one) for i, line in rehearsal.candidate_lines() for one in line.sentences]
    rude = [at for at, (_, line, one) in enumerate(said) if is_rude(line, one)]
    mended = max((at for at, (_, _, one) in enumerate(said) if says(one, _patterns()["sorry"])), default=-1)
    return [(said[at][0], said[at][2]) for at in rude if at > mended]
