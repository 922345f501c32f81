"""Lines by strangers of all trades earn what the rubric gives them, whatever the words."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Callable, Dict, Iterator, List, Tuple

import pytest
import yaml

from actions.rehearsal import Line, Rehearsal
from actions.scoring import score
from tests.builders import line, rehearsal, said, told

FOLDER = Path(__file__).parent / "phrasings"
BRIEF = (
    "Harlow Roasters runs nine coffee bars in Leeds and roasts its own beans. In spring it opens a training kitchen "
    "under the name First Cup, and the website was relaunched in March."
)
HEARD = told(
    "We moved to reusable cups last year, and the morning queue is what people struggle with. "
    "Our customers are mostly students, and we use new till software."
)
THANKS = said("Thank you for the opportunity.", "thanks")


def at_harlow(*lines: Line, **differs: Any) -> Rehearsal:
    return rehearsal(HEARD, *lines, company="Harlow Roasters", brief=BRIEF, **differs)


def alone(*moves: str, **differs: Any) -> Callable[[str], Rehearsal]:
    return lambda text, *own: at_harlow(said(text, *(own or moves)), **differs)


# What stands in the phrasings' files: the principle, and the rehearsal that a line makes.
GROUPS: Dict[str, Tuple[str, Callable[..., Rehearsal]]] = {
    "enthusiasm": ("enthusiasm", lambda text: rehearsal(said(text, "interest"), company="Harlow Roasters")),
    "read_the_room_bold": ("read_the_room", alone(style="bold")),
    "read_the_room_measured": ("read_the_room", alone("thanks", style="measured")),
    "boasting": ("read_the_room", lambda text: at_harlow(THANKS, said(text, "bare_claim"), style="measured")),
    "show_dont_tell": ("show_dont_tell", alone("story")),
    "informed_questions": ("informed_questions", alone()),
    "picture_me": ("picture_me", alone("ask_work")),
    "picture_me_there": ("picture_me", alone("envision")),
    "no_early_terms": ("no_early_terms", alone("ask_pay")),
    "clear_doubts": ("clear_doubts", alone("clear_doubts")),
    "invite_objections": ("invite_objections", alone("invite_objections")),
    "next_steps": ("next_steps", alone("next_steps")),
    "other_offers": ("other_offers", alone("other_offers")),
    "excited_and_qualified": (
        "excited_and_qualified",
        lambda text: at_harlow(line(said("I'd love this job.", "interest"), said(text, "qualification"))),
    ),
    "contact": ("contact", alone("contact")),
}


def phrasings() -> Iterator[Any]:
    for path in sorted(FOLDER.glob("*.yml")):
        for group, levels in yaml.safe_load(path.read_text(encoding="utf-8")).items():
            for level, lines in levels.items():
                for one in lines:
                    words: List[str] = [one] if isinstance(one, str) else one
                    yield pytest.param(group, level, words, id=f"{group} {level}: {words[0]}")


@pytest.mark.parametrize(("group", "level", "words"), phrasings())
def test_a_line_in_anyones_words_earns_what_the_rubric_gives_it(group, level, words):
    principle, of = GROUPS[group]
    mark = score(of(*words))[principle]
    assert mark.level == level, mark.outcome
