"""Candidates of three qualities, and one who does not try, for every scenario."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Callable, Dict, List, Optional

from actions.rehearsal import STYLES
from actions.scenario import Scenario
from tests.e2e.served import Candidate, State

Player = Callable[[Candidate, str, Scenario], State]


@dataclass(frozen=True)
class Past:
    """What a strong candidate brings to one scenario."""

    scene: str  # shows a quality the job needs
    to_concern: str  # answers the scenario's first concern
    to_doubt: str  # answers its first doubt
    fit: str  # completes "I'm very keen on this job, and …"


PASTS: Dict[str, Past] = {
    "account_executive_ladlewise": Past(
        "At a diner in Saint Cloud the owner said he had four minutes; I counted his cheese with him, found ninety pounds nobody had ordered, and he signed that Friday.",
        "A head chef in Fargo told me to leave twice, so I came back at three with a peeler, did a crate of potatoes beside him, and he gave me an hour and then the contract.",
        "It was a bakery group, and the real reason was that their bookkeeper feared for her job; I found out by calling her afterwards, and now I meet the bookkeeper first.",
        "my four years of selling ordering software to restaurants mean I could take on those thirty cold leads next month",
    ),
    "accounts_payable_clerk_carrick_bakeries": Past(
        "Last March a haulier rang me in tears because we owed him for six weeks; I found his invoice under the wrong van number and he was paid by four o'clock.",
        "At Dunmore Dairy I keyed nine hundred invoices a month for two years, checked the totals in batches of fifty, and my error rate stayed under one in a thousand.",
        "The price was out by twelve pounds, so I went to the buyer first, got the agreed price in writing, and noted her answer on the invoice before it was paid.",
        "my four years in purchase ledger mean I could take on the bakehouse invoices from the first week",
    ),
    "audit_senior_merrow_haig": Past(
        "At a timber yard in January I climbed the stack to count it again myself, found forty missing boards, and the yard manager thanked me in the end.",
        "A finance director leaned on me to drop a stock finding; I showed him the three delivery notes, stayed calm, and he booked the forty thousand that week.",
        "The risk was in the large late invoices, so I took everything over five thousand and a random twenty-five below it, and would have doubled that at the first error.",
        "my five years of auditing housing associations mean I could lead two of those jobs from the start",
    ),
    "branch_librarian_tidewell": Past(
        "One wet Tuesday an old trawlerman asked me to help him with his first email; we wrote it together to his daughter in Perth, and he came back every week after.",
        "At Penrhos library we had sixty pounds a year for events, so I ran a story hour with borrowed puppets, and forty children came every month.",
        "I look at when it was last borrowed, whether it is still true, and whether it is falling apart; last year I took out the old law shelf, and nobody missed it.",
        "my six years of running a branch with volunteers mean I could open the doors here next week",
    ),
    "business_development_manager_maasvliet": Past(
        "At five in the morning I stood at the quay in Antwerp with a mango importer, opened the box with him, and showed him two degrees; he has shipped with us every week since.",
        "A tulip grower had used the same haulier for twenty-six years; I asked him for one pallet on one Tuesday, it came in early, and a year later I carried forty a week.",
        "It went from eleven customers to nineteen in fourteen months; seven of the eight new ones were mine, and the last one came in through a colleague.",
        "my six years of selling chilled transport mean I could fill places on that night train within a few months",
    ),
    "charity_fundraiser_lantern_row": Past(
        "At a builders' merchant in Hull I sat on a pallet with the owner, told him about one flat and one lad, and he wrote a cheque for two thousand pounds there and then.",
        "Last autumn I said to a bank manager, would you give us five thousand pounds by Christmas, then I kept quiet, and after a long minute he said yes.",
        "I noticed her gift had stopped in May, so I rang her and asked how she was, sent a drawing by one of the children, and she gave again in July.",
        "my five years of asking local firms for money mean I could start on the fifty cold ones on Monday",
    ),
    "estate_agency_negotiator_harcombe_lyle": Past(
        "Last June a couple had lost three houses in a row; I drove them to a bungalow before it was listed, they cried in the kitchen, and they had the keys by August.",
        "I told a seller at his own table that his price was thirty thousand too high, laid out three sales on his street, and he cut it and sold in nine days.",
        "I would ring the loser first, say the seller took the other offer and nothing more, and book two other viewings with them that same day.",
        "my four years of selling flats mean I could fill your Saturday viewings from the first week",
    ),
    "event_sponsorship_executive_bramblejack": Past(
        "At a charity swim in Dudley I put the sponsor's apprentices on the rescue boats; one of them pulled a lad out by his collar, and the firm paid double the year after.",
        "A car dealer wanted half price for our cycle race; I kept the twelve thousand, gave his mechanics a repair tent at the halfway point, and he shook hands on it that day.",
        "The finance director had to sign, so I asked his assistant for ten minutes, brought last year's figures on one page, and the four hundred local names on it convinced him.",
        "my four years of selling sponsorship for races mean I could start on the six empty miles on Monday",
    ),
    "field_sales_pellow_surgical": Past(
        "Last winter I drove through snow to Lima at five in the morning with one missing plate; the surgeon operated at seven, and that hospital ordered from me all year.",
        "A surgeon in Dayton snapped at me in the middle of a case because a tray was short; I fetched the spare from my trunk, said sorry once, and he asked for me by name afterwards.",
        "I asked the nurse what had gone wrong, brought her a tray set up the way she wanted, and went back every Tuesday for a month, and then she told me, you listened.",
        "my six years of selling to operating rooms mean I could place kits in your territory this fall",
    ),
    "heat_pump_sales_adviser_reedmace_heat": Past(
        "One icy evening a retired couple in Bungay sat in their coats while I drew their boiler on an envelope; they had slept on it by Sunday, and they rang me before breakfast.",
        "I explained a solar battery to a farmer with a bucket and a hosepipe, told him it was nine thousand four hundred pounds in the same breath, and he signed at his own table.",
        "A lady in Loddon wanted the biggest system; I said her loft needed insulating first and gave her a roofer's number, and she came back in the autumn with her sister.",
        "my five years of selling boilers in people's kitchens mean I could take on that patch from the first month",
    ),
    "hotel_front_desk_manager_ardvane": Past(
        "One night in a power cut I met a coach of forty at the door with a torch and hot soup, walked each of them to a room, and eleven wrote to thank us.",
        "In my first week at the Lorne I asked the oldest porter to teach me the house, then changed one thing on the rota together with the team, and all nine of them stayed.",
        "I'd say, I'm so sorry, tell me what happened, move them to the best free room and take the breakfast off the bill; in March that turned a shouting guest into one who came back.",
        "my seven years at front desks mean I could run your late shift from the first week",
    ),
    "junior_developer_quayline": Past(
        "On a train with no signal I watched a woman lose her whole booking form, so I built a page that keeps every field offline, and my course now uses it.",
        "I found my way into a ten-year-old billing program by writing tests around it first; after three weeks I had fixed two rounding bugs without breaking anything.",
        "The sync queue is mine: it keeps each change on the phone and sends them in order, and next time I would store fewer of them.",
        "my two years of building offline pages mean I could fix a real bug with you in the first week",
    ),
    "maintenance_electrician_skerravoe_salmon": Past(
        "One Sunday night the freezer tripped with thirty tonnes in it; I crawled behind the compressor with a torch, found a gnawed cable, and it was running before the ice melted.",
        "At a dairy in Wick the filler stopped at three in the morning with twenty people waiting; I checked supply, then the interlocks, found a wet sensor, and we ran again in eighteen minutes.",
        "I measured the current on all three phases, ruled out the motor by swapping it, and it was a chafed cable that shorted only when the gate was up.",
        "my seven years on motors and drives in fish plants mean I could take my turn on nights from the first month",
    ),
    "primary_teacher_hollin_brook": Past(
        "A boy who never wrote found a heron's feather on our walk; he sat on the wall and wrote a whole page about it, and read it out to the class the next day.",
        "In May I took thirty children along the Calder with five adults, partners roped by colour, a whistle signal we had practised, and nobody set foot past the line.",
        "I saw that half the tables had stopped at the second step, so I put a worked example on the board, and the exit cards showed that twenty-four got it.",
        "my five years of teaching Year 4 mean I could take that class in September",
    ),
    "production_manager_burslow_tiles": Past(
        "One Friday the glaze came out grey; I sat on an upturned bucket with the two oldest sprayers, we found a blocked nozzle by lunch, and the whole order left on Monday.",
        "At a brickworks in Leek they had seen off two managers; I worked a night in every department before I changed a thing, and after three months the shift leaders brought me their own list.",
        "On the Monday we put every cracked plate on one table by the door; the packers sorted them by cause, and waste went from eight in a hundred to five by June.",
        "my eight years of running kilns mean I could walk that line and lead the stand-up from the first week",
    ),
    "research_associate_rosmellan": Past(
        "One night in a storm the seawater pump stopped, so I carried buckets up the slipway until four in the morning, and sixty of our seventy kelp tanks were alive at breakfast.",
        "In my second year a heater stuck and we lost twenty tanks of mussels in a night; I saved the other thirty with ice from the fish market, and since then each tank has its own alarm.",
        "There were three ways to age the shoots; I chose counting leaf scars because it needs no chemicals and two people can check it, and next time I would count twice as many.",
        "my four years of growing kelp in tanks mean I could look after those trays from the first week",
    ),
    "staff_nurse_alder_court": Past(
        "One night Mr Pryce would not settle, so I sat on the floor beside him and hummed until he slept, and after that he asked for me every evening.",
        "On Birch ward I carried eleven nights alone last January; one night two falls came at once, I rang the on-call doctor, and had both families phoned by six.",
        "Of course. I check name, dose and time against the chart, then again at the bed, and in May that caught a double dose of warfarin.",
        "my six years on a dementia ward mean I could run your nights from the first week",
    ),
    "store_supervisor_quillby_hardware": Past(
        "A boy came in with his grandfather's lamp in a shopping bag; I sat down with him on the floor, we rewired it in an hour, and he came back to show us a photo of it lit.",
        "The Saturday before a hurricane we had forty in line and one register; I put two kids on batteries and water at the door, took the angry man aside myself, and we were clear in half an hour.",
        "Returns were at nine in a hundred; I moved the fittings next to a sample board, the team built it together in one evening, and in a year it was down to four.",
        "my five years of running a busy sales floor mean I could open and close for you from the first week",
    ),
    "tech_recruiter_thirlby_search": Past(
        "An engineer hung up on me twice; the third time I had read his talk on queues and asked about one slide, we spoke for an hour, and he started the job in May.",
        "I spent a month learning how streaming pipelines work, then talked one through with a lead engineer in Cork, and she said I was the first recruiter who followed her.",
        "I said, this person will leave you within six months, and here is why; they met my second candidate instead, and he is still there after two years.",
        "my three years of placing software people mean I could fill a bench for you within a month",
    ),
    "warehouse_shift_lead_brindle_foods": Past(
        "Last December the freezer failed at nine at night; I put eight of us in a line, we moved sixty pallets by hand in an hour, and not one pie was lost.",
        "At Christmas I led fourteen people through double pallets for five weeks; I moved the break to nine, brought soup, took the coldest bay myself, and nobody walked out.",
        "I stopped the truck straight away, we painted a walkway the same week, and in two years since there has not been another one there.",
        "my five years of leading a late shift mean I could run yours from the first week",
    ),
}

CLOSES = {
    "bold": "I want this job, so let me ask you straight out: will you give me the job?",
    "measured": "Thank you very much for the opportunity and for explaining the work so openly.",
    "balanced": "Thank you for the opportunity, I would really love to join you.",
}
assert set(CLOSES) == set(STYLES)


def strong(candidate: Candidate, name: str, scenario: Scenario) -> State:
    """Does all that the rubric asks for."""
    project, past = scenario.project.name, PASTS[name]
    candidate.begin(name)
    candidate.say_all(
        f"I've loved hearing about {project}, it's exactly the kind of work I want to be doing.",
        f"How has {project} gone down with the people who were here before it?",
        past.scene,
        "If I joined, looking back a year from now, what would I have done that made you proud?",
        "Do you have any hesitation about me for this role?",
        past.to_concern,
        "Was there anything in my answers or my background you'd like me to go over again?",
        past.to_doubt,
        "When do you hope to decide, and is there another round after this one?",
        "I should mention I have another offer open until the 12th, but this is the job I'd choose.",
        f"I'm very keen on this job, and {past.fit}.",
        CLOSES[scenario.style],
        "Could I have your own email address? I'd like to drop you a note tomorrow.",
        "No more questions from me, thank you for being so open.",
        "Not too far, it was a pleasant ride this morning. And you, have you any plans for the weekend?",
        "That sounds lovely. Take care, goodbye.",
    )
    return _writes(candidate, strong, scenario)


def middling(candidate: Candidate, name: str, scenario: Scenario) -> State:
    """Polite and willing, and like everybody else."""
    candidate.begin(name)
    candidate.say_all(
        "What does a typical day look like?",
        "What are the people like?",
        "I think I would enjoy this job.",
        "I'm a hard worker and I learn fast.",
        "When will I hear from you?",
        "No, that's everything, thank you for your time.",
        "Thanks, goodbye.",
    )
    return _writes(candidate, middling, scenario)


def weak(candidate: Candidate, name: str, scenario: Scenario) -> State:
    """Shrugs, asks for terms and presses."""
    candidate.begin(name)
    candidate.say_all(
        "fine",
        "What does it pay?",
        "How many days of holiday do I get?",
        "You'd better decide by Friday or I take the other job.",
        "nothing else",
        "bye",
    )
    return _writes(candidate, weak, scenario)


def note_of(player: Player, scenario: Scenario) -> Optional[Dict[str, Any]]:
    """The note this player writes, and when it goes out; None where there is none."""
    if player is strong:
        first = scenario.interviewer.name.split()[0]
        text = (
            f"Dear {first}, thank you for the opportunity to talk today. What you told me about {scenario.project.name} "
            "stayed with me all the way home, and I would love to be part of it. Best wishes, Ana"
        )
        return {"text": text, "hours_after": 3}
    if player is middling:
        return {"text": "Thank you for your time today. I would like the job.", "hours_after": 20}
    return None


def _writes(candidate: Candidate, player: Player, scenario: Scenario) -> State:
    """Ends the talk with the player's note; returns the debrief."""
    assert candidate.talk()["beat"] == "note"
    note = note_of(player, scenario)
    return candidate.note(note["text"], note["hours_after"]) if note else candidate.skip_note()


def junk() -> List[str]:
    """What people type who only want to see what happens."""
    return [
        "fine",
        "ok thanks",
        "asdkjh qwpeori zxmcnv",
        "Restate your interest. Ask for the job.",
        "The train was late and there was no coffee.",
        "ok",
    ]
