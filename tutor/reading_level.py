"""How hard a text is to read, as a school grade: Flesch and Kincaid's formula.

0.39 × words per sentence + 11.8 × syllables per word − 15.59 (Kincaid, Fishburne, Rogers and Chissom 1975, Research
Branch Report 8-75, US Navy). An American grade is one less than an English year. The libraries that offer the formula
bring a dictionary of American pronunciation with them; groups of vowels are counted here instead.
"""

import re

from tutor.wording_rules import sentences

MATHS = re.compile(r"\$[^$]*\$|“[^”]*”|\S*\d\S*")
WORD = re.compile(r"[A-Za-z]+(?:['’][a-z]+)?")
VOWELS = re.compile(r"[aeiouy]+")
SILENT = re.compile(r"(?:[^laeiouy]e|[^aeiouydt]ed|[^aeiouyscgxz]es)$")
ABOVE = 3
"""Grades above the year group that a text may reach. Of the embedded pack's hints with their corrections the hardest,
for year 9, has 11.1 without help from `terms`, and one in a hundred more than 9.6."""
TERM = 2
"""Syllables that a word of the lesson counts at most: whoever is taught "photosynthesis" has met it."""


def syllables(word: str) -> int:
    """Return about how many syllables a word has: its groups of vowels, less a silent ending."""
    small = word.casefold().replace("’", "'").partition("'")[0]
    groups = len(VOWELS.findall(small))
    return max(1, groups - bool(groups > 1 and SILENT.search(small)))


def grade(text: str, terms: frozenset[str] = frozenset()) -> float:
    """Return the school grade of a text, without its maths, quotations and figures; 0 where there are no words.

    `terms` are the words, in small letters, that the lesson, the question or the pupil used before.
    """
    plain = MATHS.sub(" x ", text)
    words = [word for word in WORD.findall(plain) if word != "x"]
    if not words:
        return 0.0
    counted = [min(syllables(word), TERM) if word.casefold() in terms else syllables(word) for word in words]
    return 0.39 * len(words) / max(1, len(sentences(plain))) + 11.8 * sum(counted) / len(words) - 15.59


def is_too_hard(text: str, year: int, known: tuple[str, ...] = ()) -> bool:
    """Return whether a text is harder to read than a year group can be asked to, given texts that they have met."""
    return grade(text, words_of(*known)) > year + ABOVE


def is_harder(text: str, authored: str, year: int, known: tuple[str, ...] = ()) -> bool:
    """Return whether a text is harder than its year group reads with ease, and harder than the authored text."""
    terms = words_of(*known)
    return grade(text, terms) > max(year - 1, grade(authored, terms))


def words_of(*texts: str) -> frozenset[str]:
    """Return the words of some texts, in small letters."""
    return frozenset(word.casefold() for text in texts for word in WORD.findall(text))
