"""The rehearsal as it would have gone with a rewrite in it."""

from __future__ import annotations

from dataclasses import replace
from typing import Callable, Dict, List, Tuple

from actions.feedback.rewrite import Rewrite, Span
from actions.rehearsal import Line, Note, Rehearsal

Read = Callable[[str], Line]  # reads a candidate's line: the trained model's understanding of it


def said_again(rehearsal: Rehearsal, rewrite: Rewrite, text: str, read: Read) -> Rehearsal:
    """The same rehearsal with `text` (the rewrite with its blanks filled, or not) where the rewrite belongs."""
    if rewrite.place == "note":
        hours = rehearsal.note.hours_after if rehearsal.note and rewrite.hours is None else rewrite.hours
        return replace(rehearsal, note=Note(read(text), hours))
    changes = [(span, "") for span in rewrite.drops]
    changes += [(rewrite.replaces, text)] if rewrite.replaces else []
    texts = _changed(rehearsal, changes)
    lines = [read(texts[i]) if i in texts else line for i, line in enumerate(rehearsal.lines)]
    if rewrite.before is not None:
        lines.insert(rewrite.before, read(text))
    gone = {i for i, one in texts.items() if not one.strip()}
    return replace(rehearsal, lines=tuple(line for i, line in enumerate(lines) if i not in gone or rewrite.before))


def _changed(rehearsal: Rehearsal, changes: List[Tuple[Span, str]]) -> Dict[int, str]:
    """The new text of each line in which something was taken out or put in."""
    texts: Dict[int, str] = {}
    for span, text in sorted(changes, key=lambda one: -one[0].start):
        whole = texts.get(span.line, rehearsal.lines[span.line].text)
        texts[span.line] = f"{whole[: span.start]}{text}{whole[span.end :]}"
    return {line: " ".join(text.split()) for line, text in texts.items()}
