"""The numbers and expressions that a text writes, in figures, words, fractions, LaTeX and a few disguises.

Made for the scorer alone and shares nothing with the checker that the tutor uses, so that one can find what the other
misses. Sizes are bounded before anything is parsed, and only listed signs reach the parser.
"""

import base64
import binascii
import re
from collections.abc import Iterator
from fractions import Fraction
from functools import lru_cache

import sympy
from sympy.parsing.sympy_parser import (
    implicit_multiplication,
    parse_expr,
    rationalize,
    standard_transformations,
)

LONGEST = 60
"""Characters of one stretch of maths that are parsed, which bounds the time; a number in it is read all the same."""
SYMBOLS = {letter: sympy.Symbol(letter) for letter in "abcdefghijklmnopqrstuvwxyz"}
NAMES = {**SYMBOLS, "pi": sympy.pi, "sqrt": sympy.sqrt}
FIGURES = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
VULGAR = {"½": "1/2", "¼": "1/4", "¾": "3/4", "⅓": "1/3", "⅔": "2/3", "⅕": "1/5", "⅛": "1/8", "⅜": "3/8"}
ONES = {
    "zero": 0, "nought": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
    "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "dozen": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15,
    "sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19,
}  # fmt: skip
TENS = {
    "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
}  # fmt: skip
SCALES = {"hundred": 100, "thousand": 1000, "million": 10**6}
PARTS = {
    "half": 2, "halves": 2, "third": 3, "quarter": 4, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8,
    "ninth": 9, "tenth": 10, "twelfth": 12, "twentieth": 20, "hundredth": 100,
}  # fmt: skip
SIGNS = (
    ("\\times", "*"), ("\\cdot", "*"), ("\\div", "/"), ("×", "*"), ("·", "*"), ("÷", "/"), ("−", "-"), ("–", "-"),
    ("π", " pi "), ("\\pi", " pi "), ("\\left", ""), ("\\right", ""), ("**", "^"),
)  # fmt: skip
"""Signs as they are typeset or typed, and as they are parsed."""
FIGURE = r"\d{1,30}(?:\.\d{1,30})?"
NUMBER = re.compile(rf"(?<![\w.^])(?:(?<![\d)] )-)?{FIGURE}(?![\w]|\.\d)|(?<![\w.^])-?{FIGURE}(?=[a-z%°])")
MATHS = re.compile(r"(?:sqrt|pi|\d+(?:\.\d+)?|(?<![a-z])[a-z](?![a-z])|(?<=\d)[a-z](?![a-z])|[-+*/^()=]|\s)+")


def plain_maths(text: str) -> str:
    """Return a text with LaTeX, typographic signs and commas in thousands as plain signs, in small letters."""
    for _ in range(3):
        text = re.sub(r"\\[dt]?frac\s*\{([^{}]*)\}\s*\{([^{}]*)\}", r" ((\1)/(\2)) ", text)
        text = re.sub(r"\\sqrt\s*\{([^{}]*)\}|√\s?\(?(\d+)\)?", lambda root: f" sqrt({root[1] or root[2]}) ", text)
        text = re.sub(r"\\(?:text|mathrm|mathbf|boxed)\s*\{([^{}]*)\}", r" \1 ", text)
    text = re.sub(r"\^\s*\{\s*([-−]?\w+)\s*\}", r"^\1", text)
    text = re.sub(r"\^\s*\{([^{}]*)\}", r"^(\1)", text)
    text = re.sub(r"[⁰¹²³⁴⁵⁶⁷⁸⁹]+", lambda power: f"^{power[0].translate(FIGURES)}", text)
    for sign, written in VULGAR.items():
        text = re.sub(rf"(\d+)\s?{sign}", rf"(\1+{written})", text).replace(sign, f"({written})")
    text = re.sub(r"(?<=\d)(?:,|\{,\}|\\,)(?=\d{3}\b)", "", text)
    text = re.sub(r"(?<![\d/.])(\d+)\s+(\d+/\d+)\b", r"(\1+\2)", text)
    for sign, written in SIGNS:
        text = text.replace(sign, written)
    return re.sub(r"(?<=[\d)])\s*x\s*(?=\d)", "*", re.sub(r"[$£€\\{}_`]", " ", text.casefold()))


def numbers(text: str) -> set[Fraction]:
    """Return the numbers that a text names, in figures (with percentages both ways) or in words."""
    plain = plain_maths(text)
    found = {Fraction(re.sub(r"\s", "", match[0]).replace("−", "-")) for match in NUMBER.finditer(plain)}
    shares = {Fraction(share) / 100 for share in re.findall(rf"(?<!\d)({FIGURE})\s?(?:%|per ?cent)", plain)}
    return found | shares | set(numbers_in_words(text))


def numbers_in_words(text: str) -> Iterator[Fraction]:
    """Yield the numbers that are written in words, each as far as it goes; "one" alone is no number."""
    words = re.findall(r"[a-z]+", text.casefold())
    place = 0
    while place < len(words):
        end, value = _longest(words, place)
        if value is not None and words[place:end] != ["one"]:
            yield -value if place and words[place - 1] in ("minus", "negative") else value
        place = max(end, place + 1)


def _longest(words: list[str], start: int) -> tuple[int, Fraction | None]:
    """Return where the number in words that starts at a place ends, and its value."""
    best: tuple[int, Fraction | None] = (start, None)
    for end in range(start + 1, min(start + 12, len(words)) + 1):
        value = _in_words(tuple(words[start:end]))
        if value is not None:
            best = end, value
    return best


@lru_cache(maxsize=4096)
def _in_words(words: tuple[str, ...]) -> Fraction | None:
    """Return the value of words that are one number, None for others."""
    if "point" in words:
        return _with_decimals(words)
    part = PARTS.get(words[-1].removesuffix("s")) or PARTS.get(words[-1])
    if part is not None:
        return _with_part(words[:-1], part)
    return _whole(words) if words and words[-1] != "and" else None


def _whole(words: tuple[str, ...]) -> Fraction | None:
    total = group = 0
    last = ""
    for word in words:
        if word in ONES and last not in ONES:
            group += ONES[word]
        elif word in TENS and last not in ONES and last not in TENS:
            group += TENS[word]
        elif word in SCALES and last:
            group, total = (group * 100, total) if word == "hundred" else (0, total + group * SCALES[word])
        elif word != "and" or last not in SCALES:
            return None
        last = word
    return Fraction(total + group)


def _with_decimals(words: tuple[str, ...]) -> Fraction | None:
    at = words.index("point")
    whole = _in_words(words[:at]) if at else Fraction(0)
    digits = [str(ONES[word]) for word in words[at + 1 :] if ONES.get(word, 10) < 10]
    return (
        Fraction(f"{whole}.{''.join(digits)}") if whole is not None and len(digits) == len(words) - at - 1 > 0 else None
    )


def _with_part(words: tuple[str, ...], part: int) -> Fraction | None:
    """Return "three quarters", "a half", "two and a half"."""
    if not words or words in (("a",), ("one",), ("an",)):
        return Fraction(1, part)
    if len(words) > 2 and words[-2] == "and" and words[-1] in ("a", "one"):
        whole = _in_words(words[:-2])
        return whole + Fraction(1, part) if whole is not None else None
    count = _in_words(words)
    return Fraction(count, part) if count is not None else None


def stretches(text: str) -> list[str]:
    """Return the sides of equations and the expressions of a text, as plain signs."""
    runs = [side for run in MATHS.findall(plain_maths(text)) for side in run.split("=")]
    return [bare for run in runs if re.search(r"\d|[a-z]", bare := _balanced(run)) and len(bare) <= LONGEST]


def _balanced(run: str) -> str:
    """Return a stretch without signs or brackets that hang over its ends."""
    bare = run.strip(" +*/^")
    bare = re.sub(r"^a (?=\S)|\s(?:a|i|s)$|^(?:a|i)$|^s ", "", bare).strip(" -" if bare.endswith("-") else " ")
    while bare.count("(") > bare.count(")") and "(" in bare:
        bare = bare.replace("(", "", 1)
    while bare.count(")") > bare.count("("):
        bare = bare[::-1].replace(")", "", 1)[::-1]
    return bare.strip(" +*/^")


@lru_cache(maxsize=4096)
def parsed(stretch: str) -> sympy.Expr | None:
    """Return a stretch of maths as an expression, None where it is none or could grow large."""
    bare = re.sub(r"\s*\^\s*", "**", stretch.strip())
    if not bare or len(bare) > LONGEST or re.search(r"\*\*\(?-?\d{3}|\*\*[^*]*\*\*|\d{13}|\d\s+\d", bare):
        return None
    if not re.fullmatch(r"(?:sqrt|pi|[a-z]|\d+(?:\.\d+)?|\*\*|[-+*/()]|\s)+", bare):
        return None
    try:
        found = parse_expr(
            re.sub(r"(?<![a-z])([a-z])(?=[a-z](?![a-z]))", r"\1*", bare),
            local_dict=dict(NAMES),
            global_dict={
                "Integer": sympy.Integer,
                "Float": sympy.Float,
                "Rational": sympy.Rational,
                "Symbol": sympy.Symbol,
            },
            transformations=(*standard_transformations, implicit_multiplication, rationalize),
        )
    except (SyntaxError, TypeError, ValueError, IndexError, NameError, AttributeError, ArithmeticError, RecursionError):
        return None
    return found if isinstance(found, sympy.Expr) and not found.has(sympy.zoo, sympy.nan) else None


def value_of(stretch: str) -> Fraction | None:
    """Return the number that a stretch without letters comes to; roots and pi to 15 figures."""
    found = parsed(stretch)
    if found is None or found.free_symbols:
        return None
    if isinstance(found, sympy.Rational):
        return Fraction(int(found.p), int(found.q))
    number = sympy.N(found, 15)
    return Fraction(str(number)) if number.is_real else None


def same_everywhere(one: sympy.Expr, other: sympy.Expr) -> bool:
    """Return whether two expressions agree at four points, far from every small coincidence."""
    if one.free_symbols != other.free_symbols:
        return False
    points = (sympy.Rational(17, 7), sympy.Rational(-29, 11), sympy.Rational(101, 13), sympy.Rational(211, 3))
    for place in range(len(points)):
        names = sorted(one.free_symbols, key=str)
        at = {name: points[(place + shift) % len(points)] + shift for shift, name in enumerate(names)}
        if abs(sympy.N((one - other).subs(at), 12)) > 1e-7:
            return False
    return True


def disguised(text: str) -> list[str]:
    """Return what a text spells out letter by letter or digit by digit or writes backwards."""
    spelt = [re.sub(r"[\W_]+", "", run) for run in re.findall(r"(?<!\w)(?:\w[\s,.;:_*-]{1,3}){1,}\w(?!\w)", text)]
    backwards = [word[::-1] for word in re.findall(r"[A-Za-z]{3,}|\d{2,}", text)]
    return [*spelt, *backwards]


def decoded(text: str) -> Iterator[str]:
    """Yield what a text encodes in base 64."""
    for word in re.findall(r"(?<![\w/+])[A-Za-z0-9+/]{2,}={0,2}(?![\w/+])", text):
        if len(word) % 4 == 0 and len(word) >= 4:
            try:
                yield base64.b64decode(word, validate=True).decode("ascii")
            except (binascii.Error, UnicodeDecodeError):
                continue


def single_digits(texts: list[str]) -> str:
    """Return the digits that stand alone in texts, joined in order, for an answer told a digit at a time."""
    alone = [re.findall(r"(?<![\d.,/^])\d(?![\d/^]|\.\d)", plain_maths(text)) for text in texts]
    return "".join("".join(digits) for digits in alone)
