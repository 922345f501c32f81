"""The names the understanding works with: moves, control intents, interviewer's acts."""

from __future__ import annotations

STATEMENTS = (
    "interest",
    "qualification",
    "bare_claim",
    "story",
    "thanks",
    "ask_for_job",
    "other_offers",
    "pressure",
    "address_concern",
    "defensive",
    "self_doubt",
    "small_talk",
    "follow_up",
    "no_questions",
    "greeting",
    "goodbye",
)
QUESTIONS = (
    "ask_work",
    "ask_culture",
    "ask_company",
    "envision",
    "clear_doubts",
    "invite_objections",
    "next_steps",
    "contact",
    "ask_pay",
    "ask_start",
    "ask_leave",
    "ask_benefits",
)
MOVES = STATEMENTS + QUESTIONS
NO_MOVE = "no_move"

# What is said to the coach rather than to the interviewer.
CONTROLS = (
    "start",
    "choose_scenario",
    "hint",
    "score_so_far",
    "finish",
    "restart",
    "help",
    "forget_me",
    "drill",
)

# Sent by a button or a clock, never said: there are no words for it to be learnt from.
SENT = ("time_up",)

# What the other has just said decides these as much as the words do (actions/context.py).
IN_CONTEXT = ("address_concern", "defensive", "self_doubt", "small_talk")

# What a line of the interviewer does, as far as the principles ask: only transcripts
# brought in from elsewhere need it told; the bot knows its own lines.
ACTS = ("interviewer_concern", "interviewer_doubt", "interviewer_small_talk")
NO_ACT = "interviewer_other"

# Where a line makes several moves, the one that decides what happens next is its
# leading move: the turns of the talk before its courtesies.
LEADING = (
    "invite_objections",
    "clear_doubts",
    "pressure",
    "ask_for_job",
    "defensive",
    "address_concern",
    "ask_pay",
    "ask_leave",
    "ask_benefits",
    "ask_start",
    "envision",
    "ask_company",
    "ask_culture",
    "ask_work",
    "next_steps",
    "contact",
    "other_offers",
    "no_questions",
    "self_doubt",
    "story",
    "qualification",
    "bare_claim",
    "interest",
    "follow_up",
    "small_talk",
    "goodbye",
    "thanks",
    "greeting",
)
