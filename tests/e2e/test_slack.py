"""Rehearsing in Slack: the real servers, the real client, and a Slack on loopback that keeps Slack's contracts."""

from __future__ import annotations

import itertools
import json
import re
import time
import urllib.parse

import pytest

from actions.scenario import scenarios
from bot.channels.words import words
from tests.e2e.chats import HIDDEN, at_once
from tests.e2e.served import Candidate
from tests.fakes.service import Failure
from tests.fakes.slack import TEAM, Person, shown, titles

NURSE = "staff_nurse_alder_court"
TITLE = scenarios()[NURSE].title
ACK = 3.0  # seconds Slack waits for an answer
_ids = itertools.count(1)


@pytest.fixture
def slack(chats):
    return chats.slack


@pytest.fixture
def ana(slack) -> Person:
    """Somebody new in a direct message."""
    return Person(slack, f"UANA{next(_ids)}")


@pytest.fixture
def nurse(ana) -> Person:
    """Somebody in the middle of a talk."""
    ana.says(TITLE, replies=2)
    return ana


def sender(person: Person) -> str:
    return f"slack-{TEAM}-{person.user}"


def link_in(call) -> str:
    """The address behind a link or a link button; a picture's stands before it."""
    return re.findall(r"https?://[^|>\"\s]+/shared/[^|>\"\s/]+", json.dumps(call.data["blocks"]))[-1]


def test_a_whole_rehearsal_from_hello_to_the_review_opened(chats, slack, ana):
    welcome = ana.says("Hello!", replies=2)
    assert "My own job" in titles(welcome[-1])
    opened = ana.presses(TITLE, replies=2)
    assert TITLE in shown(opened[0])
    assert titles(opened[-1]) == [words().buttons.hint, words().buttons.finish]
    assert shown(ana.presses(words().buttons.hint)[0])
    for line in (
        "How have the carers taken to the bedside handover?",
        "Do you have any hesitation about hiring me?",
        "On Birch ward I carried eleven nights alone last January and nobody came to harm.",
        "No more questions, thank you for the opportunity.",
    ):
        assert any(scenarios()[NURSE].interviewer.name in shown(call) for call in ana.says(line, replies=2))
    ana.presses(words().buttons.finish)
    ana.says("Dear Margaret, thank you for the opportunity. I would love to join the falls project. Best wishes, Ana")
    *_, debrief, card = ana.says("3 hours", replies=2)
    total = re.search(r"(\d+) (?:of|out of) 100", shown(debrief)).group(1)
    assert f"*{total} of 100*" in shown(card)
    assert all(f"*{act}*" in shown(card) for act in ("Sell", "Ask", "Clear", "Leave"))
    assert slack.fetched, "Slack has taken the picture from its address"
    browser = Candidate(chats.servers.url, opens_page=False)
    for call in (debrief, card):
        page = browser.get(urllib.parse.urlsplit(link_in(call)).path)
        assert page.status == 200
        assert "On Birch ward I carried eleven nights alone" in page.body
    assert slack.previewed == [], "no link was opened by anybody but its reader"
    assert titles(ana.says("review", replies=1)[0]) == []


def test_a_press_is_answered_in_time_and_the_work_done_after(slack, nurse):
    slack.fails("chat.postMessage", Failure(500, after=ACK + 0.5))
    offer = next(call for call in reversed(nurse.heard()) if words().buttons.hint in titles(call))
    before = len(nurse.heard())
    assert slack.presses(nurse.user, offer, words().buttons.hint).seconds < ACK
    assert shown(nurse.waits(before, 1)[0])


def test_used_buttons_are_taken_away_and_the_choice_is_said(slack, ana):
    offer = ana.says("hello", replies=2)[-1]
    ana.presses(TITLE, replies=2)
    standing = slack.waits_for(lambda: (now := slack.standing(offer.answer["ts"])) and titles_of(now) == [] and now)
    assert standing["blocks"][-1]["elements"][0]["text"] == f"_{words().chosen.format(title=TITLE)}_"


def titles_of(message):
    return [one for block in message["blocks"] if block["type"] == "actions" for one in block["elements"]]


def test_a_button_pressed_twice_counts_once(chats, slack, nurse):
    offer = next(call for call in reversed(nurse.heard()) if words().buttons.hint in titles(call))
    at_once(*[lambda: slack.presses(nurse.user, offer, words().buttons.hint)] * 3)
    nurse.says("When do you hope to decide?", replies=2)
    assert chats.typed(sender(nurse)).count("/hint") == 1


def test_somebody_elses_buttons_are_refused_to_them_alone(slack):
    ana, ben = Person(slack, f"UA{next(_ids)}", "C1"), Person(slack, f"UB{next(_ids)}", "C1")
    event = ana.mention("hello")
    ana.thread = event["event"]["ts"]
    slack.sends(event)
    offer = ana.waits(0, 2)[-1]
    slack.presses(ben.user, offer, TITLE)
    told = slack.waits_for(lambda: [one for one in slack.made("chat.postEphemeral") if one.data["user"] == ben.user])
    assert told[0].data["text"] == words().sentences.theirs
    assert ana.presses(TITLE, replies=2), "they still work for the one they belong to"


@pytest.mark.parametrize("reason", ["forged", "unsigned", "old", "early"])
def test_a_request_that_is_not_slacks_is_refused(chats, slack, ana, reason):
    event = ana.line("hello")
    now = time.time()  # “early” by a margin: a stamp is cut to whole seconds, and time passes until it is read
    how = {"forged": {"secret": "another"}, "old": {"at": now - 301}, "early": {"at": now + 330}}
    if reason == "unsigned":
        refused = slack.post(json.dumps(event).encode(), {"Content-Type": "application/json"})
    else:
        refused = slack.sends(event, **how[reason])
    assert refused.status == 403
    assert chats.events(sender(ana)) == []


def test_a_request_recorded_and_sent_again_does_nothing(chats, slack, nurse):
    body = json.dumps(nurse.line("When do you hope to decide?")).encode()
    headers = {"Content-Type": "application/json", **slack.signed(body)}
    before = len(nurse.heard())
    slack.post(body, headers)
    nurse.waits(before, 2)
    slack.post(body, headers)
    nurse.says("What are the people like?", replies=2)
    assert chats.scored(sender(nurse)) == ["When do you hope to decide?", "What are the people like?"]


def test_a_retry_is_not_processed_again_even_while_the_first_is_at_work(chats, slack, nurse):
    slack.fails("chat.postMessage", Failure(500, after=1))  # the first reply takes its time
    event, before = nurse.line("When do you hope to decide?"), len(nurse.heard())
    at_once(*[lambda i=i: slack.sends(event, retry=i) for i in range(4)])
    nurse.waits(before, 2)
    nurse.says("What are the people like?", replies=2)
    assert chats.scored(sender(nurse)) == ["When do you hope to decide?", "What are the people like?"]


def test_a_mention_that_comes_as_two_events_is_answered_once(chats, slack):
    ana = Person(slack, f"UTWICE{next(_ids)}", "C2")
    message = ana.mention("staff nurse", "message")
    mention = slack.event(**{**message["event"], "type": "app_mention"})
    ana.thread = message["event"]["ts"]
    at_once(lambda: slack.sends(message), lambda: slack.sends(mention))
    ana.waits(0, 2)
    conversation = f"slack-{TEAM}-{ana.user}-C2-{ana.thread.replace('.', '_')}"
    ana.says("When do you decide?", replies=2)
    assert chats.typed(conversation) == ["staff nurse", "When do you decide?"]


def test_in_a_channel_everything_stays_in_the_thread_and_each_has_their_own_rehearsal(chats, slack):
    ana = Person(slack, f"UCHAN{next(_ids)}", "C3")
    mention = ana.mention("staff nurse")
    ana.thread = mention["event"]["ts"]
    ben = Person(slack, f"UCHAN{next(_ids)}", "C3", ana.thread)
    slack.sends(mention)
    ana.waits(0, 2)
    before = len(ben.heard())
    slack.sends(ben.line("I am only reading along."))
    slack.sends(ben.mention("branch librarian"))
    ben.waits(before, 2)
    ana.says("What does a night look like?", replies=2)
    there = [call for call in slack.made("chat.postMessage") if call.data["channel"] == "C3"]
    assert {call.data["thread_ts"] for call in there if call.data["thread_ts"] == ana.thread} == {ana.thread}
    mine, theirs = (f"slack-{TEAM}-{one.user}-C3-{ana.thread.replace('.', '_')}" for one in (ana, ben))
    assert (chats.slot(mine, "scenario"), chats.slot(theirs, "scenario")) == (NURSE, "branch_librarian_tidewell")
    assert "I am only reading along." not in chats.typed(theirs)


def test_what_is_said_in_a_channel_without_a_mention_is_none_of_our_business(chats, slack, ana):
    slack.sends(Person(slack, ana.user, "C4").line("hello everybody"))
    ana.says("hello", replies=2)
    assert [call for call in slack.made("chat.postMessage") if call.data["channel"] == "C4"] == []


def test_in_a_direct_message_a_thread_is_kept(slack, nurse):
    nurse.thread = nurse.heard()[-1].answer["ts"]
    replies = nurse.says("When do you hope to decide?", replies=2)
    assert {call.data.get("thread_ts") for call in replies} == {nurse.thread}


def test_what_slack_escapes_reaches_the_judge_as_it_was_typed(chats, nurse):
    line = "I built R&D teams of <10 people & doubled sales -> 20%"
    nurse.says(line, replies=2)
    assert chats.scored(sender(nurse)) == [line]


@pytest.mark.parametrize("line", ['/choose_scenario{"scenario": "own"} x', '/finish{"beat": "debrief"}'])
def test_a_line_with_a_slash_sets_no_slot(chats, nurse, line):
    nurse.says(line, replies=1)
    assert chats.typed(sender(nurse))[-1] == line[1:]
    assert chats.slot(sender(nurse), "scenario") == NURSE
    assert [event for event in chats.events(sender(nurse)) if event.get("parse_data", {}).get("entities")] == []


def test_an_edited_line_is_told_it_cannot_be_changed_and_never_scored_twice(chats, slack, nurse):
    said = nurse.line("I am a hard worker.")["event"]
    before = len(nurse.heard())
    slack.sends(slack.event(**said))
    nurse.waits(before, 2)
    before = len(nurse.heard())
    edited = {**said, "text": "I ran a ward of thirty.", "edited": {"user": nurse.user, "ts": "1"}}
    change = slack.event(
        type="message", subtype="message_changed", channel=nurse.channel, ts=slack.stamp(), message=edited, previous_message=said
    )  # fmt: skip
    slack.sends(change)
    assert words().sentences.edited.replace("&", "&amp;") in shown(nurse.waits(before, 1)[0])
    slack.sends(change, retry=1)
    unfurled = {**change["event"], "message": {**said, "attachments": []}, "ts": slack.stamp()}
    slack.sends(slack.event(**unfurled))
    nurse.says("When do you decide?", replies=2)
    assert len(nurse.heard()) == before + 3
    assert chats.scored(sender(nurse)) == ["I am a hard worker.", "When do you decide?"]


def test_a_voice_clip_is_told_that_text_is_needed(slack, nurse):
    before = len(nurse.heard())
    slack.sends(nurse.line("", subtype="file_share", files=[{"id": "F1", "mimetype": "audio/mp4"}]))
    assert words().sentences.text_needed in shown(nurse.waits(before, 1)[0])


@pytest.mark.parametrize("sent", [{"subtype": "me_message"}, {"subtype": "file_share", "files": [{"id": "F1"}]}])
def test_what_is_typed_after_slash_me_or_with_a_file_is_a_line(chats, slack, nurse, sent):
    before = len(nurse.heard())
    slack.sends(nurse.line("is keen to hear when you decide.", **sent))
    nurse.waits(before, 2)
    assert chats.scored(sender(nurse)) == ["is keen to hear when you decide."]


def test_the_bots_own_messages_are_not_answered(chats, slack, ana):
    slack.sends(ana.line("hello", bot_id="B0CURTAIN"))
    slack.sends(ana.line("ana has joined", subtype="channel_join"))
    ana.says("hello", replies=2)
    assert chats.typed(sender(ana)) == ["/start"]


def test_a_limit_is_waited_out_and_the_order_kept(slack, nurse):
    limit = Failure(429, {"ok": False, "error": "ratelimited"}, {"Retry-After": "1"})
    slack.fails("chat.postMessage", limit, Failure(503), Failure(502))
    began = time.monotonic()
    replies = nurse.says("Do you have any hesitation about hiring me?", replies=2)
    assert time.monotonic() - began >= 1
    assert [scenarios()[NURSE].interviewer.name in shown(call) for call in replies] == [True, False]


def test_a_reply_that_cannot_be_delivered_is_logged_once_and_the_talk_goes_on(chats, slack, nurse):
    refusal = Failure(200, {"ok": False, "error": "channel_is_archived"})
    slack.fails("chat.postMessage", refusal)
    logged, line = chats.log().count("channel_is_archived"), "I have a secret liking for lighthouses."
    slack.sends(nurse.line(line))
    slack.waits_for(lambda: chats.log().count("channel_is_archived") > logged)
    nurse.says("When do you decide?", replies=2)
    assert chats.log().count("channel_is_archived") == logged + 1
    assert "lighthouses" not in chats.log()
    assert chats.scored(sender(nurse)) == [line, "When do you decide?"]


def test_where_slack_cannot_fetch_the_picture_the_scorecard_comes_without(slack, nurse):
    nurse.says("/finish")
    slack.reaches_us = False
    card = nurse.says("skip", replies=2)[-1]
    slack.reaches_us = True
    assert " of 100*" in shown(card)
    assert "image" not in {block["type"] for block in card.data["blocks"]}


def test_forgetting_deletes_the_conversation(chats, nurse):
    nurse.says("forget me")
    chats.slack.waits_for(lambda: chats.events(sender(nurse)) == [])
    assert TITLE in titles(nurse.says("hello", replies=2)[-1])


def test_slacks_question_whether_the_address_is_ours_is_answered(slack):
    asked = slack.sends({"token": "x", "type": "url_verification", "challenge": "3eZbrw1a"})
    assert (asked.status, asked.body) == (200, "3eZbrw1a")


@pytest.mark.parametrize(
    "body", [b"", b"{", b"[]", b'{"type": "event_callback", "event": {"type": "message"}}', b"null"]
)
def test_what_slack_never_sends_is_refused_or_passed_over(slack, body):
    answer = slack.post(body, {"Content-Type": "application/json", **slack.signed(body)})
    assert answer.status in (200, 400)


def test_no_secret_is_in_a_log_or_in_what_was_printed(chats):
    written = chats.servers.output + "".join(path.read_text() for path in (chats.servers.home / "logs").iterdir())
    assert [one for one in HIDDEN if one in written] == []
