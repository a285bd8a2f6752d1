"""Whether an expression on a line is the same as one before it that it is meant to rewrite."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, islice

from tutor.marking.algebra import equal
from tutor.marking.line_relations import Wrong
from tutor.marking.slips import is_small_slip
from tutor.marking.solution_set import POINTS, Compared
from tutor.marking.sum_checks import comes_out, is_bare, runs_on
from tutor.marking.term_lists import coefficient, factors, is_called, is_sum, product, terms, total
from tutor.marking.tree import Letter, Node, letters, walk
from tutor.marking.wrong_rules import SLIP, rule_for_expression

MOST_KEPT = 12
MOST_PARTS = 60
"""How many parts of an expression a line beside it may be a working of."""


@dataclass(frozen=True)
class Spoken:
    """An expression on the page, its text, and whether it is known to belong to a chain of rewriting."""

    node: Node
    text: str
    established: bool
    given: bool = False


class Expressions:
    """The expressions on a page, from the question's on."""

    def __init__(self, given: Sequence[tuple[Node, str]]) -> None:
        """Begin with the expression that the question asks to rewrite, if there is one."""
        self._kept = [Spoken(node, text, True, True) for node, text in given]

    def add(self, node: Node, text: str, established: bool) -> None:
        """Keep an expression that is not wrong."""
        if not isinstance(node, Letter):
            self._kept = [*self._kept[:1], *self._kept[1:][-MOST_KEPT:], Spoken(node, text, established)]

    def same(self, left: Node, right: Node) -> bool:
        """Tell whether two expressions are equal for every value of their letters."""
        return agrees(left, right)

    def knows(self, node: Node) -> bool:
        """Tell whether an expression is equal to one on the page."""
        return any(letters(one.node) == letters(node) and equal(one.node, node) for one in self._kept)

    def gives(self, node: Node) -> bool:
        """Tell whether an expression is the one that the question asks to rewrite."""
        return any(one.given and equal(one.node, node) for one in self._kept)

    def rule(self, before: Node, after: Node) -> str | None:
        """Return the rule that makes one expression of another, or the slip."""
        return rule_for_expression(before, after) or (SLIP if is_small_slip(before, after) else None)

    def meant_as_same(self, one: Compared, at: int, sides: Sequence[Node]) -> bool:
        """Tell whether an equals sign is meant to join two forms of one expression, not to make an equation.

        So where the left is an expression that is being rewritten, or a side of the equation above, or comes
        after another equals sign; and, unless the question asks for it, only where a wrong rule explains it.
        """
        if isinstance(one.left, Letter) or not letters(one.right) or not letters(one.right) <= letters(one.left):
            return False
        if any(equal(spoken.node, one.right) for spoken in self._kept if letters(spoken.node)):
            return False
        if self.gives(one.left):
            return True
        if not self._kept and not sides and not is_sum(one.left):
            return rule_for_expression(one.left, one.right) is not None
        known = at > 0 or any(equal(side, one.left) for side in sides) or self.knows(one.left)
        return known and not is_side(one.right, sides) and self.rule(one.left, one.right) is not None

    def judge_continued(self, side: Node, *, rounded: bool, units: bool) -> Wrong | None:
        """Judge an expression that goes on from the page after an equals sign."""
        alike = [one for one in self._kept if bool(letters(one.node)) == bool(letters(side))]
        if not alike or any(self._agrees(one.node, side, rounded, units) for one in alike):
            return None
        last = alike[-1]
        if not letters(side):
            return None if runs_on(last.node, side) else self._against(last, side, SLIP)
        return self._against(last, side, None) if letters(side) <= letters(last.node) else None

    def judge_first_of_chain(self, side: Node) -> Wrong | None:
        """Judge what a chain begins with: wrong only where a rule makes it of what is being worked out."""
        kept = [one for one in self._kept if bool(letters(one.node)) == bool(letters(side))]
        if not kept or is_bare(kept[-1].node) or is_bare(side) or (letters(side) and not kept[-1].established):
            return None
        if any(self._agrees(one.node, side, False, True) for one in kept) or is_beside(kept[-1].node, side):
            return None
        rule = rule_for_expression(kept[-1].node, side) if letters(side) <= letters(kept[-1].node) else None
        return Wrong(kept[-1].text, rule) if rule is not None else None

    def judge_alone(self, side: Node, *, rounded: bool) -> Wrong | None:
        """Judge an expression that is all there is on a line."""
        alike = [one for one in self._kept if bool(letters(one.node)) == bool(letters(side))]
        if not alike or any(self._agrees(one.node, side, rounded, True) for one in alike):
            return None
        last = alike[-1]
        if not letters(side) <= letters(last.node):
            return None
        if not letters(side) and (is_bare(last.node) or runs_on(last.node, side)):
            return None
        rule = next((rule for one in reversed(alike) if (rule := rule_for_expression(one.node, side))), None)
        if rule is not None:
            return Wrong(last.text, rule)
        if not letters(side):
            return self._false_number(last, side)
        beside = any(is_beside(one.node, side) for one in alike)
        return Wrong(last.text, self.rule(last.node, side)) if last.established and not beside else None

    def _false_number(self, last: Spoken, side: Node) -> Wrong | None:
        """Judge a sum or number below a sum: wrong where it is the result of it, or another form in a chain."""
        if is_bare(side):
            return None if last.given else Wrong(last.text, SLIP)
        chain = last.established and any(one.given for one in self._kept)
        parts = (part for part in _parts(last.node) if not letters(part))
        if any(equal(part, side) for part in islice(parts, MOST_PARTS)):
            return None
        return Wrong(last.text, SLIP) if chain or differs_in_one_term(last.node, side) else None

    def _agrees(self, one: Node, side: Node, rounded: bool, units: bool) -> bool:
        if letters(side):
            return agrees(one, side)
        return comes_out(one, side, rounded=rounded, units=units)

    def _against(self, last: Spoken, side: Node, otherwise: str | None) -> Wrong:
        return Wrong(last.text, self.rule(last.node, side) or otherwise)


def agrees(left: Node, right: Node) -> bool:
    """Tell whether two expressions are equal; with roots in them, for positive letters, as is usual at school."""
    if equal(left, right):
        return True
    names = sorted(letters(left) | letters(right))
    if not names or not any(is_called(part, "sqrt", "root", "^") for side in (left, right) for part in walk(side)):
        return False
    points = [dict(zip(names, POINTS[start:] + POINTS[:start], strict=False)) for start in range(3)]
    return all(Compared(left, "=", right).holds(point) for point in points)


def is_side(node: Node, sides: Sequence[Node]) -> bool:
    """Tell whether an expression is a side of an equation."""
    return any(letters(node) == letters(side) and equal(node, side) for side in sides)


def differs_in_one_term(whole: Node, side: Node) -> bool:
    """Tell whether a sum is the one above with its terms worked out, and all but one of them right."""
    above, below = terms(whole), terms(side)
    if len(above) != len(below) or len(above) < 2 or all(is_bare(term) for _, term in above):
        return False
    same = [sign == other and equal(one, two) for (sign, one), (other, two) in zip(above, below, strict=True)]
    worked = any(same[at] and not is_bare(term) for at, (_, term) in enumerate(above))
    return same.count(False) == 1 and worked


def is_beside(whole: Node, side: Node) -> bool:
    """Tell whether an expression may work out a part of another: a part of it, some of its terms, a product in it."""
    kinds, own = (frozenset(coefficient(term)[1] for _, term in terms(node)) for node in (whole, side))
    if len(terms(side)) == 1 and len(kinds) > 1 and not any(is_sum(piece) for piece in factors(side)):
        return True
    if len(kinds) > 1 and own >= kinds:
        return any(equal(part, side) for part in walk(whole))
    return any(letters(part) == letters(side) and equal(part, side) for part in islice(_parts(whole), MOST_PARTS))


def _parts(whole: Node) -> Iterator[Node]:
    yield from walk(whole)
    listed = terms(whole)
    for size in range(2, len(listed)):
        for some in combinations(listed, size):
            yield total(list(some))
    for one, other in combinations(factors(whole), 2):
        for _, left in terms(one):
            yield from (product([left, right]) for _, right in terms(other))
            yield product([left, other])
