"""Choosing what to rehearse, in words: by number, by name, or one's own job."""

from __future__ import annotations

import re
from typing import Any, Dict, List, Mapping, Optional, Sequence, Tuple

from actions.advert import KINDS, MOST_FACTS, clean, is_english
from actions.rehearsal import STYLES
from actions.scenario import OWN, scenarios
from actions.scoring.knowledge import stem, words

FACTS_LIMIT = 5000  # characters of a pasted ad
FACT_LIMIT = 300  # characters of one picked fact
NAME_LIMIT = 120  # characters of a job title or a company's name
MODES = ("practice", "real")
TEMPERS = ("warm", "neutral", "tough")
CLOCKS = (3, 5, 10)  # minutes one may set; five where none is named
_MINE = re.compile(r"\b(?:my|own)\b", re.IGNORECASE)
_MINE_ALONE = re.compile(r"\bmy own\b", re.IGNORECASE)
_JOB = re.compile(r"\b(?:job|role|interview|one)\b", re.IGNORECASE)
_TOO_COMMON = {"the", "one", "job", "at", "of", "a", "scenario", "do", "can", "please", "like", "and", "for"}


def named_in(text: str) -> Optional[str]:
    """The scenario a text means: its number in the list, or words of its title; "own" for one's own job."""
    names = list(scenarios())
    number = re.match(r"\W*(?:number |no\.? ?)?(\d{1,2})\b(?![\w ]*min)", text.strip(), re.IGNORECASE)
    if number:
        at = int(number.group(1))
        return [*names, OWN][at - 1] if 1 <= at <= len(names) + 1 else None
    said = {stem(word) for word in words(text)} - _TOO_COMMON
    shared = {name: len(said & _title_stems(name)) for name in names}
    best = max(shared, key=lambda name: shared[name])
    if shared[best] and list(shared.values()).count(shared[best]) == 1:
        return best
    return OWN if any(map(_is_own, text.splitlines())) else None


def _is_own(text: str) -> bool:
    """Whether a line speaks of a job of one's own: "my job", "my own", "one of my own roles"."""
    mine = _MINE.search(text)
    return mine is not None and (bool(_MINE_ALONE.search(text)) or bool(_JOB.search(text, mine.end())))


def _title_stems(name: str) -> "set[str]":
    return {stem(word) for word in words(scenarios()[name].title)} - _TOO_COMMON


def mode_in(text: str) -> str:
    """Practice, unless the text asks for the real thing."""
    return "real" if re.search(r"\breal\b(?! estate)", text, re.IGNORECASE) else "practice"


def style_in(text: str) -> Optional[str]:
    """The closing style a text asks for ("make it bold")."""
    return next((style for style in STYLES if re.search(rf"\b{style}\b", text, re.IGNORECASE)), None)


def temper_in(text: str) -> Optional[str]:
    """The interviewer's temper a text asks for ("a tough one")."""
    return next((one for one in TEMPERS if re.search(rf"\b{one}\b", text, re.IGNORECASE)), None)


def clock_in(text: str) -> Optional[int]:
    """The minutes a text sets ("with the clock", "against the clock, 3 minutes")."""
    if not re.search(r"\b(?:clock|timer|timed)\b", text, re.IGNORECASE):
        return None
    named = re.search(r"\b(\d{1,2}) ?min", text, re.IGNORECASE)
    return int(named.group(1)) if named and int(named.group(1)) in CLOCKS else 5


def style_asked_for(text: str) -> Optional[str]:
    """The closing style a line sets during the talk, where that is all it says ("make it bold")."""
    match = re.fullmatch(rf"\W*(?:please )?make it (?:more )?({'|'.join(STYLES)})(?: please)?\W*", text, re.IGNORECASE)
    return match.group(1).lower() if match else None


def choice(asked: Mapping[str, Any]) -> Dict[str, Any]:
    """The settings of a rehearsal, out of what a form or a button sent.

    Args:
        asked: {"scenario", "mode", "style", "temper", "clock", "job", "company", "facts", "topics", "advert"},
            most of it optional.

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
        "temper": asked.get("temper") if asked.get("temper") in TEMPERS else "neutral",
        "clock": asked.get("clock") if asked.get("clock") in CLOCKS else None,
    }
    return {**settings, "own": _own(asked) if name == OWN else None}


def _own(asked: Mapping[str, Any]) -> Dict[str, Any]:
    job, company = (" ".join(str(asked.get(key) or "").split()) for key in ("job", "company"))
    if not job or not company:
        raise ValueError("Please give the job's title and the company's name.")
    if len(job) > NAME_LIMIT or len(company) > NAME_LIMIT:
        raise ValueError(f"The title and the company's name may have {NAME_LIMIT} characters each.")
    found = {"facts": facts_taken(asked.get("facts")), "advert": _advert(asked.get("advert"))}
    return {"job": job, "company": company, **found, "topics": list(asked.get("topics") or ())}


def facts_taken(pasted: object) -> str:
    """A pasted advert, cleaned.

    Raises:
        ValueError: in one sentence for the user: it is too long, or not English.
    """
    facts = clean(str(pasted or ""))
    if len(facts) > FACTS_LIMIT:
        raise ValueError(f"The pasted text has {len(facts):,} characters; {FACTS_LIMIT:,} are the most.")
    if not is_english(facts):
        raise ValueError(
            "That doesn't read as English, and the interviewer knows nothing else; paste it in English, or leave it out."
        )
    return facts


def _advert(picked: object) -> Dict[str, List[str]]:
    """The picked facts as the user left them."""
    kinds = picked if isinstance(picked, Mapping) else {}
    return {
        kind: [str(one)[:FACT_LIMIT] for one in kinds[kind] if str(one).strip()][:MOST_FACTS]
        for kind in KINDS
        if isinstance(kinds.get(kind), (list, tuple)) and kinds[kind]
    }


def numbered(advert: Mapping[str, Sequence[str]]) -> List[Tuple[str, str]]:
    """The picked facts in the order they are shown and numbered in: kind and fact."""
    return [(kind, fact) for kind in KINDS for fact in advert.get(kind, ())]


def without(advert: Mapping[str, Sequence[str]], text: str) -> Optional[Dict[str, List[str]]]:
    """The picked facts without those whose numbers a text drops ("drop 2 and 3"); None where it drops none."""
    if not re.match(r"\W*(?:please )?(?:drop|remove|delete|leave out|without|not)\b", text, re.IGNORECASE):
        return None
    dropped = {int(number) for number in re.findall(r"\d+", text)}
    left = [one for i, one in enumerate(numbered(advert), 1) if i not in dropped]
    return {kind: [fact for of, fact in left if of == kind] for kind in KINDS if any(of == kind for of, _ in left)}


def goes_ahead(text: str) -> bool:
    """Whether a line says no more than that it may begin."""
    return bool(
        re.fullmatch(
            r"\W*(?:ok(?:ay)?|yes|yep|start|go|begin|fine|good|looks good|go ahead|that's (?:it|right|fine))\W*",
            text,
            re.IGNORECASE,
        )
    )
