"""Whether an angle in working fits an equation with its sine, cosine or tangent, as far as rounding goes."""

from fractions import Fraction

from tutor.marking.solution_set import Solutions
from tutor.marking.tokens import INVERSES
from tutor.marking.tree import Apply, walk
from tutor.marking.value import NoValue, Real, as_real, evaluate

CLOSE = Fraction(1, 50)
"""How near a sine, cosine or tangent must be; half a degree changes a sine by at most .009."""


def is_rounded_angle(equation: Solutions, root: Real) -> bool:
    """Tell whether an angle, rounded or from a rounded sine, cosine or tangent, fits an equation with one of these."""
    only = equation.only
    sides = (only.left, only.right) if only else ()
    if not any(isinstance(part, Apply) and part.name in INVERSES for side in sides for part in walk(side)):
        return False
    at: dict[str, Real] = dict.fromkeys(equation.letters, root)
    try:
        left, right = (as_real(evaluate(side, at)) for side in sides)
    except NoValue:
        return False
    return bool(abs(left - right) <= as_real(CLOSE) * max(1, abs(left), abs(right)))
