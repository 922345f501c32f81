"""Act four, leaving: excited and qualified, small talk, a contact, the thank-you note."""

from __future__ import annotations

import re
from typing import List, Set

from actions.rehearsal import Line, Note, Rehearsal, Sentence
from actions.scoring.commonplace import FEELINGS, PRAISE, QUALITIES, TRADE
from actions.scoring.finding import Finding, Found, cue, find, raised, says
from actions.scoring.knowledge import names_a_project, specific_in, stems, taken_up, title, words
from actions.scoring.rudeness import unmended

PROOF = ("qualification", "story")
LAST_LINES = 3  # self-doubt in these spoils what was said before
NOTE_HOURS, NOTE_WORDS = 24, 150
COURTESY_WORDS = 4  # thanks in fewer are no goodbye

OWN = cue(
    "you(?:r|rs)_ (?:\\w+ ){0,3}(?:e-?mail|mail|number|phone|card|contact|details?|address|linkedin|extension|line|mobile|direct|profile|cell|info|inbox|business card)", "yours_", "your own", "yourself", "(?:reach|contact|call|ring|phone|message|text|e-?mail|write|find|add|connect|touch|hold|tell|send)\\w* (?:\\w+ ){0,2}(?:to |of |with )?you_", "you directly",
    "(?:have|got|carry|give me|spare|take) (?:\\w+ )?(?:business |visiting )?cards?_", "(?:have|take|get|grab|borrow) (?:a|one of your|your) (?:business |visiting )?cards?_", "you (?:answer|check|read|use|prefer)", "you(?:['’]re| are) (?:best|easiest|on)", "\\bur_ (?:e-?mail|number|card)", "back to you", "with you_",
)  # fmt: skip
OTHERS = cue(
    "recruiter", "h\\.?r\\.?_", "human resources", "someone_", "somebody_", "anyone_", "anybody_", "(?:the|a|which|right|best|another) person", "department", "front desk", "reception", "agency", "the office", "whoever", "who_", "hiring manager",
)  # fmt: skip
WILL_WRITE = cue(
    "so (?:that )?i (?:can|could|may|might|know where)", "(?:i['’]ll|i will|i(?:['’]m| am) going to|i plan to|i intend to|i(?:['’]d| would) (?:like|love|want) to|i want to|let me) (?:\\w+ )?(?:send|write|drop|follow|thank|stay|keep|get|put|e-?mail|ring|call|phone|message|say|be)",
    "(?:to|and) (?:send|write|drop|thank|say|stay|keep in|e-?mail you|message you|ring you|call you)_(?! to[?.])", "in case i", "follow(?:ing)?[ -]up", "(?:a|short|quick|thank[- ]you|brief) (?:note|letter|line|thank)", "(?:stay|keep) in touch", "for (?:a|my|the) (?:thank|note|follow)", "thank you properly", "if i (?:drop|write|send|e-?mail|follow)",
)  # fmt: skip
ADDRESSED = re.compile(
    r"^\W*(?:(?i:dear|hi|hello|hey|good (?:morning|afternoon|evening|day)|thank you|thanks|to)[\s,]+)?"
    r"(?:[^.!?\n]{0,60},\s*)??"
    r"((?:(?i:mr|mrs|ms|miss|mx|dr|prof|professor|sister)\.?\s+)?[A-Z][\w'’-]+(?:\s+[A-Z][\w'’-]+){0,2})\s*[,!:;—–\-.\n]",
)
NOBODY = set(
    [
        "sir",
        "madam",
        "team",
        "hiring",
        "manager",
        "all",
        "there",
        "everyone",
        "recruiter",
        "recruitment",
        "sirs",
        "whom",
        "thank",
        "thanks",
        "hello",
        "hi",
        "dear",
        "hey",
        "to",
        "it",
        "i",
        "hope",
        "committee",
        "panel",
        "interviewer",
        "mate",
        "morning",
        "afternoon",
        "evening",
        "good",
        "day",
        "today",
        "yesterday",
        "regards",
    ]
)


def excited_and_qualified(rehearsal: Rehearsal) -> Finding:
    """Say both, plainly: that you want it and that you can do it."""
    wants, can = list(rehearsal.making("interest")), list(rehearsal.making(*PROOF))
    claims = list(rehearsal.making("bare_claim"))
    if not wants and not can:
        return find("claim", claims) if claims else find("neither")
    if not (wants and (can or claims)):
        return find("excited", wants) if wants else find("qualified", can)
    lines = {line for line, _ in wants}
    together = [found for found in can if found[0] in lines]
    doubts = _undercut(rehearsal, lines | {line for line, _ in can})
    if doubts:
        return find("undercut", doubts)
    if together:
        beside = [found for found in wants if found[0] in {line for line, _ in together}]
        concrete = any(_is_concrete(found, rehearsal) for found in together)
        return find("together" if concrete else "general", beside + together)
    if can:
        return find("apart", wants + can)
    claimed = [found for found in claims if found[0] in lines]
    return find("general", wants + claimed) if claimed else find("excited", wants)


def _is_concrete(found: Found, rehearsal: Rehearsal) -> bool:
    """A reason that fits this work: a scene, two words of the trade, or one with a number to it."""
    sentence = found[1]
    trade = specific_in(sentence, rehearsal) - stems(QUALITIES) - stems(FEELINGS)
    counted = any(c.isdigit() for c in sentence.text) or says(sentence, NUMBERS)
    return sentence.makes("story") or len(trade) > 1 or (counted and bool(trade))


NUMBERS = cue(
    "(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)_", "hundreds?_", "thousands?_",
    "millions?_", "dozens?_", "doubl(?:e|ed|ing)_", "tripl", "halv(?:e|ed|ing)_", "half_ (?:of|the|a|as)", "a (?:year|decade)", "per ?cent",
)  # fmt: skip


def _undercut(rehearsal: Rehearsal, lines: Set[int]) -> List[Found]:
    last = [i for i, _ in rehearsal.candidate_lines()][-LAST_LINES:]
    return [found for found in rehearsal.making("self_doubt") if found[0] in lines or found[0] in last]


def small_talk(rehearsal: Rehearsal) -> Finding:
    """Stay friendly to the door."""
    rude = unmended(rehearsal)
    if rude:
        return find("rude", rude)
    own = list(rehearsal.making("small_talk"))
    openings = raised(rehearsal, "small_talk", -1)
    replies = [(i, _next_own(rehearsal, i)) for i in openings]
    taken_up = [found for _, reply in replies for found in reply]
    asked = [found for found in own if found[1].question or "?" in found[1].text]
    if asked and (taken_up or len({line for line, _ in own}) > 1):
        return find("exchange", own + [found for found in taken_up if found not in own])
    if own or taken_up:
        return find("remark", own or taken_up)
    if openings and not taken_up and _brushed_off(rehearsal, openings):
        return find("brushed_off")
    polite = list(rehearsal.making("goodbye")) or _last_thanks(rehearsal)
    return find("polite", polite) if polite else find("silent")


def _next_own(rehearsal: Rehearsal, after: int) -> List[Found]:
    """What takes up a friendly remark: the candidate's very next line, where it is more than business or a grunt."""
    if after + 1 >= len(rehearsal.lines) or rehearsal.lines[after + 1].by == rehearsal.lines[after].by:
        return []
    line = rehearsal.lines[after + 1]
    answer = [s for s in line.sentences if s.makes("small_talk") or not _is_business(s)]
    enough = sum(len(s.text.split()) for s in answer) >= FRIENDLY_WORDS
    return [(after + 1, s) for s in answer] if enough and _is_friendly(answer) else []


FRIENDLY_WORDS = 4


def _is_business(sentence: Sentence) -> bool:
    return bool(set(sentence.moves) - {"small_talk", "goodbye", "greeting"})


def _is_friendly(answer: List[Sentence]) -> bool:
    """An answer in words: not mash, and not only a goodbye."""
    return any(s.makes("small_talk") for s in answer) or any(s.terms and not s.moves for s in answer)


def _last_thanks(rehearsal: Rehearsal) -> List[Found]:
    """Thanks in the candidate's last line, in more than a word or two: as polite as a goodbye."""
    last = max((i for i, _ in rehearsal.candidate_lines()), default=-1)
    thanks = [found for found in rehearsal.making("thanks") if found[0] == last]
    return thanks if sum(len(one.text.split()) for _, one in thanks) >= COURTESY_WORDS else []


def _brushed_off(rehearsal: Rehearsal, openings: List[int]) -> bool:
    """Whether a friendly remark got an answer without a courtesy in it."""
    after = [rehearsal.lines[i + 1] for i in openings if i + 1 < len(rehearsal.lines)]
    return bool(after) and not any(line.makes("goodbye", "thanks") for line in after)


def contact(rehearsal: Rehearsal) -> Finding:
    """Get a point of contact, and say you will write to it."""
    asked, promised = list(rehearsal.making("contact")), list(rehearsal.making("follow_up"))
    if not asked:
        return find("promised", promised) if promised else find("none")
    own = [found for found in asked if says(found[1], OWN) and not says(found[1], OTHERS)]
    writes = [found for found in promised if not says(found[1], OTHERS)]
    writes += [found for found in own if says(found[1], WILL_WRITE)]
    return find("own", own + writes) if own and writes else find("asked", asked)


def thank_you_note(rehearsal: Rehearsal) -> Finding:
    """Write within 24 hours: brief, by name, with thanks and something specific."""
    note = rehearsal.note
    if note is None or not _is_a_note(note.line):
        return find("none")
    late = note.hours_after is not None and note.hours_after > NOTE_HOURS
    for outcome, applies in (
        ("late", late),
        ("no_thanks", not note.line.makes("thanks")),
        ("no_interest", not note.line.makes("interest")),
        ("long", len(note.line.text.split()) > NOTE_WORDS),
        ("no_name", not is_addressed(note, rehearsal)),
        ("generic", not something_specific(note, rehearsal)),
        ("undated", note.hours_after is None),
    ):
        if applies:
            return find(outcome)
    return find("complete")


def _is_a_note(line: Line) -> bool:
    """Not mash: it makes a move, or has content between words anyone uses."""
    content = sum(len(s.terms) for s in line.sentences)
    return bool(line.moves()) or (content > 3 and bool({w.lower() for w in words(line.text)} & COMMON))


COMMON = {"i", "you", "the", "to", "for", "and", "it", "we", "my", "your"}


# A bare name at the end is the writer's own.
SIGNED = re.compile(r"(?<=[.!?\n])\s{0,3}[^\W\d_][\w'’-]{0,20}\W{0,5}\Z")
OPENING = 80  # characters in which a note greets


def is_addressed(note: Note, rehearsal: Rehearsal) -> bool:
    """Whether it opens with the interviewer's name; where that is not known, with a name."""
    opening = SIGNED.sub("", note.line.text)[:OPENING]
    name = {word.lower() for word in words(rehearsal.interviewer) if len(word) > 1}
    if name:
        return bool(name & {word.lower() for word in words(opening)})
    match = ADDRESSED.match(opening)
    return match is not None and not {word.lower() for word in words(match.group(1))} & NOBODY


def something_specific(note: Note, rehearsal: Rehearsal) -> List[Sentence]:
    """The note's sentences that take up something of the talk, the company or the work, beyond title and courtesies."""
    found = []
    for sentence in note.line.sentences:
        own = specific_in(sentence, rehearsal) - title(rehearsal) - stems(FEELINGS) - stems(PRAISE) - stems(QUALITIES)
        own -= stems("choose")
        heard = taken_up(own, rehearsal, len(rehearsal.lines))
        told = heard - stems(TRADE) or len(heard) > 1 or (len(own) > 1 and sentence.moves)
        if told or names_a_project(sentence, rehearsal):
            found.append(sentence)
    return found
