"""What a statement says, so far as opposites go: its denials, directions, comparisons and contrasts.

Knows words; not what two statements have to do with each other.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from tutor.marking.opposites import DENIALS, PHRASES, SIGNS

LIFT = re.compile(r"[’‘']")
WORD = re.compile(r"[a-z]+")
COMPARES = re.compile(r"\b(?:than|before|as \w+ as)\b")
CONTRASTS = re.compile(r"\b(?:but|whereas|while|however|although)\b")
PLACES = re.compile(r"\b(from|out of|leaves?|leaving|to|into|onto|enters?|entering|towards?)\b")
AWAY = frozenset(("from", "out of", "leave", "leaves", "leaving"))
DIVIDES = re.compile(
    r"(?:divid\w+|shar\w+) (?:the |that |it )?(?P<whole>[\w ]+?) by (?:the )?(?P<by>[\w ]+)"
    r"|(?P<first>[\w ]+?) divided by (?:the )?(?P<then>[\w ]+)"
)
TURNS = re.compile(
    r"\b(?:by|when|if|in|with)\b|\b(?:is|are|was|were|be|been|being|gets?|got) (?:not )?"
    r"(?:\w{2,}ed|given|taken|broken|seen|written|hidden|eaten)\b"
)
"""What lets the things in a statement change places: "light is absorbed by the leaf", "green is reflected"."""
COUNTED = frozenset(("number", "numbers", "amount", "amounts", "shape", "means", "that"))
SMALL = (
    "a an the it its is are was were be been being to of in on at by for from with and or as that this they them their"
    " he she his her him do does did have has had will would can could any very so there get gets got ones"
)
BARE = frozenset(SMALL.split())
EMPTY = DENIALS | BARE
PASSED_OVER = DENIALS | frozenset(["a", "an", "the", "be", "been", "being", "very", "so", "as", "that", "to", "any"])
"""Words between a denial and what it denies."""
BOUND_WITHIN = 3
DENIES_WITHIN = 4
NEIGHBOURS = 6
"""Words after "from" or "to" among which the one that tells the direction stands."""


Sides = tuple[frozenset[str], frozenset[str]]
NEITHER: Sides = (frozenset(), frozenset())


@dataclass(frozen=True)
class Sense:
    """What a statement says, so far as opposites go.

    `things` are its words that mean something, in order; `denied` those that a denial is about, and `doubted` all that
    stand near behind one. `signs` gives for each
    axis its words with their signs; `ends` the sign at either end of a movement; `places` what is moved from (-1) or to
    (1); `sides` the words on either side of a comparison; `halves` what is affirmed and denied of a contrast ("lets
    water through but not sugar"); `bound` which things are said to be the same (1) or different (-1); `ratio` what is
    divided and by what. `turns` is whether its things may change places without a change of meaning.
    """

    denials: int
    things: tuple[str, ...]
    denied: frozenset[str]
    doubted: frozenset[str]
    signs: dict[str, tuple[tuple[str, int], ...]]
    ends: dict[tuple[str, str], int]
    places: dict[str, int]
    sides: Sides
    halves: Sides
    ratio: Sides
    bound: dict[str, int]
    turns: bool


@lru_cache(maxsize=16_384)
def sense(text: str) -> Sense:
    """Return what a statement says, so far as opposites go."""
    plain = plain_words(text)
    words = WORD.findall(plain)
    signs: dict[str, list[tuple[str, int]]] = {}
    for word in words:
        for axis, table in SIGNS.items():
            if word in table:
                signs.setdefault(axis, []).append((stem(word), table[word]))
    return Sense(
        sum(word in DENIALS for word in words),
        tuple(stem(word) for word in words if word not in EMPTY),
        _what_is_denied(words, 1) - _said_besides(words),
        _what_is_denied(words, DENIES_WITHIN),
        {axis: tuple(found) for axis, found in signs.items()},
        _ends(plain),
        _places(plain),
        _sides(plain),
        _halves(plain),
        _ratio(plain),
        _bound(words),
        bool(TURNS.search(plain)),
    )


def denies(text: str) -> bool:
    """Return whether a statement has a denial in it."""
    return any(word in DENIALS for word in WORD.findall(plain_words(text)))


def plain_words(text: str) -> str:
    """Return a statement in small letters, its phrases that mean a direction put as one word."""
    plain = LIFT.sub("", text.casefold())
    for pattern, replacement in PHRASES:
        plain = pattern.sub(replacement, plain)
    return plain


def _what_is_denied(words: list[str], most: int) -> frozenset[str]:
    """Return the first words that mean something after each denial, so many at most."""
    found = set()
    for place, word in enumerate(words):
        if word in DENIALS:
            after = [one for one in words[place + 1 : place + 1 + DENIES_WITHIN] if one not in PASSED_OVER]
            found |= {stem(one) for one in after[:most]}
    return frozenset(found)


def _said_besides(words: list[str]) -> frozenset[str]:
    """Return the words that stand more than once: "you turn one off without turning off the rest" denies no turning."""
    stems = [stem(word) for word in words if word not in EMPTY]
    return frozenset(one for one in stems if stems.count(one) > 1)


def _ends(plain: str) -> dict[tuple[str, str], int]:
    """Return the signs that stand after "from" and after "to", by axis."""
    ends: dict[tuple[str, str], int] = {}
    for way, words in _after_places(plain):
        for word in words:
            for axis in ("amount", "strength"):
                if word in SIGNS[axis]:
                    ends.setdefault(("from" if way < 0 else "to", axis), SIGNS[axis][word])
    return ends if len({preposition for preposition, _ in ends}) == 2 else {}


def _places(plain: str) -> dict[str, int]:
    """Return the longer words after "from" (-1) and after "to" (1)."""
    return {
        stem(word): way
        for way, words in _after_places(plain)
        for word in words[:DENIES_WITHIN]
        if len(word) > 3 and word not in EMPTY
    }


def _after_places(plain: str) -> list[tuple[int, list[str]]]:
    """Return for each word of a movement its way, -1 or 1, and the words up to the next such word."""
    found = list(PLACES.finditer(plain))
    until = [*(one.start() for one in found), len(plain)][1:]
    return [
        (-1 if place[1] in AWAY else 1, WORD.findall(plain[place.end() : end])[:NEIGHBOURS])
        for place, end in zip(found, until, strict=True)
    ]


def _sides(plain: str) -> Sides:
    parts = COMPARES.split(plain, maxsplit=1)
    return NEITHER if len(parts) == 1 else _apart(parts[0], parts[1])


def _ratio(plain: str) -> Sides:
    found = DIVIDES.search(plain)
    if not found:
        return NEITHER
    return _apart(found["whole"] or found["first"] or "", found["by"] or found["then"] or "")


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
    own, other = _long(left), _long(right)
    return own - other, other - own


def _long(text: str) -> frozenset[str]:
    return frozenset(stem(word) for word in WORD.findall(text) if len(word) > 3 and word not in EMPTY)


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
