"""A sum as plain values: its parts, its value, and whether a result that was written for it comes out.

Knows nothing of texts: what a text holds is read in `sums_reading`.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from fractions import Fraction

LARGEST_POWER = 12
CLOSE = 2000
"""A whole result of a sum with decimals may be out by one part in so many: they had been rounded."""
ROUNDED = re.compile(r"\b(?:round\w*|about|approx\w*|nearly|whole)\b|≈", re.IGNORECASE)
UNITS = re.compile(
    r"cent|penn|pence|\dp\b|minute|hour|second|day|week|month|inch|feet|foot|\bk?[gm]\b|\b[cm][ml]\b|lit", re.IGNORECASE
)
FACTORS = frozenset(map(Fraction, (100, 1000, 60, 3600, 24, 7, 12, 52, 365, 10)))
"""Changes of unit that a line of working may make without saying so."""


@dataclass(frozen=True)
class Number:
    """A number as it was written."""

    value: Fraction
    text: str


@dataclass(frozen=True)
class Sum:
    """Two parts and the sign between them."""

    sign: str
    left: "Part"
    right: "Part"
    stroke: bool = field(default=False, compare=False)
    """It was written as a fraction, with nothing but a stroke between."""


Part = Number | Sum
Read = tuple[Part, int]


@dataclass(frozen=True)
class Claim:
    """A sum with the result that was written for it, and the sentence it stands in."""

    left: Part
    value: Fraction
    stated: Number
    sentence: str

    @property
    def text(self) -> str:
        """The sum in plain signs, without the words around it."""
        return f"{shown(self.left)} = {self.stated.text}"

    @property
    def true(self) -> bool:
        """Whether it comes out, allowing for rounding and for a change of unit."""
        return self.value == self.stated.value or _nearly(self) or _changes_unit(self)


def value_of(part: Part) -> Fraction | None:
    """Return the value of a sum (None where there is none, as in a division by nought)."""
    if isinstance(part, Number):
        return part.value
    left, right = value_of(part.left), value_of(part.right)
    if left is None or right is None:
        return None
    if part.sign == "÷":
        return left / right if right else None
    if part.sign == "^":
        fits = right.denominator == 1 and 0 <= right <= LARGEST_POWER and abs(left) < 10**6
        return left ** int(right) if fits else None
    return {"+": left + right, "−": left - right, "×": left * right}[part.sign]


def leaves(part: Part) -> list[Number]:
    """Return the numbers of a sum, from left to right."""
    return [part] if isinstance(part, Number) else [*leaves(part.left), *leaves(part.right)]


def divided(part: Part) -> Part:
    """Return a sum with a part such as 1/4 × 20 as the division that it is, 20 ÷ 4."""
    if isinstance(part, Number) or part.sign != "×":
        return part
    for share, whole in ((part.left, part.right), (part.right, part.left)):
        if isinstance(share, Sum) and is_fraction(share) and value_of(share.left) == 1:
            return Sum("÷", whole, share.right)
    return part


def amounts(part: Part) -> list[Number]:
    """Return the numbers of a sum from left to right, a fraction within it as one number."""
    if isinstance(part, Number):
        return [part]
    inner = [
        [Number(value, shown(side))] if (value := _fraction_value(side)) is not None else amounts(side)
        for side in (part.left, part.right)
    ]
    return [*inner[0], *inner[1]]


def _fraction_value(part: Part) -> Fraction | None:
    return value_of(part) if isinstance(part, Sum) and part.stroke and is_fraction(part) else None


def held(part: Part) -> set[Fraction]:
    """Return the values of a sum's numbers, and of the fractions within it."""
    return {number.value for number in amounts(part)} | set(values(part))


def values(part: Part) -> list[Fraction]:
    """Return the values of a sum's numbers, from left to right."""
    return [number.value for number in leaves(part)]


def signs(part: Part) -> set[str]:
    """Return the signs of a sum."""
    return set() if isinstance(part, Number) else {part.sign} | signs(part.left) | signs(part.right)


def shown(part: Part) -> str:
    """Return a sum in plain signs."""
    if isinstance(part, Number):
        return part.text
    left, right = shown(part.left), shown(part.right)
    if is_fraction(part) and part.stroke:
        return f"{left}/{right}"
    if isinstance(part.left, Sum) and part.sign in "×÷^" and part.left.sign in "+−":
        left = f"({left})"
    bracketed = part.sign in "×÷^" and not (isinstance(part.right, Sum) and part.right.stroke and part.sign == "×")
    if isinstance(part.right, Sum) and (bracketed or (part.right.sign in "+−" and part.sign == "−")):
        right = f"({right})"
    return f"{left} {part.sign} {right}"


def is_fraction(part: Part) -> bool:
    """Return whether a part is one number over a larger one."""
    if isinstance(part, Number) or part.sign != "÷":
        return False
    top, bottom = part.left, part.right
    return isinstance(top, Number) and isinstance(bottom, Number) and 0 < top.value < bottom.value


def between(one: tuple[Sum, Fraction], two: tuple[Sum, Fraction], by_sign: bool, sentence: str) -> Iterator[Claim]:
    """Yield what is claimed between two sums: a piece that has been worked out, a result, or a fraction."""
    (left, value), (right, other) = one, two
    piece = _worked_out(left, right) if by_sign and value == other else None
    if piece is not None:
        yield Claim(piece[0], piece[1].value, piece[1], sentence)
    elif leaves(right)[0].value == value:
        yield Claim(left, value, leaves(right)[0], sentence)
    elif by_sign and is_fraction(right) and "÷" in signs(left):
        yield Claim(left, value, Number(other, shown(right).replace(" ", "").replace("÷", "/")), sentence)


def _worked_out(left: Part, right: Part) -> tuple[Sum, Number] | None:
    """Return the piece of a sum that stands worked out after the equals sign, as in 92 - (16 + 40) = 92 - 56."""
    own = {number.value for number in leaves(left)}
    for number in leaves(right):
        if number.value not in own:
            pieces = (piece for piece in _pieces(left) if value_of(piece) == number.value)
            return next(((piece, number) for piece in pieces), None)
    return None


def _pieces(part: Part) -> Iterator[Sum]:
    """Yield a sum's own sums, the larger first."""
    if isinstance(part, Sum):
        yield part
        yield from (*_pieces(part.left), *_pieces(part.right))


def in_its_unit(left: Part, value: Fraction, stated: Number) -> Number:
    """Return a result; a percentage worked out from plain numbers, as in 100 - 40 = 60%, counts as they do."""
    plain = not any("%" in number.text for number in leaves(left))
    of_hundred = plain and stated.text.endswith("%") and abs(stated.value * 100 - value) * CLOSE <= 10 * abs(value)
    return Number(value, stated.text) if of_hundred and not is_fraction(left) else stated


def _nearly(claim: Claim) -> bool:
    """Return whether a result is its value rounded, or cut off, to the places that it was written with."""
    if "/" in claim.stated.text:
        return False
    _, _, decimals = claim.stated.text.rstrip("% ").partition(".")
    percent = 100 if claim.stated.text.endswith("%") else 1
    unit = Fraction(1, 10 ** len(decimals) * percent)
    if any("." in number.text for number in leaves(claim.left)) and not decimals:
        return abs(claim.value - claim.stated.value) <= abs(claim.value) / CLOSE
    if not decimals and not ROUNDED.search(claim.sentence) and "÷" not in signs(claim.left):
        return False
    return claim.value.denominator != 1 and abs(claim.value - claim.stated.value) < unit


def _changes_unit(claim: Claim) -> bool:
    """Return whether a result is the value in another unit, by the words or signs around it."""
    if not claim.value or not claim.stated.value:
        return False
    ratio = claim.value / claim.stated.value
    if ratio not in FACTORS and 1 / ratio not in FACTORS:
        return False
    texts = [number.text for number in leaves(claim.left)] + [claim.stated.text]
    if any("%" in text for text in texts) and ratio in (100, Fraction(1, 100)):
        return True
    return bool(UNITS.search(claim.sentence))
