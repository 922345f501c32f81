"""Act two, asking: informed questions, a picture of me in the job, no early terms."""

from __future__ import annotations

from itertools import combinations
from typing import List, Set

from actions.rehearsal import Rehearsal, Sentence
from actions.scoring.commonplace import FEELINGS, TRADE
from actions.scoring.finding import Finding, Found, cue, find, says
from actions.scoring.knowledge import names_a_project, specific_in, stem, stems, taken_up, title, was_said, words
from actions.scoring.needs import of_need

GENUINE = ("ask_work", "ask_culture", "ask_company", "envision")
TERMS = ("ask_pay", "ask_start", "ask_leave", "ask_benefits")

SUCCESS = cue(
    "success(?!ion|or)", "succeed", "do(?:ing|es|ne)? (?:really |very )?well_", "good (?:look|year|month|start|job)", "(?:great|good|excellent|brilliant) look", "measured?_", "measure (?:me|how|perf|whoever|the person)",
    "thriv", "goals? (?:for|of|would)", "expect(?:ed|ations)? (?:of|from)", "(?:you(?:['’]d)?|would you) expect", "stand(?:s|ing)? out", "excel(?:s|led|ling)?_ (?!sheet|file|spread|or|and|for)", "outstanding", "shine", "performance",
    "judged?_", "(?:good|great|brilliant|best|effective) (?:at|in) (?:it|this|the)", "best (?:people|person)", "makes (?:someone|somebody|a person|a good|a great|the best)", "what (?:would|does) (?:a )?(?:good|great)", "hit(?:ting)? (?:the )?targets?", "key to",
    "get right", "star_", "cut out for", "how (?:will|would|do) you (?:know|tell|judge)", "best_ (?:\\w+ )?(?:you(?:['’]ve)? (?:had|worked)|before me)",
)  # fmt: skip
AHEAD = cue(
    "months?_", "(?:a|one|this|next|first|\\d+|two|three|five|ten|per|the|end of the) years?_", "years? (?:from|in|on|time|down|ahead|later)", "weeks?_", "(?:in|by|next|this|the|that|come|over the|following) (?:\\w+ )?(?:summer|winter|spring|autumn|fall)_", "(?:summer|winter|spring|autumn)_",
    "christmas", "easter", "ramadan", "diwali", "eid_", "new year", "quarter", "\\d+ days", "(?:ninety|thirty|sixty|hundred) days", "(?:one|some|first|last|a|my|good|great|perfect|best|the) day_(?! to)", "day one",
    "january", "february", "(?:in|by|next|this|last|of|come) (?:march|may)_", "april", "june", "july", "august", "september", "october", "november", "december",
    "from now", "look(?:ing|ed)? back", "by the (?:end|time)", "(?:school |next |this |first |summer |autumn |spring |end of )terms?_", "half[- ]term", "season", "(?:year|month|week|moment|bit)s? later", "down the (?:line|road|track)", "anniversary", "(?:appraisal|review) ",
    "after (?:a|my|the first|six|three|two|one|\\d+)", "in the (?:future|long)", "eventually", "one day", "(?:next|end of) (?:the )?financial", "inspection", "harvest", "opening (?:day|night)", "fast[- ]forward", "probation", "20[2-9]\\d",
)  # fmt: skip
OUTCOME = cue(
    "proud", "delight", "glad_", "pleased", "success(?!ion|or)", "succeed", "happ(?:y|ier|iest)_", "thrill", "improv", "won_", "(?:your |the |my )best_", "great(?!er)", "accomplish",
    "(?:a|the|all the|big|biggest|real|much) difference", "worked out", "right (?:choice|decision|hire|person)", "celebrat", "brilliant", "(?<!as )(?<!how )well_", "better", "impress", "good (?:hire|decision|choice|call|job)", "relie[vf]", "smil",
    "star_", "grateful", "wonderful", "easier", "made (?:it|you|a)", "thank", "wow", "nailed", "exceeded", "beaten", "smash", "flying", "thriv", "glowing", "amaz", "fantastic", "perfect", "miss me", "rav(?:e|ing)_",
    "couldn['’]?t (?:do|manage) without", "congratulat", "high[- ]five", "toast", "boast", "brag", "picked me", "chose me", "hired me", "took me on", "taken me on", "no regrets", "hit (?:the|our|every) target",
)  # fmt: skip
CAUSE = cue(
    "would i have", "i(?:['’]d| would)? have (?:done|changed|built|fixed|brought|achieved|made|added|solved|given|got|learn|taken|helped|contributed|improved|sorted|put)", "did i (?:do|change|bring|build|fix|get|make|add)", "(?:what|that|which|things?|how) i(?:['’]d|['’]ve)? (?:did|done|changed|built|fixed|brought|achieved|made|added|solved|gave|got|sorted|contributed)",
    "i had (?:done|changed|built|fixed|brought|achieved|made|added|solved)", "i['’]d (?:done|changed|built|fixed|brought|achieved|made|added|solved)", "made (?:you|it|the|that)_", "make(?:s)? you_", "led to", "because (?:of me|i|of something i)", "how (?:did|would) i (?:get|do|help|make|manage|have)",
    "what (?:had|have|would|did|will|should) i_ (?!need|be|do_|start|work|wear|expect)", "i(?:['’]ll| will) have (?!to_)", "what (?:got|brought|helped) (?:me|us)", "see(?:n)? me (?:do|have)", "me (?:to )?(?:have )?(?:changed|done|built|fixed|achieved|brought|contributed|solved|improved)",
    "contributed", "have i (?:been|done)", "me to have_", "i(?:['’]d|['’]ll| will| would| might| could)? have [a-z]+(?:ed|en|lt|ght|ne|de|ut|ft)_", "my (?:biggest |main |first )?(?:contribution|achievement|win|success|impact|mark|part in)", "down to me", "thanks to me", "i['’]?d? have (?:changed|built|fixed|brought|achieved|made)",
)  # fmt: skip
DEFERRED = cue(
    "(?:that|it|this|which|they|those|pay|salary|money)(?:['’]s| is)? (?:can|could|may|will|should) (?:all )?(?:wait|come later)", "no need to", "(?:but |maybe |perhaps )?not (?:now|today|yet|here)_", "(?:until|till|for|ask|discuss|leave|talk|back|to|cover|it|that|this|about it|about that) (?:\\w+ ){0,2}later",
    "(?:another|some other|a different) (?:time|day)", "when the time", "when (?:you|we)(?:['’]re| are) (?:ready|there|at)", "further down the", "happy to (?:leave|wait|hold|park|discuss (?:it|that|this|pay) (?:later|when|once|at|after))", "leave (?:that|it|this|those) (?:for|till|until|aside|there|to)",
    "don['’]?t (?:need|have|want) (?:an answer|to answer|to (?:get|go) into)", "don['’]?t answer", "forget (?:that|it|i)_", "if (?:it|we|you|things) (?:gets?|comes? to|come|make|reach|decide)", "never ?mind", "(?:a bit |too |far too |very |rather )(?:early|soon|premature)_(?!,? but)", "premature_(?!,? but)", "park (?:that|it|this)",
    "(?:at|to|for|with|after|until|till|once there['’]s|when there['’]s|if there['’]s) (?:the|an) offer", "(?:scratch|strike|ignore|disregard|skip) (?:that|it|my)", "withdraw", "(?:take|took) (?:that|it) back", "jump(?:ing|ed)? (?:ahead|the gun)", "getting ahead", "cart before", "once (?:there|you(?:['’]ve| have)|we(?:['’]ve| have|['’]re))", "for later",
    "(?:save|keep|hold) (?:that|it|this|those)", "shouldn['’]?t (?:have asked|be asking|ask)", "in due course", "right (?:time|moment)", "no (?:rush|hurry) (?:on|for|with) (?:that|it)", "not (?:the time|important|urgent|my priority|a priority)", "i can wait", "no hurry",
)  # fmt: skip
REFERS = cue(
    "you (?:mention|said|told|talked|spoke|described|brought up|touched)", "you(?:['’]ve| have| were|['’]re) (?:just )?(?:mention|said|told|talk|say|describ|open|mov|launch|roll|build|recent|tak|switch|chang)", "(?<!would )(?<!will )(?<!could )(?<!can )(?<!should )(?<!do )(?<!did )i (?:read|saw|noticed|heard|gather|understand|spotted)", "i(?:['’]ve| have) (?:read|seen|noticed|heard|been reading|followed)",
    "on your (?:website|site|page|blog)", "in your (?:annual|report|last|latest|ad|advert)", "in the (?:news|paper|ad|advert|press|brief)", "now that", "since (?:you|the)", "given (?:that|your|how)", "according to", "your (?:recent|new|latest|last)",
)  # fmt: skip
SUBJECTS = (
    cue("train", "learn", "onboard", "induct", "mentor", "course", "shadow", "support"),
    cue("team", "people", "colleague", "work with", "report to", "who_", "staff", "crew", "manager", "boss"),
    cue("tool", "software", "system", "equipment", "program", "technolog", "use_"),
    cue(
        "day_",
        "week_",
        "daily",
        "routine",
        "first thing",
        "shift",
        "duties",
        "tasks?_",
        "responsib",
        "look like",
        "involve",
    ),
    cue("challeng", "difficult", "hard", "tough", "problem", "struggl", "tricky", "frustrat"),
    cue("success", "succeed", "measure", "judge", "well_", "expect", "goal", "target", "good at", "stand out"),
    cue("grow", "promot", "progress", "career", "advance", "develop", "move up", "future", "years?_"),
    cue(
        "culture",
        "atmosphere",
        "like (?:to work|working|here|about)",
        "enjoy",
        "values?_",
        "social",
        "fun",
        "relax",
        "vibe",
        "environment",
        "mood",
    ),
    cue("customer", "client", "patient", "guest", "pupil", "resident", "user", "audience", "visitor"),
    cue("plan", "expan", "product", "compet", "market", "strateg", "launch", "project", "compan"),
    cue("why (?:is|did|are)", "left_", "open_", "vacan", "replac", "previous", "last person", "before me"),
)


def informed_questions(rehearsal: Rehearsal) -> Finding:
    """Show you know something, and want to know more."""
    asked = list(rehearsal.making(*GENUINE))
    if not asked:
        return find("none")
    informed = [found for found in asked if _needs_a_fact(found, rehearsal)]
    if informed:
        return find("informed", informed)
    kinds = {move for _, sentence in asked for move in sentence.moves if move in GENUINE}
    if len(kinds) > 1 or _differ(asked):
        return find("several", asked)
    pointed = [found for found in asked if len(_own(found[1], rehearsal)) > 1]
    return find("specific", pointed) if pointed else find("generic", asked)


def _differ(asked: List[Found]) -> bool:
    """Whether two of the questions are about different subjects."""
    about = [frozenset(i for i, subject in enumerate(SUBJECTS) if says(sentence, subject)) for _, sentence in asked]
    return any(one and other and not one & other for one, other in combinations(about, 2))


def _needs_a_fact(found: Found, rehearsal: Rehearsal) -> bool:
    """Whether it takes up something known about this company or this work, beyond the job's title.

    Two words of what is known do, or one that is not the furniture of many trades, or a whole phrase ("the new
    depot"); and so does a fact the candidate names as known ("I read that …"). What the same line says just before
    counts with the question.
    """
    line, sentence = found
    parts = [sentence, *_before(found, rehearsal)]
    named = set().union(*(_own(part, rehearsal) for part in parts))
    known = taken_up(named, rehearsal, line)
    if len(known) > 1 or known - stems(TRADE) or any(names_a_project(part, rehearsal) for part in parts):
        return True
    referred = any(says(part, REFERS) for part in parts)
    return (referred and len(named) > 1) or any(_says_a_phrase((line, part), named, rehearsal) for part in parts)


def _says_a_phrase(found: Found, named: Set[str], rehearsal: Rehearsal) -> bool:
    """Whether a phrase of the sentence, with one of its own words in it, stands in what the candidate had heard."""
    line, sentence = found
    phrases = (value for kind, value in sentence.entities if kind in ("phrase", "mention") and " " in value)
    own = (value for value in phrases if named & {stem(word) for word in words(value)})
    return any(was_said(value, rehearsal, line) for value in own)


def _own(sentence: Sentence, rehearsal: Rehearsal) -> Set[str]:
    """Its specific words beyond the job's title and what one says of any job."""
    return specific_in(sentence, rehearsal) - title(rehearsal) - stems(FEELINGS)


def _before(found: Found, rehearsal: Rehearsal) -> List[Sentence]:
    """The sentence a question stands on: the one just before it, where that asks nothing itself."""
    line, sentence = found
    earlier = [one for one in rehearsal.lines[line].sentences if one.start < sentence.start]
    return [one for one in earlier[-1:] if not one.question and not one.makes(*GENUINE)]


def picture_me(rehearsal: Rehearsal) -> Finding:
    """Make them imagine you in the job."""
    pictured = list(rehearsal.making("envision"))
    if pictured:
        vivid = [found for found in pictured if sum(says(found[1], part) for part in (AHEAD, OUTCOME, CAUSE)) > 1]
        return find("vivid", vivid) if vivid else find("placed", pictured)
    success = [found for found in rehearsal.making("ask_work") if says(found[1], SUCCESS)]
    return find("success", success) if success else find("none")


def no_early_terms(rehearsal: Rehearsal) -> Finding:
    """Leave pay, start, leave and benefits for later."""
    counted = [term for term in TERMS if term != "ask_start" or rehearsal.style != "bold"]  # there it is a close
    asked = [found for found in rehearsal.making(*counted) if not of_need(rehearsal.lines[found[0]], found[1])]
    kinds = {move for _, sentence in asked for move in sentence.moves if move in counted}
    if len(kinds) > 1:
        return find("several", asked)
    if not kinds:
        return find("none")
    return find("deferred" if all(_is_deferred(found, rehearsal) for found in asked) else "one", asked)


def _is_deferred(found: Found, rehearsal: Rehearsal) -> bool:
    """Whether the question is at once taken back or put off, by the one who asked it."""
    line, sentence = found
    rest = [one.text for one in rehearsal.lines[line].sentences if one.start > sentence.start]
    return bool(DEFERRED.search(" ".join((sentence.text, *rest))))
