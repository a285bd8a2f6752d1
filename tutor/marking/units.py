"""Units as pupils spell them.

A closed list of spellings leads to units of one pint registry; pint never reads what was typed.
Knows how to convert; not which unit an item asks for.
"""

import re
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from typing import Any

import pint
from pint.util import UnitsContainer

# Built on import, not on first use, so that no pupil's answer waits for it.
REGISTRY: pint.UnitRegistry[Any] = pint.UnitRegistry(non_int_type=Fraction)
for definition in (
    "pound_sterling = [sterling]",
    "penny_sterling = pound_sterling / 100",
    "american_dollar = [dollars]",
    "american_cent = american_dollar / 100",
    "euro_money = [euros]",
    # Not pint's: 20 degrees Celsius is not a multiple of 20 kelvin.
    "school_celsius = [celsius]",
    "hundredth = 0.01",
):
    REGISTRY.define(definition)

SPELLINGS = """
    meter: m, metre, metres, meter, meters
    centimeter: cm, cms, centimetre, centimetres, centimeter, centimeters
    millimeter: mm, millimetre, millimetres, millimeter, millimeters
    decimeter: dm, decimetre, decimetres
    kilometer: km, kms, kilometre, kilometres, kilometer, kilometers
    micrometer: μm, um, micrometre, micrometres
    nanometer: nm, nanometre, nanometres
    inch: inches, inch
    foot: ft, feet, foot
    yard: yd, yds, yard, yards
    mile: miles, mile, mi
    gram: g, gram, grams, gramme, grammes
    kilogram: kg, kgs, kilo, kilos, kilogram, kilograms
    milligram: mg, milligram, milligrams
    tonne: t, tonne, tonnes
    pound: lb, lbs
    ounce: oz, ounce, ounces
    stone: st, stone
    second: s, sec, secs, second, seconds
    millisecond: ms, millisecond, milliseconds
    minute: min, mins, minute, minutes
    hour: h, hr, hrs, hour, hours
    day: day, days
    week: week, weeks
    month: month, months
    year: year, years, yr, yrs
    liter: l, L, litre, litres, liter, liters
    milliliter: ml, mL, millilitre, millilitres, milliliter, milliliters
    centiliter: cl, centilitre, centilitres
    imperial_pint: pint, pints
    imperial_gallon: gallon, gallons
    hectare: ha, hectare, hectares
    newton: N, newton, newtons
    kilonewton: kN, kilonewton, kilonewtons
    joule: J, j, joule, joules
    kilojoule: kJ, kilojoule, kilojoules
    megajoule: MJ, megajoule, megajoules
    calorie: cal, calorie, calories
    kilocalorie: kcal
    kilowatt_hour: kWh
    watt: W, w, watt, watts
    milliwatt: mW, milliwatt, milliwatts
    kilowatt: kW, kilowatt, kilowatts
    megawatt: MW, megawatt, megawatts
    volt: V, v, volt, volts
    millivolt: mV, millivolt, millivolts
    kilovolt: kV, kilovolt, kilovolts
    ampere: A, amp, amps, ampere, amperes
    milliampere: mA, milliamp, milliamps
    ohm: Ω, ohm, ohms
    kiloohm: kΩ, kilohm, kilohms
    coulomb: C, coulomb, coulombs
    kelvin: K, kelvin, kelvins
    school_celsius: °C, degC, celsius, centigrade
    hertz: Hz, hertz
    kilohertz: kHz, kilohertz
    megahertz: MHz, megahertz
    pascal: Pa, pascal, pascals
    kilopascal: kPa, kilopascal, kilopascals
    megapascal: MPa
    tesla: T, tesla
    becquerel: Bq, becquerel, becquerels
    mole: mol, mole, moles, mols
    millimole: mmol
    degree: °, deg, degs, degree, degrees
    radian: rad, rads, radian, radians
    pound_sterling: £, pound, pounds, quid, GBP
    penny_sterling: p, pence, penny, pennies
    american_dollar: $, dollar, dollars, USD
    american_cent: cent, cents
    euro_money: €, euro, euros, EUR
    hundredth: %, percent, per cent
"""
BY_SPELLING = {
    spelling.strip(): name
    for name, spellings in (line.strip().split(": ") for line in SPELLINGS.strip().splitlines())
    for spelling in spellings.split(",")
}
BY_FOLDED = {text.casefold(): name for text, name in reversed(BY_SPELLING.items()) if len(text) > 1}
SHORT = {spelling for spelling in BY_SPELLING if len(spelling) <= 3}
CURRENCIES = "£$€"
MONEY = frozenset({"pound_sterling", "american_dollar", "euro_money"})

FACTOR = re.compile(
    r"(?P<area>square |sq\.? ?|cubic )?"
    r"(?P<name>(?:°\s?C|degrees? (?:celsius|centigrade|C)|per ?cent)(?![a-z])|[A-Za-zμΩ]+|[°£$€%])"
    r"(?:\s*\^\s*[{(]?\s*(?P<power>-?[0-9]{1,2})\s*[)}]?"
    r"|(?P<close>-?[1-9])(?![0-9.])|(?P<word> squared| cubed)(?![a-z]))?"
)
RAISED = re.compile(r"\^\s*[{(]?\s*(-?[0-9]+)\s*[)}]?")
FLAT = re.compile(r"(?<=[A-Za-z])(?=-?[1-9])")
UNIT_START = re.compile(r"(?<=[0-9)}])(?=[A-Za-zμΩ°%])|(?<=\S)\s+(?=[A-Za-zμΩ°%])")
JOIN = re.compile(r"\s*(?P<over>/\s*\(?|per(?![a-z])\s*)|\s+(?P<each>(?:an?|each|every)\s+)|\s*[*.-]\s*|\s+|(?=°)")

# Units that pupils run together, each as it is then read. `ms` means metres and seconds only before
# a negative power; otherwise it is milliseconds.
RUN_TOGETHER = {
    **{"mph": "miles/h", "kmh": "km/h", "kmph": "km/h", "kph": "km/h", "mps": "m/s"},
    **{"Nm": "N m", "kNm": "kN m", "Ns": "N s", "Js": "J s", "kgm": "kg m", "gcm": "g cm"},
    **{"kgC": "kg °C", "kgc": "kg °C", "gC": "g °C"},
    **{"Jkg": "J kg", "Nkg": "N kg", "moldm": "mol dm"},
}
TOGETHER = re.compile(rf"(?:{'|'.join(RUN_TOGETHER)})(?![A-Za-z])|ms(?=\s*(?:\^\s*[{{(]?\s*)?-)")


@dataclass(frozen=True)
class Unit:
    """A unit: as it is shown, its size in root units, and the root units."""

    shown: str
    size: Fraction
    root: frozenset[tuple[str, int]]

    @property
    def latex(self) -> str:
        """The unit in LaTeX: words upright, powers raised."""
        # Signs that LaTeX escapes are shown with their stroke where they stand inside \text.
        words = re.sub(r"([$%])", r"}\\\1\\text{", RAISED.sub(r"}^{\1}\\text{", FLAT.sub("^", self.shown)))
        return f"\\text{{{words}}}".replace(r"\text{}", "")


def read_unit(text: str) -> tuple[Unit | None, str]:
    """Return the unit that tidied text starts with, None if there is none, and the text after it."""
    text = text.lstrip()
    if run := TOGETHER.match(text):
        text = RUN_TOGETHER.get(run.group(), "m s") + text[run.end() :]
    factors: list[tuple[str, int]] = []
    end, at, sign = 0, 0, 1
    while match := FACTOR.match(text, at):
        name = _name(match["name"])
        spaced_word = at > end and text[end:at].isspace() and match["name"] not in SHORT
        if name is None or spaced_word:
            break
        factors.append((name, sign * _power(match)))
        end = match.end()
        join = JOIN.match(text, end)
        if join is None or len(factors) > 8:
            break
        at, sign = join.end(), -1 if join["over"] or join["each"] or sign < 0 else 1
    if not factors:
        return None, text
    end += text[end:].startswith(")") and "(" in text[:end]
    return _unit(text[:end].strip(), tuple(factors)), text[end:].lstrip()


def without_unit(text: str) -> str:
    """Return tidied text without a unit that ends it after a space, a digit or a bracket, or as it is without one."""
    for match in UNIT_START.finditer(text):
        unit, after = read_unit(text[match.end() :])
        if unit is not None and not after:
            return text[: match.end()].rstrip()
    return text


def means_celsius(unit: Unit, wanted: Unit) -> bool:
    """Tell whether, Celsius being wanted, a unit such as "degrees" or "C" was meant as that."""
    wants = wanted.root == frozenset({("school_celsius", 1)})
    return wants and unit.shown.casefold() in {"c", "°", "deg", "degree", "degrees"}


def is_money(unit: Unit) -> bool:
    """Tell whether a unit is one of money alone."""
    return {name for name, _ in unit.root} <= MONEY and bool(unit.root)


def _name(spelling: str) -> str | None:
    """Return pint's name of a spelling; None for a word that is no unit."""
    spelling = spelling.replace("° C", "°C").replace("percent", "%").replace("per cent", "%")
    if spelling.startswith("degree") and " " in spelling:
        spelling = "°C"
    if spelling in BY_SPELLING:
        return BY_SPELLING[spelling]
    return BY_FOLDED.get(spelling.casefold())


def _power(match: re.Match[str]) -> int:
    word = (match["word"] or match["area"] or "").strip()
    if word:
        return 3 if word.startswith("cub") else 2
    return int(match["power"] or match["close"] or 1)


@lru_cache(maxsize=1024)
def _unit(shown: str, factors: tuple[tuple[str, int], ...]) -> Unit:
    powers: dict[str, int] = {}
    for name, power in factors:
        # In a compound unit a difference of temperature is meant, where the two scales agree.
        name = "kelvin" if name == "school_celsius" and len(factors) > 1 else name
        powers[name] = powers.get(name, 0) + power
    found: tuple[Any, Any] = REGISTRY.get_root_units(UnitsContainer(powers))
    size, root = found
    return Unit(shown, Fraction(size), frozenset((name, int(power)) for name, power in root._units.items()))
