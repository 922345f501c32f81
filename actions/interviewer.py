"""What the interviewer says next: which responses, with which of the scenario's facts.

Pure: from what happened so far and the candidate's line to a reply. The words
themselves are the domain's responses; `bot/nlg.py` puts them together.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Dict, FrozenSet, Iterable, List, Optional, Sequence, Tuple

from actions.memory import Memory, Piece
from actions.rehearsal import Line, Sentence
from actions.scenario import Raised, Scenario
from actions.scoring.ask import SUCCESS, TERMS
from actions.scoring.finding import cue, says
from actions.scoring.knowledge import specific, stem, words

LAST_CALL, LAST_LINE = 14, 16  # after so many lines time is nearly over, and over
MOST_REACTIONS = 3
DOOR_LINES = 2  # questions still answered on the way to the door
EVIDENCE = ("address_concern", "qualification", "story")

# Statements the interviewer reacts to, the weightiest first.
REACTIONS = (
    "ask_for_job", "other_offers", "defensive", "self_doubt", "story", "qualification", "address_concern", "bare_claim",
    "interest", "follow_up", "small_talk", "thanks", "greeting",
)  # fmt: skip
QUESTIONS = (
    "ask_work", "ask_culture", "ask_company", "envision", "next_steps", "contact", "ask_pay", "ask_start", "ask_leave", "ask_benefits",
)  # fmt: skip
AHEAD = cue(
    "plan",
    "next",
    "future",
    "ahead",
    "grow",
    "expan",
    "year",
    "roadmap",
    "launch",
    "going to",
    "coming",
    "where do you see",
    "hope",
    "aim",
    "long.term",
)


@dataclass(frozen=True)
class Reply:
    """One turn of the interviewer."""

    pieces: Tuple[Piece, ...]
    acts: FrozenSet[str] = frozenset()  # concern, doubt, small_talk
    beat: Optional[str] = None  # the beat that follows, where it changes


def piece(response: str, **values: str) -> Piece:
    """A piece of a reply."""
    return Piece(f"utter_{response}", values)


def open_talk(scenario: Scenario) -> Reply:
    """The first line: a few minutes are left."""
    who = scenario.interviewer
    return Reply((piece("open", interviewer=who.name, title=who.title, company=scenario.company),), beat="questions")


def answer(memory: Memory, line: Line) -> Reply:
    """Reacts to what the line says and answers what it asks, in its order."""
    if memory.talk_lines >= LAST_LINE:
        return wind_up(memory, line)
    pieces = _heard(memory, line)
    if memory.talk_lines == LAST_CALL:
        return Reply((*pieces, piece("time")))
    return Reply(_over(pieces, line, memory))


def raise_concern(memory: Memory, line: Line) -> Reply:
    """Says what speaks against the candidate: the next concern not yet raised."""
    return _raise(memory, line, "concern")


def raise_doubt(memory: Memory, line: Line) -> Reply:
    """Says what was left unclear: the next doubt not yet raised."""
    return _raise(memory, line, "doubt")


def weigh(memory: Memory, line: Line) -> Reply:
    """Takes the answer to a concern or a doubt: accepts it, presses once, or lets it rest."""
    act = "doubt" if "doubt" in memory.acts or memory.settings.get("beat") == "doubt" else "concern"
    if line.makes("pressure"):
        return Reply((piece("pressure"),), beat="questions")
    if line.makes("defensive"):
        return Reply((piece("weigh_defensive"), piece("over_to_you")), beat="questions")
    rest = _answers(memory, line)
    if act == "concern" and not line.makes(*EVIDENCE):
        if not memory.said("utter_weigh_vague"):
            return Reply((*rest, piece("weigh_vague")))
        return _then_doubt(memory, line, [piece("weigh_vague_again"), *rest])
    if act == "doubt":
        clear = line.makes(*EVIDENCE) or len(line.text.split()) > 5
        return Reply(_over([piece("doubt_good" if clear else "doubt_vague"), *rest], line, memory), beat="questions")
    return _then_doubt(memory, line, [piece("weigh_good"), *rest])


def wind_up(memory: Memory, line: Line) -> Reply:
    """Closes the talk with a friendly remark, unless there should be one more opening first."""
    if line.makes("no_questions") and memory.talk_lines < 4 and not memory.said("utter_one_more"):
        return Reply((*_heard(memory, line), piece("one_more")))
    remark = _scenario(memory).small_talk[_turn(memory) % len(_scenario(memory).small_talk)].remark
    return Reply((*_heard(memory, line), piece("wind_up", remark=remark)), frozenset({"small_talk"}), "door")


def walk_to_door(memory: Memory, line: Line) -> Reply:
    """At the door: a last answer if one is asked, a friendly word, goodbye."""
    has_time = memory.lines_in_beat < DOOR_LINES
    raising = line.makes("invite_objections", "clear_doubts")
    if raising and has_time:
        raised = _raise(memory, line, "concern" if line.makes("invite_objections") else "doubt")
        return Reply(raised.pieces, raised.acts)
    weighed = weigh(memory, line).pieces[:1] if memory.acts & {"concern", "doubt"} else ()
    answers = _answers(memory, line)
    if answers and has_time:
        return Reply((*weighed, *_reactions(memory, line)[:1], *answers))
    reply = _friendly_reply(memory, line)
    if reply and not line.makes("goodbye"):
        return Reply((*weighed, *answers, piece("at_the_door", reply=reply)), frozenset({"small_talk"}))
    return Reply((*weighed, *answers, *_goodbye(memory, line, reply)), beat="note")


def _friendly_reply(memory: Memory, line: Line) -> Optional[str]:
    """What the interviewer answers to a friendly word at the door, once."""
    friendly = line.makes("small_talk") or any(s.terms and not s.moves for s in line.sentences)
    if not friendly or line.makes("defensive", "pressure"):
        return None
    told = memory.told()
    return next(
        (one.reply for one in _scenario(memory).small_talk if one.remark in told and one.reply not in told), None
    )


def _goodbye(memory: Memory, line: Line, reply: Optional[str]) -> List[Piece]:
    if line.makes("defensive", "pressure"):
        return [piece("short_goodbye")]
    leave = piece("leave", interviewer=_scenario(memory).interviewer.name)
    if reply:
        return [piece("at_the_door", reply=reply), leave]
    return [piece("thanks"), leave] if line.makes("thanks") else [leave]


def _raise(memory: Memory, line: Line, act: str) -> Reply:
    response = {"concern": "invite_objections", "doubt": "clear_doubts"}[act]
    scenario = _scenario(memory)
    open_ones: Sequence[Raised] = scenario.concerns if act == "concern" else scenario.doubts
    told = memory.told()
    left = [one for one in open_ones if one.says not in told]
    heard = _heard(memory, line)
    if not left:
        return Reply(_over([*heard, piece(f"{response}_none")], None, memory), beat="questions")
    return Reply((*heard, piece(response, **{act: left[0].says})), frozenset({act}), act)


def _then_doubt(memory: Memory, line: Line, pieces: List[Piece]) -> Reply:
    """After a concern: the doubt, where both were asked for in one breath."""
    asked = sum(1 for _, one in memory.rehearsal.candidate_lines() if one.makes("clear_doubts"))
    if asked > memory.said("utter_clear_doubts", "utter_clear_doubts_none"):
        doubt = next((one for one in _scenario(memory).doubts if one.says not in memory.told()), None)
        if doubt:
            return Reply((*pieces, piece("clear_doubts", doubt=doubt.says)), frozenset({"doubt"}), "doubt")
    return Reply(_over(pieces, line, memory), beat="questions")


def _heard(memory: Memory, line: Line) -> List[Piece]:
    """Reactions, then answers; what makes no move gets a word of its own."""
    if line.makes("pressure"):
        return [piece("pressure"), *_answers(memory, line)]
    pieces = [*_reactions(memory, line), *_answers(memory, line)]
    if pieces or line.moves():
        return pieces
    return [piece("no_move" if _makes_sense(line) else "unclear")]


def _makes_sense(line: Line) -> bool:
    """Whether there are words in it one could have understood."""
    return any(sentence.terms for sentence in line.sentences) and len(line.text.split()) > 1


def _reactions(memory: Memory, line: Line) -> List[Piece]:
    made = line.moves()
    found = [one for one in (_reaction(memory, move) for move in REACTIONS if move in made) if one][:MOST_REACTIONS]
    return sorted(found, key=lambda one: one.response != "utter_greeting")  # a greeting is answered first


def _reaction(memory: Memory, move: str) -> Optional[Piece]:
    scenario = _scenario(memory)
    if move == "ask_for_job":
        return piece(f"ask_for_job_{scenario.style}", decide=scenario.process.decide)
    if move == "other_offers":
        return piece("other_offers", decide=scenario.process.decide)
    if move == "address_concern":
        return piece("qualification")
    if move == "bare_claim":
        return piece("bare_claim_again" if memory.said("utter_bare_claim") else "bare_claim")
    if move == "small_talk":
        return piece("small_talk_plain")
    return None if memory.said(f"utter_{move}") > 3 and move in ("thanks", "greeting") else piece(move)


def _answers(memory: Memory, line: Line) -> List[Piece]:
    """An answer to each question, in the order asked; a fact is told once."""
    found: List[Piece] = []
    for sentence in line.sentences:
        for move in sentence.moves:
            if move in QUESTIONS:
                found.append(_answer(memory, sentence, move, found))
    return [one for i, one in enumerate(found) if one not in found[:i]]


def _answer(memory: Memory, sentence: Sentence, move: str, already: Iterable[Piece]) -> Piece:
    scenario = _scenario(memory)
    if move == "next_steps":
        process = scenario.process
        if memory.said("utter_next_steps"):
            return piece("next_steps_again", decide=process.decide)
        return piece("next_steps", steps=process.steps, decide=process.decide, how=process.how)
    if move == "contact":
        again = "contact_again" if memory.said("utter_contact") else "contact"
        return piece(again, contact=scenario.interviewer.contact)
    if move in TERMS:
        return _put_off(memory, scenario, move)
    told = memory.told() | {value for one in already for value in one.values.values()}
    fact = _fact(scenario, sentence, move, told)
    return piece(move, fact=fact) if fact else piece("told_all")


def _put_off(memory: Memory, scenario: Scenario, move: str) -> Piece:
    if move == "ask_start" and scenario.style == "bold":
        return piece("ask_start_bold")
    asked = memory.said(*(f"utter_{term}" for term in TERMS))
    return piece("terms_again" if asked else move)


def _fact(scenario: Scenario, sentence: Sentence, move: str, told: FrozenSet[str]) -> Optional[str]:
    """The untold fact that has most words in common with the question, among those of its kind."""
    facts: Dict[str, Sequence[str]] = scenario.facts.dict()
    asked = {stem(term) for term in sentence.terms}
    for kind in _kinds(sentence, move):
        left = [fact for fact in facts[kind] if fact not in told]
        if left:
            return max(left, key=lambda fact: len(asked & specific(words(fact))))
    return None


def _kinds(sentence: Sentence, move: str) -> Tuple[str, ...]:
    if move == "ask_work":
        return ("success", "work") if says(sentence, SUCCESS) else ("work",)
    if move == "ask_company":
        return ("plans", "company") if says(sentence, AHEAD) else ("company", "plans")
    return ("picture",) if move == "envision" else ("culture",)


def _over(pieces: Sequence[Piece], line: Optional[Line], memory: Memory) -> Tuple[Piece, ...]:
    """Hands the word back where nothing in the reply does so yet."""
    asks = {"utter_bare_claim", "utter_unclear", "utter_one_more", "utter_time"}
    answered = line is not None and line.makes(*QUESTIONS)
    if answered or any(one.response in asks for one in pieces):
        return tuple(pieces)
    return (*pieces, piece("over_to_you"))


def _turn(memory: Memory) -> int:
    """A number that differs between rehearsals and is the same on every reading of one."""
    return sum(map(ord, str(memory.settings.get("rehearsal") or "")))


def _scenario(memory: Memory) -> Scenario:
    assert memory.scenario is not None, "no rehearsal is running"
    return memory.scenario
