"""What comes on Telegram beside new lines of one's own: pictures, changes, what was passed on, notices of the service."""

from __future__ import annotations

import itertools

import pytest

from actions.scenario import scenarios
from bot.channels.words import words
from tests.fakes.telegram import Person

TITLE = scenarios()["staff_nurse_alder_court"].title
SENTENCES = words().sentences
FILE = {"file_id": "f", "file_unique_id": "u"}
PLACE = {"longitude": 1.0, "latitude": 2.0}
WORDLESS = {
    "voice": {**FILE, "duration": 3},
    "sticker": {**FILE, "width": 1, "height": 1, "is_animated": False},
    "photo": [{**FILE, "width": 1, "height": 1}],
    "location": PLACE,
    "game": {"title": "Whist", "description": "Cards", "photo": []},
    "story": {"chat": {"id": 5, "type": "private"}, "id": 2},
    "paid_media": {"star_count": 3, "paid_media": []},
    "checklist": {"title": "Before the talk", "tasks": [{"id": 1, "text": "Iron the shirt"}]},
    "of_a_kind_not_made_yet": {},
}
NOTICES = {
    "pinned_message": {"message_id": 1, "date": 1, "chat": {"id": 5, "type": "private"}},
    "message_auto_delete_timer_changed": {"message_auto_delete_time": 86400},
    "write_access_allowed": {},
    "chat_background_set": {"type": {}},
    "unique_gift": {"gift": {}},
}
BEN = {"id": 5, "is_bot": False, "first_name": "Ben"}
PASSED_ON = {
    "now": {"forward_origin": {"type": "user", "date": 1, "sender_user": BEN}},
    "hidden": {"forward_origin": {"type": "hidden_user", "date": 1, "sender_user_name": "Ben"}},
    "before": {"forward_from": BEN, "forward_date": 1},
    "before, hidden": {"forward_sender_name": "Ben", "forward_date": 1},
}
_ids = itertools.count(4000)


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


@pytest.mark.parametrize("kind", WORDLESS)
def test_what_is_not_typed_is_told_that_text_is_needed(telegram, ana, kind):
    telegram.sends(telegram.update(message=ana.message(**{kind: WORDLESS[kind]})))
    assert ana.waits(0, 1)[0]["text"].endswith(SENTENCES.text_needed)


def test_at_a_notice_of_the_service_nobody_waits_for_a_word(telegram, nurse):
    before = len(nurse.heard())
    for kind, content in NOTICES.items():
        assert telegram.sends(telegram.update(message=nurse.message(**{kind: content}))) == 200
    assert len(nurse.says("When do you decide?", replies=2)) == 2
    assert len(nurse.heard()) == before + 2


def test_an_edited_line_is_told_it_cannot_be_changed_once_for_each_change_and_never_scored_twice(
    chats, telegram, nurse
):
    nurse.says("I am a hard worker.", replies=2)
    before, changed = len(nurse.heard()), nurse.message(text="I ran a ward.", edit_date=2)
    for edit_date in (2, 2, 3):
        telegram.sends(telegram.update(edited_message={**changed, "edit_date": edit_date}))
    told = nurse.waits(before, 2)
    assert [one["text"].endswith(SENTENCES.edited) for one in told] == [True, True]
    nurse.says("When do you decide?", replies=2)
    assert len(nurse.heard()) == before + 4
    assert chats.scored(sender(nurse)) == ["I am a hard worker.", "When do you decide?"]


def test_a_place_on_the_map_that_moves_is_told_that_text_is_needed_once(telegram, ana):
    place = ana.message(location={**PLACE, "live_period": 900})
    telegram.sends(telegram.update(message=place))
    ana.waits(0, 1)
    for minute in range(3):
        telegram.sends(telegram.update(edited_message={**place, "edit_date": minute}))
    ana.says("hello", replies=2)
    assert [SENTENCES.edited in text for text in ana.texts()] == [False] * 3


@pytest.mark.parametrize("how", PASSED_ON)
def test_what_somebody_else_wrote_is_not_heard_as_ones_own(chats, telegram, nurse, how):
    before = len(nurse.heard())
    telegram.sends(telegram.update(message=nurse.message(text="I ran a ward of thirty.", **PASSED_ON[how])))
    assert nurse.waits(before, 1)[0]["text"].endswith(SENTENCES.forwarded)
    nurse.says("When do you decide?", replies=2)
    assert chats.scored(sender(nurse)) == ["When do you decide?"]


def test_a_draft_of_ones_own_that_is_passed_on_is_heard(chats, telegram, nurse):
    draft = nurse.message(text="I ran a ward of thirty.")
    before, origin = len(nurse.heard()), {"type": "user", "date": 1, "sender_user": draft["from"]}
    telegram.sends(telegram.update(message={**draft, "forward_origin": origin}))
    nurse.waits(before, 2)
    assert chats.scored(sender(nurse)) == ["I ran a ward of thirty."]
