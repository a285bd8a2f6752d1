"""Numbers told without being written: spelt letter by letter, digit by digit, as a sum, or in another language.

Pupils ask for an answer in pieces ("what is its first digit?", "in Spanish then"), and a model that wants to please
obliges. Reads only what is told; which number must not be is known elsewhere.
"""

import re
import unicodedata
from fractions import Fraction

from tutor.figures import NAMED_NUMBERS
from tutor.sums import value_of
from tutor.sums_reading import first_sum, sentences

SPELT = re.compile(r"\b(?:[a-z](?:\s?[-.·]\s?|\s)){2,}[a-z]\b", re.IGNORECASE)
DIGITS = re.compile(r"(?<![\d.])\d(?:(?:\s?[-,]\s?|,?\s(?:then|and|followed by|and then)\s|\s)\d(?![\d%]|\.\d))+")
NAMED_DIGITS = re.compile(
    rf"\b(?:{'|'.join(list(NAMED_NUMBERS)[:10])})(?:(?:,? (?:then|followed by|and then) |[ ,-]+)"
    rf"(?:{'|'.join(list(NAMED_NUMBERS)[:10])})\b)+",
    re.IGNORECASE,
)
PLACED = re.compile(
    r"\b(?:first|second|third|last|final|tens|ones|units|hundreds|tenths) digit\W+(?:is|must be|=)\W*(\w+)"
    r"|\b(?:starts|begins|ends|finishes) (?:with|in)\W+(?:an? |the digit )?(\w+)",
    re.IGNORECASE,
)
NUMBER = r"(?P<{}>\d+(?:\.\d+)?|" + "|".join(sorted(NAMED_NUMBERS, key=len, reverse=True)) + ")"
RELATIONS = {
    "more": re.compile(rf"\b{NUMBER.format('a')} (?:more|greater|bigger|higher) than {NUMBER.format('b')}\b", re.I),
    "less": re.compile(rf"\b{NUMBER.format('a')} (?:less|fewer|smaller|lower) than {NUMBER.format('b')}\b", re.I),
    "times": re.compile(rf"\b(?P<a>half|double|twice) (?:of )?{NUMBER.format('b')}\b", re.I),
    "beside": re.compile(rf"\b(?P<a>after|before) {NUMBER.format('b')}\b", re.I),
    "between": re.compile(rf"\bbetween {NUMBER.format('a')} and {NUMBER.format('b')}\b", re.I),
}
WORTH = {
    "half": Fraction(1, 2),
    "double": Fraction(2),
    "twice": Fraction(2),
    "after": Fraction(1),
    "before": Fraction(-1),
}
ELSEWHERE = {
    "deux": 2, "trois": 3, "quatre": 4, "cinq": 5, "sept": 7, "huit": 8, "neuf": 9, "dix": 10, "onze": 11,
    "douze": 12, "treize": 13, "quatorze": 14, "quinze": 15, "vingt": 20, "uno": 1, "dos": 2, "tres": 3,
    "cuatro": 4, "cinco": 5, "seis": 6, "siete": 7, "ocho": 8, "nueve": 9, "diez": 10, "doce": 12, "trece": 13,
    "catorce": 14, "veinte": 20, "eins": 1, "zwei": 2, "drei": 3, "vier": 4, "fünf": 5, "sechs": 6,
    "sieben": 7, "acht": 8, "neun": 9, "zehn": 10, "zwölf": 12, "zwanzig": 20, "dau": 2, "pedwar": 4,
    "chwech": 6, "saith": 7, "wyth": 8, "naw": 9, "dwa": 2, "trzy": 3, "cztery": 4, "pięć": 5,
    "sześć": 6, "siedem": 7, "osiem": 8, "dziewięć": 9, "dziesięć": 10, "dozen": 12,
}  # fmt: skip
"""Numbers in the languages that schools teach or pupils often speak; words that are English too are left out."""
ROMAN = re.compile(r"\b(?=[XLVI]{2,}\b)(?:XL|L?X{0,3})(?:IX|IV|V?I{0,3})\b")
ROMAN_VALUES = {"I": 1, "V": 5, "X": 10, "L": 50}


def spelt_out(text: str) -> str:
    """Return a text with wide and circled figures made plain and words spelt letter by letter joined."""
    plain = "".join(_plain(sign) for sign in text)
    return SPELT.sub(lambda spelt: re.sub(r"[^A-Za-z]", "", spelt[0]), plain)


def _plain(sign: str) -> str:
    if sign.isascii() or sign in "²³½¼¾⅓⅔" or not sign.isnumeric() or unicodedata.decomposition(sign)[:7] in _RAISED:
        return sign
    return unicodedata.normalize("NFKC", sign)


_RAISED = frozenset(["<super>", "<sub> 0"])


def numbers_told(text: str) -> set[Fraction]:
    """Return the numbers that a text tells in disguise: as digits, as relations, as sums, in other languages."""
    return _as_digits(text) | _as_relations(text) | _as_sums(text) | _in_other_words(text)


def _as_digits(text: str) -> set[Fraction]:
    found = {re.sub(r"\D", "", match[0]) for match in DIGITS.finditer(text)}
    for match in NAMED_DIGITS.finditer(text):
        digits = [
            str(NAMED_NUMBERS[word]) for word in re.findall(r"[a-z]+", match[0].casefold()) if word in NAMED_NUMBERS
        ]
        found.add("".join(digits))
    placed = [next(filter(None, match.groups())) for match in PLACED.finditer(text)]
    digits = [one if one.isdigit() else str(NAMED_NUMBERS.get(one.casefold(), "")) for one in placed]
    if len(digits) > 1:
        found.add("".join(digits))
    return {Fraction(digits) for digits in found if digits}


def _as_relations(text: str) -> set[Fraction]:
    """Return the numbers told by others: one more than five, half of twelve, between five and seven."""
    found = set()
    for kind, pattern in RELATIONS.items():
        for match in pattern.finditer(text):
            a, b = _value(match["a"]), _value(match["b"])
            found.add({"more": b + a, "less": b - a, "times": b * a, "beside": b + a, "between": (a + b) / 2}[kind])
    return found


def _value(word: str) -> Fraction:
    word = word.casefold()
    return WORTH[word] if word in WORTH else Fraction(NAMED_NUMBERS.get(word, word))


def _as_sums(text: str) -> set[Fraction]:
    """Return the values of the sums that a text leaves for the pupil to type in."""
    plain = text.replace("$", "").replace(r"\times", "×").replace(r"\div", "÷")
    values = (value_of(part) for one in sentences(plain) if (part := first_sum(one)) is not None)
    return {value for value in values if value is not None}


def _in_other_words(text: str) -> set[Fraction]:
    found = {Fraction(ELSEWHERE[word]) for word in re.findall(r"[^\W\d_]+", text.casefold()) if word in ELSEWHERE}
    for match in filter(lambda one: one[0], ROMAN.finditer(text)):
        values = [ROMAN_VALUES[letter] for letter in match[0]]
        total = sum(-one if one < other else one for one, other in zip(values, [*values[1:], 0], strict=True))
        found.add(Fraction(total))
    return found
