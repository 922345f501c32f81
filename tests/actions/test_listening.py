"""What the interviewer hears beyond the moves: a loss, a need, nerves, a question nobody foresaw, a plain no."""

from __future__ import annotations

import pytest

from actions import listening
from actions.reply import TACTFUL
from actions.set_up import TEMPERS
from tests.builders import line, said
from tests.talks import NURSE, SALES, names, talk, told
from tests.test_wordings import said_by

LOSSES = (
    "My mum died in March, so I wanted somewhere calmer.",
    "I lost my husband in January.",
    "I was made redundant when the branch shut.",
    "My supervisor passed away in my second year.",
    "My gap is because I had a breakdown.",
    "I've been unemployed for eight months.",
    "It's been a tough year.",
)
NEEDS = (
    "Would it matter that I wear a hearing aid?",
    "I've got ADHD, so lists help me.",
    "I'm four months pregnant.",
    "I use a wheelchair, is there a lift?",
    "I'm coeliac, so I can't taste the wheat.",
    "I need somewhere to pray at lunch.",
    "I've had depression, and I'm well now.",
)
NERVES = ("Sorry, I'm a bit nervous.", "My mind's gone blank.", "Sorry, I get emotional.")
OF_OTHERS = (
    "A resident died on my shift and I rang her family.",
    "I've worked with autistic children for six years.",
    "I have autistic pupils in my class.",
    "I look after people with diabetes every day.",
    "I've managed anxiety in my pupils.",
    "My father was a baker and he taught me.",
    "My nan passed on her recipes.",
    "I passed my driving test.",
    "I've got a lot of passion.",
    "I'm anxious to hear how it went.",
)


@pytest.mark.parametrize(
    ("texts", "response"), [(LOSSES, "hard_news"), (NEEDS, "adjustments"), (NERVES, "nerves"), (OF_OTHERS, None)]
)
def test_a_loss_a_need_and_nerves_are_told_from_what_is_said_of_others(texts, response):
    assert {text: listening.sensitive(said(text)) for text in texts} == dict.fromkeys(texts, response)


@pytest.mark.parametrize("move", ["interest", "no_move", "self_doubt", "qualification"])
def test_a_loss_is_answered_before_anything_and_nobody_is_hurried_on(move: str):
    reply = talk().says(LOSSES[0], *([move] if move != "no_move" else []))
    assert names(reply) == ["hard_news"]


def test_a_need_asked_about_is_no_invitation_to_object():
    played = talk()
    reply = played.says(NEEDS[0], "invite_objections", "ask_benefits")
    assert (names(reply), played.beat) == (["adjustments", "over_to_you"], "questions")


def test_what_is_asked_in_the_same_sentence_as_a_loss_or_with_nerves_is_answered_too():
    assert names(talk().says("I'm nervous, so when will you decide?", "next_steps")) == ["nerves", "next_steps"]
    assert names(talk().says("I lost my husband, so what are the hours?", "ask_benefits")) == [
        "hard_news",
        "ask_benefits",
    ]


def test_tact_and_a_long_answer_stay_within_one_breath():
    played = talk("accounts_payable_clerk_carrick_bakeries", temper="warm")
    assert names(played.says("I'm nervous, so what comes next?", "next_steps")) == ["nerves", "next_steps_brief"]


@pytest.mark.parametrize("response", sorted(TACTFUL))
def test_no_tactful_word_is_longer_than_is_allowed_for(response: str):
    longest = max(len(text.split()) for temper in TEMPERS for text in said_by(temper, response))
    assert longest <= TACTFUL[response]


def test_nerves_in_the_answer_to_a_concern_leave_its_question_answered():
    played = talk()
    played.says("Any reservations?", "invite_objections")
    assert names(played.says("I'm nervous, so when will you decide?", "next_steps")) == ["nerves", "next_steps"]


def test_whether_a_need_is_a_problem_is_answered_with_it():
    reply = talk().breath((NEEDS[4], "bare_claim"), ("Is that a problem?", "invite_objections"))
    assert names(reply) == ["adjustments", "over_to_you"]


def test_nerves_get_a_breath_and_not_the_next_question():
    assert names(talk().says(NERVES[0], "self_doubt")) == ["nerves"]


def test_a_need_and_a_question_beside_it_are_both_answered():
    reply = talk().breath((NEEDS[1], "self_doubt"), ("Is that okay?",), ("When do you decide?", "next_steps"))
    assert names(reply) == ["adjustments", "next_steps"]


def test_a_loss_told_in_answer_to_a_concern_is_not_pressed_on():
    played = talk()
    played.says("Any reservations?", "invite_objections")
    reply = played.says(LOSSES[2])
    assert (names(reply), reply.beat) == (["hard_news"], "questions")


def test_a_loss_told_with_evidence_is_met_first_and_the_evidence_is_weighed():
    played = talk()
    played.says("Any reservations?", "invite_objections")
    reply = played.says(LOSSES[2], "address_concern")
    assert names(reply)[:2] == ["hard_news", "weigh_good"]


def test_a_loss_told_at_the_door_is_heard_there_too():
    played = talk()
    played.says("Goodbye.", "goodbye")
    assert names(played.says(LOSSES[1]))[0] == "hard_news"


def test_nobody_is_argued_with_who_tells_of_a_loss():
    for temper in TEMPERS:
        reply = talk(temper=temper).breath(
            ("I cried in the car before this.", "self_doubt"), ("I lost my dad in March.",)
        )
        assert names(reply) == ["hard_news"]


def test_before_a_concern_is_raised_one_word_is_said_which_asks_nothing():
    reply = talk(temper="tough").breath(
        ("Thank you.", "thanks"), ("Is there...",), ("Do you have any worries about me?", "invite_objections"), ("Sorry.", "self_doubt")
    )  # fmt: skip
    assert names(reply) == ["self_doubt", "invite_objections"]
    reply = talk().breath(("You have some worry for me?", "invite_objections"), ("I'm very honest.", "bare_claim"))
    assert names(reply) == ["invite_objections"]


def test_what_was_told_last_is_told_again_to_somebody_who_did_not_catch_it():
    played = talk()
    first = played.says("What would I do on a normal day?", "ask_work")
    again = played.says("what?")
    assert again.pieces[-1].values["fact"] == first.pieces[-1].values["fact"]


def test_a_concern_not_caught_is_raised_again_and_waits_for_its_answer():
    played = talk()
    first = played.says("Any reservations?", "invite_objections")
    again = played.says("Sorry, what?")
    assert again.pieces[-1].values == first.pieces[-1].values
    assert (again.acts, played.beat) == ({"press"}, "concern")


def test_a_plain_no_to_nothing_asked_hands_the_word_back():
    played = talk()
    played.says("Could I have your email?", "contact")
    assert names(played.says("no")) == ["over_to_you"]


@pytest.mark.parametrize(
    "text",
    ["and do I get a discount", "Can I bring my ferret to work?", "any chance of that"],
)
def test_a_question_nobody_foresaw_is_owned_up_to_and_not_passed_over(text: str):
    assert names(talk().says(text)) == ["unknown", "over_to_you"]


@pytest.mark.parametrize("text", ["Have a nice day.", "Would love to come back.", "Should be fine by me."])
def test_what_only_begins_like_a_question_is_none(text: str):
    assert not listening.unforeseen(said(text))


def test_an_unforeseen_question_about_something_the_interviewer_knows_is_answered_with_it():
    played = talk()
    reply = played.says("Has anybody complained about the tablets for care notes?")
    assert names(reply) == ["ask_work"]
    assert "tablets for care notes" in told(reply)[0]


def test_a_pointed_question_that_no_fact_answers_is_answered_beside_it_and_says_so():
    reply = talk().says("How many consultants visit your helicopter pad?", "ask_work")
    assert names(reply) == ["beside"]


@pytest.mark.parametrize(
    "text",
    [
        "no",
        "I said no",
        "no thats it thanks",
        "That's all from me.",
        "nope, nothing else",
        "ok no more",
        "no more questions, thank you",
        "that's all, thank you for a good chat",
    ],
)
def test_a_plain_no_to_whether_there_is_more_ends_the_talk(text: str):
    played = talk()
    played.says("I've done this for years.", "interest")
    played.says("We did that too.", "interest")
    played.says("And that.", "interest")
    assert listening.declines(said(text))
    assert names(played.says(text, *(["thanks"] if "thank" in text else [])))[-1] == "wind_up"


@pytest.mark.parametrize(
    "text", ["no way", "no idea what you mean", "That's all very nice, but I wonder.", "Not at night."]
)
def test_what_only_begins_with_a_no_is_none(text: str):
    assert not listening.declines(said(text))


@pytest.mark.parametrize("text", ["no", "not really"])
def test_no_in_answer_to_anything_else_does_not_end_the_talk(text: str):
    played = talk()
    played.says("I'm a hard worker.", "bare_claim")
    assert "wind_up" not in names(played.says(text))


def test_who_says_that_they_have_questions_is_not_taken_to_have_none():
    reply = talk().says("Hi, yes, I've got some questions.", "greeting", "no_questions")
    assert names(reply) == ["greeting", "over_to_you"]
    assert not listening.has_questions(said("I've got a few questions, but you answered them."))


@pytest.mark.parametrize(
    ("text", "turned"),
    [
        ("And you?", False),
        ("Do you play the piano too?", False),
        ("It's flat here, isn't it?", False),
        ("Are you walking home?", True),
    ],
)
def test_a_question_about_something_else_at_the_door_is_not_answered_as_if_it_were_the_same(text: str, turned: bool):
    about = ("That's Mrs Ferreira on the piano. Do you play anything?", "I did the tambourine.")
    heard = said(text, "small_talk", question=True)
    assert listening.asks_something_else(heard, about) is turned


def test_a_bold_ask_in_the_middle_of_a_concern_is_not_passed_over():
    played = talk(SALES)
    played.says("Any reservations?", "invite_objections")
    assert names(played.says("I want it. Do I get it?", "ask_for_job"))[0] == "ask_for_job_bold"
    assert "weigh_vague_again" not in names(played.says("I said, do I get it?", "ask_for_job"))


def test_no_example_is_asked_for_where_one_was_given_in_the_same_breath():
    reply = talk(NURSE).breath(
        ("I'm calm.", "bare_claim"), ("One night a man wandered and I walked with him.", "story")
    )
    assert "bare_claim" not in names(reply)


def test_plain_words_without_content_are_no_mumbling():
    assert names(talk().says("That is why I am here, really.")) == ["no_move", "over_to_you"]


@pytest.mark.parametrize(
    "text", ["Sorry, could you repeat the question?", "What?", "Pardon?", "I have no idea what you mean."]
)
def test_who_did_not_follow_hears_the_question_in_other_words(text: str):
    played = talk()
    played.says("I'm a hard worker.", "bare_claim")
    assert names(played.says(text)) == ["bare_claim"]


def test_an_open_question_of_no_known_kind_is_answered_as_nearly_as_may_be_a_few_times():
    played = talk()
    replies = [names(played.says("How do you manage helicopters?"))[0] for _ in range(4)]
    assert replies == ["beside", "beside", "beside", "unknown"]


def test_a_question_after_the_people_in_few_words_is_answered_as_nearly_as_may_be_and_of_a_day_it_is_not():
    assert names(talk().says("And the team?")) == ["beside"]
    assert names(talk().says("On Thursday?"))[0] == "unknown"


def test_one_sentence_of_two_kinds_is_not_evaded_twice():
    reply = talk().says("Why did the last helicopter pilot leave?", "ask_work", "ask_culture")
    assert names(reply) == ["beside", "ask_culture"]


def test_asking_leave_to_speak_is_no_question():
    assert not listening.unforeseen(said("can i be honest i hate cold calling"))


@pytest.mark.parametrize("text", ["wow", "oh really", "ok", "haha", "sound"])
def test_a_word_of_wonder_needs_no_explaining(text: str):
    assert names(talk().says(text)) == ["over_to_you"]


def test_tact_leaves_the_other_sentences_to_be_heard():
    both = line(said(NEEDS[1], "self_doubt"), said("When do you decide?", "next_steps"))
    assert listening.beside(both).moves() == {"next_steps"}
