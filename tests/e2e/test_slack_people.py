"""Several people in one place of Slack, some from another workspace: each has their own rehearsal."""

from __future__ import annotations

import itertools
from typing import Any, Dict, List

import pytest

from actions.scenario import scenarios
from bot.channels.words import words
from tests.fakes.slack import BOT, TEAM, Person, shown

NURSE, LIBRARIAN = "staff_nurse_alder_court", "branch_librarian_tidewell"
ELSEWHERE = "T0ELSEWHERE"
_ids = itertools.count(1)


@pytest.fixture
def slack(chats):
    return chats.slack


def conversation(person: Person) -> str:
    return f"slack-{TEAM}-{person.user}-{person.channel}-{person.thread.replace('.', '_')}"


def conversations_of(chats, person: Person) -> List[str]:
    """All under whose names this person's id stands, whatever the rest of the name."""
    return [name for name in chats.senders() if person.user in name]


def calls(person: Person, text: str) -> None:
    """Calls the app by name, in the person's thread or in a new one; waits for two messages."""
    mention = person.mention(text, "message")
    person.thread = person.thread or mention["event"]["ts"]
    before = len(person.heard())
    person.slack.sends(mention)
    person.waits(before, 2)


def edited(slack, said: Dict[str, Any], text: str) -> Dict[str, Any]:
    """The event of a line changed to another text."""
    changed = {**said, "text": text, "edited": {"user": said["user"], "ts": "1"}}
    return slack.event(
        type="message", subtype="message_changed", channel=said["channel"], ts=slack.stamp(), message=changed, previous_message=said
    )  # fmt: skip


def rehearse_side_by_side(chats, ana: Person, ben: Person) -> None:
    """Both begin in one thread and say a line; neither hears of the other's."""
    calls(ana, scenarios()[NURSE].title)
    ben.thread = ana.thread
    calls(ben, "hello")
    ben.presses(scenarios()[LIBRARIAN].title, replies=2)
    ana.says("What does a night look like?", replies=2)
    answered = ben.says("Is the reading group still going?", replies=2)
    assert any(scenarios()[LIBRARIAN].interviewer.name in shown(call) for call in answered)
    assert (chats.slot(conversation(ana), "scenario"), chats.slot(conversation(ben), "scenario")) == (NURSE, LIBRARIAN)
    assert chats.scored(conversation(ana)) == ["What does a night look like?"]
    assert chats.scored(conversation(ben)) == ["Is the reading group still going?"]


def test_in_a_direct_message_of_several_each_has_their_own_rehearsal(chats, slack):
    ana, ben = (Person(slack, f"UGROUP{next(_ids)}", "G0SEVERAL") for _ in range(2))
    slack.sends(ana.line("Shall we rehearse together tonight?"))
    rehearse_side_by_side(chats, ana, ben)
    assert {call.data["thread_ts"] for call in ana.heard()} == {ana.thread}, "all of it in their thread"
    assert "Shall we rehearse together tonight?" not in chats.typed(conversation(ana))


@pytest.mark.parametrize("place", ["C0LUNCH", "G0LUNCH"])
@pytest.mark.parametrize("called", ["<@U0OTHER2>", "<!here>", "<!subteam^S0WARD|@ward>"])
def test_in_a_thread_what_begins_with_somebody_elses_name_is_none_of_our_business(chats, slack, place, called):
    ana = Person(slack, f"ULUNCH{next(_ids)}", place)
    calls(ana, scenarios()[NURSE].title)
    before = len(ana.heard())
    aside = ana.marked(f"{called} are you coming to lunch?")
    slack.sends(aside)
    slack.sends(edited(slack, aside["event"], f"{called} are you coming to dinner?"))
    slack.sends(ana.marked(f"{called} asks <@{BOT}> when you decide."))
    ana.waits(before, 2)
    ana.says("Who is on the ward at night?", replies=2)
    heard = chats.scored(conversation(ana))
    assert len(heard) == 2, "a line that calls us too is for us"
    assert "asks when you decide" in heard[0]
    assert heard[1] == "Who is on the ward at night?"
    assert words().sentences.edited not in "".join(map(shown, ana.heard()[before:]))


def test_in_a_thread_a_changed_line_that_calls_us_by_name_is_told_it_stays(slack):
    ana = Person(slack, f"UEDIT{next(_ids)}", "C0EDIT")
    calls(ana, scenarios()[NURSE].title)
    before = len(ana.heard())
    slack.sends(edited(slack, ana.mention("I am a hard worker.", "message")["event"], f"<@{BOT}> I ran a ward."))
    assert words().sentences.edited in shown(ana.waits(before, 1)[0])


def test_in_a_direct_message_of_several_nobody_presses_anothers_buttons(slack):
    ana, ben = (Person(slack, f"UGROUP{next(_ids)}", "G0OTHERS") for _ in range(2))
    calls(ana, "hello")
    slack.presses(ben.user, ana.heard()[-1], scenarios()[NURSE].title)
    told = slack.waits_for(lambda: [one for one in slack.made("chat.postEphemeral") if one.data["user"] == ben.user])
    assert told[0].data["text"] == words().sentences.theirs


def test_somebody_from_another_workspace_has_one_rehearsal_of_their_own(chats, slack):
    """With Slack Connect an event names the workspace it happened in, a press the one we are installed in."""
    ana = Person(slack, f"UCONNECT{next(_ids)}", "C0SHARED")
    ben = Person(slack, f"UCONNECT{next(_ids)}", "C0SHARED", home=ELSEWHERE)
    rehearse_side_by_side(chats, ana, ben)
    assert conversations_of(chats, ben) == [conversation(ben)]


def test_a_stranger_from_another_workspace_in_a_direct_message_keeps_one_rehearsal(chats, slack):
    ben = Person(slack, f"UCONNECT{next(_ids)}", home=ELSEWHERE)
    ben.says("hello", replies=2)
    ben.presses(scenarios()[NURSE].title, replies=2)
    ben.says("When do you hope to decide?", replies=2)
    assert conversations_of(chats, ben) == [f"slack-{TEAM}-{ben.user}"]
    assert chats.scored(f"slack-{TEAM}-{ben.user}") == ["When do you hope to decide?"]
