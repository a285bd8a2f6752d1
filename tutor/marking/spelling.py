"""Words that are one slip of the pen apart, and those where one letter makes another word of the subject.

Knows letters; not which word an item asks for.
"""

import re

from tutor.marking.sense import stem

LEAST_LETTERS = 5
ENDINGS = re.compile(r"(ane|ene|yne|ine|ide|ate|ite|ose|ase|ium|ia|ol|al)$")
"""In chemistry the ending tells the substance: ethane and ethene, chlorine and chloride, nitrate and nitrite."""
APART = frozenset(
    frozenset(pair.split())
    for pair in (
        "absorb adsorb", "absorption adsorption", "affect effect", "stationary stationery", "median medium",
        "radius radium", "angle angel", "trail trial", "causal casual", "compliment complement", "dessert desert",
        "principal principle", "quite quiet", "loose lose", "though through", "through thorough", "though thought",
        "there three", "where were", "lightning lightening", "mitosis meiosis", "genus genes", "gamete gametes",
        "moral morale", "human humane", "simile smile", "fission fusion", "ureter urethra", "plasma plasmid",
        "silicon silicone", "aural oral", "concave convex", "stator rotor", "weather whether", "quote quota",
        "assonance consonance", "vapour vapours", "thermal thermals",
    )
)  # fmt: skip


def is_slip(typed: str, wanted: str) -> bool:
    """Return whether `typed`, in small letters, is `wanted` with one slip of the pen and no other word of a subject.

    A slip is one letter too many, too few, changed, or two neighbours swapped, in a word of at least five letters.
    The first letter must stand, since one before it often denies ("typical", "atypical").
    """
    if typed == wanted or min(len(typed), len(wanted)) < LEAST_LETTERS or typed[0] != wanted[0]:
        return False
    if not typed.isalpha() or {frozenset((typed, wanted)), frozenset((stem(typed), stem(wanted)))} & APART:
        return False
    ends = ENDINGS.search(typed), ENDINGS.search(wanted)
    if ends[0] and ends[1] and ends[0][0] != ends[1][0]:
        return False
    return one_edit(typed, wanted)


def one_edit(a: str, b: str) -> bool:
    """Return whether one letter added, dropped or changed, or two neighbours swapped, makes the one the other."""
    if abs(len(a) - len(b)) > 1:
        return False
    start = next((i for i, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))
    if a[start + 1 :] == b[start + 1 :] or a[start + 1 :] == b[start:] or a[start:] == b[start + 1 :]:
        return True
    return a[start : start + 2] == b[start : start + 2][::-1] and a[start + 2 :] == b[start + 2 :]
