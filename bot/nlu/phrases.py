"""The noun phrases of a sentence that say something: what a candidate counts or names, whole, and what else is specific."""

from __future__ import annotations

from typing import Any, Dict, List, Optional

from spacy.tokens import Doc, Span, Token

from actions.scoring.knowledge import specific, words

NAME_OR_NUMBER = {"PROPN": "name", "NUM": "number"}
CURRENCY = "£$€"
_COUNTED_TIES = (" at ", " for ", " with ", " in ")  # "six years at Hallmark" is one mention
_NAMED_TIES = (" at ", " in ")  # and so is "Rolls-Royce in Derby"; "Python with two friends" is not
_LISTED = (" and ", " & ", ", ")  # "Hobson and Daughters", "Sage, Xero and Excel"
_RANGE = ("to", "or", "and", "-", "–", "/", "point")  # between two numbers that are one: "thirty to forty children"
_UNITS = ("month", "year", "week", "day", "night")  # "three month ends": the parser takes the last for a verb


def phrases(span: Span) -> List[Dict[str, Any]]:
    """The mentions of names and numbers and the phrases of specific words, as Rasa writes entities.

    Each has `entity` (`mention` or `phrase`), `value`, `start` and `end` (characters of the text).
    """
    found: List[Span] = []
    for chunk in span.noun_chunks:
        phrase = _whole(chunk, span.end)
        joined = _joined(found[-1], phrase) if found else None
        found[-1 if joined else len(found) :] = [joined or phrase]
    kept = [_entity("mention", one) for one in found if _names_or_counts(one)]
    kept += [_entity("phrase", one) for one in found if not _names_or_counts(one) and _is_specific(one)]
    return sorted([*kept, *_sums(span, kept)], key=lambda one: int(one["start"]))


def _whole(chunk: Span, last: int) -> Span:
    """A noun phrase from its first word of meaning to its last: the number behind a name belongs to it ("AAT level four")."""
    doc: Doc = chunk.doc
    first = next((t.i for t in chunk if t.pos_ not in ("DET", "PRON")), chunk.start)
    end = chunk.end
    while end < last and doc[end].pos_ == "NUM" and doc[end].head.i < end:
        end += 1
    if end < last and doc[end].tag_ == "POS" and doc[end - 1].pos_ == "PROPN":
        end += 1  # "seven years at St Anne's"
    if end < last and _cut_at_unit(doc[end - 1], doc[end]):
        end += 1
    return doc[_last_count(doc[first:end]) : end]


def _cut_at_unit(unit: Token, after: Token) -> bool:
    counted = unit.i > 0 and unit.nbor(-1).pos_ == "NUM" and unit.nbor(-1).lower_ not in ("one", "1")
    return counted and unit.lower_ in _UNITS and after.pos_ in ("NOUN", "VERB") and after.lower_.endswith("s")


def _last_count(phrase: Span) -> int:
    """Where a phrase begins that counts once: "twelve packed 9,000 boxes" is misread, and counts boxes."""
    numbers = [t for t in phrase if t.pos_ == "NUM"]
    begins = phrase.start
    for one, other in zip(numbers, numbers[1:]):
        between = phrase.doc[one.i + 1 : other.i]
        if any(t.pos_ == "VERB" and t.lower_ not in _RANGE for t in between):
            begins = other.i
    return begins


def _joined(before: Span, phrase: Span) -> Optional[Span]:
    """Two phrases as one, where what stands between ties them to one mention."""
    between = before.doc.text[before.end_char : phrase.start_char]
    if not (_names_or_counts(before) and _names_or_counts(phrase)):
        return None
    named = _is_name(before) and _is_name(phrase)
    listed = between in _LISTED and named and (between != ", " or len(before) == len(phrase) == 1)
    counted = between in _COUNTED_TIES and before[0].pos_ == "NUM"
    placed = between in _NAMED_TIES and named
    return before.doc[before.start : phrase.end] if listed or counted or placed else None


def _is_name(phrase: Span) -> bool:
    return phrase[0].pos_ == "PROPN" and all(t.pos_ in ("PROPN", "PUNCT", "CCONJ", "ADP", "PART") for t in phrase[:-1])


def _names_or_counts(phrase: Span) -> bool:
    return any(t.pos_ in NAME_OR_NUMBER for t in phrase)


def _is_specific(phrase: Span) -> bool:
    return len(phrase) > 1 and bool(specific(words(phrase.text)))


def _sums(span: Span, found: List[Dict[str, Any]]) -> List[Dict[str, Any]]:
    """Sums of money that are no noun phrase to the parser: "£1.2 million"."""
    sums = []
    for token in span:
        inside = any(one["start"] <= token.idx < one["end"] for one in found)
        end = token.i + 1
        while end < span.end and span.doc[end].pos_ == "NUM":
            end += 1
        if token.text in CURRENCY and not inside and end > token.i + 1:
            sums.append(_entity("mention", span.doc[token.i : end]))
    return sums


def _entity(kind: str, span: Span) -> Dict[str, Any]:
    return {"entity": kind, "value": span.text, "start": span.start_char, "end": span.end_char}
