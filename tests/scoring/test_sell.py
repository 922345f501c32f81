"""Act one, by the rubric's table: enthusiasm, reading the room, showing instead of telling."""

from __future__ import annotations

import pytest

from actions.rehearsal import STYLES
from actions.scoring import Mark, score
from tests.builders import line, rehearsal, said, told

THANKS = said("Thank you.", "thanks")
SINCERE = said("Thank you for the opportunity to talk today.", "thanks")
ASK = said("Will you give me the job?", "ask_for_job")
WISH = said("I'd love to join you.", "interest")
THREAT = said("Decide by Friday or I take the other offer.", "pressure", "other_offers")


def enthusiasm(*lines, **differs) -> Mark:
    return score(rehearsal(*lines, **differs))["enthusiasm"]


def room(style, *lines) -> Mark:
    return score(rehearsal(*lines, style=style))["read_the_room"]


def shown(*lines) -> Mark:
    return score(rehearsal(*lines))["show_dont_tell"]


def test_no_word_of_interest_earns_nothing():
    assert enthusiasm(THANKS).outcome == "none"


def test_interest_said_flatly_with_no_object_earns_one():
    assert enthusiasm(said("I'm interested in the job.", "interest")).outcome == "flat"


def test_plain_excitement_earns_two():
    assert enthusiasm(said("I'm really excited about this job.", "interest")).outcome == "plain"


def test_naming_the_company_alone_earns_two():
    mark = enthusiasm(said("I'd like to work at Harlow.", "interest"), company="Harlow")
    assert mark.outcome == "plain"


def test_flat_interest_said_again_earns_two():
    flat = said("I'd like the job.", "interest")
    assert enthusiasm(flat, flat).outcome == "restated"


def test_a_part_of_the_work_named_in_mild_words_earns_three():
    assert enthusiasm(said("I quite like the tasting side.", "interest")).outcome == "named"


def test_the_jobs_own_title_is_no_part_of_the_work():
    nurse = said("I'd really like to be a staff nurse.", "interest")
    assert enthusiasm(nurse, role="staff nurse", brief="You'd be a staff nurse.").outcome == "plain"


@pytest.mark.parametrize("style", STYLES)
def test_a_threat_earns_nothing_in_any_style_whatever_else_is_said(style):
    mark = room(style, SINCERE, ASK, WISH, THREAT)
    assert (mark.outcome, mark.level) == ("threat", 0)
    assert mark.evidence[0].quote == THREAT.text


def test_a_bold_role_expects_an_ask():
    assert room("bold", WISH).outcome == "bold_nothing"
    assert room("bold", SINCERE).outcome == "bold_thanks"
    assert room("bold", said("When do I start?", "ask_start")).outcome == "bold_trial"
    assert room("bold", said("Which desk is mine?", "ask_for_job")).outcome == "bold_trial"
    assert room("bold", ASK).outcome == "bold_asked"


def test_a_bold_ask_made_rudely_is_not_polite():
    rude = line(ASK, said("Unless you're too slow to see it.", "defensive"))
    assert room("bold", rude).outcome == "bold_pushed"


def test_a_bold_ask_with_a_promise_is_an_ask_and_with_a_warning_a_push():
    promised = said("Give me the job and you won't regret it.", "ask_for_job")
    warned = said("Give me the job or you'll regret it.", "ask_for_job")
    assert room("bold", promised).outcome == "bold_asked"
    assert room("bold", warned).outcome == "bold_pushed"
    assert warned.text in room("bold", warned).reason


def test_a_measured_role_expects_sincere_thanks_alone():
    assert room("measured", WISH).outcome == "measured_nothing"
    assert room("measured", ASK).outcome == "measured_ask"
    assert room("measured", SINCERE, ASK).outcome == "measured_both"
    assert room("measured", THANKS).outcome == "measured_thanks"
    assert room("measured", SINCERE).outcome == "measured_sincere"


def test_boasting_takes_a_level_off_sincere_thanks_in_a_measured_role():
    boast = said("I'm the best candidate you'll see.", "bare_claim")
    assert room("measured", SINCERE, boast).outcome == "measured_boast"


def test_other_roles_expect_thanks_and_a_wish_to_join():
    assert room("balanced", said("Fine.")).outcome == "balanced_nothing"
    assert room("balanced", ASK).outcome == "balanced_ask"
    assert room("balanced", THANKS).outcome == "balanced_thanks"
    assert room("balanced", WISH).outcome == "balanced_wish"
    assert room("balanced", WISH, THANKS).outcome == "balanced_both"


def test_a_hedged_wish_is_not_confident():
    hedged = said("Maybe I'd like it here, I guess.", "interest")
    assert room("balanced", hedged, THANKS).outcome == "balanced_thanks"


@pytest.mark.parametrize(
    "liking",
    ["I love baking.", "I really like your office.", "I like the sound of it.", "I'm interested in what you do.",
     "I'd like to say how much I like the tour."],
)  # fmt: skip
def test_to_like_something_is_no_wish_to_join(liking):
    assert room("balanced", THANKS, said(liking, "interest")).outcome == "balanced_thanks"
    assert room("balanced", said(liking, "interest")).outcome == "balanced_nothing"


@pytest.mark.parametrize(
    "wish",
    ["I'd like to work here.", "I want the job even more now.", "I'm interested in the role.", "I love this job.",
     "You've sold me, this is the place for me.", "I really like what you do and hope to be part of it."],
)  # fmt: skip
def test_a_wish_to_join_may_be_said_in_many_ways(wish):
    assert room("balanced", THANKS, said(wish, "interest")).outcome == "balanced_both"


def test_what_a_wish_is_meant_by_does_not_make_the_thanks_meant():
    assert room("measured", said("Thank you, I really want this.", "thanks")).outcome == "measured_thanks"
    assert room("measured", said("I really appreciate it.", "thanks")).outcome == "measured_sincere"


def test_nothing_about_oneself_shows_nothing():
    assert shown(WISH).outcome == "none"


def test_bare_claims_earn_one():
    assert shown(said("I'm a hard worker.", "bare_claim")).outcome == "claims"


def test_a_result_earns_two_however_vivid():
    assert shown(said("I cut waste by a third.", "qualification")).outcome == "example"
    vivid = said("I coach under-tens football, so I can get a room to listen.", "story")
    assert shown(vivid).outcome == "example"


def test_evidence_that_answers_a_concern_is_an_example():
    concern = told("I worry about the till.", "concern")
    assert shown(concern, said("I took 400 orders a day.", "address_concern")).outcome == "example"


def test_a_scene_earns_three():
    scene = said("One night a guest fell, so I sat with her until the ambulance came.", "story")
    assert shown(scene).outcome == "scene"


def test_a_scene_may_run_over_several_sentences_of_a_line():
    scene = line(
        said("A guest fell one night.", "story"),
        said("I sat with her.", "story"),
        said("She came back every year.", "story"),
    )
    mark = shown(scene)
    assert mark.outcome == "scene"
    assert [one.quote for one in mark.evidence] == [scene.text]
