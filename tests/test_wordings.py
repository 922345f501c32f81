"""The interviewer's wordings: enough for each temper, no sentence twice, placeholders as docs/interviewer.md has them."""

from __future__ import annotations

import re
from collections import Counter
from typing import Dict, List

import pytest
import yaml
from rasa.core.nlg.generator import ResponseVariationFilter

from actions.set_up import TEMPERS
from bot.settings import ROOT

FOLDER = ROOT / "bot" / "domain" / "responses"
COACHES = {"coach.yml"}
INTERVIEWERS = {
    name: wordings
    for path in sorted(FOLDER.glob("*.yml"))
    if path.name not in COACHES
    for name, wordings in yaml.safe_load(path.read_text(encoding="utf-8"))["responses"].items()
    if not wordings[0]["text"].startswith("Coach: ")
}
ALIKE = {"second_concern"}  # only a tough one has another concern
OFTEN_IN_A_TALK = {  # said several times in one rehearsal, or in nearly every one
    "open", "over_to_you", "one_more", "time", "wind_up", "leave", "interest", "qualification", "story", "thanks", "bare_claim",
    "bare_claim_again", "self_doubt", "weigh_good", "weigh_vague", "weigh_vague_again", "doubt_good", "doubt_vague", "told_all", "greeting",
    "no_move", "unclear", "invite_objections", "next_steps", "ask_pay", "asked_often", "enough", "time_over", "few_words",
    "ask_work", "ask_culture", "ask_company", "envision", "beside", "unknown",
}  # fmt: skip
OFTEN = {"over_to_you", "told_all", "thanks", "qualification", "interest"}
VARIED = {name.replace("utter_", "", 1) for name in INTERVIEWERS} - ALIKE


def said_by(temper: str, response: str) -> List[str]:
    """What Rasa would choose among for an interviewer of this temper."""
    found = ResponseVariationFilter(INTERVIEWERS).responses_for_utter_action(response, "window", {"temper": temper})
    return [one["text"] for one in found]


def sentences(text: str) -> List[str]:
    """The sentences of a wording, without capitals and marks; those that are a placeholder alone left out."""
    split = (re.sub(r"[^\w{} ]", "", one).lower().strip() for one in re.split(r"(?<=[.?!”])\s+(?=\S)", text))
    return [one for one in split if not re.fullmatch(r"(\{\w+\}\s*)+", one)]


@pytest.mark.parametrize("temper", TEMPERS)
def test_each_temper_has_at_least_five_wordings_of_everything(temper: str):
    assert {name: said_by(temper, name) for name in INTERVIEWERS if len(set(said_by(temper, name))) < 5} == {}


@pytest.mark.parametrize("response", sorted(VARIED))
def test_a_warm_and_a_tough_interviewer_have_words_of_their_own(response: str):
    of = {temper: set(said_by(temper, f"utter_{response}")) for temper in TEMPERS}
    told_bare = {text for said in of.values() for text in said if not sentences(text)}  # no words but the fact's
    of = {temper: said - told_bare for temper, said in of.items()}
    assert len(set.union(*of.values())) == sum(map(len, of.values()))
    least = 10 if response in OFTEN else 8 if response in OFTEN_IN_A_TALK else 5
    assert min(len(of["warm"]), len(of["tough"])) >= least


def test_every_kind_of_line_has_words_for_each_temper_unless_only_one_says_it():
    conditional = {name for name, wordings in INTERVIEWERS.items() if any("condition" in one for one in wordings)}
    assert conditional == {f"utter_{name}" for name in VARIED}


def test_no_sentence_stands_twice_in_all_that_the_interviewer_can_say():
    found = Counter(one for wordings in INTERVIEWERS.values() for w in wordings for one in sentences(w["text"]))
    assert {one: times for one, times in found.items() if times > 1} == {}


def test_the_tough_are_brief_and_the_warm_take_a_little_longer():
    words: Dict[str, List[int]] = {
        temper: [len(text.split()) for name in VARIED for text in said_by(temper, f"utter_{name}")]
        for temper in TEMPERS
    }
    mean = {temper: sum(counts) / len(counts) for temper, counts in words.items()}
    assert mean["tough"] < mean["neutral"] < mean["warm"] < 1.6 * mean["neutral"]


def test_no_wording_shouts_or_speaks_as_the_coach():
    texts = [one["text"] for wordings in INTERVIEWERS.values() for one in wordings]
    assert [text for text in texts if "!" in text or "coach" in text.lower()] == []


def test_the_placeholders_are_those_the_page_about_the_interviewer_explains():
    page = (ROOT / "docs" / "interviewer.md").read_text(encoding="utf-8")
    explained = set(re.findall(r"^\| `\{(\w+)\}`", page, re.MULTILINE))
    used = {one for ws in INTERVIEWERS.values() for w in ws for one in re.findall(r"\{(\w+)\}", w["text"])}
    assert used == explained


def test_what_is_quoted_from_an_advert_reads_right_as_a_sentence_and_as_a_fragment():
    advert = [one["text"] for name, ws in INTERVIEWERS.items() if name.startswith("utter_ad_") for one in ws]
    assert [text for text in advert if not re.search(r"“\{fact\}” (?:–|[a-z])", text)] == []


def test_what_a_candidate_named_is_never_the_subject_of_a_verb():
    # It may be "SAP" or "forty children": no verb could agree with both.
    taken_up = [one["text"] for one in INTERVIEWERS["utter_taken_up"]]
    assert [text for text in taken_up if not re.search(r"\{mention\}(?:[,.:]|$| there,| on )", text)] == []
