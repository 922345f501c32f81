"""Things of this job that can be named in a line: what the scenario calls them, what the interviewer told."""

from __future__ import annotations

import re
from typing import Iterator, List, Optional, Set, Tuple

from actions.rehearsal import INTERVIEWER, Rehearsal, Sentence
from actions.scenario import Scenario
from actions.scoring.ask import GENUINE
from actions.scoring.commonplace import FEELINGS, TRADE
from actions.scoring.knowledge import specific, specific_in, stem, stems, title, words

_DETERMINED = r"\b(the|your|our|their|its|this|that|these|those|a|an|my)\s+((?:[\w'’-]+\s+)?)({word})(?=[\s,.;:!?]|$)"
_AFTER = re.compile(
    r"^(?:$|[,.;:!?–—]|\s+(?:of|in|on|is|was|are|were|and|or|to|for|that|which|at|with|by|from|has|have|had|will|it|we|as|when|"
    r"where|who|each|every|this|last|next|into|since|before|after|because|so|but|they|i|i['’]\w+|we['’]\w+|it['’]\w+)\b)",
    re.IGNORECASE,
)
_YOURS = {"our": "your", "my": "your", "their": "your", "its": "your", "a": "the", "an": "the", "these": "the", "this": "the",
          "those": "the", "that": "the"}  # fmt: skip
_MONTH = re.compile(
    r"(?:january|february|march|april|may|june|july|august|september|october|november|december|\w+day)s?", re.IGNORECASE
)
# Before a name in a brief these words tell of a place or a person, not of the work.
_NOT_WORK = r"\b(?:in|near|from|at|outside|around|across|about|with|to|mr|mrs|ms|dr|on|by|off|for)\s+{name}"


def named(rehearsal: Rehearsal, scenario: Optional[Scenario] = None) -> Optional[str]:
    """The name of a thing of this job, as one would say it ("the falls project"); None where none is sure to be one."""
    own = scenario.project.name if scenario else None
    project = [own] if own in rehearsal.topics else []
    picked = [one for one in rehearsal.topics if one != own]
    usable = (
        one for one in (*project, *picked) if _tells(one, rehearsal) and (one == own or _is_no_place(one, rehearsal))
    )
    return next((_said(one, rehearsal) for one in usable), None)


def topic(rehearsal: Rehearsal, scenario: Optional[Scenario] = None) -> Optional[str]:
    """A thing of this job by its name, or where that says too little by what is done in it."""
    return named(rehearsal, scenario) or (scenario.project.what if scenario else None)


def _tells(name: str, rehearsal: Rehearsal) -> bool:
    """Whether a name says more of this job than its title, its firm and the furniture of many trades."""
    firm = {stem(word) for word in words(f"{rehearsal.company} {rehearsal.interviewer}")}
    job = {part for word in words(rehearsal.role) for part in map(stem, word.split("-"))}
    return bool(specific(words(name.replace("-", " "))) - stems(TRADE) - firm - title(rehearsal) - job)


def _is_no_place(name: str, rehearsal: Rehearsal) -> bool:
    """Whether a name from a brief is neither a person nor a place nor a month, as far as the words around it tell."""
    firm = {word.lower() for word in words(f"{rehearsal.company} {rehearsal.interviewer}")}
    if firm & {word.lower() for word in words(name)} or _MONTH.fullmatch(name):
        return False
    return not (
        name[:1].isupper() and re.search(_NOT_WORK.format(name=re.escape(name)), rehearsal.brief, re.IGNORECASE)
    )


def _said(name: str, rehearsal: Rehearsal) -> Optional[str]:
    """The name with the article it takes in the brief; a thing in small letters needs one or the plural."""
    if name[:1].isupper():
        return name
    match = re.search(_DETERMINED.format(word=re.escape(name)), rehearsal.brief, re.IGNORECASE)
    if match and not match[2]:
        return f"{_YOURS.get(match[1].lower(), match[1].lower())} {match[3]}"
    return name if name.endswith("s") or name.startswith(("the ", "your ")) else f"the {name}"


def heard(rehearsal: Rehearsal) -> Optional[str]:
    """What the interviewer told that the candidate had asked about or named, as a phrase of the interviewer's own."""
    for reply, stems_asked in _answered(rehearsal):
        found = _phrase(reply, stems_asked)
        if found:
            return found
    told = " ".join(line.text for line in rehearsal.lines if line.by == INTERVIEWER)
    topics = (
        one for one in rehearsal.topics if one in told and _tells(one, rehearsal) and _is_no_place(one, rehearsal)
    )
    return next((_said(one, rehearsal) for one in topics), None)


def _answered(rehearsal: Rehearsal) -> Iterator[Tuple[str, Set[str]]]:
    """The interviewer's replies to the candidate's questions, each with the specific stems that were asked about."""
    for i, asked in rehearsal.making(*GENUINE):
        reply = rehearsal.lines[i + 1] if i + 1 < len(rehearsal.lines) else None
        about = _specific(asked, rehearsal)
        if reply and reply.by == INTERVIEWER and about:
            yield reply.text, about


def _specific(sentence: Sentence, rehearsal: Rehearsal) -> Set[str]:
    return specific_in(sentence, rehearsal) - title(rehearsal) - stems(FEELINGS)


def _phrase(text: str, about: Set[str]) -> Optional[str]:
    """The noun phrase of `text` around one of these stems: "the handover", "your biscuit tin"."""
    for word in _in_order(text):
        if stem(word) not in about:
            continue
        match = re.search(_DETERMINED.format(word=re.escape(word)), text, re.IGNORECASE)
        if match and _AFTER.match(text[match.end() :]) and not match[2]:
            return f"{_YOURS.get(match[1].lower(), match[1].lower())} {match[3]}"
        if word[0].isupper() and not re.search(rf"(?:^|[.!?]\s+){re.escape(word)}", text):
            return word
    return None


def _in_order(text: str) -> List[str]:
    return re.findall(r"[^\W_][\w'’-]*", text)
