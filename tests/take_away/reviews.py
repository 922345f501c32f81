"""Reviews to take away: one as it comes, and one of a candidate who types what hurts."""

from __future__ import annotations

from typing import Any, Dict, List

from tests.bot.test_review import CLOSE
from tests.talks import Talk, slot, talk

HOSTILE = (
    "# I'd love this job\n"
    "## Owned\n\n"
    "Owned\n=====\n"
    "- item\n+ item\n1. item\n2) item\n"
    "> quoted\n"
    "    code\n```\ncode\n```\n~~~\n"
    "| a | b |\n|---|---|\n"
    "![image](http://evil.example/x.png) [link](javascript:alert(1)) <https://evil.example> https://evil.example www.evil.example\n"
    "<script>alert(1)</script> <b onclick=x>bold</b> <!-- gone --> &lt;b&gt; &amp;\n"
    "*star* _under_ **strong** ~~struck~~ `tick` \\* back\\\\\n"
    "---\n***\n"
    "[ref]: http://evil.example\n"
    "</para><font size=99>{{ 7 * 7 }} {% raw %} $x^2$"
)
NAMES = "Zażółć Łukasiewicz, Ελένη, Дмитрий, Nguyễn Thị Hạnh, O'Brien"


def finished(*lines: str, note: str = "Dear Margaret, thank you for today.") -> Talk:
    """A rehearsal of the lines in `CLOSE` and these, with a note, gone to its end."""
    one = talk()
    one.breath(*CLOSE)
    for line in lines:
        one.says(line, "thanks", "interest")
    one.note(3, (note, "thanks"))
    one.events.append(slot("beat", "debrief"))
    return one


def long(count: int, text: str = "I'd love to work on the falls project, and here is why. ") -> List[Dict[str, Any]]:
    """The events of a rehearsal of so many lines of the candidate's."""
    one = talk()
    line = {"text": text * 6, "sentences": []}
    for _ in range(count):
        one.events.append(slot("line", line))
    return one.events
