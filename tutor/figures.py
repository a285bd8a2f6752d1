"""The numbers that a text names, in figures and in words.

Reads sizes only: a minus sign, a unit and what a number is of are for others.
"""

import re
from contextlib import suppress
from fractions import Fraction
from itertools import pairwise

NUMBER = re.compile(
    r"(?<![\w.])(?:\d[\d,]*(?:\.\d+)?|\.\d+)(?:\s?/\s?\d+)?|\\[dt]?frac\{(\d+)\}\{(\d+)\}|[¼½¾⅓⅔]", re.ASCII
)
TIMES = re.compile(r"(?<![A-Za-z])[xX*]\s*(?=[\d(.])")
POWER_OF_TEN = re.compile(r"(\d+(?:\.\d+)?)\s?(?:×|x|\*|\\times)\s?10(?:\^\{?([-−]?\d{1,3})|([⁻⁰¹²³⁴-⁹]+))", re.ASCII)
RAISED = str.maketrans("⁻⁰¹²³⁴⁵⁶⁷⁸⁹−", "-0123456789-")
NAMED_NUMBERS = {
    "zero": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16,
    "seventeen": 17, "eighteen": 18, "nineteen": 19, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50,
    "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90, "hundred": 100,
}  # fmt: skip
PARTS = {"half": 2, "halves": 2, "third": 3, "thirds": 3, "quarter": 4, "quarters": 4} | {
    f"{word}{ending}": value
    for word, value in [("fifth", 5), ("sixth", 6), ("seventh", 7), ("eighth", 8), ("ninth", 9), ("tenth", 10)]
    for ending in ("", "s")
}
VULGAR = {"¼": "1/4", "½": "1/2", "¾": "3/4", "⅓": "1/3", "⅔": "2/3"}


def times_apart(text: str) -> str:
    """Return a text with room around an x that multiplies two numbers, so that each of them is read: 2x11x10."""
    return TIMES.sub(" × ", text)


def numbers_in(text: str) -> list[Fraction]:
    """Return the numbers written in figures in a text.

    Fractions count as one number and as their parts; mixed numbers and powers of ten also as wholes.
    """
    found: list[Fraction] = []
    before: tuple[Fraction, int] | None = None
    for match in NUMBER.finditer(text):
        written = f"{match[1]}/{match[2]}" if match[1] else VULGAR.get(match[0], match[0])
        top, _, bottom = re.sub(r"[,\s]", "", written).partition("/")
        if bottom and Fraction(bottom):
            value = Fraction(top) / Fraction(bottom)
            found.append(value)
            if before and value < 1 and not text[before[1] : match.start()].strip():
                found.append(before[0] + value)
        found.extend(Fraction(part) for part in (top, bottom) if part)
        before = (Fraction(top), match.end()) if not bottom and Fraction(top).denominator == 1 else None
    for front, power, raised in POWER_OF_TEN.findall(text):
        with suppress(ValueError):  # "10⁻⁻" is no power
            found.append(Fraction(front) * Fraction(10) ** int((power or raised).translate(RAISED)))
    return found


def named_numbers_in(text: str) -> list[Fraction]:
    """Return the numbers written in words, up to nine hundred and ninety-nine, and fractions such as three quarters."""
    found: list[Fraction] = []
    run: list[str] = []
    for word in [*re.findall(r"[a-z]+|[^a-z\s-]", text.casefold()), ""]:
        if word in NAMED_NUMBERS or (word == "and" and run):
            run.append(word)
            continue
        found.extend(_named(run))
        if run and word in PARTS and (tops := _named(run[-1:])):
            found.append(tops[0] / PARTS[word])
        run = []
    return found


def _named(run: list[str]) -> list[Fraction]:
    """Return the values of a run of number words: each alone, tens with ones, and hundreds with the rest."""
    values = [NAMED_NUMBERS[word] for word in run if word != "and"]
    found = [Fraction(value) for value in values]
    found += [Fraction(a + b) for a, b in pairwise(values) if 20 <= a < 100 and b < 10]
    if 100 in values and values.index(100) > 0:
        at = values.index(100)
        hundreds, rest = values[at - 1] * 100, values[at + 1 :]
        found.append(Fraction(hundreds))
        if rest:
            found.append(Fraction(hundreds + rest[0] + (rest[1] if len(rest) > 1 and 20 <= rest[0] < 100 else 0)))
    return found
