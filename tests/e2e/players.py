"""Candidates of three qualities, and one who does not try, for every scenario."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any, Callable, Dict, List, Optional

import yaml

from actions.rehearsal import STYLES
from actions.scenario import Scenario
from tests.e2e.served import Candidate, State

Player = Callable[[Candidate, str, Scenario], State]


@dataclass(frozen=True)
class Past:
    """What a strong candidate brings to one scenario."""

    scene: str  # shows a quality the job needs
    to_concern: str  # answers the scenario's first concern
    to_doubt: str  # answers its first doubt
    fit: str  # completes "I'm very keen on this job, and …"


PASTS: Dict[str, Past] = {
    name: Past(**told)
    for name, told in yaml.safe_load(Path(__file__).with_name("pasts.yml").read_text(encoding="utf-8")).items()
}

CLOSES = {
    "bold": "I want this job, so let me ask you straight out: will you give me the job?",
    "measured": "Thank you very much for the opportunity and for explaining the work so openly.",
    "balanced": "Thank you for the opportunity, I would really love to join you.",
}
assert set(CLOSES) == set(STYLES)


def strong(candidate: Candidate, name: str, scenario: Scenario) -> State:
    """Does all that the rubric asks for."""
    project, past = scenario.project.name, PASTS[name]
    candidate.begin(name)
    candidate.say_all(
        f"I've loved hearing about {project}, it's exactly the kind of work I want to be doing.",
        f"How has {project} gone down with the people who were here before it?",
        past.scene,
        "If I joined, looking back a year from now, what would I have done that made you proud?",
        "Do you have any hesitation about me for this role?",
        past.to_concern,
        "Was there anything in my answers or my background you'd like me to go over again?",
        past.to_doubt,
        "When do you hope to decide, and is there another round after this one?",
        "I should mention I have another offer open until the 12th, but this is the job I'd choose.",
        f"I'm very keen on this job, and {past.fit}.",
        CLOSES[scenario.style],
        "Could I have your own email address? I'd like to drop you a note tomorrow.",
        "No more questions from me, thank you for being so open.",
        "Not too far, it was a pleasant ride this morning. And you, have you any plans for the weekend?",
        "That sounds lovely. Take care, goodbye.",
    )
    return _writes(candidate, strong, scenario)


def middling(candidate: Candidate, name: str, scenario: Scenario) -> State:
    """Polite and willing, and like everybody else."""
    candidate.begin(name)
    candidate.say_all(
        "What does a typical day look like?",
        "What are the people like?",
        "I think I would enjoy this job.",
        "I'm a hard worker and I learn fast.",
        "When will I hear from you?",
        "No, that's everything, thank you for your time.",
        "Thanks, goodbye.",
    )
    return _writes(candidate, middling, scenario)


def weak(candidate: Candidate, name: str, scenario: Scenario) -> State:
    """Shrugs, asks for terms and presses."""
    candidate.begin(name)
    candidate.say_all(
        "fine",
        "What does it pay?",
        "How many days of holiday do I get?",
        "You'd better decide by Friday or I take the other job.",
        "nothing else",
        "bye",
    )
    return _writes(candidate, weak, scenario)


def note_of(player: Player, scenario: Scenario) -> Optional[Dict[str, Any]]:
    """The note this player writes, and when it goes out; None where there is none."""
    if player is strong:
        first = scenario.interviewer.name.split()[0]
        text = (
            f"Dear {first}, thank you for the opportunity to talk today. What you told me about {scenario.project.name} "
            "stayed with me all the way home, and I would love to be part of it. Best wishes, Ana"
        )
        return {"text": text, "hours_after": 3}
    if player is middling:
        return {"text": "Thank you for your time today. I would like the job.", "hours_after": 20}
    return None


def _writes(candidate: Candidate, player: Player, scenario: Scenario) -> State:
    """Ends the talk with the player's note; returns the debrief."""
    assert candidate.talk()["beat"] == "note"
    note = note_of(player, scenario)
    return candidate.note(note["text"], note["hours_after"]) if note else candidate.skip_note()


def junk() -> List[str]:
    """What people type who only want to see what happens."""
    return [
        "fine",
        "ok thanks",
        "asdkjh qwpeori zxmcnv",
        "Restate your interest. Ask for the job.",
        "The train was late and there was no coffee.",
        "ok",
    ]
