"""Whatever stands in a file: a transcript or a scenario is read, or refused in the words that are documented."""

from __future__ import annotations

import json

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from actions.data import DATA, FaultyData, read
from actions.scenario import Scenario
from bot.__main__ import main
from bot.importing import LINES_LIMIT, transcripts
from bot.transcript import Unreadable, read_text
from tests.fuzz.inputs import TEXTS, VALUES, inputs, tried

LINES = st.lists(
    st.fixed_dictionaries({"by": st.sampled_from(["interviewer", "candidate"]), "text": TEXTS}), max_size=4
)
TALKS = st.fixed_dictionaries(
    {"lines": LINES | VALUES},
    optional={"role": TEXTS | VALUES, "style": st.sampled_from(["bold", "measured"]) | VALUES, "company": VALUES, "brief": VALUES,
              "note": st.fixed_dictionaries({"text": VALUES, "hours_after": VALUES}) | VALUES},
)  # fmt: skip
FILES = st.one_of(
    TALKS.map(json.dumps),
    st.lists(TALKS.map(json.dumps), max_size=3).map("\n".join),
    VALUES.map(json.dumps),
    st.lists(st.tuples(st.sampled_from(["You:", "Interviewer: ", "me :", "", "\t"]), TEXTS), max_size=5).map(
        lambda rows: "\n".join(f"{who}{text}" for who, text in rows)
    ),
    TEXTS,
)
SUFFIXES = st.sampled_from(["", ".json", ".jsonl", ".txt", ".exe"])


@inputs(200, 20_000)
@given(text=FILES, suffix=SUFFIXES)
def test_a_transcript_is_read_or_refused_in_one_line(text, suffix):
    found, refusal = tried(read_text, text, suffix, "here", refusals=(Unreadable,))
    assert str(refusal).startswith("here") if refusal else found
    assert all(line["by"] in ("interviewer", "candidate") for one in found or () for line in one["lines"])


@inputs(200, 20_000)
@given(
    text=FILES | VALUES,
    suffix=SUFFIXES,
    given_beside=st.fixed_dictionaries({}, optional={key: VALUES for key in ("role", "company", "style")}),
)
def test_what_is_brought_in_is_within_the_limits_or_refused_in_a_sentence(text, suffix, given_beside):
    found, refusal = tried(transcripts, text, suffix, given_beside, refusals=(Unreadable,))
    assert str(refusal).endswith(".") if refusal else found
    assert sum(len(one["lines"]) for one in found or ()) <= LINES_LIMIT
    json.dumps(found, ensure_ascii=False).encode("utf-8")


WHOLE = yaml.safe_load((DATA / "scenarios" / "staff_nurse_alder_court.yml").read_text(encoding="utf-8"))
KEYS = [*WHOLE, "colour", "facts", "process"]


@st.composite
def scenarios(draw):
    """A scenario with something else in the place of some of its keys."""
    spoilt = {**WHOLE, **draw(st.dictionaries(st.sampled_from(KEYS), VALUES, max_size=2))}
    inner = draw(st.sampled_from([key for key in spoilt if isinstance(spoilt[key], dict)] or ["title"]))
    if isinstance(spoilt.get(inner), dict):
        spoilt[inner] = {
            **spoilt[inner],
            **draw(st.dictionaries(TEXTS | st.sampled_from(["name", "work"]), VALUES, max_size=2)),
        }
    return json.dumps(spoilt)  # YAML reads JSON, and faster


YAMLS = st.one_of(
    TEXTS, VALUES.map(json.dumps), scenarios(), st.sampled_from(["? ", "- ", "a: ", "[", "{", "!!python/object ", "&a [*a]", "1: 2\n", "2020-13-45"]).flatmap(
        lambda mark: st.integers(1, 2000).map(lambda count: mark * count)
    ),
)  # fmt: skip


@pytest.fixture(scope="module")
def file(tmp_path_factory):
    return tmp_path_factory.mktemp("fuzz") / "scenario.yml"


@inputs(150, 5_000)
@given(text=YAMLS)
def test_a_scenario_is_loaded_or_every_fault_has_its_file(file, text):
    file.write_bytes(text.encode("utf-8", "surrogatepass"))
    found, refusal = tried(read, file, Scenario, refusals=(FaultyData,))
    assert refusal.faults if refusal else isinstance(found, Scenario)
    assert all(fault.split(":")[0].endswith("scenario.yml") for fault in getattr(refusal, "faults", ()))


@inputs(25, 1_500)
@given(text=FILES | st.binary(max_size=40), command=st.sampled_from(["score", "moves"]), suffix=SUFFIXES)
def test_the_command_line_reads_any_file_or_says_in_one_line_why_not(tmp_path_factory, text, command, suffix):
    file = tmp_path_factory.mktemp("fuzz") / f"file{suffix}"
    file.write_bytes(text if isinstance(text, bytes) else text.encode("utf-8", "surrogatepass"))
    assert main([command, str(file), "--json"]) in (0, 2)
