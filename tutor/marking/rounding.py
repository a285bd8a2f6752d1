"""Whether a number agrees with an accepted one, given how the item asks for it to be rounded.

Works on values in one unit; knows nothing of text or units.
"""

import math
import re
from dataclasses import dataclass
from fractions import Fraction

from tutor.marking.tree import Apply, Node, Number, whole_number
from tutor.marking.value import Real, as_fraction, as_real, same_value

ENOUGH_FIGURES = 3
THREE_FIGURES = 100
"""The least whole number with three figures: fewer are near too many numbers."""
MAX_ZEROS = 100
ROUNDED_EARLY = "That looks rounded too early or cut short. Work it out again and round only at the end."
NEARLY_ROUNDED = "That looks rounded too early or cut short: use every figure until the end, and round only then."
"""The same of a number with three figures or more, which is near by no accident."""

UNROUNDED = "Right value, but the question asks for {}: now round it to that."
ROUNDED_BETWEEN = "Right value, but the question asks for {}: round it to that from all the figures of the calculator."
"""Of one that is rounded to more places: rounded a second time it may go the wrong way."""
AS_ASKED = "Right value, but the question asks for {}: write it like that."
NOUGHTS = "Right value, but the question asks for {}: leave out the noughts at the end, beyond that place."
NO_PLACES = (
    "Right value, but the question asks for {}: no decimal places are needed. Keep every figure before the point."
)
FIGURES_ONLY = "Right value, but the question asks for {}: leave out the noughts at the end, which are figures too."
NEAR_ENOUGH = "Right so far: now round it to {}, as the question asks."
"""Of a number that is not the right one and rounds to it: no more than that is true of it."""
FORMS_TO_ROUND = re.compile(r"Right values?, but the question asks for|Right so far: now round")
TOO_SHORT = "Right value, but the question asks for {}: write {}, with its last nought."
RIGHT_ROUNDED = "Right as a rounded value. The exact answer does not need rounding."
ROUNDED_TOO_MUCH = "That is rounded too much. Give the exact value, or at least 3 significant figures."


@dataclass(frozen=True)
class Rounding:
    """How an item asks for its number: within a tolerance, or rounded, or neither."""

    tolerance: Fraction | None = None
    decimal_places: int | None = None
    significant_figures: int | None = None

    @property
    def asked(self) -> str | None:
        """The rounding in words, None where none is asked for."""
        if self.decimal_places == 0:
            return "the nearest whole number"
        if self.decimal_places is not None:
            return _counted(self.decimal_places, "decimal place")
        if self.significant_figures is not None:
            return _counted(self.significant_figures, "significant figure")
        return None

    def places_of(self, value: Real) -> int:
        """Return the decimal places that the value keeps when it is rounded as asked."""
        if self.decimal_places is not None:
            return self.decimal_places
        return places_for_figures(value, self.significant_figures or 1)

    def applied(self, value: Real) -> Fraction:
        """Return the value rounded as asked."""
        return rounded(value, self.places_of(value))


def noughts(rounding: Rounding, value: Real, *, standard_form: bool = False) -> str:
    """Return what to say of the rounded value with noughts at its end; those that hold a place have to stay."""
    if standard_form:
        return FIGURES_ONLY.format(rounding.asked)
    if rounding.places_of(value) <= 0:
        return NO_PLACES.format(rounding.asked)
    return (NOUGHTS if rounding.decimal_places is not None else FIGURES_ONLY).format(rounding.asked)


@dataclass(frozen=True)
class Agreement:
    """Whether a value is right, and what to say about how it is rounded; `unrounded` where that is still to be done."""

    right: bool
    form: str | None = None
    unrounded: bool = False


def agreement(value: Real, places: int | None, target: Real, rounding: Rounding) -> Agreement:
    """Return how a value agrees with a target; `places` is how many decimals were typed, if it is one."""
    if rounding.tolerance is not None and abs(as_fraction(value) - as_fraction(target)) <= rounding.tolerance:
        return Agreement(True)
    if rounding.asked is not None:
        return _agreement_when_rounded(value, places, target, rounding)
    if same_value(value, target):
        return Agreement(True)
    if not places or _terminates(target) or not same_value(value, rounded(target, places)):
        return Agreement(False)
    if places < places_for_figures(target, ENOUGH_FIGURES):
        return Agreement(False, ROUNDED_TOO_MUCH)
    return Agreement(True, RIGHT_ROUNDED)


def decimal_places(node: Node) -> int | None:
    """Return how many decimals a number is typed to, its power of ten counted; None if it is no decimal."""
    match node:
        case Number():
            return len(node.text.partition(".")[2])
        case Apply("neg", (inside,)):
            return decimal_places(inside)
        case Apply("*", (number, Apply("^", (Number(value=base), exponent)))) if base == 10:
            places, power = decimal_places(number), whole_number(exponent)
            return None if places is None or power is None else places - power
        case _:
            return None


def rounded(value: Real, places: int) -> Fraction:
    """Return the value rounded half away from zero, as schools teach it."""
    scale = Fraction(10) ** places
    size = math.floor(abs(as_fraction(value)) * scale + Fraction(1, 2)) / scale
    return -size if value < 0 else size


def places_for_figures(value: Real, figures: int) -> int:
    """Return the decimal places that leave a value this many significant figures."""
    return figures - 1 - _ten_power(abs(as_fraction(value))) if value else 0


def of_rounding(form: str | None) -> bool:
    """Return whether what is said of a right value is that it is still to be rounded as asked."""
    return form is not None and FORMS_TO_ROUND.match(form) is not None


def several_values(form: str) -> str:
    """Return what is said of one value that is to be rounded, said of several."""
    return form.replace("Right value,", "Right values,").replace("round it", "round each")


def _counted(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


def _agreement_when_rounded(value: Real, places: int | None, target: Real, rounding: Rounding) -> Agreement:
    wanted = rounding.applied(target)
    if same_value(value, wanted):
        return Agreement(True)
    if rounding.applied(value) == wanted:
        exact = places is None or same_value(value, target) or same_value(value, rounded(target, places))
        return Agreement(True, (UNROUNDED if exact else NEAR_ENOUGH).format(rounding.asked), unrounded=True)
    finer = rounding.places_of(target)
    if places is not None and places > finer and same_value(value, rounded(target, places)):
        return Agreement(True, ROUNDED_BETWEEN.format(rounding.asked), unrounded=True)
    # More places are not a rounding; few enough figures would be near any number.
    if places is not None and value and _is_shortened(value, places, target):
        return Agreement(False, NEARLY_ROUNDED if _has_figures(value, places) else ROUNDED_EARLY)
    return Agreement(False)


def _has_figures(value: Real, places: int) -> bool:
    """Tell whether a number is written with three figures or more, so that being near is no accident."""
    return bool(abs(as_fraction(value)) * 10 ** max(places, 0) >= THREE_FIGURES)


def _is_shortened(value: Real, places: int, target: Real) -> bool:
    """Tell whether the value is the target rounded or cut to fewer places."""
    # The zeros that end a whole number may stand for rounded figures.
    while -MAX_ZEROS < places <= 0 and value % 10 ** (1 - places) == 0:
        places -= 1
    scale = Fraction(10) ** places
    cut = math.floor(abs(as_fraction(target)) * scale) / scale
    return same_value(value, rounded(target, places)) or same_value(abs(value), cut)


def _terminates(value: Real) -> bool:
    """Tell whether the value can be written in full as a decimal."""
    if not isinstance(value, Fraction):
        return False
    rest = value.denominator
    for prime in (2, 5):
        while rest % prime == 0:
            rest //= prime
    return rest == 1


def _ten_power(size: Fraction) -> int:
    """Return the power of ten in standard form."""
    real = as_real(size)
    power = int(real.context.floor(real.context.log10(real)))
    if Fraction(10) ** power > size:
        return power - 1
    return power + 1 if Fraction(10) ** (power + 1) <= size else power
