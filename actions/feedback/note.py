"""The thank-you note's panel: what it has and lacks, the note put better, and a draft made of the talk."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Dict, List, Optional, Tuple

from actions.feedback.frames import Blank, Filled, fill_frame, fits, rewrites
from actions.feedback.own_words import lowered, stands_alone, tidy
from actions.feedback.rewrite import Rewrite
from actions.feedback.salutation import cut, greeting_of, name_in
from actions.feedback.sayable import is_well_put, worth_saying
from actions.feedback.slots import job_slots, proofs, sound_pair, told_of_work
from actions.rehearsal import Note, Rehearsal
from actions.scenario import Scenario
from actions.scoring.finding import Found
from actions.scoring.leave import NOTE_HOURS, NOTE_WORDS, something_specific
from actions.scoring.scorecard import Mark

PARTS = ("greeting", "thanks", "interest", "specific", "length", "hour")
SOON = 3.0  # hours after the talk: what a note is best sent within
PROOF_WORDS = 40  # a longer sentence of evidence has no place in a short note
_SIGN_OFF = re.compile(
    r"(?:^|(?<=[.!?\n]))[ \t]*(?:(?:with )?(?:best|kind|kindest|warm|warmest|many)\s(?:wishes|regards)|(?:kind )?regards|yours|sincerely|"
    r"all the best|cheers|thanks again|best(?=,))\b.{0,60}\Z",
    re.IGNORECASE | re.DOTALL,
)


@dataclass(frozen=True)
class Part:
    """One thing a note should have."""

    name: str  # one of PARTS
    present: bool
    spans: Tuple[Tuple[int, int], ...]  # where in the note's text, start and end; none where it's no matter of words
    measure: Optional[float] = None  # words for `length`, hours after the talk for `hour`, where they are known


@dataclass(frozen=True)
class Draft:
    """A note to adapt."""

    text: str
    blanks: Tuple[Blank, ...]
    words: int


@dataclass(frozen=True)
class NotePanel:
    """All there is to show about the note."""

    written: bool
    parts: Tuple[Part, ...]  # in the order of PARTS; none where no note was written
    draft: Draft  # made from what was said in this rehearsal, under NOTE_WORDS words


def note_panel(rehearsal: Rehearsal, scenario: Optional[Scenario] = None) -> NotePanel:
    """What the note has and lacks, with where it stands, and a draft."""
    note = rehearsal.note
    parts = tuple(_part(name, note, rehearsal) for name in PARTS) if note else ()
    return NotePanel(note is not None, parts, draft(rehearsal, scenario))


def _part(name: str, note: Note, rehearsal: Rehearsal) -> Part:
    line = note.line
    if name == "length":
        words = len(line.text.split())
        return Part(name, words <= NOTE_WORDS, (), float(words))
    if name == "hour":
        hours = note.hours_after
        return Part(name, hours is not None and hours <= NOTE_HOURS, (), hours)
    if name == "greeting":
        named = name_in(note, rehearsal)
        return Part(name, bool(named), (greeting_of(line.text, named),) if named else ())
    found = something_specific(note, rehearsal) if name == "specific" else [s for s in line.sentences if s.makes(name)]
    return Part(name, bool(found), tuple((one.start, one.end) for one in found))


def draft(rehearsal: Rehearsal, scenario: Optional[Scenario] = None) -> Draft:
    """A short note: by name, with one thing the interviewer told and the candidate's own best evidence."""
    frames, slots = rewrites().note, {**job_slots(rehearsal, scenario), **_proof(rehearsal)}
    proof = _fitting(frames.proof, slots)
    text = frames.draft.replace("{specific}", _fitting(frames.specific, slots)).replace(
        " {proof}", f" {proof}".rstrip()
    )
    made = fill_frame(text, slots)
    return Draft(made.text, made.blanks, len(made.text.split()))


def _fitting(texts: List[str], slots: Dict[str, str]) -> str:
    return next((one for one in texts if fits(one, slots)), "")


def _proof(rehearsal: Rehearsal) -> Dict[str, str]:
    """Their best evidence that is short, no question and clear to one who reads it cold."""
    best = sound_pair(rehearsal)[1]
    found = [*([best] if best else []), *proofs(rehearsal)]
    text = next((one[1].text for one in found if _quotable(one, rehearsal)), "")
    return {"proof": tidy(text), "proof_low": lowered(text) or ""} if text else told_of_work(rehearsal)


def _quotable(found: Found, rehearsal: Rehearsal) -> bool:
    text = found[1].text
    return len(text.split()) <= PROOF_WORDS and "?" not in text and stands_alone(text) and worth_saying(text)


def rewrite_note(mark: Mark, rehearsal: Rehearsal, scenario: Optional[Scenario] = None) -> Rewrite:
    """The candidate's own note with what it lacks put in; a draft where there's none, too much of it, or it is better said anew."""
    note = rehearsal.note
    late = note is None or note.hours_after is None or note.hours_after > NOTE_HOURS
    hours = SOON if late else None
    if (
        note is None
        or mark.outcome in ("none", "long")
        or not all(is_well_put(one.text) for one in note.line.sentences)
    ):
        made = draft(rehearsal, scenario)
        return Rewrite(made.text, made.blanks, "note", hours=hours)
    filled = _completed(note, rehearsal, job_slots(rehearsal, scenario))
    return Rewrite(filled.text, filled.blanks, "note", hours=hours)


def _completed(note: Note, rehearsal: Rehearsal, slots: Dict[str, str]) -> Filled:
    """The note with a sentence put in for each part it lacks; all else as it was written."""
    lacks = [one.name for one in (_part(name, note, rehearsal) for name in PARTS[:4]) if not one.present]
    greeting, body, sign_off = _cut(note, rehearsal, "thanks" in lacks)
    frames = rewrites().note
    front = [_filled(frames.greeting, slots)] if "greeting" in lacks else [Filled(greeting, ())] if greeting else []
    first = [_filled(frames.thanks, slots)] if "thanks" in lacks else []
    last = [_filled(_fitting(frames.specific, slots), slots)] if "specific" in lacks else []
    last += [_filled(frames.interest, slots)] if "interest" in lacks and not last else []
    middle = _joined([*first, Filled(_capital(body), ()), *last], " ")
    return _joined([*front, middle, *([Filled(sign_off, ())] if sign_off else [])], "\n\n")


def _filled(text: str, slots: Dict[str, str]) -> Filled:
    return fill_frame(text, slots)


def _cut(note: Note, rehearsal: Rehearsal, opened: bool) -> Tuple[str, str, str]:
    """Greeting, body and sign-off of a note, each without the white space around it."""
    greeting, rest = cut(note.line.text, name_in(note, rehearsal), opened)
    ends = _SIGN_OFF.search(rest)
    at = ends.start() if ends else len(rest)
    return greeting, rest[:at].strip(), rest[at:].strip()


def _capital(text: str) -> str:
    ended = text if not text or text[-1] in '.!?…”"' else f"{text}."
    return ended[:1].upper() + ended[1:]


def _joined(parts: List[Filled], gap: str) -> Filled:
    text, blanks = "", []
    for part in (one for one in parts if one.text):
        text += gap if text else ""
        blanks += [Blank(b.name, b.asks, b.start + len(text), b.end + len(text)) for b in part.blanks]
        text += part.text
    return Filled(text, tuple(blanks))
