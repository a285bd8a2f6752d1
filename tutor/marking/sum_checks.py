"""Whether a sum that a pupil wrote comes out: exactly, rounded as people round, or run on from the one before."""

from collections.abc import Sequence
from fractions import Fraction

from tutor.marking.tree import Apply, Node, Number, replaced, walk
from tutor.marking.value import NoValue, Real, as_fraction, evaluate, same_value

ROUGHLY = Fraction(1, 20)
"""How far a result may be from the sum, as a part of it, on a line that says it is rounded."""

CARRIED = Fraction(1, 100)
"""How far apart two sums may be where a decimal in one may stand for a longer one."""

IRRATIONAL = Fraction(3, 1000)
"""How far a result may be where pi or a root was taken shorter: 3.14 for pi is 0.05% short, 22/7 0.04% over."""

CONVERSIONS = frozenset(Fraction(by) for by in (10, 60, 100, 1000, 3600, 10_000, 1_000_000))
"""What sums with units are multiplied or divided by on the way from one unit to another."""


def comes_out(left: Node, right: Node, *, rounded: bool = False, units: bool = False) -> bool:
    """Tell whether two sides without letters may stand for one value; True where either has none."""
    try:
        one, other = evaluate(left), evaluate(right)
    except NoValue:
        return True
    if same_value(one, other) or _is_rounding(one, right) or _is_rounding(other, left):
        return True
    exact, stated = as_fraction(one), as_fraction(other)
    gap = abs(exact - stated)
    size = max(abs(exact), abs(stated))
    if units and exact and stated and (exact / stated in CONVERSIONS or stated / exact in CONVERSIONS):
        return True
    irrational = not (isinstance(one, Fraction) and isinstance(other, Fraction))
    carried = not is_bare(right) and not is_bare(left) and (_has_decimal(left) or _has_decimal(right))
    shortened = irrational and (is_bare(right) or is_bare(left))
    allowed = ROUGHLY if rounded else CARRIED if carried else IRRATIONAL if shortened else Fraction(0)
    return gap <= allowed * size or (rounded and _same_figures(exact, stated))


def runs_on(left: Node, right: Node) -> bool:
    """Tell whether the right side begins again with the result of the left: the 7 of 3 + 4 = 7 × 2 = 14."""
    if is_bare(right):
        return False
    try:
        value = evaluate(left)
    except NoValue:
        return True
    first = right
    while isinstance(first, Apply) and first.parts:
        first = first.parts[0]
    operands = right.parts if isinstance(right, Apply) else ()
    return any(is_bare(part) and same_value(evaluate(part), value) for part in (first, *operands))


def is_bare(node: Node) -> bool:
    """Tell whether a side is a number on its own, with a sign or without."""
    if isinstance(node, Apply) and node.name == "neg":
        return isinstance(node.parts[0], Number)
    return isinstance(node, Number)


def values(node: Node) -> tuple[Real, ...]:
    """Return the value of a sum, none where it has none."""
    try:
        return (evaluate(node),)
    except NoValue:
        return ()


def unrounded(node: Node, exact: Sequence[Real]) -> Node:
    """Return a sum with each decimal that is one of these values rounded put as that value."""
    decimals = [part for part in walk(node) if isinstance(part, Number) and part.value.denominator != 1]
    pairs = [(part, value) for part in decimals for value in exact if _is_rounding(value, part)]
    return replaced(node, {part: Number(as_fraction(value), part.text) for part, value in pairs})


def places(node: Node) -> int | None:
    """Return how many decimal places a number on its own is written with; None for anything else."""
    inside = node.parts[0] if isinstance(node, Apply) and node.name == "neg" else node
    return len(inside.text.partition(".")[2]) if isinstance(inside, Number) else None


def _is_rounding(exact: Real, stated: Node) -> bool:
    """Tell whether a number is a longer one rounded, or cut off, to the places that it has."""
    shown = places(stated)
    if shown is None:
        return False
    scale = 10**shown
    value, written = as_fraction(exact) * scale, as_fraction(evaluate(stated)) * scale
    if value.denominator == 1:
        return False
    cut_off = 0 < written / value < 1 and abs(value - written) < 1
    return cut_off or bool(abs(value - written) <= Fraction(1, 2))


def _has_decimal(node: Node) -> bool:
    return any(isinstance(part, Number) and part.value.denominator != 1 for part in walk(node))


def _same_figures(exact: Fraction, stated: Fraction) -> bool:
    """Tell whether one is the other to one significant figure or more."""
    return any(f"{float(exact):.{figures}g}" == f"{float(stated):.{figures}g}" for figures in (1, 2, 3))
