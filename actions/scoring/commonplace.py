"""Words that tell nothing of a particular job: said in any interview, of any feeling, of any person."""

from __future__ import annotations

# Turn up in the last minutes of any interview, whatever the job.
GENERIC = """
ability able achieve actually add afternoon ago alley amazing answer anything apply appreciate area ask aspect
available away background bad base begin believe best better big bit board book bother bring build business call can
candidate career challenge chance chat clear colleague come company concern confident consider continue contribute
conversation could count course cover culture day day-to-day deal decide decision definitely detail different discuss
drive early end enjoy enough enthusiasm environment even evening everyday everything exactly excellent excite excited
exciting expect experience explain fact fantastic fascinating feel find finish first fit follow forget forward future
game general get give glad go good great grow growth guess guy happen happy hard hear help here hesitation hi hire
hiring hold hope hour idea ideal impact important impress impressed improve include information interest interested
interesting interview interviewer involve job join keen keep kind know last late lead learn leave let life like listen
little live long look lot love main make man manager many mean measure meet meeting mention mind minute moment month
morning motivate move much need new next nice number offer okay opening opportunity order organisation organization
part passion passionate past people perfect perform person pick place plan please pleasure plus point position
possible post pretty probably problem professional question quick quite reach read ready real really reason regard
relate report responsibility rest right role room run say see seem sense share shift show side sit situation skill
soon sort sound spend staff start state stay step stop street strength strong stuff succeed success successful suit
super support sure take talk task team tell term thank thanks thing think thought thrilled time today together
tomorrow top track true try turn type typical understand understanding use useful value want way week weekend well
wish wonderful word work worker workplace world worth would write wrong year yes yesterday
"""

# How one feels about a job, and the courtesies and idioms around it.
FEELINGS = """
absolute absolutely admire amaze appeal astonish attract attractive awesome beautiful blessing bless blow brilliant buzz captivate care certain
charm comfortable compel convince cool crave delight delighted desire draw dream eager ecstatic elated energise energize enthuse enthusiastic
excitement excite extreme extremely fabulous fan favourite favorite fire fun generosity generous genuine genuinely grateful gratitude great
heart heartfelt home honour honor honoured honored hook hospitality humble hungry impatient incredible incredibly inspire inspiration
instant intrigue invest itch joy kindness kindly lovely luck lucky moon mood motivation outstanding patience please pleased privilege
privileged pumped raring regards respect rewarding satisfy serious seriously sincere sincerely sold soul special splendid stoke
stoked stun superb surprise terrific thrill treat tremendous warm warmly welcome welcoming wholehearted yearn zeal
""" + """
advance attention candid candour consideration courtesy cv email faithfully follow-up honest honestly letter message note phone
afterwards appointment visit wait reply response
"""

# What is said of any company.
PRAISE = """
business dynamic employer established fast-paced firm forward-thinking friendly industry innovative organisation organization outfit
prestigious professional progressive renowned reputable reputation respected supportive thriving vibrant workplace well-known
"""

# Why anyone needs a job.
NEEDS = "bill boss broke cash commute debt earn family house husband income kid living loan money mortgage need partner rent salary wage wages wife"

# What anyone says of themselves.
QUALITIES = """
adaptable ambitious ability attitude calm capable candidate careful caring client-facing committed commitment communicate communication
communicator competent confidence conscientious creative creativity customer-focused dedicate dedicated dedication dependable detail-oriented determined
diligent disciplined driven dynamic effective efficient effort energetic energy ethic experienced expert expertise flexible flexibility focus
focused friendly go-getter hard-working hardworking hardworker honest independent initiative integrity interpersonal keen knowledge
knowledgeable leader leadership learner listener loyal loyalty mature meticulous motivated motivator multitask multitasker organise
organised organisational organized organizational outgoing passionate patient people-person perfectionist personality personable
player polite positive proactive punctual qualification qualified quality quick reliable reliability resilient resourceful
responsible self-motivated self-starter skilled skillset soft solver solve solving sociable strong talent talented thorough
transferable trustworthy versatile willing well-organised work-ethic background asset
"""

NUMBERS = """
once twice one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty
thirty forty fifty sixty seventy eighty ninety hundred thousand million dozen half double couple few several decade percent per
first second third fourth fifth
"""

# The furniture of many trades: a question may hold one of these and still fit anywhere.
TRADE = """
account app audience bank boss branch budget care child children class clerk client code colleague contract course crew customer data
deadline deliver delivery department depot design desk director document email employee equipment file floor goal guest hospital hotel
induction invoice kitchen law machine management market marketing meeting member mentor mentoring money month office onboard
onboarding operation owner parent patient pay payment phone platform policy practice priority procedure process product production
programme program progress progression project promotion pupil resident resource restaurant rota sale sales schedule school service
session setup shop site software standard stock store strategy structure student supervise supervisor supplier system target technology
tech tool train trainee training user van vehicle visitor warehouse ward website workload
"""
