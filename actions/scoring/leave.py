"""Act four, leaving: excited and qualified, small talk, a contact, the thank-you note."""

from __future__ import annotations

import re
from typing import FrozenSet, List, Set

from actions.rehearsal import Line, Note, Rehearsal, Sentence
from actions.scoring.finding import Finding, Found, cue, find, raised, says
from actions.scoring.knowledge import known, specific_in, words

PROOF = ("qualification", "story")
LAST_LINES = 3  # self-doubt in these spoils what was said before
NOTE_HOURS, NOTE_WORDS = 24, 150
OWN = cue("you(?:r|rs|rself)?_", "u_", "ur_")
WILL_WRITE = cue(
    "follow",
    "write",
    "drop",
    "send",
    "thank",
    "note",
    "touch",
    "line_",
    "message",
    "email you",
    "e-mail you",
    "reach (?:you|out)",
    "ring you",
    "call you",
)
ADDRESSED = re.compile(
    r"^\W*(?:(?:dear|hi|hello|hey|good (?:morning|afternoon|evening|day)|thank you|thanks)[\s,]+)?"
    r"((?:(?:mr|mrs|ms|miss|mx|dr|prof|professor|sister|sir|madam)\.?\s+)?[A-Z][\w'’-]+(?:\s+[A-Z][\w'’-]+){0,2})\s*[,!:—–\-.\n]",
)
NOBODY = {
    "sir",
    "madam",
    "team",
    "hiring",
    "manager",
    "all",
    "there",
    "everyone",
    "recruiter",
    "sirs",
    "whom",
    "thank",
    "thanks",
    "hello",
    "hi",
    "dear",
    "hey",
    "thank you",
    "to",
    "it",
    "i",
    "hope",
    "sir/madam",
}


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
    """A reason one could check: a number, a scene, or two words of the trade."""
    sentence = found[1]
    counted = any(c.isdigit() for c in sentence.text) or says(sentence, NUMBERS)
    return counted or sentence.makes("story") or len(specific_in(sentence, rehearsal)) > 1


NUMBERS = cue(
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "fifteen",
    "twenty",
    "thirty",
    "forty",
    "fifty",
    "hundred",
    "thousand",
    "dozen",
    "double",
    "halv",
    "half",
)


def _undercut(rehearsal: Rehearsal, lines: Set[int]) -> List[Found]:
    last = [i for i, _ in rehearsal.candidate_lines()][-LAST_LINES:]
    return [found for found in rehearsal.making("self_doubt") if found[0] in lines or found[0] in last]


def small_talk(rehearsal: Rehearsal) -> Finding:
    """Stay friendly to the door."""
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
    polite = list(rehearsal.making("goodbye"))
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


def _brushed_off(rehearsal: Rehearsal, openings: List[int]) -> bool:
    after = [rehearsal.lines[i + 1] for i in openings if i + 1 < len(rehearsal.lines)]
    return not any(line.makes("goodbye", "thanks") for line in after)


def contact(rehearsal: Rehearsal) -> Finding:
    """Get a point of contact, and say you will write to it."""
    asked, promised = list(rehearsal.making("contact")), list(rehearsal.making("follow_up"))
    if not asked:
        return find("promised", promised) if promised else find("none")
    own = [found for found in asked if says(found[1], OWN)]
    writes = promised or [found for found in own if says(found[1], WILL_WRITE)]
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
        ("no_name", not _is_addressed(note, rehearsal)),
        ("generic", not _names_something(note, rehearsal)),
        ("undated", note.hours_after is None),
    ):
        if applies:
            return find(outcome)
    return find("complete")


def _is_a_note(line: Line) -> bool:
    return bool(line.moves()) or sum(len(s.terms) for s in line.sentences) > 3


def _is_addressed(note: Note, rehearsal: Rehearsal) -> bool:
    known_name = {word.lower() for word in words(rehearsal.interviewer) if len(word) > 1}
    opening = {word.lower() for word in words(note.line.text[:80])}
    if known_name:
        return bool(known_name & opening)
    match = ADDRESSED.match(note.line.text)
    return bool(match) and not {word.lower() for word in words(match.group(1))} & NOBODY if match else False


def _names_something(note: Note, rehearsal: Rehearsal) -> bool:
    """Takes up something of the talk, the company or the work."""
    said: FrozenSet[str] = frozenset(known(rehearsal, len(rehearsal.lines)))
    own = [specific_in(sentence, rehearsal) for sentence in note.line.sentences]
    return any(one & said for one in own) or any(len(one) > 2 for one in own)
