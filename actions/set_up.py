"""Choosing what to rehearse, in words: by number, by name, or one's own job."""

from __future__ import annotations

import re
from typing import Any, Dict, Mapping, Optional

from actions.rehearsal import STYLES
from actions.scenario import OWN, scenarios
from actions.scoring.knowledge import stem, words

FACTS_LIMIT = 5000  # characters of a pasted ad
NAME_LIMIT = 120  # characters of a job title or a company's name
MODES = ("practice", "real")
_OWN = re.compile(r"\b(?:my|own)\b.*\b(?:job|role|interview|one)\b|\bmy own\b", re.IGNORECASE)
_TOO_COMMON = {"the", "one", "job", "at", "of", "a", "scenario", "do", "can", "please", "like", "and", "for"}


def named_in(text: str) -> Optional[str]:
    """The scenario a text means: its number in the list, or words of its title; "own" for one's own job."""
    names = list(scenarios())
    number = re.fullmatch(r"\W*(?:number|no\.?)?\s*(\d{1,2})\W*", text.strip(), re.IGNORECASE)
    if number:
        at = int(number.group(1))
        return [*names, OWN][at - 1] if 1 <= at <= len(names) + 1 else None
    said = {stem(word) for word in words(text)} - _TOO_COMMON
    shared = {name: len(said & _title_stems(name)) for name in names}
    best = max(shared, key=lambda name: shared[name])
    if shared[best] and list(shared.values()).count(shared[best]) == 1:
        return best
    return OWN if _OWN.search(text) else None


def _title_stems(name: str) -> "set[str]":
    return {stem(word) for word in words(scenarios()[name].title)} - _TOO_COMMON


def mode_in(text: str) -> str:
    """Practice, unless the text asks for the real thing."""
    return "real" if re.search(r"\breal\b(?! estate)", text, re.IGNORECASE) else "practice"


def style_in(text: str) -> Optional[str]:
    """The closing style a text asks for ("make it bold")."""
    return next((style for style in STYLES if re.search(rf"\b{style}\b", text, re.IGNORECASE)), None)


def style_asked_for(text: str) -> Optional[str]:
    """The closing style a line sets during the talk, where that is all it says ("make it bold")."""
    match = re.fullmatch(rf"\W*(?:please )?make it (?:more )?({'|'.join(STYLES)})(?: please)?\W*", text, re.IGNORECASE)
    return match.group(1).lower() if match else None


def choice(asked: Mapping[str, Any]) -> Dict[str, Any]:
    """The settings of a rehearsal, out of what a form or a button sent.

    Args:
        asked: {"scenario", "mode", "style", "job", "company", "facts", "topics"}, most of it optional.

    Raises:
        ValueError: in one sentence for the user, what is missing or wrong.
    """
    name, style = asked.get("scenario"), asked.get("style") or None
    if not isinstance(name, str) or name not in (OWN, *scenarios()):
        raise ValueError("Please choose one of the interviews in the list.")
    if style is not None and style not in STYLES:
        raise ValueError("The closing style must be bold, measured or balanced.")
    settings = {
        "scenario": name,
        "style": style,
        "mode": asked.get("mode") if asked.get("mode") in MODES else "practice",
    }
    return {**settings, "own": _own(asked) if name == OWN else None}


def _own(asked: Mapping[str, Any]) -> Dict[str, Any]:
    job, company, facts = (" ".join(str(asked.get(key) or "").split()) for key in ("job", "company", "facts"))
    if not job or not company:
        raise ValueError("Please give the job's title and the company's name.")
    if len(job) > NAME_LIMIT or len(company) > NAME_LIMIT:
        raise ValueError(f"The title and the company's name may have {NAME_LIMIT} characters each.")
    if len(facts) > FACTS_LIMIT:
        raise ValueError(f"The pasted text has {len(facts):,} characters; {FACTS_LIMIT:,} are the most.")
    return {"job": job, "company": company, "facts": facts, "topics": list(asked.get("topics") or ())}
