"""Who is at the window: a signed cookie, and nobody can make one up."""

from __future__ import annotations

import stat
from http.cookies import SimpleCookie
from pathlib import Path
from types import SimpleNamespace
from typing import Iterator

import pytest
from itsdangerous import URLSafeSerializer
from sanic.response import HTTPResponse

from bot import settings
from bot.identity import COOKIE, YEAR, is_secure, new_visitor, remember_visitor, visitor


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.setenv("CURTAIN_LINE_HOME", str(tmp_path / "home"))
    monkeypatch.delenv("CURTAIN_LINE_SECRET", raising=False)
    settings.secret.cache_clear()
    yield tmp_path / "home"
    settings.secret.cache_clear()


def request(cookie: str = "") -> SimpleNamespace:
    """As much of a request as the cookie needs."""
    return SimpleNamespace(cookies={COOKIE: cookie} if cookie else {})


def cookie_for(name: str, secure: bool = False) -> "SimpleCookie[str]":
    header = str(remember_visitor(HTTPResponse(), name, secure).cookies[COOKIE])
    return SimpleCookie(header)


def test_a_visitor_is_known_again_by_the_cookie():
    name = new_visitor()
    assert visitor(request(cookie_for(name)[COOKIE].value)) == name


def test_without_a_cookie_nobody_is_there():
    assert visitor(request()) is None


@pytest.mark.parametrize("made_up", ["window-abc", "x.y", ".", "İ", "a" * 5000, "IndpbmRvdy1hYmMi.c2lnbmF0dXJl"])
def test_a_made_up_cookie_is_nobodys(made_up: str):
    assert visitor(request(made_up)) is None


def test_a_cookie_changed_by_one_letter_is_nobodys():
    value = cookie_for(new_visitor())[COOKIE].value
    assert visitor(request(("A" if value[3] != "A" else "B").join([value[:3], value[4:]]))) is None


@pytest.mark.parametrize("salt", ["review", ""])
def test_what_was_signed_for_another_purpose_is_nobodys(salt: str):
    signed = URLSafeSerializer(settings.secret(), salt=salt or "itsdangerous").dumps("window-abc")
    assert visitor(request(str(signed))) is None


def test_a_signed_value_that_is_no_name_is_nobodys():
    signed = URLSafeSerializer(settings.secret(), salt="window").dumps({"name": "window-abc"})
    assert visitor(request(str(signed))) is None


def test_another_secret_makes_old_cookies_nobodys(monkeypatch: pytest.MonkeyPatch):
    value = cookie_for(new_visitor())[COOKIE].value
    monkeypatch.setenv("CURTAIN_LINE_SECRET", "another")
    settings.secret.cache_clear()
    assert visitor(request(value)) is None


def test_the_cookie_is_for_our_server_alone_and_for_a_year():
    crumb = cookie_for(new_visitor())[COOKIE]
    assert (crumb["httponly"], crumb["samesite"], crumb["path"]) == (True, "Strict", "/")
    assert int(crumb["max-age"]) == YEAR
    assert not crumb["secure"]
    assert cookie_for(new_visitor(), secure=True)[COOKIE]["secure"] is True


def test_names_are_never_the_same_and_too_long_to_guess():
    names = {new_visitor() for _ in range(100)}
    assert len(names) == 100
    assert all(name.startswith("window-") and len(name) >= 7 + 32 for name in names)


def test_the_secret_is_made_once_and_readable_by_its_owner_only(home: Path):
    first = settings.secret()
    settings.secret.cache_clear()
    assert settings.secret() == first
    assert len(first) == 64
    assert stat.S_IMODE((home / "secret.key").stat().st_mode) == 0o600
    assert stat.S_IMODE(home.stat().st_mode) == 0o700


HERE, PUBLIC = "http://127.0.0.1:5005", "https://rehearse.example.org"


@pytest.mark.parametrize(
    ("url", "scheme", "forwarded", "secure"),
    [(HERE, "http", {}, False), (PUBLIC, "http", {}, True), (HERE, "https", {}, True), (HERE, "http", {"x-forwarded-proto": "https"}, True)],
)  # fmt: skip
def test_a_browser_came_by_https_where_we_or_a_proxy_in_front_speak_it(monkeypatch, url, scheme, forwarded, secure):
    monkeypatch.setenv("CURTAIN_LINE_URL", url)
    assert is_secure(SimpleNamespace(scheme=scheme, headers=forwarded)) is secure


@pytest.mark.parametrize("cookie", ["\udcff\udcfe.\udcff", "\udcff", "ab\ud800.c"])
def test_a_cookie_of_bytes_that_are_no_text_is_a_strangers(cookie):
    assert visitor(request(cookie)) is None
