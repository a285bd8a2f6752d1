"""Whether two statements about the same things say the same or the opposite.

Vectors of meaning put "absorbs" beside "does not absorb" and "from high to low" beside "from low to high". This module
looks at just what they miss: denials and what they deny, opposites, and which thing is said of which. What both
statements say in the same words cancels out. Knows words; not ideas or vectors.
"""

import math
from functools import lru_cache
from typing import Literal

from tutor.marking.sense import Sense, Sides, sense

Relation = Literal["same", "opposite", "unclear"]

HINGES = ("amount", "strength", "nearness", "permission", "count")
"""Axes on which an author's phrasing hinges: a clause that says nothing on them does not say the same."""
LESS = frozenset(("less", "fewer", "little", "small", "smaller", "reduc", "lower", "decreas"))
"""Stems of words that take back a statement which has none of its kind."""
MOST_SHARED = 0.6
"""Share of the words of the longer statement from which on the order of what both name tells who does what."""


@lru_cache(maxsize=65_536)
def relation(one: str, other: str) -> Relation:
    """Return whether two statements that are near in meaning agree, contradict each other, or leave it open.

    What `one` says besides is no matter: it is a pupil's clause, and `other` an author's phrasing.
    """
    first, second = sense(one), sense(other)
    if any(first.halves) and any(second.halves):
        return _contrast(first.halves, second.halves)
    if _bound_apart(first, second) or _inverted(first.ratio, second.ratio):
        return "opposite"
    signs = [_moved(first, second), _product(first, second), _denied(first, second)]
    if _swapped(first.sides, second.sides):
        signs.append(-1)
    sign = math.prod(signs)
    if sign and -1 not in signs and _roles_differ(first, second):
        return "unclear"
    return ("unclear", "same", "opposite")[sign]


def _moved(first: Sense, second: Sense) -> int:
    """Return 1 or -1 as two movements go the same way or not, 0 where they cannot be compared."""
    shared = first.ends.keys() & second.ends.keys()
    if shared:
        signs = {first.ends[end] * second.ends[end] for end in shared}
        return min(signs) if len(signs) == 1 else 0
    return -1 if any(second.places.get(place, way) != way for place, way in first.places.items()) else 1


def _product(first: Sense, second: Sense) -> int:
    """Return 1 or -1 as two statements' words of opposite meaning agree or not, 0 where they cannot be compared.

    Words that both use cancel out, and an axis that only one of them speaks of is passed over.
    """
    sign = 1
    used = {axis for _, axis in first.ends.keys() & second.ends.keys()}
    for axis in (first.signs.keys() & second.signs.keys()) - used:
        own, other = _without_shared(first.signs[axis], second.signs[axis])
        if own and other:
            if len(own) != len(other):
                return 0
            sign *= math.prod((*own, *other))
        elif other and not set(other) <= {one for _, one in first.signs[axis]}:
            return 0
    return 0 if _hinges_on_more(first, second) else sign


def _hinges_on_more(first: Sense, second: Sense) -> bool:
    """Return whether the one leaves out how much, how near or what is stopped, which the other tells; or says less."""
    if any(axis in second.signs and axis not in first.signs for axis in HINGES):
        return True
    return "amount" not in second.signs and any(word in LESS for word, _ in first.signs.get("amount", ()))


def _without_shared(
    own: tuple[tuple[str, int], ...], other: tuple[tuple[str, int], ...]
) -> tuple[list[int], list[int]]:
    """Return the signs of the words that only the one has, and of those that only the other has."""
    left, right = list(own), list(other)
    for word in own:
        if word in right:
            left.remove(word)
            right.remove(word)
    return [sign for _, sign in left], [sign for _, sign in right]


def _denied(first: Sense, second: Sense) -> int:
    """Return -1 where one statement denies what the other affirms, else 1."""
    if (first.denied - second.doubted) & set(second.things) or (second.denied - first.doubted) & set(first.things):
        return -1
    return -1 if (first.denials + second.denials) % 2 else 1


def _contrast(first: Sides, second: Sides) -> Relation:
    """Return how two contrasts compare: the same thing must be affirmed in both, and the same denied."""
    if _crossed(first, second):
        return "opposite"
    return "same" if first[1] & second[1] else "unclear"


def _crossed(first: Sides, second: Sides) -> bool:
    """Return whether either part of the one is in the other part of the other."""
    return bool(first[0] & second[1]) and bool(first[1] & second[0])


def _inverted(first: Sides, second: Sides) -> bool:
    """Return whether one statement divides by what the other divides."""
    straight = first[0] & second[0] or first[1] & second[1]
    return bool(first[0] & second[1] or first[1] & second[0]) and not straight


def _bound_apart(first: Sense, second: Sense) -> bool:
    """Return whether one statement calls the same what the other calls different."""
    if first.denials or second.denials:
        return False
    return any(second.bound.get(thing, sign) != sign for thing, sign in first.bound.items())


def _roles_differ(first: Sense, second: Sense) -> bool:
    """Return whether two statements that name the same things begin with a different one: "A helps B", "B helps A"."""
    if first.turns or second.turns or first.places or second.places:
        return False
    shared = set(first.things) & set(second.things)
    longer = max(len(set(first.things)), len(set(second.things)))
    if len(shared) < 2 or len(shared) < MOST_SHARED * longer:
        return False
    begins, other = first.things[0], second.things[0]
    return begins != other and begins in shared and other in shared


def _swapped(first: Sides, second: Sides) -> bool:
    """Return whether what one statement says of a first thing beside a second, the other says of the second."""
    (left, right), (other_left, other_right) = first, second
    crossed = len(left & other_right) + len(right & other_left)
    return crossed > len(left & other_left) + len(right & other_right)
