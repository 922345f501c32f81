"""Transcripts brought in from elsewhere: three ways to write them, one clear line for each that can't be read."""

import json

import pytest

from actions.scenario import scenarios
from bot.transcript import Unreadable, lines_of, read_file

TALK = {"role": "nurse", "style": "measured", "lines": [{"by": "candidate", "text": "Thank you."}]}


def written(tmp_path, name, text):
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return path


def test_a_json_object_is_one_transcript(tmp_path):
    assert read_file(written(tmp_path, "talk.json", json.dumps(TALK))) == [TALK]


def test_a_jsonl_file_holds_one_transcript_a_line_in_order_and_blank_lines_count_for_nothing(tmp_path):
    rows = [json.dumps({**TALK, "role": role}) for role in ("nurse", "welder")]
    found = read_file(written(tmp_path, "talks.jsonl", "\n\n".join(rows)))
    assert [one["role"] for one in found] == ["nurse", "welder"]


def test_plain_text_with_speakers_is_a_transcript_and_a_line_without_one_belongs_to_the_line_before(tmp_path):
    (talk,) = read_file(written(tmp_path, "talk.txt", "Interviewer: Any questions?\nYou: Yes.\nWhen do I hear?\n"))
    assert talk["lines"] == [
        {"by": "interviewer", "text": "Any questions?"},
        {"by": "candidate", "text": "Yes.\nWhen do I hear?"},
    ]


class Deaf:
    """An understanding that hears nothing."""

    def candidate(self, text):
        return []

    def interviewer(self, text):
        raise AssertionError("what our own interviewer does stands in the scenario")


def test_our_own_interviewers_acts_are_those_of_the_scenario_and_what_is_said_once_more_is_pressed():
    nurse = scenarios()["staff_nurse_alder_court"]
    first, second = nurse.concerns[:2]
    told = [first.says, f"Sorry. {first.says}", first.press, f"{first.says} {second.says}", nurse.doubts[0].says]
    lines = [{"by": "interviewer", "text": text} for text in told]
    raw = {"role": nurse.job, "company": nurse.company, "style": "measured", "lines": lines}
    acts = [line.acts for line in lines_of(raw, Deaf())]
    assert acts == [{"concern"}, {"press"}, {"press"}, {"press", "concern"}, {"doubt"}]


@pytest.mark.parametrize(
    ("name", "text", "complaint"),
    [
        ("a.json", "{", "not valid JSON"),
        ("a.json", "[]", "must be a JSON object"),
        ("a.json", '{"role": "nurse"}', "lines must be a list"),
        ("a.json", '{"lines": [{"by": "me", "text": "x"}]}', r"lines\[0\].by must be"),
        ("a.json", '{"lines": [{"by": "candidate", "text": 3}]}', r"lines\[0\].text must be text"),
        ("a.json", '{"lines": [], "style": "loud"}', "style must be one of"),
        ("a.json", '{"lines": [], "role": 3}', "role must be text"),
        ("a.json", '{"lines": [], "note": "x"}', "note.text must be text"),
        ("a.json", '{"lines": [], "note": {"text": "x", "hours_after": "soon"}}', "note.hours_after"),
        ("a.json", '{"lines": [], "note": {"text": "x", "hours_after": NaN}}', "note.hours_after"),
        ("a.json", '{"lines": [], "note": {"text": "x", "hours_after": true}}', "note.hours_after"),
        ("a.json", "[" * 100_000, "not valid JSON"),
        ("a.jsonl", '{"lines": []}\n{"lines": 1}', "line 2: lines must be a list"),
        ("a.jsonl", "", "holds no transcript"),
        ("a.txt", "just some words", "must begin with"),
        ("a.txt", "", "holds no transcript"),
    ],
)
def test_what_cannot_be_read_gets_one_line_that_says_where_and_why(tmp_path, name, text, complaint):
    with pytest.raises(Unreadable, match=complaint) as error:
        read_file(written(tmp_path, name, text))
    assert "\n" not in str(error.value)
    assert str(tmp_path / name) in str(error.value)


def test_a_missing_file_and_one_that_is_no_text_are_said_plainly(tmp_path):
    with pytest.raises(Unreadable, match="No such file"):
        read_file(tmp_path / "none.txt")
    (tmp_path / "b.txt").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(Unreadable, match="not UTF-8"):
        read_file(tmp_path / "b.txt")
