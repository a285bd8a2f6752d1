"""What a draft may take only from its sources: numbers, units, operations and names."""

import re
from collections import Counter
from fractions import Fraction

from tutor.figures import named_numbers_in, numbers_in

LARGEST_NAMED = 12
"""Numbers in words up to this one are everyday words (one of them, both sides); a larger one is a claim."""
OPERATIONS = re.compile(
    r"\b(?:add|adds|added|adding|subtract\w*|take away|minus|plus|multipl\w*|times|divid\w*|squar\w*|cub\w*|"
    r"root|doubl\w*|halv\w*|half|increas\w*|decreas\w*|negative|positive|numerator|denominator|perimeter|area|"
    r"volume|radius|diameter|circumference|absorb\w*|reflect\w*|release\w*|gain\w*|los\w*|expand\w*|factoris\w*)\b",
    re.IGNORECASE,
)
UNIT = re.compile(
    r"(?<=\d)\s?(km/h|m/s²|m/s|cm[²³]|mm[²³]|m[²³]|km|cm|mm|kg|mg|ml|kJ|kW|MHz|kHz|Hz|°C|Ω|N/m|[mgsNJWVAlL]|%)(?![A-Za-z\d²³/])"
)
NAME = re.compile(r"(?<=[a-z,;] )(?:[A-Z][a-z]{2,})")
"""A word in capitals in the middle of a sentence: somebody's or some place's name."""


def strange_numbers(text: str, allowed: tuple[str, ...]) -> set[Fraction]:
    """Return the numbers in figures, and the larger ones in words, that stand in none of the allowed texts."""
    known = {value for source in allowed for value in (*numbers_in(source), *named_numbers_in(source))}
    named = {value for value in named_numbers_in(text) if value > LARGEST_NAMED}
    return (set(numbers_in(text)) | named) - known


def repeated_numbers(text: str, allowed: tuple[str, ...]) -> Counter[Fraction]:
    """Return the numbers that stand in a rewording more often than in all that it rewords.

    A small model likes to answer the hint's own question with a number that it has just read.
    """
    return Counter(numbers_in(text)) - Counter(value for source in allowed for value in numbers_in(source))


def strange_units(text: str, allowed: tuple[str, ...]) -> set[str]:
    """Return the units after figures that no allowed text has anywhere, after figures or named alone."""
    before = " ".join(allowed)
    return {
        unit for unit in UNIT.findall(text) if not re.search(rf"(?<![A-Za-z]){re.escape(unit)}(?![A-Za-z])", before)
    }


def strange_operations(text: str, allowed: tuple[str, ...]) -> set[str]:
    """Return the operations that a text names and the allowed texts do not: a small model swaps add and subtract."""
    known = {word.casefold()[:3] for source in allowed for word in OPERATIONS.findall(source)}
    return {word for word in OPERATIONS.findall(text) if word.casefold()[:3] not in known}


def strange_names(text: str, allowed: tuple[str, ...]) -> set[str]:
    """Return the names in the middle of sentences that no allowed text has."""
    before = " ".join(allowed).casefold()
    return {name for name in NAME.findall(text) if name.casefold() not in before}
