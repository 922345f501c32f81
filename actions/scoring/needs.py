"""What somebody needs for a condition, a faith or those they care for: asked about, it is no haggling over terms."""

from __future__ import annotations

from actions.rehearsal import Line, Sentence
from actions.scoring.finding import cue, says

_CONDITION = (
    "(?:hearing aids?|wheelchair|crutch(?:es)?|walking stick|prosthe\\w+|guide dog|stoma|inhaler|adhd|add_|autism|asperger\\w*|dyslexia|dyspraxia|dyscalculia|epilepsy|diabetes|arthritis|asthma|"
    "endometriosis|fibromyalgia|crohn\\w*|ocd|ptsd|tourette\\w*|anxiety|depression|bipolar|panic attacks?|migraines?|a? ?disability|a? ?stammer|a? ?stutter|a? ?bad back|a? ?long-term condition|"
    "a? ?chronic (?:illness|condition|pain)|a? ?health condition|ms_|hiv_)"
)
_AM = "(?:autistic|deaf_(?! to)|hard of hearing|blind_(?! to)|coeliac|celiac|allergic to|lactose|partially sighted|colou?r.?blind|disabled_|dyslexic|dyspraxic|diabetic|epileptic|neurodiver\\w+|pregnant|bipolar|in a wheelchair|on medication|in recovery|expecting_(?! (?:to|you|that|a call)))"
NEEDS = cue(
    f"I(?:['’]ve got| have(?: got| had)?|['’]ve had| got| wear| use| get| do get| live with| suffer from| struggle with)(?: \\w+){{0,2}}? (?:a |an )?{_CONDITION}",
    f"I(?:['’]m| am)(?: \\w+){{0,3}}? {_AM}", f"(?:diagnosed with|treated for|my) {_CONDITION}", "my (?:hijab|headscarf|turban|prayers?|faith|pregnancy|maternity|medication|therapist|hearing|eyesight)_",
    "(?:need|time|somewhere|room|break) to pray", "(?:reasonable|workplace) adjustments?", "I(?:['’]m| am)(?: also)? (?:a|the) (?:carer|single (?:mum|mom|dad|parent))",
)  # fmt: skip
MATTERS = cue(
    "(?:is|would|will|does|could) (?:that|this|it)(?: be| cause)? (?:a |an |any )?(?:problem|issue|trouble|matter|obstacle|worry|bother|ok|all ?right|fine|possible|allowed)"
)


def of_need(line: Line, sentence: Sentence) -> bool:
    """Whether a sentence of this line tells of such a need, or asks whether the one told of is a problem."""
    return says(sentence, NEEDS) or (says(sentence, MATTERS) and any(says(one, NEEDS) for one in line.sentences))
