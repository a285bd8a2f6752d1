"""Whether an equation or inequality on a line follows from those before it.

It follows if it holds wherever one of the lines before holds. Losing a root is reported with what was lost,
because a later line may still bring that root. Knows relations; not words, sums or expressions.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from tutor.marking.line_angles import is_rounded_angle
from tutor.marking.linear_system import contradicts
from tutor.marking.slips import SMALL, is_small_slip
from tutor.marking.solution_set import Compared, Solutions, listed, points_on
from tutor.marking.sum_checks import is_bare, places
from tutor.marking.tree import Apply, Node, Number, letters, walk
from tutor.marking.value import NoValue, Real, as_real, evaluate
from tutor.marking.wrong_rules import SLIP, rule_for_relation

CLOSE = Fraction(1, 200)
"""How near a root must be, as a part of it, where a line has decimals that may be rounded."""

CLOSE_IF_ROUNDED = Fraction(1, 20)
HIGHEST_DEGREE_WITHOUT_TRIALS = 2
"""Equations with more solutions than this are solved by trying values, which need not be solutions."""


@dataclass(frozen=True)
class Fact:
    """A relation that an earlier line states, and its text."""

    text: str
    solutions: Solutions
    given: bool = False
    """The question gives it."""


@dataclass(frozen=True)
class Wrong:
    """What a line does not follow from, and the wrong rule that explains it."""

    before: str | None
    rule: str | None


@dataclass(frozen=True)
class Loss:
    """Solutions that a line no longer has, and the line's fact before it."""

    fact: Fact
    lost: tuple[Real, ...]


@dataclass(frozen=True)
class Stated:
    """A relation to be judged, and what its line says of it."""

    text: str
    solutions: Solutions
    assumed: bool = False
    rounded: bool = False


def judge(new: Stated, facts: Sequence[Fact]) -> Wrong | Loss | None:
    """Tell whether a relation follows from facts: what is wrong, what is lost, or None for nothing."""
    if new.assumed and new.solutions.is_result:
        return None
    names = new.solutions.letters
    related = [fact for fact in facts if fact.solutions.letters == names]
    related = [fact for fact in related if fact.solutions.is_equation == new.solutions.is_equation]
    if len(names) > 1:
        return _judge_several(new, related, facts)
    if not related:
        return _judge_in_system(new, facts)
    if not new.solutions.is_equation:
        return _judge_inequality(new, related)
    return _judge_equation(new, related, facts)


def _judge_equation(new: Stated, related: Sequence[Fact], facts: Sequence[Fact]) -> Wrong | Loss | None:
    if any(_implies(fact, new) for fact in related):
        return None
    roots = new.solutions.roots
    for fact in reversed(related):
        old = fact.solutions.roots
        if roots and old and all(_listed(root, old, new) for root in roots):
            chosen = fact.solutions.is_result
            return None if chosen else Loss(fact, tuple(root for root in old if not _listed(root, roots, new)))
    if _may_be_fresh(new, related) or _follows_from_several(new, related, facts):
        return None
    return _explained(new, related)


def _may_be_fresh(new: Stated, related: Sequence[Fact]) -> bool:
    """Tell whether an equation may begin something else: after a result, or as a value that is tried."""
    last = related[-1].solutions
    if last.is_result and _is_plain_result(last):
        return True
    most = max((len(fact.solutions.roots or ()) for fact in related), default=0)
    tried = any(_degree_above(fact, HIGHEST_DEGREE_WITHOUT_TRIALS) for fact in related) or most > 2
    return (tried or not new.solutions.roots) and new.solutions.is_result


def _degree_above(fact: Fact, degree: int) -> bool:
    only = fact.solutions.only
    found = [part for side in ((only.left, only.right) if only else ()) for part in walk(side)]
    exponents = [part.parts[1] for part in found if isinstance(part, Apply) and part.name == "^"]
    return any(isinstance(exponent, Number) and exponent.value > degree for exponent in exponents)


def _is_plain_result(solutions: Solutions) -> bool:
    """Tell whether every choice is a letter and a number on its own: a value reached, not one to work out."""
    subjects = [choice[0].subject for choice in solutions.choices]
    return all(subject is not None and is_bare(subject[1]) for subject in subjects)


def _follows_from_several(new: Stated, related: Sequence[Fact], facts: Sequence[Fact]) -> bool:
    """Tell whether lines in several letters stand before, and together do not contradict this one."""
    others = [fact for fact in facts if fact.solutions.letters > new.solutions.letters]
    return bool(others) and not _contradicts(new, [*others, *related])


def _judge_in_system(new: Stated, facts: Sequence[Fact]) -> Wrong | None:
    """Judge a relation in a letter that no line before has on its own: the last value of simultaneous equations.

    Only where two equations in several letters stand before and the values of the other letters are there:
    until then, a line may be a point of one of the equations.
    """
    several = sum(1 for fact in facts if len(fact.solutions.letters) > 1)
    reached = any(_is_plain_result(fact.solutions) for fact in facts if fact.solutions.is_result)
    if several < 2 or not reached or new.assumed or not new.solutions.is_result:
        return None
    return Wrong(facts[-1].text, None) if _contradicts(new, facts) else None


def _contradicts(new: Stated, facts: Sequence[Fact]) -> bool:
    single = [fact.solutions.only for fact in facts]
    equations = [one for one in single if one is not None and one.sign == "="]
    only = new.solutions.only
    return only is not None and only.sign == "=" and contradicts(only, equations)


def _implies(fact: Fact, new: Stated) -> bool:
    """Tell whether the new equation holds wherever a fact does, as far as can be told."""
    old, roots = fact.solutions.roots, new.solutions.roots
    if old is not None and roots is not None:
        return all(_listed(root, roots, new) for root in old)
    if old is not None:
        return all(new.solutions.contains(root) for root in old)
    if roots is not None:
        return not roots or any(
            fact.solutions.contains(root) or _squares_agree(fact, root) or is_rounded_angle(fact.solutions, root)
            for root in roots
        )
    return True


def _squares_agree(fact: Fact, root: Real) -> bool:
    """Tell whether a value makes the two sides of an equation with a root equal but for their signs."""
    only = fact.solutions.only
    if only is None:
        return False
    squares = [Apply("^", (side, Number(Fraction(2), "2"))) for side in (only.left, only.right)]
    return Compared(squares[0], "=", squares[1]).holds(dict.fromkeys(only.letters, root))


def _listed(root: Real, roots: Sequence[Real], new: Stated) -> bool:
    """Tell whether a root is among others, or near one where the line has a decimal that may be rounded."""
    if listed(root, roots):
        return True
    if not (new.rounded or _has_decimal(new.solutions)):
        return False
    shown = _places(new.solutions)
    near = CLOSE_IF_ROUNDED if new.rounded else CLOSE
    for other in roots:
        gap, size = abs(as_real(root) - as_real(other)), abs(as_real(root))
        exact = isinstance(root, Fraction) and shown is not None and (root * 10**shown).denominator == 1
        if not exact and (gap <= as_real(near) * size or (shown is not None and gap < as_real(Fraction(1, 10**shown)))):
            return True
    return False


def _has_decimal(solutions: Solutions) -> bool:
    sides = [side for choice in solutions.choices for one in choice for side in (one.left, one.right)]
    return any(isinstance(part, Number) and part.value.denominator != 1 for side in sides for part in walk(side))


def _places(solutions: Solutions) -> int | None:
    """Return how many decimal places the value of a plain result is written with."""
    subjects = [choice[0].subject for choice in solutions.choices]
    return max((places(subject[1]) or 0 for subject in subjects if subject), default=None) if all(subjects) else None


def _judge_inequality(new: Stated, related: Sequence[Fact]) -> Wrong | None:
    same = [fact.solutions.has_same_set(new.solutions) for fact in related]
    if any(one is not False for one in same):
        return None
    for fact in related:
        parts = _is_simple(fact.solutions) != _is_simple(new.solutions)
        if parts and (new.solutions.is_within(fact.solutions) or fact.solutions.is_within(new.solutions)):
            return None
        if _same_edge(fact.solutions, new):
            return None
    last = related[-1].solutions
    return None if last.is_result and _is_plain_result(last) else _explained(new, related)


def _same_edge(old: Solutions, new: Stated) -> bool:
    """Tell whether two single inequalities point one way from one boundary, as far as rounding goes."""
    one, other = old.only, new.solutions.only
    if one is None or other is None:
        return False
    edges = [Solutions(((Compared(side.left, "=", side.right),),)).roots for side in (one, other)]
    if not all(edge is not None and len(edge) == 1 for edge in edges) or not all(edges):
        return False
    far = [as_real(edge[0]) + sign * 10**6 for edge in edges if edge for sign in (1, -1)]
    same_way = all(old.contains(value) == new.solutions.contains(value) for value in far)
    return same_way and _listed((edges[0] or ())[0], edges[1] or (), new)


def _is_simple(solutions: Solutions) -> bool:
    """Tell whether an inequality is single and has one boundary, so that there is nothing to split."""
    only = solutions.only
    if only is None:
        return False
    edges = Solutions(((Compared(only.left, "=", only.right),),)).roots
    return edges is not None and len(edges) == 1


def _letter_lost(only: Compared, facts: Sequence[Fact]) -> Wrong | None:
    """Judge a formula with a letter fewer: wrong where a rule makes it while changing the subject."""
    for fact in reversed(facts):
        old = fact.solutions.only
        if old is None or old.sign != "=" or len(old.letters - only.letters) != 1 or not only.letters < old.letters:
            continue
        moved = only.subject is not None and (old.subject is None or old.subject[0] != only.subject[0])
        rule = rule_for_relation(old, only) if moved else None
        return Wrong(fact.text, rule) if rule is not None else None
    return None


def _judge_several(new: Stated, related: Sequence[Fact], facts: Sequence[Fact]) -> Wrong | None:
    """Judge a relation in several letters: wrong only where a rule explains it, as it may be given."""
    only = new.solutions.only
    if only is None or only.sign != "=":
        return None
    for fact in related:
        old = fact.solutions.only
        points = points_on(old) if old is not None else None
        if points is None or any(only.holds(point) for point in points):
            return None
    found = _explained(new, related) if related else _letter_lost(only, facts)
    return found if found is not None and found.rule not in {None, SLIP} else None


def _explained(new: Stated, related: Sequence[Fact]) -> Wrong:
    """Return what a relation should have followed from, with the rule that makes it of that."""
    only = new.solutions.only or new.solutions.choices[0][0]
    for fact in list(reversed(related))[:4]:
        old = fact.solutions.only
        rule = rule_for_relation(old, only) if old is not None else None
        if rule is None and old is not None and fact is related[-1] and old.sign == only.sign and _is_slip(old, only):
            rule = SLIP
        if rule is not None:
            return Wrong(fact.text, rule)
    return Wrong(related[-1].text, None)


def _is_slip(old: Compared, new: Compared) -> bool:
    """Tell whether a line is right but for a number worked out a little wrong."""
    same_letters = [is_small_slip(old.left, new.left), is_small_slip(old.right, new.right)]
    if any(same_letters):
        return True
    edges = Solutions(((Compared(old.left, "=", old.right),),)).roots if len(old.letters) == 1 else None
    if not edges or (letters(new.left) and letters(new.right)):
        return False
    return any(gap in SMALL for gap in (_scaled_gap(new, root) for root in edges))


def _scaled_gap(new: Compared, root: Real) -> Real:
    """Return by how much the number of a line differs from what it should be."""
    names = new.letters
    sides = [_value(side, dict.fromkeys(names, root)) for side in (new.left, new.right)]
    return abs(as_real(sides[0]) - as_real(sides[1]))


def _value(side: Node, at: dict[str, Real]) -> Real:
    """Return the value of a side, one that is no slip away from anything where it has none."""
    try:
        return evaluate(side, at)
    except NoValue:
        return Fraction(10**6)
