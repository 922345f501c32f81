"""Starting and ending: what the launcher does when a server dies, a port is taken or a data file is malformed."""

from __future__ import annotations

import os
import re
import shutil
import signal
import socket
import subprocess
import urllib.error
import urllib.request
from contextlib import closing

import pytest
import rasa.server
import yaml

import actions.scenario
import actions.scoring.principles
from actions.data import DATA
from actions.scenario import scenarios, styles
from actions.scoring.principles import rubric
from actions.scoring.scorecard import judges
from bot.__main__ import main
from bot.chat import answers
from bot.take_away.files import NAMES
from tests.e2e.served import Candidate, launch, said_by, waits_until

NURSE = "staff_nurse_alder_court"
DOCUMENTED = {
    ("/", "GET"), ("/window", "GET"), ("/static/<name:str>", "GET"), ("/favicon.ico", "GET"), ("/talk", "GET"), ("/talk", "POST"), ("/style", "GET"),
    ("/review/<rehearsal:str>", "GET"), ("/review/<rehearsal:str>/try", "POST"), ("/review/<rehearsal:str>/delete", "POST"),
    ("/history", "GET"), ("/compare", "GET"), ("/compare/<one:str>/<other:str>", "GET"), ("/import", "GET"), ("/import", "POST"),
    ("/forget", "POST"), ("/health", "GET"), ("/ready", "GET"), ("/advert", "POST"), ("/progress.svg", "GET"), ("/progress.png", "GET"), ("/review/<rehearsal:str>/course", "GET"),
    *((f"/review/<rehearsal:str>/{name}", "GET") for name in NAMES),
    ("/shared/<token:str>", "GET"), ("/shared/<token:str>/join", "POST"), ("/shared/<token:str>/levels.png", "GET"),
}  # fmt: skip


def test_only_the_documented_routes_are_served(monkeypatch, tmp_path):
    from bot.server import application

    monkeypatch.setenv("CURTAIN_LINE_ACTIONS", "http://127.0.0.1:1/webhook")
    monkeypatch.setenv("CURTAIN_LINE_DB", str(tmp_path / "rehearsals.db"))
    router = application("no-model.tar.gz").router
    handlers = (handler for group in router.groups.values() for handler in group)
    served = {("/" + route.path, method) for route in handlers for method in route.methods}
    assert {one for one in served if one[1] not in ("OPTIONS", "HEAD")} == DOCUMENTED


CHANNELS = (
    "rest",
    "callback",
    "socketio",
    "facebook",
    "slack",
    "telegram",
    "mattermost",
    "twilio",
    "botframework",
    "rocketchat",
    "hangouts",
    "webexteams",
)


def doors_of_rasa():
    """Every route of Rasa's HTTP API, and those of the channels that come with it."""
    router = rasa.server.create_app().router
    for route in (handler for group in router.groups.values() for handler in group):
        path = re.sub(r"<[^>]*>", "window-x", f"/{route.path}")
        yield from ((path, method) for method in route.methods if path != "/")  # where ours has its front page
    for channel in CHANNELS:
        yield from ((f"/webhooks/{channel}/", "GET"), (f"/webhooks/{channel}/webhook", "POST"))
    yield from (("/socket.io/", "GET"), ("/docs", "GET"), ("/openapi.json", "GET"))


def test_the_running_server_opens_none_of_rasas_doors(servers):
    answers = {}
    for path, method in sorted(set(doors_of_rasa())):
        request = urllib.request.Request(servers.url + path, b"{}" if method != "GET" else None, method=method)
        try:
            answers[method, path] = urllib.request.urlopen(request, timeout=30).status
        except urllib.error.HTTPError as refusal:
            answers[method, path] = refusal.code
    assert len(answers) > 40
    assert {door: status for door, status in answers.items() if status != 404} == {}


def test_the_front_page_leads_to_the_window(servers):
    page = Candidate(servers.url).get("/")
    assert page.status == 200
    assert "Rehearse the last five minutes" in page.body


def test_the_launcher_says_what_it_does_and_where_to_go(servers):
    steps = servers.output.splitlines()
    assert steps[-1].startswith(f"Open {servers.url}/")
    assert all(step.startswith("  · ") for step in steps[:-1])


def test_nobody_else_can_read_the_key_that_signs_cookies(servers):
    assert (servers.home / "secret.key").stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("name", ["actions", "bot.server"])
def test_when_one_server_dies_the_other_is_stopped_and_the_reason_printed(servers, name):
    candidate = Candidate(servers.url)
    candidate.begin(NURSE)
    victim, *others = sorted(servers.pids().items(), key=lambda pair: pair[0] != name)
    os.kill(victim[1], signal.SIGKILL)
    assert servers.process.wait(30) == 1
    assert {"actions": "The action server stopped", "bot.server": "The Rasa server stopped"}[name] in servers.output
    assert "Traceback" not in servers.output
    waits_until(lambda: not answers(f"{servers.url}/style"), 10)
    assert not any(os.path.exists(f"/proc/{pid}") for _, pid in others)
    servers.start()
    assert said_by("interviewer", candidate.say("When do you hope to decide?")), "the talk goes on after a new start"


def test_ctrl_c_ends_both_servers_without_a_trace(servers):
    pids = servers.pids()
    assert servers.stop() == 0
    assert "Goodbye" in servers.output
    assert "Traceback" not in servers.output
    assert not any(os.path.exists(f"/proc/{pid}") for pid in pids.values())
    servers.start()


def test_a_busy_port_is_said_in_one_sentence(tmp_path):
    with closing(socket.socket()) as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        chat = launch("--port", str(port), home=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        printed, said = chat.communicate(timeout=60)
    assert chat.returncode == 1
    assert printed == ""
    assert said.startswith(f"Port {port} on 127.0.0.1 cannot be used")
    assert said.count("\n") == 1


@pytest.fixture
def data(monkeypatch, tmp_path):
    """A copy of the data folder to spoil, read in place of the real one."""
    copy = tmp_path / "data"
    shutil.copytree(DATA, copy, ignore=shutil.ignore_patterns("eval", "nlu", "rules"))
    cached = (scenarios, styles, rubric, judges, actions.scenario._own_job)
    for module in (actions.scenario, actions.scoring.principles):
        monkeypatch.setattr(module, "DATA", copy)
    for reading in cached:
        reading.cache_clear()
    yield copy
    for reading in cached:
        reading.cache_clear()


def spoil(path, change):
    raw = yaml.safe_load(path.read_text(encoding="utf-8"))
    change(raw)
    path.write_text(yaml.safe_dump(raw, allow_unicode=True), encoding="utf-8")


def test_all_faults_of_all_data_files_are_listed_with_file_and_key(data, capsys):
    spoil(data / "scenarios" / f"{NURSE}.yml", lambda raw: (raw.pop("company"), raw["interviewer"].pop("name")))
    spoil(data / "scenarios" / "field_sales_pellow_surgical.yml", lambda raw: raw.update(style="loud", colour="red"))
    spoil(data / "principles.yml", lambda raw: raw["principles"]["enthusiasm"].pop("title"))
    assert main(["setup"]) == 2
    faults = capsys.readouterr().err.splitlines()
    for file, key in (
        (f"scenarios/{NURSE}.yml", "company"),
        (f"scenarios/{NURSE}.yml", "interviewer.name"),
        ("scenarios/field_sales_pellow_surgical.yml", "style"),
        ("scenarios/field_sales_pellow_surgical.yml", "colour"),
        ("data/principles.yml", "principles.enthusiasm.title"),
    ):
        assert any(file in fault and f" {key}:" in fault for fault in faults), (file, key, faults)
    assert len(faults) == 5


def test_a_file_that_is_no_yaml_is_named(data, capsys):
    (data / "scenarios" / f"{NURSE}.yml").write_text("title: [", encoding="utf-8")
    assert main(["setup"]) == 2
    (fault,) = capsys.readouterr().err.splitlines()
    assert fault.startswith(f"scenarios/{NURSE}.yml: not valid YAML")
