"""An action's answer is judged as Rasa judges it, and called over one connection."""

import asyncio
import json as plain_json
import re

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rasa.core.actions.action import RemoteAction
from rasa.shared.core.events import SlotSet
from rasa.utils.endpoints import EndpointConfig, read_endpoint_config
from sanic import Sanic
from sanic.response import json

from bot.chat import free_port
from bot.overrides.action_call import ActionCall, KeptOpen, as_json
from bot.overrides.tracker_copy import WRITTEN
from bot.settings import ROOT
from tests.overrides.test_tracker import DOMAIN, talk

GOOD = {"events": [{"event": "slot", "name": "beat", "value": "door"}], "responses": [{"text": "Hello."}]}
values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["events", "responses", "event", "name", "value"]), inner, max_size=3)
    ),
    max_leaves=8,
)


def judged(kind, answer):
    try:
        return kind("action_answer", None)._validate_action_result(answer)
    except jsonschema.ValidationError:
        return False


def test_a_good_answer_is_taken():
    assert judged(ActionCall, GOOD)


@given(values)
@settings(deadline=None)  # Rasa takes long for each
def test_an_answer_is_refused_where_rasa_refuses_it(answer):
    assert judged(ActionCall, answer) == judged(RemoteAction, answer)


def test_the_fault_is_told():
    with pytest.raises(jsonschema.ValidationError, match="'event' is a required property"):
        ActionCall("action_answer", None)._validate_action_result({"events": [{}]})


def test_calls_after_each_other_share_a_connection_and_name_what_they_sent():
    async def ports_of_calls():
        app, port = Sanic("calls"), free_port()

        @app.post("/webhook")
        async def webhook(request):
            return json({"from": request.port, "sent": request.json})

        server = await app.create_server(host="127.0.0.1", port=port, return_asyncio_server=True)
        await server.startup()
        endpoint = KeptOpen.of(EndpointConfig(f"http://127.0.0.1:{port}/webhook"))
        answers = [await endpoint.request(json={"number": i}) for i in range(3)]
        await endpoint.close()
        server.close()
        return answers

    answers = asyncio.run(ports_of_calls())
    assert [answer["sent"] for answer in answers] == [{"number": 0}, {"number": 1}, {"number": 2}]
    assert len({answer["from"] for answer in answers}) == 1


def test_an_endpoint_that_asks_for_a_password_stays_rasas():
    endpoint = EndpointConfig("http://example.org", basic_auth={"username": "a", "password": "b"})
    assert KeptOpen.of(endpoint) is endpoint
    assert KeptOpen.of(None) is None


def sent(kind, tracker):
    endpoint = EndpointConfig("http://example.org", enable_selective_domain=True)
    return kind("action_answer", endpoint)._action_call_format(tracker, DOMAIN)


def test_the_action_server_is_told_what_rasa_would_tell_it_but_for_notes_to_itself():
    tracker = talk(4)
    tracker.update(SlotSet("own", {"job": 'a "quoted" ✓ job', "company": "Merrow\nHaig"}))
    rasas = plain_json.loads(plain_json.dumps(sent(RemoteAction, tracker)))
    kinds = {one["event"] for one in rasas["tracker"]["events"]}
    rasas["tracker"]["events"] = [
        event for event in rasas["tracker"]["events"] if event["event"] in ("user", "bot", "slot", "session_started")
    ]
    assert kinds == {"user", "bot", "slot", "session_started", "action"}
    for kept in (0, 3, len(tracker.events), len(tracker.events)):  # the last time from what was kept
        setattr(tracker, WRITTEN, kept)
        assert plain_json.loads(as_json(sent(ActionCall, tracker))) == rasas


@pytest.mark.parametrize("path", ["endpoints.yml", "deploy/endpoints.yml", "deploy/endpoints-with-broker.yml"])
def test_the_domain_which_no_action_reads_is_not_sent_along(path, monkeypatch):
    for name in re.findall(r"\${(\w+)}", (ROOT / path).read_text()):
        monkeypatch.setenv(name, "http://127.0.0.1:1/webhook")
    endpoint = read_endpoint_config(str(ROOT / path), "action_endpoint")
    assert "domain" not in ActionCall("action_answer", endpoint)._action_call_format(talk(1), DOMAIN)


def test_an_event_that_was_changed_is_told_as_it_is_now():
    tracker = talk(1)
    as_json(sent(ActionCall, tracker))
    event = tracker.events[-2]
    event.timestamp, event.metadata = 12.5, {"model_id": "another"}
    told = plain_json.loads(as_json(sent(ActionCall, tracker)))["tracker"]["events"][-1]
    assert (told["timestamp"], told["metadata"]) == (12.5, {"model_id": "another"})


def test_any_other_body_is_plain_json():
    assert as_json({"tracker": {"events": [{"event": "action"}]}}) == '{"tracker":{"events":[{"event":"action"}]}}'
