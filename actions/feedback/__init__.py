"""The coach: from a scorecard to what to say better next time."""

from actions.feedback.advice import Advice, advise

__all__ = ["Advice", "advise"]
