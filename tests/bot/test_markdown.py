"""Replies in Telegram's markup, read again by a parser of the published rules."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bot.channels import markdown
from bot.channels.hyperlinks import LINK_HERE, Link, sign
from bot.channels.passages import utf16
from bot.channels.scores import Row, Scores
from bot.channels.telegram_output import keyboard_of
from tests.fakes.telegram import MOST, parsed

TEXT = st.text(st.characters(blacklist_categories=("Cs",), blacklist_characters=LINK_HERE), min_size=1).filter(
    str.strip
)


@given(TEXT)
def test_whatever_is_said_is_shown_as_it_is(text):
    assert parsed(markdown.escaped(text)) == (text, [])


def test_the_interviewer_has_a_name_in_bold_and_the_coach_stands_in_italics():
    (spoken,) = markdown.said({"by": "interviewer", "name": "Dr. O'Shea-Lee", "text": "Well, 3 + 4 = 7!"})
    assert parsed(spoken) == (
        "Dr. O'Shea-Lee\nWell, 3 + 4 = 7!",
        [{"type": "bold", "offset": 0, "length": 14}],
    )
    (noted,) = markdown.said({"by": "coach", "text": "Go on."})
    assert parsed(noted) == ("Coach\nGo on.", [{"type": "italic", "offset": 0, "length": 5}])


def test_a_link_hides_behind_words_and_leads_where_it_should():
    address = "https://x.org/shared/a_b-c.d(e)\\f"
    (said,) = markdown.said({"by": "coach", "text": f"See {LINK_HERE}.", "links": [Link("this page", address)]})
    text, (_, hidden) = parsed(said)
    assert text == "Coach\nSee this page."
    assert hidden["url"] == address


def test_every_link_keeps_its_own_words_and_address():
    links = [Link(f"Nurse (ward {i})", f"https://x.org/shared/{i}") for i in range(3)]
    (said,) = markdown.said({"by": "coach", "text": f"{sign(0)}, {sign(2)}, {sign(1)}", "links": links})
    text, (_, *hidden) = parsed(said)
    assert text == "Coach\nNurse (ward 0), Nurse (ward 2), Nurse (ward 1)"
    assert [one["url"][-1] for one in hidden] == ["0", "2", "1"]
    (plain,) = markdown.plain({"by": "coach", "text": sign(1), "links": links})
    assert plain == "Coach\nNurse (ward 1): https://x.org/shared/1"


def test_a_text_over_the_limit_comes_in_parts_that_each_say_who_speaks():
    text = "A sentence that is worth saying twice! 😀 " * 300
    parts = [parsed(part)[0] for part in markdown.said({"by": "coach", "text": text})]
    assert len(parts) > 2
    assert all(utf16(part) <= MOST and part.startswith("Coach\n") for part in parts)
    assert "".join("".join(part[6:] for part in parts).split()) == "".join(text.split())


def test_the_scorecard_says_each_level_in_signs_and_words():
    rows = (Row("Don't tell, show", 2), Row("Other offers", None))
    text, entities = parsed(markdown.scorecard(Scores("Nurse (nights)", "71 of 100", (("Sell", rows),))))
    assert text == ("71 of 100\nNurse (nights)\n\nSell\n●●○ Don't tell, show: 2 of 3\n––– Other offers: not counted")
    assert {one["type"] for one in entities} == {"bold", "code"}


def test_a_payload_over_64_bytes_does_not_stop_a_keyboard():
    offered = [{"title": "Short", "payload": "é" * 32}, {"title": "Long", "payload": "é" * 33}]
    data = [one.callback_data for row in keyboard_of(offered).inline_keyboard for one in row]
    assert data == ["é" * 32, "~"]


def test_short_titles_stand_side_by_side_and_long_ones_below_each_other():
    short = [{"title": f"Yes {i}", "payload": str(i)} for i in range(4)]
    long = [{"title": f"An interview of some kind {i}", "payload": str(i)} for i in range(3)]
    assert [len(row) for row in keyboard_of(short).inline_keyboard] == [3, 1]
    assert [len(row) for row in keyboard_of(long).inline_keyboard] == [1, 1, 1]
