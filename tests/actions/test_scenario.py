"""Scenarios: all of them sound, every fault of a malformed one named, one's own job from a title."""

import pytest
import yaml

from actions import scenario as module
from actions.data import DATA, FaultyData, read, read_all
from actions.rehearsal import STYLES
from actions.scenario import OWN, Scenario, chosen, own_job, scenarios, style_of, topics

GOOD = yaml.safe_load((DATA / "scenarios" / "staff_nurse_alder_court.yml").read_text())


def written(folder, name="one.yml", **different):
    (folder / name).write_text(yaml.safe_dump({**GOOD, **different}, allow_unicode=True))
    return folder / name


def test_there_are_at_least_two_scenarios_for_each_closing_style():
    styles = [one.style for one in scenarios().values()]
    assert all(styles.count(style) >= 2 for style in STYLES)


@pytest.mark.parametrize("name", sorted(path.stem for path in (DATA / "scenarios").glob("*.yml")))
def test_each_scenario_is_sound_and_speaks_as_its_form_asks(name):
    one = read(DATA / "scenarios" / f"{name}.yml", Scenario)
    assert one.job == one.job[0].lower() + one.job[1:]
    assert one.company in one.title
    assert one.interviewer.contact.endswith(".example")
    assert one.process.decide[0].islower()
    assert one.process.steps.endswith(".")
    told = [fact for facts in one.facts.dict().values() for fact in facts]
    told += [raised.says for raised in (*one.concerns, *one.doubts)]
    assert len(set(told)) == len(told)
    assert all(fact[-1] in ".?!" and "{" not in fact for fact in told)


def test_every_file_is_a_scenario_and_no_two_share_a_title_a_company_or_an_interviewer():
    files = {path.stem for path in (DATA / "scenarios").glob("*.yml")}
    every = scenarios().values()
    assert set(scenarios()) == files
    for names in (
        [one.title for one in every],
        [one.company for one in every],
        [one.interviewer.name for one in every],
    ):
        assert sorted(set(names)) == sorted(names)


def test_a_malformed_scenario_has_all_its_faults_listed_with_file_and_key(tmp_path):
    path = written(tmp_path, style="loud", brief="", facts={"work": ["one"]}, colour="blue")
    with pytest.raises(FaultyData) as error:
        read(path, Scenario)
    said = "\n".join(error.value.faults)
    assert all("one.yml: " in fault for fault in error.value.faults)
    assert all(key in said for key in ("style", "brief", "facts.work", "facts.culture", "colour"))


def test_the_faults_of_several_files_are_listed_together(tmp_path):
    written(tmp_path, "a.yml", style="loud")
    written(tmp_path, "b.yml", job="")
    (tmp_path / "c.yml").write_text("title: [")
    with pytest.raises(FaultyData) as error:
        read_all(tmp_path, Scenario)
    assert [fault.split(":")[0].split("/")[-1] for fault in error.value.faults] == ["a.yml", "b.yml", "c.yml"]


@pytest.mark.parametrize("text", ["", "- a list", "just words", "\x00"])
def test_a_file_without_keys_is_a_fault_and_no_crash(tmp_path, text):
    (tmp_path / "x.yml").write_text(text)
    with pytest.raises(FaultyData):
        read(tmp_path / "x.yml", Scenario)


@pytest.mark.parametrize(
    ("title", "style"),
    [
        ("Sales Executive", "bold"),
        ("Estate Agent", "bold"),
        ("Senior Recruitment Consultant", "bold"),
        ("Fundraising Manager", "bold"),
        ("Account manager", "bold"),
        ("Staff Nurse", "measured"),
        ("Senior accountants", "measured"),
        ("Sales ledger clerk", "measured"),
        ("Care assistant", "measured"),
        ("Librarian", "measured"),
        ("Internal Auditor", "measured"),
        ("Customer care advisor", "balanced"),
        ("Backend developer", "balanced"),
        ("Welder", "balanced"),
        ("", "balanced"),
        ("Salesforce developer", "balanced"),
        ("Business Development Representative", "bold"),
        ("Key Account Manager, North", "bold"),
        ("Lettings negotiator", "bold"),
        ("Real estate broker", "bold"),
        ("Talent Acquisition Specialist", "bold"),
        ("Nurse recruiter", "bold"),
        ("Event sponsorship executive", "bold"),
        ("Payroll software sales", "bold"),
        ("Telesales", "bold"),
        ("Medical representative", "bold"),
        ("Library fundraiser", "bold"),
        ("Sales accountant", "measured"),
        ("Real estate paralegal", "measured"),
        ("Account assistant", "measured"),
        ("Accounts manager", "measured"),
        ("Midwives' team lead, nursing", "measured"),
        ("Police negotiator", "measured"),
        ("Tax Advisers", "measured"),
        ("Physiotherapist (Band 6)", "measured"),
        ("Section officer, municipal council", "measured"),
        ("Archivist", "measured"),
        ("Beauty therapist", "balanced"),
        ("Food court supervisor", "balanced"),
        ("Message broker engineer", "balanced"),
        ("Primary school teacher", "balanced"),
        ("Hotel front desk manager", "balanced"),
        ("Warehouse picker", "balanced"),
        ("Taxi driver", "balanced"),
    ],
)
def test_a_job_title_tells_the_closing_style(title, style):
    assert style_of(title) == style


def test_ones_own_job_speaks_of_that_job_and_company_everywhere():
    scenario = own_job("ward sister", "St Anne's")
    assert scenario.style == "measured"
    assert "{job}" not in scenario.json()
    assert "{company}" not in scenario.json()
    assert "St Anne's" in scenario.brief


def test_a_style_that_was_chosen_stands_over_the_titles_and_the_scenarios():
    assert own_job("ward sister", "St Anne's", "bold").style == "bold"
    assert chosen("staff_nurse_alder_court", None, "bold").style == "bold"


def test_braces_in_ones_own_company_are_left_alone():
    assert own_job("{company}", "{job} & {x}").company == "{job} & {x}"


def test_what_a_pasted_ad_names_comes_before_the_general():
    own = {"job": "nurse", "company": "X", "topics": ["Project Heron"]}
    assert topics(chosen(OWN, own), own)[0] == "Project Heron"


def test_a_scenario_nobody_wrote_is_none():
    assert chosen("no_such_place", None) is None
    assert chosen(None, None) is None
    assert chosen("../../etc/passwd", None) is None
    assert module.OWN not in scenarios()
