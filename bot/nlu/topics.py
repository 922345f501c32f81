"""What a pasted ad names that a candidate could take up: products, projects, plans."""

from __future__ import annotations

from collections import Counter
from typing import List

from actions.scoring.knowledge import specific, words
from bot.nlu.sentences import english, sound

MOST = 5


def topics_in(text: str) -> List[str]:
    """The noun phrases of a text that say most about this job: names first, then what is said most often.

    Longer phrases are cut at five words, phrases of words said in any interview are left out.
    """
    doc = english()(sound(text))
    found: "Counter[str]" = Counter()
    named = set()
    for chunk in doc.noun_chunks:
        tokens = [t for t in chunk if t.pos_ not in ("DET", "PRON", "PUNCT", "SPACE")]
        phrase = " ".join(t.text for t in tokens)
        if not tokens or len(tokens) > 5 or not specific(words(phrase)):
            continue
        found[phrase] += 1
        if any(t.pos_ == "PROPN" for t in tokens[1:]) or (tokens[0].pos_ == "PROPN" and not tokens[0].is_sent_start):
            named.add(phrase)
    ranked = sorted(found, key=lambda phrase: (phrase not in named, -found[phrase]))
    return ranked[:MOST]
