"""The candidate's own line, put better: their facts kept, gaps shown as blanks, nothing about them made up."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import AbstractSet, Optional, Tuple

from actions.feedback.answers import answer_to_mend
from actions.feedback.frames import Blank, Filled, Frame, fill_frame, fitting, frames_of
from actions.feedback.slots import Ground, Material, conditions_of, evidence_of, slots_of
from actions.rehearsal import CANDIDATE, INTERVIEWER
from actions.scoring.finding import Found
from actions.scoring.scorecard import Mark


@dataclass(frozen=True)
class Span:
    """Words of the candidate in a line."""

    line: int  # number among the rehearsal's lines, from 0
    start: int  # offsets in the line's text; equal where something is put in and nothing taken out
    end: int


@dataclass(frozen=True)
class Rewrite:
    """What to say instead, and where in the talk it belongs."""

    text: str  # to be said as it stands, once the blanks are filled
    blanks: Tuple[Blank, ...]  # facts only the candidate knows
    place: str  # sentence, answer, new, door, next or note (data/rewrites.yml)
    replaces: Optional[Span] = None  # the words it stands for; None for a line of its own and for a note
    before: Optional[int] = None  # for a line of its own: the number of the line it would stand before
    drops: Tuple[Span, ...] = ()  # what to leave out besides
    hours: Optional[float] = None  # for a note that is late, unwritten or undated: hours after the talk to send it


def rewrite(mark: Mark, ground: Ground, said: AbstractSet[str] = frozenset()) -> Optional[Rewrite]:
    """The line that would raise a mark; None where there is nothing above it.

    Args:
        mark: a mark of the ground's rehearsal, of any principle but `thank_you_note` (see note.py).
        said: texts that stand in other advice already; another wording is taken where there is one.
    """
    found = evidence_of(mark, ground.rehearsal)
    material = Material(mark, ground, found[0] if found else None)
    # Words that can't be built on, a lone comma or a sentence in broken English, give way to the line of one who said nothing.
    anew = [_in_place_of(material.own, frame) for frame in frames_of(mark.principle, "none")]
    frames = [*frames_of(mark.principle, mark.outcome), *anew]
    made = (_made(frame, material) for frame in frames)
    usable = [one for one in made if one]
    return next((one for one in usable if one.text not in said), usable[0] if usable else None)


def _in_place_of(own: Optional[Found], frame: Frame) -> Frame:
    return frame.copy(update={"place": "sentence"}) if own and frame.place == "new" else frame


def _made(frame: Frame, material: Material) -> Optional[Rewrite]:
    """What this frame makes of the material; None where it doesn't fit."""
    about = _about(frame, material)
    slots = slots_of(about)
    if not fitting(frame, slots, conditions_of(about)):
        return None
    return _placed(frame, fill_frame(frame.text, slots), about)


def _about(frame: Frame, material: Material) -> Material:
    """The material with the sentence this frame is about, and what can be kept of an answer."""
    found = evidence_of(material.mark, material.ground.rehearsal)
    if frame.place == "answer":
        return replace(material, kept=answer_to_mend(material.mark, material.ground.rehearsal).kept)
    if frame.of:
        return replace(material, own=next((one for one in found if one[1].makes(*frame.of)), material.own))
    if "{wish" in frame.text and material.ground.wish in found:
        return replace(material, own=material.ground.wish)
    return material


def _placed(frame: Frame, filled: Filled, material: Material) -> Rewrite:
    made = Rewrite(filled.text, filled.blanks, frame.place)
    if frame.place == "answer":
        mend = answer_to_mend(material.mark, material.ground.rehearsal)
        spans = tuple(_span(one) for one in mend.instead_of)
        if not spans:
            return replace(made, before=mend.raised_at + 1)
        return replace(made, replaces=spans[0], drops=spans[1:])
    if frame.place == "sentence" and material.own:
        return replace(made, replaces=_span(material.own), drops=_dropped(frame, material))
    return replace(made, before=_room(frame.place, material))


def _span(found: Found) -> Span:
    return Span(found[0], found[1].start, found[1].end)


def _dropped(frame: Frame, material: Material) -> Tuple[Span, ...]:
    """What else goes: marked sentences that do harm, and what of the same line is said again in the new words."""
    own = material.own
    found = evidence_of(material.mark, material.ground.rehearsal)
    harmful = [one for one in found if one != own and one[1].makes(*frame.drops)]
    again = [
        one
        for one, slot in ((material.ground.wish, "{wish"), (material.ground.proof, "{proof"))
        if one and slot in frame.text
    ]
    twice = [one for one in again if own and one != own and one[0] == own[0] and one not in harmful]
    return tuple(sorted((_span(one) for one in [*harmful, *twice]), key=lambda one: (one.line, one.start)))


def _room(place: str, material: Material) -> int:
    """Where a line of its own has room: the number of the line it would stand before."""
    lines = material.ground.rehearsal.lines
    if place == "next" and material.own:
        after = material.own[0] + 1
        return after + 1 if after < len(lines) and lines[after].by == INTERVIEWER else after
    turns = [
        i
        for i in range(1, len(lines))
        if lines[i].by == CANDIDATE and lines[i - 1].by == INTERVIEWER and not lines[i - 1].acts
    ]
    if place == "door" or not turns:
        return len(lines)
    return turns[-1]
