"""What we replace of Rasa's is still what it was when we replaced it."""

import hashlib
import inspect

import pytest
from rasa.core.actions.action import RemoteAction
from rasa.core.agent import Agent
from rasa.core.lock_store import LockStore
from rasa.core.policies.policy import Policy
from rasa.core.policies.rule_policy import RulePolicy
from rasa.core.processor import MessageProcessor
from rasa.core.tracker_store import SQLTrackerStore, create_engine_kwargs
from rasa.engine.graph import GraphNode
from rasa.engine.runner.dask import DaskGraphRunner
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import Event
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.shared.importers.importer import TrainingDataImporter
from rasa.utils.endpoints import EndpointConfig
from rasa_sdk.executor import ActionExecutor
from ruamel.yaml.resolver import VersionedResolver
from sanic.http import Http
from sanic.server import HttpProtocol

# The functions of Rasa's that ours stand in for or rely on, by the digest of their source.
REPLACED = {
    RemoteAction._validate_action_result: "f8cdb4be68123961",
    RemoteAction._action_call_format: "428795b944f22edb",
    RemoteAction.run: "ccabf6f1160d527a",
    EndpointConfig.session: "e55aa13d9d4fb4bc",
    EndpointConfig.request: "ccdb778aed8208e2",
    Event.resolve_by_type: "b5cf570fa7f286c7",
    Domain.is_empty: "884be90ef485f1d2",
    RemoteAction.action_response_format_spec: "091b74aa3738d126",
    DialogueStateTracker.__init__: "8f39eb22462aa62b",
    DialogueStateTracker.current_state: "a9f1526ceddf7a28",
    DialogueStateTracker.copy: "dfa48dca9f355ad1",
    DialogueStateTracker.travel_back_in_time: "09d16f28f007492f",
    MessageProcessor._run_action: "6d383d0179ef1187",
    MessageProcessor.handle_message: "0c41d4780d2d4676",
    Agent._create_tracker_store: "97499b594b45581b",
    ActionExecutor.register_function: "1af07f9ad9f802c0",
    ActionExecutor.run: "e7b927646292849f",
    Policy._prediction_states: "ed9b82bed2f26ad7",
    RulePolicy._get_possible_keys: "2915fd81711e194c",
    RulePolicy._is_rule_applicable: "64a108b016b46e57",
    RulePolicy._find_action_from_rules: "be6da6ee0f5429bd",
    RulePolicy._predict: "f5182d8a10639e14",
    DaskGraphRunner.run: "45f0f52f574f3aa9",
    GraphNode.__call__: "66127a2bfb6fcf1e",
    DialogueStateTracker.applied_events: "764d5065ea9997d6",
    SQLTrackerStore.save: "57165e46eab3de08",
    SQLTrackerStore._additional_events: "d22f99eb863acb07",
    SQLTrackerStore._retrieve: "c8adbf6f4b61ddd1",
    SQLTrackerStore._event_query: "cd44f7901b860bfd",
    Agent.handle_message: "ba53507e4d5532a3",
    LockStore.lock: "8b9b716c031a3444",
    SQLTrackerStore.__init__: "64e704d159dfa35b",
    SQLTrackerStore.stream_events: "efd3615f5340218a",
    SQLTrackerStore._stream_new_events: "a3990c70850759b8",
    VersionedResolver.resolve: "60e6c39d0997b495",
    TrainingDataImporter.load_from_config: "0872e0e0d07c1dfa",
    create_engine_kwargs: "dff5f092362096da",
    Http: "6551dc252500d172",
    HttpProtocol: "f2ff8d1c8cefb200",
}


@pytest.mark.parametrize("function", REPLACED, ids=lambda one: one.__qualname__)
def test_rasas_code_under_an_override_has_not_changed(function):
    source = inspect.getsource(function)
    digest = hashlib.sha256(source.encode()).hexdigest()[:16]
    assert digest == REPLACED[function], f"read Rasa's new {function.__qualname__}, then mend ours:\n{source}"
