"""Act one, selling: enthusiasm, reading the room, showing instead of telling."""

from __future__ import annotations

from typing import List

from actions.rehearsal import Rehearsal
from actions.scoring.finding import Finding, Found, cue, find, says
from actions.scoring.knowledge import known, specific_in

WARM = cue(
    "excit", "love", "thrill", "keen_", "eager", "really_", "very_", "so_", "genuine", "absolute", "definite", "delight",
    "can'?t wait", "cannot wait", "can’t wait", "passion", "dream", "ideal", "perfect", "exactly", "even more", "more than",
    "more and more", "fantastic", "wonderful", "great", "brilliant", "fascinat", "energi[sz]", "inspir", "honou?r", "truly", "deeply",
    "enjoy", "hook", "buzz", "made up_", "over the moon", "still_", "just (?:the|what)", "my kind of",
)  # fmt: skip
PARTICULAR = cue(
    "especial", "particular", "because", "what you (?:said|told|described)", "the (?:bit|part|idea|way|chance|thought)", "you mentioned",
    "when you", "hearing about", "how you", "the fact",
)  # fmt: skip
HEDGED = cue(
    "maybe", "perhaps", "might", "i guess", "sort of", "kind of", "i suppose", "not sure", "could be", "if nothing"
)
OUTRIGHT = cue(
    "job", "role", "post_", "position", "offer", "hire", "hiring", "give me", "choose", "pick me", "decision", "consider me", "take me",
    "bring me", "have me", "yes_", "work (?:for|with) you", "join", "chance", "mine", "me for",
)  # fmt: skip
BOASTING = cue(
    "the best", "perfect candidate", "better than", "you won['’]?t find", "number one", "guarantee", "no one (?:else|better)", "nobody (?:else|better)",
    "lucky to have", "stop looking", "top (?:of|candidate)", "outshine", "anyone else", "cancel", "right choice", "born",
)  # fmt: skip


def enthusiasm(rehearsal: Rehearsal) -> Finding:
    """Restate interest, warmly, and name what you like."""
    said = list(rehearsal.making("interest"))
    if not said:
        return find("none")
    named = [found for found in said if _names_something(found, rehearsal)]
    if named:
        return find("named", named)
    if len(said) > 1:
        return find("restated", said)
    return find("plain" if _is_warm(said[0], rehearsal) else "flat", said)


def _names_something(found: Found, rehearsal: Rehearsal) -> bool:
    """Names a part of the work, the product, or a thing heard."""
    line, sentence = found
    own = specific_in(sentence, rehearsal)
    heard = own & known(rehearsal, line)
    return bool(heard) or len(own) > 2 or (bool(own) and says(sentence, PARTICULAR))


def _is_warm(found: Found, rehearsal: Rehearsal) -> bool:
    sentence = found[1]
    named = bool(rehearsal.company) and rehearsal.company.lower() in sentence.text.lower()
    return named or says(sentence, WARM) or bool(specific_in(sentence, rehearsal))


def read_the_room(rehearsal: Rehearsal) -> Finding:
    """Fit the boldness of the close to the role."""
    threat = list(rehearsal.making("pressure"))
    if threat:
        return find("threat", threat)
    return {"bold": _bold, "measured": _measured, "balanced": _balanced}[rehearsal.style](rehearsal)


def _bold(rehearsal: Rehearsal) -> Finding:
    asked = list(rehearsal.making("ask_for_job"))
    rude = {line for line, _ in rehearsal.making("defensive")}
    outright = [found for found in asked if says(found[1], OUTRIGHT) and found[0] not in rude]
    if outright:
        return find("bold_asked", outright)
    trial = asked or list(rehearsal.making("ask_start"))
    if trial:
        return find("bold_trial", trial)
    thanks = list(rehearsal.making("thanks"))
    return find("bold_thanks", thanks) if thanks else find("bold_nothing")


def _measured(rehearsal: Rehearsal) -> Finding:
    asked, thanks = list(rehearsal.making("ask_for_job")), list(rehearsal.making("thanks"))
    if asked:
        return find("measured_both", asked + thanks) if thanks else find("measured_ask", asked)
    if not thanks:
        return find("measured_nothing")
    boasts = [found for found in rehearsal.making("bare_claim", "qualification") if says(found[1], BOASTING)]
    if boasts:
        return find("measured_boast", boasts)
    sincere = [found for found in thanks if _is_sincere(found, rehearsal)]
    return find("measured_sincere", sincere) if sincere else find("measured_thanks", thanks)


THANKED_FOR = cue(
    "time", "opportunity", "chance", "talk", "conversation", "chat", "show", "explain", "meet", "see(?:ing)?_", "having", "tell", "invit", "interview",
    "consider", "honest", "open", "answer", "hear", "listen", "day", "morning", "afternoon", "tour", "welcom", "patien", "kind", "generous", "fitting",
)  # fmt: skip


def _is_sincere(found: Found, rehearsal: Rehearsal) -> bool:
    """Says what the thanks are for."""
    return says(found[1], THANKED_FOR) or bool(specific_in(found[1], rehearsal))


def _balanced(rehearsal: Rehearsal) -> Finding:
    thanks, asked = list(rehearsal.making("thanks")), list(rehearsal.making("ask_for_job"))
    wish = [found for found in rehearsal.making("interest") if not says(found[1], HEDGED)]
    if thanks and wish:
        return find("balanced_both", thanks + wish)
    if thanks:
        return find("balanced_thanks", thanks)
    if asked:
        return find("balanced_ask", asked)
    return find("balanced_wish", wish) if wish else find("balanced_nothing")


def show_dont_tell(rehearsal: Rehearsal) -> Finding:
    """A memorable picture instead of an adjective."""
    scenes = [found for found in rehearsal.making("story") if len(found[1].text.split()) >= SCENE_WORDS]
    if scenes:
        return find("scene", scenes)
    results = list(rehearsal.making("story", "qualification")) + _evidence_in_answers(rehearsal)
    if results:
        return find("example", results)
    claims = list(rehearsal.making("bare_claim"))
    return find("claims", claims) if claims else find("none")


SCENE_WORDS = 10  # a scene with a person, a deed and an outcome takes at least these


def _evidence_in_answers(rehearsal: Rehearsal) -> List[Found]:
    """Sentences that answer a concern with a number or a good deal of substance."""
    answers = rehearsal.making("address_concern")
    return [found for found in answers if any(c.isdigit() for c in found[1].text) or len(found[1].terms) > 5]
