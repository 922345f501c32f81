"""The coach: from a scorecard to what to say better next time."""

from actions.feedback.advice import MOST, Advice, WhyNotHigher, advise, levels_of, why_not_higher
from actions.feedback.openings import MissedOpening, openings
from actions.feedback.rewrite import Rewrite

__all__ = [
    "MOST",
    "Advice",
    "MissedOpening",
    "Rewrite",
    "WhyNotHigher",
    "advise",
    "levels_of",
    "openings",
    "why_not_higher",
]
