"""`python -m tests.fuzz`: a million inputs and more in minutes, made by spoiling good ones, for what only reads text.

Hypothesis makes smarter inputs and far fewer of them. Prints for each target how many it got and how many it refused; the first
input that ends in any other error is printed and ends the run with status 1. The same seed gives the same inputs.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import time
from types import SimpleNamespace
from typing import Any, Callable, Dict, List, Optional, Sequence, Tuple, Type

from actions.scoring import score
from bot.channels.request import Refusal, body
from bot.channels.text import COMMANDS, Refused, message_of
from bot.channels.window import _id_of, _message
from bot.identity import visitor
from bot.importing import transcripts
from bot.links import RunOut, opened
from bot.nlu.sentences import sound
from bot.nlu.vocabulary import MOVES
from bot.transcript import Unreadable, read_text, rehearsal_of
from tests.bot.test_cli import TALK
from tests.fuzz.inputs import BAITS, tried
from tests.fuzz.test_bodies import request

PLAIN = "Interviewer: What would you like to ask?\nYou: When do you decide?\nAnd who else\n me : Thanks!\n"
TALKS = (
    json.dumps(TALK),
    json.dumps([TALK]),
    f"{json.dumps(TALK)}\n{json.dumps(TALK)}",
    PLAIN,
    '{"lines": [{"by": "candidate", "text": "Hi"}]}',
)
BODIES = (
    '{"text": "When do you hope to decide?", "message_id": "0123456789abcdef0123456789abcdef"}', '{"button": "hint"}', '{"drill": "next_steps"}',
    '{"begin": {"scenario": "staff_nurse_alder_court", "mode": "real", "clock": 5, "temper": "tough", "style": null}}',
    '{"begin": {"scenario": "own", "job": "nurse", "company": "Alder", "facts": "You will run the Tooth Bus.", "advert": {"work": ["a"]}}}',
)  # fmt: skip
LINES = ("When do you hope to decide?", "/hint", "/practise", "I'd love this job.", "Thank you \U0001f642", *BAITS)
ODD = "\x00\n\t\r /\\{}[]\"',:;.<>&|\u202e\u2028\ud800\udfff\U0001f642é我0-"
SHARES = {"line": 0.35, "body": 0.25, "transcript": 0.2, "brought in": 0.1, "cookie and link": 0.08, "scored": 0.001}

REFUSALS: Dict[str, Tuple[Type[Exception], ...]] = {
    "line": (Refused,), "body": (Refusal, ValueError), "transcript": (Unreadable,), "brought in": (Unreadable,),
    "cookie and link": (RunOut,), "scored": (Unreadable,),
}  # fmt: skip


class Maker:
    """Spoils texts, the same way for the same seed."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)

    def spoilt(self, texts: Sequence[str]) -> str:
        """One of these, with up to three things changed."""
        text = self.chance.choice(texts)
        for _ in range(self.chance.randrange(4)):
            at, past = sorted((self.chance.randrange(len(text) + 1), self.chance.randrange(len(text) + 1)))
            past = min(past, at + 8) if self.chance.random() < 0.8 else past
            middle = self.chance.choice(
                (
                    "",
                    text[at:past] * 2,
                    self.chance.choice(ODD),
                    self.chance.choice(BAITS),
                    chr(self.chance.randrange(0x3000)),
                )
            )
            text = text[:at] + middle + text[past:]
            text = text[:20_000]
        return text

    def moves(self, text: str) -> List[Dict[str, Any]]:
        """The text as one sentence or two with any moves: what the understanding might have read."""
        middle = self.chance.randrange(len(text) + 1)
        pairs = [(start, end) for start, end in ((0, middle), (middle, len(text))) if text[start:end].strip()]
        return [
            {"start": start, "end": end, "moves": dict.fromkeys(self.chance.sample(MOVES, self.chance.randrange(3)), 0.9),
             "question": "?" in text[start:end], "terms": text[start:end].lower().split()[:5], "entities": []}
            for start, end in pairs
        ]  # fmt: skip


def _line(maker: Maker) -> Tuple[str, Callable[[], Any]]:
    text = maker.spoilt(LINES)
    return text, lambda: _is_harmless(message_of(text, 2000))


def _is_harmless(message: str) -> None:
    assert message.startswith("/") is (message[1:] in COMMANDS and message[:1] == "/")
    message.encode("utf-8")


def _body(maker: Maker) -> Tuple[str, Callable[[], Any]]:
    text = maker.spoilt(BODIES)

    def take() -> None:
        asked = body(request(text.encode("utf-8", "surrogatepass")), "text", "button", "begin", "drill")
        message, metadata = _message(asked, "questions")
        _is_harmless(message)
        assert _id_of(asked) is None or len(_id_of(asked) or "") == 32
        json.dumps(metadata)

    return text, take


def _transcript(maker: Maker) -> Tuple[str, Callable[[], Any]]:
    text, suffix = maker.spoilt(TALKS), maker.chance.choice(("", ".json", ".jsonl", ".txt"))
    return text, lambda: read_text(text, suffix, "here")


def _brought(maker: Maker) -> Tuple[str, Callable[[], Any]]:
    text = maker.spoilt(TALKS)
    return text, lambda: json.dumps(transcripts(text, "", {"role": text[:9]}), ensure_ascii=False).encode("utf-8")


def _signed(maker: Maker) -> Tuple[str, Callable[[], Any]]:
    text = maker.spoilt(("IndpbmRvdy1hYmMi.x7oD1r0nZ1q", "WyJhIiwiYiJd.Zxy1Aw.q0Tz", "e30.", "."))

    def open_it() -> None:
        assert visitor(SimpleNamespace(cookies={"curtain_line": text})) is None
        assert opened(text) is None

    return text, open_it


def _scored(maker: Maker) -> Tuple[str, Callable[[], Any]]:
    text = maker.spoilt(TALKS)
    reads = SimpleNamespace(
        candidate=lambda said: maker.moves(sound(said)), interviewer=lambda said: ["concern", "doubt"][: len(said) % 3]
    )

    def judge() -> None:
        for one in transcripts(text, "", {}):
            assert 0 <= score(rehearsal_of(one, reads)).total <= 100

    return text, judge


TARGETS: Dict[str, Callable[[Maker], Tuple[str, Callable[[], Any]]]] = dict(
    zip(SHARES, (_line, _body, _transcript, _brought, _signed, _scored))
)


def run(target: str, count: int, seed: int) -> int:
    """So many inputs for a target; returns how many it refused as documented.

    Raises:
        SystemExit: one ended in another error.
    """
    maker, refused = Maker(seed), 0
    for _ in range(count):
        text, work = TARGETS[target](maker)
        try:
            refused += tried(work, refusals=REFUSALS[target])[1] is not None
        except Exception as error:
            sys.exit(f"{target}: {error!r} on {text!r}")
    return refused


def main(given: Optional[List[str]] = None) -> None:
    """Runs all targets."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__)
    parser.add_argument("--inputs", type=int, default=1_100_000, help="in all")
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args(given)
    for target, share in SHARES.items():
        count, began = int(asked.inputs * share), time.process_time()
        refused = run(target, count, asked.seed)
        print(f"{target}: {count} inputs, {refused} refused, {time.process_time() - began:.0f} s", flush=True)


if __name__ == "__main__":
    main()
