"""The judge: fourteen principles, each a pure function from a rehearsal to a finding."""

from actions.scoring.scorecard import Evidence, Mark, Scorecard, score

__all__ = ["Evidence", "Mark", "Scorecard", "score"]
