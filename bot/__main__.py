"""`python -m bot`: chat, or score and read lines without a server."""

from __future__ import annotations

import argparse
import errno
import json
import logging
import os
import sys
import warnings
from pathlib import Path
from typing import Any, Dict, Iterable, List, Optional

from actions.data import FaultyData
from bot.settings import LOCAL

PORT = 5005


def main(arguments: Optional[List[str]] = None) -> int:
    """Runs one command and returns its exit status: 0 done, 1 failed, 2 not usable as given."""
    chosen = _parser().parse_args(arguments)
    if sys.version_info[:2] != (3, 10):
        print("Curtain Line needs Python 3.10, the newest that Rasa 3.6 runs on.", file=sys.stderr)
        return 2
    try:
        return int(chosen.run(chosen))
    except FaultyData as error:
        print("\n".join(error.faults), file=sys.stderr)
        return 2
    except BrokenPipeError:
        return 1
    except OSError as error:
        print("The disk is full." if error.errno == errno.ENOSPC else str(error), file=sys.stderr)
        return 1
    except (RuntimeError, ValueError) as error:
        print(error, file=sys.stderr)
        return 2 if isinstance(error, ValueError) else 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m bot", description="Rehearse the last five minutes of an interview."
    )
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    chat = commands.add_parser("chat", help="serve everything and print the address")
    chat.add_argument("--port", type=int, default=PORT)
    chat.add_argument("--host", default=LOCAL, help="another interface than this machine's own")
    chat.add_argument("--verbose", action="store_true", help="write what is said into the logs")
    chat.set_defaults(run=_chat)
    setup = commands.add_parser("setup", help="train the model where it is missing or stale")
    setup.set_defaults(run=_setup)
    moves = commands.add_parser("moves", help="the moves of each line of a text")
    moves.add_argument("file", nargs="?", type=Path, help="plain text, one line each; standard input if missing")
    moves.add_argument("--json", action="store_true", help="one JSON object a line")
    moves.set_defaults(run=_moves)
    score = commands.add_parser("score", help="the scorecard of a transcript")
    score.add_argument(
        "file", type=Path, help="JSON, .jsonl with one transcript a line, or text with Interviewer: and You: lines"
    )
    score.add_argument("--json", action="store_true", help="the scorecard as JSON, one a line")
    score.set_defaults(run=_score)
    quality = commands.add_parser("eval", help="the quality table over data/eval")
    quality.add_argument("--json", action="store_true", help="for machines")
    quality.add_argument("--lines", type=Path, help="labelled lines of your own")
    quality.add_argument("--rehearsals", type=Path, help="marked rehearsals of your own")
    quality.add_argument(
        "--rewrites", action="store_true", help="how many of the coach's rewrites lift their principle"
    )
    quality.add_argument(
        "--talks", type=int, nargs="?", const=500, metavar="N", help="play N random rehearsals instead (500)"
    )
    quality.add_argument("--seed", type=int, default=1, help="which random rehearsals")
    quality.set_defaults(run=_eval)
    scenario = commands.add_parser("scenario", help="what a scenario file lacks, or a sample of the talk it gives")
    scenario.add_argument("file", type=Path, help="a scenario, as docs/adding-a-scenario.md has it")
    scenario.set_defaults(run=_scenario)
    return parser


def _chat(chosen: argparse.Namespace) -> int:
    from bot.chat import chat

    return chat(chosen.host, chosen.port, chosen.verbose)


def _setup(chosen: argparse.Namespace) -> int:
    from bot.chat import prepare

    prepare()
    return 0


def _understanding() -> Any:
    from bot.nlu import model

    if not model.MODEL.exists():
        print("Training the model first (a minute or two) …", file=sys.stderr)
        model.train()
    return model.understanding()


def _moves(chosen: argparse.Namespace) -> int:
    from bot.nlu.reading import moves_of

    text = _read(chosen.file)
    understanding = _understanding()
    for line in text.split("\n")[: -1 if text.endswith("\n") else None]:
        sentences = understanding.candidate(line.rstrip("\r"))
        found = {"text": line.rstrip("\r"), "moves": moves_of(sentences), "sentences": sentences}
        print(json.dumps(found) if chosen.json else f"{', '.join(found['moves']) or '-'}\t{line}")
    return 0


def _read(path: Optional[Path]) -> str:
    from bot.transcript import Unreadable

    try:
        raw = path.read_bytes() if path else sys.stdin.buffer.read()
    except OSError as error:
        raise Unreadable(f"{path}: {error.strerror}") from None
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise Unreadable(f"{path or 'standard input'}: not UTF-8 text") from None


def _score(chosen: argparse.Namespace) -> int:
    from bot.transcript import read_file, rehearsal_of, scorecard_as_data

    transcripts = read_file(chosen.file)
    understanding = _understanding()
    cards = (scorecard_as_data(rehearsal_of(one, understanding)) for one in transcripts)
    for card in cards:
        print(json.dumps(card) if chosen.json else "\n".join(_as_text(card)))
    return 0


def _eval(chosen: argparse.Namespace) -> int:
    if chosen.talks is not None:
        return _eval_talks(chosen)
    from bot.evaluation.report import LINES, REHEARSALS, as_text, evaluate

    if chosen.rewrites:
        return _eval_rewrites(chosen.rehearsals or REHEARSALS, chosen.json)
    table = evaluate(_understanding(), chosen.lines or LINES, chosen.rehearsals or REHEARSALS)
    print(json.dumps(table, indent=2) if chosen.json else "\n".join(as_text(table)))
    return 0


def _scenario(chosen: argparse.Namespace) -> int:
    from actions.furniture import checked

    scenario = checked(chosen.file)
    with warnings.catch_warnings(record=True):  # Rasa's, about the libraries it uses; it sets its own filters
        from bot.sample import play  # loads Rasa, which a file with faults needn't wait for

        said = play(scenario)
    print("\n".join(f"{who}: {text}" for who, text in said))
    return 0


def _eval_rewrites(path: Path, as_json: bool) -> int:
    from bot.evaluation import rewrites
    from bot.transcript import read_file

    found = rewrites.measured(_understanding(), read_file(path))
    print(json.dumps(found, indent=2) if as_json else "\n".join(rewrites.as_text(found)))
    return 0


def _eval_talks(chosen: argparse.Namespace) -> int:
    from bot.evaluation.report import LINES
    from bot.nlu import model

    if not model.is_fresh():
        print("Training the model first (a minute or two) …", file=sys.stderr)
        model.train()
    os.environ.update(model.environment())
    with warnings.catch_warnings(record=True):  # Rasa's, as above
        from bot.evaluation import talks
        from bot.server import quiet_logs

        quiet_logs(logging.ERROR)
        found = talks.measure(chosen.talks, chosen.seed, model.MODEL, chosen.lines or LINES)
    print(json.dumps(found, indent=2, ensure_ascii=False) if chosen.json else "\n".join(talks.as_text(found)))
    return 0


def _as_text(card: Dict[str, Any]) -> Iterable[str]:
    from actions.scoring.principles import rubric

    yield f"{card['total']} of 100"
    for name, mark in card["principles"].items():
        level = "not counted" if mark["level"] is None else f"{mark['level']} of 3"
        yield f"  {rubric().principles[name].title}: {level}. {mark['reason']}"
    for one in card["advice"][:3]:
        yield f"Next time: {one['text']}"


if __name__ == "__main__":
    sys.exit(main())
