"""Act three, clearing up: doubts, objections, next steps, other offers."""

from __future__ import annotations

from typing import List

from actions.rehearsal import Rehearsal
from actions.scoring.finding import Finding, Found, answer_to, answers_to, cue, find, raised, says, sentences_of

ABOUT_ME = cue(
    "answer", "said", "told", "skill", "background", "experience", "cv_", "c\\.v", "resum", "résum", "reference", "referee", "qualification", "application", "portfolio", "history",
    "example", "explain", "expand", "elaborate", "clarif", "certificat", "training", "paperwork", "career", "job(?:s)? (?:i|before)", "gap", "flesh", "go(?:ing)? (?:back )?over",
    "fuller", "more detail", "transcript", "licen[cs]e", "registration", "years?_", "projects?_", "covered",
)  # fmt: skip
VAGUE = cue(
    "anything else_", "any questions", "anything more_", "is that (?:all|everything|it)", "all clear", "all good"
)
HINTED = cue(
    "how did i", "how(?:['’]ve| have) i", "how was i", "how am i", "chances?_", "feedback", "(?:good|right|a) fit", "fit_", "impression", "compare", "shape up", "stack up", "what do you (?:think|make)",
    "how do i (?:look|measure|come)", "came across", "come across", "do(?:ing)? ok", "odds", "rate_", "in the running", "strong", "likely", "thoughts on",
)  # fmt: skip
DIRECT = cue(
    "reservation", "concern", "hesita", "worr", "reason", "hold(?:ing|s)? (?:you )?back", "weak", "doubt", "pause", "gap", "stop", "against", "put(?:ting|s)? you off", "miss", "lack", "sceptic", "skeptic",
    "uneasy", "unsure", "not sure", "objection", "drawback", "obstacle", "barrier", "in the way", "between me", "second thought", "nag", "bother", "short_", "red flag", "not (?:hire|choose|pick|take|offer|be)",
    "wouldn['’]?t", "risk", "trouble", "problem", "negative", "minus", "deal ?break", "turn me down", "say no", "rule me out", "think twice", "stand(?:s|ing)? in", "hang", "downside", "wrong", "prefer(?:red)? (?:to|someone)",
)  # fmt: skip
WHEN = cue(
    "when_", "by when", "how soon", "how long", "how quick", "what date", "date_", "timeline", "time ?(?:scale|frame|table)", "week", "expect to hear", "day_", "deadline", "soon_", "by (?:the )?(?:end|mon|tues|wednes|thurs|fri)",
    "how many days", "expect (?:a|an|your|the)", "waiting", "what time",
)  # fmt: skip
PROCESS = cue(
    "round", "stage", "process", "steps?_", "another (?:interview|meeting|chat)", "second interview", "further interview", "next interview", "who else", "how many (?:other|more|people|candidate)", "final (?:interview|list)",
    "shortlist", "meet (?:anyone|someone|the)", "others?_", "panel", "hurdle", "after (?:this|today)", "trial (?:shift|day)", "tests?_", "assessment", "check in", "follow up", "chase", "get in touch", "in touch", "reach out",
    "call (?:you|or)", "phone or", "by (?:phone|email|post|letter)", "who (?:will|do|should|would)", "how (?:will|do|would|shall|should) (?:i|you|we)", "from here", "what happens", "candidates?_", "ring", "write",
)  # fmt: skip
VAGUE_NEXT = cue(
    "what now",
    "what(?:['’]s| is) next",
    "what next",
    "what happens (?:now|next)",
    "so what(?:['’]s| is) the (?:plan|story)",
    "where do we go",
    "now what",
)
WHEN_ANSWERED = cue(
    "decide",
    "decision",
    "hear",
    "know",
    "answer",
    "choose",
    "news",
    "verdict",
    "word",
    "outcome",
    "result",
    "told",
    "tell",
)
OFFER = cue(
    "offer",
    "interview",
    "process",
    "final",
    "second round",
    "another (?:company|firm|place|school|hospital|job|employer)",
    "elsewhere",
    "hospital",
    "agency",
    "firm",
    "company",
    "contract",
    "trust_",
)
BOASTFUL = cue(
    "every(?:one|body)", "lots? of", "loads of", "several", "plenty", "many", "all (?:want|after)", "fighting", "queu", "irons", "in demand", "popular", "half the", "tons", "a few", "various", "headhunt", "everyone wants", "options?_",
)  # fmt: skip
DATED = cue(
    "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "january", "february", "march_", "april", "may_", "june", "july", "august", "september", "october", "november",
    "december", "the \\d", "\\d+(?:st|nd|rd|th)", "next week", "this week", "end of", "tomorrow", "tonight", "weekend", "fortnight", "\\d+ days", "month", "week_", "days?_",
)  # fmt: skip
PREFERS = cue(
    "prefer",
    "first choice",
    "rather",
    "top of",
    "favou?rite",
    "would choose",
    "most",
    "number one",
    "the one i",
    "much sooner",
    "hoping for",
    "my heart",
    "i want this",
    "really want",
    "want to (?:work|be|join|come)",
    "ahead of",
    "first on",
)


def clear_doubts(rehearsal: Rehearsal) -> Finding:
    """Ask what was left unclear, and clear it up."""
    asked = list(rehearsal.making("clear_doubts"))
    if not asked:
        return find("none")
    pointed = [found for found in asked if says(found[1], ABOUT_ME)]
    if pointed:
        return _cleared(rehearsal, pointed)
    vague = all(says(found[1], VAGUE) or len(found[1].text.split()) < 5 for found in asked)
    return find("vague" if vague else "general", asked)


def _cleared(rehearsal: Rehearsal, asked: List[Found]) -> Finding:
    doubts = raised(rehearsal, "doubt", asked[0][0])
    for doubt in doubts:
        answer = answer_to(rehearsal, doubt)
        if answer is None or len(answer[1].text.split()) < ANSWER_WORDS or answer[1].makes("defensive"):
            return find("left_open", asked)
        asked = asked + sentences_of(answer)
    return find("cleared", asked)


ANSWER_WORDS = 6  # fewer cannot explain anything


def invite_objections(rehearsal: Rehearsal) -> Finding:
    """Ask what speaks against you, and answer it."""
    asked = list(rehearsal.making("invite_objections"))
    if not asked:
        return find("none")
    direct = [found for found in asked if says(found[1], DIRECT) or not says(found[1], HINTED)]
    if not direct:
        return find("hinted", asked)
    return _answered(rehearsal, direct)


def _answered(rehearsal: Rehearsal, asked: List[Found]) -> Finding:
    for concern in raised(rehearsal, "concern", asked[0][0]):
        answers = answers_to(rehearsal, concern)
        said = [found for answer in answers for found in sentences_of(answer)]
        if any(line.makes("defensive", "pressure") for _, line in answers):
            return find("defensive", asked + said)
        if not any(line.makes("address_concern", "qualification", "story") for _, line in answers):
            return find("unanswered", asked + said)
        asked = asked + said
    return find("answered", asked)


def next_steps(rehearsal: Rehearsal) -> Finding:
    """Find out the process and the date."""
    asked = list(rehearsal.making("next_steps"))
    if not asked:
        return find("none")
    when = [found for found in asked if says(found[1], WHEN)]
    how = [found for found in asked if says(found[1], PROCESS) and not _is_vague(found)]
    how += list(rehearsal.making("contact")) if when else []
    if when and how:
        return find("both", when + how)
    if when or how:
        return find("one", when or how)
    return find("vague" if all(_is_vague(found) for found in asked) else "one", asked)


def _is_vague(found: Found) -> bool:
    return says(found[1], VAGUE_NEXT) and not says(found[1], WHEN_ANSWERED)


def other_offers(rehearsal: Rehearsal) -> Finding:
    """Mention other offers, without threat."""
    threat = list(rehearsal.making("pressure"))
    if threat:
        return find("threat", threat)
    said = list(rehearsal.making("other_offers"))
    if not said:
        return find("not_mentioned")
    lines = {line for line, _ in said}
    around = [(i, s) for i, line in rehearsal.candidate_lines() if i in lines for s in line.sentences]
    dated = any(says(found[1], DATED) for found in around)
    preferred = any(found[1].makes("interest") or says(found[1], PREFERS) for found in around)
    if dated and preferred:
        return find("planned", said)
    vague = all(says(found[1], BOASTFUL) or not says(found[1], OFFER) for found in said)
    return find("boastful" if vague and not dated else "tactful", said)
