"""A message that comes again is not heard again: it gets the answer that was kept with it.

Where a server dies between keeping a turn and sending its answer, or the answer is lost on its way,
nobody but the database knows that the line was taken. The page names each message by an
id and sends it again with the same one; so do browsers and proxies of themselves.
"""

from __future__ import annotations

from typing import Any, Callable, Dict, List, Optional, Text

from rasa.core.channels.channel import UserMessage
from rasa.core.processor import MessageProcessor

from bot.kept_answers import answer_to

_rasas_handling: Callable[..., Any] = MessageProcessor.handle_message


async def handle_once(processor: MessageProcessor, message: UserMessage) -> Optional[List[Dict[Text, Any]]]:
    """Handles a message as Rasa does, under the lock of its conversation; one handled before is answered as it was."""
    kept = answer_to(processor.tracker_store, message.sender_id, message.message_id)
    if kept is None:
        found: Optional[List[Dict[Text, Any]]] = await _rasas_handling(processor, message)
        return found
    for reply in kept:
        await message.output_channel.send_response(message.sender_id, reply)
    return kept
