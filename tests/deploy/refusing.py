"""What a server does while a service it needs is away."""

from __future__ import annotations

from bot.readiness import NOT_YET
from tests.e2e.served import Candidate


def refuses(candidate: Candidate, line: str, sentence: str) -> None:
    """Asserts that the line is refused in this sentence, that the server is not ready, and that it lives all the same."""
    refusal = candidate.post({"text": line})
    assert refusal.status == 503
    assert sentence in refusal.data["error"]
    unready = candidate.get("/ready")
    assert (unready.status, unready.data) == (503, {"ready": False, "error": NOT_YET})
    assert candidate.get("/health").status == 200, "it lives, so nobody need start it anew"
