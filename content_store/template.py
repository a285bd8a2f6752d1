"""Text with placeholders, filled from drawn parameters.

`[[expression|format]]` becomes the value in that format; docs/pack-format.md lists the formats.
"""

import re
from collections.abc import Callable
from fractions import Fraction

from content_store.formula import FormulaError, Names, Value, evaluate, round_half_up

PLACEHOLDER = re.compile(r"\[\[(.+?)\]\]", re.DOTALL)
PLACES = re.compile(r"(\d)(dp)|([1-9])(sf)")
MAX_DECIMALS = 6


def fill(text: str, names: Names) -> str:
    """Return `text` with every placeholder replaced.

    Raises:
        FormulaError: a placeholder cannot be evaluated or its value cannot be written in its format.
    """
    if "[[" in PLACEHOLDER.sub("", text):
        raise FormulaError(f"a placeholder is not closed in “{text[text.rfind('[[') :][:40]}”")
    return PLACEHOLDER.sub(lambda match: _placeholder(match.group(1), names), text)


def _placeholder(inside: str, names: Names) -> str:
    formula, _, style = inside.partition("|")
    return show(evaluate(formula.replace("\n", " "), names), style.strip())


def show(value: Value, style: str = "") -> str:
    """Return a value as the pupil reads it.

    Raises:
        FormulaError: the style is unknown, or a number is neither whole nor a short decimal and has no style.
    """
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        raise FormulaError("a true-or-false value cannot be shown")
    if places := PLACES.fullmatch(style):
        digits = int(style[0])
        return decimal_places(value, digits) if places.group(2) else significant_figures(value, digits)
    if style not in STYLES:
        raise FormulaError(f"there is no format called '{style}'")
    return STYLES[style](value)


def plain(value: Fraction | float) -> str:
    """Return a whole number or an exact short decimal, without exponent or trailing noughts."""
    exact = Fraction(value) if isinstance(value, Fraction) else Fraction(repr(value))
    scaled = exact * 10**MAX_DECIMALS
    if scaled.denominator != 1:
        raise FormulaError(f"{float(value):g} is not an exact decimal: give a format such as 2dp or fraction")
    return decimal_places(exact, MAX_DECIMALS).rstrip("0").rstrip(".")


def decimal_places(value: Fraction | float, places: int) -> str:
    """Return the value rounded half up to `places` decimal places."""
    scaled = int(round_half_up(value, places) * 10**places)
    digits = str(abs(scaled)).zfill(places + 1)
    point = len(digits) - places
    return f"{'-' if scaled < 0 else ''}{digits[:point]}{'.' if places else ''}{digits[point:]}"


def significant_figures(value: Fraction | float, figures: int) -> str:
    """Return the value rounded half up to `figures` significant figures, without an exponent."""
    if not value:
        return "0"
    rounded = round_half_up(value, figures - 1 - leading_power(value))
    return decimal_places(rounded, max(figures - 1 - leading_power(rounded), 0))


def _money(value: Fraction | float) -> str:
    return plain(value) if Fraction(value).denominator == 1 else decimal_places(value, 2)


def _thousands(value: Fraction | float) -> str:
    whole, dot, decimals = plain(_size(value)).partition(".")
    return f"{'-' if value < 0 else ''}{int(whole):,}{dot}{decimals}"


def _size(value: Fraction | float) -> Fraction | float:
    """Return a value without its sign."""
    return -value if value < 0 else value


def _signed(value: Fraction | float) -> str:
    return f"{'-' if value < 0 else '+'} {plain(_size(value))}"


def _coefficient(value: Fraction | float) -> str:
    if value in (1, -1):
        return "" if value == 1 else "-"
    return plain(value)


def _signed_coefficient(value: Fraction | float) -> str:
    return f"{'-' if value < 0 else '+'} {_coefficient(_size(value))}"


def _exact(value: Fraction | float) -> Fraction:
    """Return a value as a fraction; a float that is no short decimal has none worth showing."""
    return Fraction(plain(value)) if isinstance(value, float) else Fraction(value)


def _fraction(value: Fraction | float) -> str:
    exact = _exact(value)
    if exact.denominator == 1:
        return str(exact.numerator)
    sign = "-" if exact < 0 else ""
    return rf"{sign}\frac{{{abs(exact.numerator)}}}{{{exact.denominator}}}"


def _mixed(value: Fraction | float) -> str:
    exact = _exact(value)
    whole = abs(exact.numerator) // exact.denominator
    if exact.denominator == 1 or not whole:
        return _fraction(exact)
    return f"{'-' if exact < 0 else ''}{whole}{_fraction(abs(exact) - whole)}"


def _standard(value: Fraction | float) -> str:
    power = leading_power(value)
    return rf"{plain(Fraction(value) / Fraction(10) ** power)} \times 10^{{{power}}}"


def leading_power(value: Fraction | float) -> int:
    """Return the power of ten of a number's first figure.

    Raises:
        FormulaError: the number is nought.
    """
    exact = abs(Fraction(value))
    if not exact:
        raise FormulaError("nought has no standard form")
    power = len(str(exact.numerator)) - len(str(exact.denominator))
    return power if Fraction(10) ** power <= exact else power - 1


def _ratio(value: Fraction | float) -> str:
    return str(_exact(value))


STYLES: dict[str, Callable[[Fraction | float], str]] = {
    "": plain,
    "money": _money,
    "thousands": _thousands,
    "signed": _signed,
    "coefficient": _coefficient,
    "signed_coefficient": _signed_coefficient,
    "fraction": _fraction,
    "mixed": _mixed,
    "standard": _standard,
    "ratio": _ratio,
}
