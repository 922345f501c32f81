"""Act two, asking: informed questions, a picture of me in the job, no early terms."""

from __future__ import annotations

from typing import List

from actions.rehearsal import Rehearsal
from actions.scoring.finding import Finding, Found, cue, find, says
from actions.scoring.knowledge import known, specific_in, stem, words

GENUINE = ("ask_work", "ask_culture", "ask_company", "envision")
TERMS = ("ask_pay", "ask_start", "ask_leave", "ask_benefits")

SUCCESS = cue(
    "success", "succe", "do(?:ing)? well", "good (?:look|year|month|start|job)", "great look", "measured", "thrive", "goals?_", "expect", "stand out", "excel",
    "outstanding", "shine", "performance", "judged", "good at", "best people",
)  # fmt: skip
TIME = cue(
    "month", "year", "week", "summer", "winter", "spring", "autumn", "fall_", "christmas", "easter", "quarter", "days?_", "ninety", "ramadan", "diwali",
    "january", "february", "march_", "april", "may_", "june", "july", "august", "september", "october", "november", "december",
    "from now", "looking back", "look back", "by the end", "first", "term", "season", "later", "down the (?:line|road)",
)  # fmt: skip
OUTCOME = cue(
    "proud", "delight", "glad", "pleased", "success", "succe", "achiev", "happy", "thrill", "improv", "changed", "won_", "best", "great", "accomplish",
    "difference", "worked out", "right (?:choice|decision|hire)", "celebrat", "brilliant", "well_", "better", "impress", "good (?:hire|decision|choice|call)", "relie", "smil",
    "star_", "grateful", "wonderful", "fixed", "easier", "built", "solved", "turned",
)  # fmt: skip
CAUSE = cue(
    "would i have", "i(?:['’]d| would)? have done", "did i do", "i did", "i had done", "i['’]d done", "made (?:you|it|the)", "makes? (?:you|it)", "led to", "because", "how (?:did|would) i",
    "what (?:had|have|would|did|will|should) i", "i(?:['’]ll| will) have", "what (?:got|brought|helped)", "see(?:n)? me do", "me (?:to )?(?:have )?(?:changed|done|built|fixed|achieved|brought)", "i['’]?d? have (?:changed|built|fixed|brought|achieved|made)",
    "contribut", "that i ",
)  # fmt: skip
DEFERRED = cue(
    "can wait", "no need", "not (?:now|today|yet)", "later", "another (?:time|day)", "when (?:the time|you|we)(?:['’]re| are| comes)", "further down", "happy to (?:leave|wait|discuss)",
    "leave (?:that|it|this)", "don['’]t (?:need|have) to answer", "forget (?:that|i)", "if (?:it|we) (?:gets?|comes?|come)", "never mind", "nevermind", "too (?:early|soon)", "park (?:that|it)", "at (?:the|an) offer",
    "scratch that", "ignore that", "withdraw", "take that back", "jump(?:ing)? ahead", "once (?:there|you|we)", "for (?:now|today)", "instead",
)  # fmt: skip


def informed_questions(rehearsal: Rehearsal) -> Finding:
    """Show you know something, and want to know more."""
    asked = list(rehearsal.making(*GENUINE))
    if not asked:
        return find("none")
    informed = [found for found in asked if _needs_a_fact(found, rehearsal)]
    if informed:
        return find("informed", informed)
    kinds = {move for _, sentence in asked for move in sentence.moves if move in GENUINE}
    if len(kinds) > 1:
        return find("several", asked)
    pointed = [found for found in asked if len(specific_in(found[1], rehearsal)) > 1]
    return find("specific", pointed) if pointed else find("generic", asked)


def _needs_a_fact(found: Found, rehearsal: Rehearsal) -> bool:
    """Whether it takes up something known about this company or this work, beyond the job's title."""
    line, sentence = found
    title = {stem(word) for word in words(rehearsal.role)}
    return bool(specific_in(sentence, rehearsal) & known(rehearsal, line) - title)


def picture_me(rehearsal: Rehearsal) -> Finding:
    """Make them imagine you in the job."""
    pictured = list(rehearsal.making("envision"))
    if pictured:
        vivid = [found for found in pictured if sum(says(found[1], part) for part in (TIME, OUTCOME, CAUSE)) > 1]
        return find("vivid", vivid) if vivid else find("placed", pictured)
    success = [found for found in rehearsal.making("ask_work") if says(found[1], SUCCESS)]
    return find("success", success) if success else find("none")


def no_early_terms(rehearsal: Rehearsal) -> Finding:
    """Leave pay, start, leave and benefits for later."""
    asked = [found for found in rehearsal.making(*TERMS) if not _is_a_close(found, rehearsal)]
    kinds = {move for _, sentence in asked for move in sentence.moves if move in TERMS}
    if len(kinds) > 1:
        return find("several", asked)
    if not kinds:
        return find("none")
    return find("deferred" if all(_is_deferred(found, rehearsal) for found in asked) else "one", asked)


def _is_a_close(found: Found, rehearsal: Rehearsal) -> bool:
    """In a bold role a confident "when do I start?" is a close, not a term."""
    return rehearsal.style == "bold" and not found[1].makes("ask_pay", "ask_leave", "ask_benefits")


def _is_deferred(found: Found, rehearsal: Rehearsal) -> bool:
    """Whether the question is at once taken back or put off, by the one who asked it."""
    line, sentence = found
    rest: List[str] = [sentence.text]
    rest += [other.text for other in rehearsal.lines[line].sentences if other.start > sentence.start]
    return bool(DEFERRED.search(" ".join(rest)))
