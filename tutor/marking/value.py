"""The value of a tree: exact where it is rational, else to 60 digits.

Sizes are bounded before anything is computed, which is what keeps marking quick without a time limit.
Knows nothing of rounding or units.
"""

import math
from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import Any

import mpmath

from tutor.marking.tree import Letter, Node, Number
from tutor.marking.verdict import Unread

EXACT_BITS = 4_000
MAX_BITS = 12_000  # below 4,300 digits, the most that Python turns into text
LARGEST_ROOT = 100

# Our own context, so that no other user of mpmath can change its precision.
REALS: Any = mpmath.MPContext()
REALS.dps = 60

Real = Any
"""A Fraction, or a number of the context above."""

SMALLEST_DIFFERENCE = REALS.mpf(10) ** -50
RELATIVE_DIFFERENCE = REALS.mpf(10) ** -40


class NoValue(Unread):
    """Raised where an expression has no real value, or one out of bounds."""


TOO_LARGE = "That number is too large to mark."


def evaluate(node: Node, at: Mapping[str, Fraction] | None = None) -> Real:
    """Return the value of a tree, its letters taken from `at`.

    Raises:
        NoValue: it divides by zero, is not real, or is out of bounds.
    """
    if isinstance(node, Number):
        return node.value
    if isinstance(node, Letter):
        if at is None or node.name not in at:
            raise NoValue("There is a letter in that. Type a number as your answer.")
        return at[node.name]
    return _bounded(OPERATIONS[node.name](*(evaluate(part, at) for part in node.parts)))


def same_value(left: Real, right: Real) -> bool:
    """Tell whether two values are equal: exactly if both are exact, else to 40 digits."""
    if isinstance(left, Fraction) and isinstance(right, Fraction):
        return left == right
    left, right = as_real(left), as_real(right)
    allowed = max(SMALLEST_DIFFERENCE, RELATIVE_DIFFERENCE * max(abs(left), abs(right)))
    return bool(abs(left - right) <= allowed)


def as_real(value: Real) -> Any:
    """Return the value as a floating number of the context."""
    if isinstance(value, Fraction):
        return REALS.mpf(value.numerator) / value.denominator
    return value


def as_fraction(value: Real) -> Fraction:
    """Return the value as a fraction, which for a floating number is exactly what it holds."""
    if isinstance(value, Fraction):
        return value
    sign, mantissa, exponent, _ = value._mpf_
    size: Fraction = Fraction(mantissa) * Fraction(2) ** exponent
    return -size if sign else size


def _bounded(value: Real) -> Real:
    """Return the value, as a floating number if it is long; refuse it if it is huge."""
    if isinstance(value, Fraction):
        bits = max(value.numerator.bit_length(), value.denominator.bit_length())
        if bits <= EXACT_BITS:
            return value
        value = as_real(value)
    if not REALS.isfinite(value) or (value and abs(REALS.mag(value)) > MAX_BITS):
        raise NoValue(TOO_LARGE)
    return value


def _pair(operation: Callable[[Any, Any], Any]) -> Callable[[Real, Real], Real]:
    """Return an operation that stays exact on two fractions."""

    def apply(left: Real, right: Real) -> Real:
        if isinstance(left, Fraction) and isinstance(right, Fraction):
            return operation(left, right)
        return operation(as_real(left), as_real(right))

    return apply


def _divide(top: Real, bottom: Real) -> Real:
    if bottom == 0:
        raise NoValue("That divides by zero, so it has no value.")
    return _pair(lambda a, b: a / b)(top, bottom)


def _power(base: Real, exponent: Real) -> Real:
    """Return a power; a fractional one of a negative number is real when its root is odd."""
    if base == 0:
        if exponent <= 0:
            raise NoValue("That divides by zero, so it has no value.")
        return Fraction(0)
    if isinstance(exponent, Fraction) and exponent.denominator <= LARGEST_ROOT:
        rooted = _root(Fraction(exponent.denominator), base)
        return _whole_power(rooted, exponent.numerator)
    if base < 0:
        raise NoValue("That has no real value.")
    growth = as_real(exponent) * REALS.log(as_real(base), 2)
    if abs(growth) > MAX_BITS:
        raise NoValue(TOO_LARGE)
    return REALS.power(as_real(base), as_real(exponent))


def _whole_power(base: Real, exponent: int) -> Real:
    """Return a power with a whole exponent, its size known before it is computed."""
    real = as_real(base)
    if abs(exponent) * abs(REALS.log(abs(real), 2)) > MAX_BITS or exponent.bit_length() > 64:
        raise NoValue(TOO_LARGE)
    if isinstance(base, Fraction):
        bits = max(base.numerator.bit_length(), base.denominator.bit_length())
        if bits * abs(exponent) <= EXACT_BITS:
            return base**exponent
    return REALS.power(real, exponent)


def _root(index: Real, of: Real) -> Real:
    """Return the real root, exact where it is rational."""
    if not isinstance(index, Fraction) or index.denominator != 1 or not 1 <= index <= LARGEST_ROOT:
        raise NoValue("That root could not be read.")
    if index == 1:
        return of
    if of < 0 and index % 2 == 0:
        raise NoValue("That is the square root of a negative number, which has no real value.")
    size, sign = abs(of), -1 if of < 0 else 1
    if isinstance(size, Fraction):
        top, bottom = _exact_root(size.numerator, int(index)), _exact_root(size.denominator, int(index))
        if top is not None and bottom is not None:
            return sign * Fraction(top, bottom)
    return sign * REALS.root(as_real(size), int(index))


def _exact_root(number: int, index: int) -> int | None:
    if index == 2:
        root = math.isqrt(number)
    elif number.bit_length() > 500:
        return None
    else:
        root = int(REALS.nint(REALS.root(REALS.mpf(number), index)))
    return root if root**index == number else None


def _degrees(function: Callable[[Any], Any]) -> Callable[[Real], Real]:
    """Return a trigonometric function of degrees, the only angle before sixth form."""
    return lambda angle: function(REALS.radians(as_real(angle)))


def _tangent(angle: Real) -> Real:
    radians = REALS.radians(as_real(angle))
    if abs(REALS.cos(radians)) < SMALLEST_DIFFERENCE:
        raise NoValue("That tangent has no value.")
    return REALS.tan(radians)


def _angle(inverse: Callable[[Any], Any]) -> Callable[[Real], Real]:
    """Return the inverse of a trigonometric function, in degrees."""

    def apply(of: Real) -> Real:
        radians = inverse(as_real(of))
        if isinstance(radians, REALS.mpc):
            raise NoValue("No angle has that sine or cosine.")
        return REALS.degrees(radians)

    return apply


def _logarithm(base: int | None) -> Callable[[Real], Real]:
    def apply(of: Real) -> Real:
        if of <= 0:
            raise NoValue("That logarithm has no value.")
        return REALS.log(as_real(of), base) if base else REALS.log(as_real(of))

    return apply


def _exponential(of: Real) -> Real:
    if abs(of) > MAX_BITS:
        raise NoValue(TOO_LARGE)
    return REALS.exp(as_real(of))


OPERATIONS: dict[str, Callable[..., Real]] = {
    "+": _pair(lambda a, b: a + b),
    "-": _pair(lambda a, b: a - b),
    "*": _pair(lambda a, b: a * b),
    "/": _divide,
    "^": _power,
    "neg": lambda a: -a,
    "mixed": _pair(lambda whole, fraction: whole + fraction),
    "root": _root,
    "sqrt": lambda of: _root(Fraction(2), of),
    "abs": abs,
    "pi": lambda: +REALS.pi,
    "exp": _exponential,
    "log": _logarithm(10),
    "ln": _logarithm(None),
    "sin": _degrees(REALS.sin),
    "cos": _degrees(REALS.cos),
    "tan": _tangent,
    "arcsin": _angle(REALS.asin),
    "arccos": _angle(REALS.acos),
    "arctan": _angle(REALS.atan),
}
