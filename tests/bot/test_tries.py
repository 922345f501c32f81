"""Another go at a line: marked in its place, beside the original."""

from __future__ import annotations

import pytest

from actions.scoring import score
from bot.nlu.model import understanding
from bot.tries import NOTE, NoSuchLine, makes_sense, original, shown, tried
from bot.web import render
from tests.talks import parsed, talk

BETTER = (("I'd love to work on the falls project with you.", "interest"),)


def played():
    one = talk()
    one.says("It's fine, I guess.")
    one.says("Goodbye.", "goodbye")
    one.note(3, ("Thanks.", "thanks"))
    return one.memory.rehearsal


def retyped(rehearsal, place, *sentences):
    text, found = parsed(*sentences)
    return shown(tried(rehearsal, place, text, found))


def test_a_better_line_lifts_the_total_and_says_which_principle_rose():
    rehearsal = played()
    found = retyped(rehearsal, 1, *BETTER)
    assert found["was"] == score(rehearsal).total < found["total"]
    (rose,) = [one for one in found["changes"] if one["principle"] == "enthusiasm"]
    assert (rose["was"], rose["now"]) == (0, 3)
    assert "falls project" in rose["reason"]
    assert [piece["text"] for piece in found["pieces"] if piece["marks"]] == [BETTER[0][0]]


def test_a_worse_line_says_what_fell():
    rehearsal = played()
    found = retyped(rehearsal, 3, ("You'd better decide by Friday.", "pressure"))
    assert found["total"] < found["was"]
    assert any(one["by"] < 0 for one in found["changes"])


def test_a_new_answer_is_read_after_what_it_answers():
    one = talk()
    one.says("Is there anything that would stop you?", "invite_objections")
    one.says("Hm.")
    rehearsal = one.memory.rehearsal
    assert rehearsal.acts_before(3) == {"concern"}
    text, found = parsed(("I did eleven such nights alone.",))
    nearly = [{**found[0], "near": {"address_concern": 0.2}}]
    assert tried(rehearsal, 3, text, nearly).line.makes("address_concern")
    assert not tried(rehearsal, 1, text, nearly).line.makes("address_concern")


def test_the_original_stays():
    rehearsal = played()
    before = score(rehearsal)
    retyped(rehearsal, 1, *BETTER)
    assert rehearsal == played()
    assert score(rehearsal) == before


def test_the_same_words_again_change_nothing():
    rehearsal = played()
    found = retyped(rehearsal, 1, ("It's fine, I guess.",))
    assert (found["total"], found["changes"]) == (found["was"], [])


def test_the_note_can_be_tried_again_too():
    full = "Dear Margaret, thank you for the opportunity today, I'd love to join the falls project."
    found = retyped(played(), NOTE, (full, "thanks", "interest"))
    assert [one["principle"] for one in found["changes"]] == ["thank_you_note"]
    assert found["total"] > found["was"]


@pytest.mark.parametrize("place", [0, 2, -1, 99, True, None, "1", "line-1", 1.0, [1], {}])
def test_only_a_line_of_ones_own_can_be_tried_again(place):
    with pytest.raises(NoSuchLine):
        original(played(), place)


def test_there_is_no_note_to_try_again_where_none_was_written():
    with pytest.raises(NoSuchLine):
        original(talk().memory.rehearsal, NOTE)


@pytest.mark.parametrize(
    "nonsense", ["asdf qwer zxcv", "sdkfjh sdkjfh sdf!!", "bla bla bla", "qwerty uiop", "🙂🎉", "123"]
)
def test_nonsense_is_marked_as_such_and_earns_nothing(nonsense):
    found = retyped(played(), 1, (nonsense, "interest", "goodbye"))
    assert not found["makes_sense"]
    assert found["moves"] == []
    assert found["total"] <= found["was"]
    assert "read as English words" in render("try.html", tried=found)


@pytest.mark.parametrize(
    "line",
    [
        "Thank you for your time, Margaret Osei.",
        "I ran the handovers on the rota at Alder Court.",
        "Triaged outpatients, rostered bank staff, catheterised.",
        "gfdgfd, sorry, I like it",
        "no",
    ],
)
def test_trade_words_names_and_a_slip_of_the_keys_are_no_nonsense(line):
    assert makes_sense(line)


def test_a_greeting_in_one_rare_word_is_no_nonsense():
    for word in ("Hiya!", "Cheerio!"):
        assert tried(played(), 1, word, understanding().candidate(word)).makes_sense


def test_markup_is_text_on_the_page():
    found = retyped(played(), 1, ("<script>alert(1)</script> I like it.", "interest"))
    assert "<script>" not in render("try.html", tried=found)
