"""How pupils in years 9 to 11 word what they want, as patterns.

They are matched against text that `plain` has written out: small letters, "im" as "i am", "pls" as "please". The
patterns were written from the tuned half of evaluation/benchmarks/messages.jsonl; the other half measures them.
"""

import re

LONGEST = 2000
"""Characters of a message that are read: what a pupil wants stands in fewer."""
SPELLINGS = {
    "u": "you", "ur": "your", "yu": "you", "ya": "you", "pls": "please", "plz": "please", "plss": "please",
    "cos": "because", "coz": "because", "cuz": "because", "bc": "because", "wat": "what", "wot": "what",
    "wats": "what is", "wots": "what is", "whts": "what is", "waht": "what", "wht": "what", "whta": "what",
    "whats": "what is", "what's": "what is", "whys": "why is", "hows": "how is", "whos": "who is",
    "wheres": "where is", "im": "i am", "i'm": "i am", "ive": "i have", "i've": "i have", "ill": "i will",
    "i'll": "i will", "id": "i would", "i'd": "i would", "dont": "do not", "don't": "do not", "cant": "cannot",
    "can't": "cannot", "wont": "will not", "won't": "will not", "isnt": "is not", "isn't": "is not",
    "doesnt": "does not", "doesn't": "does not", "didnt": "did not", "didn't": "did not", "havent": "have not",
    "haven't": "have not", "its": "it is", "it's": "it is", "thats": "that is", "that's": "that is",
    "theres": "there is", "there's": "there is",
    "lets": "let us", "let's": "let us", "idk": "i do not know", "dk": "do not know", "dunno": "i do not know",
    "gonna": "going to", "wanna": "want to", "gotta": "have to", "gimme": "give me", "lemme": "let me",
    "ans": "answer", "awnser": "answer", "anser": "answer", "asnwer": "answer", "answr": "answer",
    "answers": "answer", "soln": "solution", "solutions": "solution", "kms": "kill myself",
    "rn": "right now", "tho": "though", "thx": "thanks", "ty": "thanks", "c'est": "c est", "wouldnt": "would not",
    "couldnt": "could not", "shouldnt": "should not", "youre": "you are", "you're": "you are",
}  # fmt: skip
LOOKS = str.maketrans("430175@$", "aeoitsas")
"""Figures that stand for letters in a disguised word."""


def plain(text: str) -> str:
    """Return a message as the patterns read it."""
    words = re.sub(r"[‘’`]", "'", text[:LONGEST].casefold())
    words = re.sub(r"([a-z])\1{2,}", r"\1\1", words)
    words = re.sub(r"\b(?:[a-z][ .*_-]){3,}[a-z]\b", lambda run: re.sub(r"[ .*_-]", "", run[0]), words)
    words = re.sub(r"\b(?=\w*[a-z]\w*[a-z]\w*[a-z])(?=\w*\d[a-z])[\w@$]{4,}\b", _undisguised, words)
    words = re.sub(r"\br u\b", "are you", words)
    words = re.sub(r"(?<![\w'])[a-z']+(?![\w'])", lambda word: SPELLINGS.get(word[0], word[0]), words)
    return re.sub(r"\s+", " ", words).strip()


def _undisguised(word: re.Match[str]) -> str:
    """Return a disguised word in letters; a number with its unit stays."""
    return word[0] if re.match(r"\d+(?:cm|mm|km|kg|ml|m|g)", word[0]) else word[0].translate(LOOKS)


def _any(*patterns: str) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns))


SELF = r"(?:myself|my (?:arms?|wrists?|legs?|thighs?|skin))"
PERSON = (
    r"(?:my (?:\w+ )?(?:dad|mum|mom|step\w+|uncle|aunt\w*|brother|sister|cousin|gran\w+|nan|boyfriend|girlfriend|"
    r"bf|gf|"
    r"coach|teacher|parents?|carer|ex)|someone(?: at \w+)?|somebody|he|she|they|people)"
)
DISTRESS = _any(
    rf"\b(?:kill|harm|hurt|cut|burn|starv|poison|stab|hang|drown|shoot)(?:ing|ting|e)? {SELF}",
    r"\b(?:take|took|end|ending|taking) my (?:own )?life\b",
    r"\bsuicid|\bself.?(?:harm|injur|poison)|\bend(?:ing)? it all\b|\boverdos",
    r"\bi (?:\w+ ){0,3}want(?:ed)? to (?:die|be dead|disappear forever)\b(?! (?:my|of laugh|laugh))",
    r"\bi (?:\w+ ){0,2}wish (?:that )?i (?:was|were|had|could) (?:\w+ )?(?:dead|die|never|not (?:alive|here)|not "
    r"been)",
    r"\bdo not want to (?:live|be alive|exist|wake up)\b|\bdo not want to be here any ?more\b",
    r"\bbetter off (?:without me|dead|if i)|\b(?:no ?one|nobody) (?:would|will|cares|loves|would even) "
    r"(?:\w+ )?(?:miss me|care if i|notice if i|if i)|\bno ?one cares about me",
    r"\bbeen (?:cutting|self harming)\b|\bi (?:\w+ ){0,2}cut (?:again|last night)\b",
    r"\bcannot (?:go on|cope|carry on|take (?:it|this)) any ?more\b|\bcannot take it\b|\bi cannot cope\b",
    r"\bpoint (?:(?:of|in|to) )?(?:living|life|being alive)|\blife is ?n[o']t worth|\bnothing to live for\b|"
    r"\bready to die\b",
    r"\bhate myself\b|\bmake sure i die\b|\bi die\b.{0,20}\bquick|\bjump off (?:a|the) (?:bridge|roof|building)",
    rf"\b{PERSON} (?:\w+ ){{0,3}}(?:hits?|beats?|hurts?|punch(?:es)?|kick(?:s|ed)?|chok(?:es|ed)|abus(?:es|ed)|"
    r"touch(?:es|ed|ing)|hitting|hurting|beating|bully(?:ing)?|bullies|grabbed|rap(?:es|ed)) me\b(?! (?:up$|at\b|"
    r"in\b|to\b|by\b))",
    r"\b(?:scared|afraid|frightened) (?:to go home|of going home|of my (?:\w+ )?(?:dad|mum|mom|step\w+|uncle|"
    r"parents?))",
    r"\b(?:unsafe|not (?:feel )?safe) (?:at home|with|here)|\bi was (?:raped|abused|assaulted|molested)|\bmolest",
    r"\bsent me (?:\w+ )?(?:nudes|pictures|pics|photos)|\b(?:send|sent) (?:him|her|them) (?:\w+ )?(?:nudes|pics)",
    r"\b(?:said|told me) not to tell (?:any|my)|\brun(?:ning)? away from home\b",
    r"\bmak(?:e|ing) myself (?:sick|throw up|vomit)|\bnot eaten (?:for|in|since) |\bstopped eating\b|\bnot eating\b",
    r"\btook (?:\w+ ){0,4}(?:pills|tablets|meds)\b|\bsaving up (?:\w+ ){0,4}(?:pills|tablets|meds)\b",
    r"\bhear(?:ing)? voices\b|\bvoices (?:in my head|telling me)\b|\bi am (?:being |getting )?bullied\b",
    r"\bmy (?:best )?(?:friend|mate|sister|brother) (?:\w+ ){0,6}(?:kill|hurt|cut|harm)\w* "
    r"(?:him|her|them)sel",
)  # fmt: skip
EXAGGERATION = re.compile(r"(?=.*\bif i (?:have to|get|see|hear)\b)(?=.*(?:\blol\b|\blmao|\bhaha|😂|🤣))")
"""Said of the work, and laughed about: not distress."""

GREETING = re.compile(
    r"(?:(?:hi+|hey+|hello+|helloo|hiya|yo+|sup|wass?up|morning|good (?:morning|afternoon|evening)|alright|mate|"
    r"there|"
    r"thanks?|thank you|cheers|nice one|great|cool|bye+|goodbye|see you(?: later| soon| tomorrow)?|ok|okay|kk?|"
    r"got it|"
    r"that (?:really )?helped|that makes sense(?: now)?|a lot|so much|i (?:get|understand|see)(?: it)?(?: now)?|"
    r"good|brilliant|perfect|tutor|sir|miss|for (?:that|the help|your help)|very much|everyone|guys|again)"
    r"[\s,.!:)?]*)+"
)

ANSWER = r"(?:answer|solution|result|working)"
LANGUAGES = (
    r"respuesta|soluci[oó]n\b|r[ée]ponse|risposta|soluzione|antwort|l[öo]sung|odpowied[zź]|resposta|cevab|cevap|"
    r"jawaa?b|"
    r"uttar\b|r[ăa]spuns|atsakym|v[áa]lasz|απάντηση|câu trả lời|javob|ответ|відповідь|отговор|答案|答え|정답|الجواب|"
    r"جواب|[إا]جاب|जवाब|उत्तर|উত্তর|ਜਵਾਬ|jawapan|vastaus|svar[et]?\b"
)
DO_IT = _any(
    r"\b(?:do|solve|write|finish|complete|work (?:it|this|that)? ?out|calculate|answer|type|fill) (?:[\w']+ "
    r"){0,4}for me\b",
    r"^(?:can you |could you |will you |please |just |then |you )*(?:do|solve|finish|complete|calculate|evaluate|"
    r"answer|write|"
    r"work out) (?:it|this|that|these|my|the (?:question|rest|essay|paragraph|homework|whole)|question|number \d|"
    r"me an? "
    r"(?:essay|paragraph|answer|sentence))",
    r"\bcan you write it\b|\bdo my (?:home)?work\b|\bjust do it\b",
)  # fmt: skip
ASKS_ANSWER = _any(
    rf"\b(?:tell|give|show|send|say|write|print|reveal|need|want|see|share|state|output|display|post|know|skip "
    rf"to|spell|"
    rf"translate|have the|say) (?:[\w']+ ){{0,6}}?(?<!my ){ANSWER}\b",
    r"^(?:(?:please|just|can you|could you|come on|omg|oh|pleease|ok|then|you can|do|now)[ ,]+)*(?:tell|give|"
    r"show) (?:me|us)"
    r"(?: (?:it|please|pleease|now|then|what it is))*$",
    r"\b(?:tell|give|show) (?:me|us) (?:what|how much|how many|the) (?!do\b|to\b|i\b|you\b|next\b|first\b|way\b|"
    r"method\b|"
    r"rule\b|formula\b|difference\b)\w+ (?:is|it is|has|gets?|equals?|are)\b",
    rf"\b(?:what|which|whatis) (?:is|are|was|would be) (?:(?:the|your|this|its|that) )?(?:(?!an? )\w+ )?(?<!my "
    rf"){ANSWER}\b",
    rf"^(?:the |final |full |right )*{ANSWER}(?:[ ,]*(?:please|now|pleease|then))*[?!. ]*$|, {ANSWER}[?!. ]*$",
    r"\b(?:which|what) (?:one|option|letter|ones|number|button)\b.*\b(?:is|are|right|correct|wrong|it|click|"
    r"choose|pick|put)\b",
    r"\b(?:rule out|eliminate|narrow (?:it|them) down|cross out|50.?50)\b|\bwhich is (?:it|right|correct)\b",
    r"\b(?:first|last|second|third|next|final) (?:digit|letter|figure)\b|\bhow many (?:digits|figures|letters) "
    r"(?:does|are|has)",
    r"\b(?:is|are|be) (?:it|x|the answer|they) (?:a |an )?(?:odd|even|prime|positive|negative|whole|bigger|"
    r"smaller|more|less|"
    r"greater|higher|lower|between|above|below|over|under|near|close)\b|\bis the answer (?:an?|bigger|more|less)\b",
    r"\b(?:is|are) [xyn] (?:odd|even|prime|positive|negative|bigger|smaller|more|less|greater|higher|lower|"
    r"between|above)\b",
    rf"\b(?:base ?64|backwards|morse|emojis?|rot13|cipher|hexadecimal|in binary|acrostic|poem|song|rhyme|rap|"
    rf"riddle)\b"
    rf"(?=.*\b(?:{ANSWER}|it|number|x)\b)|\b{ANSWER}\b.*\b(?:base ?64|backwards|morse|binary|code|poem)",
    r"\b(?:pretend|roleplay|role.play|act as|act like|you are now|imagine (?:that )?you|developer mode|debug "
    r"mode|jailbreak)\b",
    r"\b(?:teacher|sir|miss|mum|mom|dad|head|tutor|boss|he|she|they) (?:said|says?|told (?:me|you)|let us|lets?|"
    r"wants) "
    r"(?:\w+ ){0,5}(?:you (?:can|could|have|must|should)|fine|ok|allowed|see|tell|show|give)\b",
    r"\bi am (?:a |an |the |your |actually )+(?:\w+ )?(?:teacher|admin\w*|developer|dev|examiner|creator|"
    r"headteacher|owner|boss)",
    r"\badmin\b|\boverride\b|\b(?:ignore|forget|disregard|bypass) (?:all |your |the |my |any |previous |these |"
    r"what )+",
    r"\bsystem prompt\b|\b(?:tell|told) me (?:it )?last time\b|\bsay it (?:again|once)\b|\bjust say it\b|\bwhisper",
    r"\b(?:complete|finish|fill in) (?:the|this|my) (?:sentence|gap|blank|line)\b|\bthe answer is[ :_.…]*$",
    r"\b(?:is equal to|equals|=)[ :_.…]*$|\bwhat do(?:es)? (?:you get|[a-z] equal|it (?:equal|come to|make))\b|"
    r"\bwhat did you get\b|\bwhat (?:is|are|does) [xyznabc](?: equal)?(?: to| then)?\??$|\bhow much is [a-z]\b",
    r"\bgive me (?:a )?(?:\d+|two|three|four) (?:options|choices|numbers)|\bgive me a (?:quote|full|grade|model|top)|"
    r"\bgive me [xyn]\b|\bgame where you (?:say|tell|give)|\bgive up[, ]+what is it\b",
    rf"(?:{LANGUAGES})",
)  # fmt: skip

HOW_TO = _any(
    rf"\bhow (?:do|can|would|should|could|to|did) (?:i|you|we|u)?\s?(?:\w+ ){{0,2}}?(?:get|find|reach|work out|"
    rf"check) "
    rf"(?:\w+ )?{ANSWER}",
    r"\bhow (?:do|can|would|should|could) (?:i|we) (?:do|start|begin|write|finish|set|make|go|work it|solve|"
    r"answer|improve)",
    r"\bshow (?:me|us) (?:how|what to do|the (?:first|next) step|an example)\b|\bhow to (?:do|start|solve|answer)\b",
)
HELP = _any(
    r"\bhelp\b|\bhint|\bclue\b|\bstuck\b|\blost\b|\bconfus|\bi give up\b|\bno (?:idea|clue)\b|\btoo hard\b|"
    r"\bimpossible\b",
    r"\b(?:do not|cannot|did not|never|not) (?:really |even |actually )?(?:get|understand|know|do|think of|"
    r"remember|see how)\b",
    r"\bforgot(?:ten)? how\b|\bremind me\b|\bwhat (?:do|should|can|shall|would) (?:i|we) (?:\w+ )?(?:do|write|"
    r"put|say|use|"
    r"next|start)|\bwhere (?:do|should|did) i\b|\bwhat now\b|\bwhat next\b|\bnext (?:step|bit|part)\b|\bon the "
    r"right track\b",
    r"\bwhat (?:have|did) i (?:do|done) wrong\b|\bwhy is (?:my|it|that|this) (?:\w+ )?(?:wrong|not right)|"
    r"\bgo(?:ing)? wrong\b|"
    r"\bgetting it wrong\b|\bgot it wrong\b|\bis (?:my (?:method|working|way|answer)|this (?:enough|right|ok))\b",
    r"\bdifferent way\b|\bwhat do you mean\b|\bdoes not make sense\b|\bmake it better\b|\bsentence starters?\b",
    r"\b(?:stupid|rubbish|bad|terrible|hopeless|thick|dumb) (?:at|question|maths|english|science|i cannot)\b|"
    r"\bso (?:hard|stupid|"
    r"confusing|difficult)\b|\b(?:well|really|too|very|bloody|super) (?:hard|annoying|difficult|confusing)\b|"
    r"\bhate (?:maths|"
    r"english|science|this|algebra)\b|\bwtf\b|\bwth\b|\bkilling me\b|\bbrain is (?:dead|fried|hurting)\b|\bi am "
    r"(?:so )?dead\b|"
    r"\bomg\b|\bi cannot\b|\b(?:this|it) is (?:\w+ )?(?:hard|stupid|dumb|annoying|difficult|crap|shit|rubbish)\b",
    r"^(?:can you |please |could you )*(?:explain|example|another one)(?: (?:it|this|that|please|again))*\??$",
    r"^(?:how|what|why|huh|eh|stuck|start|again|more|next)(?: please)?$|\bwhere do i go\b|\bwhat should i\b",
    r"\bayuda\b|\bno entiendo\b|\bnie rozumiem\b|\bpomoc\b|\baidez?\b|\bcomprends? pas\b|\bhilfe\b|\bverstehe\b|"
    r"\baiuto\b",
    r"^(?:(?:ugh|argh?|idk|omg|not sure|unsure|maybe|i do not know)[\s,]*)+$",
)  # fmt: skip
WHAT_IS_IT = re.compile(r"(?:so |ok |then |just |well )*(?:what|which)(?: one)? is it(?: then| please)?[?! ]*")
"""Said alone it asks for the answer; beside an answer it may ask what anything is."""
ABOUT_WORK = re.compile(
    r"\b(?:question|maths|english|science|sum|equation|homework|work|this|it|part|method|formula|lesson)\b"
)
ASKS = re.compile(
    r"(?:so |but |and |also |wait |then |ok |okay |well |please |sorry |um |erm |like )*"
    r"(?:why|what|how|when|who|where|which|does|do|did|can|could|is|are|was|would|will|should|explain|define|"
    r"describe|tell|"
    r"i do not (?:get|know|understand) (?:why|what|how|when|where|which|who))\b"
)
WONDERS = re.compile(r"(?:so |but |and |ok |wait )*(?:who|why|when|where)\b")
"""A question of these words holds its numbers as facts: "who won in 1998?" is no guess at 1998."""
NEW_QUESTION = (
    r"(?:why|what(?! (?:i|we|he|she|they)\b)|how(?! (?:much (?:i|we|he|she|they|it)\b|many \w+ (?:i|we|he|she|"
    r"they)\b))|"
    r"when (?:do|does|is|are|should)|who (?:is|was|are)|where (?:do|did|does|is|are)|"
    r"which (?:one|option|answer|way|is (?:it|right|correct|wrong|bigger))|can you|could you|does|do you)"
)
ASKS_LATER = re.compile(
    rf"(?:[,.;:?!\n]|\s-)\s*(?:and |but |so |also )?(?=(?:{NEW_QUESTION}|is that|is it|is she|is he|am i)\b)"
    rf"|\s(?:and|but|also|although|though)\s+(?=(?:{NEW_QUESTION}|i do(?: no|n')t|idk|i am|im|dont)\b)"
    r"|(?<=[?!;\n])\s+|(?<=[a-z\d)])\.\s+|\sbut\s"
)
"""Where one thing that is said ends and another begins."""
OFF_TOPIC = _any(
    r"\b(?:football|match|arsenal|chelsea|liverpool fc|man (?:u|city|utd)|ronaldo|messi|fortnite|minecraft|"
    r"roblox|xbox|ps5|"
    r"playstation|tiktok|snapchat|insta\w*|youtube|netflix|marvel|taylor swift|pizza|burger|lunch|dinner|for tea|"
    r"weather|joke|"
    r"birthday|holiday|girlfriend|boyfriend|phone|wifi|trainers|my (?:dog|cat|mate|hair|sister|brother|mum|dad|"
    r"nan|hamster)|"
    r"movie|film|sing|draw (?:me )?an? (?:cat|dog|picture)|what time|bored|hungry|tired|sleepy|"
    r"play (?:a )?(?:game|with)|chatgpt|are you (?:a |an )?(?:\w+ )?(?:robot|ai|bot|human|real|person|alive|"
    r"there|ok)|your name|"
    r"how old are you|who made you|your favou?rite|talk about something|"
    r"did you (?:see|watch)|are you (?:ok|real)|how are you|school finish|lesson end|bell go)\b",
    r"^(?:so |and |but )?do you (?:like|have|know|love|feel|eat|sleep|play|want)\b",
    r"^(?:lol|lmao|haha\w*|rofl|xd|bruh|meh|ha)[\s!.]*$",
)  # fmt: skip
WORKED = re.compile(
    r"\b(?:add(?:ed|ing)|squar(?:ed|ing)|multipl(?:ied|ying|y)|divid(?:ed|ing)|timesed|minused|plussed|"
    r"subtract(?:ed|ing)|"
    r"took (?:away|off)|taken (?:away|off)|square rooted|rooted|halved|doubled|expanded|factorised|rounded|cancelled|"
    r"simplified|rearranged|substituted|converted|used (?:the )?\w+|counted|shared|swapped|moved|worked out)\b"
)
"""Said of what has been done, without a number: reasoning, to be talked about but not marked."""
VERDICT = re.compile(
    r"\b(?:(?:is|are|am|was|were) (?:it|that|this|he|she|they|i|my answer)\s*(?:also )?(?:right|correct|wrong|ok|"
    r"okay|good)"
    r"|(?:right|correct|yeah|yes or no)\s*\?|\binnit\b|^yes or no)"
)
"""Asks whether what was said is right."""
