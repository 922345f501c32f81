"""What a browser may see and delete: its own rehearsals, and those from chats that it has joined by a signed link."""

from __future__ import annotations

from typing import List

from sanic.request import Request
from sanic.response import HTTPResponse

from bot.channels.request import Refusal, store_of
from bot.history import Events, Kept, events_in, forget_rehearsal, rehearsals
from bot.identity import visitor
from bot.links import Shared, joined, joined_to, leave
from bot.summaries import Summary, forget_summaries, summaries

NO_REVIEW = "There is no review at this address, or it belongs to somebody else."


def owned(request: Request) -> List[Kept]:
    """Where the rehearsals of the browser that asks lie, oldest first; none for a stranger.

    Of a chat's conversation only what was joined is among them, whatever else it holds.
    """
    sender, taken, store = visitor(request), joined(request), store_of(request)
    own = rehearsals(store, sender) if sender else []
    chats = {one.sender_id for one in taken}
    theirs = [one for chat in chats for one in rehearsals(store, chat) if Shared(chat, one.name) in taken]
    return sorted([*own, *theirs], key=lambda one: one.first)


async def own_events(request: Request, rehearsal: str) -> Events:
    """The events of a rehearsal of the browser that asks.

    Raises:
        Refusal: there is none, or it is somebody else's; which of the two is not told.
    """
    found = next((one for one in owned(request) if one.name == rehearsal), None)
    if found is None:
        raise Refusal(NO_REVIEW, 404)
    return events_in(store_of(request), found)


async def own_summaries(request: Request) -> List[Summary]:
    """The rehearsals of the browser that asks, newest first; none for a stranger."""
    return await summaries(store_of(request), owned(request))


async def delete_own(request: Request, response: HTTPResponse, sender: str, rehearsal: str) -> HTTPResponse:
    """Deletes one rehearsal, from the chat's conversation where it was joined; not while a line of it is being answered.

    Raises:
        Refusal: there is none of that name.
    """
    shared = joined_to(request, rehearsal)
    if not await _delete(request, shared or Shared(sender, rehearsal)):
        raise Refusal(NO_REVIEW, 404)
    return leave(request, response, shared) if shared else response


async def delete_joined(request: Request, response: HTTPResponse) -> HTTPResponse:
    """Deletes all that this browser has joined, and nothing else of those chats."""
    taken = joined(request)
    for one in taken:
        await _delete(request, one)
    return leave(request, response, *taken)


async def _delete(request: Request, one: Shared) -> int:
    """How many events that were; 0 where there is no such rehearsal any more."""
    async with request.app.ctx.agent.lock_store.lock(one.sender_id):
        count = forget_rehearsal(store_of(request), one.sender_id, one.rehearsal)
    forget_summaries(one.rehearsal)
    return count
