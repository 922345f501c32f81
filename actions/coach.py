"""What the coach says: notes after a line, hints, the score so far, the debrief.

Pure, like the interviewer: which responses, with which values.
"""

from __future__ import annotations

from typing import AbstractSet, Dict, List, Optional, Sequence, Tuple

from actions import listening
from actions.feedback import advise
from actions.feedback.facts import facts, fill
from actions.memory import Memory, Piece
from actions.rehearsal import CANDIDATE, DUE, Line
from actions.reply import piece
from actions.scoring import Mark, Scorecard, score
from actions.scoring.principles import Principle, rubric
from actions.scoring.scorecard import TOP

# What can still be done at the end, and what only while there is time for questions.
EARLY = ("informed_questions", "picture_me", "clear_doubts", "invite_objections", "next_steps")
TIPS = 3  # things that the coach's tips take turns with
RUDE = "rude"  # the outcome of small_talk
NOT_IN_TALK = ("thank_you_note", "no_early_terms", "other_offers")


def note_after_line(
    memory: Memory, acts: AbstractSet[str] = frozenset(), beat: Optional[str] = None
) -> Tuple[Piece, ...]:
    """What the last line changed: the principle that moved most, or what is worth doing next.

    Where the reply raises something or asks about it again (`acts`), answering it is what comes next: the mark
    waits for it. Where it leads on (`beat`), to the door or out of it, no tip of before fits any more; and nobody
    who tells of a loss is told of marks.
    """
    if acts & DUE:
        return (piece("note_pressed" if "press" in acts and not _asked_again(memory) else "note_raised"),)
    tact = _tact_called_for(memory)
    if tact == "hard_news":
        return (piece("note_of_a_loss"),)
    before, after = score(memory.rehearsal.without_last()), score(memory.rehearsal)
    moves = [(_step(before, mark), mark) for mark in after.marks if _is_ripe(mark, memory)]
    fell = min(moves, key=lambda pair: pair[0])
    if fell[0] < 0:
        return (_note("note_down", fell[1]),)
    rose = max(moves, key=lambda pair: pair[0])
    if rose[0] > 0:
        return (_note("note_up", rose[1]),)
    return () if beat in ("door", "note") else _tip(memory, after, "note_nerves" if tact == "nerves" else "note_same")


def _asked_again(memory: Memory) -> bool:
    """Whether the last line only wanted to hear it once more."""
    last = _last_line(memory)
    return last is not None and listening.asks_again(last)


def _tact_called_for(memory: Memory) -> Optional[str]:
    """What in the last line calls for tact (`listening.TACT`), if anything does."""
    last = _last_line(memory)
    return listening.sensitive(last) if last else None


def _last_line(memory: Memory) -> Optional[Line]:
    return next((one for one in reversed(memory.rehearsal.lines) if one.by == CANDIDATE), None)


def _tip(memory: Memory, card: Scorecard, response: str) -> Tuple[Piece, ...]:
    """What is worth trying next, another thing after each line, so that nobody hears the same twice in a row."""
    left = worth_trying(memory, card)
    if not left:
        return ()
    hint = rubric().principles[left[max(0, memory.talk_lines - 1) % min(TIPS, len(left))]].hint
    return (piece(response, hint=_filled(memory, hint)),)


def _is_ripe(mark: Mark, memory: Memory) -> bool:
    """Whether to speak of a mark yet: a goodbye not said is no fault before the door."""
    return (
        mark.principle != "small_talk"
        or bool(mark.level)
        or mark.outcome == RUDE
        or memory.settings.get("beat") == "door"
    )


def _step(before: Scorecard, mark: Mark) -> int:
    """By how much a level changed; a principle that only now counts falls short from the top."""
    was = before.level(mark.principle)
    if mark.level is None or mark.principle == "thank_you_note":
        return 0
    if mark.outcome == RUDE and before[mark.principle].outcome != RUDE:
        return -TOP  # said even where there was nothing yet to lose
    if was is None:
        return 1 if mark.level > 1 else -1
    return mark.level - was


def _note(response: str, mark: Mark) -> Piece:
    title = rubric().principles[mark.principle].title
    return piece(response, title=title, level=str(mark.level), reason=mark.reason)


def next_worth(memory: Memory, scorecard: Scorecard) -> Optional[Principle]:
    """The principle most worth trying next at this point of the talk."""
    name = next_name(memory, scorecard)
    return rubric().principles[name] if name else None


def next_name(memory: Memory, scorecard: Scorecard) -> Optional[str]:
    """The name of the principle most worth trying next."""
    return next(iter(worth_trying(memory, scorecard)), None)


def worth_trying(memory: Memory, scorecard: Scorecard) -> List[str]:
    """The names of the principles worth trying at this point of the talk, the most worth first."""
    left = [mark.principle for mark in scorecard.by_worth() if mark.principle not in NOT_IN_TALK]
    at_door = memory.settings.get("beat") == "door"
    early = [] if at_door else [name for name in left if name in EARLY and (scorecard.level(name) or 0) < 2]
    return early or left


def hint(memory: Memory) -> Tuple[Piece, ...]:
    """Names the next thing worth doing; asked again before the next line, gives a line to adapt."""
    drilled = memory.settings.get("drill")
    principle = rubric().principles[drilled] if drilled else next_worth(memory, score(memory.rehearsal))
    if principle is None:
        return (piece("no_more_hints"),)
    if memory.settings.get("hints", 0) and memory.settings.get("hinted_at") == memory.talk_lines:
        return (piece("hint_line", line=_line(memory, principle)),)
    return (piece("hint", hint=_filled(memory, principle.hint)),)


def score_so_far(memory: Memory) -> Tuple[Piece, ...]:
    """The total so far, what stands best, what is worth trying."""
    card = score(memory.rehearsal)
    best = best_title(card)
    if best is None:
        return (piece("score_so_far_nothing"),)
    upcoming = next_worth(memory, card) or rubric().principles["thank_you_note"]
    return (piece("score_so_far", total=str(card.total), best=best, next=upcoming.title),)


def best_title(card: Scorecard) -> Optional[str]:
    """The title of the principle that came out best by something the candidate said."""
    earned = [mark for mark in card.marks if mark.level and (mark.evidence or mark.outcome == "complete")]
    return rubric().principles[max(earned, key=lambda mark: mark.level or 0).principle].title if earned else None


def debrief(memory: Memory, url: str) -> Tuple[Piece, ...]:
    """The total, what landed, the change worth most, and where the scored transcript is."""
    card = score(memory.rehearsal)
    advice = advise(memory.rehearsal, card, memory.scenario)
    if not advice:
        return (piece("debrief_all", total=str(card.total), url=url),)
    best, change = best_title(card), advice[0].text
    if best is None:
        return (piece("debrief_nothing", total=str(card.total), change=change, url=url),)
    return (piece("debrief", total=str(card.total), best=best, change=change, url=url),)


def _line(memory: Memory, principle: Principle) -> str:
    """A line to adapt, as this job likes it."""
    return _filled(memory, principle.line_in(memory.rehearsal.style))


def _filled(memory: Memory, text: str) -> str:
    return fill(text, facts(memory.rehearsal, memory.scenario))


def principles_to_choose() -> Tuple[Piece, ...]:
    """The principles one can practise alone, a line each."""
    titles = (one.title for one in rubric().principles.values())
    return (piece("drill_which", list="".join(f"\n- {title}" for title in titles)),)


def mark_of_try(memory: Memory, tried: Sequence[Mark]) -> Tuple[Piece, ...]:
    """The mark of the last try, what is better, and how the tries have gone."""
    mark = tried[-1]
    principle = rubric().principles[mark.principle]
    if mark.level == TOP:
        return (piece("try_top", reason=mark.reason),)
    line = _line(memory, principle)
    better = piece("try_mark", level=str(mark.level or 0), reason=mark.reason, line=line)
    levels = ", ".join(str(one.level or 0) for one in tried)
    return (better, piece("try_course", levels=levels)) if len(tried) > 1 else (better,)


def drill_done(tried: Sequence[Tuple[str, Mark]], url: str) -> Tuple[Piece, ...]:
    """What was practised, with the levels of the tries."""
    by_title: Dict[str, List[str]] = {}
    for name, mark in tried:
        by_title.setdefault(rubric().principles[name].title, []).append(str(mark.level or 0))
    if not by_title:
        return (piece("drill_nothing"),)
    rows = "".join(f"\n- {title}: {', '.join(levels)}" for title, levels in by_title.items())
    return (piece("drill_done", list=rows, url=url),)


def choices(titles: List[str]) -> Tuple[Piece, ...]:
    """The scenarios to choose from, numbered, a line each."""
    return (piece("choices", list="".join(f"\n{i}. {title}" for i, title in enumerate(titles, 1))),)
