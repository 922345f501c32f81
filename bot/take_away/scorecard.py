"""A rehearsal's scorecard as JSON, to the letter what `python -m bot score --json` prints for its transcript."""

from __future__ import annotations

import json
from typing import Any, Dict

from actions.rehearsal import Rehearsal
from bot.transcript import scorecard_as_data, with_lines


def as_json(rehearsal: Rehearsal) -> str:
    """One line of JSON."""
    return json.dumps(scorecard_as_data(as_brought_in(rehearsal))) + "\n"


def transcript(rehearsal: Rehearsal) -> Dict[str, Any]:
    """The talk as one would write it down for `score`."""
    note = rehearsal.note
    return {
        "role": rehearsal.role,
        "style": rehearsal.style,
        "company": rehearsal.company,
        "brief": rehearsal.brief,
        "lines": [{"by": line.by, "text": line.text} for line in rehearsal.lines],
        "note": note and {"text": note.line.text, "hours_after": note.hours_after},
    }


def as_brought_in(rehearsal: Rehearsal) -> Rehearsal:
    """The same talk knowing only what its transcript tells, with its lines as they were read."""
    return with_lines(transcript(rehearsal), rehearsal.lines, rehearsal.note)
