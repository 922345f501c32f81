"""How things are said: pieces of a reply put together out of the domain's responses.

An action names the pieces and their values; the wording of each is chosen here, never
one that was said before in this rehearsal while another is left, and the same for the
same rehearsal in every process.
"""

from __future__ import annotations

import zlib
from typing import Any, Dict, FrozenSet, List, Optional, Sequence, Text, Tuple

from rasa.core.nlg.generator import ResponseVariationFilter
from rasa.core.nlg.response import TemplatedNaturalLanguageGenerator
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import BotUttered
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.utils.endpoints import EndpointConfig

COACH_LABEL = "Coach: "


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
        said = [event.text or "" for event in tracker.applied_events() if isinstance(event, BotUttered)]
        seed = f"{tracker.get_slot('rehearsal') or tracker.sender_id}:{len(said)}"
        fitting = ResponseVariationFilter(self.responses)
        texts = []
        for i, (name, values) in enumerate((name, values) for name, values in parts if name in self.responses):
            wordings = fitting.responses_for_utter_action(name, output_channel, tracker.current_slot_values()) or []
            texts.append(_wording([str(one["text"]) for one in wordings], values, said, f"{seed}:{i}:{name}"))
        return {"text": _joined([text for text in texts if text])} if any(texts) else None


def _wording(wordings: List[Text], values: Dict[Text, Text], said: List[Text], seed: Text) -> Text:
    """One of the wordings, filled: the least recently said, else the seed decides."""
    if not wordings:
        return ""
    turn = zlib.crc32(seed.encode()) % len(wordings)
    in_turn = wordings[turn:] + wordings[:turn]
    return _filled(min(in_turn, key=lambda wording: _last_said(wording, values, said)), values)


def _last_said(wording: Text, values: Dict[Text, Text], said: List[Text]) -> int:
    """0 if never said in this rehearsal; the more recently, the higher."""
    core = _filled(wording, values).replace(COACH_LABEL, "")
    return max((i + 1 for i, text in enumerate(said) if core in text), default=0)


def _filled(wording: Text, values: Dict[Text, Text]) -> Text:
    for name, value in values.items():
        wording = wording.replace("{" + name + "}", value)
    return wording


def _joined(texts: List[Text]) -> Text:
    """One message, with the coach's label once, at its beginning."""
    labelled: FrozenSet[bool] = frozenset(text.startswith(COACH_LABEL) for text in texts)
    bare = [text[len(COACH_LABEL) :] if text.startswith(COACH_LABEL) else text for text in texts]
    joined = bare[0]
    for text in bare[1:]:
        joined += text if text.startswith("\n") else f" {text}"
    return (COACH_LABEL if True in labelled else "") + joined
