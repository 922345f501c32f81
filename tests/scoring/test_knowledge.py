"""Words and their stems: the same in every thread, however many ask at once."""

import sys
from concurrent.futures import ThreadPoolExecutor

import pytest

from actions.scoring.knowledge import stem

WORDS = [f"{first}{last}" for first in ("hand", "relat", "generaliz", "hop", "organis", "vacc", "communic") for last in
         ("overs", "ional", "ations", "ing", "ed", "iveness", "ational", "fulness", "ously", "ities")]  # fmt: skip


@pytest.fixture
def often():
    """Threads take turns as often as they can."""
    usual = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    yield
    sys.setswitchinterval(usual)


def test_threads_that_stem_at_once_get_the_stems_that_one_gets_alone(often):
    alone = {word: stem.__wrapped__(word) for word in WORDS}
    with ThreadPoolExecutor(6) as threads:
        asked = [word for _ in range(60) for word in WORDS]
        assert list(threads.map(stem.__wrapped__, asked)) == [alone[word] for word in asked]
