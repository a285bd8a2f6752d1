"""Words and phrases that turn a statement round: opposites by what they speak of, and denials.

Data only; `polarity` says what two statements that hold them have to do with each other.
"""

import re

AXES: dict[str, tuple[str, str]] = {
    "amount": (
        (
            "more most increase increased increases increasing rise rises rising rose grow grows high "
            "higher highest high-up larger large bigger big massive huge greater great gain gains gained gaining "
            "fast faster quick quicker quickly speed speeds sped accelerate accelerates raise raises lot "
            "lots loads many strengthen taller heavier expand expands louder brighter"
        ),
        (
            "less least fewer few decrease decreased decreases decreasing fall falls falling fell shrink "
            "shrinks low lower lowers lowered lowest smaller small little tiny lose loses lost losing slow slower "
            "slowly slows slowing slowed decelerate decelerates reduce reduces reduced drop drops dropped lessen "
            "lessens lighter contract contracts quieter dimmer"
        ),
    ),
    "length": (
        "longer long lengthens",
        "shorter short shortens",
    ),
    "heat": (
        "hot hotter warmer heat heated heats heating temperature",
        "cold colder cool cools cooled cooling cooler",
    ),
    "extent": (
        "everything all anything any every fully completely whole",
        "only some certain partially semi partly selectively",
    ),
    "strength": (
        "concentrated stronger strong strongly highly",
        "dilute diluted weaker weak weakly watery",
    ),
    "sameness": (
        "same similar equal equally equals identical unchanged alike balance balanced balances",
        "different differently differ differs differing unequal unbalanced changes changed change altered alters loses",
    ),
    "taking": (
        ("absorb absorbs absorbed absorbing absorption traps trapped trap captures capture soak soaks receives"),
        "reflect reflects reflected reflecting emit emits emitted produces produced bounces",
    ),
    "releasing": (
        "release releases released releasing transferred gives give",
        "store stores stored storing uses used",
    ),
    "motion": (
        "with along same",
        "against opposes oppose opposite opposing opposed resists",
    ),
    "attraction": (
        "attract attracts attracted pull pulls",
        "repel repels repelled push pushes",
    ),
    "charge": (
        "positive positively",
        "negative negatively",
    ),
    "exchange": (
        "exothermic",
        "endothermic",
    ),
    "union": (
        "join joins combine combines build builds built make makes made",
        "break breaks broken split splits broke",
    ),
    "company": (
        "friend friends sociable friendly company together",
        "lonely alone isolated isolates isolation solitary",
    ),
    "manner": (
        "violent angry fierce dangerous wild",
        "gentle calm peaceful harmless",
    ),
    "conscience": (
        "guilt guilty regret regrets ashamed remorse",
        "proud innocent happy",
    ),
    "courage": (
        "afraid scared fear terrified frightened",
        "brave fearless",
    ),
    "kindness": (
        "kind generous caring loving",
        "cruel selfish mean greedy cold-hearted",
    ),
    "tension": (
        "tension tense suspense",
        "relax relaxed relaxing calm",
    ),
    "showing": (
        "show shows showing shown reveal reveals tells",
        "hide hides hiding hid conceals bottles",
    ),
    "ease": (
        "easier easily easy",
        "harder hard difficult",
    ),
    "nearness": (
        "closer nearer close near nearest closest",
        "further furthest far farther away distant",
    ),
    "inside": (
        "inside",
        "outside",
    ),
    "time": (
        "past earlier already memory previous",
        "future later next ahead forward forwards",
    ),
    "harm": (
        "dangerous harmful damages damage damaged harms harm kills",
        "safe harmless",
    ),
    "count": (
        "several multiple plural",
        "single singular",
    ),
    "worth": (
        "good great nice humble fair loves likes",
        "bad useless wicked horrible evil hates badly rude",
    ),
    "permission": (
        "lets let allows allow allowed",
        "stops stop stopped prevents prevent prevented blocks block blocked",
    ),
    "ways": (
        "oneway",
        "eitherway",
    ),
    "arithmetic": (
        "divide divided divides dividing",
        "multiply multiplied multiplies multiplying times",
    ),
}
"""Words that say the opposite of one another, by what they speak of; the first of each pair counts as plus."""
SIGNS: dict[str, dict[str, int]] = {
    axis: {word: sign for words, sign in ((plus, 1), (minus, -1)) for word in words.split()}
    for axis, (plus, minus) in AXES.items()
}
DENYING = (
    "not no never none nothing cannot cant dont doesnt didnt isnt arent wasnt werent wont wouldnt couldnt without"
    " hardly barely neither nor nobody nowhere hadnt hasnt havent shouldnt lacks lack unable"
)
DENIALS = frozenset(DENYING.split())
PHRASES = [
    (re.compile(pattern), replacement)
    for pattern, replacement in (
        (r"\b(further|farther)(?: away)?(?: from)?\b", "further"),
        (r"\b(nearer|closer|nearest|closest|close) to\b", r"\1"),
        (r"\bmore slowly\b", "slower"),
        (r"\bless (?:quickly|fast)\b", "slower"),
        (r"\bmore quickly\b", "faster"),
        (r"\b(?:speeds?|sped|speeding) (\w+ \w+ |\w+ )?up\b", r"faster \1"),
        (r"\bslow(?:s|ed|ing)? (\w+ \w+ |\w+ )?down\b", r"slower \1"),
        (r"\b(?:break|breaks|broken|broke) down\b", "broken"),
        (r"\b(?:takes?|taking|took) (?:a )?longer\b", "slower"),
        (r"\btakes? less time\b", "faster"),
        (r"\b(?:goes|go|went|going|gone) up\b", "rises"),
        (r"\b(?:goes|go|went|going|gone) down\b(?! (?:a|the|its|their))", "falls"),
        (r"\bdown (?=(?:the|a|its|their) concentration)", "along "),
        (r"\bup (?=(?:the|a|its|their) concentration)", "against "),
        (r"\bheat(?:s|ed|ing)? (\w+ \w+ |\w+ )?up\b", r"heated \1"),
        (r"\btoo \w+ to\b", "not to"),
        (r"\btakes? in\b|\btaken in\b|\btaking in\b|\bsoak(?:s|ed)? up\b", "absorbs"),
        (r"\b(?:gives?|given|giving|sends?) (?:out|off)\b", "emits"),
        (r"\bused up\b", "consumed"),
        (r"\ba lot of\b", "many"),
        (r"\bnot only\b(?! (?:one|1)\b)", "both"),
        (r"\bin(?:to)? and (?:back )?out(?: of)?\b", "inandout"),
        (r"\b(?:one|1|a single) (?:way|direction)\b", "oneway"),
        (r"\b(?:either|both|any|every|two|all) (?:ways?|directions?)\b", "eitherway"),
        (r"\bno (?:overall|net) charge\b", "neutral"),
        (r"\bno longer\b|\bnot (?:able|free) to\b|\bunable to\b", "not"),
        (r"\b(?:more than|at least) (?:one|two|1|2)\b|\bnot (?:only|just) (?:one|1)\b", "several"),
        (r"\bnot as much\b", "less"),
        (r"\bnot as (?=\w)|\bless (?=(?:steep|close|strongly|tightly|easily|attracted|often)\b)", "not "),
        (r"\b(?:stop(?:s|ped)? (?=\w+ing\b)|(?:refuse[sd]?|fail(?:s|ed)?) to\b)", "not "),
        (r"\bspecific heat capacity\b", "capacity"),
        (r"\b(?:cannot|cant|can not) (?:get|be) (?:any )?(?:more|better)\b", "most"),
        (r"\bwhen\b.{0,24}\bis (?:greater|larger|bigger)\b", "when it is greater"),
    )
]
