"""Transcripts of real or played talks: reading them, and their scorecards as plain data."""

from __future__ import annotations

import json
import math
import re
from dataclasses import asdict
from pathlib import Path
from typing import Any, Dict, FrozenSet, Iterator, List, Optional, Tuple

from actions.advert import topics_of
from actions.context import in_context
from actions.feedback import advise
from actions.rehearsal import CANDIDATE, INTERVIEWER, RAISED, STYLES, Line, Note, Rehearsal
from actions.scenario import Scenario, own_job, scenarios, style_of
from actions.scoring import Scorecard, score
from bot.nlu.reading import Understanding
from bot.nlu.sentences import split

_SPEAKER = re.compile(r"^\s*(interviewer|you|candidate|me)\s*:\s*(.*)$", re.IGNORECASE)
_KEYS = {"role", "style", "company", "brief", "lines", "note"}


class Unreadable(ValueError):
    """A transcript that cannot be read; the message says where and why, in one line."""


def read_file(path: Path) -> List[Dict[str, Any]]:
    """The transcripts in a file: a JSON object, several one a line (`.jsonl`), or plain text.

    Raises:
        Unreadable: it is none of these.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise Unreadable(f"{path}: {error.strerror}") from None
    except UnicodeDecodeError:
        raise Unreadable(f"{path}: not UTF-8 text") from None
    return read_text(text, path.suffix, str(path))


def read_text(text: str, suffix: str, where: str) -> List[Dict[str, Any]]:
    """The transcripts in a text, its format told by the suffix of its file or, without one, by how it begins.

    Raises:
        Unreadable: it is none; the message begins with `where`.
    """
    if suffix == ".jsonl" or (not suffix and _is_one_a_line(text)):
        rows = [(i, row) for i, row in enumerate(text.splitlines(), 1) if row.strip()]
        found = [_parsed(row, f"{where}, line {i}") for i, row in rows]
    elif text.lstrip().startswith(("{", "[")) or suffix == ".json":
        found = [_parsed(text, where)]
    else:
        found = [_from_text(text, where)]
    if not found:
        raise Unreadable(f"{where}: holds no transcript")
    return found


def _is_one_a_line(text: str) -> bool:
    """Whether each line is a JSON object of its own, and there are several."""
    rows = [row.strip() for row in text.splitlines() if row.strip()]
    return len(rows) > 1 and all(row.startswith("{") and row.endswith("}") for row in rows)


def _parsed(text: str, where: str) -> Dict[str, Any]:
    try:
        raw = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise Unreadable(f"{where}: not valid JSON ({error})") from None
    return checked(raw, where)


def checked(raw: Any, where: str = "transcript") -> Dict[str, Any]:
    """The transcript `raw`, once it is sure to be one.

    Raises:
        Unreadable: a key is missing or wrong.
    """
    if not isinstance(raw, dict):
        raise Unreadable(f"{where}: must be a JSON object")
    if raw.get("style") not in (None, *STYLES):
        raise Unreadable(f"{where}: style must be one of {', '.join(STYLES)}")
    for key in ("role", "company", "brief"):
        if not isinstance(raw.get(key) or "", str):
            raise Unreadable(f"{where}: {key} must be text")
    _check_lines(raw.get("lines"), where)
    _check_note(raw.get("note"), where)
    return raw


def _check_lines(lines: Any, where: str) -> None:
    if not isinstance(lines, list):
        raise Unreadable(f"{where}: lines must be a list")
    for i, line in enumerate(lines):
        if not isinstance(line, dict) or line.get("by") not in (INTERVIEWER, CANDIDATE):
            raise Unreadable(f'{where}: lines[{i}].by must be "interviewer" or "candidate"')
        if not isinstance(line.get("text"), str):
            raise Unreadable(f"{where}: lines[{i}].text must be text")


def _check_note(note: Any, where: str) -> None:
    if note is None:
        return
    if not isinstance(note, dict) or not isinstance(note.get("text") or "", str):
        raise Unreadable(f"{where}: note.text must be text")
    hours = note.get("hours_after")
    number = isinstance(hours, (int, float)) and not isinstance(hours, bool)
    if hours is not None and not (number and math.isfinite(hours) and hours >= 0):
        raise Unreadable(f"{where}: note.hours_after must be a number of hours, or null")


def _from_text(text: str, where: str) -> Dict[str, Any]:
    """Lines beginning "Interviewer:" or "You:"; a line without belongs to the one before."""
    lines: List[Dict[str, str]] = []
    for row in text.splitlines():
        match = _SPEAKER.match(row)
        if match:
            by = INTERVIEWER if match.group(1).lower() == INTERVIEWER else CANDIDATE
            lines.append({"by": by, "text": match.group(2).strip()})
        elif row.strip() and lines:
            lines[-1]["text"] = f"{lines[-1]['text']}\n{row.strip()}".strip()
        elif row.strip():
            raise Unreadable(f'{where}: plain text must begin with "Interviewer:" or "You:"')
    if not lines:
        raise Unreadable(f"{where}: holds no transcript")
    return {"role": "", "lines": lines}


def rehearsal_of(raw: Dict[str, Any], understanding: Understanding) -> Rehearsal:
    """The rehearsal of a checked transcript, its lines read by the trained model."""
    return with_lines(raw, tuple(lines_of(raw, understanding)), note_of(raw, understanding))


def with_lines(raw: Dict[str, Any], lines: Tuple[Line, ...], note: Optional[Note]) -> Rehearsal:
    """The rehearsal of a checked transcript whose lines and note are read already."""
    role, brief, ours = raw.get("role") or "", raw.get("brief") or "", played_from(raw)
    return Rehearsal(
        role=role,
        style=raw.get("style") or style_of(role),
        company=raw.get("company") or "",
        brief=brief,
        interviewer=ours.interviewer.name if ours else "",
        topics=(*topics_of(split(brief)), *([ours.project.name] if ours else [])),
        lines=lines,
        note=note,
    )


def lines_of(raw: Dict[str, Any], understanding: Understanding) -> Iterator[Line]:
    """The lines of a checked transcript one by one, as each is read.

    What our own interviewer did in a talk need not be guessed: it stands in the scenario.
    """
    ours = played_from(raw)
    heard: FrozenSet[str] = frozenset()  # what the interviewer's last line did
    told = ""  # by the interviewer so far
    for one in raw["lines"]:
        if one["by"] == CANDIDATE:
            yield Line.candidate(one["text"], in_context(one["text"], understanding.candidate(one["text"]), heard))
            continue
        heard = frozenset(_acts(one["text"], told, ours) if ours else understanding.interviewer(one["text"]))
        told += f"\n{one['text']}"
        yield Line(INTERVIEWER, one["text"], acts=heard)


def played_from(raw: Dict[str, Any]) -> Optional[Scenario]:
    """The scenario a talk was played from: the one of its job whose facts its interviewer tells, or None."""
    role, company = raw.get("role") or "", raw.get("company") or ""
    told = "\n".join(line["text"] for line in raw["lines"] if line["by"] == INTERVIEWER)
    of_this_job = [one for one in scenarios().values() if (one.job, one.company) == (role, company)]
    own = [own_job(role, company)] if role.strip() and company.strip() else []
    return next((one for one in (*of_this_job, *own) if any(text in told for text in _sayings(one))), None)


def _sayings(scenario: Scenario) -> Iterator[str]:
    yield from (text for texts in scenario.facts.dict().values() for text in texts)
    yield scenario.process.steps
    yield from (text for texts in _by_act(scenario).values() for text in texts)


def _by_act(scenario: Scenario) -> Dict[str, List[str]]:
    return {
        "concern": [one.says for one in scenario.concerns],
        "doubt": [one.says for one in scenario.doubts],
        "press": [one.press for one in (*scenario.concerns, *scenario.doubts) if one.press],
        "small_talk": [text for one in scenario.small_talk for text in (one.remark, one.reply)],
    }


def _acts(text: str, told: str, ours: Scenario) -> Iterator[str]:
    """What our own interviewer's line does, after what they told before: a worry said once more is pressed."""
    for act, sayings in _by_act(ours).items():
        for saying in sayings:
            if saying in text:
                yield "press" if act in RAISED and saying in told else act


def note_of(raw: Dict[str, Any], understanding: Understanding) -> Optional[Note]:
    """The note of a checked transcript, read like a line."""
    note = raw.get("note")
    text = (note or {}).get("text") or ""
    if note is None or not text.strip():
        return None
    return Note(Line.candidate(text, understanding.candidate(text)), note.get("hours_after"))


def scorecard_as_data(rehearsal: Rehearsal, card: Optional[Scorecard] = None) -> Dict[str, Any]:
    """A scorecard as `python -m bot score --json` prints it."""
    card = card or score(rehearsal)
    principles = {
        mark.principle: {
            "level": mark.level,
            "reason": mark.reason,
            "evidence": [
                {"line": one.line, "start": one.start, "end": one.end, "text": one.quote} for one in mark.evidence
            ],
        }
        for mark in card.marks
    }
    advice = [
        {
            "principle": one.principle,
            "level": one.level,
            "text": one.text,
            "quote": one.quote,
            "line": one.line,
            "reason": one.reason,
            "next_level": one.next_level,
            "experts": one.experts,
            "rewrite": asdict(one.rewrite) if one.rewrite else None,
        }
        for one in advise(rehearsal, card)
    ]
    return {"total": card.total, "principles": principles, "advice": advice}
