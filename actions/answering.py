"""What the interviewer answers to questions: the right kind of fact, each told once, in the order asked."""

from __future__ import annotations

from typing import AbstractSet, FrozenSet, Iterable, List, Optional, Sequence, Tuple, TypeVar

from actions import listening
from actions.memory import Memory, Piece
from actions.rehearsal import Line, Sentence
from actions.reply import first_sentence, piece
from actions.scenario import Scenario
from actions.scoring.ask import SUCCESS, TERMS
from actions.scoring.clear import PROCESS
from actions.scoring.finding import cue, says
from actions.scoring.knowledge import specific, stem, words

MOST_ANSWERS = 2  # in one turn; who asks more at once remembers no more of what they hear
QUESTIONS = (
    "ask_work", "ask_culture", "ask_company", "envision", "next_steps", "contact", "ask_pay", "ask_start", "ask_leave", "ask_benefits",
)  # fmt: skip
FACTS = ("ask_work", "ask_culture", "ask_company", "envision")
BESIDE = ("ask_work", "ask_culture", "ask_company")  # a pointed question of these may get a fact that is only near it
MOST_BESIDE = 3  # times that an answer is not quite to the question; after that one owns up
_KIND_OF = {"ask_work": "work", "ask_culture": "culture"}
AHEAD = cue(
    "plan", "next", "future", "ahead", "grow", "expan", "year", "roadmap", "launch", "going to", "coming", "where do you see", "hope", "aim", "long.term",
)  # fmt: skip

Item = TypeVar("Item")


def answers(memory: Memory, line: Line) -> List[Piece]:
    """An answer to each question, in the order asked; the same is not answered twice."""
    asked = [(sentence, move) for sentence in line.sentences for move in sentence.moves if move in QUESTIONS]
    found: List[Piece] = []
    for sentence, move in asked:
        one = _answer(memory, sentence, move, found)
        if one not in found:
            found.append(one)
    return [*found[:MOST_ANSWERS], piece("later")] if len(found) > MOST_ANSWERS else found


def _answer(memory: Memory, sentence: Sentence, move: str, already: Iterable[Piece]) -> Piece:
    scenario = scenario_of(memory)
    if move == "next_steps":
        return _next_steps(memory, sentence)
    if move == "contact":
        again = "contact_again" if memory.said("utter_contact") else "contact"
        return piece(again, contact=scenario.interviewer.contact)
    if move in TERMS:
        return _put_off(memory, scenario, move)
    told = memory.told() | {value for one in already for value in one.values.values()}
    found = _fact(memory, sentence, move, told) or _nothing_left(memory, already)
    twice = found.response == "utter_beside" and any(one.response == found.response for one in already)
    return Piece(f"utter_{move}", found.values) if twice else found


def _next_steps(memory: Memory, sentence: Sentence) -> Piece:
    """The steps, the date and how one hears; later what was left out, where it is asked for, else the date again."""
    process = scenario_of(memory).process
    if not memory.said("utter_next_steps", "utter_next_steps_brief"):
        return piece("next_steps", steps=process.steps, decide=process.decide, how=process.how)
    if says(sentence, PROCESS) and process.steps not in memory.told():
        return piece("next_steps_left", steps=process.steps)
    return piece("next_steps_again", decide=process.decide)


def _put_off(memory: Memory, scenario: Scenario, move: str) -> Piece:
    if move == "ask_start" and scenario.style == "bold":
        return piece("ask_start_bold")
    asked = memory.said(*(f"utter_{term}" for term in TERMS))
    return piece("terms_again" if asked else move)


def _nothing_left(memory: Memory, already: Iterable[Piece]) -> Piece:
    """Asked for more than there is, a person in the end asks back."""
    wonders = memory.said("utter_told_all") == 2 and not memory.said("utter_asked_often")
    return piece("asked_often" if wonders and not list(already) else "told_all")


def _fact(memory: Memory, sentence: Sentence, move: str, told: FrozenSet[str]) -> Optional[Piece]:
    """The untold fact of a fitting kind that has most words in common with the question.

    Where several have as many, the first kind comes first, and in it the advert's facts and ours take turns.
    """
    asked = {stem(term) for term in sentence.terms}
    found = [option for kind in _kinds(sentence, move) for option in _options(memory, kind, move, told)]
    if not found:
        return None
    turns = list(dict.fromkeys(one[:2] for one in found))
    kind, response, fact = max(
        found, key=lambda one: (_shared(one[2], asked), -turns.index(one[:2]), _in_common(one[2], asked))
    )
    aside = response in BESIDE and kind != "success" and not _in_common(fact, asked)
    return piece("beside" if aside and _is_of_one_thing(memory, sentence) else response, fact=fact)


def nearest(memory: Memory, line: Line) -> Optional[Piece]:
    """An answer to a question of no known kind: the untold fact that names the same specific thing, where there is one."""
    asked = {stem(term) for one in line.sentences if not one.moves and listening.is_asked(one) for term in one.terms}
    kinds = [("work", "ask_work"), ("culture", "ask_culture"), ("company", "ask_company"), ("plans", "ask_company")]
    found = [option for kind, move in kinds for option in _options(memory, kind, move, memory.told())]
    _, response, fact = max(found, key=lambda one: _shared(one[2], asked), default=("", "", ""))
    return piece(response, fact=fact) if _shared(fact, asked) else _around(memory, line)


def _around(memory: Memory, line: Line) -> Optional[Piece]:
    """Something near an open question about the work or the people here, a few times in a rehearsal."""
    moves = [move for one in line.sentences if not one.moves for move in (listening.is_open(one),) if move]
    if not moves or memory.said("utter_beside") >= MOST_BESIDE:
        return None
    found = _options(memory, _KIND_OF[moves[0]], moves[0], memory.told())
    return piece("beside", fact=found[0][2]) if found else None


def _options(memory: Memory, kind: str, move: str, told: FrozenSet[str]) -> List[Tuple[str, str, str]]:
    """The untold facts of a kind: the kind, the response that tells it, the fact; whose turn it is comes first."""
    ours = _untold(scenario_of(memory).facts.dict()[kind], told, turn_of(memory))
    advert = _untold((scenario_of(memory).advert or {}).get(kind, ()), told)
    own, quoted = [(kind, move, fact) for fact in ours], [(kind, f"ad_{kind}", fact) for fact in advert]
    is_their_turn = memory.said(f"utter_ad_{kind}") <= memory.said(f"utter_{move}")
    return [*quoted, *own] if is_their_turn else [*own, *quoted]


def _shared(fact: str, asked: AbstractSet[str]) -> int:
    """How many specific words a fact has in common with a question's stems."""
    return len(asked & specific(words(fact)))


def _in_common(fact: str, asked: AbstractSet[str]) -> int:
    """How many words of any sort it has in common with them."""
    return len(asked & {stem(word) for word in words(fact)})


def _is_of_one_thing(memory: Memory, sentence: Sentence) -> bool:
    """Whether no other fact would do for an answer: the question is pointed, and more than "who would I work with?"."""
    known = {stem(word) for word in words(f"{scenario_of(memory).job} {scenario_of(memory).company}")}
    return listening.is_pointed(sentence) and len({stem(term) for term in sentence.terms} - known) > 1


def _untold(facts: Sequence[str], told: FrozenSet[str], turn: int = 0) -> List[str]:
    """The facts not told yet, neither whole nor in short, beginning elsewhere in each rehearsal."""
    return [fact for fact in rotated(facts, turn) if not told & {fact, first_sentence(fact)}]


def _kinds(sentence: Sentence, move: str) -> Tuple[str, ...]:
    if move == "ask_work":
        return ("success", "work") if says(sentence, SUCCESS) else ("work",)
    if move == "ask_company":
        return ("plans", "company") if says(sentence, AHEAD) else ("company", "plans")
    return ("picture",) if move == "envision" else ("culture",)


def rotated(items: Sequence[Item], turn: int) -> List[Item]:
    """The items in their order, beginning with another one each turn."""
    at = turn % len(items) if items else 0
    return [*items[at:], *items[:at]]


def turn_of(memory: Memory) -> int:
    """A number that differs between rehearsals and is the same on every reading of one."""
    return sum(map(ord, str(memory.settings.get("rehearsal") or "")))


def scenario_of(memory: Memory) -> Scenario:
    """The scenario being played; there is one while the interviewer speaks."""
    assert memory.scenario is not None, "no rehearsal is running"
    return memory.scenario
