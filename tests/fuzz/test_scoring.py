"""Whatever was said, and whatever moves were found in it: it is scored, advised on and told apart from another try."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from actions.feedback import advise
from actions.rehearsal import INTERVIEWER, STYLES, Line, Note, Rehearsal
from actions.scoring import score
from actions.scoring.scorecard import shorten
from bot.nlu.sentences import split
from bot.trained import understanding
from bot.transcript import scorecard_as_data
from bot.tries import NoSuchLine, original, shown, tried
from tests.fuzz.inputs import MOVES_MADE, TEXTS, VALUES, inputs

WORDS = st.lists(
    st.sampled_from(
        ["I", "you", "would", "love", "this job", "the falls project", "when", "decide", "?", ".", "!", ",", "’", "\n", "because", "offer", "by", "Friday",
         "email", "Margaret", "thank", "12", "never", "not", "doubt", "my", "team", "sorry", "if I joined", "next year", "{name}", "…", "—"]
    ),
    max_size=12,
).map(" ".join)  # fmt: skip
SAID = WORDS | TEXTS


@st.composite
def lines(draw, text=SAID):
    """A candidate's line, cut into sentences in any way, with any moves."""
    said = draw(text)
    cuts = sorted({0, len(said), *draw(st.lists(st.integers(0, len(said)), max_size=2))})
    parsed = [
        {"start": start, "end": end, "moves": draw(MOVES_MADE), "question": draw(st.booleans()), "terms": said[start:end].lower().split()[:4],
         "entities": draw(st.sampled_from([[], [{"entity": "name", "value": "the falls project"}, {"entity": "number", "value": "12"}]]))}
        for start, end in zip(cuts, cuts[1:])
    ]  # fmt: skip
    return Line.candidate(said, parsed)


TOLD = st.builds(
    lambda text, acts: Line(INTERVIEWER, text, acts=frozenset(acts)),
    SAID,
    st.sets(st.sampled_from(["concern", "doubt", "press", "small_talk"])),
)
NOTES = st.builds(Note, lines(), st.none() | st.floats(0, 1e9))
REHEARSALS = st.builds(
    Rehearsal, role=st.sampled_from(["nurse", "", "sales"]), style=st.sampled_from(STYLES), company=TEXTS, brief=SAID,
    interviewer=st.sampled_from(["Margaret Osei", "", "Dr"]) | TEXTS, topics=st.lists(SAID, max_size=2).map(tuple),
    lines=st.lists(lines() | TOLD, max_size=5).map(tuple), note=st.none() | NOTES,
)  # fmt: skip


@inputs(100, 5_000)
@given(rehearsal=REHEARSALS)
def test_any_rehearsal_is_scored_the_same_twice_with_evidence_that_stands_in_it(rehearsal):
    card = score(rehearsal)
    assert 0 <= card.total <= 100
    assert score(rehearsal) == card
    places = [*(line.text for line in rehearsal.lines), rehearsal.note.line.text if rehearsal.note else ""]
    for mark in card.marks:
        assert mark.level in (None, 0, 1, 2, 3)
        for one in mark.evidence:
            said = places[one.line][one.start : one.end]
            assert one.quote == shorten(said.rstrip(",;") or said)
    advise(rehearsal, card)
    scorecard_as_data(rehearsal, card)


@inputs(60, 3_000)
@given(rehearsal=REHEARSALS, place=st.integers(-1, 6) | st.just("note") | VALUES, line=lines())
def test_another_try_at_any_place_is_marked_or_refused(rehearsal, place, line):
    try:
        original(rehearsal, place)
        found = tried(rehearsal, place, line.text, [one.as_data() for one in line.sentences])
    except NoSuchLine:
        return
    assert found.before == score(rehearsal)
    shown(replace(found))


@inputs(25, 2_000)
@given(text=SAID | st.text(max_size=400))
def test_any_line_is_cut_into_sentences_that_stand_in_it_and_make_moves_with_a_confidence(text):
    sentences = understanding().candidate(text)
    assert [text[one["start"] : one["end"]] for one in split(text)] == [
        text[one["start"] : one["end"]] for one in sentences
    ]
    assert all(0 <= confidence <= 1 for one in sentences for confidence in one["moves"].values())
