"""The compose file and the Kubernetes manifests name what is there: variables, routes, ports, images, secrets."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import time

import pytest
import sqlalchemy as sa
import yaml
from rasa.core.constants import POSTGRESQL_MAX_OVERFLOW, POSTGRESQL_POOL_SIZE
from sanic import Sanic

from bot.inbox import TABLE
from bot.nlu.model import MODEL
from bot.settings import ROOT
from bot.store import Rehearsals
from deploy.load.services import Missing, own_database
from tests.bot.test_store import DOMAIN, says

DEPLOY = ROOT / "deploy"
COMPOSE = yaml.safe_load((DEPLOY / "compose.yml").read_text())
SERVICES = COMPOSE["services"]
KUBERNETES = {path.name: list(yaml.safe_load_all(path.read_text())) for path in (DEPLOY / "kubernetes").glob("*.yml")}
OBJECTS = {
    (one["kind"], one["metadata"]["name"]): one for docs in KUBERNETES.values() for one in docs if "metadata" in one
}
KUSTOMIZATION = KUBERNETES["kustomization.yml"][0]
SETTINGS = OBJECTS["ConfigMap", "curtain-line"]["data"]
CODE = "\n".join(path.read_text() for room in ("bot", "actions") for path in (ROOT / room).rglob("*.py"))
ENDPOINTS = {path.name: path.read_text() for path in DEPLOY.glob("endpoints*.yml")}
DOCKERFILE = (DEPLOY / "Dockerfile").read_text()
RASAS_OWN = {POSTGRESQL_POOL_SIZE, POSTGRESQL_MAX_OVERFLOW}
OF_COMPOSE = {
    "RASA_SERVERS",
    "ACTION_SERVERS",
    "POSTGRES_PASSWORD",
    "REDIS_PASSWORD",
    "CURTAIN_LINE_TAG",
    "CURTAIN_LINE_SITE",
}


def container(name):
    return OBJECTS["Deployment", name]["spec"]["template"]["spec"]["containers"][0]


def given(name):
    """The names of the variables a Kubernetes deployment's container gets."""
    own = {entry["name"] for entry in container(name).get("env", [])}
    return own | (set(SETTINGS) if {"configMapRef": {"name": "curtain-line"}} in container(name)["envFrom"] else set())


def reads(name):
    """Whether our code asks for a variable."""
    return re.search(rf"""["']{name}["']""", CODE) is not None


def documented():
    return set(re.findall(r"^\| `([A-Z_]+)`", (ROOT / "docs" / "deploying.md").read_text(), re.MULTILINE))


def test_every_variable_given_is_one_that_something_reads():
    named = {*SERVICES["rasa"]["environment"], *SERVICES["actions"]["environment"], *given("rasa"), *given("actions")}
    read = {name for name in named if reads(name) or any(f"${{{name}}}" in text for text in ENDPOINTS.values())}
    assert named - read == RASAS_OWN


@pytest.mark.parametrize("file", sorted(ENDPOINTS))
def test_every_variable_the_endpoints_need_is_given(file):
    needed = set(re.findall(r"\$\{(\w+)\}", ENDPOINTS[file]))
    assert needed <= set(SERVICES["rasa"]["environment"])
    if file == SETTINGS["CURTAIN_LINE_ENDPOINTS"].split("/")[-1]:
        assert needed | {"CURTAIN_LINE_SECRET"} <= given("rasa")


def test_every_variable_is_documented_and_none_that_is_not_there():
    asked = set(re.findall(r"\$\{(\w+)", (DEPLOY / "compose.yml").read_text()))
    named = {*SERVICES["rasa"]["environment"], *given("rasa"), *asked}
    assert named <= documented()
    known = named | OF_COMPOSE | {name for name in documented() if reads(name) or name in DOCKERFILE}
    assert documented() == known


# Read by the code, and nothing to set where several servers run.
NOT_HERE = {
    "CURTAIN_LINE_HOME": "where one machine keeps its database",
    "CURTAIN_LINE_DB": "SQLite, on one machine",
    "SLACK_API_URL": "the tests' Slack",
    "TELEGRAM_API_URL": "the tests' Telegram",
}


def test_everything_the_servers_read_from_the_environment_can_be_set_and_is_documented():
    read = set(re.findall(r"""["']((?:CURTAIN_LINE|SLACK|TELEGRAM|PUBLIC)_[A-Z_]+)["']""", CODE)) - set(NOT_HERE)
    assert read - documented() == set()
    assert read - set(SERVICES["rasa"]["environment"]) == set()


def test_the_chats_secret_may_be_left_out():
    assert {"secretRef": {"name": "curtain-line-chats", "optional": True}} in container("rasa")["envFrom"]
    assert not any("secretRef" in one for one in container("actions").get("envFrom", []))


def test_no_secret_stands_in_a_file():
    for name in ("POSTGRES_PASSWORD", "REDIS_PASSWORD", "CURTAIN_LINE_SECRET"):
        uses = re.findall(rf"\$\{{{name}(.)", (DEPLOY / "compose.yml").read_text())
        assert uses, name
        assert set(uses) == {":"}, "without the variable, compose must say so and stop"
        assert f"${{{name}:-" not in (DEPLOY / "compose.yml").read_text()
    assert not any(kind == "Secret" for kind, _ in OBJECTS)
    secret = {entry["name"]: entry["valueFrom"]["secretKeyRef"]["key"] for entry in container("rasa")["env"]}
    assert secret == {
        "CURTAIN_LINE_DATABASE": "database",
        "CURTAIN_LINE_REDIS": "redis",
        "CURTAIN_LINE_SECRET": "secret",
    }
    assert not {"CURTAIN_LINE_DATABASE", "CURTAIN_LINE_SECRET"} & given("actions"), "it needs none"


def test_one_image_serves_everywhere_and_all_commands_start_what_is_there():
    assert {SERVICES[name]["image"] for name in ("rasa", "actions")} == {"curtain-line:${CURTAIN_LINE_TAG:-1}"}
    images = KUSTOMIZATION["images"]
    assert {container(name)["image"] for name in ("rasa", "actions")} == {image["name"] for image in images}
    for name in ("rasa", "actions"):
        assert SERVICES[name]["command"] == container(name)["command"]
    model = f"models/{MODEL.name}"
    assert model in container("rasa")["command"]
    assert model in DOCKERFILE


def test_every_manifest_is_listed_and_every_listed_one_is_there():
    listed = KUSTOMIZATION["resources"]
    assert sorted([*listed, "kustomization.yml"]) == sorted(KUBERNETES)


def test_probes_ask_for_routes_that_are_there():
    from tests.e2e.test_servers import DOCUMENTED

    for probe in ("startupProbe", "readinessProbe", "livenessProbe"):
        asked = container("rasa")[probe]["httpGet"]
        assert (asked["path"], "GET") in DOCUMENTED
        assert asked["port"] == container("rasa")["ports"][0]["name"]
        assert container("actions")[probe]["httpGet"]["path"] == "/health", "rasa_sdk's"
    assert container("rasa")["readinessProbe"]["httpGet"]["path"] == "/ready"
    assert container("rasa")["livenessProbe"]["httpGet"]["path"] == "/health", (
        "a database out of reach is no reason to die"
    )
    assert "/ready" in str(SERVICES["rasa"]["healthcheck"])


def test_ports_and_selectors_lead_to_the_pods():
    for name in ("rasa", "actions"):
        port = container(name)["ports"][0]
        service = OBJECTS["Service", name]["spec"]
        assert str(port["containerPort"]) in container(name)["command"]
        assert service["ports"][0]["port"] == port["containerPort"]
        labels = OBJECTS["Deployment", name]["spec"]["template"]["metadata"]["labels"]
        assert service["selector"] == labels == OBJECTS["Deployment", name]["spec"]["selector"]["matchLabels"]
        assert OBJECTS["PodDisruptionBudget", name]["spec"]["selector"]["matchLabels"] == labels
        target = OBJECTS["HorizontalPodAutoscaler", name]["spec"]["scaleTargetRef"]
        assert (target["kind"], target["name"]) == ("Deployment", name)
    assert SETTINGS["CURTAIN_LINE_ACTIONS"] == SERVICES["rasa"]["environment"]["CURTAIN_LINE_ACTIONS"]


def test_an_update_ends_no_server_before_its_successor_is_ready_and_gives_it_time():
    graceful = Sanic("graceful").config.GRACEFUL_SHUTDOWN_TIMEOUT
    for name in ("rasa", "actions"):
        spec = OBJECTS["Deployment", name]["spec"]
        assert spec["replicas"] >= 2
        assert spec["strategy"]["rollingUpdate"]["maxUnavailable"] == 0
        pause = int(container(name)["lifecycle"]["preStop"]["exec"]["command"][1])
        assert spec["template"]["spec"]["terminationGracePeriodSeconds"] > pause + graceful


def script_of(job):
    return OBJECTS["CronJob", job]["spec"]["jobTemplate"]["spec"]["template"]["spec"]["containers"][0]["args"][0]


def runs(job, **variables):
    for tool in ("bash", "psql", "pg_dump", "pg_restore"):
        if not shutil.which(tool):
            pytest.skip(f"no {tool} here")
    subprocess.run(["bash", "-euc", script_of(job)], env={**os.environ, **variables}, check=True, timeout=60)


def test_a_nightly_dump_can_be_restored(database, tmp_path):
    store = Rehearsals(DOMAIN, host=database, dialect="postgresql")
    says(store, "one", "two")
    store.engine.dispose()
    runs("backup", BACKUPS=str(tmp_path), CURTAIN_LINE_DATABASE=database)
    (dump,) = tmp_path.iterdir()
    try:
        with own_database() as other:
            subprocess.run(["pg_restore", "--no-owner", f"--dbname={other}", dump], check=True, timeout=60)
            assert texts(other) == texts(database) == ["one", "two"]
    except Missing as reason:
        pytest.skip(str(reason))


def test_what_is_older_than_the_days_kept_is_deleted_and_nothing_else(database):
    store = Rehearsals(DOMAIN, host=database, dialect="postgresql")
    says(store, "old", sender="ana")
    with store.engine.begin() as connection:
        connection.execute(sa.text("UPDATE events SET timestamp = timestamp - 31 * 86400"))
    says(store, "new", sender="ben")
    store.engine.dispose()
    runs("retention", KEPT_DAYS="30", CURTAIN_LINE_DATABASE=database)
    assert texts(database) == ["new"]


def test_lines_of_a_channel_that_was_switched_off_do_not_wait_for_ever(database):
    store = Rehearsals(DOMAIN, host=database, dialect="postgresql")
    owed = {"channel": "slack", "sender_id": "ana", "line": "{}", "sent": 0, "server": "a dead one", "claimed": 0.0}
    with store.engine.begin() as connection:
        for days in (1, 31):
            connection.execute(TABLE.insert().values(**owed, key=f"{days}", came=time.time() - days * 86400))
    runs("retention", KEPT_DAYS="30", CURTAIN_LINE_DATABASE=database)
    with store.engine.connect() as connection:
        assert list(connection.execute(sa.select(TABLE.c.key)).scalars()) == ["1"]
    store.engine.dispose()


def texts(database):
    engine = sa.create_engine(database)
    with engine.connect() as connection:
        rows = connection.execute(
            sa.text("SELECT data::json->>'text' FROM events WHERE type_name = 'user' ORDER BY id")
        )
        found = [row[0] for row in rows]
    engine.dispose()
    return found
