"""Act one, selling: enthusiasm, reading the room, showing instead of telling."""

from __future__ import annotations

from typing import Dict, List, Set

from actions.rehearsal import Rehearsal, Sentence
from actions.scoring.commonplace import FEELINGS, NEEDS, PRAISE, SAYINGS
from actions.scoring.finding import Finding, Found, cue, find, says
from actions.scoring.knowledge import names_a_project, specific_in, stem, stems, taken_up, title, words

WARM = cue(
    "excit", "lov(?:e|ed|ing)_", "thrill", "keen_", "eager", "really_", "very_", "so_ (?!i_|the_|yes)", "genuine", "absolute", "definite", "delight", "can(?:['’]?t|not) wait",
    "passion", "dream", "ideal", "perfect", "exactly", "even more", "more than (?:ever|happy|anything|before)", "more and more", "fantastic", "wonderful", "great(?!er)", "brilliant",
    "fascinat", "energi[sz]", "inspir", "honou?r", "truly", "deeply", "enjoy", "hook", "buzz", "made up_", "over the moon", "just (?:the|what)", "(?:my|the) kind of", "incredibl", "amazing",
    "awesome", "stoked", "pumped", "looking forward", "look forward", "sold_", "all in_", "hugely", "badly", "dearly", "so (?:much|badly|keen|happy)", "heart", "street_", "extremely", "super",
    "enthus", "raring", "terrific", "jump at", "100 ?%", "hundred percent", "glad", "(?:so|very|really) happy", "any day", "teams?_", "people", "culture", "compan", "what you", "environment", "challenge", "place_", "the work_", "organi[sz]ation", "proud", "privilege", "the more i", "more than", "how much i", "ready to", "always wanted", "(?:the|my) world", "everything to me", "fired up", "right arm", "i['’]d rather", "since i was", "nothing (?:else|i)", "this is the one",
)  # fmt: skip
HEDGED = cue(
    "maybe", "perhaps", "might", "i guess", "(?:(?<!my )(?<!the )(?<!that )(?<!this ))(?:sort|kind) of", "i suppose", "not sure", "could be", "if nothing", "probably",
    "in case", "for now", "why not", "i don['’]?t mind", "wouldn['’]?t mind", "until something", "anything (?:will|would) do", "as (?:good|well) as any",
)  # fmt: skip
IDIOMS = cue(
    "bite your hand off", "walk(?:ed|ing)? (?:in|through|into)", "on board", "sign me up", "heartbeat", "roll(?:ing)? up my sleeves", "(?:get|getting) stuck in", "hit the ground running",
    "tick\\w* (?:all )?(?:the|my) box\\w*", "good to go", "cup of tea", "come true", "made for me", "wildest \\w+", "my whole life", "count me in", "through the door", "applied", "sent (?:in )?my", "saw (?:the|your) (?:ad|advert|posting|listing)",
)  # fmt: skip
ASKS_OUTRIGHT = cue(
    "job", "role", "post_", "position", "offer", "hir(?:e|ing)", "give me", "choose", "pick me", "decision", "consider me", "take me", "bring me", "have me",
    "say(?:ing)? yes", "yes_", "no_ to me", "work (?:for|with) you", "join", "(?:the|a|this|my) chance", "(?:is|['’]s) (?:it|this|that|the \\w+) mine", "me for", "put me", "do i (?:have|get) it", "have i got it",
    "am i (?:in|hired|on)_", "on (?:the|your) team", "go ahead", "commit", "make it official", "what (?:do you say|will it take|would it take)", "am i your", "let me (?:in|do|be|start|have)",
)  # fmt: skip
JOINS = cue(
    "join", "(?:be|becom(?:e|ing)|being) (?:a )?part of", "(?:would|['’]d|d_) (?:\\w+ ){0,2}(?:love|like|enjoy|jump|welcome|prefer|choose|relish|be_)_(?! to (?:thank|say|tell|ask|know|hear|mention))", "wants?_(?! to (?:thank|say|tell|ask|know|hear|mention))",
    "hop(?:e|ing)_", "keen_", "eager", "excit", "thrill", "enthus", "look(?:ing)? forward", "can(?:['’]?t|not) wait", "(?:this|the|your) (?:\\w+ )?(?:jobs?|role|post|position|opportunity|vacancy)_", "work(?:ing)? (?:here|with|for|at)_",
)  # fmt: skip
LIKES = cue("(?:love|like|enjoy|admire)[ds]?_", "sounds?_", "interest(?:ed|ing)_", "impress")
TAKEN_AS_WON = cue(
    "which desk", "shake on", "where do i (?:sign|sit|report)", "when do (?:i|we) (?:start|begin|kick)", "when can i (?:start|begin)", "see you (?:on )?(?:mon|tues|wednes|thurs|fri|next|tomorrow|in the)",
    "(?:is|['’]ll be|will be) (?:my|mine)_ (?:desk|locker|badge|laptop|patch)", "my (?:desk|badge|laptop|locker|uniform|patch|login|parking|first (?:day|week))", "consider it (?:done|settled)", "i take it",
    "who do i report", "i(?:['’]m| am) (?:sure|certain|guessing)", "so i(?:['’]ve| have) got",
)  # fmt: skip
COMMANDS = cue(
    "you(?:['’]d| had)? better", "you (?:must|have to|need to|should|ought to|['’]ve got to)", "just (?:hire|give|say|take|pick)", "or else", "i demand", "i deserve", "you owe", "mad not to", "stupid not to",
    "crazy not to", "fool", "(?<!won['’]t )(?<!wont )(?<!not )(?<!never )regret",
)  # fmt: skip
BOASTING = cue(
    "(?:i(?:['’]m| am|['’]ll be|['’]d be| was| will be)|simply|just|by far|easily|probably|hire|get|got) (?:simply |just |easily |by far |probably )?the (?:very )?(?:best|strongest|finest|smartest|most|ideal|perfect|right one|one|answer)",
    "the (?:very )?(?:best|strongest|finest|top|perfect|ideal|number one|outstanding) (?:candidate|person|applicant|choice|nurse|accountant|auditor|librarian|carer|clerk|hire|fit|you)",
    "perfect (?:candidate|fit|choice|match|for)", "(?:better|more|harder|faster) than (?:any|every|the (?:other|rest)|all)", "you(?:['’]ll| will)? (?:won['’]?t|never|will not|not|cannot|can['’]t) find",
    "(?:i(?:['’]m| am)|your) number one", "i (?:can )?guarantee", "(?:no ?one|nobody) (?:else|better|knows|comes|can|does|works)", "lucky to (?:have|get) me", "stop looking", "look no further", "top candidate",
    "outshine", "(?:cancel|forget|skip) (?:the|your|all) (?:other|rest|remaining)", "(?:the|your) right (?:choice|person|one|hire)", "born (?:to|for)_", "head and shoulders", "second to none", "unbeatable", "superstar", "rock ?star",
    "genius", "a natural_", "exceptional", "unrivall?ed", "world[- ]class", "i(?:['’]m| am) (?:amazing|brilliant|outstanding|excellent|perfect|great)", "never (?:make|made) (?:a |any )?mistake", "than anyone",
)  # fmt: skip
THANKED_FOR = cue(
    "(?:for|of) (?!your time|the time|that_|this_|now_|it_|today_|everything|all_|your help|coming)\\w", "that you_", "you (?:took|gave|let|made|showed|were)", "appreciat", "grateful", "gratitude", "honou?r",
    "(?:enjoyed|loved|valued) (?:talk|meet|hear|speak|our|this|the|learn|see|our|every)", "(?:pleasure|good|lovely|great|nice|glad|delighted|privilege|wonderful|kind) (?:of you )?to (?:have|meet|talk|speak|hear|see|be|show|take|learn|explain)",
    "opportunity", "(?:so|very) much for", "really_ (?!want|hope|like|love|need|wish|would|think)", "really_[.!,]?$", "sincere", "truly", "mean(?:s|t) (?:a|so) (?:lot|much)", "thankful (?:that|you|for)", "time (?:and|to)_", "time[^.]{0,20} (?:and|to)_",
)  # fmt: skip
SETTING = cue(
    "once_", "one_ (?:\\w+ )?(?:day|night|morning|afternoon|evening|time|week|shift|summer|winter|of (?:my|our|the))", "last_ (?!but|name)\\w", "when_ (?!can|do|will|would|you)", "during", "ago_", "at (?:\\w+ )?(?:in the morning|night|midnight|lunch|closing)",
    "at (?:\\d|two|three|four|five|six|seven|half)", "in (?:19|20)\\d\\d", "(?:on|in) my (?:\\w+ )?(?:first|last|final|second)", "my first", "on (?:a|the|christmas|new year|black|mon|tues|wednes|thurs|fri|satur|sun)", "halfway", "after_", "while_", "that (?:day|night|morning|winter|summer|week)",
    "an? (?:\\w+[ -]){0,3}(?:man|woman|boy|girl|lady|gentleman|customer|client|patient|guest|pupil|student|resident|colleague|child|kid|teenager|toddler|family|couple|mother|father|mum|dad|farmer|driver|tenant|buyer|surgeon|nurse|lad|donor|supplier|baby|bride|neighbour|parent|reader|boss|trainee|apprentice)_",
    "mrs?_", "ms_", "my (?:\\w+ )?(?:mum|mother|dad|father|gran|nan|boss|manager|mentor|uncle|aunt|sister|brother|team|crew|colleague)", "he_", "she_", "her_", "him_", "they_", "someone", "i remember", "the (?:day|night|morning|week|time|summer|winter|year|first|phone)",
)  # fmt: skip
DEED = cue(
    "(?:i|we)(?:['’]d|['’]ve| have| had)? (?:\\w+ly |just |then |still |also |even |once |first |and \\w+ |never )?(?:[a-z]{2,}(?<!ne)ed_|(?:went|took|sat|found|held|got|kept|made|wrote|rang|ran|built|drove|spoke|told|taught|gave|brought|stood|stayed|put|sold|caught|began|came|did|saw|"
    "met|rode|read|led|sent|bought|fed|fought|knelt|left|lay|learnt|let|paid|rebuilt|rewrote|said|sang|set|slept|spent|spun|swam|swept|thought|threw|tore|took|walked|wore|won|hid|drew|dug|cut|bet|lit|dealt|hit|flew|grew|lost|heard|felt|knew|shook|rose|chose|woke|threw|hung|meant)_)",
    "had me", "(?:and|then|so|until) (?:[a-z]{2,}ed_|went|took|sat|found|held|got|kept|made|wrote|rang|ran|built|drove|spoke|told|taught|gave|brought|stood|stayed|put|sold|caught|talked)",
    "(?:by|and started|ended up) \\w+ing_",
)  # fmt: skip


def enthusiasm(rehearsal: Rehearsal) -> Finding:
    """Restate interest, warmly, and name what you like."""
    said = list(rehearsal.making("interest"))
    if not said:
        return find("none")
    named = [found for found in said if _liked(found, rehearsal) or names_a_project(found[1], rehearsal)]
    if named:
        return find("named", named)
    if len(said) > 1:
        return find("restated", said)
    return find("plain" if _is_warm(said[0][1], rehearsal) else "flat", said)


def _liked(found: Found, rehearsal: Rehearsal) -> Set[str]:
    """What it names beyond the job itself, the feeling and praise: a part of the work, the product, a thing heard."""
    line, sentence = found
    idioms = {stem(word) for idiom in IDIOMS.findall(sentence.text) for word in words(idiom)}
    own = specific_in(sentence, rehearsal) - title(rehearsal) - stems(FEELINGS) - stems(PRAISE) - stems(NEEDS) - idioms
    return (own - stems(SAYINGS)) | taken_up(own, rehearsal, line)


def _is_warm(sentence: Sentence, rehearsal: Rehearsal) -> bool:
    if says(sentence, HEDGED):
        return False
    named = bool(rehearsal.company) and rehearsal.company.lower() in sentence.text.lower()
    praised = bool(specific_in(sentence, rehearsal) & (stems(FEELINGS) | stems(PRAISE)))
    return named or praised or says(sentence, WARM)


def read_the_room(rehearsal: Rehearsal) -> Finding:
    """Fit the boldness of the close to the role."""
    threat = list(rehearsal.making("pressure"))
    if threat:
        return find("threat", threat)
    return {"bold": _bold, "measured": _measured, "balanced": _balanced}[rehearsal.style](rehearsal)


def _bold(rehearsal: Rehearsal) -> Finding:
    asked = list(rehearsal.making("ask_for_job"))
    rude = {line for line, _ in rehearsal.making("defensive")}
    outright = [found for found in asked if _is_outright(found[1]) and found[0] not in rude]
    if outright:
        return find("bold_asked", outright)
    pushed = [found for found in asked if says(found[1], ASKS_OUTRIGHT) and not says(found[1], TAKEN_AS_WON)]
    if pushed:
        return find("bold_pushed", pushed)
    trial = asked or list(rehearsal.making("ask_start"))
    if trial:
        return find("bold_trial", trial)
    thanks = list(rehearsal.making("thanks"))
    return find("bold_thanks", thanks) if thanks else find("bold_nothing")


def _is_outright(sentence: Sentence) -> bool:
    """A polite ask for the job: neither taken as won, nor ordered."""
    return says(sentence, ASKS_OUTRIGHT) and not says(sentence, TAKEN_AS_WON) and not says(sentence, COMMANDS)


def _measured(rehearsal: Rehearsal) -> Finding:
    asked, thanks = list(rehearsal.making("ask_for_job")), list(rehearsal.making("thanks"))
    if asked:
        return find("measured_both", asked + thanks) if thanks else find("measured_ask", asked)
    if not thanks:
        return find("measured_nothing")
    boasts = [found for found in rehearsal.making("bare_claim", "qualification") if says(found[1], BOASTING)]
    if boasts:
        return find("measured_boast", boasts)
    sincere = [found for found in thanks if _is_sincere(found[1], rehearsal)]
    return find("measured_sincere", sincere) if sincere else find("measured_thanks", thanks)


def _is_sincere(sentence: Sentence, rehearsal: Rehearsal) -> bool:
    """Says what the thanks are for, beyond time, or how they are meant."""
    return says(sentence, THANKED_FOR) or bool(specific_in(sentence, rehearsal) - stems(FEELINGS))


def _balanced(rehearsal: Rehearsal) -> Finding:
    thanks, asked = list(rehearsal.making("thanks")), list(rehearsal.making("ask_for_job"))
    wish = [found for found in rehearsal.making("interest") if _is_a_wish(found[1])]
    if thanks and wish:
        return find("balanced_both", thanks + wish)
    if thanks:
        return find("balanced_thanks", thanks)
    if asked:
        return find("balanced_ask", asked)
    return find("balanced_wish", wish) if wish else find("balanced_nothing")


def _is_a_wish(sentence: Sentence) -> bool:
    """A confident wish to join: to like something they do or have is not to ask to be part of it."""
    return not says(sentence, HEDGED) and (says(sentence, JOINS) or not says(sentence, LIKES))


def show_dont_tell(rehearsal: Rehearsal) -> Finding:
    """A memorable picture instead of an adjective."""
    told = list(rehearsal.making("story"))
    scenes = _scenes(told)
    if scenes:
        return find("scene", scenes)
    results = told + list(rehearsal.making("qualification")) + _evidence_in_answers(rehearsal)
    if results:
        return find("example", results)
    claims = list(rehearsal.making("bare_claim"))
    return find("claims", claims) if claims else find("none")


SCENE_WORDS = 10  # a scene with a person, a deed and an outcome takes at least these


def _scenes(told: List[Found]) -> List[Found]:
    """Those stories that have a setting and a deed; one may run over several sentences of a line."""
    lines: Dict[int, List[Found]] = {}
    for found in told:
        lines.setdefault(found[0], []).append(found)
    return [found for story in lines.values() if _is_scene([one for _, one in story]) for found in story]


def _is_scene(story: List[Sentence]) -> bool:
    long_enough = sum(len(one.text.split()) for one in story) >= SCENE_WORDS
    return long_enough and all(any(says(one, part) for one in story) for part in (SETTING, DEED))


def _evidence_in_answers(rehearsal: Rehearsal) -> List[Found]:
    """Sentences that answer a concern with a number or a good deal of substance."""
    answers = rehearsal.making("address_concern")
    return [found for found in answers if any(c.isdigit() for c in found[1].text) or len(found[1].terms) > 5]
