"""The call of an action: its answer is checked by a validator made once, over a connection kept open.

Rasa checks the schema of an action's answer against the schema of schemas at every call,
which takes thirty times as long as the check of the answer itself; and it opens a
connection to the action server for every call.
"""

from __future__ import annotations

from contextlib import asynccontextmanager
from functools import lru_cache
from typing import Any, AsyncIterator, Dict, Optional, Text

import aiohttp
import ujson
from jsonschema.exceptions import best_match
from jsonschema.validators import validator_for
from rasa.core.actions.action import RemoteAction
from rasa.core.constants import DEFAULT_REQUEST_TIMEOUT
from rasa.utils.endpoints import EndpointConfig

IDLE = 30  # seconds a connection is kept open; the action server keeps it longer


@lru_cache(maxsize=1)
def _validator() -> Any:
    """Checks the answer of an action, by the schema that Rasa publishes."""
    schema = RemoteAction.action_response_format_spec()
    kind = validator_for(schema)
    kind.check_schema(schema)
    return kind(schema)


class ActionCall(RemoteAction):
    """Rasa's call of an action, with a validator made once."""

    def _validate_action_result(self, result: Dict[Text, Any]) -> bool:
        """Whether an action's answer is as it must be.

        Raises:
            ValidationError: it is not.
        """
        fault = best_match(_validator().iter_errors(result))
        if fault:
            fault.message += ". The action server's answer is not what Rasa expects of an action."
            raise fault
        return True


class KeptOpen(EndpointConfig):
    """An endpoint whose connections serve one request after the other."""

    _session: Optional[aiohttp.ClientSession] = None

    @classmethod
    def of(cls, endpoint: Optional[EndpointConfig]) -> Optional[EndpointConfig]:
        """The same endpoint, kept open; one that needs authentication or no endpoint at all stays as it is."""
        if endpoint is None or endpoint.basic_auth:
            return endpoint
        return cls(
            endpoint.url,
            endpoint.params,
            endpoint.headers,
            None,
            endpoint.token,
            endpoint.token_name,
            endpoint.cafile,
            **endpoint.kwargs,
        )

    @asynccontextmanager
    async def session(self) -> AsyncIterator[aiohttp.ClientSession]:
        """The one session of this process."""
        if self._session is None or self._session.closed:
            self._session = aiohttp.ClientSession(
                headers=self.headers,
                timeout=aiohttp.ClientTimeout(total=DEFAULT_REQUEST_TIMEOUT),
                connector=aiohttp.TCPConnector(limit=0, keepalive_timeout=IDLE),
                json_serialize=ujson.dumps,
            )
        yield self._session

    async def close(self) -> None:
        """Closes what is open."""
        if self._session is not None:
            await self._session.close()
