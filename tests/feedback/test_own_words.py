"""The candidate's own sentences, made fit to stand in a new line."""

import pytest

from actions.feedback.own_words import clause, in_first_person, lowered, question, tidy


@pytest.mark.parametrize(
    ("said", "tidied"),
    [
        ("yeah um so ive run the night floor for six years", "I've run the night floor for six years."),
        ("Well, i think i'd fit in", "I think I'd fit in."),
        ("what does it pay?", "What does it pay?"),
        ("Thanks,", "Thanks."),
        ("I  moved\n400 tests.", "I moved 400 tests."),
        ("um", "Um."),
        ("", ""),
    ],
)
def test_a_sentence_keeps_its_words_and_loses_what_is_said_while_thinking(said, tidied):
    assert tidy(said) == tidied


def test_a_clause_can_be_gone_on_from_and_a_question_or_two_sentences_can_not():
    assert clause("I'd love to join you.") == "I'd love to join you"
    assert clause("Can I join you?") is None
    assert clause("I'd love to. Really.") is None
    assert clause("word " * 30) is None


def test_inside_a_sentence_i_and_names_keep_their_capital():
    assert lowered("I cut waste by 30 percent.") == "I cut waste by 30 percent"
    assert lowered("At Mencap I signed up forty firms.") == "at Mencap I signed up forty firms"
    assert lowered("Mencap taught me that.") is None


def test_a_question_is_taken_without_its_mark():
    assert question("ok so what's the process?") == "What's the process"
    assert question("Is it? I wonder.") is None


def test_what_the_interviewer_calls_yours_the_candidate_calls_mine():
    assert in_first_person("your own part") == "my own part"
    assert in_first_person("the deal you lost") == "the deal I lost"
    assert in_first_person("what you'd bring") == "what I'd bring"


def test_a_question_typed_without_its_mark_gets_one():
    assert tidy("whats it like here") == "What's it like here?"
    assert tidy("do you have a card") == "Do you have a card?"
    assert tidy("what is best about it is the people") == "What is best about it is the people."
    assert tidy("when I left they wrote to me") == "When I left they wrote to me."
