"""The judge and the coach: what the action server runs."""
