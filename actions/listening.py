"""What a person hears in a line beyond its moves: grief, a need, a question nobody foresaw, a plain yes or no.

Pure readings of the words. They decide how the interviewer takes a line, and none counts for a mark but what
somebody tells of when something was raised (`actions/context.py`): what is taken as an answer is one in the score.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Dict, Optional, Tuple

from actions.rehearsal import Line, Sentence
from actions.scoring.finding import cue, says
from actions.scoring.knowledge import stem, words
from actions.scoring.needs import MATTERS, NEEDS

_KIN = (
    "my (?:late |own |poor )?(?:mum|mom|mam|dad|mother|father|parents?|husband|wife|partner|son|daughter|child|baby|brother|sister|twin|nan|gran|grandma|"
    "grandmother|grandad|grandfather|aunt|uncle|best friend|fianc\\w+)"
)
_LOSS = "(?:died|dying|death|dead_|pass(?:ed|es) away|passed_ (?:in|last|this)|passing|funeral|terminal|cancer|stroke|hospice|dementia|diagnos|(?:so |very |seriously )?ill_|in hospital|has left|left me)"
HARD_NEWS = cue(
    f"{_KIN}_[^.?!]{{0,40}}\\b{_LOSS}", f"{_LOSS} of {_KIN}", f"lost {_KIN}", "bereave", "I(?:['’]m| am|['’]ve been| was) (?:still )?grieving",
    "(?:I|we) lost (?:my|our|the|a) (?:baby|home|house|job)", "(?:I|we)(?:['’]ve been| have been|['’]d been| was| were| got| am|['’]m)(?: just| recently| being)* (?:made redundant|laid off|let go_|homeless)",
    "I(?:['’]ve| have|['’]d) been (?:\\w+ ){0,3}?(?:unemployed|out of work|jobless|signed off|off sick)", "it['’]?s been (?:a )?(?:\\w+ )?(?:tough|rough|hard (?:time|year|few))_",
    "my (?:divorce|miscarriage|breakdown|chemo\\w*|redundancy)", "I(?:['’]m| am|['’]ve been| was)(?: \\w+){0,2} (?:divorced|widowed|burnt out|burned out)",
    "my (?:\\w+ ){1,3}(?:died|passed away)_", "I(?:['’]ve| have|['’]ve had| have had| had)(?: \\w+){0,2} (?:cancer|a breakdown|a miscarriage|a stroke)",
)  # fmt: skip
NERVES = cue(
    "I(?:['’]m| am| was| get|['’]m getting| feel|['’]m feeling)(?: \\w+){0,3}? (?:nervous|anxious_(?! (?:to|for))|emotional|tearful|teary|upset_(?! (?:with|that|at))|shaky|shaking|panicking|flustered|overwhelmed)", "my (?:mind|head)(?:['’]s| is| has|['’]s gone|s)* (?:gone )?blank",
    "I(?:['’]ve| have) (?:just )?(?:gone|frozen)(?: completely| totally)? ?(?:blank|up)?_(?! (?:to|back|on|through|over))", "(?:sorry|bear with me),? (?:it['’]s )?(?:my |the )?nerves",
)  # fmt: skip
_ASKED = re.compile(
    r"^\W*(?:(?:so|and|um+|uh+|er+|well|ok(?:ay)?|oh|also|but|just|lol|ha)[\s,]+)*(?:(?:what|when|where|who|whose|why|which|how)(?:['’]?s|['’]?re)?\b|any (?:chance|idea|news|word|plans?|thoughts|advice|way)\b|"
    r"(?:is|are|was|were|do|does|did|can|could|would|will|should|may|have|has|am)(?:n['’]?t)?\s+(?:i|you|we|they|it|there|this|that|the|he|she|people|any\w*|your|my)\b)",
    re.IGNORECASE,
)
_POINTED = re.compile(
    r"\b(?:how (?:many|much|long|big|old|often|far|large)|who|which|where|when|why|what(?:['’]s| is| was)? (?:made|your favou?rite|kind|sort|colou?r|name))\b",
    re.IGNORECASE,
)
_OPEN = re.compile(r"\b(?:how|what)(?:['’]?s|['’]?re)?\b", re.IGNORECASE)
_FEW_WORDS = 4  # of a question without a verb ("and the team?")
_IDLE = re.compile(
    r"\b(?:colou?r|film|song|star sign|animal|superpower|joke|age|meaning of life|ferret)\b",
    re.IGNORECASE,
)
_BEGS = re.compile(r"\b(?:can|could|may|might) i (?:just )?(?:be (?:honest|frank)|say|add|tell you)\b", re.IGNORECASE)
_PEOPLE = cue(
    "you (?:like|enjoy|love|feel|think)",
    "best (?:bit|part|thing)",
    "worst",
    "people",
    "team_",
    "everyone",
    "colleagues?",
    "for you_",
)
_TAG = re.compile(r"\b\w+n['’]?t (?:it|they|he|she|you|there|we|i)\W*$", re.IGNORECASE)
_AGAIN = re.compile(
    r"\W*(?=\w)(?:(?:sorry|oh|er+|um+|hm+)[\s,.!]+){0,4}(?=\w)(?:(?:what|sorry|pardon|come again|eh|huh)(?: me)?\W*|.*\b(?:repeat (?:that|the|your)|say that again|what was the question|what do you mean|what you mean|"
    r"didn['’]?t (?:quite )?(?:catch|hear|get|follow|understand) (?:that|you|the question|what you)|once more please)\b.*)",
    re.IGNORECASE,
)
_YES = r"(?:wow|oh|ah|ha|haha|lol|really|blimey|gosh|sound|grand|interesting|ok|okay|k|right|sure|fine|cool|great|yes|yeah|yep|yup|aye|aha|i see|got it|understood|good|nice|lovely|alright|all right|fair enough)"
_ACKNOWLEDGES = re.compile(rf"\W*{_YES}(?:[\s,.]+{_YES})*\W*", re.IGNORECASE)
_DECLINES = re.compile(
    r"\W*(?=\w)(?:(?:ok|okay|right|well|um+|er+|i said|oh|and|so)[\s,]+){0,5}(?:"
    r"(?:no|nope|nah|none|no more(?: questions?)?|not really|nothing(?: else| more| from me)?)(?:[\s,.]+(?:no|nope|nothing(?: else| more)?|not really|i['’]?m (?:good|fine|ok|okay)|all good))*|"
    r"(?:(?:no|nope|nah|ok|okay|i think|i guess)[\s,.]+){0,3}(?:that['’]?s|thats|that is|thatll be|that['’]ll be) (?:it|all|everything|the lot)(?: really| then| i think| from me| for now| for me)*)"
    r"(?:[\s,.!–-]+(?:and )?(?:thanks|thank you|ta|cheers)\b[^?]*)?\W*",
    re.IGNORECASE,
)
_HAS_QUESTIONS = re.compile(
    r"\b(?:have|got|['’]ve)\s+(?:just |actually |quite )?(?:a few|some|a couple(?: of)?|one|two|three|four|several|loads(?: of)?|lots(?: of)?|plenty of|many|a)\b[^.?!]{0,20}\bquestions?\b(?!.*\b(?:answered|covered)\b)",
    re.IGNORECASE,
)
_RETURNS = re.compile(
    r"\b(?:and|what about|how about) (?:you|yours?|yourself)\b|\b(?:you|yours|yourself)\W*$|^\W*(?:do|are|have|did|would) you\W*\?",
    re.IGNORECASE,
)
_HOW_ARE_YOU = re.compile(
    r"\bhow(?:['’]?s it going| is it going|['’]?re (?:you|things)| are (?:you|things)| do you do)(?:,? today| doing)?\W{0,5}$",
    re.IGNORECASE,
)
_DID = re.compile(r"\bI(?:['’]ve| have| was| had| did| ran| led| made| took| got| taught| built| kept| \w+ed)\b")
EVIDENCE_WORDS = 8
ASKED = (  # moves that ask something
    "ask_work", "ask_culture", "ask_company", "envision", "next_steps", "contact", "ask_pay", "ask_start", "ask_leave", "ask_benefits", "invite_objections", "clear_doubts",
)  # fmt: skip
# What somebody who tells of a loss, a need or their nerves is not taken up on: nobody argues or asks for proof then.
PASSED_OVER = ("self_doubt", "bare_claim", "defensive", "small_talk", "no_questions")
ASKED_OF_NEEDS = ("ask_work", "ask_culture", "ask_leave", "ask_benefits", "invite_objections", "clear_doubts")
TACT = {"hard_news": HARD_NEWS, "adjustments": NEEDS, "nerves": NERVES}  # by response, what weighs most first


def sensitive(line: Line) -> Optional[str]:
    """The response that comes first where somebody tells of a loss, of what they need, or of their nerves; None elsewhere."""
    return next((name for name in TACT if any(says(one, TACT[name]) for one in line.sentences)), None)


def beside(line: Line) -> Line:
    """The line without what calls for tact: of a sentence that does, only what else it asks is left."""
    if not sensitive(line):
        return line
    kept = [replace(one, moves=_asked_in(one) if _is_of_it(one) else _taken_up_in(one)) for one in line.sentences]
    return replace(line, sentences=tuple(one for one in kept if one.moves))


def _is_of_it(sentence: Sentence) -> bool:
    return any(says(sentence, pattern) for pattern in (*TACT.values(), MATTERS))


def _taken_up_in(sentence: Sentence) -> Dict[str, float]:
    return {move: sure for move, sure in sentence.moves.items() if move not in PASSED_OVER}


def _asked_in(sentence: Sentence) -> Dict[str, float]:
    """The questions a sentence asks besides; whether a need matters has been answered with it."""
    answered = ASKED_OF_NEEDS if says(sentence, NEEDS) or says(sentence, MATTERS) else ()
    return {move: sure for move, sure in sentence.moves.items() if move in ASKED and move not in answered}


def unforeseen(line: Line) -> bool:
    """Whether it asks something that no move stands for."""
    return any(not one.moves and len(one.text.split()) > 1 and is_asked(one) for one in line.sentences)


def is_asked(sentence: Sentence) -> bool:
    """Whether a sentence wants an answer: by its mark, or by how it begins."""
    breaks_off = sentence.text.rstrip().endswith(("..", "…"))
    return (
        not breaks_off
        and not _BEGS.search(sentence.text)
        and ("?" in sentence.text or bool(_ASKED.match(sentence.text)))
    )


def is_open(sentence: Sentence) -> Optional[str]:
    """What an open question of no known kind is about (a move), as far as its words tell; None where it is not about work."""
    of_people = says(sentence, _PEOPLE)
    is_open = bool(_OPEN.search(sentence.text)) or (of_people and len(sentence.text.split()) <= _FEW_WORDS)
    if not (is_asked(sentence) and is_open and sentence.terms) or _IDLE.search(sentence.text):
        return None
    return "ask_culture" if of_people else "ask_work"


def asks_again(line: Line) -> bool:
    """Whether it wants to hear the last thing once more."""
    return bool(_AGAIN.fullmatch(line.text))


def is_pointed(sentence: Sentence) -> bool:
    """Whether it asks for one thing, which another thing would not answer ("how many …?")."""
    return bool(_POINTED.search(sentence.text))


def acknowledges(line: Line) -> bool:
    """Whether it says no more than that it was heard."""
    return bool(_ACKNOWLEDGES.fullmatch(line.text))


def declines(line: Line) -> bool:
    """Whether it says no more than that there is nothing else."""
    return bool(_DECLINES.fullmatch(line.text))


def has_questions(line: Line) -> bool:
    """Whether it says that there are questions to come ("yes, I've got a few questions")."""
    return bool(_HAS_QUESTIONS.search(line.text))


def tells(sentence: Sentence) -> bool:
    """Whether a sentence without a move tells of something one did, counted or named, at some length."""
    return told_in(sentence) and len(sentence.text.split()) >= EVIDENCE_WORDS


def told_in(sentence: Sentence) -> bool:
    """Whether a sentence without a move tells of something one did, counted or named."""
    counted = any(kind == "mention" for kind, _ in sentence.entities)
    return not sentence.moves and counted and not is_asked(sentence) and bool(_DID.search(sentence.text))


def asks_a_friendly_question(line: Line) -> bool:
    """Whether a friendly word is a question, which a remark would not answer; "isn't it?" asks for nothing."""
    friendly = [one for one in line.sentences if one.makes("small_talk") or _HOW_ARE_YOU.search(one.text)]
    return any(is_asked(one) and not _TAG.search(one.text) for one in friendly)


def asks_something_else(line: Line, about: Tuple[str, ...]) -> bool:
    """Whether a friendly question is asked back that has nothing to do with `about`, what was said before."""
    known = {stem(word) for text in about for word in words(text)}
    returned = (_RETURNS, _TAG)
    asked = [one for one in line.sentences if is_asked(one) and not any(way.search(one.text) for way in returned)]
    return bool(asked) and not any(known & {stem(term) for term in one.terms} for one in asked)
