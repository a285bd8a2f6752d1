"""Whether two statements about the same things say the same or the opposite.

Vectors of meaning put "absorbs" beside "does not absorb" and "from high to low" beside "from low to high". This module
looks at just what they miss: denials, opposites, and which thing is said of which. Knows words; not ideas or vectors.
"""

import math
import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from tutor.marking.opposites import DENIALS, PHRASES, SIGNS

Relation = Literal["same", "opposite", "unclear"]

LIFT = re.compile(r"[’‘']")
WORD = re.compile(r"[a-z]+")
COMPARES = re.compile(r"\b(?:than|before|as \w+ as)\b")
CONTRASTS = re.compile(r"\b(?:but|whereas|while|however|although)\b")
PLACES = re.compile(r"\b(from|to|into|towards?)\b")
COUNTED = frozenset(("number", "numbers", "amount", "amounts", "shape", "means", "that"))
EMPTY = DENIALS | {"ones", "them", "does"}
BOUND_WITHIN = 3
NEIGHBOURS = 6
"""Words after "from" or "to" among which the one that tells the direction stands."""


Sides = tuple[frozenset[str], frozenset[str]]
NEITHER: Sides = (frozenset(), frozenset())


@dataclass(frozen=True)
class Sense:
    """What a statement says, so far as opposites go.

    `signs` gives for each axis the number of its words and the product of their signs; `ends` the sign at either end of
    a movement; `sides` the words on either side of a comparison; `halves` what is affirmed and denied of a contrast
    ("lets water through but not sugar"); `bound` which things are said to be the same (1) or different (-1).
    """

    denials: int
    signs: dict[str, tuple[int, int]]
    ends: dict[tuple[str, str], int]
    sides: Sides
    halves: Sides
    bound: dict[str, int]


def relation(one: str, other: str) -> Relation:
    """Return whether two statements that are near in meaning agree, contradict each other, or leave it open."""
    first, second = sense(one), sense(other)
    if any(first.halves) or any(second.halves):
        return _contrast(first.halves, second.halves)
    if _bound_apart(first, second):
        return "opposite"
    shared_ends = first.ends.keys() & second.ends.keys()
    if shared_ends:
        opposed = {first.ends[end] * second.ends[end] for end in shared_ends}
        return _parity(first, second, min(opposed)) if len(opposed) == 1 else "unclear"
    sign = _product(first.signs, second.signs)
    if _swapped(first.sides, second.sides):
        sign = -sign
    return _parity(first, second, sign) if sign else "unclear"


def _product(first: dict[str, tuple[int, int]], second: dict[str, tuple[int, int]]) -> int:
    """Return 1 or -1 as two statements' words of opposite meaning agree or not, 0 where they cannot be compared.

    An axis that only one of them speaks of is passed over so long as they share another.
    """
    shared = first.keys() & second.keys()
    if bool(shared) != bool(first.keys() | second.keys()):
        return 0
    if any(first[axis][0] != second[axis][0] for axis in shared):
        return 0
    return math.prod(first[axis][1] * second[axis][1] for axis in shared)


def _contrast(first: Sides, second: Sides) -> Relation:
    """Return how two contrasts compare: the same thing must be affirmed in both, and the same denied."""
    if not (any(first) and any(second)):
        return "unclear"
    crossed = first[0] & second[1], first[1] & second[0]
    if all(crossed):
        return "opposite"
    return "same" if first[1] & second[1] else "unclear"


def _bound_apart(first: Sense, second: Sense) -> bool:
    """Return whether one statement calls the same what the other calls different."""
    if first.denials or second.denials:
        return False
    return any(second.bound.get(thing, sign) != sign for thing, sign in first.bound.items())


def _parity(first: Sense, second: Sense, sign: int) -> Relation:
    if (first.denials + second.denials) % 2:
        sign = -sign
    return "same" if sign > 0 else "opposite"


def _swapped(first: Sides, second: Sides) -> bool:
    """Return whether what one statement says of a first thing beside a second, the other says of the second."""
    (left, right), (other_left, other_right) = first, second
    crossed = len(left & other_right) + len(right & other_left)
    return crossed > len(left & other_left) + len(right & other_right)


@lru_cache(maxsize=4096)
def sense(text: str) -> Sense:
    """Return what a statement says, so far as opposites go."""
    plain = plain_words(text)
    words = WORD.findall(plain)
    signs: dict[str, tuple[int, int]] = {}
    for word in words:
        for axis, table in SIGNS.items():
            if word in table:
                count, product = signs.get(axis, (0, 1))
                signs[axis] = (count + 1, product * table[word])
    halves = _halves(plain)
    return Sense(sum(word in DENIALS for word in words), signs, _ends(plain), _sides(plain), halves, _bound(words))


def denies(text: str) -> bool:
    """Return whether a statement has a denial in it."""
    return any(word in DENIALS for word in WORD.findall(plain_words(text)))


def plain_words(text: str) -> str:
    """Return a statement in small letters, its phrases that mean a direction put as one word."""
    plain = LIFT.sub("", text.casefold())
    for pattern, replacement in PHRASES:
        plain = pattern.sub(replacement, plain)
    return plain


def _ends(plain: str) -> dict[tuple[str, str], int]:
    """Return the signs that stand after "from" and after "to", by axis."""
    ends: dict[tuple[str, str], int] = {}
    places = list(PLACES.finditer(plain))
    for number, place in enumerate(places):
        until = places[number + 1].start() if number + 1 < len(places) else len(plain)
        preposition = "from" if place[1] == "from" else "to"
        for word in WORD.findall(plain[place.end() : until])[:NEIGHBOURS]:
            for axis in ("amount", "strength"):
                if word in SIGNS[axis]:
                    ends.setdefault((preposition, axis), SIGNS[axis][word])
    return ends if len({preposition for preposition, _ in ends}) == 2 else {}


def _sides(plain: str) -> Sides:
    parts = COMPARES.split(plain, maxsplit=1)
    return NEITHER if len(parts) == 1 else _apart(parts[0], parts[1])


def _halves(plain: str) -> Sides:
    """Return the words affirmed and the words denied, where a contrast has one half that denies."""
    parts = CONTRASTS.split(plain, maxsplit=1)
    if len(parts) == 1:
        return NEITHER
    denies = [any(word in DENIALS for word in WORD.findall(part)) for part in parts]
    if denies[0] == denies[1]:
        return NEITHER
    return _apart(parts[1], parts[0]) if denies[0] else _apart(parts[0], parts[1])


def _apart(left: str, right: str) -> Sides:
    """Return the longer words of either text that the other has not."""
    own, other = (
        frozenset(stem(word) for word in WORD.findall(part) if len(word) > 3 and word not in EMPTY)
        for part in (left, right)
    )
    return own - other, other - own


def _bound(words: list[str]) -> dict[str, int]:
    """Return for each thing whether it is said to be the same or different: the words up to the next such word."""
    bound: dict[str, int] = {}
    sign, distance = 0, 0
    for word in words:
        distance += 1
        if word in SIGNS["sameness"]:
            sign, distance = SIGNS["sameness"][word], 0
        elif sign and distance <= BOUND_WITHIN and len(word) > 3 and word not in COUNTED:
            bound.setdefault(stem(word), sign)
    return bound


def stem(word: str) -> str:
    """Return a word without its commonest endings."""
    for ending in ("ations", "ation", "ings", "ing", "edly", "ies", "ied", "es", "ed", "ly", "s", "e"):
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            return word[: -len(ending)]
    return word
