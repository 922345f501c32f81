"""Signed links: they open one rehearsal, for a week, and nothing else."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from sanic.response import HTTPResponse

from bot import settings
from bot.links import (
    JOINED,
    MOST_JOINED,
    PICTURE,
    WEEK,
    RunOut,
    Shared,
    join,
    joined,
    joined_to,
    leave,
    link,
    opened,
    picture_link,
)

NURSE = Shared("slack-T1-U1", "nurse")


@pytest.fixture(autouse=True)
def secret(monkeypatch):
    monkeypatch.setenv("CURTAIN_LINE_SECRET", "a secret of the tests")
    settings.secret.cache_clear()
    yield
    settings.secret.cache_clear()


@pytest.fixture
def clock(monkeypatch):
    """The time, to be set."""
    now = SimpleNamespace(time=1_800_000_000)
    monkeypatch.setattr("itsdangerous.timed.time.time", lambda: now.time)
    return now


def token(address: str) -> str:
    return address.split("/shared/")[1].split("/")[0]


def request(cookies=(), **headers):
    return SimpleNamespace(cookies=dict(cookies), scheme="http", headers=headers)


def browser_after(*shared: Shared):
    """A browser that has joined these, one after another."""
    asked = request()
    for one in shared:
        answer = join(asked, HTTPResponse(), one)
        asked = request({JOINED: answer.cookies[JOINED].value})
    return asked


def test_a_link_opens_the_rehearsal_it_was_made_for():
    assert link("https://x.org", NURSE).startswith("https://x.org/shared/")
    assert opened(token(link("", NURSE))) == NURSE


def test_a_link_is_good_for_a_week_and_says_when_it_has_run_out(clock):
    made = token(link("", NURSE))
    clock.time += WEEK
    assert opened(made) == NURSE
    clock.time += 1
    with pytest.raises(RunOut):
        opened(made)


def test_a_link_changed_by_one_letter_opens_nothing():
    made = token(link("", NURSE))
    assert all(
        opened(made[:i] + ("A" if made[i] != "A" else "B") + made[i + 1 :]) is None for i in range(0, len(made) - 1, 7)
    )


@pytest.mark.parametrize("made_up", ["", "x", "a.b.c", "İ", "." * 3000])
def test_a_made_up_link_opens_nothing(made_up):
    assert opened(made_up) is None


def test_the_link_of_a_picture_does_not_open_the_review_nor_the_other_way():
    assert opened(token(picture_link("", NURSE))) is None
    assert opened(token(link("", NURSE)), PICTURE) is None
    assert opened(token(picture_link("", NURSE)), PICTURE) == NURSE


def test_a_link_signed_with_another_secret_opens_nothing(monkeypatch):
    made = token(link("", NURSE))
    monkeypatch.setenv("CURTAIN_LINE_SECRET", "another")
    settings.secret.cache_clear()
    assert opened(made) is None


def test_a_browser_that_joined_knows_that_rehearsal_and_no_other():
    asked = browser_after(NURSE)
    assert joined_to(asked, "nurse") == NURSE
    assert joined_to(asked, "clerk") is None
    assert joined(request()) == ()


def test_joining_twice_is_joining_once_and_the_cookie_stays_small():
    many = [Shared("telegram-1", f"rehearsal-{i:022}") for i in range(MOST_JOINED + 5)]
    assert joined(browser_after(NURSE, NURSE)) == (NURSE,)
    asked = browser_after(*many)
    assert joined(asked) == tuple(many[5:])
    assert len(asked.cookies[JOINED]) < 4000


def test_what_is_left_is_remembered_no_more_and_the_others_are():
    clerk = Shared("telegram-1", "clerk")
    answer = leave(browser_after(NURSE, clerk), HTTPResponse(), NURSE)
    assert joined(request({JOINED: answer.cookies[JOINED].value})) == (clerk,)


@pytest.mark.parametrize(("headers", "secure"), [({}, False), ({"x-forwarded-proto": "https"}, True)])
def test_behind_https_the_cookie_is_for_https_alone(headers, secure):
    answer = join(request(**headers), HTTPResponse(), NURSE)
    assert answer.cookies[JOINED].get("secure", False) is secure


@pytest.mark.parametrize("made_up", ["x", "[]", "W10.x"])
def test_a_made_up_cookie_joins_nothing(made_up):
    assert joined(request({JOINED: made_up})) == ()
