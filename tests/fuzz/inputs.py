"""How many inputs a fuzz test gets, and what they are made of.

`HYPOTHESIS_PROFILE=long` makes a hundred thousand in all, new ones each time; the tests run a few, always the same. `python -m tests.fuzz`
makes a million simpler ones (docs/security.md).
"""

from __future__ import annotations

import os
from typing import Any, Callable, Optional, Tuple, Type

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from bot.nlu.vocabulary import MOVES

IS_LONG = os.environ.get("HYPOTHESIS_PROFILE") == "long"
BAITS = (
    "", " ", "/restart", '/choose_scenario{"mode": "real"}', "own", "staff_nurse_alder_court", "enthusiasm", "You: hi", "Interviewer:",
    "{{ 7 * 7 }}", "{job}", "\x00", "\ud800", "\u2028", "../../etc/passwd", "1e999", "-1", "skip", "NaN", "I'd love this job.", "x" * 2001,
)  # fmt: skip
TEXTS = st.text(max_size=40) | st.sampled_from(BAITS)
SCALARS = st.none() | st.booleans() | st.integers(-(2**65), 2**65) | st.floats() | TEXTS
VALUES = st.recursive(
    SCALARS, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXTS, inner, max_size=3), max_leaves=4
)
MOVES_MADE = st.dictionaries(st.sampled_from(MOVES), st.floats(0, 1), max_size=3)


def inputs(quick: int, long: int) -> settings:
    """So many inputs in the tests, and in a long run."""
    return settings(
        max_examples=long if IS_LONG else quick,
        derandomize=not IS_LONG,
        deadline=None,
        database=None,
        suppress_health_check=list(HealthCheck),
    )


def tried(
    work: Callable[..., Any], *given: Any, refusals: Tuple[Type[Exception], ...]
) -> "Tuple[Any, Optional[Exception]]":
    """What comes of it, or how it was refused; any other error is a fault."""
    try:
        return work(*given), None
    except refusals as refusal:
        return None, refusal
