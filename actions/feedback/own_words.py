"""The candidate's own sentences, made fit to stand in a new line: nothing added, fillers and slips taken off."""

from __future__ import annotations

import re
from typing import Optional

# What people say while they are thinking; taken off the front of a sentence.
_LEAD = re.compile(
    r"^(?:(?:um+|uh+|erm?|hmm*|yeah|yep|yes|no|well|so|ok(?:ay)?|right|oh|ah|and|but|also|like|honestly|anyway|look|"
    r"i mean|you know|to be honest|i guess|basically)\b[\s,.–—-]*)+(?=\S)",
    re.IGNORECASE,
)
_I = re.compile(r"\bi(?=$|[\s,.;:!?]|['’](?:m|d|ll|ve)\b)")
_SLIPS = {"im": "I'm", "ive": "I've", "id": "I'd", "dont": "don't", "cant": "can't", "didnt": "didn't", "wont": "won't",
          "wouldnt": "wouldn't", "whats": "what's", "thats": "that's", "youd": "you'd", "youve": "you've", "u": "you", "ur": "your",
          "isnt": "isn't", "doesnt": "doesn't", "couldnt": "couldn't", "wasnt": "wasn't", "theres": "there's"}  # fmt: skip
_SLIP = re.compile(rf"\b(?:{'|'.join(_SLIPS)})\b(?!['’])")
# A question typed without its mark; "What is best about it is …" is none.
_ASKS = re.compile(
    r"(?:what|how|who|where|when|why)(?:['’]s|['’]re| is| are| was| were| do| does| did| would| will| can| could| should)\b(?!.* (?:is|are|was|were) )"
    r"|(?:is|are|do|does|did|can|could|would|will|may|should) (?:i|you|we|they|it|there|this|that|the|your|my|any\w*)\b",
    re.IGNORECASE,
)
_ENDS = " .!?,;:–—-…"
# Words that lose their capital when a sentence comes to stand inside another.
_SMALL = set(
    [
        "a",
        "an",
        "the",
        "my",
        "our",
        "your",
        "we",
        "you",
        "it",
        "this",
        "that",
        "these",
        "those",
        "there",
        "here",
        "he",
        "she",
        "they",
        "at",
        "in",
        "on",
        "by",
        "for",
        "with",
        "from",
        "after",
        "before",
        "during",
        "since",
        "once",
        "one",
        "when",
        "where",
        "which",
        "what",
        "how",
        "who",
        "why",
        "is",
        "are",
        "was",
        "were",
        "do",
        "does",
        "did",
        "can",
        "could",
        "would",
        "will",
        "should",
        "may",
        "might",
        "have",
        "has",
        "if",
        "as",
        "because",
        "last",
        "while",
        "thank",
        "thanks",
        "any",
        "each",
        "every",
        "both",
        "looking",
        "working",
        "being",
        "having",
        "nothing",
        "everything",
    ]
)
# Words that lean on what was said before: who "she" is, which nights "each night" tells of.
_GOES_ON = re.compile(
    r"^\W*(?:(?:and|so|then|because|but|also)\W+)*(?:it|this|that|these|those|there|then|after that|afterwards|since then)\b|"
    r"\beach (?:day|night|morning|evening|time|week)\b",
    re.IGNORECASE,
)
_ONE_PERSON = re.compile(r"\b(?:he|him|his|she|her|hers)\b", re.IGNORECASE)
_SEVERAL = re.compile(r"\b(?:they|them|their|theirs)\b", re.IGNORECASE)
_PLURAL = re.compile(r"\b(?:\w{3,}s|people|children|staff|men|women|team|class|crew)\b", re.IGNORECASE)
CLAUSE_WORDS = 26  # a longer sentence is left to stand by itself


def tidy(text: str) -> str:
    """The sentence with its slips mended, a capital in front and a mark at its end.

    Words, names and numbers stay as they were said; only what is said while thinking goes.
    """
    flat = " ".join(text.split())
    bare = _LEAD.sub("", flat) or flat
    bare = _SLIP.sub(lambda match: _SLIPS[match[0]], _I.sub("I", bare)).rstrip(" ,;:–—-")
    if not bare:
        return ""
    ended = bare if bare[-1] in ".!?…”\"'’)" else f"{bare}{'?' if _ASKS.match(bare) else '.'}"
    return ended[:1].upper() + ended[1:]


def clause(text: str, words: int = CLAUSE_WORDS) -> Optional[str]:
    """The tidied sentence without its end, to go on from with ", and …"; None where it can't be gone on from."""
    sentence = tidy(text)
    stem = sentence.rstrip(_ENDS)
    if not stem or "?" in sentence or len(stem.split()) > words or re.search(r"[.!?…:;\n–—]", stem):
        return None
    return stem


def lowered(text: str) -> Optional[str]:
    """A clause as it stands inside a sentence; None where its first word might be a name."""
    stem = clause(text)
    first = re.split(r"[\s'’,]", stem)[0] if stem else ""
    if stem is None or (first != "I" and first.lower() not in _SMALL):
        return None
    return stem if first == "I" else stem[:1].lower() + stem[1:]


def in_first_person(phrase: str) -> str:
    """A phrase that speaks of the candidate as "you" ("your part", "the deal you lost"), as they would say it themselves."""
    mine = re.sub(r"\byour\b", "my", phrase)
    return re.sub(r"\byou\b", "I", re.sub(r"\byou['’]re\b", "I'm", mine))


def stands_alone(text: str) -> bool:
    """Whether a sentence can be read without what was said before it, as far as its words tell."""
    if _GOES_ON.search(text) or _ONE_PERSON.search(text):
        return False
    they = _SEVERAL.search(text)
    return not they or bool(_PLURAL.search(text[: they.start()]))


def question(text: str, words: int = 30) -> Optional[str]:
    """A question without its mark; None where it is none, or goes on after it."""
    sentence = tidy(text).rstrip(".")
    stem = sentence.rstrip(_ENDS)
    if not stem or len(stem.split()) > words or re.search(r"[?!.\n]", stem):
        return None
    return stem


def small(text: str) -> Optional[str]:
    """A question as it stands inside a sentence; None where its first word might be a name."""
    first = re.split(r"[\s'’,]", text)[0]
    if first == "I":
        return text
    return text[:1].lower() + text[1:] if first.lower() in _SMALL else None
