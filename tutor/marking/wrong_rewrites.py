"""Wrong rules for brackets, terms and signs: what each makes of an expression.

Each is a rule at one place (`term_lists.rewritten` tries every place) and yields nothing where it does
not apply. Rules for fractions, powers and roots are in `wrong_powers`, for whole equations in `wrong_moves`.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations

from tutor.marking.polynomial import NotPolynomial, quotient, real_roots
from tutor.marking.term_lists import (
    Rewrite,
    Term,
    base_and_exponent,
    coefficient,
    constant,
    factors,
    is_called,
    is_plain_letter_term,
    is_sum,
    number,
    over,
    power,
    product,
    terms,
    total,
)
from tutor.marking.tree import Apply, Letter, Node, letters
from tutor.marking.value import NoValue


@dataclass(frozen=True)
class Bracket:
    """A bracket in a sum: the terms around it, its sign, what multiplies it (nothing is ()), and its terms."""

    before: tuple[Term, ...]
    after: tuple[Term, ...]
    sign: int
    times: tuple[Node, ...]
    inside: tuple[Term, ...]

    def filled(self, *new: Term) -> Node:
        """Return the sum with these terms where the bracket was."""
        return total([*self.before, *new, *self.after])

    def times_term(self, term: Term, sign: int | None = None) -> Term:
        """Return one term of the bracket multiplied, its sign worked out unless it is given."""
        whole = product([*self.times, term[1]])
        return (self.sign * term[0] if sign is None else sign, whole)


def brackets(node: Node) -> Iterator[Bracket]:
    """Yield each bracket of a sum, or of a single term."""
    parts = terms(node)
    for at, (sign, term) in enumerate(parts):
        pieces = factors(term)
        sums = [place for place, piece in enumerate(pieces) if is_sum(piece)]
        if len(sums) == 1 and (len(pieces) > 1 or at or sign < 0):
            others = tuple(piece for place, piece in enumerate(pieces) if place != sums[0])
            yield Bracket(tuple(parts[:at]), tuple(parts[at + 1 :]), sign, others, tuple(terms(pieces[sums[0]])))


def expand_first_only(node: Node) -> Iterator[Node]:
    """3(x + 4) -> 3x + 4."""
    for bracket in brackets(node):
        if bracket.times:
            first, *rest = bracket.inside
            yield bracket.filled(bracket.times_term(first), *rest)
            if bracket.sign < 0:
                yield bracket.filled(bracket.times_term(first), *((-sign, term) for sign, term in rest))


def expand_sign(node: Node) -> Iterator[Node]:
    """-2(x - 5) -> -2x - 10: the size of each product right, the sign of one after the first wrong."""
    for bracket in brackets(node):
        if bracket.times:
            right = [bracket.times_term(term) for term in bracket.inside]
            yield bracket.filled(right[0], *((-sign, term) for sign, term in right[1:]))
            for at in range(1, len(right) if len(right) > 2 else 0):
                yield bracket.filled(*right[:at], (-right[at][0], right[at][1]), *right[at + 1 :])


def bracket_minus(node: Node) -> Iterator[Node]:
    """7 - (x + 3) -> 7 - x + 3."""
    for bracket in brackets(node):
        if not bracket.times and bracket.sign < 0:
            (sign, first), *rest = bracket.inside
            yield bracket.filled((-sign, first), *rest)


def cross_terms_missing(node: Node) -> Iterator[Node]:
    """(x + 2)(x + 3) -> x^2 + 6."""
    pieces = factors(node)
    for one, other in combinations(range(len(pieces)), 2):
        if is_sum(pieces[one]) and is_sum(pieces[other]):
            left, right = terms(pieces[one]), terms(pieces[other])
            new = total([_term_product(left[0], right[0]), _term_product(left[-1], right[-1])])
            yield product([new, *(piece for at, piece in enumerate(pieces) if at not in {one, other})])


def square_sum(node: Node) -> Iterator[Node]:
    """(x + 5)^2 -> x^2 + 25; of a difference, either sign."""
    if is_called(node, "^") and isinstance(node, Apply) and is_sum(node.parts[0]):
        parts = terms(node.parts[0])
        raised = [(sign, power(term, node.parts[1])) for sign, term in parts]
        yield total(raised)
        if any(sign < 0 for sign, _ in parts):
            yield total([(1, term) for _, term in raised])


def unlike_terms_joined(node: Node) -> Iterator[Node]:
    """3x + 4 -> 7x, and 3x^2 + 2x -> 5x^2, 5x or 5x^3; also all the terms of a sum joined into one."""
    for others, one, other in _pairs(node):
        (c1, rest1), (c2, rest2) = _signed_coefficient(one), _signed_coefficient(other)
        if rest1 == rest2 or not all(rest is None or is_plain_letter_term(rest) for rest in (rest1, rest2)):
            continue
        names = [rest for rest in (rest1, rest2) if rest is not None]
        joined = [*names, *([product(names)] if len(names) == 2 else [])]
        for rest in joined:
            yield total([(1, product([number(c1 + c2), rest])), *others])
        if len(names) == 1 and abs(c1 if rest1 is not None else c2) == 1:
            yield total([(1, product([number(c1 * c2), names[0]])), *others])

    yield from _all_joined(node)


def _all_joined(node: Node) -> Iterator[Node]:
    """Yield a sum of three terms or more made into one: the coefficients added, the letters side by side."""
    parts = [_signed_coefficient(term) for term in terms(node)]
    kinds = list(dict.fromkeys(rest for _, rest in parts))
    names = [rest for rest in kinds if rest is not None and is_plain_letter_term(rest)]
    if len(parts) > 2 and len(kinds) > 1 and len(names) == len([rest for rest in kinds if rest is not None]):
        yield product([number(sum((size for size, _ in parts), Fraction(0))), *names])


def like_terms_multiplied(node: Node) -> Iterator[Node]:
    """3x + 2x -> 6x or 5x^2."""
    for others, one, other in _pairs(node):
        (c1, rest1), (c2, rest2) = _signed_coefficient(one), _signed_coefficient(other)
        if rest1 is not None and rest1 == rest2 and is_plain_letter_term(rest1):
            square = product([_raised(factor) for factor in factors(rest1)])
            for size, rest in ((c1 * c2, rest1), (c1 + c2, square), (c1 * c2, square)):
                yield total([(1, product([number(size), rest])), *others])


def subtracted_negative(node: Node) -> Iterator[Node]:
    """5 - (-3) -> 2."""
    parts = terms(node)
    for at, (sign, term) in enumerate(parts):
        if sign < 0 and is_called(term, "neg") and isinstance(term, Apply):
            yield total([*parts[:at], (-1, term.parts[0]), *parts[at + 1 :]])
        elif sign < 0 and at and (coefficient(term)[0] < 0):
            yield total([*parts[:at], (1, term), *parts[at + 1 :]])


def negatives_multiplied(node: Node) -> Iterator[Node]:
    """(-3)(-4) -> -12, and a negative divided by a negative."""
    parts = terms(node)
    for at, (sign, term) in enumerate(parts):
        pieces = list(term.parts) if isinstance(term, Apply) and term.name == "/" else factors(term)
        negatives = sum(_is_negative(piece) for piece in pieces) + (sign < 0)
        if len(pieces) > 1 and negatives > 1:
            yield total([*parts[:at], (-1 if negatives % 2 == 0 else 1, _size(term)), *parts[at + 1 :]])


def left_to_right(node: Node) -> Iterator[Node]:
    """2 + 3 × 4 -> 20: signs taken as they come, not times before plus."""
    parts = terms(node)
    for at in range(1, len(parts)):
        sign, term = parts[at]
        first, *rest = factors(term)
        divided = is_called(term, "/") and isinstance(term, Apply)
        if divided and isinstance(term, Apply):
            first, rest = term.parts[0], [term.parts[1]]
        if not rest or letters(first) or any(isinstance(piece, Letter) for piece in rest):
            continue
        for start in {0, at - 1}:
            joined = total([*parts[start:at], (sign, first)])
            new = over(joined, rest[0]) if divided else product([joined, *rest])
            yield total([*parts[:start], (1, new), *parts[at + 1 :]])


def factor_signs(node: Node) -> Iterator[Node]:
    """x^2 - 5x + 6 -> (x + 2)(x + 3): the factors of a quadratic with signs of other terms."""
    names = letters(node)
    if len(names) != 1 or not is_sum(node):
        return
    name = next(iter(names))
    try:
        whole = quotient(node, name, {})
    except (NotPolynomial, NoValue):
        return
    if whole.bottom != (Fraction(1),) or len(whole.top) != 3:
        return
    c, b, a = whole.top
    for second, last in ((-b, c), (b, -c), (-b, -c)):
        roots = real_roots((last, second, a))
        if all(isinstance(root, Fraction) for root in roots) and roots and (second, last) != (b, c):
            one, other = roots[0], roots[-1]
            pair = [total([(1, Letter(name)), (1, number(-root))]) for root in (one, other)]
            yield product([number(a), *pair])


def _pairs(node: Node) -> Iterator[tuple[list[Term], Term, Term]]:
    """Yield any two terms of a sum, and the others before them."""
    if not is_sum(node):
        return
    parts = terms(node)
    for one, other in combinations(range(len(parts)), 2):
        yield [part for at, part in enumerate(parts) if at not in {one, other}], parts[one], parts[other]


def _signed_coefficient(term: Term) -> tuple[Fraction, Node | None]:
    size, rest = coefficient(term[1])
    return term[0] * size, rest


def _term_product(one: Term, other: Term) -> Term:
    return one[0] * other[0], product([one[1], other[1]])


def _raised(factor: Node) -> Node:
    name, exponent = base_and_exponent(factor)
    return power(name, number(exponent * 2))


def _is_negative(node: Node) -> bool:
    value = constant(node)
    return is_called(node, "neg") or (value is not None and value < 0)


def _size(node: Node) -> Node:
    """Return a product or fraction with the minus signs of its parts left out."""
    if isinstance(node, Apply) and node.name == "neg":
        return _size(node.parts[0])
    if isinstance(node, Apply) and node.name in {"*", "/"}:
        return Apply(node.name, (_size(node.parts[0]), _size(node.parts[1])))
    return node


BRACKETS_AND_TERMS: dict[str, Rewrite] = {
    "expand-first-only": expand_first_only,
    "expand-sign": expand_sign,
    "bracket-minus": bracket_minus,
    "cross-terms-missing": cross_terms_missing,
    "square-sum": square_sum,
    "unlike-terms-joined": unlike_terms_joined,
    "like-terms-multiplied": like_terms_multiplied,
    "subtracted-negative": subtracted_negative,
    "negatives-multiplied": negatives_multiplied,
    "left-to-right": left_to_right,
    "factor-signs": factor_signs,
}
