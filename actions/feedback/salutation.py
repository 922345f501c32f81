"""How a note greets: where the interviewer's name stands in it, and where the greeting ends."""

from __future__ import annotations

import re
from typing import Optional, Tuple

from actions.rehearsal import Note, Rehearsal
from actions.scoring.knowledge import words
from actions.scoring.leave import ADDRESSED, OPENING, SIGNED, is_addressed

_TITLE = r"(?:mr|mrs|ms|miss|mx|dr|prof|professor|sister)\b\.?"
_HELLO = r"(?:dear|hi|hello|hey|good (?:morning|afternoon|evening|day))\b"
_BEFORE_A_NAME = re.compile(rf"\W*(?:(?:to|{_HELLO})(?: there)?[\s,!.]*)?(?:{_TITLE}\s*)?", re.IGNORECASE)
_NOBODY = rf"(?!thank)(?:there|all|both|everyone|everybody|team|folks|sir|madam|or|and|hiring|manager|{_TITLE}|(?-i:[A-Z][\w'’-]*))"
_TO_NOBODY = re.compile(rf"\W*{_HELLO}(?:(?:[ \t]+{_NOBODY}){{0,4}}[ \t]*[,.!:;\n]+\s*|[ \t]+(?=\w))", re.IGNORECASE)
_WORD = re.compile(r"[^\W_][\w'’-]*")
_STOP = re.compile(r"[ \t]*(?:[,.!:;–—-]+[ \t]*|(?=\n)|\Z)")

Span = Tuple[int, int]


def name_in(note: Note, rehearsal: Rehearsal) -> Optional[Span]:
    """Where the interviewer's name stands by which a note greets them, if it does."""
    if not is_addressed(note, rehearsal):
        return None
    opening = SIGNED.sub("", note.line.text)[:OPENING]
    names = {word.lower() for word in words(rehearsal.interviewer) if len(word) > 1}
    if not names:
        match = ADDRESSED.match(opening)
        return match.span(1) if match else None
    found = [one.span() for one in _WORD.finditer(opening) if {word.lower() for word in words(one[0])} & names]
    return _run(opening, found) if found else None


def _run(text: str, found: "list[Span]") -> Span:
    """The first of these words with those that stand right behind it."""
    start, end = found[0]
    for one in found[1:]:
        if text[end : one[0]].strip():
            break
        end = one[1]
    return start, end


def greeting_of(text: str, name: Span) -> Span:
    """The greeting with the name in it; the name alone where it stands further on."""
    return (0, name[1]) if opens_with(text, name) else name


def opens_with(text: str, name: Span) -> bool:
    """Whether nothing but a hello and a title stands before the name."""
    return _BEFORE_A_NAME.fullmatch(text[: name[0]]) is not None


def cut(text: str, name: Optional[Span], opened: bool) -> Tuple[str, str]:
    """The greeting of a note and what comes after it.

    Args:
        name: where the interviewer's name stands; None where it doesn't.
        opened: whether a hello without the name is a greeting, too, although the name comes later on.
    """
    if name and opens_with(text, name):
        stop = _STOP.match(text, name[1])
        greeting = text[: stop.end() if stop else name[1]].strip()
        return greeting if stop else f"{greeting},", text[stop.end() if stop else name[1] :].strip()
    hello = _TO_NOBODY.match(text) if opened or not name else None
    return (hello[0].strip(), text[hello.end() :].strip()) if hello else ("", text.strip())
