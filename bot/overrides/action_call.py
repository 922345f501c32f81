"""The call of an action: over a connection kept open, with what is new since the last, its answer checked quickly.

Rasa opens a connection to the action server for every call. What it sends stands in `told.py`, how
it checks the answer in `answer_schema.py`.
"""

from __future__ import annotations

import asyncio
import copy
from contextlib import asynccontextmanager
from secrets import token_hex
from typing import Any, AsyncIterator, Dict, List, Optional, Text

import aiohttp
import ujson
from rasa.core.actions.action import ActionExecutionRejection, RemoteAction
from rasa.core.channels.channel import OutputChannel
from rasa.core.constants import DEFAULT_REQUEST_TIMEOUT
from rasa.core.nlg import NaturalLanguageGenerator
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import Event
from rasa.shared.core.trackers import DialogueStateTracker, EventVerbosity
from rasa.shared.exceptions import RasaException
from rasa.utils.endpoints import EndpointConfig

from bot.overrides.answer_schema import fault_in
from bot.overrides.told import Said, Tellings, Written

# Seconds an action may take; it needs milliseconds. A turn calls three at most, and must be over before
# its conversation's lock expires after 60, when Rasa lets the next line in.
LONGEST = 15
AGAIN = (0.0, 0.2)  # seconds before a call is made again whose connection broke
IDLE = 30  # seconds a connection is kept open; the action server keeps it longer


class NoAnswer(RasaException):
    """An action could not be run; the message says how it failed, and nothing of what was sent or came back."""


def as_json(body: Any) -> str:
    """A body as JSON, the written events of its tracker taken as they are."""
    tracker = body.get("tracker") if isinstance(body, dict) else None
    events = tracker.get("events") if isinstance(tracker, dict) else None
    if not isinstance(tracker, dict) or not isinstance(events, (Written, Said)):
        return str(ujson.dumps(body))
    place = token_hex(16)
    text: str = ujson.dumps({**body, "tracker": {**tracker, "events": place}})
    listed = ",".join(events.since(0) if isinstance(events, Said) else events)
    return text.replace(f'"{place}"', f"[{listed}]", 1)


class ActionCall(RemoteAction):
    """Rasa's call of an action, with a quick check, events written once and an end to waiting."""

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
        body: Dict[Text, Any] = super()._action_call_format(_without_events(tracker), domain)
        body["tracker"] = {**tracker.current_state(EventVerbosity.NONE), "events": Said(tracker)}
        return body

    def _validate_action_result(self, result: Dict[Text, Any]) -> bool:
        """Whether an action's answer is as it must be.

        Raises:
            ValidationError: it is not.
        """
        fault = fault_in(result)
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

    def __init__(self, *arguments: Any, **settings: Any) -> None:
        super().__init__(*arguments, **settings)
        self._tellings = Tellings()

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
        """Calls an action with the events that are new to the action server, and with all where it has lost the others."""
        body = settings.get("json")
        said = body["tracker"]["events"] if isinstance(body, dict) and "tracker" in body else None
        if body is None or not isinstance(said, Said):
            return await self._asked(*arguments, **settings)
        for whole in (False, True):
            settings["json"] = self._tellings.body(body, said, whole)
            answer = await self._asked(*arguments, **settings)
            if self._tellings.noted(said, answer):
                break
        return answer

    async def _asked(self, *arguments: Any, **settings: Any) -> Optional[Any]:
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
