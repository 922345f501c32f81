"""The furniture of scenarios: every one of ours has it, and whatever one lacks is named."""

from __future__ import annotations

import copy

import pytest
import yaml

from actions.data import DATA, FaultyData
from actions.furniture import checked, gaps, sentences
from actions.scenario import own_job

SCENARIOS = sorted((DATA / "scenarios").glob("*.yml"))
NURSE = yaml.safe_load((DATA / "scenarios" / "staff_nurse_alder_court.yml").read_text(encoding="utf-8"))


def faults(folder, change=lambda scenario: None):
    """What is found in a scenario that differs from all of ours in each sentence, and is then changed."""
    scenario = copy.deepcopy(NURSE)
    scenario["interviewer"]["name"] = "Ottilie Brack"
    _reworded(scenario)
    change(scenario)
    path = folder / "one.yml"
    path.write_text(yaml.safe_dump(scenario, allow_unicode=True), encoding="utf-8")
    try:
        checked(path)
    except FaultyData as error:
        return [fault.split(": ", 1)[1] for fault in error.faults]
    return []


def _reworded(scenario):
    """Each spoken sentence with another last word, the count of words kept."""

    def other(text):
        return " ".join(f"{one[:-1]}s{one[-1]}" for one in sentences(text))

    scenario["facts"] = {kind: [other(fact) for fact in facts] for kind, facts in scenario["facts"].items()}
    for one in scenario["concerns"] + scenario["doubts"]:
        one.update(says=other(one["says"]), press=other(one["press"]))
    for one in scenario["small_talk"]:
        one.update(remark=other(one["remark"]), reply=other(one["reply"]))
    scenario["process"].update({key: other(scenario["process"][key]) for key in ("steps", "how")})
    scenario["warms_to"] = other(scenario["warms_to"])


@pytest.mark.parametrize("path", [*SCENARIOS, DATA / "own_job.yml"], ids=lambda path: path.stem)
def test_each_scenario_has_all_its_furniture(path):
    assert checked(path).title


@pytest.mark.parametrize("job", ["senior family support officer", "chef", "sales lead"])
def test_ones_own_job_has_it_too_once_the_title_and_the_company_are_filled_in(job):
    assert gaps(own_job(job, "Moor & Dale Housing")) == []


def test_a_scenario_with_all_its_furniture_has_no_gap(tmp_path):
    assert faults(tmp_path) == []


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda one: one["facts"]["work"].__delitem__(slice(3, None)), "facts.work: has 3, needs 4"),
        (lambda one: one["facts"]["picture"].pop(), "facts.picture: has 2, needs 3"),
        (
            lambda one: one["facts"]["work"].append(f"{'so ' * 16}long. Yes."),
            "the first sentence has 17 words, may have 4 to 16",
        ),
        (
            lambda one: one["facts"]["work"].append("It is short. " + "far " * 28 + "too long."),
            "has 33 words, may have 30",
        ),
        (lambda one: one["facts"]["work"].append("And what is it like? Lovely."), "the first sentence asks"),
        (lambda one: one["facts"]["work"].append("That is one. Two. Three."), "one or two whole sentences"),
        (lambda one: one["doubts"][0].pop("press"), "press is missing"),
        (lambda one: one["doubts"][0].update(press="Tell me."), "press must be one question"),
        (lambda one: one["doubts"][0].update(press=f"Was it {'very ' * 20}?"), "press must be one question"),
        (lambda one: one["concerns"][0].update(about="nights"), "concerns: “nights”: about must have 2 to 4 words"),
        (
            lambda one: one.update(small_talk=[t for t in one["small_talk"] if "season" in t]),
            "small_talk: has 0 for season any, needs 3",
        ),
        (
            lambda one: [t.update(season="winter") for t in one["small_talk"] if t.get("season") == "spring"],
            "small_talk: has 0 for season spring, needs 1",
        ),
        (lambda one: one.pop("warms_to"), "warms_to: is missing"),
        (lambda one: one.update(warms_to="Oh. Go on."), "warms_to: must be one sentence"),
        (lambda one: one.update(style="bold"), "style: is bold, the job's title tells measured"),
        (lambda one: one.update(title="Staff nurse"), "title: must name the company"),
        (lambda one: one["interviewer"].update(contact="a@b.com"), "interviewer.contact: must end in .example"),
        (lambda one: one["process"].update(decide="By Friday."), "process.decide: must complete"),
        (lambda one: one["process"].update(how="I ring"), "process.how: must be a sentence"),
        (lambda one: one["process"].update(how=f"I ring {'and ring ' * 20}."), "words in all, may have 45"),
        (lambda one: one["facts"]["work"].append("You'd do the {job} work here."), "has a { in it"),
        (lambda one: one["facts"]["work"].append("You'd love every minute of it!"), "one or two whole sentences"),
        (lambda one: one.update(warms_to="Oh, you'd love it here!"), "has a ! in it"),
        (lambda one: one["interviewer"].update(name="Margaret Osei"), "stands in staff_nurse_alder_court.yml too"),
        (
            lambda one: one["facts"]["work"].append(NURSE["facts"]["work"][0]),
            "stands in staff_nurse_alder_court.yml too",
        ),
    ],
)
def test_a_gap_is_named(tmp_path, change, said):
    found = faults(tmp_path, change)
    assert any(said in fault for fault in found), found


def test_all_gaps_are_named_together_with_the_file(tmp_path):
    def change(one):
        one.pop("warms_to")
        one["doubts"][1].pop("press")
        one["style"] = "bold"

    assert len(faults(tmp_path, change)) == 3
