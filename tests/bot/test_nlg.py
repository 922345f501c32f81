"""How replies are worded: several pieces in one message, and no wording twice while another is left."""

import asyncio

from rasa.shared.core.domain import Domain
from rasa.shared.core.events import BotUttered, SlotSet
from rasa.shared.core.slots import TextSlot
from rasa.shared.core.trackers import DialogueStateTracker

from bot.nlg import Speech

RESPONSES = {
    "utter_thanks": [{"text": f"Thanks, {n}."} for n in ("one", "two", "three", "four")],
    "utter_fact": [{"text": "Well. {fact}"}],
    "utter_hint": [{"text": "Coach: Try this. {hint}"}],
    "utter_list": [{"text": "\n{number}. {title}"}],
}


def tracker(rehearsal="r1", said=(), temper="neutral"):
    slots = [TextSlot("rehearsal", mappings=[{}]), TextSlot("temper", mappings=[{}], initial_value=temper)]
    made = DialogueStateTracker("someone", slots)
    made.update(SlotSet("rehearsal", rehearsal))
    for text in said:
        made.update(BotUttered(text))
    return made


def spoken(parts, responses=RESPONSES, **state):
    speech = Speech(None, Domain.empty())
    speech.responses = responses
    message = asyncio.run(speech.generate("utter_interviewer", tracker(**state), "window", parts=parts))
    return message and message["text"]


def test_several_pieces_make_one_message_with_their_values_in_place():
    assert spoken([["utter_fact", {"fact": "We are nine."}], ["utter_fact", {"fact": "And a dog."}]]) == (
        "Well. We are nine. Well. And a dog."
    )


def test_no_wording_comes_again_while_another_is_left():
    said = []
    for _ in range(4):
        said.append(spoken([["utter_thanks", {}]], said=said))
    assert len(set(said)) == 4


def test_when_all_have_been_said_the_one_longest_ago_comes_and_never_the_last():
    said = ["Thanks, two.", "Thanks, one.", "Thanks, four.", "Thanks, three."]
    assert spoken([["utter_thanks", {}]], said=said) == "Thanks, two."


def test_a_wording_counts_as_said_whatever_it_told_then():
    telling = {"utter_fact": [{"text": "Well, then. {fact}"}, {"text": "As it happens, {fact}"}]}
    for earlier, left in (
        ("Well, then. We are nine.", "As it happens,"),
        ("As it happens, we are nine.", "Well, then."),
    ):
        text = spoken([["utter_fact", {"fact": "And a dog."}]], responses=telling, said=[earlier])
        assert text.startswith(left)


def test_a_temper_has_words_of_its_own_and_the_neutral_has_those_without():
    def tempered(text, temper):
        return {"text": text, "condition": [{"type": "slot", "name": "temper", "value": temper}]}

    thanks = {"utter_thanks": [{"text": "Thank you."}, tempered("Bless you.", "warm"), tempered("Right.", "tough")]}
    found = [spoken([["utter_thanks", {}]], responses=thanks, temper=temper) for temper in ("warm", "neutral", "tough")]
    assert found == ["Bless you.", "Thank you.", "Right."]


def test_the_same_rehearsal_is_worded_the_same_and_rehearsals_differ():
    assert spoken([["utter_thanks", {}]]) == spoken([["utter_thanks", {}]])
    assert len({spoken([["utter_thanks", {}]], rehearsal=f"r{n}") for n in range(20)}) > 1


def test_the_coachs_label_stands_once_at_the_beginning():
    text = spoken([["utter_hint", {"hint": "Ask."}], ["utter_hint", {"hint": "Again."}]])
    assert text == "Coach: Try this. Ask. Try this. Again."


def test_a_list_has_a_line_for_each_entry():
    parts = [["utter_hint", {"hint": "Choose."}], ["utter_list", {"number": "1", "title": "Nurse"}]]
    assert spoken(parts) == "Coach: Try this. Choose.\n1. Nurse"


def test_markup_in_a_value_is_not_filled_again():
    assert spoken([["utter_fact", {"fact": "{hint} {fact}"}]]) == "Well. {hint} {fact}"


def test_a_response_that_is_not_there_is_left_out():
    assert spoken([["utter_nothing", {}]]) is None
