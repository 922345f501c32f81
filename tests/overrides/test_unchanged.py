"""What we replace of Rasa's is still what it was when we replaced it."""

import hashlib
import inspect

import pytest
from rasa.core.actions.action import RemoteAction
from rasa.utils.endpoints import EndpointConfig

# The functions of Rasa's that ours stand in for or rely on, by the digest of their source.
REPLACED = {
    RemoteAction._validate_action_result: "f8cdb4be68123961",
    RemoteAction.run: "ccabf6f1160d527a",
    EndpointConfig.session: "e55aa13d9d4fb4bc",
    EndpointConfig.request: "ccdb778aed8208e2",
}


@pytest.mark.parametrize("function", REPLACED, ids=lambda one: one.__qualname__)
def test_rasas_code_under_an_override_has_not_changed(function):
    source = inspect.getsource(function)
    digest = hashlib.sha256(source.encode()).hexdigest()[:16]
    assert digest == REPLACED[function], f"read Rasa's new {function.__qualname__}, then mend ours:\n{source}"
