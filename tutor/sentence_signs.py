"""How sentences of the notes show what they do: give a reason, a way, a formula, or lean on the one before.

Patterns over single sentences, and over questions where these ask for such a one.
"""

import re

from tutor.spoken_maths import aloud

DANGLING = re.compile(
    r"^(?:(?:and|but|so|then|also|yet)\b,? )?(?:it|they|its|their|this|these|those|that|such|he|she|his|her|some|"
    r"others?|both|each of them|one of them|the others?\b(?! (?:side|end|way|hand))|"
    r"the (?:first|second)(?= (?:is|are|has|have|one)\b)|either|neither|"
    r"if (?:so|not|it|they|there are none)|then|so|but|in that case)\b",
    re.IGNORECASE,
)
"""How a sentence begins that says nothing without the one before it."""
STANDS_ALONE = re.compile(r"^(?:some (?!parts\b)(?:\w+s|bacteria|people)|both \w+s)\b", re.IGNORECASE)
"""How one begins that only looks so: it names what it is of."""
A_MEANING = re.compile(r"[^.:“$]{2,40}: ")
"""How the meaning of a word begins: what it points to stands in it."""
POINTS_BACK = re.compile(
    r"\b(?:to|of|with|from|by|for) (?:it|them)[.,;]|^(?:in|to|on|at|by|for) (?:it|them|this|these)\b|"
    r"^the (?:original|first|reading|image|rule|formula|product|two|three|same) (?:was|is|were|are)\b|"
    r"\bto find it\b|^(?:after|with|in|on|at) (?:“[^”]*”|\w+) (?:it|they)\b",
    re.IGNORECASE,
)
OF_A_PERSON = re.compile(
    r"^(?:The|An?|In|At|On|Much|Later|Then|After|Before|When|As|While|Once|From|Straight)\b[^A-Z“]*\b(?:he|she|him|her|his)\b"
)
"""Says "she" before any name."""
IF_NOT = re.compile(r"^(?:if (?:not|so|there (?:is|are) none)|otherwise)\b", re.IGNORECASE)
"""How a sentence begins that has the other case."""
GOES_ON = re.compile(r"^(?:some|others?|it|they|this|these|its|their|he|she|both)\b", re.IGNORECASE)
"""How a sentence begins that says more of what the one before is about."""
GIVES_A_REASON = re.compile(
    r"\bbecause\b|, so\b|\bso that\b|\bsince\b|\btherefore\b|, as \w+|\bmatters?\b|\bneeded\b|\bcaused? by\b|"
    r"\bexplains?\b|\bshows? why\b|\bwhich makes\b|\bhelps? to\b|\bto (?:stop|keep|prevent|let)\b|\bmeasured from\b",
    re.IGNORECASE,
)
SAYS_HOW = re.compile(r"^To \w+|\bfind|\bwrite\b|\bwork out\b|\bcan be\b|\bchoose|\bfirst\b", re.IGNORECASE)
FORMULA = re.compile(
    r"\$[^$]*=[^$]*\$|\$[^$]*\\(?:frac|times|pi|sqrt)[^$]*\$|\$=\$|→|\bis \$[^$]+\$|"
    r"\b(?:divided|multiplied) by\b|\btimes the\b|\barea \$|\bvolume \$"
)
OF_NUMBERS = re.compile(r"=\s*-?[\d.]+\s*(?:\\|\$|[+÷×])|\d\s*(?:\\div|\\times|÷|×)\s*\d")

MANY_NUMBERS = 2
"""Numbers in a question from which it is of those numbers, so that a worked sum may answer it."""
ADVICE = re.compile(r"^(?:do|should|can|must|when|where|which|how) .*\b(?:i|you|we)\b")
"""Asks what to do, which a word's meaning does not tell."""
WHEN = re.compile(r"\bwhen (?:do|does|should|can|would|is|are|to)\b")
SAYS_WHEN = re.compile(r"\b(?:when|if|fits?|suits?|used? (?:for|to|when)|depends?)\b", re.IGNORECASE)
OF_SUMS = re.compile(r"\b(?:work(?:ing)? out|find|calculate|figure out)\b")
"""Asks how to come to a number."""


def is_dangling(text: str) -> bool:
    """Return whether a sentence says nothing without the one before it."""
    if STANDS_ALONE.match(text) or A_MEANING.match(text):
        return False
    return bool(DANGLING.match(text) or POINTS_BACK.search(text) or OF_A_PERSON.match(text))


def says_what_it_is(term: str, text: str) -> float:
    """Return how much a sentence looks like one that says what a term is: it begins with it, or "is" follows it."""
    plain, said = aloud(text).casefold(), re.escape(term)
    forms = rf"(?:{said}|{said}s|{said}es|{re.escape(term.removesuffix('s'))})"
    if re.match(rf"(?:(?:an?|the|some|in) )?{forms}\b", plain):
        return 0.3
    if re.search(
        rf"\b(?:called|known as|or|and|that) (?:an? |the )?{forms}\b|\b{forms} (?:is|are|means?|was)\b", plain
    ):
        return 0.2
    return 0.0
