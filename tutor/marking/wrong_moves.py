"""Wrong rules for whole equations and inequalities: what each makes of the two sides."""

from collections.abc import Callable, Iterator
from fractions import Fraction

from tutor.marking.solution_set import Compared
from tutor.marking.statement import REVERSED
from tutor.marking.term_lists import (
    Term,
    coefficient,
    constant,
    factors,
    is_called,
    is_sum,
    number,
    over,
    product,
    signed,
    terms,
    total,
)
from tutor.marking.tree import Apply, Letter, Node
from tutor.marking.wrong_powers import root_of

Move = Callable[[Compared], Iterator[Compared]]
"""A wrong rule: the relations that it makes of one, none where it does not apply."""


def _both_ways(move: Move) -> Move:
    """Return a rule that is tried on the sides as they stand and exchanged."""

    def tried(relation: Compared) -> Iterator[Compared]:
        yield from move(relation)
        yield from move(Compared(relation.right, REVERSED[relation.sign], relation.left))

    return tried


def sign_lost_moving(relation: Compared) -> Iterator[Compared]:
    """From x + 3 = 10 to x = 10 + 3."""
    parts = terms(relation.left)
    for at, (sign, term) in enumerate(parts):
        rest = [*parts[:at], *parts[at + 1 :]]
        yield Compared(total(rest), relation.sign, total([*terms(relation.right), (sign, term)]))


def coefficient_subtracted(relation: Compared) -> Iterator[Compared]:
    """4x = 20 -> x = 20 - 4."""
    for others, size, rest in _terms_with_coefficient(relation.left):
        if not others:
            yield Compared(rest, relation.sign, total([*terms(relation.right), (-1, size)]))


def divided_upside_down(relation: Compared) -> Iterator[Compared]:
    """4x = 20 -> x = 4/20."""
    for others, size, rest in _terms_with_coefficient(relation.left):
        if not others and not is_called(relation.left, "/"):
            yield Compared(rest, relation.sign, over(size, relation.right))


def divided_for_multiply(relation: Compared) -> Iterator[Compared]:
    """x/4 = 8 -> x = 8/4."""
    if isinstance(relation.left, Apply) and relation.left.name == "/":
        top, bottom = relation.left.parts
        yield Compared(top, relation.sign, over(relation.right, bottom))


def divided_one_term(relation: Compared) -> Iterator[Compared]:
    """2x + 6 = 10 -> x + 6 = 5; also x/2 + 3 = 7 -> x + 3 = 14."""
    left, right = terms(relation.left), terms(relation.right)
    for by in _multipliers(relation):
        sign = REVERSED[relation.sign] if (constant(by) or 1) < 0 else relation.sign
        for at in range(len(left) if len(left) > 1 else 0):
            yield Compared(_scaled_at(left, by, at), sign, _scaled(right, by))
        for at in range(len(right) if len(right) > 1 else 0):
            yield Compared(_scaled(left, by), sign, _scaled_at(right, by, at))


def one_side_only(relation: Compared) -> Iterator[Compared]:
    """From x + 3 = 10 to x = 10: one side changed, the other left as it was."""
    parts = terms(relation.left)
    for at in range(len(parts) if len(parts) > 1 else 0):
        yield Compared(total([*parts[:at], *parts[at + 1 :]]), relation.sign, relation.right)
    for by in _multipliers(relation):
        yield Compared(_scaled(parts, by), relation.sign, relation.right)
    for sign, term in parts if len(parts) > 1 else []:
        yield Compared(relation.left, relation.sign, total([*terms(relation.right), (-sign, term)]))


def root_of_each_term(relation: Compared) -> Iterator[Compared]:
    """x^2 + 9 = 25 -> x + 3 = 5; c^2 = 3^2 + 4^2 -> c = 3 + 4."""
    if is_sum(relation.left) or is_sum(relation.right):
        sides = [total([(sign, root_of(term)) for sign, term in terms(side)]) for side in _sides(relation)]
        yield Compared(sides[0], relation.sign, sides[1])


def inequality_not_flipped(relation: Compared) -> Iterator[Compared]:
    """-2x < 6 -> x < -3."""
    for _, size, rest in _terms_with_coefficient(relation.left) if relation.sign != "=" else ():
        if (constant(size) or 1) < 0:
            yield Compared(rest, relation.sign, over(relation.right, size))
            yield Compared(relation.left, REVERSED[relation.sign], relation.right)


def negatives_divided(relation: Compared) -> Iterator[Compared]:
    """-3x = -6 -> x = -2."""
    value = constant(relation.right)
    for others, size, rest in _terms_with_coefficient(relation.left):
        if not others and value is not None and value < 0 and (constant(size) or 1) < 0:
            yield Compared(rest, relation.sign, number(-value / (constant(size) or 1)))


def _sides(relation: Compared) -> tuple[Node, Node]:
    return relation.left, relation.right


def _terms_with_coefficient(side: Node) -> Iterator[tuple[list[Term], Node, Node]]:
    """Yield each term that is a number or letter times something, as the other terms, that and the rest."""
    parts = terms(side)
    for at, (sign, term) in enumerate(parts):
        others = [*parts[:at], *parts[at + 1 :]]
        size, rest = coefficient(term)
        if rest is not None and sign * size != 1:
            yield others, number(sign * size), rest
        for place, letter in enumerate(_letter_factors(term)):
            left = [factor for there, factor in enumerate(_letter_factors(term)) if there != place]
            if left and abs(size) == 1:
                yield others, signed(sign, letter), product(left)


def _letter_factors(term: Node) -> list[Node]:
    """Return the factors of a product of letters; of anything else, none."""
    pieces = factors(term)
    return pieces if all(isinstance(piece, Letter) for piece in pieces) else []


def _multipliers(relation: Compared) -> list[Node]:
    """Return what sides may be multiplied by: one over a coefficient, and the bottoms of fractions."""
    found: list[Node] = []
    for side in _sides(relation):
        for sign, term in terms(side):
            size, rest = coefficient(term)
            if rest is not None and size not in {0, 1}:
                found += [number(by) for by in (1 / (sign * size), Fraction(size.denominator)) if by != 1]
            pieces = _letter_factors(term)
            found += [over(number(1), piece) for piece in pieces if len(pieces) > 1]
    return list(dict.fromkeys(found))


def _scaled(parts: list[Term], by: Node) -> Node:
    return product([by, total(parts)])


def _scaled_at(parts: list[Term], by: Node, at: int) -> Node:
    """Return a sum with one of its terms multiplied."""
    sign, term = parts[at]
    return total([*parts[:at], (sign, product([by, term])), *parts[at + 1 :]])


MOVES: dict[str, Move] = {
    "sign-lost-moving": _both_ways(sign_lost_moving),
    "coefficient-subtracted": _both_ways(coefficient_subtracted),
    "divided-upside-down": _both_ways(divided_upside_down),
    "divided-for-multiply": _both_ways(divided_for_multiply),
    "divided-one-term": divided_one_term,
    "one-side-only": _both_ways(one_side_only),
    "negatives-multiplied": _both_ways(negatives_divided),
    "root-of-sum": root_of_each_term,
    "inequality-not-flipped": _both_ways(inequality_not_flipped),
}
