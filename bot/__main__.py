"""`python -m bot`: chat, or score and read lines without a server; measure how well and how fast it does."""

from __future__ import annotations

import argparse
import contextlib
import errno
import json
import sys
import warnings
from pathlib import Path
from typing import Any, Dict, Iterable, List, Optional

from actions.data import FaultyData
from bot.evaluation import command as evaluation
from bot.settings import LOCAL
from bot.trained import understanding

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
    evaluation.add_command(commands)
    scenario = commands.add_parser("scenario", help="what a scenario file lacks, or a sample of the talk it gives")
    scenario.add_argument("file", type=Path, help="a scenario, as docs/adding-a-scenario.md has it")
    scenario.set_defaults(run=_scenario)
    speed = commands.add_parser("bench", help="the performance table, beside the bot that `rasa init` makes")
    speed.add_argument("--json", action="store_true", help="for machines")
    speed.add_argument("--quick", action="store_true", help="a little of each but the training, to see that it runs")
    speed.add_argument("--only", nargs="+", metavar="PART", help="beside, growth, training or parts")
    speed.set_defaults(run=_bench)
    return parser


def _chat(chosen: argparse.Namespace) -> int:
    from bot.chat import chat

    return chat(chosen.host, chosen.port, chosen.verbose)


def _setup(chosen: argparse.Namespace) -> int:
    from bot.chat import prepare

    prepare()
    return 0


def _moves(chosen: argparse.Namespace) -> int:
    from bot.nlu.reading import moves_of

    text = _read(chosen.file)
    reads = understanding()
    for line in text.split("\n")[: -1 if text.endswith("\n") else None]:
        sentences = reads.candidate(line.rstrip("\r"))
        found: Dict[str, Any] = {"text": line.rstrip("\r"), "moves": moves_of(sentences), "sentences": sentences}
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
    reads = understanding()
    cards = (scorecard_as_data(rehearsal_of(one, reads)) for one in transcripts)
    for card in cards:
        print(json.dumps(card) if chosen.json else "\n".join(_as_text(card)))
    return 0


def _scenario(chosen: argparse.Namespace) -> int:
    from actions.furniture import checked

    scenario = checked(chosen.file)
    with warnings.catch_warnings(record=True):  # Rasa's, about the libraries it uses; it sets its own filters
        from bot.sample import play  # loads Rasa, which a file with faults needn't wait for

        said = play(scenario)
    print("\n".join(f"{who}: {text}" for who, text in said))
    return 0


def _bench(chosen: argparse.Namespace) -> int:
    from bot.bench.report import bench, lines_of
    from bot.chat import prepare

    with contextlib.redirect_stdout(sys.stderr):
        prepare()
    table = bench(chosen.quick, chosen.only, lambda doing: print(f"  · {doing}", file=sys.stderr, flush=True))
    print(json.dumps(table, indent=2) if chosen.json else "\n".join(lines_of(table)))
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
