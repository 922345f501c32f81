"""A user's rehearsals at a glance: what each came to, and what rose since the one before."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any, Dict, List, Mapping, Optional, Sequence, Tuple

from rasa.core.tracker_store import TrackerStore

from actions.events import Event
from actions.memory import IMPORTED, remember
from actions.scoring import score
from actions.scoring.principles import ACTS, rubric
from bot.drills import levels_reached
from bot.history import Kept, events_in
from bot.review import began, is_finished, title_of

REHEARSAL, DRILL, TRANSCRIPT = "rehearsal", "drill", "transcript"
PLACES = {"slack": "Slack", "telegram": "Telegram"}  # by what the names of their conversations begin with
KEPT_IN_MIND = 5_000  # summaries, of about a kilobyte each


@dataclass(frozen=True)
class Summary:
    """One rehearsal, without its lines."""

    name: str
    kind: str  # rehearsal, drill or transcript
    title: str
    began: datetime
    mode: str
    finished: bool
    lines: int  # the candidate's
    total: int
    levels: Mapping[str, Optional[int]]  # by principle; None where it is not counted, or was not practised
    place: str = ""  # the chat it was played in; empty for the window
    tries: Mapping[str, List[int]] = field(default_factory=dict)  # of a drill: the levels reached, by principle


def summary_of(name: str, events: Sequence[Event]) -> Summary:
    """What one rehearsal came to."""
    memory = remember(events)
    card = score(memory.rehearsal)
    tried = levels_reached(events) if memory.settings.get("drill") else {}
    levels = {mark.principle: mark.level for mark in card.marks}
    return Summary(
        name=name,
        kind=_kind(memory.settings),
        title=title_of(memory),
        began=began(events),
        mode=memory.settings.get("mode") or "practice",
        finished=is_finished(events),
        lines=memory.talk_lines,
        total=card.total,
        levels={one: max(tried[one], default=None) if one in tried else None for one in levels} if tried else levels,
        tries=tried,
    )


def _kind(settings: Mapping[str, Any]) -> str:
    if settings.get("scenario") == IMPORTED:
        return TRANSCRIPT
    return DRILL if settings.get("drill") else REHEARSAL


_kept_in_mind: "OrderedDict[Tuple[str, int], Summary]" = OrderedDict()  # by name and last event: both tell it apart


async def summaries(store: TrackerStore, oldest_first: Sequence[Kept]) -> List[Summary]:
    """These rehearsals at a glance, newest first; between two that must be scored, others have their turn."""
    found = []
    for kept in reversed(oldest_first):
        if (kept.name, kept.last) not in _kept_in_mind:
            await asyncio.sleep(0)
        found.append(summary(store, kept))
    return found


def summary(store: TrackerStore, kept: Kept) -> Summary:
    """One rehearsal at a glance, scored once for each state it was in."""
    key = (kept.name, kept.last)
    if key not in _kept_in_mind:
        place = PLACES.get(kept.sender_id.partition("-")[0], "")
        _kept_in_mind[key] = replace(summary_of(kept.name, events_in(store, kept)), place=place)
        while len(_kept_in_mind) > KEPT_IN_MIND:
            _kept_in_mind.popitem(last=False)
    _kept_in_mind.move_to_end(key)
    return _kept_in_mind[key]


def forget_summaries(*names: str) -> None:
    """Puts rehearsals out of mind, or all where none is named."""
    for key in [key for key in _kept_in_mind if not names or key[0] in names]:
        del _kept_in_mind[key]


def history_of(newest_first: Sequence[Summary]) -> Dict[str, Any]:
    """The context of `history.html`."""
    return {"rows": [_row(one, newest_first[i + 1 :]) for i, one in enumerate(newest_first)]}


def _row(one: Summary, earlier: Sequence[Summary]) -> Dict[str, Any]:
    return {
        "name": one.name,
        "kind": one.kind,
        "title": one.title,
        "date": f"{one.began:%-d %B %Y}",
        "time": f"{one.began:%H:%M}",
        "at": one.began.isoformat(timespec="minutes"),
        "mode": one.mode,
        "place": one.place,
        "finished": one.finished,
        "lines": one.lines,
        "total": None if one.kind == DRILL else one.total,
        "tries": [{"title": rubric().principles[name].title, "levels": tried} for name, tried in one.tries.items()],
        "change": _change(one, earlier),
    }


def _change(one: Summary, earlier: Sequence[Summary]) -> Optional[Dict[str, Any]]:
    """The points more or fewer than the last finished one of the same interview, or of any of its kind."""
    before = [other for other in earlier if other.finished and other.kind == one.kind]
    same = [other for other in before if other.title == one.title]
    last = next(iter(same or before), None)
    if last is None or not one.finished or one.kind == DRILL:
        return None
    return {"by": one.total - last.total, "same": bool(same), "was": last.total}


def comparison(one: Summary, other: Summary) -> Dict[str, Any]:
    """The context of `compare.html`: two rehearsals side by side, the earlier first."""
    first, second = sorted((one, other), key=lambda summary: summary.began)
    return {
        "sides": [_row(first, ()), _row(second, ())],
        "by": second.total - first.total,
        "acts": [{"name": act.capitalize(), "principles": _compared(act, first, second)} for act in ACTS],
    }


def _compared(act: str, first: Summary, second: Summary) -> List[Dict[str, Any]]:
    names = [(name, one.title) for name, one in rubric().principles.items() if one.act == act]
    return [_pair(title, first.levels[name], second.levels[name]) for name, title in names]


def _pair(title: str, first: Optional[int], second: Optional[int]) -> Dict[str, Any]:
    by = None if first is None or second is None else second - first
    return {"title": title, "levels": [first, second], "by": by}
