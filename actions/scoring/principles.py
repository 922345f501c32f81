"""The rubric as data: `data/principles.yml`."""

from __future__ import annotations

from functools import lru_cache
from typing import Any, Dict, List, Optional

from pydantic import conint, conlist, root_validator

from actions.data import DATA, Checked, read

ACTS = ("sell", "ask", "clear", "leave")


class Outcome(Checked):
    """One way a principle can come out."""

    level: Optional[conint(ge=0, le=3)]  # type: ignore[valid-type]  # None: not counted
    reason: str  # what was found, in a sentence
    advice: Optional[str]  # what to say next time; none where there is nothing above

    @root_validator(skip_on_failure=True)
    def _advice_below_three(cls, values: Dict[str, object]) -> Dict[str, object]:
        if (values["level"] in (0, 1, 2)) != bool(values.get("advice")):
            raise ValueError("levels 0 to 2 need advice, others have none")
        return values


class Opening(Checked):
    """Where in the talk a principle that came out so could have been met, and how."""

    at: str  # a moment of `actions/feedback/openings.py`
    outcomes: conlist(str, min_items=1)  # type: ignore[valid-type]
    says: str  # completes "Here you could have …"


class Principle(Checked):
    """What is scored, what its levels mean, and what to say about each outcome."""

    title: str
    act: str
    weight: conint(ge=1)  # type: ignore[valid-type]
    about: str
    levels: conlist(str, min_items=4, max_items=4)  # type: ignore[valid-type]
    levels_by_style: Optional[Dict[str, conlist(str, min_items=4, max_items=4)]] = None  # type: ignore[valid-type]  # where they differ
    experts: Optional[str] = None  # where experts differ from this guide, in a line
    hint: str  # names the next thing worth doing
    line: str  # a line to adapt
    line_by_style: Optional[Dict[str, str]] = None  # where it differs by style
    outcomes: Dict[str, Outcome]
    openings: List[Opening] = []

    def line_in(self, style: str) -> str:
        """The line to adapt, as a job of this style likes it."""
        return (self.line_by_style or {}).get(style, self.line)

    @root_validator(skip_on_failure=True)
    def _openings_of_outcomes(cls, values: Dict[str, Any]) -> Dict[str, Any]:
        unknown = {name for one in values["openings"] for name in one.outcomes} - set(values["outcomes"])
        if unknown:
            raise ValueError(f"openings name no outcome of this principle: {', '.join(sorted(unknown))}")
        return values


class Rubric(Checked):
    """The file as a whole."""

    defaults: Dict[str, str]  # what placeholders say where no scenario is at hand
    principles: Dict[str, Principle]

    @root_validator(skip_on_failure=True)
    def _acts(cls, values: Dict[str, Dict[str, Principle]]) -> Dict[str, Dict[str, Principle]]:
        unknown = [name for name, one in values["principles"].items() if one.act not in ACTS]
        if unknown:
            raise ValueError(f"act must be one of {', '.join(ACTS)}: {', '.join(unknown)}")
        return values


@lru_cache(maxsize=1)
def rubric() -> Rubric:
    """The rubric, read once.

    Raises:
        FaultyData: the file is malformed.
    """
    return read(DATA / "principles.yml", Rubric)
