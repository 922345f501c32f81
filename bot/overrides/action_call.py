"""The call of an action: checked by a validator made once, over a connection kept open, each event written once.

Rasa checks the schema of an action's answer against the schema of schemas at every call,
which takes thirty times as long as the check of the answer itself; it opens a connection to
the action server for every call, and writes out all events of the rehearsal anew.
"""

from __future__ import annotations

import asyncio
import copy
from contextlib import asynccontextmanager
from functools import lru_cache
from secrets import token_hex
from typing import Any, AsyncIterator, Dict, List, Optional, Text

import aiohttp
import ujson
from jsonschema.exceptions import best_match
from jsonschema.validators import validator_for
from rasa.core.actions.action import ActionExecutionRejection, RemoteAction
from rasa.core.channels.channel import OutputChannel
from rasa.core.constants import DEFAULT_REQUEST_TIMEOUT
from rasa.core.nlg import NaturalLanguageGenerator
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, DefinePrevUserUtteredFeaturization, Event, FollowupAction
from rasa.shared.core.trackers import DialogueStateTracker, EventVerbosity
from rasa.shared.exceptions import RasaException
from rasa.utils.endpoints import EndpointConfig

from bot.overrides.tracker_copy import WRITTEN

# Seconds an action may take; it needs milliseconds. A turn calls three at most, and must be over before
# its conversation's lock expires after 60, when Rasa lets the next line in.
LONGEST = 15
AGAIN = (0.0, 0.2)  # seconds before a call is made again whose connection broke
# What Rasa notes for itself: four in ten events, of which no action of ours takes notice.
RASAS_OWN = (ActionExecuted, DefinePrevUserUtteredFeaturization, FollowupAction)
IDLE = 30  # seconds a connection is kept open; the action server keeps it longer


class NoAnswer(RasaException):
    """An action could not be run; the message says how it failed, and nothing of what was sent or came back."""


@lru_cache(maxsize=1)
def _validator() -> Any:
    """Checks the answer of an action, by the schema that Rasa publishes."""
    schema = RemoteAction.action_response_format_spec()
    kind = validator_for(schema)
    kind.check_schema(schema)
    return kind(schema)


class Written(List[str]):
    """Events as JSON, each a text: a list that `as_json` puts into a body as it is."""


def written(event: Event) -> str:
    """An event as JSON."""
    text: str = ujson.dumps(event.as_dict())
    return text


def _kept_text(event: Event) -> str:
    """An event of the database as JSON, made once: such an event changes no more."""
    found: Optional[str] = event.__dict__.get("text_kept")
    if found is None:
        found = event.__dict__["text_kept"] = written(event)
    return found


def as_json(body: Any) -> str:
    """A body as JSON, the written events of its tracker taken as they are."""
    tracker = body.get("tracker") if isinstance(body, dict) else None
    events = tracker.get("events") if isinstance(tracker, dict) else None
    if not isinstance(tracker, dict) or not isinstance(events, Written):
        return str(ujson.dumps(body))
    place = token_hex(16)
    text: str = ujson.dumps({**body, "tracker": {**tracker, "events": place}})
    return text.replace(f'"{place}"', f"[{','.join(events)}]", 1)


class ActionCall(RemoteAction):
    """Rasa's call of an action, with a validator made once, events written once and an end to waiting."""

    fault: Optional[Text] = None  # how the call failed, if it did

    async def run(
        self,
        output_channel: OutputChannel,
        nlg: NaturalLanguageGenerator,
        tracker: DialogueStateTracker,
        domain: Domain,
    ) -> List[Event]:
        """Runs the action on the action server.

        Raises:
            NoAnswer: there was none within `LONGEST`, or none that can be used.
        """
        try:
            found: List[Event] = await asyncio.wait_for(super().run(output_channel, nlg, tracker, domain), LONGEST)
            return found
        except ActionExecutionRejection:
            raise
        except Exception as error:  # its text may hold the whole talk, which is not for the logs
            self.fault = type(error.__cause__ or error).__name__
        raise NoAnswer(f"the action server gave no usable answer to {self.name()} ({self.fault})")

    def _action_call_format(self, tracker: DialogueStateTracker, domain: Domain) -> Dict[Text, Any]:
        """What is sent to the action server."""
        applied, kept = tracker.current_state(EventVerbosity.NONE), getattr(tracker, WRITTEN, 0)
        body: Dict[Text, Any] = super()._action_call_format(_without_events(tracker), domain)
        events = Written(
            _kept_text(event) if i < kept else written(event)
            for i, event in enumerate(tracker.events)
            if type(event) not in RASAS_OWN
        )
        body["tracker"] = {**applied, "events": events}
        return body

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


def _without_events(tracker: DialogueStateTracker) -> DialogueStateTracker:
    twin = copy.copy(tracker)
    twin.events = tracker.events.__class__()
    return twin


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
                json_serialize=as_json,
            )
        yield self._session

    async def request(self, *arguments: Any, **settings: Any) -> Optional[Any]:
        """Asks again where the connection ended without an answer: an action changes nothing by being run twice.

        One of several action servers may have been stopped; the next connection leads to another.
        """
        for pause in AGAIN:
            try:
                return await super().request(*arguments, **settings)
            except (aiohttp.ServerDisconnectedError, aiohttp.ClientOSError):
                await asyncio.sleep(pause)
        return await super().request(*arguments, **settings)

    async def close(self) -> None:
        """Closes what is open."""
        if self._session is not None:
            await self._session.close()
