"""Whether a reply contradicts the verdict on an answer, by rules of its own: the tutor's checker is not asked."""

import re

PART = r"(?:part|step|line|method|idea|start|side|sum|first|unit|number|digit|working|formula|rule|order|word)s?"
PRAISE = re.compile(
    r"(?:^|[.!?:;]\s*|\byes,? )(?:yes|correct|exactly|well done|spot on|perfect|excellent|brilliant|great (?:job|"
    r"work)|good (?:job|work)|"
    r"nice work|that'?s it|you got it|you(?:'ve| have) got it|absolutely|right you are)\b"
    r"|\b(?:that|this|it|answer|you|they|choice)(?:'s|'re| is| are| was) (?:\w+ly )?(?:right|correct|spot on)\b",
    re.IGNORECASE,
)
BLAME = re.compile(
    r"\b(?:not (?:quite |yet |completely |the )?(?:right|correct|answer)|isn'?t (?:quite )?(?:right|correct)|"
    r"incorrect|wrong|"
    r"not the (?:right )?answer|mistake|try again|have another (?:go|try)|not there yet|does not (?:fit|follow|"
    r"come out))\b",
    re.IGNORECASE,
)
SPARED = re.compile(
    rf"\b(?:that|this|the|your) (?:\w+ )?{PART} (?:is|are|was) (?:right|correct)|right[- ]?(?:angle|hand|side|"
    rf"triangle)|to be (?:right|correct)"
    r"|(?:whether|if|when|until|how) [^.?!]*?(?:right|correct)|correct to|correct (?:unit|order|spelling|answer|"
    r"option|one)|right (?:answer|option|one|way)",
    re.IGNORECASE,
)
"""What speaks of a part, or only of being right in general."""
DENIED = re.compile(r"\b(?:not|isn'?t|aren'?t|never|nearly|almost)\b", re.IGNORECASE)


def contradicts(reply: str, right: bool) -> bool:
    """Return whether a reply says the other of "right" and "not right" than the verdict; a question says neither."""
    for sentence in re.split(r"(?<=[.!?;])\s+|\n+", reply):
        if sentence.rstrip().endswith("?"):
            continue
        bare = SPARED.sub(" ", sentence)
        if right and BLAME.search(bare):
            return True
        if not right and any(not DENIED.search(bare[: match.end()]) for match in PRAISE.finditer(bare)):
            return True
    return False
