"""Whether two expressions are equal: by normal form where that decides, else at fixed points.

The normal form is a ratio of polynomials over the letters and over "atoms": the roots, powers and
functions that are not rational. It is exact. Points settle what atoms leave open (two roots may be
one number). Both are bounded by counting work, so no time limit is needed.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from sympy import QQ
from sympy.polys.rings import ring

from tutor.marking.tree import Apply, Letter, Node, Number, letters
from tutor.marking.value import NoValue, evaluate, same_value

MAX_WORK = 2_500
MAX_GENERATORS = 16
MAX_EXPONENT = 24
RATIONAL = {"+", "-", "*", "/", "neg", "mixed"}

MAGNITUDES = [Fraction(*pair) for pair in ((17, 7), (11, 13), (29, 19), (31, 23))]
MAGNITUDES += [Fraction(*pair) for pair in ((5, 3), (37, 41), (43, 17), (3, 11))]
POINTS = 7
ENOUGH_POINTS = 3


class TooMuchWork(Exception):
    """Raised when a normal form would grow beyond its bounds."""


@dataclass(frozen=True)
class Ratio:
    """A ratio of two polynomials of one ring, not cancelled."""

    top: Any
    bottom: Any


def equal(left: Node, right: Node) -> bool:
    """Tell whether two trees are equal wherever both have a real value."""
    if left == right:
        return True
    names = sorted(letters(left) | letters(right))
    if _agree_at(left, right, _point(names, 0)) is False:
        return False
    try:
        one, other = ratios([left, right])
    except (TooMuchWork, NoValue):
        return _equal_at_points(left, right, names)
    if one.top * other.bottom == other.top * one.bottom:
        return True
    return has_atoms([left, right]) and _equal_at_points(left, right, names)


def ratios(nodes: Sequence[Node]) -> list[Ratio]:
    """Return the normal forms of trees over one ring.

    Raises:
        TooMuchWork: they would be too large.
        NoValue: one divides by zero.
    """
    generators = sorted({atom for node in nodes for atom in _generators(node)}, key=repr)
    if len(generators) > MAX_GENERATORS:
        raise TooMuchWork
    forms = _NormalForms(generators)
    return [forms.ratio(node) for node in nodes]


def has_atoms(nodes: Sequence[Node]) -> bool:
    """Tell whether any of the trees has a part that is not rational."""
    return any(isinstance(part, Apply) for node in nodes for part in _generators(node))


def small_exponent(node: Apply) -> int | None:
    """Return the exponent of a power that the normal form multiplies out; None where it is an atom."""
    try:
        exponent = None if letters(node.parts[1]) else evaluate(node.parts[1])
    except NoValue:
        return None
    whole = isinstance(exponent, Fraction) and exponent.denominator == 1 and abs(exponent) <= MAX_EXPONENT
    return int(exponent) if whole and exponent is not None else None


def _generators(node: Node) -> set[Node]:
    """Return the letters and atoms that a normal form of the tree is over."""
    if isinstance(node, Number):
        return set()
    if isinstance(node, Letter):
        return {node}
    if node.name == "^" and small_exponent(node) is not None:
        return _generators(node.parts[0])
    if node.name in RATIONAL:
        return {atom for part in node.parts for atom in _generators(part)}
    return {node}


class _NormalForms:
    """Builds normal forms over one ring, counting the work that they take."""

    def __init__(self, generators: list[Node]) -> None:
        self.ring, *symbols = ring([f"g{index}" for index in range(len(generators))] or ["g"], QQ)
        self.symbols = dict(zip(generators, symbols, strict=False))
        self.work = 0

    def ratio(self, node: Node) -> Ratio:
        """Return the normal form of a tree."""
        one = self.ring.one
        if isinstance(node, Number):
            return Ratio(self.ring.ground_new(QQ(node.value.numerator, node.value.denominator)), one)
        if node in self.symbols:
            return Ratio(self.symbols[node], one)
        if not isinstance(node, Apply):
            raise TooMuchWork
        if node.name == "^":
            return self._power(self.ratio(node.parts[0]), small_exponent(node) or 0)
        parts = [self.ratio(part) for part in node.parts]
        return self._combined(node.name, parts)

    def _combined(self, name: str, parts: list[Ratio]) -> Ratio:
        if name == "neg":
            return Ratio(-parts[0].top, parts[0].bottom)
        left, right = parts
        if name == "*":
            return self._product(left, right)
        if name == "/":
            return self._product(left, _inverse(right))
        return self._sum(left, Ratio(-right.top, right.bottom) if name == "-" else right)

    def _sum(self, left: Ratio, right: Ratio) -> Ratio:
        if left.bottom == right.bottom:
            return Ratio(left.top + right.top, left.bottom)
        top = self._times(left.top, right.bottom) + self._times(right.top, left.bottom)
        return Ratio(top, self._times(left.bottom, right.bottom))

    def _product(self, left: Ratio, right: Ratio) -> Ratio:
        return Ratio(self._times(left.top, right.top), self._times(left.bottom, right.bottom))

    def _power(self, base: Ratio, exponent: int) -> Ratio:
        if exponent < 0:
            base = _inverse(base)
        result = Ratio(self.ring.one, self.ring.one)
        for _ in range(abs(exponent)):
            result = self._product(result, base)
        return result

    def _times(self, left: Any, right: Any) -> Any:
        self.work += len(left) * len(right)
        if self.work > MAX_WORK:
            raise TooMuchWork
        return left * right


def _inverse(ratio: Ratio) -> Ratio:
    if not ratio.top:
        raise NoValue("That divides by zero, so it has no value.")
    return Ratio(ratio.bottom, ratio.top)


def _equal_at_points(left: Node, right: Node, names: Sequence[str]) -> bool:
    """Tell whether two trees agree at every fixed point where both have a value, and at enough of them."""
    agreed = [_agree_at(left, right, _point(names, index)) for index in range(POINTS)]
    return False not in agreed and agreed.count(True) >= ENOUGH_POINTS


def _agree_at(left: Node, right: Node, at: Mapping[str, Fraction]) -> bool | None:
    """Tell whether two trees have the same value at a point; None where either has none."""
    try:
        return same_value(evaluate(left, at), evaluate(right, at))
    except NoValue:
        return None


def _point(names: Sequence[str], index: int) -> dict[str, Fraction]:
    return {name: _coordinate(place, index) for place, name in enumerate(names)}


def _coordinate(place: int, index: int) -> Fraction:
    """Return one coordinate of a point: the first points are positive, where roots have values."""
    magnitude = MAGNITUDES[(place + 3 * index) % len(MAGNITUDES)] + Fraction(place, 101)
    negative = index >= ENOUGH_POINTS and (index + place) % 2 == 1
    return -magnitude if negative else magnitude
