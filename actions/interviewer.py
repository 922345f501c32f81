"""What the interviewer does next: which responses, with which of the scenario's facts.

Pure: from what happened so far and the candidate's line to a reply. The words
themselves are the domain's responses; `bot/nlg.py` puts them together.
"""

from __future__ import annotations

from typing import List, Optional, Sequence, Tuple

from actions import listening
from actions.answering import QUESTIONS, answers, rotated, scenario_of, turn_of
from actions.farewell import closing, friendly_reply, goodbye, lead_in
from actions.memory import Memory, Piece
from actions.reacting import heard, reactions
from actions.rehearsal import RAISED, Line
from actions.reply import Reply, piece
from actions.scenario import Raised, Scenario
from actions.scoring.clear import explains
from actions.scoring.finding import EVIDENCE

LAST_CALL, LAST_LINE = 14, 16  # after so many lines time is nearly over, and over
LAST_CALL_TOUGH, LAST_LINE_TOUGH = 10, 12
DOOR_LINES = 2  # questions still answered on the way to the door
PATIENCE = {"tough": 2}  # rude lines until the interviewer ends the talk
PATIENCE_ELSE = 3
RAISES = {  # responses that raise something, and what
    "utter_invite_objections": "concern", "utter_second_concern": "concern", "utter_clear_doubts": "doubt",
}  # fmt: skip
PRESSES = ("utter_press", "utter_weigh_vague")
TALKING = ("questions", "concern", "doubt")
ASKING = (  # responses that ask something, or leave one time: after them nobody is asked on
    "bare_claim", "unclear", "few_words", "one_more", "time", "press", "asked_often", "later", "hard_news", "nerves", "over_to_you",
)  # fmt: skip


def open_talk(scenario: Scenario) -> Reply:
    """The first line: a few minutes are left."""
    who = scenario.interviewer
    return Reply((piece("open", interviewer=who.name, title=who.title, company=scenario.company),), beat="questions")


def answer(memory: Memory, line: Line) -> Reply:
    """Reacts to what the line says and answers what it asks, in its order."""
    call, last = (LAST_CALL_TOUGH, LAST_LINE_TOUGH) if memory.temper == "tough" else (LAST_CALL, LAST_LINE)
    if memory.talk_lines >= last:
        return wind_up(memory, line)
    if _is_enough(memory, line):
        return Reply((piece("enough"), piece("short_goodbye")), beat="note")
    if _is_through(memory, line):
        return wind_up(memory, line)
    pieces = heard(memory, line)
    if memory.talk_lines == call:
        return _fitted(memory, [*pieces, piece("time")])
    return _fitted(memory, _over(pieces, line))


def break_in(memory: Memory, line: Optional[Line] = None) -> Reply:
    """The clock has run out: what was asked last is answered, and then everybody gets up."""
    said = heard(memory, line) if line else []
    leaving = closing(memory)
    return _fitted(memory, [*said, piece("time_over"), *leaving.pieces], leaving)


def raise_concern(memory: Memory, line: Line) -> Reply:
    """Says what speaks against the candidate: the next concern not yet raised."""
    return _raise(memory, line, "concern")


def raise_doubt(memory: Memory, line: Line) -> Reply:
    """Says what was left unclear: the next doubt not yet raised."""
    return _raise(memory, line, "doubt")


def weigh(memory: Memory, line: Line) -> Reply:
    """Takes the answer to a concern or a doubt: accepts it, presses once, or lets it rest."""
    act = _act_answered(memory)
    if _is_enough(memory, line):
        return Reply((piece("enough"), piece("short_goodbye")), beat="note")
    if listening.asks_again(line) and not line.moves():
        return _asked_on(memory, _raised_again(memory, act))
    if line.makes("pressure"):
        return Reply((piece("pressure"),), beat="questions")
    if line.makes("defensive"):
        return _fitted(memory, _over([piece("weigh_defensive"), *answers(memory, line)], line), beat="questions")
    if line.makes("goodbye") and not line.makes(*EVIDENCE, *QUESTIONS):
        return wind_up(memory, line)  # who takes leave is not held back for an answer
    tact = listening.sensitive(line)
    if tact and not line.makes(*EVIDENCE):
        return _fitted(memory, _over(heard(memory, line), line), beat="questions")
    first = [piece(tact)] if tact else []
    rest = [*_asks(memory, line), *answers(memory, line)]
    vague = not line.makes(*EVIDENCE) and (act == "concern" or not explains([line]))
    if vague and not _pressed(memory):
        return _asked_on(memory, [*rest, *_press(memory, act)])
    if act == "doubt":
        explained = piece("doubt_vague" if vague else "doubt_good")
        return _fitted(memory, _over([*first, explained, *rest], line), beat="questions")
    taken = [] if vague and _asks(memory, line) else [piece("weigh_vague_again" if vague else "weigh_good")]
    return _after_concern(memory, line, [*first, *taken, *rest])


def wind_up(memory: Memory, line: Line) -> Reply:
    """Closes the talk with a friendly remark, unless there should be one more opening first."""
    if listening.has_questions(line) and not line.makes("goodbye"):
        return _fitted(memory, _over(heard(memory, line), line))
    opens = memory.temper != "tough" and memory.talk_lines < 4 and not memory.said("utter_one_more")
    said = [] if listening.declines(line) and not line.moves() else heard(memory, line)
    if (line.makes("no_questions") or listening.declines(line)) and opens:
        return _fitted(memory, [*said, piece("one_more")])
    leaving = closing(memory)
    return _fitted(memory, [*said, *leaving.pieces], leaving)


def _is_through(memory: Memory, line: Line) -> bool:
    """Whether a plain "no, that's all" answers what the interviewer asked last: if there was anything else."""
    last = memory.pieces[-1].response if memory.pieces else ""
    asked = last in {f"utter_{name}" for name in ("open", "over_to_you", "one_more", "time", "few_words", "unclear")}
    wanted = last in ("utter_bare_claim", "utter_asked_often")  # there a "not really" is an answer
    told = len(line.text.split()) > 1 and not wanted
    return listening.declines(line) and not line.makes(*QUESTIONS) and (asked or told)


def walk_to_door(memory: Memory, line: Line) -> Reply:
    """At the door: a last answer if one is asked, a friendly word, goodbye."""
    has_time = memory.lines_in_beat < DOOR_LINES and memory.seconds_left != 0
    if line.makes("invite_objections", "clear_doubts") and has_time:
        raised = _raise(memory, line, "concern" if line.makes("invite_objections") else "doubt")
        return Reply(raised.pieces, raised.acts)
    if listening.sensitive(line) and has_time:
        return _fitted(memory, heard(memory, line))
    weighed = _weighed(memory, line)
    said = answers(memory, line)
    if said and has_time:
        return _fitted(memory, [*weighed, *reactions(memory, line)[:1], *said])
    reply = friendly_reply(memory, line)
    if reply and not line.makes("goodbye"):
        told = piece(lead_in(memory, line, reply), reply=reply)
        return Reply((*weighed, *said, told), frozenset({"small_talk"})).fitted()
    offers = _asks(memory, line)
    return _fitted(memory, [*weighed, *offers, *said, *goodbye(memory, line, reply)], beat="note")


def _asks(memory: Memory, line: Line) -> List[Piece]:
    """A word to being asked for the job or told of another offer, which nobody passes over."""
    asks = ("utter_ask_for_job", "utter_other_offers")
    return [one for one in reactions(memory, line) if one.response.startswith(asks)]


def _weighed(memory: Memory, line: Line) -> List[Piece]:
    """What the interviewer says to the answer to something raised at the door, where nobody is pressed; not the answers, they follow."""
    if not memory.acts & RAISED:
        return []
    rests = piece("doubt_vague" if _act_answered(memory) == "doubt" else "weigh_vague_again")
    about = ("utter_weigh", "utter_doubt", "utter_press", "utter_pressure", "utter_enough")
    said = [one for one in weigh(memory, line).pieces if one.response.startswith(about)][:1]
    return [rests if one.response in PRESSES else one for one in said]


def _is_enough(memory: Memory, line: Line) -> bool:
    """Whether the candidate has been rude once too often."""
    rude = sum(one.makes("defensive") for _, one in memory.rehearsal.candidate_lines())
    return line.makes("defensive") and rude >= PATIENCE.get(memory.temper, PATIENCE_ELSE)


def _raise(memory: Memory, line: Line, act: str) -> Reply:
    response = {"concern": "invite_objections", "doubt": "clear_doubts"}[act]
    if listening.sensitive(line) and not listening.beside(line).makes(response):
        return answer(memory, line)
    found = _before_raising(memory, line)
    one = _left(memory, act)
    if one is None:
        return _fitted(memory, _over([*found, piece(f"{response}_none")], None), beat="questions")
    raised = piece(response, **{act: one.says})
    return Reply((*found, raised), frozenset({act}), act).fitted(memory.temper == "tough")


def _before_raising(memory: Memory, line: Line) -> List[Piece]:
    """What comes before something is raised: one word to what was said besides, which asks nothing, and the answers."""
    said = [
        one for one in heard(memory, line) if one.response not in {f"utter_{name}" for name in (*ASKING, "unknown")}
    ]
    told = answers(memory, line)
    return [*[one for one in said if one not in told][:1], *told]


def _left(memory: Memory, act: str) -> Optional[Raised]:
    """The next concern or doubt not raised yet."""
    scenario, told = scenario_of(memory), memory.told()
    ones: Sequence[Raised] = scenario.concerns if act == "concern" else scenario.doubts
    return next((one for one in rotated(ones, turn_of(memory)) if one.says not in told), None)


def _raised_last(memory: Memory, act: str) -> Optional[Raised]:
    """The concern or doubt that is being answered."""
    scenario = scenario_of(memory)
    ones: Sequence[Raised] = scenario.concerns if act == "concern" else scenario.doubts
    said = [value for one in memory.pieces for value in one.values.values()]
    known = [one for value in reversed(said) for one in ones if one.says == value]
    return known[0] if known else None


def _raised_again(memory: Memory, act: str) -> List[Piece]:
    """What was raised last, in other words; pressed on already, the question about it."""
    one = _raised_last(memory, act)
    if one is None or _pressed(memory):
        return _press(memory, act)
    return [piece("invite_objections" if act == "concern" else "clear_doubts", **{act: one.says})]


def _asked_on(memory: Memory, pieces: List[Piece]) -> Reply:
    """The reply that asks once more about what was raised."""
    return _fitted(memory, pieces, Reply((), frozenset({"press"})))


def _act_answered(memory: Memory) -> str:
    """Whether it is a concern or a doubt that is being answered: what was raised last."""
    return next((RAISES[one.response] for one in reversed(memory.pieces) if one.response in RAISES), "concern")


def _pressed(memory: Memory) -> bool:
    """Whether the interviewer has asked again about what was raised last."""
    last = max((i for i, one in enumerate(memory.pieces) if one.response in RAISES), default=-1)
    return any(one.response in PRESSES for one in memory.pieces[last + 1 :])


def _press(memory: Memory, act: str) -> List[Piece]:
    one = _raised_last(memory, act)
    return [piece("press", question=one.press) if one and one.press else piece("weigh_vague")]


def _after_concern(memory: Memory, line: Line, pieces: List[Piece]) -> Reply:
    """After a concern: the doubt, where both were asked for in one breath; a second concern from a tough one."""
    asked = sum(1 for _, one in memory.rehearsal.candidate_lines() if one.makes("clear_doubts"))
    doubt = _left(memory, "doubt") if asked > memory.said("utter_clear_doubts", "utter_clear_doubts_none") else None
    if doubt:
        return Reply((*pieces, piece("clear_doubts", doubt=doubt.says)), frozenset({"doubt"}), "doubt").fitted()
    again = memory.temper == "tough" and not memory.said("utter_second_concern")
    concern = _left(memory, "concern") if again else None
    if concern:
        second = piece("second_concern", concern=concern.says)
        return Reply((*pieces, second), frozenset({"concern"}), "concern").fitted(brief=True)
    return _fitted(memory, _over(pieces, line), beat="questions")


def _over(pieces: Sequence[Piece], line: Optional[Line]) -> Tuple[Piece, ...]:
    """Hands the word back where nothing in the reply does so yet."""
    asked = listening.beside(line) if line else None
    answered = asked is not None and asked.makes(*QUESTIONS, "pressure")  # who pushes is not asked on
    told = any("fact" in one.values for one in pieces)
    if answered or told or any(one.response in {f"utter_{name}" for name in ASKING} for one in pieces):
        return tuple(pieces)
    return (*pieces, piece("over_to_you"))


def _fitted(memory: Memory, pieces: Sequence[Piece], like: Optional[Reply] = None, beat: Optional[str] = None) -> Reply:
    """The reply of these pieces, short; with the acts and the beat of `like` where there is one."""
    acts = like.acts if like else frozenset()
    return Reply(tuple(pieces), acts, like.beat if like else beat).fitted(brief=memory.temper == "tough")
