"""One rehearsal for each way each principle can come out."""

from __future__ import annotations

from typing import Any, Dict

from actions.rehearsal import Rehearsal
from tests.builders import line, note, rehearsal, said, told

JOB = rehearsal(said("I want the job.", "interest"))
THANKS = said("Thank you.", "thanks")
SINCERE = said("Thank you for the opportunity to talk.", "thanks")
ASK = said("Will you give me the job?", "ask_for_job")
WISH = said("I'd love to join you.", "interest")
CLAIM = said("I'm a hard worker.", "bare_claim")
RESULT = said("I cut waste by 30 percent at the bakery.", "qualification")
PAY = said("What does it pay?", "ask_pay")
UNCLEAR = said("Was any answer of mine unclear?", "clear_doubts")
WORRIES = said("Do you have any reservations about me?", "invite_objections")
CONCERN, DOUBT = told("You haven't led a team.", "concern"), told("I missed what you did then.", "doubt")
OFFER = said("I have another offer.", "other_offers")
THREAT = said("Decide by Friday or you lose me.", "pressure")
SUNNY = told("What a day! Any plans for it?", "small_talk")
BYE = said("Goodbye, take care.", "goodbye")
WRITE = said("I'll write to you tomorrow.", "follow_up")
NOTE = "Dear Lena, thank you for the chance to talk about the night bakery; I'd love to join."
BOTH = ("thanks", "interest")
BARE = "Dear Lena, thank you for the chance to talk, I'd love to join."


def styled(style: str, *lines: Any) -> Rehearsal:
    return rehearsal(*lines, style=style)


def noted(text: str, *moves: str, **differs: Any) -> Rehearsal:
    return rehearsal(note=note(text, *moves, **differs), interviewer="Lena Hartvig", brief="They bake at night.")


OUTCOMES: Dict[str, Dict[str, Rehearsal]] = {
    "enthusiasm": {
        "none": rehearsal(THANKS),
        "flat": JOB,
        "plain": rehearsal(WISH),
        "restated": rehearsal(WISH, WISH),
        "named": rehearsal(said("I like the tasting side.", "interest")),
    },
    "read_the_room": {
        "threat": rehearsal(THREAT),
        "bold_nothing": styled("bold"),
        "bold_thanks": styled("bold", THANKS),
        "bold_trial": styled("bold", said("When do I start?", "ask_start")),
        "bold_pushed": styled("bold", said("You'd better give me the job.", "ask_for_job")),
        "bold_asked": styled("bold", ASK),
        "measured_nothing": styled("measured"),
        "measured_ask": styled("measured", ASK),
        "measured_both": styled("measured", SINCERE, ASK),
        "measured_boast": styled("measured", SINCERE, said("I'm simply the best person for it.", "bare_claim")),
        "measured_thanks": styled("measured", THANKS),
        "measured_sincere": styled("measured", SINCERE),
        "balanced_nothing": rehearsal(),
        "balanced_ask": rehearsal(ASK),
        "balanced_thanks": rehearsal(THANKS),
        "balanced_wish": rehearsal(WISH),
        "balanced_both": rehearsal(THANKS, WISH),
    },
    "show_dont_tell": {
        "none": rehearsal(WISH),
        "claims": rehearsal(CLAIM),
        "example": rehearsal(RESULT),
        "scene": rehearsal(said("One night a guest fell, so I sat with her until the ambulance came.", "story")),
    },
    "informed_questions": {
        "none": rehearsal(),
        "generic": rehearsal(said("What is the day like?", "ask_work")),
        "several": rehearsal(
            said("What is the day like?", "ask_work"), said("What's the culture like?", "ask_culture")
        ),
        "specific": rehearsal(said("How do couriers share late deliveries?", "ask_work")),
        "informed": rehearsal(told("We keep bees."), said("Who looks after the bees?", "ask_work")),
    },
    "picture_me": {
        "none": rehearsal(),
        "success": rehearsal(said("What does success look like?", "ask_work")),
        "placed": rehearsal(said("If I joined, what would my role be?", "envision")),
        "vivid": rehearsal(said("A year from now, what will I have done to make you proud?", "envision")),
    },
    "no_early_terms": {
        "several": rehearsal(PAY, said("And the holidays?", "ask_leave")),
        "one": rehearsal(PAY),
        "deferred": rehearsal(line(PAY, said("That can wait, though."))),
        "none": rehearsal(),
    },
    "clear_doubts": {
        "none": rehearsal(),
        "vague": rehearsal(said("Anything else?", "clear_doubts")),
        "general": rehearsal(said("Can I clear anything up?", "clear_doubts")),
        "left_open": rehearsal(UNCLEAR, DOUBT),
        "cleared": rehearsal(UNCLEAR),
    },
    "invite_objections": {
        "none": rehearsal(),
        "hinted": rehearsal(said("How did I do?", "invite_objections")),
        "defensive": rehearsal(WORRIES, CONCERN, said("That's not a fair thing.", "defensive")),
        "unanswered": rehearsal(WORRIES, CONCERN),
        "answered": rehearsal(WORRIES, CONCERN, said("I led six people last year.", "address_concern")),
    },
    "next_steps": {
        "none": rehearsal(),
        "vague": rehearsal(said("What now?", "next_steps")),
        "one": rehearsal(said("When will you decide?", "next_steps")),
        "both": rehearsal(said("Is there another round, and when will you decide?", "next_steps")),
    },
    "other_offers": {
        "not_mentioned": rehearsal(),
        "threat": rehearsal(THREAT),
        "boastful": rehearsal(said("Everyone wants me.", "other_offers")),
        "tactful": rehearsal(OFFER),
        "planned": rehearsal(line(OFFER, said("I must answer by Friday, and I'd rather come to you."))),
    },
    "excited_and_qualified": {
        "neither": rehearsal(THANKS),
        "claim": rehearsal(CLAIM),
        "excited": rehearsal(WISH),
        "qualified": rehearsal(RESULT),
        "undercut": rehearsal(WISH, RESULT, said("I'm probably not what you want.", "self_doubt")),
        "apart": rehearsal(WISH, RESULT),
        "general": rehearsal(line(WISH, CLAIM)),
        "together": rehearsal(line(WISH, RESULT)),
    },
    "small_talk": {
        "rude": rehearsal(BYE, said("Fuck off.")),
        "silent": rehearsal(),
        "brushed_off": rehearsal(SUNNY, said("No.")),
        "polite": rehearsal(BYE),
        "remark": rehearsal(said("Enjoy the cricket.", "small_talk")),
        "exchange": rehearsal(SUNNY, said("I'll be in the garden, and you, any plans?", "small_talk")),
    },
    "contact": {
        "none": rehearsal(),
        "promised": rehearsal(WRITE),
        "asked": rehearsal(said("Do you have a card?", "contact")),
        "own": rehearsal(said("Do you have a card?", "contact"), WRITE),
    },
    "thank_you_note": {
        "none": rehearsal(),
        "late": noted(NOTE, *BOTH, hours=25),
        "no_thanks": noted(NOTE, "interest"),
        "no_interest": noted(NOTE, "thanks"),
        "long": noted(f"{NOTE} {'I mean it. ' * 50}", *BOTH),
        "no_name": noted(NOTE.replace("Dear Lena, t", "T"), *BOTH),
        "generic": noted(BARE, *BOTH),
        "undated": noted(NOTE, *BOTH, hours=None),
        "complete": noted(NOTE, *BOTH),
    },
}
