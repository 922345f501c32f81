"""A transcript brought in: checked, read line by line, and kept like a rehearsal of this browser."""

from __future__ import annotations

import asyncio
import json
import secrets
from typing import Any, Dict, Iterator, List, Mapping, Sequence

from rasa.core.tracker_store import TrackerStore
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, BotUttered, Event, SessionStarted, SlotSet, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from actions.memory import IMPORTED
from actions.rehearsal import CANDIDATE, INTERVIEWER, Line, Rehearsal
from bot.history import imports_of
from bot.nlu.reading import Understanding
from bot.nlu.sentences import sound
from bot.transcript import Unreadable, checked, lines_of, note_of, read_text, with_lines

SIZE_LIMIT = 200_000  # bytes of a file or of what was pasted
LINES_LIMIT = 300  # of all its transcripts together
LINE_LIMIT = 5_000  # characters of one line, of the brief, of the note
THIS = "This transcript cannot be read"


def transcripts(text: object, suffix: str, given: Mapping[str, Any]) -> List[Dict[str, Any]]:
    """The transcripts in what a user brought, with the job that is `given` beside it where they tell none.

    Args:
        text: what was pasted, or a file's text.
        suffix: of the file, ".json" or the like; empty for pasted text.
        given: {"role", "company", "style"}, all optional.

    Raises:
        Unreadable: it is none, or more than the limits allow; in one sentence.
    """
    if not isinstance(text, str) or not text.strip():
        raise Unreadable("There is nothing to read yet: paste a transcript, or choose a file.")
    if len(text.encode("utf-8", "replace")) > SIZE_LIMIT:
        raise Unreadable(f"That is more than {SIZE_LIMIT // 1000} kB, the most a transcript may have.")
    told = {key: given[key] for key in ("role", "company", "style") if given.get(key)}
    try:
        found = read_text(text, suffix if suffix in (".json", ".jsonl", ".txt") else "", THIS)
        whole = [
            checked({**told, **{key: value for key, value in one.items() if value}, "lines": one["lines"]}, THIS)
            for one in found
        ]
    except Unreadable as error:
        raise Unreadable(f"{error}.") from None
    _check_size(whole)
    return [_sound(one) for one in whole]


def _check_size(found: Sequence[Mapping[str, Any]]) -> None:
    count = sum(len(one["lines"]) for one in found)
    if count > LINES_LIMIT:
        raise Unreadable(f"That has {count} lines; {LINES_LIMIT} are the most.")
    texts = [line["text"] for one in found for line in one["lines"]]
    texts += [str(text) for one in found for text in (one.get("brief"), (one.get("note") or {}).get("text")) if text]
    longest = max(map(len, texts), default=0)
    if longest > LINE_LIMIT:
        raise Unreadable(f"One of its lines has {longest:,} characters; {LINE_LIMIT:,} are the most.")


def _sound(raw: Dict[str, Any]) -> Dict[str, Any]:
    """The same with a stand-in for what no page could show."""
    copied: Dict[str, Any] = json.loads(sound(json.dumps(raw, ensure_ascii=False)))
    return copied


async def read(raw: Dict[str, Any], understanding: Understanding) -> Rehearsal:
    """The rehearsal of a transcript; between its lines, others who use the server have their turn."""
    lines: List[Line] = []
    for line in lines_of(raw, understanding):
        lines.append(line)
        await asyncio.sleep(0)
    return with_lines(raw, tuple(lines), note_of(raw, understanding))


async def keep(store: TrackerStore, domain: Domain, sender_id: str, rehearsal: Rehearsal) -> str:
    """Keeps a rehearsal as a session of the user's transcripts; returns its name."""
    name = secrets.token_urlsafe(16)
    kept_in = imports_of(sender_id)
    tracker = await store.retrieve(kept_in) or DialogueStateTracker(kept_in, domain.slots)
    for event in _session(rehearsal, name):
        tracker.update(event, domain)
    await store.save(tracker)
    return name


def _session(rehearsal: Rehearsal, name: str) -> Iterator[Event]:
    """The events of a finished talk, as the actions would have left them."""
    known = {key: getattr(rehearsal, key) for key in ("role", "company", "brief", "interviewer")}
    yield SessionStarted()
    yield SlotSet("rehearsal", name)
    yield SlotSet("scenario", IMPORTED)
    yield SlotSet("own", {**known, "topics": list(rehearsal.topics)})
    yield SlotSet("style", rehearsal.style)
    for line in rehearsal.lines:
        yield from _spoken(line)
    if rehearsal.note:
        yield SlotSet("note", {**_kept(rehearsal.note.line), "hours_after": rehearsal.note.hours_after})
    yield SlotSet("beat", "debrief")
    yield ActionExecuted("action_listen")


def _spoken(line: Line) -> Iterator[Event]:
    if line.by == CANDIDATE:
        yield UserUttered(line.text)
        yield SlotSet("line", _kept(line))
    else:
        yield BotUttered(line.text, metadata={"by": INTERVIEWER, "parts": [], "acts": sorted(line.acts)})


def _kept(line: Line) -> Dict[str, Any]:
    return {"text": line.text, "sentences": [sentence.as_data() for sentence in line.sentences]}
