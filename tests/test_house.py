"""The house rules: who may know whom, pages that cannot lie, a word for everything that is said."""

import ast
import re
from pathlib import Path

import pytest
import yaml

from bot.nlu.lines import training_lines
from bot.nlu.vocabulary import LEADING, MOVES

ROOT = Path(__file__).parents[1]
RESPONSES = {
    name: [one["text"] for one in wordings]
    for path in (ROOT / "bot" / "domain" / "responses").glob("*.yml")
    for name, wordings in yaml.safe_load(path.read_text())["responses"].items()
}
TRAINED = {label for line in training_lines() for label in line.labels}
TOPS = {path.name for path in ROOT.iterdir()}


def imported(path):
    """The modules a file imports, anywhere in it."""
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.module or ""


def roots_imported(folder):
    return {name.split(".")[0] for path in (ROOT / folder).rglob("*.py") for name in imported(path)}


@pytest.mark.parametrize("room", ["actions/scoring", "actions/feedback"])
def test_the_judge_and_the_coach_know_neither_rasa_nor_the_server(room):
    assert not roots_imported(room) & {"rasa", "rasa_sdk", "sanic", "bot"}


def test_the_actions_do_not_know_the_bot():
    assert "bot" not in roots_imported("actions")


def test_nothing_under_actions_loads_a_model():
    assert not roots_imported("actions") & {"spacy", "onnxruntime", "tensorflow", "sklearn", "numpy"}


def documented(page):
    """What a page names in backquotes that looks like a path of the project."""
    for name in re.findall(r"`([\w./-]+)`", (ROOT / page).read_text()):
        first = name.split("/")[0]
        if "/" in name.strip("/") and first in TOPS - {"var", "models"}:
            yield name


@pytest.mark.parametrize("page", ["README.md", *(f"docs/{path.name}" for path in (ROOT / "docs").glob("*.md"))])
def test_every_path_a_page_names_and_every_link_in_it_is_there(page):
    links = re.findall(r"\]\(([^)#]+)\)", (ROOT / page).read_text())
    missing = [name for name in documented(page) if not (ROOT / name).exists()]
    missing += [link for link in links if not ((ROOT / page).parent / link).exists()]
    assert missing == []


def test_every_make_verb_a_page_names_is_one():
    verbs = set(re.findall(r"^([\w-]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    pages = [ROOT / "README.md", *(ROOT / "docs").glob("*.md")]
    named = {
        verb for page in pages for verb in re.findall(r"`make ([\w-]+)`|^    make ([\w-]+)", page.read_text(), re.M)
    }
    assert {one for pair in named for one in pair if one} <= verbs


def test_every_folder_at_the_top_is_on_the_map():
    kept = {path.split("/")[0] for path in (ROOT / ".gitignore").read_text().split()}
    folders = {path.name for path in ROOT.iterdir() if path.is_dir() and not path.name.startswith(".")} - kept
    assert all(f"`{folder}/`" in (ROOT / "README.md").read_text() for folder in folders)


def test_the_interviewer_has_five_wordings_for_each_kind_of_line_and_the_coach_three():
    plain = {"utter_choice", "utter_plainly"}  # a list's entry, and a sentence passed on
    few = {
        name: len(wordings)
        for name, wordings in RESPONSES.items()
        if name not in plain and len(wordings) < (3 if wordings[0].startswith("Coach: ") else 5)
    }
    assert few == {}


def test_no_wording_stands_in_two_responses_but_bare_placeholders():
    texts = [
        text for wordings in RESPONSES.values() for text in wordings if not re.fullmatch(r"(Coach: )?\{\w+\}", text)
    ]
    assert sorted({text for text in texts if texts.count(text) > 1}) == []


def test_the_coach_is_always_told_apart_by_its_label():
    coach = yaml.safe_load((ROOT / "bot/domain/responses/coach.yml").read_text())["responses"]
    unlabelled = [
        t["text"]
        for name, texts in coach.items()
        if name != "utter_choice"
        for t in texts
        if not t["text"].startswith("Coach: ")
    ]
    assert unlabelled == []


@pytest.mark.parametrize("move", MOVES)
def test_every_move_is_in_the_domain_has_lines_and_a_place_in_the_order_of_leading_moves(move):
    domain = yaml.safe_load((ROOT / "bot/domain/domain.yml").read_text())
    assert move in domain["intents"]
    assert move in LEADING
    assert move in TRAINED


def test_every_command_a_page_names_is_one():
    sources = "".join((ROOT / "bot" / name).read_text() for name in ("__main__.py", "evaluation/command.py"))
    known = set(re.findall(r'add_parser\("(\w+)"', sources))
    pages = [ROOT / "README.md", *(ROOT / "docs").glob("*.md")]
    named = {name for page in pages for name in re.findall(r"python -m bot (\w+)", page.read_text())}
    assert named - known == set()
