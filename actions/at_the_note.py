"""What is said in the place of the note or of its hour and is neither: a goodbye, a no, a question to the coach."""

from __future__ import annotations

import re
from typing import Optional

from actions.listening import acknowledges
from actions.memory import Piece
from actions.rehearsal import Line
from actions.reply import piece
from actions.saying import skips

NOTE_WORDS = 25  # a question as long as that may be a note
LOSS_WORDS = 15  # and so may a longer word of not knowing what to write
_TITLES = ("mr", "mrs", "ms", "miss", "dr")
_PART = (
    r"(?:good ?bye|bye(?: bye)?|good ?night|night night|see (?:you|ya|u)(?: later| soon| tomorrow| around)?|cya|so long|farewell|cheerio|ciao|take care"
    r"|have a (?:good|nice|lovely|great) (?:day|evening|night|weekend|one)|(?:i['’]m |i am )?off to bed|i['’]m off|i am off"
    r"|(?:i['’]ve |i have |i )?(?:got to|gotta|have to|need to|must) (?:go|run|dash))"
)
_COURTESY = (
    r"(?:(?:many )?thanks|thank you|thx|cheers|so much|very much|a lot|again|for (?:that|this|everything|now|your time|your help)"
    r"|ok|okay|right|well|all right|alright|anyway|great|lovely|no|sorry|and|then|now|everyone|all|coach)"
)
# Both are held against a line's bare words, a space between each.
_GOODBYE = re.compile(rf"(?:{_COURTESY} )*{_PART}(?: (?:{_PART}|{_COURTESY}))*", re.IGNORECASE)
_RATHER_NOT = re.compile(
    r"(?:(?:no|nope|nah|sorry|well|i think|maybe) ){0,3}(?:no|nope|nah|none|no (?:note|need)|nothing|pass|never mind|leave it|later|not (?:today|now|tonight|this time|for me)"
    r"|(?:i['’]d |i would )?rather not|i won['’]t|i (?:don['’]t|do not) (?:want to|want one|need one)|without)(?: (?:(?:write|send) )?(?:one|it|a note|this one))?(?: (?:thanks|thank you|sorry))?",
    re.IGNORECASE,
)
_WORD = re.compile(r"[\w'’]+")
_AT_A_LOSS = re.compile(
    r"\b(?:don['’]?t know|do not know|not sure|no idea|no clue|am stuck|['’]m stuck) (?:what|how|where|whether|if)\b|\b(?:give|show) me (?:an?|some|the)\b"
    r"|^\W*(?:please )?help(?: me)?\b|^\W*(?:i['’]m stuck|no idea|no clue|not sure)\W*$",
    re.IGNORECASE,
)
_ASKS = re.compile(
    r"\W*(?:(?:and|but|so|well|ok|okay|um+|er+|hm+|sorry|coach)[\s,.]+){0,4}(?:how (?!about)\w+|what(?! about)\b|why\b|which\b|by (?:e-?mail|post|letter)\b|is\b|are\b|when(?:['’]s| (?:is|should|do|would|does|can|will|must)\b)"
    r"|(?:should|shall|can|could|do|does|did|would|will|must)(?:n['’]t)? (?:i|it|you|they|we|that|this|the|people|one|a)\b)",
    re.IGNORECASE,
)
_UNSURE = re.compile(
    r"\W*(?:(?:sorry|well|um+|er+|hm+|i|i['’]m|i am|honestly)\W+){0,3}(?:don['’]?t know|do not know|dunno|no idea|no clue|not sure|you tell me|you decide|whatever you (?:think|say|recommend|suggest)"
    r"|it depends|(?:any )?(?:advice|tips|help|suggestions?))\W*",
    re.IGNORECASE,
)
_OF_THE_NOTE = re.compile(
    r"\b(?:long|length|short|words?|lines?|write|say|include|mention|e-?mail|post|letter|card|change|edit|rewrite|redo)\b",
    re.IGNORECASE,
)
_OF_TIME = re.compile(r"\b(?:wait|after|before|until|till|hours?|days?|soon|later?)\b", re.IGNORECASE)


def goes_without(text: str, interviewer: str = "") -> bool:
    """Whether a line says goodbye, by name or not, or no to the note, and nothing else."""
    names = {*interviewer.lower().split(), *_TITLES}
    said = " ".join(word for word in _WORD.findall(text) if word.lower() not in names)
    return skips(text) or bool(_GOODBYE.fullmatch(said) or _RATHER_NOT.fullmatch(said))


def asks_about_note(line: Line) -> bool:
    """Whether a line in the note's place wants a word about it rather than being it: a question, or no more than "ok"."""
    count = len(line.text.split())
    asks = bool(line.sentences) and all(sentence.question for sentence in line.sentences) and count < NOTE_WORDS
    at_a_loss = bool(_AT_A_LOSS.search(line.text)) and count < LOSS_WORDS
    return acknowledges(line) or ((asks or at_a_loss) and not line.makes("thanks", "interest"))


def asked_at_hours(text: str) -> Optional[Piece]:
    """What answers a question in the place of the hour: about the note itself, or about when it goes out; None elsewhere.

    >>> asked_at_hours("When is best?").response, asked_at_hours("When I get home")
    ('utter_about_hours', None)
    """
    if not (_ASKS.match(text) or _UNSURE.fullmatch(text)):
        return None
    of_the_note = _OF_THE_NOTE.search(text) and not _OF_TIME.search(text)
    return piece("about_the_written_note" if of_the_note else "about_hours")
