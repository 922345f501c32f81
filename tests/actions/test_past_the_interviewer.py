"""What is said past the interviewer: the coach answers it, and it is no line of the talk."""

from __future__ import annotations

import pytest

from actions.past_the_interviewer import meant_for_the_coach

MEANT = {
    "in_danger": ("I want to die", "I just want to kill myself.", "honestly I don't want to live any more".replace("any more", "anymore"),
                  "I keep thinking about killing myself", "I feel suicidal", "I wish I was dead"),
    "machine": ("are you a bot", "Are you human?", "r u real lol", "am I talking to a real person?", "Is this an AI?"),
    "who_reads": ("is anyone reading this?", "Who can see this?", "Does anyone read my answers?", "Is this confidential?", "is it saved"),
    "what_now": ("what am I supposed to do?", "um, what should I say now", "How does this work?"),
}  # fmt: skip
FOR_THE_INTERVIEWER = (
    "I'd die for this job.", "I nearly died laughing.", "I'm dying to know more.", "I cut myself on a slicer and wrote the report.",
    "A patient told me “I want to die” and I sat with her.", "Are you really going to expand?", "Are you a people person?",
    "Is this a machine operator's job?", "Does anyone see patients at weekends?", "Who reads these reports?", "Is it private practice?",
    "What should I do if a resident falls?", "How does this work with night shifts?", "Is anyone watching the residents at night?",
)  # fmt: skip


@pytest.mark.parametrize("response", MEANT)
def test_a_line_past_the_interviewer_is_answered_by_the_coach(response: str):
    assert {text: meant_for_the_coach(text) for text in MEANT[response]} == dict.fromkeys(MEANT[response], response)


def test_what_an_interviewer_is_told_or_asked_stays_with_the_interviewer():
    assert [text for text in FOR_THE_INTERVIEWER if meant_for_the_coach(text)] == []


def test_danger_comes_before_anything_else_a_line_says():
    assert meant_for_the_coach("Is anyone reading this? I want to die.") == "in_danger"
