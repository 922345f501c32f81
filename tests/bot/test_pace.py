"""A person is never too fast, a flood is, and what is kept of either is bounded."""

from hypothesis import given
from hypothesis import strategies as st

from bot.channels.pace import A_SECOND, AT_ONCE, Pace


def test_as_many_as_one_pastes_at_once_are_taken_and_no_more():
    pace = Pace()
    assert [pace.allows("ana", 0.0) for _ in range(AT_ONCE + 5)] == [True] * AT_ONCE + [False] * 5


def test_after_a_pause_there_is_room_again():
    pace = Pace()
    while pace.allows("ana", 0.0):
        pass
    assert not pace.allows("ana", 0.4)
    assert pace.allows("ana", 1.0)


def test_a_line_a_second_goes_on_for_ever():
    pace = Pace()
    assert all(pace.allows("ana", float(second)) for second in range(1000))


def test_one_who_is_too_fast_holds_nobody_else_up():
    pace = Pace()
    while pace.allows("ana", 0.0):
        pass
    assert pace.allows("ben", 0.0)


def test_ten_thousand_at_once_are_taken_as_twenty():
    pace = Pace()
    assert sum(pace.allows("ana", i / 10_000) for i in range(10_000)) <= AT_ONCE + A_SECOND


@given(st.lists(st.floats(0, 100, allow_nan=False), max_size=300))
def test_whatever_the_rhythm_no_more_pass_than_the_bucket_gives(times):
    pace = Pace()
    passed = sum(pace.allows("ana", now) for now in sorted(times))
    assert passed <= AT_ONCE + A_SECOND * 100


def test_only_the_latest_conversations_are_kept_in_mind():
    pace = Pace(known=3)
    for name in "abcdef":
        pace.allows(name, 0.0)
    assert len(pace._left) == 3


def test_the_limit_can_be_switched_off():
    assert all(Pace(a_second=0).allows("ana", 0.0) for _ in range(1000))
