"""How the interviewer takes what a candidate says of themselves: a word to each of the weightiest statements."""

from __future__ import annotations

import re
from typing import List, Optional

from actions import listening
from actions.advert import cues
from actions.answering import QUESTIONS, answers, nearest, scenario_of
from actions.memory import Memory, Piece
from actions.rehearsal import Line
from actions.reply import piece
from actions.scoring import commonplace
from actions.scoring.finding import EVIDENCE
from actions.scoring.knowledge import specific, stem, stems, words
from actions.scoring.rudeness import mends

MOST_REACTIONS = 3
TAKEN_UP = 3  # numbers and names repeated back in one rehearsal, at most
TOO_LONG = 6  # words of a phrase that nobody would repeat back
# Nor how long something took, what came once, a person's name with a title, or half a list.
_IDLE = re.compile(
    r"\b(?:minutes?|hours?|seconds?|days?|weekends?|nights?|o['’]clock|[ap]m|\w+days?|last|next)\b|^\S+ (?:weeks?|months?)$|^(?:one|1|once|first|mr|mrs|ms|miss|dr|about one)\b|^[^,]*, (?!.* and )",
    re.IGNORECASE,
)
_COUNTS = {count for one in commonplace.NUMBERS.split() for count in one.split("-")} - {"one", "half", "decade"}
_ROUGHLY = re.compile(r"^(?:over|about|around|nearly|almost|more than|up to) ", re.IGNORECASE)
_TIED = re.compile(r" (?:at|for|with|in) (?=\S)")  # what stands behind says where, and needs no plural
_MANY = re.compile(r"[^us]s$|people$|men$|children$|staff$|cent$|grand$|quid$|euro$|sheep$|cattle$", re.IGNORECASE)

# Statements the interviewer reacts to, the weightiest first.
REACTIONS = (
    "ask_for_job", "other_offers", "defensive", "self_doubt", "story", "qualification", "address_concern", "bare_claim",
    "interest", "follow_up", "small_talk", "thanks", "greeting",
)  # fmt: skip


def heard(memory: Memory, line: Line) -> List[Piece]:
    """Reactions, then answers; what makes no move gets a word of its own, and what calls for tact comes first."""
    tact = listening.sensitive(line)
    if tact:
        rest = listening.beside(line)
        return [piece(tact), *reactions(memory, rest)[:1], *answers(memory, rest)]
    if listening.asks_again(line) and not line.moves():
        return [_again(memory)]
    if mends(memory.rehearsal):
        return [piece("forgiven"), *answers(memory, line)]
    if line.makes("pressure"):
        return [piece("pressure"), *answers(memory, line)]
    pieces = [*reactions(memory, line), *answers(memory, line)]
    if listening.unforeseen(line) and not line.makes(*QUESTIONS):
        return [*pieces, nearest(memory, line) or piece("unknown")]
    return pieces if pieces or line.moves() else [_without_a_move(memory, line)]


def _again(memory: Memory) -> Piece:
    """What was asked last, in other words."""
    asked = ("bare_claim", "few_words", "one_more", "asked_often", "time", "later", "open")
    last = memory.pieces[-1] if memory.pieces else piece("over_to_you")
    told = "fact" in last.values or last.response in {f"utter_{name}" for name in (*asked, "next_steps", "contact")}
    return last if told else piece("over_to_you")


def _without_a_move(memory: Memory, line: Line) -> Piece:
    """A word to what is neither statement nor question of any known kind."""
    if listening.declines(line):
        return piece("over_to_you")
    if listening.acknowledges(line):
        before = sum(listening.acknowledges(one) for _, one in memory.rehearsal.candidate_lines())
        return piece("few_words" if before > 1 else "over_to_you")
    if makes_sense(line):
        return _taken_up(memory, line) or piece("no_move")
    return piece("few_words" if memory.said("utter_unclear") else "unclear")


def makes_sense(line: Line) -> bool:
    """Whether there are words in it one could have understood: some that carry content, or a few of the commonest."""
    common = sum(word in cues().english for word in line.text.lower().replace("'", " ").split())
    return len(line.text.split()) > 1 and (any(sentence.terms for sentence in line.sentences) or common > 1)


def reactions(memory: Memory, line: Line) -> List[Piece]:
    """A word to each of the weightiest statements; a greeting is answered first."""
    made = line.moves()
    warmed = _warmed(memory, line)
    idle = {"small_talk" if warmed else None, "bare_claim" if line.makes(*EVIDENCE) else None}
    moves = [move for move in REACTIONS if move in made and move not in idle]
    found = [warmed, *(_reaction(memory, line, move) for move in moves)]
    kept = list(dict.fromkeys(one.response for one in found if one))[:MOST_REACTIONS]
    first = {one.response: one for one in reversed([one for one in found if one])}
    return sorted((first[name] for name in kept), key=lambda one: one.response != "utter_greeting")


def _reaction(memory: Memory, line: Line, move: str) -> Optional[Piece]:
    scenario = scenario_of(memory)
    if move == "ask_for_job":
        return piece(f"ask_for_job_{scenario.style}", decide=scenario.process.decide)
    if move == "other_offers":
        return piece("other_offers", decide=scenario.process.decide)
    if move in EVIDENCE:
        return _taken_up(memory, line) or piece("story" if move == "story" else "qualification")
    if move == "bare_claim":
        return piece("bare_claim_again" if memory.said("utter_bare_claim") else "bare_claim")
    asked = memory.settings.get("beat") != "door" and listening.asks_a_friendly_question(line)
    if move in ("small_talk", "greeting") and asked:
        return piece("small_talk_asked")
    if move == "small_talk":
        return piece("small_talk_plain")
    return None if memory.said(f"utter_{move}") > 3 and move in ("thanks", "greeting") else piece(move)


def _taken_up(memory: Memory, line: Line) -> Optional[Piece]:
    """A number or name the candidate gave, said back, as one does with what one writes down."""
    if memory.said("utter_taken_up") >= TAKEN_UP:
        return None
    known = words(f"{memory.rehearsal.company} {memory.rehearsal.interviewer}")
    told = memory.told()
    said = [one for one in line.sentences if one.makes(*EVIDENCE) or listening.told_in(one)]
    mentions = [value for one in said for kind, value in one.entities if kind == "mention" and _repeatable(value)]
    left = [value for value in mentions if not words(value) & known and value not in told]
    return piece("taken_up", mention=max(left, key=lambda value: len(value.split()))) if left else None


def _repeatable(value: str) -> bool:
    """Whether one would say it back: whole, short, worth writing down, and able to stand by itself."""
    short = 1 < len(value.split()) <= TOO_LONG or value[:1] in "£$€"
    return short and "\n" not in value and not _IDLE.search(value) and _stands_alone(value)


def _stands_alone(value: str) -> bool:
    """Whether it needs no article: a name, or a count that agrees with what it counts (not "china cup", not "six year")."""
    phrase = _TIED.split(_ROUGHLY.sub("", value))[0].split()
    first, last = phrase[0], phrase[-1].strip(".,")
    by_itself = _is_count(last) or not last[:1].islower() or bool(_MANY.search(last))
    return by_itself and (_is_count(first) or first[:1].isupper() or "level" in phrase[:-1])


def _is_count(word: str) -> bool:
    return word[:1].isdigit() or word[:1] in "£$€" or all(one in _COUNTS for one in re.split("[-–]", word.lower()))


def _warmed(memory: Memory, line: Line) -> Optional[Piece]:
    """What the interviewer says, once, when the talk touches on what they like."""
    scenario = scenario_of(memory)
    if not scenario.warms_to or memory.said("utter_warms_to") or line.makes("defensive", "pressure"):
        return None
    common = specific(words(scenario.brief)) | stems(commonplace.TRADE) | stems(commonplace.FEELINGS)
    liked = specific(words(scenario.likes)) - common
    spoken = {stem(term) for sentence in line.sentences for term in sentence.terms}
    return piece("warms_to", says=scenario.warms_to) if liked & spoken else None
