"""The coach: from a scorecard to what to say better next time."""

from actions.feedback.advice import MOST, Advice, WhyNotHigher, advise, why_not_higher
from actions.feedback.rewrite import Rewrite

__all__ = ["MOST", "Advice", "Rewrite", "WhyNotHigher", "advise", "why_not_higher"]
