"""The coach: from a scorecard to what to say better next time."""

from actions.feedback.advice import Advice, advise
from actions.feedback.openings import MissedOpening, openings

__all__ = ["Advice", "MissedOpening", "advise", "openings"]
