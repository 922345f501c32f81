"""A chat's history: the latest rehearsals of one conversation, each with the way to its review."""

from __future__ import annotations

from typing import Any, Dict, List, Sequence, Tuple

from bot.channels.hyperlinks import Link, sign
from bot.channels.words import words
from bot.links import Shared, link
from bot.summaries import DRILL, Summary, history_of

SHOWN = 5  # rehearsals; the others are counted
TRIES = 6  # of a drill's principle, the latest
Row = Dict[str, Any]  # as `history_of` makes them


def past(newest_first: Sequence[Summary], sender_id: str, base: str) -> Tuple[str, List[Link]]:
    """What a conversation's history says, newest first, and its links; without a rehearsal, that there is none."""
    rows = history_of(newest_first)["rows"]
    said = words().history
    if not rows:
        return words().sentences.no_review, []
    shown = [f"{sign(i)}\n{_told(row)}" for i, row in enumerate(rows[:SHOWN])]
    links = [Link(row["title"], link(base, Shared(sender_id, row["name"]))) for row in rows[:SHOWN]]
    left = len(rows) - len(shown)
    more = [said.one_more if left == 1 else said.more.format(count=left)] if left else []
    return "\n\n".join([said.top, *shown, *more]), links


def _told(row: Row) -> str:
    came = (
        _practised(row) if row["kind"] == DRILL else [words().scorecard.total.format(total=row["total"]), _change(row)]
    )
    return " · ".join(one for one in (row["date"], *came) if one)


def _practised(row: Row) -> List[str]:
    said = words().history
    tries = [said.tries.format(title=one["title"], levels=_listed(one["levels"])) for one in row["tries"]]
    return tries or [said.no_try]


def _listed(levels: List[int]) -> str:
    return ", ".join(map(str, levels[-TRIES:]))


def _change(row: Row) -> str:
    said, change = words().history, row["change"]
    if not row["finished"]:
        return said.unfinished
    if change is None:
        return ""
    by = f"{change['by']:+d}".replace("-", "−") if change["by"] else said.unchanged
    return (said.same if change["same"] else said.other).format(by=by)
