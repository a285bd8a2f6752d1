"""The sums written in a text: what was worked out from what, and whether it comes out.

Reads figures, signs and the commonest words for them; never a meaning, and nothing is evaluated as code.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fractions import Fraction

from tutor.sums import Claim, Number, Part, Read, Sum, between, in_its_unit, value_of

LETTER_FOR_NUMBER = re.compile(r"(?<![A-Za-z])(?:[abknrtwyz]|x(?!\s*\d))(?![A-Za-z])")
LONGEST = 6000
"""How many characters of one text are read: more is no pupil's working."""
MOST_WORDS = 6
"""How many words of a unit may stand between a number and the next sign: 20 people in total / 4."""

CURRENCY = "£$€"
PROPER = r"(?:1/(?:[2-9]|1[0-2])|2/[3579]|3/(?:[4578]|10)|4/[579]|5/(?:[6-9]|12)|6/7|7/(?:[89]|1[02])|8/9|9/10|11/12)"
MIXED = re.compile(rf"(\d+) ({PROPER})")
TOKEN = re.compile(
    rf"(?P<number>\s?(?<![\d/])\d{{1,4}} {PROPER}(?![\d/])|"
    r"[£$€]\s?\d{1,3}(?: \d{3})+(?!\d)|[£$€]?\s?(?:\d{1,3}(?:,\d{3})+(?!\d)|\d+)(?:\.\d+)?"
    r"(?:\s?%|[£$€](?!\s?[\d.]))?"
    r"|[£$€]?\.\d+\s?%?|[½¼¾⅓⅔])"
    r"|(?P<equals>=|≈|\b(?:(?:which|that) )?(?:is equal to|equals|makes|gives|giving|to get|is|was)\b)"
    r"|(?P<sign>[+*×÷^²³]|\bplus\b|\bminus\b|\btimes\b(?!\s+(?:per|each|a|an|in|on|every|and|as|more)\b|\s*[=.,;)])"
    r"|\bmultiplied by\b|\bdivided (?:by|into|among|between)\b"
    r"|[-−–/](?=\s*[(\d£$€.])|(?:(?<=\d)|(?<=[\s)%]))[xX](?=\s*[(\d£$€.]))"
    r"|(?P<open>\()|(?P<close>\))|(?P<of>\bof\b)|(?P<word>(?:/\s?)?[A-Za-z][A-Za-z'’]*)|(?P<other>\S)",
    re.IGNORECASE,
)
SIGNS = {
    "plus": "+", "minus": "−", "-": "−", "–": "−", "times": "×", "multiplied by": "×", "x": "×", "*": "×", "/": "÷",
}  # fmt: skip
NAMED_SIGNS = {"sum": "+", "total": "+", "difference": "−", "product": "×"}
NAMED_SUM = re.compile(
    r"\b(sum|total|difference|product) (?:of|between) ([£$€]?\d[\d,.]*) and ([£$€]?\d[\d,]*(?:\.\d+)?)", re.IGNORECASE
)
VULGAR = {"½": Fraction(1, 2), "¼": Fraction(1, 4), "¾": Fraction(3, 4), "⅓": Fraction(1, 3), "⅔": Fraction(2, 3)}
NAMED_PART = re.compile(r"\b(?:an? |one )?(half|third|quarter|fifth|tenth)(?: of)? (?=[£$€]?\d)", re.IGNORECASE)
"""Half of 100, before a figure."""
PARTS_OF = {"half": "1/2", "third": "1/3", "quarter": "1/4", "fifth": "1/5", "tenth": "1/10"}
NAMED_TWICE = re.compile(
    r"(?<![A-Za-z\d])(?P<letter>[a-z])\s?=\s?(?P<sum>[£$€]?\d[\d.,]*(?:\s*[-+*×÷/]\s*[£$€]?\d[\d.]*)+)"
    r"[\s.;,]+(?:(?:[A-Za-z]{2,}[,:]?\s+){0,6})(?P=letter)\s?=\s?(?P<result>[£$€]?\d[\d,]*(?:\.\d+)?)(?!\s*[-+*×÷/\d])"
)
NAMED = re.compile(r"(?<![A-Za-z\d])([A-Za-z])\s?=(?!=)")
CONTINUED = re.compile(r"\s*\n\s*=")
SENTENCE_END = re.compile(r"(?<=[.!?;])(?<!\bMr\.)(?<!\bMs\.)(?<!\bDr\.)(?<!\bMrs\.)\s+|\n+")
UNIT_LETTER = re.compile(r"(?<=\d)[A-Z](?![A-Za-z])")
"""A capital right after a figure, as in 40A, is a unit unless it has been given a value."""
UNKNOWN = re.compile(r"[abnwxyz]", re.IGNORECASE)
"""The letters that stand for a number; others after a figure are units."""


@dataclass(frozen=True)
class Token:
    """One piece of a text and what kind of piece it is."""

    kind: str
    text: str
    touches: bool
    """Nothing, not even a space, stands between it and the piece before."""


def sentences(text: str) -> list[str]:
    """Return the sentences and lines of a text."""
    joined = CONTINUED.sub(" =", text[:LONGEST])
    return [part.strip() for part in SENTENCE_END.split(joined) if part.strip()]


def claims_in(text: str) -> list[Claim]:
    """Return the sums with results that a text holds, in order; x = 2 × 30, x = 60 is one as well."""
    plain = NAMED_TWICE.sub(r"\g<sum> = \g<result>", text[:LONGEST])
    named = "".join(sorted(set(NAMED.findall(plain))))
    plain = UNIT_LETTER.sub(lambda match: match[0] if match[0] in named else "", plain)
    unknown = re.compile(rf"(?<=\d)[{named}](?![A-Za-z])") if named else None  # 6s is no unit where s = 20
    return [claim for sentence in sentences(plain) for claim in _claims_in_sentence(sentence, unknown)]


def numbers_in(text: str) -> list[Number]:
    """Return the numbers written in figures, in order."""
    return [_number(token.text) for token in _tokens(text) if token.kind == "number"]


def first_sum(text: str) -> Part | None:
    """Return the first sum of a text that is longer than a number, with or without a result."""
    plain = NAMED_SUM.sub(lambda match: f"{match[2]} {NAMED_SIGNS[match[1].casefold()]} {match[3]}", text)
    tokens = _tokens(plain)
    for start in range(len(tokens)):
        read = _Reader(tokens, start).total()
        if read is not None and isinstance(read[0], Sum):
            return read[0]
    return None


def _tokens(text: str) -> list[Token]:
    found: list[Token] = []
    end = -1
    for match in TOKEN.finditer(text[:LONGEST]):
        touches = match.start() == end and not match[0][0].isspace()
        found.append(Token(match.lastgroup or "other", match[0].strip(), touches))
        end = match.start() + len(match[0].rstrip())
    return found


def _number(text: str) -> Number:
    if text in VULGAR:
        return Number(VULGAR[text], text)
    if mixed := MIXED.fullmatch(text):
        return Number(int(mixed[1]) + Fraction(mixed[2]), text)
    plain = text.strip(CURRENCY + " ").replace(",", "").replace(" ", "")
    value = Fraction(plain.rstrip("%"))
    return Number(value / 100 if plain.endswith("%") else value, text.replace(" ", ""))


def _claims_in_sentence(sentence: str, unknown: re.Pattern[str] | None) -> Iterator[Claim]:
    plain = NAMED_PART.sub(lambda found: f"{PARTS_OF[found[1].casefold()]} of ", sentence)
    tokens = _tokens(unknown.sub("¤", plain) if unknown else plain)
    at = 0
    while at < len(tokens):
        read = None if _follows_unread(tokens, at) else _Reader(tokens, at).total()
        if read is None:
            at += 1
            continue
        part, end = read
        equals = _after_words(tokens, end, "equals")
        result = _Reader(tokens, equals + 1).total() if equals is not None else None
        if result is not None and equals is not None and not _goes_on(tokens, result[1]):
            yield from _claim(part, result[0], tokens[equals].text == "=", sentence)
            at = equals + 1
        else:
            at = max(end, at + 1)


def _goes_on(tokens: list[Token], at: int) -> bool:
    """Return whether what was read as a result is the top of a fraction with a letter below, as in 3/8 = 6/t."""
    return any(re.fullmatch(r"/\s?[A-Za-z]", token.text) for token in tokens[at : at + 2])


def _follows_unread(tokens: list[Token], at: int) -> bool:
    """Return whether what stands before a place belongs to the same sum and could not be read."""
    if at > 1 and tokens[at - 2].text == ",":
        return False
    before = tokens[at - 1] if at else None
    if before is None or (before.text in "aA" and not tokens[at].touches):
        return False
    return before.kind in {"sign", "close"} or bool(UNKNOWN.fullmatch(before.text))


def _claim(left: Part, right: Part, by_sign: bool, sentence: str) -> Iterator[Claim]:
    """Yield what one equals sign claims, with the plain number as the result."""
    value, other = value_of(left), value_of(right)
    if value is None or other is None:
        return
    if isinstance(left, Sum) and isinstance(right, Number):
        stated = in_its_unit(left, value, right)
        last = left.right if not by_sign and isinstance(left.right, Sum) and value_of(left.right) == other else left
        yield Claim(last, other if last is left.right else value, stated, sentence)
    elif isinstance(left, Sum) and isinstance(right, Sum):
        yield from between((left, value), (right, other), by_sign, sentence)
    elif isinstance(left, Number) and isinstance(right, Sum) and by_sign and value == other:
        yield Claim(right, other, left, sentence)


def _after_words(tokens: list[Token], at: int, *kinds: str) -> int | None:
    """Return where one of these kinds comes next, past a few words of a unit."""
    for position in range(at, min(at + MOST_WORDS + 1, len(tokens))):
        if tokens[position].kind in kinds:
            return position
        comma = tokens[position].text == "," and "equals" in kinds
        if tokens[position].kind not in {"word", "of"} and not comma:
            return None
        if UNKNOWN.fullmatch(tokens[position].text) and tokens[position].text != "a":
            return None
    return None


class _Reader:
    """Reads one sum from a place in the tokens; every method returns what it read and where it ended."""

    def __init__(self, tokens: list[Token], at: int, depth: int = 0) -> None:
        self._tokens = tokens
        self._at = at
        self._depth = depth

    def total(self) -> Read | None:
        """Return terms added and subtracted."""
        return self._chain("+−", self._product)

    def _product(self) -> Read | None:
        return self._chain("×÷", self._fraction)

    def _fraction(self) -> Read | None:
        """Return a power, or two with nothing but a stroke between them: what divides by 1/3 divides by a third."""
        top = self._power()
        if top is None:
            return None
        part, at = top
        if [token.text for token in self._tokens[at : at + 1] if token.touches] != ["/"]:
            return top
        bottom = _Reader(self._tokens, at + 1, self._depth)._power() if self._touches(at + 1) else None
        if bottom is None:
            return top
        self._at = bottom[1]
        return Sum("÷", part, bottom[0], stroke=True), bottom[1]

    def _touches(self, at: int) -> bool:
        return at < len(self._tokens) and self._tokens[at].touches

    def _power(self) -> Read | None:
        return self._chain("^", self._single)

    def _chain(self, wanted: str, below: Callable[[], Read | None]) -> Read | None:
        first = below()
        if first is None:
            return None
        part, self._at = first
        while (sign := self._sign(wanted, part)) is not None:
            before, self._at = self._at, sign[1]
            after = (Number(Fraction(sign[2]), str(sign[2])), self._at) if sign[2] else below()
            if after is None:
                unread = self._at < len(self._tokens) and self._tokens[self._at].kind in {"number", "open"}
                return None if unread else (part, before)
            part, self._at = Sum(sign[0], part, after[0]), after[1]
        return part, self._at

    def _sign(self, wanted: str, part: Part) -> tuple[str, int, int] | None:
        """Return the next sign if it is one of those wanted, where what follows begins, and a power that it holds."""
        tokens = self._tokens
        position = _after_words(tokens, self._at, "sign", "of")
        if position is not None and tokens[position].kind == "of" and not (position == self._at and _is_share(part)):
            position = _after_words(tokens, self._at, "sign")
        if position is None:
            open_here = self._at < len(tokens) and tokens[self._at].kind == "open"
            touching = open_here and (tokens[self._at].touches or tokens[self._at - 1].kind == "close")
            return ("×", self._at, 0) if touching and "×" in wanted else None
        token = tokens[position]
        if token.kind == "of":
            return ("×", position + 1, 0) if "×" in wanted else None
        if token.text in "²³":
            return ("^", position + 1, "²³".index(token.text) + 2) if wanted == "^" else None
        sign = SIGNS.get(token.text.casefold(), "÷" if token.text.casefold().startswith("divided") else token.text)
        return (sign, position + 1, 0) if sign in wanted else None

    def _single(self) -> Read | None:
        """Return a number or a sum in brackets."""
        if self._at >= len(self._tokens) or self._depth > 8:
            return None
        if self._tokens[self._at].text in CURRENCY and self._at + 1 < len(self._tokens):
            self._at += 1
        token, after = self._tokens[self._at], self._tokens[self._at + 1 : self._at + 2]
        if any(one.touches and one.kind == "word" and UNKNOWN.fullmatch(one.text) for one in after):
            return None
        if token.text in "-−–" and after and after[0].kind == "number":
            number = _number(after[0].text)
            return Number(-number.value, f"−{number.text}"), self._at + 2
        if token.kind == "number":
            return _number(token.text), self._at + 1
        if token.kind != "open":
            return None
        inner = _Reader(self._tokens, self._at + 1, self._depth + 1).total()
        end = _after_words(self._tokens, inner[1], "close") if inner else None
        return (inner[0], end + 1) if inner and end is not None else None


def _is_share(part: Part) -> bool:
    """Return whether "of" after a part means times: a percentage or a fraction."""
    if isinstance(part, Number):
        return part.text.endswith("%") or part.text in VULGAR
    return part.sign == "÷" and isinstance(part.left, Number) and isinstance(part.right, Number)


def false_claims(text: str) -> list[str]:
    """Return the sums in a text, such as 48 - 7 = 40, that are not true."""
    plain = text.replace("$", "").replace(r"\times", "×").replace(r"\div", "÷").replace("−", "-")
    plain = LETTER_FOR_NUMBER.sub("¤", plain)  # a sum with a letter in it claims nothing that can be worked out
    return [claim.text for claim in claims_in(plain) if not _comes_out(claim)]


def _comes_out(claim: Claim) -> bool:
    """Return whether a sum is true as written, or its result is rounded to the places that it has."""
    written = claim.stated.text
    places = len(written.rstrip("%").partition(".")[2]) + (2 if written.endswith("%") else 0)
    exact: Fraction = claim.value * 10**places
    gap: Fraction = abs(claim.value - claim.stated.value) * 10**places
    return gap == 0 or (exact.denominator != 1 and gap <= Fraction(1, 2))
