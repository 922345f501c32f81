"""A rehearsal's scorecard as JSON, to the letter what `python -m bot score --json` prints for its transcript."""

from __future__ import annotations

import json

from actions.rehearsal import Rehearsal
from bot.transcript import scorecard_as_data


def as_json(rehearsal: Rehearsal) -> str:
    """One line of JSON."""
    return json.dumps(scorecard_as_data(rehearsal)) + "\n"
