"""How things are said: pieces of a reply put together out of the domain's responses.

An action names the pieces and their values; the wording of each is chosen here, never
one that was said before in this rehearsal while another is left, and the same for the
same rehearsal in every process.
"""

from __future__ import annotations

import re
import zlib
from typing import Any, Dict, FrozenSet, List, Optional, Sequence, Text, Tuple

from rasa.core.nlg.generator import ResponseVariationFilter
from rasa.core.nlg.response import TemplatedNaturalLanguageGenerator
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import BotUttered
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.utils.endpoints import EndpointConfig

COACH_LABEL = "Coach: "
_PLACEHOLDER = re.compile(r"\{\w+\}")
INTERVIEWER_SAYS = "utter_interviewer"
MOST_WORDS = 60  # of one message of the interviewer: no more than one would say in a breath or two
SHORTER = (2, 4, 100)  # where it has more: among a half of the wordings, a quarter, the shortest of each piece


class Speech(TemplatedNaturalLanguageGenerator):
    """Rasa's response generator, for replies of several pieces (set in `endpoints.yml`)."""

    def __init__(self, endpoint_config: Optional[EndpointConfig] = None, domain: Optional[Domain] = None) -> None:
        # Rasa creates this before the model is loaded, and sets `responses` then.
        super().__init__((domain or Domain.empty()).responses)

    async def generate(
        self, utter_action: Text, tracker: DialogueStateTracker, output_channel: Text, **kwargs: Any
    ) -> Optional[Dict[Text, Any]]:
        """One message: `parts`, [[response, values], …], joined; or the response `utter_action` itself."""
        parts: Sequence[Tuple[Text, Dict[Text, Text]]] = kwargs.get("parts") or [(utter_action, {})]
        said = [event.text or "" for event in tracker.applied_events() if type(event) is BotUttered]
        seed = f"{tracker.get_slot('rehearsal') or tracker.sender_id}:{len(said)}"
        fitting = ResponseVariationFilter(self.responses)
        slots = tracker.current_slot_values()
        pieces = [
            (
                [str(one["text"]) for one in fitting.responses_for_utter_action(name, output_channel, slots) or ()],
                values,
            )
            for name, values in parts
            if name in self.responses
        ]
        text = _worded(pieces, said, seed)
        for share in SHORTER if utter_action == INTERVIEWER_SAYS else ():
            if len(text.split()) > MOST_WORDS:
                text = _worded([(_shortest(wordings, share), values) for wordings, values in pieces], said, seed)
        return {"text": text} if text else None


def _worded(pieces: Sequence[Tuple[List[Text], Dict[Text, Text]]], said: List[Text], seed: Text) -> Text:
    """The pieces in words, joined, none in a wording that an earlier one has."""
    texts: List[Text] = []
    for i, (wordings, values) in enumerate(pieces):
        texts.append(_wording(wordings, values, [*said, *texts], f"{seed}:{i}"))
    return _joined([text for text in texts if text])


def _shortest(wordings: List[Text], share: int) -> List[Text]:
    """The shortest half, quarter, … of the wordings, for a turn that would go on too long."""
    return sorted(wordings, key=len)[: -(-len(wordings) // share)]


def _wording(wordings: List[Text], values: Dict[Text, Text], said: List[Text], seed: Text) -> Text:
    """One of the wordings, filled: the least recently said, else the seed decides."""
    if not wordings:
        return ""
    turn = zlib.crc32(seed.encode()) % len(wordings)
    in_turn = wordings[turn:] + wordings[:turn]
    return _filled(min(in_turn, key=lambda wording: _last_said(wording, values, said)), values)


def _last_said(wording: Text, values: Dict[Text, Text], said: List[Text]) -> int:
    """0 if never said in this rehearsal, whatever it told then; the more recently, the higher."""
    bare = wording.replace(COACH_LABEL, "")
    fixed = [part.strip() for part in _PLACEHOLDER.split(bare) if len(part.split()) > 1] or [_filled(bare, values)]
    return max((i + 1 for i, text in enumerate(said) if all(part in text for part in fixed)), default=0)


def _filled(wording: Text, values: Dict[Text, Text]) -> Text:
    begins = wording.startswith("{")
    for name, value in values.items():
        wording = wording.replace("{" + name + "}", value)
    return wording[:1].upper() + wording[1:] if begins else wording


def _joined(texts: List[Text]) -> Text:
    """One message, with the coach's label once, at its beginning."""
    labelled: FrozenSet[bool] = frozenset(text.startswith(COACH_LABEL) for text in texts)
    bare = [text[len(COACH_LABEL) :] if text.startswith(COACH_LABEL) else text for text in texts]
    joined = bare[0] if bare else ""
    for text in bare[1:]:
        joined += text if text.startswith("\n") else f" {text}"
    return (COACH_LABEL if True in labelled else "") + joined
