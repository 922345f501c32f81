"""The buttons of a chat: what is offered at each point of the talk, and what pressing one means."""

from __future__ import annotations

import re
from typing import Any, Dict, List, Optional, Tuple

from actions.interviewer import TALKING
from actions.memory import Memory
from actions.scenario import scenarios
from actions.scoring.principles import rubric
from actions.set_up import named_in
from bot.channels.text import command, command_in, message_of
from bot.channels.words import words

TALK = (*TALKING, "door")
SKIPPABLE = ("note", "note_hours", "own_facts")
CHECKED = "own_check"  # where one agrees to what was read out of an advert
SKIP, START = "skip", "go ahead"
OF, PIECE = "#", 8  # what stands between a button's payload and the beginning of its rehearsal's name; its characters
OFFERED = (command("hint"), command("finish"), command("restart"), SKIP, START)  # what the buttons made here mean
Button = Dict[str, str]  # title, payload: as Rasa has them
Messages = List[Tuple[str, Dict[str, Any]]]  # text and metadata, for Rasa


def offered(memory: Memory) -> List[Button]:
    """The buttons that go with this point of the talk; each knows its rehearsal."""
    of = _rehearsal(memory)
    return [{"title": title, "payload": f"{payload}{OF}{of}" if of else payload} for title, payload in _meant(memory)]


def _meant(memory: Memory) -> List[Tuple[str, str]]:
    beat, titles = memory.settings.get("beat"), words().buttons
    if beat in TALK:
        hint = [(titles.hint, command("hint"))] if memory.is_practice else []
        return [*hint, (titles.finish, command("finish"))]
    if beat in SKIPPABLE:
        return [(titles.skip, SKIP)]
    if beat == CHECKED:
        return [(titles.start, START)]
    return [(titles.again, command("restart"))] if beat == "debrief" else []


def _rehearsal(memory: Memory) -> str:
    """The beginning of its name, short enough for a button; empty before there is one."""
    return str(memory.settings.get("rehearsal") or "")[:PIECE]


def idle(payload: str, memory: Memory) -> Optional[str]:
    """Why a button does nothing any more, in a sentence for who pressed it; None where it does something."""
    meant, _, of = payload.partition(OF)
    if meant in OFFERED:
        # Sent before buttons knew their rehearsal, one can't be told from an old one: there is a new one at hand.
        return words().sentences.earlier if of != _rehearsal(memory) else None
    known = not payload.startswith("/") or practised(payload) or command_in(payload)
    return None if known else words().sentences.no_meaning


def pressed(payload: str, title: str, memory: Memory) -> Messages:
    """What Rasa is to hear for a button that is not idle, however long ago it was sent."""
    named = {scenario.title: name for name, scenario in scenarios().items()}
    beat = memory.settings.get("beat") or "lobby"
    if title in named:
        return [(command("choose_scenario"), {"choice": {"scenario": named[title], "mode": "practice"}})]
    meant = payload.partition(OF)[0]
    payload = meant if meant in OFFERED else payload
    if (payload == SKIP and beat not in SKIPPABLE) or (payload == START and beat != CHECKED):
        return [(command("help"), {})]
    if payload.isdigit() and beat != "lobby":  # one's own job, from an older list
        return [(command("restart"), {}), (payload, {})]
    return [practised(payload) or (message_of(payload), {})]


def practised(text: str) -> Optional[Tuple[str, Dict[str, Any]]]:
    """What Rasa is to hear where a principle is called by its name in data/principles.yml ("practise small_talk")."""
    called = re.fullmatch(r"/?practise\s+(\w+)", text.strip(), re.IGNORECASE)
    name = called.group(1).lower() if called else ""
    return (command("drill"), {"drill": name}) if name in rubric().principles else None


def begun_anew(text: str) -> bool:
    """Whether somebody's first line is no more than a hello: neither a command nor a choice."""
    return not text.startswith("/") and named_in(text) is None
