"""Slips in arithmetic: a line that is right but for one number worked out a little wrong, by no wrong rule."""

import math
from collections import Counter
from fractions import Fraction

from tutor.marking.polynomial import NotPolynomial, quotient
from tutor.marking.term_lists import Term, coefficient, factors, is_sum, product, terms
from tutor.marking.tree import Node, letters, walk
from tutor.marking.value import NoValue, evaluate

SMALL = {1, 2, 10}
"""By how much a number is wrong that was counted or carried wrongly."""

MOST_TERMS = 40


def is_small_slip(before: Node, after: Node) -> bool:
    """Tell whether an expression is another with one coefficient or power worked out a little wrong."""
    ours, theirs = _coefficients(before), _coefficients(after)
    if ours is None or theirs is None:
        return _is_power_slip(before, after)
    nothing = Fraction(0)
    both = [(ours.get(rest, nothing), theirs.get(rest, nothing)) for rest in {**ours, **theirs}]
    apart = [(one, other) for one, other in both if one != other]
    if len(apart) != 1:
        return _is_power_slip(before, after)
    one, other = apart[0]
    gap = abs(one - other) * math.lcm(one.denominator, other.denominator)
    return gap in SMALL and (one * other >= 0 or gap == max(SMALL))


def written_terms(node: Node) -> Counter[str] | None:
    """Return the terms of an expression with brackets multiplied out but nothing collected; None for too many.

    So -3(x - 9) + 4x is -3x, +27 and +4x, which tells apart lines that come to the same.
    """
    found = _multiplied_out(1, node)
    if found is None:
        return None
    listed = [(sign, *coefficient(term)) for sign, term in found]
    return Counter(f"{sign * size} {rest!r}" for sign, size, rest in listed)


def _multiplied_out(sign: int, node: Node) -> list[Term] | None:
    found: list[Term] = []
    for own, term in terms(node):
        parts: list[Term] = [(sign * own, product([]))]
        for factor in factors(term):
            inside = terms(factor) if is_sum(factor) else [(1, factor)]
            parts = [(one * two, product([left, right])) for one, left in parts for two, right in inside]
            if len(parts) > MOST_TERMS:
                return None
        found += parts
    return found


def _is_power_slip(before: Node, after: Node) -> bool:
    """Tell whether one expression is the other times a small power of its letter: x^5 for x^4."""
    names = letters(before)
    if len(names) != 1 or letters(after) != names:
        return False
    name = next(iter(names))
    try:
        values = [(at, evaluate(after, {name: at}), evaluate(before, {name: at})) for at in (Fraction(2), Fraction(3))]
    except NoValue:
        return False
    if not all(isinstance(value, Fraction) and value for _, *pair in values for value in pair):
        return False
    ratios = [(at, one / other) for at, one, other in values]
    return any(all(ratio == at**by for at, ratio in ratios) for size in SMALL for by in (size, -size))


def _coefficients(node: Node) -> dict[str, Fraction] | None:
    """Return the coefficients of an expression in one letter by power, of others by term; None where there are none."""
    names = letters(node)
    if len(names) == 1:
        try:
            whole = quotient(node, next(iter(names)), {})
        except (NotPolynomial, NoValue):
            return None
        plain = len(whole.bottom) == 1 and all(isinstance(one, Fraction) for one in (*whole.top, *whole.bottom))
        return {str(at): one / whole.bottom[0] for at, one in enumerate(whole.top) if one} if plain else None
    found: dict[str, Fraction] = {}
    for sign, term in terms(node):
        size, rest = coefficient(term)
        if rest is not None and any(is_sum(part) for part in walk(rest)):
            return None
        found[repr(rest)] = found.get(repr(rest), Fraction(0)) + sign * size
    return {rest: size for rest, size in found.items() if size}
