"""Act three, clearing up: doubts, objections, next steps, other offers."""

from __future__ import annotations

from typing import List

from actions.rehearsal import Line, Rehearsal, Sentence
from actions.scoring.finding import EVIDENCE, Finding, Found, answers_to, cue, find, raised_after, says, sentences_of

ABOUT_ME = cue(
    "answer(?!s? (?:any|your|the) (?:more )?question)", "(?:i|i['’]ve|i have) (?:just |already )?(?:said|told|mention|describ|explain|talked|covered|gave|given|put|wrote|written|went|skipped|left|sent|submitted)", "skill", "background", "experience", "cv_", "c\\.v", "resum(?:e|é)", "résum",
    "reference", "referee", "qualification", "application", "portfolio", "(?:my|work|employment|job) history", "examples?_", "certificat", "training", "paperwork", "career", "job(?:s)? (?:i|before)", "gaps?_", "transcript", "licen[cs]e",
    "registration", "(?:my|those|the) (?:\\w+ )?years_", "my (?:\\w+ ){0,3}projects?", "(?:i|i['’]ve|you|you['’]ve) covered", "we(?:['’]ve| have)? (?:just |already )?(?:discussed|talked|been through|went|gone|touched|spoke)", "my (?:\\w+ )?(?:time|work|role|degree|studies|story|past|move|track record|profile|cover|covering|documents?|presentation|test|task|exercise|visa|permit|notice)",
    "employment", "previous", "points? i", "my (?!mind|side|part_|end_|card|number)\\w+", "something i", "things i", "anything i(?:['’]ve| have)? (?!can|could|should|need|might|may|must|ought)", "the way i", "(?:on|about|to) (?:the|that|your) (?:\\w+ ){0,2}question_", "where i", "what i",
)  # fmt: skip
GENERAL = cue(
    "(?<!all )clear", "clarif", "explain", "expand", "elaborat", "detail", "unclear", "know about me", "about me", "about my", "unanswered", "cover(?!ed everything)", "understand", "go over", "fill(?:ing)? in", "tell you", "know from me", "(?:hear|want|need)_ (?:\\w+ )?(?:from|of) me",
    "ask me", "puzzl", "confus", "vague", "flesh", "talk through", "follow", "loose ends", "questions? (?:for me|you)", "help you decide", "like to know", "want to know", "need to know", "wonder", "add_", "i can (?:help|provide|offer|give|send)", "i could (?:help|provide|offer|give|send)",
)  # fmt: skip
OPEN = cue(
    "anything (?:else|more|other)", "any (?:more|other|further) questions?_", "(?:is )?that (?:it|all|everything|the lot)_", "everything", "all (?:good|clear|set)", "any questions?_",
    "covered everything", "anything at all", "are we done",
)  # fmt: skip
HINTED = cue(
    "how did i", "how(?:['’]ve| have) i", "how was i", "how am i", "how(?:['’]d| would) i", "chances?_", "feedback", "(?:good|right|a|strong) fit", "fit_", "impression", "compare", "shape up", "stack up", "what do you (?:think|make|reckon)", "what did you (?:think|make)",
    "how do i (?:look|measure|come|seem|rate|rank)", "c[ao]me across", "do(?:ing)? (?:ok|well|alright|all right|fine)", "odds", "rate_", "in the running", "strong", "likely", "thoughts?_", "prospects", "(?:in|with) a (?:shout|shot|chance)", "a shot", "shortlist", "do you (?:see|like) me", "could you see me",
    "would you (?:hire|take|pick|choose|consider) me", "have i got (?:what|it)", "suitable", "right for", "suit(?:ed)?_", "match", "pass_", "how (?:it|this|that) went", "go(?:es|ne)? well", "what you(?:['’]re| are)? (?:looking|after)", "happy with", "was that", "verdict", "where do i stand", "gut", "score_", "how do you feel", "(?:it|that|this) went", "any good",
)  # fmt: skip
DIRECT = cue(
    "reservation", "concern", "hesita", "worr", "reason", "h[oe]ld(?:ing|s)? (?:you |me |us )?back", "weak", "doubt", "paus", "gap", "stop(?:s|ping)?_", "against (?:me|my|hiring|choosing|taking|picking|us|offering)", "(?:speak|count|go|weigh)\\w* against", "p[ui]t(?:ting|s)? you off", "miss(?:ing)?_", "lack", "[sc]k?eptic",
    "uneas", "unsure", "not (?:quite |so |fully |entirely |completely )?(?:sure|certain|convinced|happy|comfortable)", "object", "drawback", "obstacle", "barrier", "in the way", "between me", "second thought", "nag", "bother", "short_", "shortcoming", "red flag", "not (?:to )?(?:hir|choos|pick|tak|offer|giv|want)",
    "wouldn['’]?t (?:hire|choose|want|pick|take|work|suit|be|give|offer)", "risk", "trouble", "negative", "minus", "deal ?-?break", "turn(?:ing)? me down", "say(?:ing)? no", "rul(?:e|ing) me out", "think twice", "stand(?:s|ing)? in", "hang(?:ing)?[ -]?up", "downside", "wrong (?:with|about|for|person)", "prefer(?:red)? (?:to|someone)",
    "qualm", "misgiving", "uncertain", "prevent", "keep(?:s|ing)? you from", "sticking", "stumbling", "question mark", "convinc", "persuad", "reluctan", "apprehen", "fear", "nervous", "cold feet", "on the fence", "discourag", "deter", "dissuad", "fall(?:ing)? (?:down|short)", "problem (?:with|about|in|for)", "issues? (?:with|about)",
    "anything (?:i|that|about)[^?]{0,40}(?:trouble|bother|problem|issue)", "what would (?:make|cause) you", "unconvinced", "disqualif", "flaw", "deficien", "work against", "warning",
)  # fmt: skip
# Something private and whether that's a problem: asks about a right, not what speaks against one's work.
PRIVATE = cue(
    "(?:i['’]m|i am) (?:\\w+ )?(?:pregnant|dyslexic|disabled|autistic|diabetic|epileptic|deaf|gay|trans|muslim|jewish)_",
    "i(?:['’]ve| have)(?: got)? (?:\\w+ )?(?:dyslexia|adhd|autism|epilepsy|diabetes|cancer|depression|(?:a )?disability)_",
)  # fmt: skip
WHEN = cue(
    "when_(?! i (?:leave|go|walk|get))", "by when", "how (?:soon|long|quick|fast|many (?:days|weeks))", "what (?:date|day|time)", "date_", "time ?-?(?:line|scale|frame|table)", "(?:this|next|a|the|in \\w+|per|each|same|of) weeks?_", "in (?:the )?(?:next )?(?:few |couple of )?(?:days|weeks)", "which (?:day|week)", "deadline", "soon_",
    "by (?:the )?(?:end|mon|tues|wednes|thurs|fri|tomorrow|then|next)", "before (?:the )?(?:end|mon|tues|wednes|thurs|fri|christmas|easter|weekend|next)", "(?:today|tomorrow|tonight)_ or", "this month", "hear (?:back )?(?:today|tomorrow|tonight)", "(?:on|until|till) (?:mon|tues|wednes|thurs|fri)", "schedule",
)  # fmt: skip
PROCESS = cue(
    "rounds?_", "stages?_", "(?<!hiring )(?<!for the )(?<!for your )(?<!of the )(?<!selection )(?<!recruitment )(?<!interview )process", "(?:how|explain|describe|outline|walk) (?:\\w+ ){0,4}?(?:the|your) (?:rest of (?:the|your) )?(?:\\w+ )?process", "what(?:['’]s| is| does) (?:the|your) (?:rest of (?:the|your) )?(?:\\w+ )?process", "steps?_", "another (?:interview|meeting|chat|talk|conversation)", "(?:second|further|next|more|final|third|follow-up) (?:interview|meeting|conversation|talk|chat)",
    "who else", "how many (?:other|more|people|candidate|are)", "(?:other|more) (?:candidates|applicants|people)", "final (?:list|decision|say)_", "shortlist", "meet (?:anyone|someone|the|with|any)", "panel", "hurdle", "what (?:comes|happens|follows|is there|else)[^?]{0,20}after", "trial (?:shift|day|period)", "tests?_", "assessment", "presentation", "task_",
    "(?:can|may|could|should|shall|do|might|would|if|ok for me to|okay for me to|all right to|alright to|welcome to) (?:i (?:ring|call|write|phone|e-?mail|follow|check|chase|get|reach|contact|drop|nudge|message|ask))", "(?:ring|call|write|phone|e-?mail|follow up|check in|chase|reach out) (?:to )?(?:you|if|then|in)", "(?:phone|call|letter|e-?mail|post|text) or", "by (?:phone|e-?mail|post|letter|text)",
    "who (?:will|do|does|should|would|makes|decides|takes|else)", "how (?:will|do|would|shall|should|might) (?:i|we|you (?:let|tell|contact|inform|reach|get))", "either way", "(?:last|only|final) (?:interview|one|meeting|stage|conversation|talk)", "(?:is|are) there (?:any )?(?:more|another)", "i (?:\\w+ )?(?:give|drop) you", "what(?:['’]s| is| are)? (?:left|next)[^?]{0,20}(?:in|of) ", "happens (?:between|before|until)", "part two", "stand(?:s|ing) between", "follow(?:s|ing)?[- ]?up",
)  # fmt: skip
VAGUE_NEXT = cue(
    "what now", "what(?:['’]?s| is| comes| happens)? (?:the )?(?:next|now|then)_", "what happens (?:from here|afterwards|after (?:this|today))", "so what(?:['’]s| is) the (?:plan|story)", "where do(?:es)? (?:we|i|it|this|things) (?:go|stand)", "now what", "and (?:then|now)_", "what(?:['’]s| is) the (?:plan|story|deal|next)",
    "how (?:do|does) (?:we|this|it|things) (?:proceed|go|work|move)", "what do (?:we|i) do (?:now|next)",
)  # fmt: skip
DECIDES = cue(
    "decid", "decision", "hear", "know_", "answer", "choose", "news", "verdict", "outcome", "result", "told", "tell me", "let me", "pick_", "rounds?_", "stages?_", "interviews?_", "the process", "steps_", "timeline",
)  # fmt: skip
OFFER = cue(
    "offer", "interview", "process", "final", "second round", "another (?:company|firm|place|school|hospital|job|employer|role|post|position|team|shop|agency|practice|council|trust|charity|opportunity)", "elsewhere", "hospital", "agency", "firm", "company", "contract", "trust_", "school_",
    "employer", "job_", "role_", "two (?:other|places)", "applied", "talking to",
)  # fmt: skip
BOASTFUL = cue(
    "(?:every(?:one|body)|they(?:['’]re)?|companies|firms|people|employers|recruiters|all)(?: \\w+)? (?:all )?(?:want|is|['’]s|are|after|chas|queu|fight|beg|call|ring|throw)\\w*", "fighting", "queu", "in (?:high |great |hot )?demand", "popular", "half the", "headhunt", "hot property", "beating (?:down|a path)", "my pick of", "pick and choose", "take my pick",
    "can(?:['’]t| hardly| barely) keep up", "stop(?:s|ped)? (?:ring|call|buzz)", "inbox", "(?:tons|loads|lots|heaps|dozens|no shortage|stack|pile) of", "you(?:['’]d| would| will|['’]ll)? (?:better|not be the only|aren['’]t the only)", "not the only one",
)  # fmt: skip
VAGUE_OFFER = cue(
    "several",
    "plenty",
    "many_",
    "irons",
    "a few",
    "various",
    "options?_",
    "some (?:other )?(?:things|interest|stuff)",
    "a number of",
    "other (?:things|interest|places|avenues)",
    "multiple",
    "a couple of things",
)
DATED = cue(
    "(?:mon|tues|wednes|thurs|fri|satur|sun)days?_", "january", "february", "(?:in|by|of|until|till|before|\\d(?:st|nd|rd|th)?|early|late|mid|end) (?:march|may)_", "(?:march|may) (?:the )?\\d", "april", "june", "july", "august", "september", "october", "november", "december", "the \\d", "\\d+(?:st|nd|rd|th)_", "the (?:\\w+th|first|second|third|\\w+-\\w+th) (?:of|to|for|$|[.,;])",
    "(?:by|until|till|before|for|to|end) (?:\\w+ )?(?:the )?(?:first|second|third|[a-z]{3,8}th|(?:twenty|thirty)-\\w+)_", "(?:next|this|coming|following|(?:a|one|two|the|\\d+|couple of|few)(?<!last)) weeks?_", "(?<!last )(?:end|close|middle|start) of (?:the |this |next )?(?:week|month|year|june|business|working)", "tomorrow", "tonight", "midnight", "(?:the|this|next|after the) weekend",
    "fortnight", "(?:in|within|for|have|gives? me|got|only) (?:\\w+ ){0,2}(?:days|hours|weeks)_", "(?:\\d+|two|three|four|five|six|seven|ten) (?:more )?(?:days|hours)_", "(?:this|next) month", "\\d+ (?:jan|feb|mar|apr|jun|jul|aug|sep|oct|nov|dec)", "\\d[/.]\\d", "christmas", "easter",
)  # fmt: skip
PREFERS = cue(
    "prefer", "first choice", "(?:i['’]d|i would|would|much|far|sooner|i) (?:much |far |still )?rather", "top of (?:my|the) list", "favou?rite", "(?:would|i['’]d) (?:much |still )?(?:choose|pick|take) (?:you|this|yours)", "most_(?! of| people| firms| companies| places)", "number one", "the one i", "sooner", "hop(?:e|ing) (?:for|it|to (?:be|come|join|work)|you)", "my heart",
    "i (?:really |truly )?want (?:this|yours|it to be (?:here|you))", "really want", "want to (?:work|be|join|come)_ (?:here|for you|with you|you)", "ahead of (?:it|them|that|the|any)", "(?:first|top) on", "above (?:it|them|that|the|any)", "you(?:['’]re| are| come| would be) (?:my |still |the )*(?:first|one|top|preferred)", "this is (?:the one|where|my)", "before (?:i|theirs)[^.]{0,30}(?:yours|you|here)",
    "(?:your|this) (?:job|role|place|one) (?:is|means|matters|appeals|excites|interests)[^.]{0,20}(?:more|most|first|better)", "like (?:this|yours|you)[^.]{0,15} (?:better|more|best|most)", "means more", "given the choice", "if i (?:could|can|may) choose", "drop (?:it|them|theirs)", "turn (?:it|them) down for", "where i(?:['’]d| would)? (?:want|like|love|belong)", "for (?:this|yours|you) (?:one )?(?:first|instead)",
)  # fmt: skip
UNABLE = cue(
    "(?:i )?(?:don['’]?t|do not|can['’]?t|couldn['’]?t|cannot) (?:really |quite |actually )?(?:know|remember|recall|say|think of)", "no idea", "not (?:really )?sure", "no comment", "i(?:['’]d| would) rather not", "i forget", "can['’]t help", "nothing (?:to|more|else)", "hard to (?:say|explain)",
)  # fmt: skip
ANSWER_WORDS = 6  # fewer cannot explain anything


def clear_doubts(rehearsal: Rehearsal) -> Finding:
    """Ask what was left unclear, and clear it up."""
    asked = list(rehearsal.making("clear_doubts"))
    if not asked:
        return find("none")
    pointed = [found for found in asked if says(found[1], ABOUT_ME)]
    if pointed:
        return _cleared(rehearsal, pointed)
    general = [found for found in asked if says(found[1], GENERAL) or not _is_open(found[1])]
    return find("general", general) if general else find("vague", asked)


def _is_open(sentence: Sentence) -> bool:
    """So open that it asks about nothing."""
    return says(sentence, OPEN) or len(sentence.text.split()) < 5


def _cleared(rehearsal: Rehearsal, asked: List[Found]) -> Finding:
    said: List[Found] = []
    for doubt in raised_after(rehearsal, "doubt", asked[0][0]):
        answers = answers_to(rehearsal, doubt)
        if not explains([line for _, line in answers]):
            return find("left_open", asked)
        said += [found for answer in answers[:1] for found in sentences_of(answer)]
    return find("cleared", asked + said)


def explains(answers: List[Line]) -> bool:
    """Whether the answer says something: not argued, not passed over, not a question back."""
    if any(line.makes("defensive") for line in answers):
        return False
    said = [one for line in answers for one in line.sentences if not one.question and not says(one, UNABLE)]
    told = [one for one in said if not one.makes("self_doubt") or one.makes(*EVIDENCE)]
    return sum(len(one.text.split()) for one in told) >= ANSWER_WORDS


def invite_objections(rehearsal: Rehearsal) -> Finding:
    """Ask what speaks against you, and answer it."""
    asked = [found for found in rehearsal.making("invite_objections") if not says(found[1], PRIVATE)]
    if not asked:
        return find("none")
    direct = [found for found in asked if says(found[1], DIRECT) or not says(found[1], HINTED)]
    if not direct:
        return find("hinted", asked)
    return _answered(rehearsal, direct)


def _answered(rehearsal: Rehearsal, asked: List[Found]) -> Finding:
    for concern in raised_after(rehearsal, "concern", asked[0][0]):
        answers = answers_to(rehearsal, concern)
        said = [found for answer in answers for found in sentences_of(answer)]
        if any(line.makes("defensive", "pressure") for _, line in answers):
            return find("defensive", asked + said)
        if not any(line.makes(*EVIDENCE) for _, line in answers):
            return find("unanswered", asked + said)
        asked = asked + said
    return find("answered", asked)


def next_steps(rehearsal: Rehearsal) -> Finding:
    """Find out the process and the date."""
    asked = list(rehearsal.making("next_steps"))
    if not asked:
        return find("none")
    when = [found for found in asked if says(found[1], WHEN)]
    how = [found for found in asked if says(found[1], PROCESS) and not _is_vague(found)]
    how += list(rehearsal.making("contact")) if when else []
    if when and how:
        return find("both", when + how)
    if when or how:
        return find("one", when or how)
    return find("vague" if all(_is_vague(found) for found in asked) else "one", asked)


def _is_vague(found: Found) -> bool:
    return says(found[1], VAGUE_NEXT) and not says(found[1], DECIDES)


def other_offers(rehearsal: Rehearsal) -> Finding:
    """Mention other offers, without threat."""
    threat = list(rehearsal.making("pressure"))
    if threat:
        return find("threat", threat)
    said = list(rehearsal.making("other_offers"))
    if not said:
        return find("not_mentioned")
    boasts = [found for found in said if says(found[1], BOASTFUL)]
    if boasts:
        return find("boastful", boasts)
    lines = {line for line, _ in said}
    around = [(i, s) for i, line in rehearsal.candidate_lines() if i in lines for s in line.sentences]
    dated = any(says(found[1], DATED) and not found[1].makes("next_steps") for found in around)
    preferred = any(found[1].makes("interest") or says(found[1], PREFERS) for found in around)
    if dated and preferred:
        return find("planned", said)
    vague = all(says(found[1], VAGUE_OFFER) or not says(found[1], OFFER) for found in said)
    return find("boastful" if vague and not dated else "tactful", said)
