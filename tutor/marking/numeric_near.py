"""What to say of a wrong number that shows one thing: its size, its last figure, or a sum the wrong way round.

Works on values; knows nothing of text. Each sentence begins as `tutor.nearly` expects it.
"""

from collections.abc import Iterable
from fractions import Fraction

from tutor.marking.rounding import THREE_FIGURES, Rounding, decimal_places, places_for_figures, rounded
from tutor.marking.tree import Apply, Node, Number
from tutor.marking.value import Real, as_fraction, evaluate, same_value

PREFIX = "The digits are right, and the size is not. Which unit is asked for, and what does its prefix stand for?"
HUNDREDTH = "The digits are right, and the size is not. Is it asked for as a percentage, or as a number below 1?"
SIZE = "The digits are right, and the size is not. Where does the decimal point belong?"
LAST_FIGURE = (
    "That is near, and its last figure is not right. Round only at the end, and look at the figure after the last one "
    "that is kept."
)
NOT_AS_ASKED = (
    "That is near, and not rounded as the question asks. Use every figure of the calculator until the end, and round "
    "only then."
)
ROUNDED_OFF = (
    "That is close: it is rounded to fewer figures than the answer has. Rounding is not asked for here, so give every "
    "figure."
)
ROUNDED_ON_THE_WAY = (
    "That is close, and not the answer. If a number was rounded on the way, use every figure until the end."
)
TURNED = (
    "That was read as a subtraction, the first number minus the second. One number is asked for: take the smaller from "
    "the larger, and work it out."
)
FEWEST_FIGURES = 2
"""Figures from which the same digits are no accident, as those of 5 and 50 may be."""
FEW_ENOUGH = 4
"""Figures of an answer from which the same number with fewer is that number rounded."""
ROUND = 1000
NEAR = Fraction(1, 10)
"""How far off, as a share, two figures of a number may be."""
CLOSE = Fraction(2, 1000)
"""How far off a number may be, as a share, that was worked out from one of three figures."""
THOUSANDS = frozenset({3, -3, 6, -6, 9, -9})
POWERS = tuple(sign * size for size in range(1, 10) for sign in (1, -1))
HUNDREDTHS = -2


def of_size(form: str | None) -> bool:
    """Return whether what is said of a number is about its size."""
    return form in (PREFIX, HUNDREDTH, SIZE)


def size_fault(value: Real, targets: Iterable[Real], has_unit: bool) -> str | None:
    """Return what to say of a number with the right digits and the wrong power of ten, None for any other."""
    for target in targets:
        power = _power_between(value, target)
        if power is None or _figures(as_fraction(target)) < FEWEST_FIGURES:
            continue
        if has_unit and power in THOUSANDS:
            return PREFIX
        # A hundred times a number below 1, or the other way round.
        share, other = (target, power) if abs(as_fraction(target)) < 1 else (value, -power)
        return HUNDREDTH if other == HUNDREDTHS and 0 < as_fraction(share) < 1 else SIZE
    return None


def last_figure_fault(value: Real, places: int | None, targets: Iterable[Real], rounding: Rounding) -> str | None:
    """Return what to say of a number that is one out in the last place that is asked for, None for any other.

    Or less than one out, and written with more places than that: worked out from rounded numbers, or not yet rounded.
    """
    if rounding.asked is None or places is None or rounding.tolerance is not None:
        return None
    for target in targets:
        wanted = rounding.applied(target)
        finest = rounding.places_of(target)
        step = Fraction(10) ** -finest
        # Of a number with one figure, the next one up or down is another number.
        large = abs(wanted) >= 10 * step
        if large and places == max(finest, 0) and same_value(abs(as_fraction(value) - wanted), step):
            return LAST_FIGURE
        near = abs(as_fraction(value) - wanted) < step
        if places > max(finest, 0) and near and abs(wanted) >= THREE_FIGURES * step:
            return NOT_AS_ASKED
    return None


def turned_round(node: Node, value: Real, targets: Iterable[Real]) -> str | None:
    """Return what to say of a subtraction with its two numbers swapped, as 11.5 - 15.3 from smallest to largest."""
    match node:
        case Apply("-", (Number(), Number())) if value < 0:
            return TURNED if any(same_value(-value, target) for target in targets) else None
    return None


def rounded_fault(node: Node, value: Real, targets: Iterable[Real]) -> str | None:
    """Return what to say of a number that is the answer rounded, or worked out from rounded ones; None of any other.

    Only of answers with so many figures that being near is no accident.
    """
    for target in targets:
        wanted = as_fraction(target)
        away = abs(as_fraction(value) - wanted)
        if not wanted or not away or away > abs(wanted) * NEAR:
            continue
        figures = _figures(as_fraction(value))
        exact = _figures(wanted)
        decimal = decimal_places(node) is not None
        meant = exact >= FEW_ENOUGH - 1 if _is_standard(node) else decimal and exact >= FEW_ENOUGH
        if meant and FEWEST_FIGURES <= figures < exact and _is_rounded_to(value, target, figures):
            return ROUNDED_OFF
        close = away <= abs(wanted) * CLOSE
        if close and exact > FEWEST_FIGURES and as_fraction(value).denominator > 1 and (decimal or _is_quotient(node)):
            return ROUNDED_ON_THE_WAY
    return None


def _is_standard(node: Node) -> bool:
    """Tell whether a number is a decimal times a power of ten, whose figures somebody has chosen."""
    if not isinstance(node, Apply) or node.name != "*" or len(node.parts) != 2:
        return False
    front, power = node.parts
    ten = isinstance(power, Apply) and power.name == "^" and same_value(evaluate(power.parts[0]), Fraction(10))
    return ten and decimal_places(front) is not None


def _is_quotient(node: Node) -> bool:
    """Tell whether a fraction is a division of numbers that may have been rounded, and not a fraction as such."""
    if not isinstance(node, Apply) or node.name != "/":
        return False
    return any(as_fraction(evaluate(part)) >= ROUND or decimal_places(part) for part in node.parts)


def _is_rounded_to(value: Real, target: Real, figures: int) -> bool:
    return same_value(value, rounded(target, places_for_figures(target, figures)))


def _power_between(value: Real, target: Real) -> int | None:
    """Return the power of ten by which a target is larger than a value of the same digits."""
    one, other = as_fraction(value), as_fraction(target)
    if not one or not other:
        return None
    ratio = other / one
    return next((power for power in POWERS if ratio == Fraction(10) ** power), None)


def _figures(value: Fraction) -> int:
    """Return how many figures a number has without the noughts at its ends."""
    digits = f"{float(value):.12g}".partition("e")[0].replace(".", "").lstrip("-0").rstrip("0")
    return len(digits)
