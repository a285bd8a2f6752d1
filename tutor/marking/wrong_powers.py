"""Wrong rules for fractions, powers and roots: what each makes of an expression, at one place."""

from collections.abc import Iterator
from fractions import Fraction
from itertools import combinations

from tutor.marking.term_lists import (
    Rewrite,
    Term,
    base_and_exponent,
    coefficient,
    constant,
    factors,
    is_called,
    is_sum,
    number,
    over,
    power,
    product,
    signed,
    terms,
    total,
)
from tutor.marking.tree import Apply, Node


def coefficient_not_squared(node: Node) -> Iterator[Node]:
    """(3x)^2 -> 3x^2; also (x/2)^2 -> x^2/2, and 3x^2 for the first square of (3x - 4)^2."""
    if not isinstance(node, Apply) or node.name != "^":
        return
    base, exponent = node.parts
    if is_called(base, "/") and isinstance(base, Apply):
        yield over(power(base.parts[0], exponent), base.parts[1])
    if is_sum(base) and constant(exponent) == 2 and len(terms(base)) == 2:
        (s1, one), (s2, other) = terms(base)
        middle = (s1 * s2, product([number(2), one, other]))
        for first, last in ((_half_raised(one), power(other, exponent)), (power(one, exponent), _half_raised(other))):
            yield total([(1, first), middle, (1, last)])
    pieces = factors(base)
    if len(pieces) > 1:
        yield product([*pieces[:-1], power(pieces[-1], exponent)])
    size, rest = coefficient(base)
    if rest is not None and size not in {1, -1}:
        yield product([number(size), power(rest, exponent)])


def root_of_sum(node: Node) -> Iterator[Node]:
    """√(x^2 + 9) -> x + 3."""
    if isinstance(node, Apply) and node.name == "sqrt" and is_sum(node.parts[0]):
        yield total([(sign, root_of(term)) for sign, term in terms(node.parts[0])])


def root_of(term: Node) -> Node:
    """Return the square root of a term, with even powers halved."""
    if isinstance(term, Apply) and term.name == "*":
        return product([root_of(factor) for factor in factors(term)])
    base, exponent = base_and_exponent(term)
    if exponent != 1 and exponent % 2 == 0:
        return base if exponent == 2 else power(base, number(exponent / 2))
    return Apply("sqrt", (term,))


def negative_squared(node: Node) -> Iterator[Node]:
    """(-4)^2 -> -16."""
    if isinstance(node, Apply) and node.name == "^" and is_called(node.parts[0], "neg"):
        exponent = constant(node.parts[1])
        inside = node.parts[0]
        if exponent is not None and exponent % 2 == 0 and isinstance(inside, Apply):
            yield signed(-1, power(inside.parts[0], node.parts[1]))


def denominators_added(node: Node) -> Iterator[Node]:
    """1/2 + 1/3 -> 2/5; for a difference, both are subtracted."""
    if not is_sum(node):
        return
    parts = terms(node)
    for one, other in combinations(range(len(parts)), 2):
        (s1, first), (s2, second) = parts[one], parts[other]
        if not (_is_fraction(first) or _is_fraction(second)):
            continue
        (top1, bottom1), (top2, bottom2) = _fraction(first), _fraction(second)
        rest = [part for at, part in enumerate(parts) if at not in {one, other}]
        top = total([(s1, top1), (s2, top2)])
        for bottom in _joined_bottoms(s1 * s2, bottom1, bottom2):
            yield total([(1, over(top, bottom)), *rest])


def cancelled_terms(node: Node) -> Iterator[Node]:
    """(x + 6)/6 -> x; (2x + 6)/2 -> x + 6: a part of a sum divided, not the whole of it."""
    if not isinstance(node, Apply) or node.name != "/" or not is_sum(node.parts[0]):
        return
    top, bottom = terms(node.parts[0]), node.parts[1]
    for at, (sign, term) in enumerate(top):
        rest = [part for place, part in enumerate(top) if place != at]
        if term == bottom:
            yield total(rest)
        yield total([*top[:at], (sign, over(term, bottom)), *top[at + 1 :]])
    if is_sum(bottom):
        below = terms(bottom)
        for part in (one for one in top if one in below):
            yield over(total(_less(top, part)), total(_less(below, part)))


def fraction_both_multiplied(node: Node) -> Iterator[Node]:
    """3 × 2/5 -> 6/15; `3 × 2/5` is also read as (3 × 2)/5."""
    if not isinstance(node, Apply):
        return
    if node.name == "/" and len(factors(node.parts[0])) > 1:
        first, *rest = factors(node.parts[0])
        if any(constant(factor) is None for factor in factors(node.parts[0])):
            return
        yield over(product([first, *rest]), product([first, node.parts[1]]))
    pieces = factors(node)
    for one, other in combinations(range(len(pieces)), 2):
        for fraction, by in ((pieces[one], pieces[other]), (pieces[other], pieces[one])):
            if isinstance(fraction, Apply) and fraction.name == "/" and not is_called(by, "/"):
                new = over(product([by, fraction.parts[0]]), product([by, fraction.parts[1]]))
                yield product([new, *(piece for at, piece in enumerate(pieces) if at not in {one, other})])


def wrong_fraction_flipped(node: Node) -> Iterator[Node]:
    """2/3 ÷ 4/5 -> 3/2 × 4/5; also both turned over."""
    if not isinstance(node, Apply) or node.name != "/":
        return
    first, second = node.parts
    if _is_fraction(first) or _is_fraction(second):
        (top, bottom), (top2, bottom2) = _fraction(first), _fraction(second)
        turned = over(bottom, top)
        yield product([turned, over(top2, bottom2)])
        if _is_fraction(first) and _is_fraction(second):
            yield product([turned, over(bottom2, top2)])
            yield product([over(top, bottom), over(top2, bottom2)])


def powers_multiplied(node: Node) -> Iterator[Node]:
    """x^3 × x^4 -> x^12; in a division, the powers divided."""
    if is_called(node, "/") and isinstance(node, Apply):
        for one in factors(node.parts[0]):
            for other in factors(node.parts[1]):
                yield from _divided_powers(node, one, other)
    pieces = factors(node)
    for at, there in combinations(range(len(pieces)), 2):
        (base, exponent), (other_base, other_exponent) = (base_and_exponent(pieces[place]) for place in (at, there))
        if base == other_base and (exponent != 1 or other_exponent != 1):
            new = power(base, number(exponent * other_exponent))
            yield product([new, *(piece for place, piece in enumerate(pieces) if place not in {at, there})])


def power_of_power_added(node: Node) -> Iterator[Node]:
    """(x^3)^4 -> x^7."""
    if not isinstance(node, Apply) or node.name != "^":
        return
    outer = constant(node.parts[1])
    if outer is None:
        return
    pieces = [base_and_exponent(factor) for factor in factors(node.parts[0])]
    if any(exponent != 1 for _, exponent in pieces):
        yield product([power(base, number(exponent + outer if exponent != 1 else outer)) for base, exponent in pieces])


def negative_power_negated(node: Node) -> Iterator[Node]:
    """2^-3 -> -8."""
    base, exponent = base_and_exponent(node)
    if exponent < 0:
        yield signed(-1, power(base, number(-exponent)))


def _half_raised(term: Node) -> Node:
    """Return a term squared but for its coefficient."""
    size, rest = coefficient(term)
    return term if rest is None else product([number(size), power(rest, number(2))])


def _is_fraction(node: Node) -> bool:
    return is_called(node, "/", "mixed") or (constant(node) or Fraction(0)).denominator != 1


def _fraction(node: Node) -> tuple[Node, Node]:
    """Return the top and bottom of a fraction; a whole amount is over 1."""
    if isinstance(node, Apply) and node.name == "/":
        return node.parts[0], node.parts[1]
    if isinstance(node, Apply) and node.name == "neg":
        top, bottom = _fraction(node.parts[0])
        return signed(-1, top), bottom
    value = constant(node)
    if value is not None:
        return number(value.numerator), number(value.denominator)
    return node, number(1)


def _joined_bottoms(sign: int, one: Node, other: Node) -> Iterator[Node]:
    yield total([(1, one), (1, other)])
    if sign < 0 and one != other:
        yield total([(1, one), (-1, other)])


def _less(parts: list[Term], gone: Term) -> list[Term]:
    at = parts.index(gone)
    return [*parts[:at], *parts[at + 1 :]]


def _divided_powers(node: Apply, one: Node, other: Node) -> Iterator[Node]:
    """Yield a fraction with the powers of one base divided where they should be subtracted."""
    (base, exponent), (other_base, other_exponent) = base_and_exponent(one), base_and_exponent(other)
    if base == other_base and other_exponent not in {0, 1}:
        top, bottom = factors(node.parts[0]), factors(node.parts[1])
        top[top.index(one)] = power(base, number(exponent / other_exponent))
        bottom.remove(other)
        yield over(product(top), product(bottom))


FRACTIONS_AND_POWERS: dict[str, Rewrite] = {
    "coefficient-not-squared": coefficient_not_squared,
    "root-of-sum": root_of_sum,
    "negative-squared": negative_squared,
    "denominators-added": denominators_added,
    "cancelled-terms": cancelled_terms,
    "fraction-both-multiplied": fraction_both_multiplied,
    "wrong-fraction-flipped": wrong_fraction_flipped,
    "powers-multiplied": powers_multiplied,
    "power-of-power-added": power_of_power_added,
    "negative-power-negated": negative_power_negated,
}
