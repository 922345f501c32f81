"""A pasted advert: what the interviewer draws on, and what is refused with a reason."""

from __future__ import annotations

import pytest

from actions.advert import LONGEST, MOST_FACTS, clean, is_english, pick
from bot.nlu.sentences import split

AD = """Pennant Foods is a family-run bakery wholesaler based in Wakefield. We serve 600 cafes.
- Lead a team of twelve pickers on the night shift
- Keep the cold chain within two degrees
Our values: kindness, honesty, and owning up early.
Our new depot in Leeds opens in May 2027 and runs on the Trident picking system.
Salary £31,000 per annum. To apply, send your CV to jobs@pennant.example"""
GERMAN = "Wir suchen ab sofort eine freundliche Verkäuferin für unsere Filiale mit Erfahrung im Handel und Freude an der Arbeit"


def picked(text: str, company: str = "Pennant Foods"):
    cleaned = clean(text)
    return pick(cleaned, split(cleaned), company)


@pytest.mark.parametrize(
    ("kind", "fact"),
    [
        ("work", "Lead a team of twelve pickers on the night shift"),
        ("culture", "Our values: kindness, honesty, and owning up early"),
        ("company", "We serve 600 cafes"),
        ("plans", "Our new depot in Leeds opens in May 2027 and runs on the Trident picking system"),
    ],
)
def test_each_sentence_goes_to_the_kind_of_question_it_answers(kind: str, fact: str):
    assert fact in picked(AD).facts[kind]


@pytest.mark.parametrize(
    ("said", "kind"),
    [
        ("We look after forty-one miles of river and eleven locks.", "company"),
        ("We look after each other: nobody lifts a full sack alone.", "culture"),
        ("In the next two years we plan to make four locks run on solar power.", "plans"),
        ("Stretham Navigation is a small trust founded in 1961.", "company"),
        ("Our team of nine shares a kettle, and we look out for each other.", "culture"),
    ],
)
def test_what_is_looked_after_and_what_is_planned_are_told_from_how_people_get_on(said: str, kind: str):
    assert list(picked(said, "Stretham Navigation").facts) == [kind]


def test_pay_and_how_to_apply_are_not_what_an_interviewer_would_quote():
    said = " ".join(fact for facts in picked(AD).facts.values() for fact in facts)
    assert "Salary" not in said
    assert "CV" not in said


def test_names_are_the_topics_and_the_companys_own_is_none():
    topics = picked(AD).topics
    assert "the Trident picking system" in topics
    assert not any("Pennant" in topic for topic in topics)


def test_html_leaves_its_words_and_its_lines():
    assert clean("<ul><li>Lead a <b>team</b></li><li>Keep&nbsp;the chain</li></ul>") == "Lead a team\nKeep the chain"


def test_what_only_looks_like_html_is_left_alone():
    assert clean("pay < 30k and > 20k") == "pay < 30k and > 20k"


def test_another_language_is_known_for_one_and_a_few_words_are_given_the_benefit_of_the_doubt():
    assert not is_english(GERMAN)
    assert is_english(AD)
    assert is_english("Nurse, Köln")


def test_no_more_is_picked_than_can_be_looked_through_and_nothing_longer_than_one_would_quote():
    long = "You will manage " + "many very different things " * 10 + "."
    found = picked("\n".join(f"You will manage team number {n} of ours." for n in range(40)) + "\n" + long).facts[
        "work"
    ]
    assert len(found) == MOST_FACTS
    assert all(len(fact.split()) <= LONGEST + 1 for fact in picked(long).facts["work"])


@pytest.mark.parametrize("text", ["", "   ", "???", "https://x.example/a"])
def test_where_there_is_nothing_nothing_is_picked(text: str):
    assert picked(text).facts == {}
