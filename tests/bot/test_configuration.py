"""Which chat channels the environment sets up, and what is said where it does so by half."""

import pytest

from bot.__main__ import main
from bot.channels.configuration import HalfSet, check, configured

URL = {"PUBLIC_URL": "https://rehearse.example.org"}
SLACK = {"SLACK_BOT_TOKEN": "xoxb-hidden", "SLACK_SIGNING_SECRET": "hidden-signing-secret"}
TELEGRAM = {"TELEGRAM_BOT_TOKEN": "123:hidden", "TELEGRAM_WEBHOOK_SECRET": "hidden-webhook-secret"}


def test_without_variables_there_is_no_chat_channel():
    assert check({}) == ()
    assert check(URL) == ()
    assert configured({}) == []


def test_each_channel_is_there_when_its_variables_are():
    assert check({**URL, **SLACK}) == ("Slack",)
    assert check({**URL, **TELEGRAM}) == ("Telegram",)
    assert [channel.name() for channel in configured({**URL, **SLACK, **TELEGRAM})] == ["slack", "telegram"]


@pytest.mark.parametrize("missing", [*SLACK, *TELEGRAM, *URL])
def test_what_is_missing_is_named_and_no_value_shown(missing):
    given = {name: value for name, value in {**URL, **SLACK, **TELEGRAM}.items() if name != missing}
    with pytest.raises(HalfSet, match=f"{missing} missing") as refused:
        check(given)
    assert "hidden" not in str(refused.value)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("SLACK_BOT_TOKEN", "xoxp-hidden"),
        ("SLACK_SIGNING_SECRET", "hid den"),
        ("TELEGRAM_BOT_TOKEN", "hidden"),
        ("TELEGRAM_WEBHOOK_SECRET", "hidden!hidden!hidden"),
        ("TELEGRAM_WEBHOOK_SECRET", "hidden"),
        ("PUBLIC_URL", "http://hidden.example.org"),
        ("PUBLIC_URL", "https://hidden.example.org/path"),
        ("PUBLIC_URL", "hidden.example.org"),
    ],
)
def test_what_cannot_be_right_is_named_and_not_shown(name, value):
    with pytest.raises(HalfSet, match=name) as refused:
        check({**URL, **SLACK, **TELEGRAM, name: value})
    assert "hidden" not in str(refused.value)


def test_all_faults_are_told_at_once():
    with pytest.raises(HalfSet) as refused:
        check({"SLACK_BOT_TOKEN": "x", "TELEGRAM_BOT_TOKEN": "y"})
    assert len(str(refused.value).splitlines()) == 4


def test_chat_set_up_by_half_ends_with_a_sentence_before_anything_starts(monkeypatch, capsys):
    monkeypatch.setenv("SLACK_BOT_TOKEN", "xoxb-hidden")
    assert main(["chat"]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert "SLACK_SIGNING_SECRET and PUBLIC_URL missing" in said.err
    assert "hidden" not in said.err


def test_a_token_in_the_environment_is_in_no_error_of_a_channel_that_is_made():
    shown = " ".join(map(repr, configured({**URL, **SLACK, **TELEGRAM})))
    assert "hidden" not in shown
