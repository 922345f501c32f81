"""What the database holds of a load: is any line lost, there twice, or out of order?"""

from __future__ import annotations

import json
import re
from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import Any, Dict, Iterable, List, Sequence, Tuple

import sqlalchemy as sa

from deploy.load.candidates import Said

TAG = re.compile(r"\((\d+)\.(\d+)\)")
Row = Tuple[str, str, str]  # the conversation, the kind of event, the event as JSON


@dataclass(frozen=True)
class Verdict:
    """What became of the lines. Tags tell which; all but the first must be empty."""

    acknowledged: int  # lines that were answered
    lost: Tuple[str, ...]  # answered, and not in the database
    doubled: Tuple[str, ...]  # more than once in the database, however often they were sent
    out_of_order: Tuple[str, ...]  # after a later line of their conversation
    unanswered: Tuple[str, ...]  # in the database without a reply
    astray: Tuple[str, ...]  # in a conversation of somebody else's

    @property
    def is_good(self) -> bool:
        """Whether nothing is lost, doubled, out of order, unanswered or astray."""
        return not (self.lost or self.doubled or self.out_of_order or self.unanswered or self.astray)


def look(database: str, said: Sequence[Said]) -> Verdict:
    """Reads all events of a database and compares them with what was said."""
    engine = sa.create_engine(database)
    with engine.connect() as connection:
        chosen = "SELECT sender_id, type_name, data FROM events WHERE type_name IN ('user', 'bot') ORDER BY id"
        rows = [(row[0], row[1], row[2]) for row in connection.execute(sa.text(chosen))]
    engine.dispose()
    return compare(rows, said)


def compare(rows: Iterable[Row], said: Sequence[Said]) -> Verdict:
    """The verdict on these events, in the order of the database; other candidates' are left out."""
    ours = {_candidate(line.tag) for line in said}
    talks: Dict[str, List[Tuple[str, str]]] = defaultdict(list)
    for sender, kind, data in rows:
        tag = _tag(json.loads(data)) if kind == "user" else ""
        talks[sender].append((kind, tag if _candidate(tag) in ours else ""))
    kept = Counter(tag for talk in talks.values() for _, tag in talk if tag)
    return Verdict(
        acknowledged=sum(line.acknowledged for line in said),
        lost=tuple(line.tag for line in said if line.acknowledged and not kept[line.tag]),
        doubled=tuple(tag for tag, count in kept.items() if count > 1),
        out_of_order=tuple(tag for talk in talks.values() for tag in _out_of_order(talk)),
        unanswered=tuple(tag for talk in talks.values() for tag in _unanswered(talk)),
        astray=tuple(tag for talk in talks.values() for tag in _astray(talk)),
    )


def _tag(event: Dict[str, Any]) -> str:
    found = TAG.search(event.get("text") or "")
    return ".".join(found.groups()) if found else ""


def _candidate(tag: str) -> str:
    return tag.split(".")[0]


def _out_of_order(talk: Sequence[Tuple[str, str]]) -> Iterable[str]:
    latest = -1
    for number, tag in ((int(tag.split(".")[1]), tag) for _, tag in talk if tag):
        if number < latest:
            yield tag
        latest = max(latest, number)


def _unanswered(talk: Sequence[Tuple[str, str]]) -> Iterable[str]:
    for (_, tag), (kind, _) in zip(talk, [*talk[1:], ("user", "")]):
        if tag and kind != "bot":
            yield tag


def _astray(talk: Sequence[Tuple[str, str]]) -> Iterable[str]:
    tags = [tag for _, tag in talk if tag]
    return (tag for tag in tags if _candidate(tag) != _candidate(tags[0]))
