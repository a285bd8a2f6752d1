"""A number as pupils may type it, and numbers near it that are wrong.

What is wrong is shown so by exact fractions, never by the marking code.
"""

import re
from collections.abc import Iterator
from fractions import Fraction

from evaluation.benchmarks.formula_reading import RAISED, strict
from evaluation.benchmarks.plain_algebra import Unreckoned, value

UNITS = {
    "m/s": ("km/h", Fraction(18, 5)),
    "cm^2": ("m^2", Fraction(1, 10_000)),
    "cm²": ("mm²", Fraction(100)),
    "m^2": ("cm^2", Fraction(10_000)),
    "ml": ("l", Fraction(1, 1000)),
    "kWh": ("J", Fraction(3_600_000)),
    "°": ("", Fraction(1)),
    "cm": ("m", Fraction(1, 100)),
    "mm": ("cm", Fraction(1, 10)),
    "m": ("cm", Fraction(100)),
    "km": ("m", Fraction(1000)),
    "g": ("kg", Fraction(1, 1000)),
    "kg": ("g", Fraction(1000)),
    "N": ("kN", Fraction(1, 1000)),
    "J": ("kJ", Fraction(1, 1000)),
    "s": ("ms", Fraction(1000)),
}
"""Another unit of the same thing, and how many of it one is."""
SINGLE = {"1/2": "½", "1/4": "¼", "3/4": "¾", "1/3": "⅓", "2/3": "⅔", "1/5": "⅕", "3/8": "⅜"}
WITH_UNIT = re.compile(
    rf"(?P<number>.*[\d)}}])\s*(?P<unit>{'|'.join(map(re.escape, sorted(UNITS, key=len, reverse=True)))})"
)
MIXED = re.compile(r"\s*(?P<sign>[-−]?)\s*(?P<whole>\d+)\s+(?P<top>\d+)\s*/\s*(?P<bottom>\d+)\s*")
UNRAISED = {to: chr(code) for code, to in RAISED.items()}
MOST_PLACES = 6
"""Decimal places that a pupil would write out."""
THOUSAND = 1000


def number_of(text: str) -> Fraction:
    """Return the exact number that a text says, a mixed number or one with a sign included.

    Raises:
        Unreckoned: it is not one exact number.
    """
    if mixed := MIXED.fullmatch(text.replace("$", "")):
        part = Fraction(int(mixed["top"]), int(mixed["bottom"]))
        return (int(mixed["whole"]) + part) * (-1 if mixed["sign"] else 1)
    number = value(strict(text), {})
    if not isinstance(number, Fraction):
        raise Unreckoned(f"{text!r} is no exact number")
    return number


def number_and_unit(text: str) -> tuple[Fraction, str]:
    """Return the number of a text and its unit, which is empty where it has none of `UNITS`.

    Raises:
        Unreckoned: it is neither a number nor a number with a unit.
    """
    if match := WITH_UNIT.fullmatch(text.strip()):
        return number_of(match["number"]), match["unit"]
    return number_of(text), ""


def equal_numbers(text: str, form: str) -> Iterator[tuple[str, str]]:
    """Yield how it was made and the text, for each way of writing the same number.

    In a form other than "any" only the layout changes.
    """
    number, unit = number_and_unit(text)
    plain = text.strip().strip("$").strip()
    if not unit and re.fullmatch(r"-?[\d./]+", plain):
        yield from _layouts(plain)
    if form != "any":
        return
    for made, written in _same_value(number):
        yield made, f"{written} {unit}".strip()
    if unit:
        other, size = UNITS[unit]
        if other and (decimal := decimal_of(number * size)):
            yield "another unit", f"{decimal} {other}"
        if decimal := decimal_of(number):
            yield "unit without a space", f"{decimal}{unit}"


def other_forms(text: str, form: str) -> Iterator[tuple[str, str]]:
    """Yield the same number in a form that is not asked for."""
    number = number_and_unit(text)[0]
    if form == "decimal" and number.denominator != 1:
        yield "another form", str(number)
    if (
        form in {"fraction", "any_fraction", "mixed", "standard"}
        and (decimal := decimal_of(number))
        and (number.denominator != 1)
    ):
        yield "another form", decimal
    if form == "mixed" and number.denominator != 1 and abs(number) > 1:
        yield "another form", str(number)


def wrong_numbers(text: str, accepted: list[Fraction]) -> Iterator[tuple[str, str]]:
    """Yield how it was made and the text, for numbers near this one that are none of the accepted."""
    number, unit = number_and_unit(text)
    digits = decimal_of(number) or ""
    swapped = re.sub(r"([1-9])(\d)(?!.*\d\d)", r"\2\1", digits, count=1)
    near = {
        "sign": -number,
        "one more": number + 1,
        "one less": number - 1,
        "ten times": number * 10,
        "a tenth": number / 10,
        "swapped digits": Fraction(swapped) if swapped else number,
        "inverted": 1 / number if number else Fraction(1),
        "percent": number * 100,
        "last digit": number + Fraction(1, 10 ** len(digits.partition(".")[2])),
    }
    for made, wrong in near.items():
        if wrong not in accepted:
            yield made, f"{decimal_of(wrong) or wrong} {unit}".strip()
    if decimal_of(number) is None:
        cut = Fraction(int(number * 100), 100)
        if cut not in {Fraction(round(number * 100), 100), *accepted}:
            yield "cut off", f"{float(cut):.2f}"
        if "e" not in (short := f"{float(number):.2g}"):
            yield "two figures", short
    if number.denominator != 1 and abs(number) > 1:
        whole, top = divmod(abs(number).numerator, number.denominator)
        yield "fraction part inverted", f"{'-' if number < 0 else ''}{whole} {number.denominator}/{top}"
    if unit and number and UNITS[unit][0]:
        yield "another unit", f"{decimal_of(number) or number} {UNITS[unit][0]}"


def decimal_of(number: Fraction) -> str | None:
    """Return a number as a decimal that ends, or nothing where it does not soon."""
    scaled = number * 10**MOST_PLACES
    if scaled.denominator != 1:
        return None
    whole, part = divmod(abs(scaled.numerator), 10**MOST_PLACES)
    ended = f"{whole}.{part:0{MOST_PLACES}d}".rstrip("0").rstrip(".")
    return f"-{ended}" if number < 0 else ended


def _layouts(plain: str) -> Iterator[tuple[str, str]]:
    yield "spaces round it", f"  {plain} "
    yield "letter and equals", f"x = {plain}"
    yield "capital letter and equals", f"X={plain}"
    yield "is", f"x is {plain}"
    yield "equals without spaces", f"n={plain}"
    yield "equals alone", f"= {plain}"
    yield "full stop", f"{plain}."
    yield "answer", f"answer = {plain}"
    yield "ans", f"ans: {plain}"
    yield "it is", f"its {plain}"
    yield "so", f"so x = {plain}"
    yield "line end", f"{plain}\n"
    yield "brackets", f"({plain})"
    if plain.startswith("-"):
        yield "minus sign", plain.replace("-", "−")
        yield "space after the sign", plain.replace("-", "- ")
        yield "minus in words", plain.replace("-", "minus ")
        yield "negative in words", plain.replace("-", "negative ")
        yield "dash", plain.replace("-", "–")
    if "/" in plain:
        yield "spaces round the stroke", plain.replace("/", " / ")
        yield "tex", re.sub(r"(\d+)/(\d+)", r"\\frac{\1}{\2}", plain)


def _same_value(number: Fraction) -> Iterator[tuple[str, str]]:
    if number.denominator != 1:
        yield from _fractions(number)
    decimal, size = decimal_of(number), abs(number)
    if decimal is None:
        return
    yield "decimal", decimal
    yield "trailing zeros", f"{decimal}{'' if '.' in decimal else '.'}0"
    whole, _, places = decimal.partition(".")
    if len(places) in {1, 2}:
        yield "decimal comma", decimal.replace(".", ",")
    if 0 < size < 1:
        yield "no zero before the point", decimal.replace("0.", ".", 1)
        yield "percentage", f"{decimal_of(number * 100)}%"
    if size >= THOUSAND:
        grouped = f"{int(whole):,}{'.' if places else ''}{places}"
        yield "thousands commas", grouped
        yield "thousands spaces", grouped.replace(",", " ")
    if size >= 10 or 0 < size < Fraction(1, 10):
        yield from _standard(number)


def _fractions(number: Fraction) -> Iterator[tuple[str, str]]:
    sign, size = "-" if number < 0 else "", abs(number)
    yield "fraction", str(number)
    if decimal := decimal_of(number):
        yield "fraction equals decimal", f"{number} = {decimal}"
    if size < 1:  # larger than 1 it is a division that is still to be done, as 27/6 for 4.5
        yield "equivalent fraction", f"{number.numerator * 3}/{number.denominator * 3}"
    whole, top = divmod(size.numerator, size.denominator)
    part = f"{top}/{size.denominator}"
    if whole:
        yield "mixed number", f"{sign}{whole} {part}"
    if part in SINGLE:
        yield "one character", f"{sign}{whole or ''}{SINGLE[part]}"


def _standard(number: Fraction) -> Iterator[tuple[str, str]]:
    power = 0
    while abs(number) >= 10:
        number, power = number / 10, power + 1
    while abs(number) < 1:
        number, power = number * 10, power - 1
    front = decimal_of(number)
    if front:
        raised = "".join(UNRAISED.get(ord(figure), figure) for figure in str(power))
        yield "standard form typed", f"{front} x 10^{power}"
        yield "standard form raised", f"{front}×10{raised}"
        yield "standard form starred", f"{front}*10^({power})"
        yield "standard form without spaces", f"{front}x10^{power}"
        yield "standard form from a calculator", f"{front}E{power}"
        yield "standard form with spaces", f"{front} × 10 ^ {power}"
