"""Sides of a relation as polynomials in one letter, and their real roots.

Coefficients are exact fractions, or 60-digit numbers where roots and pi come in. Knows one letter; the
others, if any, are given values. Sizes are bounded before anything is multiplied out.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import zip_longest

import mpmath

from tutor.marking.tree import Apply, Letter, Node, letters
from tutor.marking.value import REALS, NoValue, Real, as_real, evaluate

MAX_DEGREE = 24
"""Of what is multiplied out, as for marking; powers of letters are simplified up to this."""

HIGHEST_SOLVED = 8
"""Beyond what is solved before sixth form, and low enough for the roots to be found at once."""

TRIED = sorted({Fraction(top, bottom) for bottom in (1, 2, 3, 4) for top in range(-40, 41)}, key=abs)
"""Roots that are taken out first, so that what is left for the iteration is seldom of a degree above 2."""

NEAR = REALS.mpf(10) ** -12
"""How near two roots found by iteration are taken for one."""

Coefficients = tuple[Real, ...]
"""From the constant upwards, without zeros at the end; () is zero."""

ONE: Coefficients = (Fraction(1),)


class NotPolynomial(Exception):
    """Raised where a tree is no ratio of polynomials in its letter, or one of too high a degree."""


@dataclass(frozen=True)
class Quotient:
    """A ratio of two polynomials, not cancelled."""

    top: Coefficients
    bottom: Coefficients = ONE


def quotient(node: Node, letter: str, at: Mapping[str, Fraction]) -> Quotient:
    """Return a tree as a ratio of polynomials in a letter, the other letters taken from `at`.

    Raises:
        NotPolynomial: the letter is below a root or in an exponent, or the degree is too high.
        NoValue: a part without the letter has no value, or something divides by zero.
    """
    if letter not in letters(node):
        value = evaluate(node, at)
        return Quotient((value,) if value else ())
    if isinstance(node, Letter):
        return Quotient((Fraction(0), Fraction(1)))
    if not isinstance(node, Apply) or node.name not in {"+", "-", "*", "/", "neg", "^"}:
        raise NotPolynomial
    if node.name == "^":
        return _power(quotient(node.parts[0], letter, at), node.parts[1])
    return _combined(node.name, [quotient(part, letter, at) for part in node.parts])


def difference(left: Node, right: Node, letter: str, at: Mapping[str, Fraction] | None = None) -> Quotient:
    """Return left minus right as a ratio of polynomials in the letter; raises as `quotient`."""
    return _combined("-", [quotient(side, letter, at or {}) for side in (left, right)])


def real_roots(polynomial: Coefficients) -> list[Real]:
    """Return the real roots of a polynomial that is not zero, each once.

    Raises:
        NotPolynomial: they could not be found.
    """
    if len(polynomial) - 1 > HIGHEST_SOLVED:
        raise NotPolynomial
    rest = list(polynomial)
    found: list[Real] = []
    exact = all(isinstance(one, Fraction) for one in rest)
    if not exact:
        rest = [as_real(one) for one in rest]
    for root in TRIED if exact else []:
        while len(rest) > 3 and _value(rest, root) == 0:
            rest = _without(rest, root)
            found.append(root)
    return _each_once([*found, *_few_roots(rest)])


def near(one: Real, other: Real) -> bool:
    """Tell whether two roots are one and the same, found by different ways."""
    if isinstance(one, Fraction) and isinstance(other, Fraction):
        return one == other
    one, other = as_real(one), as_real(other)
    return bool(abs(one - other) <= NEAR * max(1, abs(one)))


def _few_roots(rest: Sequence[Real]) -> list[Real]:
    """Return the roots by formula up to degree 2, else by iteration."""
    if len(rest) == 2:
        return [-rest[0] / rest[1]]
    if len(rest) == 3:
        return _quadratic_roots(*rest)
    if len(rest) < 2:
        return []
    try:
        complex_roots = REALS.polyroots([as_real(one) for one in reversed(rest)], maxsteps=60, extraprec=120)
    except mpmath.libmp.libhyper.NoConvergence as error:
        raise NotPolynomial from error
    return [REALS.re(root) for root in complex_roots if abs(REALS.im(root)) <= NEAR]


def _quadratic_roots(c: Real, b: Real, a: Real) -> list[Real]:
    inside = evaluate_root(b * b - 4 * a * c)
    if inside is None:
        return []
    if not isinstance(inside, Fraction):
        a, b = as_real(a), as_real(b)
    return [(-b - inside) / (2 * a), (-b + inside) / (2 * a)]


def evaluate_root(of: Real) -> Real | None:
    """Return a square root, exact where it is rational; None for one that is not real."""
    if of < 0:
        return None
    if isinstance(of, Fraction):
        top, bottom = (int(REALS.nint(REALS.sqrt(part))) for part in (of.numerator, of.denominator))
        if Fraction(top, bottom) ** 2 == of:
            return Fraction(top, bottom)
    return REALS.sqrt(as_real(of))


def _each_once(roots: Sequence[Real]) -> list[Real]:
    kept: list[Real] = []
    for root in roots:
        if not any(near(root, other) for other in kept):
            kept.append(root)
    return kept


def _without(polynomial: Sequence[Real], root: Fraction) -> list[Real]:
    """Return a polynomial divided by (x - root), by Horner's scheme."""
    result: list[Real] = []
    carried: Real = Fraction(0)
    for coefficient in reversed(polynomial[1:]):
        carried = carried * root + coefficient
        result.append(carried)
    return result[::-1]


def _value(polynomial: Sequence[Real], at: Fraction) -> Real:
    total: Real = Fraction(0)
    for coefficient in reversed(polynomial):
        total = total * at + coefficient
    return total


def _power(base: Quotient, exponent_node: Node) -> Quotient:
    if letters(exponent_node):
        raise NotPolynomial
    exponent = evaluate(exponent_node)
    if not isinstance(exponent, Fraction) or exponent.denominator != 1 or abs(exponent) > MAX_DEGREE:
        raise NotPolynomial
    if exponent < 0:
        base = Quotient(base.bottom, _not_zero(base.top))
    result = Quotient(ONE)
    for _ in range(abs(int(exponent))):
        result = _combined("*", [result, base])
    return result


def _combined(name: str, parts: Sequence[Quotient]) -> Quotient:
    if name == "neg":
        return Quotient(_scaled(parts[0].top, -1), parts[0].bottom)
    left, right = parts
    if name == "/":
        right = Quotient(right.bottom, _not_zero(right.top))
    if name in "*/":
        return Quotient(_times(left.top, right.top), _times(left.bottom, right.bottom))
    top = _scaled(right.top, -1 if name == "-" else 1)
    if left.bottom == right.bottom:
        return Quotient(_plus(left.top, top), left.bottom)
    return Quotient(_plus(_times(left.top, right.bottom), _times(top, left.bottom)), _times(left.bottom, right.bottom))


def _not_zero(polynomial: Coefficients) -> Coefficients:
    if not polynomial:
        raise NoValue("That divides by zero, so it has no value.")
    return polynomial


def _scaled(polynomial: Coefficients, by: int) -> Coefficients:
    return tuple(one * by for one in polynomial)


def _plus(left: Coefficients, right: Coefficients) -> Coefficients:
    total = [_sum_of(one, other) for one, other in zip_longest(left, right, fillvalue=Fraction(0))]
    return _trimmed(total)


def _times(left: Coefficients, right: Coefficients) -> Coefficients:
    if not left or not right:
        return ()
    if len(left) + len(right) - 2 > MAX_DEGREE:
        raise NotPolynomial
    result: list[Real] = [Fraction(0)] * (len(left) + len(right) - 1)
    for i, one in enumerate(left):
        for j, other in enumerate(right):
            product = one * other if type(one) is type(other) else as_real(one) * as_real(other)
            result[i + j] = _sum_of(result[i + j], product)
    return _trimmed(result)


def _sum_of(one: Real, other: Real) -> Real:
    return one + other if type(one) is type(other) else as_real(one) + as_real(other)


def _trimmed(values: list[Real]) -> Coefficients:
    """Drop leading zeros; among floating coefficients, what rounding has left of a zero."""
    while values and _is_nothing(values[-1]):
        values.pop()
    return tuple(values)


def _is_nothing(value: Real) -> bool:
    return bool(value == 0 if isinstance(value, Fraction) else abs(value) < REALS.eps * 10**6)
