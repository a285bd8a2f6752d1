"""Options that have an order of their own stay in it: the letters of a diagram, and numbers.

Anything else is shown in an order that the seed draws.
"""

import re
from collections.abc import Callable, Sequence
from fractions import Fraction

LETTER = re.compile(r"(?P<before>(?:\$|.* )?)(?P<key>[A-Z])(?P<after>\$?)")
NUMBER = re.compile(r"(?P<before>[^0-9−-]*)(?P<key>[-−]?[0-9][0-9,]*(?:\.[0-9]+)?)(?P<after>[^0-9]*)")


def natural_order(texts: Sequence[str]) -> list[int] | None:
    """Return the places of texts in their natural order, None where they have none.

    They have one where they are the same but for one capital letter ("Line A", "Line B") or one number ("3 days").
    """
    return _sorted(texts, LETTER, str) or _sorted(texts, NUMBER, _value)


def _sorted(texts: Sequence[str], shape: re.Pattern[str], key: Callable[[str], str | Fraction]) -> list[int] | None:
    found = [shape.fullmatch(text) for text in texts]
    matches = [one for one in found if one]
    if len(matches) < len(texts) or len({(one["before"], one["after"]) for one in matches}) != 1:
        return None
    keys = [key(one["key"]) for one in matches]
    return sorted(range(len(texts)), key=lambda place: keys[place]) if len(set(keys)) == len(keys) else None


def _value(text: str) -> Fraction:
    return Fraction(text.replace(",", "").replace("−", "-"))
