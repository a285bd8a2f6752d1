"""What a plain formula is worth, worked out without the marking code that the benchmarks measure.

Formulas are in one strict notation: `3*(x + 4)**2`, `sqrt(2)`, `(2/3)//(4/5)` (a division of fractions, which
pupils write with a division sign). Nothing is run: the text is parsed, and the few allowed operations are done.
"""

import ast
import math
import operator
import re
from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import Any

OPERATIONS: dict[type[ast.operator], Callable[[Any, Any], Any]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
    ast.FloorDiv: operator.truediv,
}
MOST_CHARACTERS = 500
LARGEST_POWER = 99
"""No school answer has a larger one, and 9**9**9 would never be done."""
POINTS = tuple(
    {
        letter: Fraction(3 + 7 * place + 11 * index, 5 + 2 * place)
        for index, letter in enumerate(letters + letters.upper())
    }
    for place, letters in enumerate(
        ["abcdefghijklmnopqrstuvwxyz", "zyxwvutsrqponmlkjihgfedcba", "mnbvcxzlkjhgfdsapoiuytrewq"]
    )
)
"""Three assignments of positive numbers to letters; formulas of school size that agree at all of them are equal."""
CLOSE = 1e-9
"""Relative; the roots are floating-point numbers, good to about 1e-15."""


class Unreckoned(ValueError):
    """A formula that is not in the strict notation, or has no value."""


def value(text: str, letters: Mapping[str, Any]) -> Any:
    """Return what a formula is worth with these numbers (or symbols) for its letters.

    Fractions stay exact; a root that is not whole is a floating-point number, unless `letters` has another
    function for `sqrt`.

    Raises:
        Unreckoned: the text is not a formula in the strict notation, or divides by zero.
    """
    if len(text) > MOST_CHARACTERS:
        raise Unreckoned("too long")
    try:
        return _node(ast.parse(text.strip(), mode="eval").body, letters)
    except (SyntaxError, ZeroDivisionError, OverflowError, KeyError, TypeError, RecursionError) as error:
        raise Unreckoned(f"{text!r} has no value") from error


def equal(one: str, other: str) -> bool:
    """Whether two formulas are worth the same whatever their letters stand for.

    Raises:
        Unreckoned: one of them cannot be read, or has a value at none of the points.
    """
    return all(close(value(one, point), value(other, point)) for point in POINTS)


def close(one: Any, other: Any) -> bool:
    """Whether two numbers are equal: exactly, or but for the rounding of roots."""
    if isinstance(one, Fraction) and isinstance(other, Fraction):
        return one == other
    if isinstance(one, complex) or isinstance(other, complex):
        return bool(abs(one - other) <= CLOSE * max(abs(one), abs(other)))
    return math.isclose(one, other, rel_tol=CLOSE, abs_tol=1e-12)


def letters_of(text: str) -> set[str]:
    """Return the letters that stand for numbers in a formula."""
    return {name for name in re.findall(r"[A-Za-z]+", text) if len(name) == 1}


def _node(node: ast.expr, letters: Mapping[str, Any]) -> Any:
    match node:
        case ast.Constant(value=int() | float() as number):
            return Fraction(str(number))
        case ast.Name(id=name):
            return letters[name]
        case ast.UnaryOp(op=ast.USub(), operand=operand):
            return -_node(operand, letters)
        case ast.UnaryOp(op=ast.UAdd(), operand=operand):
            return _node(operand, letters)
        case ast.BinOp(left=left, op=ast.Pow(), right=right):
            return power(_node(left, letters), _node(right, letters))
        case ast.BinOp(left=left, op=operation, right=right):
            return OPERATIONS[type(operation)](_node(left, letters), _node(right, letters))
        case ast.Call(func=ast.Name(id="sqrt"), args=[inside], keywords=[]):
            return letters.get("sqrt", root)(_node(inside, letters))
    raise Unreckoned(f"{ast.dump(node)} is not an operation of school algebra")


def root(number: Any) -> Any:
    """Return a square root, exact where there is an exact one."""
    return power(number, Fraction(1, 2))


def power(number: Any, exponent: Any) -> Any:
    """Return a power, exact where the number is a fraction with an exact root.

    Raises:
        Unreckoned: the exponent is too large to work out.
    """
    if isinstance(exponent, Fraction) and abs(exponent) > LARGEST_POWER:
        raise Unreckoned("a power that is too large")
    if isinstance(number, Fraction) and exponent == Fraction(1, 2) and number >= 0:
        whole = Fraction(math.isqrt(number.numerator), math.isqrt(number.denominator))
        if whole * whole == number:
            return whole
    return number**exponent
