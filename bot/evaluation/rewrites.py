"""How many of the coach's rewrites lift their principle, read by the trained model and scored."""

from __future__ import annotations

from typing import Any, Dict, Iterator, List, Optional, Sequence, Tuple

import yaml

from actions.data import DATA
from actions.feedback import Advice, Rewrite, advise
from actions.feedback.again import said_again
from actions.rehearsal import Line, Rehearsal
from actions.scenario import Scenario
from actions.scoring import score
from actions.scoring.principles import rubric
from bot.nlu.reading import Understanding
from bot.transcript import played_from, rehearsal_of

FILLERS = DATA / "fillers.yml"
GOAL = 0.95
TOLD = "told"  # the one blank whose stand-in has to be of this talk: a thing of its brief
Talk = Tuple[Rehearsal, Optional[Scenario]]


def with_fillers(rewrite: Rewrite, fillers: Dict[str, str]) -> str:
    """The rewrite's text with its blanks filled by neutral stand-ins: for measuring only."""
    text = rewrite.text
    for blank in sorted(rewrite.blanks, key=lambda one: -one.start):
        text = text[: blank.start] + fillers[blank.name] + text[blank.end :]
    return text


def on_talks(understanding: Understanding, talks: Sequence[Talk]) -> List[Dict[str, Any]]:
    """One row for each rewrite: principle, outcome, level before, and after with blanks filled and left as they are."""
    fillers = yaml.safe_load(FILLERS.read_text(encoding="utf-8"))
    rows = []
    for rehearsal, scenario in talks:
        card = score(rehearsal)
        told = next(iter(rehearsal.topics[::-1]), fillers[TOLD])
        for advice in advise(rehearsal, card, scenario):
            row = _row(understanding, rehearsal, advice, {**fillers, TOLD: told})
            rows.append({**row, "outcome": card[advice.principle].outcome})
    return rows


def _row(understanding: Understanding, rehearsal: Rehearsal, advice: Advice, fillers: Dict[str, str]) -> Dict[str, Any]:
    row = {"principle": advice.principle, "before": advice.level, "filled": None, "unfilled": None, "text": ""}
    if advice.rewrite is None:
        return row
    text = with_fillers(advice.rewrite, fillers)
    levels = [_level(understanding, rehearsal, advice, one) for one in (text, advice.rewrite.text)]
    return {**row, "filled": levels[0], "unfilled": levels[1], "text": text}


def _level(understanding: Understanding, rehearsal: Rehearsal, advice: Advice, text: str) -> Optional[int]:
    def read(line: str) -> Line:
        return Line.candidate(line, understanding.candidate(line))

    assert advice.rewrite is not None
    return score(said_again(rehearsal, advice.rewrite, text, read)).level(advice.principle)


def talks_of(understanding: Understanding, transcripts: Sequence[Dict[str, Any]]) -> List[Talk]:
    """The transcripts as the model reads them, each with its scenario where it was played from one."""
    return [(rehearsal_of(one, understanding), played_from(one)) for one in transcripts]


def table(rows: Sequence[Dict[str, Any]]) -> Dict[str, Any]:
    """The share of rewrites that lift their principle by a level or more, in all and by principle."""
    by_principle = {name: [row for row in rows if row["principle"] == name] for name in rubric().principles}
    return {
        "all": _shares(rows),
        "principles": {name: _shares(found) for name, found in by_principle.items() if found},
    }


def measured(understanding: Understanding, transcripts: Sequence[Dict[str, Any]]) -> Dict[str, Any]:
    """The table over these transcripts."""
    return table(on_talks(understanding, talks_of(understanding, transcripts)))


def _shares(rows: Sequence[Dict[str, Any]]) -> Dict[str, Any]:
    count = len(rows)
    lifted = {kind: sum(_lifted(row, kind) for row in rows) for kind in ("filled", "unfilled")}
    return {
        "rewrites": count,
        "lifted": lifted["filled"],
        "share": round(lifted["filled"] / count, 3) if count else None,
        "share_unfilled": round(lifted["unfilled"] / count, 3) if count else None,
    }


def _lifted(row: Dict[str, Any], kind: str) -> bool:
    return row[kind] is not None and row[kind] > row["before"]


def as_text(found: Dict[str, Any]) -> Iterator[str]:
    """The table for people."""
    yield f"{found['all']['rewrites']} rewrites, the goal {GOAL:.0%}"
    yield f"  {'':24}{'n':>5}{'lifted':>8}{'share':>8}{'blanks left':>13}"
    for name, row in {"all": found["all"], **found["principles"]}.items():
        yield f"  {name:24}{row['rewrites']:5}{row['lifted']:8}{row['share']:8.3f}{row['share_unfilled']:13.3f}"
