"""What is said past the interviewer: whether this is a machine, who reads along, what to do here, an order to the program; or a cry for help.

The coach answers, in every mode, and such a line is no part of the talk: it is not scored.
"""

from __future__ import annotations

import re
from typing import Optional

_ENDS = r"(?=\W*(?:$|[?.!,;]|(?:or|then|here|btw|by the way|lol|please)\b))"
_THIS = r"(?:this|these|it|along|me|us|what i (?:say|write|type)|my (?:lines?|words|answers?|messages?|chat|data))"
_DANGER = re.compile(
    r"(?<!['\"“‘])\bI\b(?:['’]?m| am| was|['’]?ve| have| been| feel| like| just| really| could| will|['’]?ll|['’]?d){0,4}(?: (?:want(?:ed)? to|wanna|might|keep|keep on|thinking (?:of|about)|think (?:of|about)|going to|gonna)(?: just| really){0,2}"
    r" (?:kill(?:ing)?|hurt(?:ing)?|harm(?:ing)?|cut(?:ting)?) myself|(?: want to| wanna)(?: just| really){0,2} die\b(?! (?:for|of|laughing))| (?:going to |want to |could |might |will |keep |thinking (?:of |about )){0,2}(?:kill(?:ing)? myself|end(?:ing)? my (?:own )?life)"
    r"| suicidal| wish I (?:was|were) dead| do(?:n['’]?t| not) want to (?:live|be alive|be here any ?more))\b",
    re.IGNORECASE,
)
_MACHINE = re.compile(
    r"\b(?:(?:are|r) (?:you|u)|(?:am i|is this|is it)(?: just| really| actually)*(?: talking| speaking| chatting)(?: to| with))(?: just| only| actually| really| even)*(?: an?)? "
    rf"(?:real(?: person| human)?|human(?: being)?|person|bot|robot|machine|computer|program|chat ?bot|ai|chat ?gpt|llm){_ENDS}"
    rf"|\b(?:is this|is it|are you)(?: just| really| actually)* an? (?:bot|robot|chat ?bot|ai|real (?:person|human|interview|interviewer)){_ENDS}",
    re.IGNORECASE,
)
_READ = re.compile(
    rf"\b(?:is|are|can|does|do|will) (?:any|some)(?: ?one| ?body)(?: else)?(?: be)? (?:read|see|listen|watch)(?:ing)?(?: in)?(?: to)?(?: {_THIS})?{_ENDS}"
    rf"|\bwho(?:['’]s| is| can| will| else)* (?:read|see|watch)(?:s|ing)? {_THIS}{_ENDS}"
    rf"|\b(?:is|are|am) (?:this|it|these|i|my (?:lines|words|answers|messages|data))(?: chat| talk| conversation)? (?:being )?(?:private|confidential|saved|stored|kept|recorded){_ENDS}",
    re.IGNORECASE,
)
_LOST = re.compile(
    r"\W*(?:(?:um+|uh+|er+|sorry|ok|okay|so|wait|hi|hello|coach)[\s,.]+)*"
    r"(?:what (?:am i|are we) (?:supposed|meant) to (?:do|say|write|type|ask)|what (?:do|should|can|must) i (?:do|say|write|type)|how does this (?:thing )?(?:work|go))"
    r"(?: here| now| next)*\W*",
    re.IGNORECASE,
)

# An order to a machine, from its first word: a story of rules that somebody ignored is told to the interviewer.
_ORDER = re.compile(
    r"\W*(?:(?:please|now|ok|okay|so|hey|and|first)[\s,]+)*(?:"
    r"(?:ignore|disregard|forget|override)(?: (?:all|any|every|of|the|your|my|these)){0,4} (?:previous|prior|earlier|above|system|initial|original) (?:instructions?|prompts?|rules|guidelines)\b"
    r"|(?:ignore|disregard|forget|override)(?: all| of){0,2} your (?:instructions?|prompts?|rules|guidelines|programming)\b"
    r"|(?:(?:what(?:['’]?s| is| are)|show|print|reveal|repeat|tell)(?: me)? (?:your|the) )(?:system|hidden|secret) (?:prompt|instructions?)\b"
    r"|(?:just )?give me (?:the )?(?:full|top|maximum|perfect|highest) (?:marks?|scores?|points)\W*$)",
    re.IGNORECASE,
)

_ALL_OF_IT = re.compile(
    r"\b(?:me|forget_me|everything|all|account|data|information|info|details|history|records?|sessions?|rehearsals|transcripts?|profile|cop(?:y|ies)|trace|file|"
    r"stuff|lot|database|any|messages|scores|gdpr|consent|forgotten|stored|keep(?:ing)? (?:what|any)|what i(?:['’]ve)? said)\b|^\W*forget\W*$",
    re.IGNORECASE,
)
_ONE_THING = re.compile(
    r"\b(?:last|previous|first|that|this|my) (?:\w+ )?(?:answer|line|question|bit|part|one|sentence|reply|point)\b|\b(?:said|say|told you|mentioned)\b.{0,20}\babout (?!me\b)",
    re.IGNORECASE,
)


def wants_all_forgotten(text: str) -> bool:
    """Whether the words ask for everything to be deleted: not one answer taken back ("forget my last answer"), no order."""
    return bool(_ALL_OF_IT.search(text)) and not _ONE_THING.search(text) and not _ORDER.match(text)


def meant_for_the_coach(text: str) -> Optional[str]:
    """The response that answers such a line, the gravest first; None where the interviewer is meant."""
    if _DANGER.search(text):
        return "in_danger"
    if _MACHINE.search(text):
        return "machine"
    if _READ.search(text):
        return "who_reads"
    if _ORDER.match(text):
        return "off_script"
    return "what_now" if _LOST.fullmatch(text) else None
