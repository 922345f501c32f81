"""What the placeholders of advice, hints and lines stand for in a rehearsal, and putting it in."""

from __future__ import annotations

import re
from typing import Dict, Mapping, Optional, Sequence

from actions.rehearsal import INTERVIEWER, Rehearsal
from actions.scenario import Raised, Scenario
from actions.scoring.principles import rubric

_PLACEHOLDER = re.compile(r"(?P<begins>^|[.!?]\s+|“)?\{(?P<name>\w+)\}")
_BRACKETED = re.compile(r"\[(\{(\w+)\})\]")
QUOTE = "quote"  # the one placeholder that stays as it was said


def facts(rehearsal: Rehearsal, scenario: Optional[Scenario] = None) -> Dict[str, str]:
    """What the placeholders in advice, hints and lines stand for in this rehearsal."""
    known = dict(rubric().defaults)
    own = {
        "company": rehearsal.company,
        "job": f"the {rehearsal.role} job" if rehearsal.role else "",
        "interviewer": rehearsal.interviewer,
        "topic": next(iter(rehearsal.topics), ""),
    }
    known.update({name: value for name, value in own.items() if value})
    if scenario:
        concern, doubt = _raised(scenario.concerns, rehearsal), _raised(scenario.doubts, rehearsal)
        known.update(concern=concern.about, wants=concern.wants, doubt=doubt.about, doubt_wants=doubt.wants)
        known.update(decide=scenario.process.decide)
    return known


def _raised(ones: Sequence[Raised], rehearsal: Rehearsal) -> Raised:
    """The one the interviewer raised in this rehearsal, or the first."""
    told = [line.text for line in rehearsal.lines if line.by == INTERVIEWER]
    return next((one for one in ones if any(one.says in text for text in told)), ones[0])


def fill(text: str, known: Mapping[str, str]) -> str:
    """Puts the facts into a text; one that begins a sentence gets its capital, a quote stays as it was said.

    Square brackets around a placeholder say that the candidate must fill it, so where a fact does they go.
    """
    bare = _BRACKETED.sub(lambda match: match[1] if _is_fact(match[2], known) else match[0], text)
    return _PLACEHOLDER.sub(lambda match: _filled(match, known), bare)


def _is_fact(name: str, known: Mapping[str, str]) -> bool:
    """Whether more is known than what the rubric says where no scenario is at hand."""
    return known.get(name, "") not in ("", rubric().defaults.get(name))


def _filled(match: "re.Match[str]", known: Mapping[str, str]) -> str:
    name, begins = match["name"], match["begins"]
    value = known.get(name, f"{{{name}}}")
    if begins is not None and name != QUOTE:
        value = value[:1].upper() + value[1:]
    return (begins or "") + value
