"""Words that say nothing of a particular job, because they are said of any job, any feeling, any person."""

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
super support sure take talk task team tell tend term thank thanks thing think thought thrilled time today together
tomorrow top track true try turn type typical understand understanding use useful value want way week weekend well
wish wonderful word work worker workplace world worth would write wrong year yes yesterday
"""

# How many, without saying of what.
NUMBERS = """
couple decade double dozen eight eighteen eighty eleven few fifteen fifth fifty five forty four fourteen fourth half
hundred million nine nineteen ninety one percent plenty second seven seventeen seventy several six sixteen sixty ten third
thirteen thirty thousand three twelve twenty twice two
"""

# How one feels about a job, and the idioms and courtesies around it.
FEELINGS = """
aboard absolute absolutely admire adore amaze appeal astonish attract attractive awesome beautiful bet bite bless blessing
blow brilliant buzz cheer congratulate candid candour captivate certain charm chuffed comfortable compel consideration convince cool
courtesy crave curious delight delighted desire dream eager ecstatic elated energise energize enthuse enthusiastic
excitement extreme extremely fabulous fan favorite favourite generosity generous genuine genuinely grateful gratitude
heart heartfelt heaven honest honestly honor honored honour honoured hospitality humble hungry impatient incredible
incredibly inspire instant intrigue invest itch joy jump kindly kindness lovely luck lucky mood moon motivation
outstanding patience pleased privilege privileged pumped raring regards remain reply respect response rewarding
satisfy serious seriously sincere sincerely sincerity special splendid stoke stoked stun superb surprise terrific
thrill tick treat tremendous truly wait warm warmly welcome wholehearted wholeheartedly yearn zeal
"""

# Pictures in which anyone says how much they want something; a word of them may be the work itself where it was heard.
SAYINGS = """
fire accept age arm bite blood bone boot boy child childhood choice decent dot family feet finger foot girl hand home house imagine jump kid leg listen mum
dad parent push queue shoe teenager tooth young lifetime
"""

# What is said of any employer.
PRAISE = """
dynamic employer established fast-paced firm forward-thinking friendly industry innovative organisation outfit
prestigious progressive renowned reputable reputation respected sector supportive thriving vibrant well-known
"""

# Why anyone needs a job.
NEEDS = """
broke cash commute debt earn husband income money mortgage rent salary spare unemployed wage wages wife
"""

# What anyone says of themselves.
QUALITIES = """
adaptable ambitious asset attitude background boss capable careful commitment committed communicate communication
communicator competent confidence conscientious creative creativity current dedicate dedicated dedication dependable
detail-oriented determined diligent disciplined driven dynamic efficient effort energetic energy ethic experienced
expert expertise flexibility flexible focus focused friendly go-getter hard-working hardworking high highly initiative
integrity interpersonal knowledge knowledgeable leadership learner listener loyal loyalty match mature meticulous
motivated motivator multitask organised organizational organized outgoing people-person perfectionist personable
personality player polite positive previous previously proactive punctual qualification qualified rate relevant
reliability reliable resilient resourceful responsible same self-motivated self-starter similar skilled skillset
sociable soft solve solver suitable talent talented thorough transferable trustworthy versatile willing
"""

# The furniture of many trades: a question may hold one of these and still fit anywhere.
TRADE = """
account app audience biggest branch budget busy care child class clerk client code contract crew customer data
deadline deliver delivery department depot desk developer development director document email employee engineer
equipment fair favourite file floor goal guest hand honest honestly hospital hotel induction invoice kitchen machine
management market marketing member mentor nurse office onboard onboarding operation owner parent patient phone
platform policy practice priority procedure process product production program programme progress progression project
promotion pupil resident resource restaurant rota sale schedule school sell service session set shop site software
standard stock store strategy structure student supervise supervisor supplier system target teach teacher tech
technology tool train trainee training user van vehicle visitor ward warehouse website workload
"""
