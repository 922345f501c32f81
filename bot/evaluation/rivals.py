"""What a user would pick instead, on the same lines: key words, and the nearest training line."""

from __future__ import annotations

import re
from typing import Dict, List, Sequence, Set

import numpy as np

from bot.nlu.lines import training_lines
from bot.nlu.minilm import MiniLM, published_weights
from bot.nlu.vocabulary import ACTS, MOVES, NO_ACT

# A fair attempt at doing it by hand: what a careful person would list in an afternoon.
KEY_WORDS: Dict[str, str] = {
    "interest": r"excited|interested in|would love to|i'd love to (?:work|join|be)|keen|look(?:ing)? forward to working|passionate|i want (?:this|the) (?:job|role|position)",
    "qualification": r"\d years?|years of experience|i (?:have|'ve) (?:managed|led|run|built|trained|worked)|certified|degree|qualified",
    "bare_claim": r"hard ?work(?:er|ing)|team player|fast learner|quick learner|people person|motivated|reliable|detail.oriented|great communicator|perfectionist",
    "story": r"once|one (?:day|night|time)|last (?:year|winter|summer|month)|when i was|there was a",
    "thanks": r"thank|thanks|appreciate|grateful|cheers",
    "ask_for_job": r"have i got the job|give me the job|offer me|can i have the job|do i get the job|hire me|when do i get",
    "other_offers": r"(?:another|other) (?:offer|interview|process|compan)|offer (?:from|open)|competing offer",
    "pressure": r"or (?:else|i)|you'?d better|need (?:an|your) answer|ultimatum|walk away|by friday or|lose me|take it or leave it",
    "address_concern": r"you'?re right|that'?s (?:true|fair)|i understand (?:your|the) concern|although i haven'?t|while i don'?t have|i'?m already (?:learning|taking)",
    "defensive": r"not fair|unfair|that'?s not true|how dare|wasn'?t my fault|what do you mean|ridiculous|none of your",
    "self_doubt": r"probably not|i'?m not sure i|sorry|i don'?t think i'?m|i know i'?m not|not very good|i'?m afraid i",
    "small_talk": r"weekend|weather|traffic|holiday plans|football|how'?s your day|match|parking|lunch",
    "follow_up": r"follow up|i'?ll (?:send|email|write|drop)|get back to you|keep in touch|stay in touch",
    "no_questions": r"no (?:more )?questions|nothing (?:else|more)|you'?ve (?:answered|covered)|no,? i think (?:that'?s|you)|i'?m (?:all )?good",
    "greeting": r"^(?:hi|hello|hey|good (?:morning|afternoon|evening)|nice to meet you)\b",
    "goodbye": r"goodbye|\bbye\b|see you|take care|have a (?:good|nice|great|lovely)",
    "ask_work": r"day.to.day|typical day|responsibilit|what would i be doing|success look|first (?:90|ninety|thirty|few)|challenges|tools|training|the team",
    "ask_culture": r"culture|like (?:about )?working here|management style|atmosphere|get on|enjoy most|turnover|work.life",
    "ask_company": r"company(?:'s)? (?:plans?|goals|future|going)|competitors?|new products?|expansion|growth|market|customers",
    "envision": r"if i (?:joined|got|were|was)|a year from now|see me|imagine me|would i have (?:done|achieved)",
    "clear_doubts": r"clarify|anything (?:i said|unclear|else you need)|expand on|my (?:answers?|cv|resume|references?)",
    "invite_objections": r"hesitation|reservation|concerns? about|hold(?:ing)? you back|any doubts|how did i do|feedback|chances",
    "next_steps": r"next steps?|when (?:will|do|can) (?:you|i) (?:decide|hear|know|expect)|hear back|timeline|decision|second interview|rounds?",
    "contact": r"your (?:card|email|number|contact)|how (?:can|do) i reach|linkedin|contact you|get in touch with",
    "ask_pay": r"salary|pay\b|wage|bonus|commission|compensation|how much|raise",
    "ask_start": r"start date|when (?:would|do|can|could) i start|begin",
    "ask_leave": r"vacation|holidays?\b|days off|sick (?:days?|leave)|annual leave|time off|pto",
    "ask_benefits": r"benefits|insurance|pension|dental|remote|hybrid|overtime|hours|perks|401",
}
_PATTERNS = {move: re.compile(words, re.IGNORECASE) for move, words in KEY_WORDS.items()}


def by_key_words(texts: Sequence[str]) -> List[Set[str]]:
    """The moves whose key words occur."""
    return [{move for move, pattern in _PATTERNS.items() if pattern.search(text)} for text in texts]


def by_nearest_line(texts: Sequence[str]) -> List[Set[str]]:
    """The moves of the training line nearest by the published MiniLM, untuned."""
    lines = [line for line in training_lines() if not line.labels & {*ACTS, NO_ACT}]
    encoder = MiniLM.of(published_weights())
    known = encoder.encode([line.text for line in lines])
    nearest = np.argmax(encoder.encode(texts) @ known.T, axis=1)
    return [set(lines[i].labels) & set(MOVES) for i in nearest]
