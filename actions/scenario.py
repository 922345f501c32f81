"""A scenario: a company, a job and an interviewer, as `data/scenarios/` has them."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any, Dict, Mapping, Optional, Tuple

from pydantic import conlist, validator

from actions.data import DATA, Checked, read, read_all
from actions.rehearsal import STYLES

SEASONS = ("any", "spring", "summer", "autumn", "winter")
OWN = "own"  # the scenario's name when it is one's own job


class Interviewer(Checked):
    """Who asks."""

    name: str
    title: str
    contact: str
    given: Optional[str] = None  # the given name, where it is more than the first word


class Project(Checked):
    """Something of this job that has a name."""

    name: str
    what: str


class Facts(Checked):
    """What the interviewer tells, by what was asked; each a spoken sentence or two."""

    work: conlist(str, min_items=3)  # type: ignore[valid-type]
    culture: conlist(str, min_items=3)  # type: ignore[valid-type]
    company: conlist(str, min_items=3)  # type: ignore[valid-type]
    plans: conlist(str, min_items=3)  # type: ignore[valid-type]
    success: conlist(str, min_items=2)  # type: ignore[valid-type]
    picture: conlist(str, min_items=2)  # type: ignore[valid-type]


class Process(Checked):
    """How it goes on after the interview."""

    steps: str  # a sentence
    decide: str  # completes "We'll decide …"
    how: str  # a sentence


class Raised(Checked):
    """A concern, or a doubt about an answer."""

    says: str  # as the interviewer puts it
    wants: str  # what a good answer would contain
    about: str  # a few words
    press: Optional[str] = None  # asked once more after a vague answer, about this very thing


class Friendly(Checked):
    """Small talk for the way to the door."""

    remark: str
    reply: str
    season: str = "any"  # spring, summer, autumn or winter, where it fits no other

    @validator("season")
    def _known_season(cls, value: str) -> str:
        if value not in SEASONS:
            raise ValueError(f"must be one of {', '.join(SEASONS)}")
        return value


class Scenario(Checked):
    """One scenario file."""

    title: str
    style: str
    job: str
    company: str
    brief: str
    interviewer: Interviewer
    project: Project
    facts: Facts
    process: Process
    concerns: conlist(Raised, min_items=2)  # type: ignore[valid-type]
    doubts: conlist(Raised, min_items=2)  # type: ignore[valid-type]
    small_talk: conlist(Friendly, min_items=2)  # type: ignore[valid-type]
    likes: str
    advert: Optional[Dict[str, Tuple[str, ...]]] = None  # what a pasted advert says, by kind: one's own job only
    warms_to: Optional[str] = None  # what the interviewer says when the candidate touches on what they like

    @validator("style")
    def _known_style(cls, value: str) -> str:
        if value not in STYLES:
            raise ValueError(f"must be one of {', '.join(STYLES)}")
        return value

    @validator("brief")
    def _one_paragraph(cls, value: str) -> str:
        return " ".join(value.split())


class Styles(Checked):
    """Words in a job title that tell how boldly it likes a close; what matches none is balanced."""

    bold: conlist(str, min_items=1)  # type: ignore[valid-type]
    measured: conlist(str, min_items=1)  # type: ignore[valid-type]
    balanced: conlist(str, min_items=1)  # type: ignore[valid-type]  # that hold a word of the others


@lru_cache(maxsize=1)
def scenarios() -> Dict[str, Scenario]:
    """All scenarios by their file's name.

    Raises:
        FaultyData: a file is malformed.
    """
    return read_all(DATA / "scenarios", Scenario)


@lru_cache(maxsize=1)
def styles() -> Styles:
    """The words that tell a closing style."""
    return read(DATA / "styles.yml", Styles)


@lru_cache(maxsize=1)
def _own_job() -> Scenario:
    return read(DATA / "own_job.yml", Scenario)


def style_of(title: str) -> str:
    """The closing style of a job title: the longest phrase of `data/styles.yml` that it holds decides."""
    lower = " ".join(re.findall(r"[\w&/']+", title.lower()))
    found = [
        (len(phrase), style)
        for style in STYLES
        for phrase in getattr(styles(), style)
        if re.search(rf"\b{re.escape(phrase)}(?:s|es)?\b", lower)
    ]
    return max(found)[1] if found else "balanced"


def own_job(
    job: str, company: str, style: Optional[str] = None, advert: Optional[Mapping[str, Any]] = None
) -> Scenario:
    """The scenario of one's own job; without `style`, the title tells it."""
    filled = _fill(_own_job().dict(), {"job": job, "company": company})
    filled.update(style=style or style_of(job), job=job, company=company, advert=dict(advert or {}))
    return Scenario.parse_obj(filled)


def _fill(value: Any, known: Mapping[str, str]) -> Any:
    if isinstance(value, str):
        return re.sub(r"\{(job|company)\}", lambda match: known[match.group(1)], value)
    if isinstance(value, dict):
        return {key: _fill(one, known) for key, one in value.items()}
    return [_fill(one, known) for one in value] if value else value


def chosen(name: Optional[str], own: Optional[Mapping[str, Any]], style: Optional[str] = None) -> Optional[Scenario]:
    """The scenario of this name (or of one's own job), in the chosen style; None where there is none.

    Args:
        name: a file's stem, or "own".
        own: {"job", "company", "facts", "topics", "advert"} where it is "own".
        style: bold, measured or balanced, where the user changed it.
    """
    if name == OWN and own:
        return own_job(str(own["job"]), str(own["company"]), style, own.get("advert"))
    scenario = scenarios().get(name or "")
    return scenario.copy(update={"style": style}) if scenario and style else scenario


def topics(scenario: Scenario, own: Optional[Mapping[str, Any]] = None) -> Tuple[str, ...]:
    """Things of this job one could name, the best first: the project, or what the pasted ad names."""
    picked = tuple(str(one) for one in (own or {}).get("topics", ()))
    return (*picked, scenario.project.name)
