"""Whether a hint stands by itself, or hangs on one before it that a pupil may not have seen.

Hints are skipped where an answer shows that they are behind the pupil, so each has to name what it speaks of. Knows
words, not items.
"""

import re

BEGINS = re.compile(
    r"^(?:They|Them|These|Those|Their|Its|After that|(?:That|This)(?! (?:is|many)\b)"
    r"|(?:In one|Which|Each|Both) of (?:them|these|those)"
    r"|It(?! (?:is|takes|helps|does not matter)\b)|(?:Do|Work out|Find) the same(?! to both sides| for both)"
    r"|(?:Multiply|Divide|Add|Subtract|Square|Double|Halve|Solve|Round|Write|Use) (?:it|them|that|those|these)"
    r"(?! \w+s\b))\b"
)
"""How a sentence begins that speaks of something named before it."""
POINTS = re.compile(
    r"\b(?:that|this|those|these) (?:two |three )?"
    r"(number|value|percentage|result|amount|force|fraction|total|row|line|equation|angle|length|decimal)s?\b"
)
SENTENCE = re.compile(r"(?<=[.?!])\s+(?=[A-Z$“])")


def hangs(sentence: str) -> bool:
    """Return whether a sentence speaks of something that only what stands before it names."""
    if BEGINS.search(sentence):
        return True
    return any(
        re.search(rf"\b{found[1]}", sentence[: found.start()], re.IGNORECASE) is None
        for found in POINTS.finditer(sentence)
    )


def hangs_in_the_air(hint: str) -> bool:
    """Return whether a hint begins with a sentence that hangs on the hint before it."""
    return hangs(SENTENCE.split(hint.strip())[0])
