"""Every regular expression of the project, found by reading its code: what it is, where it stands, how it is used."""

from __future__ import annotations

import ast
import importlib
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Dict, Iterator, List, Optional

from actions import advert
from actions.feedback import sayable
from actions.hours import _SAID
from actions.scoring import rudeness
from bot.settings import ROOT

ROOMS = ("actions", "bot", "deploy")
MADE_OF_DATA = (
    advert._patterns,
    rudeness._patterns,
    sayable._patterns,
)  # functions that make patterns of what a data file holds
USES = ("match", "fullmatch", "search", "sub", "subn", "split", "findall", "finditer")
# What stands for the variables of functions in which a pattern is put together.
STAND_INS = {
    "words": "thank|grateful", "bot": "U0LAN0BOT", "name": "falls project", "word": "handover", "style": "measured", "one": "warm", "phrase": "staff nurse",
    "joined": "wonderful|excited about|fond of", "longest_first": ["sort of", "you know", "just"], "pattern": "|".join(pattern for pattern, _ in _SAID),
}  # fmt: skip


@dataclass(frozen=True)
class Found:
    """One pattern."""

    where: str  # file and line
    pattern: "re.Pattern[str]"
    anchored: bool  # used only from the beginning of a text, with `match` or `fullmatch`
    whole: bool  # used only with `fullmatch`


def python_patterns() -> List[Found]:
    """The patterns of all modules: those of calls to `re`, and those that other functions made for a module's names or from its data.

    Raises:
        NameError: one is put together of something that STAND_INS does not know.
    """
    paths = [path for room in ROOMS for path in sorted((ROOT / room).rglob("*.py")) if path.name != "__main__.py"]
    written = [one for path in paths for one in _written_in(path)]
    known = {one.pattern for one in written}
    made = [one for path in paths for one in _made_in(path) if one.pattern not in known]
    return [*written, *dict.fromkeys(made)]


def _module(path: Path) -> Any:
    return importlib.import_module(".".join(path.relative_to(ROOT).with_suffix("").parts).replace(".__init__", ""))


def _written_in(path: Path) -> Iterator[Found]:
    text = path.read_text(encoding="utf-8")
    if "import re\n" not in text:
        return
    module, tree = _module(path), ast.parse(text)
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and _is_of_re(node.func):
            name = node.func.attr
            used = _uses(tree, node) if name == "compile" else [name]
            anchored, whole = bool(used) and set(used) <= {"match", "fullmatch"}, set(used) == {"fullmatch"}
            for pattern in _compiled(node, module):
                yield Found(f"{path.relative_to(ROOT)}:{node.lineno}", pattern, anchored, whole)


def _made_in(path: Path) -> Iterator[Found]:
    """What a module holds that uses patterns."""
    if path.relative_to(ROOT).parts[0] == "actions" or "import re\n" in path.read_text(encoding="utf-8"):
        held = [value for name, value in vars(_module(path)).items() if not name.startswith("__")]
        held += [made() for made in MADE_OF_DATA if made.__module__ == _module(path).__name__]
        yield from (Found(str(path.relative_to(ROOT)), one, False, False) for one in _parts(held))


def _parts(value: Any) -> Iterator["re.Pattern[str]"]:
    """The patterns in a value of lists, tuples and dictionaries."""
    if isinstance(value, re.Pattern):
        yield value
    elif isinstance(value, (dict, list, tuple)):
        for one in value.values() if isinstance(value, dict) else value:
            yield from _parts(one)


def _is_of_re(function: ast.AST) -> bool:
    is_method = isinstance(function, ast.Attribute) and isinstance(function.value, ast.Name)
    return is_method and function.value.id == "re" and function.attr in ("compile", *USES)


def _uses(tree: ast.AST, made: ast.Call) -> List[str]:
    """The methods called on the name that a compiled pattern is bound to; none where it is bound to none."""
    names = [
        target.id
        for node in ast.walk(tree)
        if isinstance(node, ast.Assign) and node.value is made
        for target in node.targets
        if isinstance(target, ast.Name)
    ]
    attributes = [node for node in ast.walk(tree) if isinstance(node, ast.Attribute) and node.attr in USES]
    return [node.attr for node in attributes if isinstance(node.value, ast.Name) and node.value.id in names]


def _compiled(node: ast.Call, module: Any) -> Iterator["re.Pattern[str]"]:
    """The pattern of a call to `re`; all patterns of the table that it takes one from."""
    flags = next((key.value for key in node.keywords if key.arg == "flags"), None) or _positional_flags(node)
    for stand_ins in _stand_ins(node.args[0], module):
        known = {**stand_ins, **vars(module)}
        given = _value(node.args[0], known)
        for pattern in given if isinstance(given, list) else [given]:
            yield re.compile(pattern, _value(flags, known) if flags else 0)


def _stand_ins(expression: ast.AST, module: Any) -> Iterator[Dict[str, Any]]:
    """What stands for the variables of an expression: where it looks up a table of the module, each key in turn."""
    for node in ast.walk(expression):
        is_lookup = (
            isinstance(node, ast.Subscript) and isinstance(node.value, ast.Name) and isinstance(node.slice, ast.Name)
        )
        if is_lookup and isinstance(vars(module).get(node.value.id), dict):
            yield from ({node.slice.id: key} for key in vars(module)[node.value.id])
            return
    yield STAND_INS


def _positional_flags(node: ast.Call) -> Optional[ast.AST]:
    at = {"sub": 4, "subn": 4, "split": 3}.get(node.func.attr, 2 if node.func.attr != "compile" else 1)
    return node.args[at] if len(node.args) > at else None


def _value(expression: ast.AST, known: Dict[str, Any]) -> Any:
    return eval(compile(ast.Expression(expression), "<pattern>", "eval"), dict(known))


_LITERAL = re.compile(r"(?:\.(?:match|replace|split|search)\(|= )/((?:[^/\\\n\[]|\\.|\[(?:[^\]\\]|\\.)*\])+)/[a-z]*")


def script_patterns() -> Iterator[Found]:
    """The patterns of the pages' scripts, which Python reads alike."""
    for path in sorted((ROOT / "bot" / "web" / "static").glob("*.js")):
        for i, row in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            for literal in _LITERAL.findall(row):
                yield Found(f"bot/web/static/{path.name}:{i}", re.compile(literal), False, False)
