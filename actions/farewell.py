"""How the interviewer takes leave: a friendly remark on the way out, an answer to what is said there, goodbye."""

from __future__ import annotations

from datetime import date
from typing import List, Optional, Sequence

from actions import listening
from actions.answering import rotated, scenario_of, turn_of
from actions.memory import Memory, Piece
from actions.rehearsal import Line
from actions.reply import Reply, piece
from actions.scenario import Friendly

SEASONS = ("winter", "spring", "summer", "autumn")  # of the northern half, three months each from December


def closing(memory: Memory) -> Reply:
    """Getting up, with a friendly remark that fits the season and was not made before."""
    told = memory.told()
    fitting = [
        one for one in scenario_of(memory).small_talk if one.season in ("any", season()) and one.remark not in told
    ]
    remark = (rotated(fitting, turn_of(memory)) or scenario_of(memory).small_talk)[0].remark
    return Reply((piece("wind_up", remark=remark),), frozenset({"small_talk"}), "door")


def season(today: Optional[date] = None) -> str:
    """The season of a day in the northern half of the world."""
    return SEASONS[(today or date.today()).month % 12 // 3]


def friendly_reply(memory: Memory, line: Line) -> Optional[str]:
    """What the interviewer answers to a friendly word at the door, once."""
    friendly = line.makes("small_talk") or any(s.terms and not s.moves for s in line.sentences)
    if not friendly or line.makes("defensive", "pressure"):
        return None
    told = memory.told()
    ones: Sequence[Friendly] = scenario_of(memory).small_talk
    return next((one.reply for one in ones if one.remark in told and one.reply not in told), None)


def lead_in(memory: Memory, line: Line, reply: str) -> str:
    """How the interviewer comes to their own answer: another way where something else was asked back."""
    remark = next(one.remark for one in scenario_of(memory).small_talk if one.reply == reply)
    return "at_the_door_turned" if listening.asks_something_else(line, (remark, reply)) else "at_the_door"


def goodbye(memory: Memory, line: Line, reply: Optional[str]) -> List[Piece]:
    """The last word, after the interviewer's own answer to the friendly remark where there is one to give."""
    if line.makes("defensive", "pressure"):
        return [piece("short_goodbye")]
    leave = piece("leave", interviewer=scenario_of(memory).interviewer.name)
    if reply:
        return [piece(lead_in(memory, line, reply), reply=reply), leave]
    return [piece("thanks"), leave] if line.makes("thanks") else [leave]
