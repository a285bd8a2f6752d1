"""Numbers spelt in words, as digits: "twenty-one", "minus three", "a half", "two and three quarters".

Knows English words for numbers; not what a number is for.
"""

import re
from decimal import Decimal

ORDINALS = {
    **{"half": 2, "halves": 2, "third": 3, "quarter": 4, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7},
    **{"eighth": 8, "ninth": 9, "tenth": 10, "eleventh": 11, "twelfth": 12, "thirteenth": 13, "fourteenth": 14},
    **{"fifteenth": 15, "sixteenth": 16, "seventeenth": 17, "eighteenth": 18, "nineteenth": 19, "twentieth": 20},
    **{"hundredth": 100, "thousandth": 1000},
}
BOTTOMS = {**ORDINALS, **{f"{word}s": size for word, size in ORDINALS.items() if not word.startswith("hal")}}
VALUES = {
    **{"zero": 0, "nought": 0, "nil": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6},
    **{"seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14},
    **{"fifteen": 15, "sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19, "twenty": 20, "thirty": 30},
    **{"forty": 40, "fourty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90},
}
SCALES = {"hundred": 100, "thousand": 1000, "million": 10**6, "billion": 10**9}


def _any(words: object) -> str:
    """Return a pattern of any of the words, the longest first."""
    return "|".join(sorted(map(str, words), key=len, reverse=True))  # type: ignore[call-overload]


WORD = rf"(?:{_any([*VALUES, *SCALES])})"
WHOLE = rf"(?:a (?=hundred|thousand|million))?{WORD}(?:(?:-|\s+and\s+|\s+){WORD})*"
NUMBER = re.compile(
    rf"(?<![A-Za-z0-9.\\])(?P<sign>(?:minus|negative)\s+)?"
    rf"(?:(?P<whole>{WHOLE})(?:\s+point(?P<decimals>(?:\s+{WORD})+))?"
    rf"(?:\s+and\s+an?[\s-]+(?P<of>{_any(BOTTOMS)}))?"
    rf"(?:[\s-]+(?P<over>{_any(BOTTOMS)}))?"
    rf"|(?P<part>(?:an?\s+)(?:{_any(ORDINALS)})|half)(?:\s+(?:of\s+)?an?(?=\s))?)(?![A-Za-z])",
    re.IGNORECASE,
)
DIGITS_AND = re.compile(rf"(?i)(?<![0-9/.])([0-9]+) and (?=(?:an?|{WORD})[\s-]+(?:{_any(BOTTOMS)})(?![A-Za-z]))")
PARTS = re.compile(rf"(?i)(?<![0-9/.,])([0-9]+)[\s-]+({_any(BOTTOMS)})(?![A-Za-z])")
POINT = re.compile(rf"(?i)(?<![A-Za-z0-9])(?:(?P<before>{WORD})\s+)?point((?:\s+{WORD})+)(?![A-Za-z])")
PLAIN = re.compile(r"[0-9]{1,12}(?:\.[0-9]{1,12})?")
SCALED = re.compile(r"(?i)(?<![0-9.,])([0-9][0-9.,]*)\s*(thousand|million|billion)(?![A-Za-z])")


def with_digits(text: str) -> str:
    """Return the text with the numbers that are spelt in words written in digits; words that make none are left."""
    scaled = SCALED.sub(lambda match: multiplied(match[1], SCALES[match[2].casefold()]), text)
    pointed = POINT.sub(lambda match: match.group() if match["before"] else f"0{_decimals(match[2])}", scaled)
    written = NUMBER.sub(_digits, DIGITS_AND.sub(r"\1 ", pointed))
    return PARTS.sub(lambda match: f"{match[1]}/{BOTTOMS[match[2].casefold()]}", written)


def multiplied(digits: str, by: int) -> str:
    """Return a plain decimal multiplied, in digits: "1.5" by a million is "1500000"; else the product as a sum."""
    if not PLAIN.fullmatch(digits):
        return f"{digits}*{by}"
    return f"{(Decimal(digits) * by).normalize():f}"


def _digits(match: re.Match[str]) -> str:
    sign = "-" if match["sign"] else ""
    if match["part"]:
        return f"{sign}1/{BOTTOMS[match['part'].casefold().split()[-1]]}"
    whole, over = match["whole"].casefold(), match["over"]
    if over:
        return sign + _fraction(whole, BOTTOMS[over.casefold()])
    value = _value(whole)
    if value is None:
        return re.sub(WORD, lambda word: str(_value(word.group())), match.group(), flags=re.IGNORECASE)
    if match["of"]:
        return f"{sign}{value} 1/{BOTTOMS[match['of'].casefold()]}"
    return f"{sign}{value}{_decimals(match['decimals'])}"


def _fraction(words: str, bottom: int) -> str:
    """Return a fraction, or a mixed number where the words have an "and": "two and three" quarters."""
    whole, _, top = words.rpartition(" and ")
    return f"{_value(whole)} {_value(top)}/{bottom}" if whole else f"{_value(words)}/{bottom}"


def _value(words: str) -> int | None:
    """Return the whole number that words make, None for words such as "three four" that make none."""
    total, group, limit = 0, 0, 100
    for word in re.split(r"[\s-]+", words.casefold()):
        if word in {"a", "and"}:
            continue
        scale = SCALES.get(word)
        if scale is None:
            if VALUES[word] >= limit:
                return None
            group, limit = group + VALUES[word], 10 if VALUES[word] >= 20 else 0
        elif scale == 100:
            group, limit = (group or 1) * 100, 100
        else:
            total, group, limit = total + (group or 1) * scale, 0, 100
    return total + group


def _decimals(words: str | None) -> str:
    """Return the digits after a point that are spelt one by one."""
    return "." + "".join(str(VALUES.get(word, "")) for word in words.casefold().split()) if words else ""
