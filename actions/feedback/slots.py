"""What can stand in the slots of a frame in this rehearsal, and which of the frames' conditions hold."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Dict, List, Optional, Set, Tuple

from actions.feedback.facts import facts
from actions.feedback.frames import rewrites
from actions.feedback.heard import about, heard, named, topic
from actions.feedback.own_words import clause, in_first_person, lowered, question, small, tidy
from actions.feedback.sayable import past, worth_saying, years
from actions.rehearsal import CANDIDATE, INTERVIEWER, Line, Rehearsal, Sentence
from actions.scenario import Scenario
from actions.scoring import clear, leave, sell
from actions.scoring.finding import Found, says
from actions.scoring.scorecard import Mark

PROOF = ("qualification", "story")
SPOILS = ("self_doubt", "pressure", "defensive", "ask_pay", "ask_start", "ask_leave", "ask_benefits")
MOST_TRIED = 6  # of each: in a talk of hundreds of lines the best six are enough to choose from
DAY = re.compile(
    r"\b(?:by|before|until|till|on|this|next)\s+(?:the\s+)?(?:end of (?:the |this |next )?\w+|(?:this |next )?(?:mon|tues|wednes|thurs|fri|satur|sun)day"
    r"(?: the \d+(?:st|nd|rd|th)?)?|\d+(?:st|nd|rd|th)(?: of \w+)?|tomorrow|tonight|noon|midnight|next week|(?:january|february|march|april|june|july|august|"
    r"september|october|november|december) \d+)\b",
    re.IGNORECASE,
)
NAMES_OFFER = re.compile(
    r"\b(?:other|another|second|rival|competing|better|two|three) (?:\w+ )?(?:offers?|jobs?|firms?|compan(?:y|ies)|places?|employers?|schools?|hospitals?|one)\b|"
    r"\boffers? (?:from|at|with)\b|\b(?:have|got|holding|with) (?:\w+ ){0,2}offers?\b|\belsewhere\b|\bcompetitors?\b",
    re.IGNORECASE,
)
OFFER_FROM = re.compile(
    r"\b[Oo]ffers? (?:from|at|with) ((?:the )?[A-Z][\w&'’-]*(?: (?:and|of|&|[A-Z][\w&'’-]*))*(?<! and)(?<! of))"
)
CLAIMS = re.compile(
    r"^(?:I['’]m|I am|I['’]ve always|I have always|I['’]ve got|I have|I work|I learn|I get|I always|I never|I give) "
)
ASKS = re.compile(
    r"^(?:what|how|who|where|when|which|why|is|are|do|does|did|can|could|would|will|has|have|should)\b", re.I
)


@dataclass(frozen=True)
class Ground:
    """What all rewrites of one rehearsal stand on, found once."""

    rehearsal: Rehearsal
    scenario: Optional[Scenario]
    wish: Optional[Found]  # the candidate's sentence of interest that stands best beside the proof
    proof: Optional[Found]  # their best evidence
    job: Dict[str, str]  # the slots that tell of the job, the interviewer and what was heard

    @classmethod
    def of(cls, rehearsal: Rehearsal, scenario: Optional[Scenario] = None) -> Ground:
        """The ground of this rehearsal."""
        return cls(rehearsal, scenario, *sound_pair(rehearsal), job_slots(rehearsal, scenario))


@dataclass(frozen=True)
class Material:
    """What a rewrite can be made of."""

    mark: Mark
    ground: Ground
    own: Optional[Found]  # the sentence it is about
    kept: Tuple[Sentence, ...] = ()  # evidence inside an answer that otherwise went wrong


def evidence_of(mark: Mark, rehearsal: Rehearsal) -> List[Found]:
    """The sentences a mark rests on."""
    return [
        (one.line, sentence)
        for one in mark.evidence
        for sentence in rehearsal.lines[one.line].sentences
        if sentence.start == one.start
    ]


def sound_pair(rehearsal: Rehearsal) -> Tuple[Optional[Found], Optional[Found]]:
    """The candidate's own wish and evidence that come out best together; None for each that wasn't said."""
    wishes = _unspoilt(rehearsal, "interest")
    told = proofs(rehearsal)
    pairs = [(wish, proof) for wish in wishes[:MOST_TRIED] for proof in told[:MOST_TRIED] if wish[1] != proof[1]]
    best = next((pair for pair in pairs if _together(rehearsal, *pair)), None)
    if best:
        return best
    return wishes[0] if wishes else None, told[0] if told else None


def proofs(rehearsal: Rehearsal) -> List[Found]:
    """The candidate's evidence, the best first; what they answered a concern with where there's no other."""
    return _unspoilt(rehearsal, *PROOF) or _unspoilt(rehearsal, "address_concern")


def _unspoilt(rehearsal: Rehearsal, *moves: str) -> List[Found]:
    """Sentences of these moves with nothing in them to be sorry for, those first that can be gone on from."""
    found = [one for one in rehearsal.making(*moves) if not one[1].makes(*SPOILS) and not says(one[1], sell.HEDGED)]
    return sorted(found, key=_by_use)


def _by_use(found: Found) -> Tuple[bool, bool, bool, int]:
    text = found[1].text
    return not worth_saying(text), clause(text) is None, not _has_number(found[1]), -len(found[1].terms)


def _has_number(sentence: Sentence) -> bool:
    return any(c.isdigit() for c in sentence.text) or says(sentence, leave.NUMBERS)


def _together(rehearsal: Rehearsal, wish: Found, proof: Found) -> bool:
    """Whether the judge would give the top for these two said in one turn."""
    both = Line(CANDIDATE, f"{wish[1].text} {proof[1].text}", (wish[1], proof[1]))
    return leave.excited_and_qualified(replace(rehearsal, lines=(both,))).outcome == "together"


def slots_of(material: Material) -> Dict[str, str]:
    """The value of each slot that is known."""
    found = {
        **material.ground.job,
        **_of(material.own, "own"),
        **_of(material.ground.wish, "wish"),
        **_of(material.ground.proof, "proof"),
    }
    own = material.own[1].text if material.own and worth_saying(material.own[1].text) else ""
    asked = question(own) if own else None
    found.update(asked=asked or "", asked_low=(small(asked) if asked else None) or "")
    found.update(
        kept=" ".join(tidy(one.text) for one in material.kept if worth_saying(one.text)),
        **told_of_work(material.ground.rehearsal),
        terms=_terms(material),
        offer_from=_offer_from(material),
        by_day=_day(material),
    )
    return {name: value for name, value in found.items() if value}


def _of(found: Optional[Found], name: str) -> Dict[str, str]:
    text = found[1].text if found and worth_saying(found[1].text) else ""
    return {name: tidy(text), f"{name}_clause": clause(text) or "", f"{name}_low": lowered(text) or ""}


def told_of_work(rehearsal: Rehearsal) -> Dict[str, str]:
    """What can be taken out of their evidence where it isn't worth saying again as it stands."""
    told = [one for _, one in rehearsal.making(*PROOF, "address_concern")]
    trades = [found for found in map(past, told) if found]
    lengths = [found for found in (years(one.text) for one in told) if found]
    return {"past": trades[0] if trades else "", "years": lengths[0] if lengths else ""}


def job_slots(rehearsal: Rehearsal, scenario: Optional[Scenario] = None) -> Dict[str, str]:
    """The slots that tell of the job, the interviewer and what was heard."""
    known = facts(rehearsal, scenario)
    return {
        **{name: known[name] for name in ("job", "wants", "doubt_wants")},
        "here": f"at {rehearsal.company}" if rehearsal.company else "here",
        "firm": rehearsal.company or "you",
        "doubt": in_first_person(known["doubt"]) if scenario else "",
        "first_name": _given_name(rehearsal, scenario),
        "topic": topic(rehearsal, scenario) or "",
        "about": about(rehearsal, scenario) or "",
        "named": named(rehearsal, scenario) or "",
        "heard": heard(rehearsal, scenario) or "",
    }


def _given_name(rehearsal: Rehearsal, scenario: Optional[Scenario]) -> str:
    """How one begins a letter to the interviewer: as the scenario has it, or else by the first word of the name."""
    if scenario and scenario.interviewer.given:
        return scenario.interviewer.given
    return re.sub(r"^(?:mr|mrs|ms|miss|dr|prof)\.?\s+", "", rehearsal.interviewer, flags=re.IGNORECASE).split(" ")[0]


def _terms(material: Material) -> str:
    names = rewrites().terms
    kinds = {
        names[move]
        for _, s in evidence_of(material.mark, material.ground.rehearsal)
        for move in s.moves
        if move in names
    }
    return " and ".join(sorted(kinds))


def _offer_from(material: Material) -> str:
    """Whose offer it is, where they named it: "from Skoda"."""
    texts = [
        line.text for _, line in material.ground.rehearsal.candidate_lines() if line.makes("other_offers", "pressure")
    ]
    match = next((found for found in map(OFFER_FROM.search, texts) if found), None)
    return f"from {match[1]}" if match else ""


def _day(material: Material) -> str:
    """The day the candidate named, with its preposition: "by Friday"."""
    around = {line for line, _ in evidence_of(material.mark, material.ground.rehearsal)}
    texts = [material.own[1].text] if material.own else []
    texts += [material.ground.rehearsal.lines[i].text for i in sorted(around)]
    match = next((found for found in map(DAY.search, texts) if found), None)
    return re.sub(r"^\w+", lambda one: one[0].lower(), match[0]) if match else ""


def conditions_of(material: Material) -> Set[str]:
    """Which of frames.CONDITIONS hold."""
    own = material.own[1] if material.own else Sentence("", 0, 0)
    found = evidence_of(material.mark, material.ground.rehearsal)
    lines = {line for line, _ in found}
    around = [s for i in sorted(lines) for s in material.ground.rehearsal.lines[i].sentences]
    asked = question(own.text) or ""
    holds = {
        "bold": material.ground.rehearsal.style == "bold",
        "leaves": own.makes("goodbye") or bool(re.search(r"\bbye\b", own.text, re.I)),
        "polite": asked.lower().startswith("when ") and not says(own, sell.COMMANDS),
        "about_me": bool(CLAIMS.match(tidy(own.text))) and len(own.text.split()) < 16,
        "short_question": own.question and bool(ASKS.match(asked)) and len(asked.split()) < 15,
        "asks_when": any(says(s, clear.WHEN) for _, s in found),
        "asks_how": any(says(s, clear.PROCESS) for _, s in found),
        "flat": own.makes("other_offers") or not says(own, sell.WARM),
        "names_offer": material.ground.rehearsal.makes("other_offers")
        or any(NAMES_OFFER.search(s.text) for s in around),
        "dated": any(says(s, clear.DATED) and not s.makes("next_steps") for s in around),
        "preferred": any(s.makes("interest") or says(s, clear.PREFERS) for s in around),
        "concrete": bool(material.ground.wish and material.ground.proof)
        and material.ground.wish != material.ground.proof
        and _together(material.ground.rehearsal, material.ground.wish, material.ground.proof),  # type: ignore[arg-type]
        "answers_theirs": any(i and "small_talk" in _acts_before(material.ground.rehearsal, i) for i in lines),
        "asks_them": says(own, leave.OWN) and not says(own, leave.OTHERS),
    }
    return {name for name, so in holds.items() if so}


def _acts_before(rehearsal: Rehearsal, number: int) -> Set[str]:
    before = rehearsal.lines[number - 1]
    return set(before.acts) if before.by == INTERVIEWER else set()
