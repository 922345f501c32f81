"""Every word that is said is in the domain, every one in the domain is said, and every placeholder is filled."""

from __future__ import annotations

import ast
import re
from typing import Dict, Iterator, List, Set, Tuple

import pytest
import yaml

from actions.advert import KINDS
from actions.answering import FACTS, QUESTIONS
from actions.listening import TACT
from actions.reacting import REACTIONS
from actions.rehearsal import STYLES
from actions.scoring.ask import TERMS
from actions.scoring.principles import rubric
from bot.nlu.vocabulary import MOVES
from bot.settings import ROOT

RESPONSES: Dict[str, List[str]] = {
    name: [one["text"] for one in wordings]
    for path in (ROOT / "bot" / "domain" / "responses").glob("*.yml")
    for name, wordings in yaml.safe_load(path.read_text(encoding="utf-8"))["responses"].items()
}

WITH_THEIR_OWN = {"ask_for_job", "other_offers", "address_concern", "bare_claim", "small_talk"}
# What a name that is put together can be, by the function and the expression it stands in.
PUT_TOGETHER = {
    ("_note", "response"): {"note_up", "note_down"},
    ("_raise", "response"): {"invite_objections", "clear_doubts"},
    ("_raise", "f'{response}_none'"): {"invite_objections_none", "clear_doubts_none"},
    ("_reaction", "f'ask_for_job_{scenario.style}'"): {f"ask_for_job_{style}" for style in STYLES},
    ("_reaction", "move"): set(REACTIONS) - WITH_THEIR_OWN,
    ("_answer", "again"): {"contact", "contact_again"},
    ("_fact", "response"): {*FACTS, *(f"ad_{kind}" for kind in KINDS)},
    ("nearest", "response"): {*FACTS, *(f"ad_{kind}" for kind in KINDS)} - {"envision"},
    ("answered_past", "response"): {"in_danger", "machine", "who_reads", "off_script", "what_now"},
    ("_tip", "response"): {"note_same", "note_nerves"},
    ("heard", "tact"): set(TACT),
    ("weigh", "tact"): set(TACT),
    ("walk_to_door", "lead_in(memory, line, reply)"): {"at_the_door", "at_the_door_turned"},
    ("goodbye", "lead_in(memory, line, reply)"): {"at_the_door", "at_the_door_turned"},
    ("set_up", "f'drill_{principle}'"): {f"drill_{name}" for name in rubric().principles if name != "small_talk"},
    ("_put_off", "move"): set(TERMS),
}


def pieces_made() -> Iterator[Tuple[str, ast.Call]]:
    """Every `piece(…)` under actions/, with the name of the function it stands in."""
    for path in (ROOT / "actions").glob("*.py"):
        for function in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(function, ast.FunctionDef):
                for call in ast.walk(function):
                    if isinstance(call, ast.Call) and getattr(call.func, "id", "") == "piece":
                        yield function.name, call


def names_of(function: str, name: ast.expr) -> Set[str]:
    if isinstance(name, ast.Constant):
        return {str(name.value)}
    if isinstance(name, ast.IfExp):
        return names_of(function, name.body) | names_of(function, name.orelse)
    return PUT_TOGETHER[function, ast.unparse(name)]


def values_of(call: ast.Call, name: str) -> Set[str]:
    """The placeholders a call fills; `**{act: …}` fills the one that is raised."""
    raised = {"invite_objections": "concern", "clear_doubts": "doubt"}
    return {keyword.arg or raised[name] for keyword in call.keywords}


SAID = [
    (f"utter_{name}", values_of(call, name))
    for function, call in pieces_made()
    for name in names_of(function, call.args[0])
]


def test_everything_an_action_can_say_is_in_the_domain():
    assert sorted({name for name, _ in SAID} - set(RESPONSES)) == []


def test_nothing_is_in_the_domain_that_no_action_says():
    assert sorted(set(RESPONSES) - {name for name, _ in SAID}) == []


def test_every_placeholder_is_one_the_code_fills_wherever_it_says_it():
    unfilled = {
        (name, placeholder)
        for name, values in SAID
        for text in RESPONSES.get(name, ())
        for placeholder in set(re.findall(r"\{(\w*)\}", text)) - values
    }
    assert sorted(unfilled) == []


def test_a_fact_a_concern_a_date_or_an_address_is_in_every_wording_that_is_there_to_tell_it():
    telling = {
        "fact",
        "concern",
        "doubt",
        "remark",
        "reply",
        "steps",
        "how",
        "contact",
        "reason",
        "hint",
        "line",
        "url",
    }
    mute = {
        (name, value)
        for name, values in SAID
        for value in values & telling
        for text in RESPONSES.get(name, ())
        if f"{{{value}}}" not in text
    }
    assert sorted(mute) == []


@pytest.mark.parametrize("move", MOVES)
def test_every_move_has_its_place_in_what_the_interviewer_does(move: str):
    source = "".join(
        (ROOT / "actions" / name).read_text(encoding="utf-8") for name in ("interviewer.py", "reacting.py")
    )
    assert move in REACTIONS + QUESTIONS or f'"{move}"' in source
