"""What the page of a drill shows: each principle practised, and each try at it with its mark."""

from __future__ import annotations

from typing import Any, Dict, List, Sequence

from actions.drill import Try, tries
from actions.events import Event
from actions.memory import remember
from actions.rehearsal import CANDIDATE
from actions.scoring.principles import rubric
from bot.review import began, title_of


def is_drill(events: Sequence[Event]) -> bool:
    """Whether a rehearsal is the practice of single principles."""
    return bool(remember(events).settings.get("drill"))


def drill_of(events: Sequence[Event]) -> Dict[str, Any]:
    """The context of `drill.html` (its keys are documented in docs/architecture.md)."""
    memory = remember(events)
    done = tries(events)
    return {
        "name": memory.settings.get("rehearsal"),
        "title": title_of(memory),
        "date": f"{began(events):%-d %B %Y}",
        "interviewer": memory.rehearsal.interviewer or "Interviewer",
        "practised": [_practised(name, done) for name in dict.fromkeys(one.principle for one in done)],
    }


def _practised(name: str, done: Sequence[Try]) -> Dict[str, Any]:
    principle = rubric().principles[name]
    ours = [one for one in done if one.principle == name]
    return {
        "principle": name,
        "title": principle.title,
        "about": principle.about,
        "levels": [one.mark.level or 0 for one in ours],
        "tries": [_try(one) for one in ours],
    }


def _try(one: Try) -> Dict[str, Any]:
    said = [{"is_own": line.by == CANDIDATE, "text": line.text} for line in one.lines]
    return {"said": said, "level": one.mark.level or 0, "reason": one.mark.reason}


def levels_reached(events: Sequence[Event]) -> Dict[str, List[int]]:
    """The levels of the tries at each principle, in order."""
    return {one["principle"]: one["levels"] for one in drill_of(events)["practised"]}
