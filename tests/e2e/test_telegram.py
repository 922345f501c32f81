"""Rehearsing on Telegram: the real servers, the real client, and a Telegram on loopback that keeps the Bot API's contracts."""

from __future__ import annotations

import itertools
import re
import time
import urllib.parse

import pytest

from actions.scenario import scenarios
from actions.scoring.principles import rubric
from bot.channels.words import words
from tests.e2e.chats import at_once
from tests.e2e.served import Candidate
from tests.fakes.service import Failure
from tests.fakes.telegram import Person, buttons

NURSE = "staff_nurse_alder_court"
TITLE = scenarios()[NURSE].title
INTERVIEWER = scenarios()[NURSE].interviewer.name
AD = """Bright Lane Dental in Hexham is looking for a dental nurse. We have four chairs and one very old autoclave.
You will help to run the Tooth Bus, our van that visits village schools on Thursdays. Registration with the GDC is required."""
_ids = itertools.count(1000)


@pytest.fixture
def telegram(chats):
    return chats.telegram


@pytest.fixture
def ana(telegram) -> Person:
    """Somebody new."""
    return Person(telegram, next(_ids))


@pytest.fixture
def nurse(ana) -> Person:
    """Somebody in the middle of a talk."""
    ana.says(TITLE, replies=2)
    return ana


def sender(person: Person) -> str:
    return f"telegram-{person.chat}"


def titles(message):
    return [one["text"] for one in buttons(message)]


def test_a_whole_rehearsal_from_hello_to_the_review_opened(chats, telegram, ana):
    assert "My own job" in titles(ana.says("Hello!", replies=2)[-1])
    opened = ana.presses(TITLE, replies=2)
    assert TITLE in opened[0]["text"]
    assert opened[-1]["text"].startswith(f"{INTERVIEWER}\n")
    assert titles(opened[-1]) == [words().buttons.hint, words().buttons.finish]
    assert ana.says("/hint")
    for line in (
        "How have the carers taken to the bedside handover?",
        "Do you have any hesitation about hiring me?",
        "On Birch ward I carried eleven nights alone last January and nobody came to harm.",
        "No more questions, thank you for the opportunity.",
    ):
        assert any(one["text"].startswith(f"{INTERVIEWER}\n") for one in ana.says(line, replies=2))
    ana.says("/finish")
    ana.says("Dear Margaret, thank you for the opportunity. I would love to join the falls project. Best wishes, Ana")
    debrief, picture, card = ana.says("3 hours", replies=3)
    total = re.search(r"(\d+) (?:of|out of) 100", debrief["text"]).group(1)
    assert card["text"].splitlines()[0] == f"{total} of 100"
    assert "photo" in picture
    assert telegram.photos[-1].startswith(b"\x89PNG")
    review = ana.says("/review")[0]
    browser = Candidate(chats.servers.url, opens_page=False)
    hidden = [one["url"] for one in (*debrief["entities"], *review["entities"]) if one["type"] == "text_link"]
    assert len(hidden) == 2
    for address in (*hidden, buttons(card)[0]["url"]):
        page = browser.get(urllib.parse.urlsplit(address).path)
        assert page.status == 200
        assert "On Birch ward I carried eleven nights alone" in page.body


def test_the_server_came_up_though_the_webhook_was_refused_at_first(telegram):
    made = [call.status for call in telegram.made("setWebhook")]
    assert made == [400, 502, 200]
    assert telegram.hook["url"].endswith("/webhooks/telegram/webhook")
    assert len(telegram.hook["secret"]) >= 16


def test_the_menu_has_the_documented_commands(telegram):
    assert [one["command"] for one in telegram.commands] == [
        "start",
        "practise",
        "hint",
        "finish",
        "review",
        "history",
        "forget",
    ]


@pytest.mark.parametrize(
    "how",
    [
        {"header": False},
        {"secret": ""},
        {"secret": "guessed"},
        {"secret": "hidden-webhook-secreT"},
        {"secret": "\xff\xfe"},
    ],
)
def test_an_update_without_the_secret_is_refused(chats, telegram, ana, how):
    assert telegram.sends(ana.line("hello"), **how) == 403
    assert chats.events(sender(ana)) == []


def test_an_update_without_a_message_is_answered_so_that_it_is_not_sent_again(telegram, ana):
    left = {"chat": {"id": ana.chat, "type": "private"}, "from": {"id": ana.chat, "is_bot": False, "first_name": "A"}}
    member = {"user": {"id": 1, "is_bot": True, "first_name": "B"}, "status": "kicked", "until_date": 0}
    change = {**left, "date": 1, "old_chat_member": {**member, "status": "member"}, "new_chat_member": member}
    assert telegram.sends(telegram.update(my_chat_member=change)) == 200
    assert telegram.sends(telegram.update()) == 200
    assert telegram.sends(telegram.update(channel_post=ana.message(text="news"))) == 200
    assert ana.says("hello", replies=2)


def test_a_duplicate_update_is_dropped_even_while_the_first_is_at_work(chats, telegram, nurse):
    telegram.fails("sendMessage", Failure(500, after=1))
    update, before = nurse.line("When do you hope to decide?"), len(nurse.heard())
    assert at_once(*[lambda: telegram.sends(update)] * 4) == [200] * 4
    nurse.waits(before, 2)
    nurse.says("What are the people like?", replies=2)
    assert chats.scored(sender(nurse)) == ["When do you hope to decide?", "What are the people like?"]


@pytest.mark.parametrize("line", ["I removed the /bottleneck in our /bot team.", "and/or the /bot"])
def test_no_piece_of_a_line_is_cut_out(chats, nurse, line):
    nurse.says(line, replies=2)
    assert chats.scored(sender(nurse)) == [line]


@pytest.mark.parametrize("line", ['/choose_scenario{"scenario": "own"} x', "/bottleneck", '/finish{"beat": "debrief"}'])
def test_a_line_with_a_slash_sets_no_slot(chats, nurse, line):
    nurse.says(line, replies=1)
    assert chats.typed(sender(nurse))[-1] == line[1:]
    assert chats.slot(sender(nurse), "scenario") == NURSE


def test_commands_are_taken_with_the_bots_name_and_a_start_with_what_a_link_gave_it(chats, ana):
    ana.says("/start from-a-link", replies=2)
    ana.says(TITLE, replies=2)
    ana.says("/hint@curtain_line_bot")
    assert chats.typed(sender(ana)) == ["/start", TITLE, "/hint"]


def test_a_press_is_answered_its_keyboard_taken_away_and_the_choice_said(telegram, ana):
    offer = ana.says("hello", replies=2)[-1]
    ana.presses(TITLE, replies=2)
    telegram.waits_for(lambda: all(telegram.asked.values()))
    chosen = words().chosen.format(title=TITLE)
    key = (ana.chat, offer["message_id"])
    telegram.waits_for(lambda: telegram.messages[key]["text"].endswith(chosen))
    assert buttons(telegram.messages[key]) == []
    assert telegram.messages[key]["entities"] == offer["entities"]


def test_a_button_pressed_twice_counts_once_and_both_presses_are_answered(chats, telegram, nurse):
    presses = [nurse.press(words().buttons.hint) for _ in range(2)]
    at_once(*[lambda one=one: telegram.sends(one) for one in presses])
    nurse.says("When do you decide?", replies=2)
    telegram.waits_for(lambda: all(telegram.asked[one["callback_query"]["id"]] for one in presses))
    assert chats.typed(sender(nurse)).count("/hint") == 1


def test_an_old_list_still_begins_what_it_says(chats, ana):
    ana.says("hello", replies=2)
    ana.says("branch librarian", replies=2)
    ana.says("When do you decide?", replies=2)
    ana.presses(TITLE, replies=2)
    assert chats.slot(sender(ana), "scenario") == NURSE


def test_ones_own_job_can_be_brought_from_a_button_on(chats, ana):
    ana.says("hello", replies=2)
    ana.presses("My own job")
    ana.says("Dental nurse")
    facts = ana.says("Bright Lane Dental")[-1]
    assert titles(facts) == [words().buttons.skip]
    read = ana.says(AD)[-1]
    assert titles(read) == [words().buttons.start]
    opened = ana.presses(words().buttons.start, replies=2)
    assert "Dental nurse" in opened[0]["text"]
    assert any("Tooth Bus" in topic for topic in chats.slot(sender(ana), "own")["topics"])


def test_a_group_is_told_to_go_private_once(chats, telegram):
    group = Person(telegram, -next(_ids), "supergroup")
    assert group.says("hello")[0]["text"].endswith(words().sentences.private)
    telegram.sends(group.line("anybody there?"))
    Person(telegram, next(_ids)).says("hello", replies=2)
    assert len(group.heard()) == 1
    assert chats.events(sender(group)) == []


def test_a_limit_is_waited_out_and_the_order_kept(telegram, nurse):
    limit = {
        "ok": False,
        "error_code": 429,
        "description": "Too Many Requests: retry after 1",
        "parameters": {"retry_after": 1},
    }
    telegram.fails("sendMessage", Failure(429, limit), Failure(502), Failure(500))
    began = time.monotonic()
    replies = nurse.says("Do you have any hesitation about hiring me?", replies=2)
    assert time.monotonic() - began >= 1
    assert [one["text"].startswith(INTERVIEWER) for one in replies] == [True, False]


def test_who_blocked_the_bot_is_logged_once_and_finds_the_talk_again(chats, telegram, nurse):
    logged, line = chats.log().count("BotBlocked"), "I have a secret liking for lighthouses."
    telegram.blocked.add(nurse.chat)
    telegram.sends(nurse.line(line))
    telegram.waits_for(lambda: chats.log().count("BotBlocked") > logged)
    telegram.blocked.clear()
    nurse.says("When do you decide?", replies=2)
    assert chats.log().count("could not be delivered: BotBlocked") == logged + 1
    assert "lighthouses" not in chats.log()
    assert chats.scored(sender(nurse)) == [line, "When do you decide?"]


def test_while_a_reply_is_made_the_bot_is_seen_typing(telegram, nurse):
    nurse.says("When do you decide?", replies=2)
    assert {
        call.data["action"] for call in telegram.made("sendChatAction") if call.data["chat_id"] == str(nurse.chat)
    } == {"typing"}


def test_a_line_over_the_limit_is_answered_with_the_limit(nurse):
    assert "2,000 are the most" in nurse.says("x" * 3000)[0]["text"]


def test_forgetting_deletes_the_conversation(chats, nurse):
    nurse.says("/forget")
    chats.telegram.waits_for(lambda: chats.events(sender(nurse)) == [])
    assert words().sentences.no_review in nurse.says("/review")[0]["text"]


def test_one_thing_can_be_practised_by_itself(chats, nurse):
    offered = nurse.says("/practise")[-1]
    assert len(titles(offered)) == len(rubric().principles)
    nurse.presses(rubric().principles["invite_objections"].title, replies=2)
    assert chats.slot(sender(nurse), "drill") == "invite_objections"
    nurse.says("/practise next_steps", replies=2)
    assert chats.slot(sender(nurse), "drill") == "next_steps"


def test_nothing_that_was_sent_was_refused_but_what_a_test_had_refused(telegram):
    refused = {call.answer["description"] for call in telegram.calls if call.status == 400}
    assert {one for one in refused if "webhook" not in one} == set()
