"""Signs outside formulas as they are read aloud: units, powers, chemical formulas, arrows, fractions with a stroke.

Knows single lines of plain text; not Markdown, and not LaTeX.
"""

import re
from collections.abc import Callable

from tutor.marking.line_words import ELEMENT

NAMES = {
    "m": ("metre", "metres"),
    "cm": ("centimetre", "centimetres"),
    "mm": ("millimetre", "millimetres"),
    "km": ("kilometre", "kilometres"),
    "dm": ("decimetre", "decimetres"),
    "μm": ("micrometre", "micrometres"),
    "µm": ("micrometre", "micrometres"),
    "nm": ("nanometre", "nanometres"),
    "g": ("gram", "grams"),
    "kg": ("kilogram", "kilograms"),
    "mg": ("milligram", "milligrams"),
    "s": ("second", "seconds"),
    "ms": ("millisecond", "milliseconds"),
    "min": ("minute", "minutes"),
    "h": ("hour", "hours"),
    "N": ("newton", "newtons"),
    "kN": ("kilonewton", "kilonewtons"),
    "J": ("joule", "joules"),
    "kJ": ("kilojoule", "kilojoules"),
    "MJ": ("megajoule", "megajoules"),
    "W": ("watt", "watts"),
    "kW": ("kilowatt", "kilowatts"),
    "MW": ("megawatt", "megawatts"),
    "kWh": ("kilowatt hour", "kilowatt hours"),
    "V": ("volt", "volts"),
    "kV": ("kilovolt", "kilovolts"),
    "A": ("amp", "amps"),
    "mA": ("milliamp", "milliamps"),
    "Ω": ("ohm", "ohms"),
    "kΩ": ("kilohm", "kilohms"),
    "C": ("coulomb", "coulombs"),
    "Hz": ("hertz", "hertz"),
    "kHz": ("kilohertz", "kilohertz"),
    "MHz": ("megahertz", "megahertz"),
    "Pa": ("pascal", "pascals"),
    "kPa": ("kilopascal", "kilopascals"),
    "Bq": ("becquerel", "becquerels"),
    "mol": ("mole", "moles"),
    "l": ("litre", "litres"),
    "ml": ("millilitre", "millilitres"),
    "°C": ("degree Celsius", "degrees Celsius"),
    "p": ("penny", "pence"),
}
"""Units by their signs: one of them, and several."""
ONE = "|".join(sorted(NAMES, key=len, reverse=True))
UNIT = rf"(?:{ONE})[²³]?(?:/(?:{ONE})[²³]?(?: ?°C)?)?"
NUMBER_END = "\ue001"
"""Stands in a text after a formula that ends in a number, so that a unit may follow it."""
ENDS = r"(?![\w²³⁻⁺₀-₉/])"
THING = r" (?!of\b|long|wide|high|deep|tall|and\b|or\b|in\b|per\b|from\b|to\b|at\b|each\b|is\b)[a-z]"
"""What follows a unit that says what kind of thing is meant: "a 60 kilogram runner"."""
WHICH = r"(\b(?:[Aa]n?|[Tt]he|[Ee]ach) )?"
NUMBER = r"(?<![\d.,])\d[\d.,]*\d|(?<![\d.,])\d"
SAFE = [unit for unit in sorted(NAMES, key=len, reverse=True) if len(unit) > 1 and unit not in ("min", "ms", "nm")]
SURE = rf"(?:{'|'.join(SAFE)})[²³]?|(?:{ONE})[²³]?/(?:{ONE})[²³]?(?: ?°C)?|m[²³]"
"""Units that can be nothing else, also where no number stands before them."""
RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁺", "0123456789−+")
LOWERED = str.maketrans("₀₁₂₃₄₅₆₇₈₉", "0123456789")
ELEMENTS = re.compile(rf"(?:{ELEMENT}|Co|Ni|Kr|Sn|Ba|Pt|Au|Hg|[MRX])+")
"""Elements that a lesson names, and the letters that stand for any."""
SIGNS = (
    (r"\bP\(([^(),\d]+)\)", r"P of \1"),
    (r"\bn\(([A-Z][^(),\d]*)\)", r"n of \1"),
    (r"\b(sin|cos|tan)⁻¹", r"inverse \1"),
    (r"\bC=C\b", "C double bond C"),
    (r"(?<=[A-Z])–(?=[A-Z])|(?<=[a-z])–(?=[A-Z][a-z]?\b)", " "),
    (r"\(([^()]*)\)(?=[²³⁰¹⁴-⁹⁻^])", r" open bracket \1 close bracket "),
    (r"\^(?:\(|\{)?([-−]?)(\w+)(?:\)|\})?", lambda found: _power(f"{found[1] and '−'}{found[2]}")),
    (r"(?<=\d)[–-](?=£?\d)", " to "),
    (r"(?<=[a-zA-Z]{2})-(?=\d)", " "),
    (r"\s[–—]\s|—", ", "),
    (r"<=|≤", " is less than or equal to "),
    (r">=|≥", " is greater than or equal to "),
    (r"<", " is less than "),
    (r">", " is greater than "),
    (r"≈", " is approximately "),
    (r"≠", " is not equal to "),
    (r"∝", " is proportional to "),
    (r"=", " equals "),
    (r"(?<=\d)(?:…|\.\.\.)", " and so on"),
    (r"…|\.\.\.", ", "),
    (r"×|(?<=\d) x (?=\d)", " times "),
    (r"÷", " divided by "),
    (r"±", " plus or minus "),
    (r"∪", " union "),
    (r"∩", " intersection "),
    (r"′", " dash "),
    (r"⇌", " makes, both ways, "),
    (r"⇔", " to "),
    (r"□", " blank "),
    (r"½", " a half "),
    (r"¼", " a quarter "),
    (r"¾", " three quarters "),
    (r"%", " percent"),
    (r"(?<=\b1)°", " degree"),
    (r"°", " degrees"),
    (r"π", " pi "),
    (r"θ", " theta "),
    (r"λ", " lambda "),
    (r"ξ", " xi "),
    (r"Δ", " delta "),
    (r"[μµ]", " mu "),
    (r"(?<=[a-z])√", " times √"),
    (r"(?<=\d)√", " times √"),
    (r"√(?=[\w(])", " the square root of "),
    (r"√", " square root "),
    (r"([⁻⁺]?[⁰¹²³⁴-⁹]+)", lambda found: _power(found[1].translate(RAISED))),
    (r"−|(?<![\w)])-(?=\d|[a-z]\b|[a-z][²³^]|\()|\s-\s(?=[\d(]|[b-z]\b)", " minus "),
    (r"\+|⁺", " plus "),
    (r"⁻", " minus "),
    (r"(?<=[\d)])/(?=[\d(a-zA-Z])|(?<=\b[a-zA-Z])/(?=[\d(]|[a-zA-Z]\b)|(?<=\d[a-z])/(?=[\d(]|[a-z]\b)", " over "),
    (r"\band/or\b", "and or"),
    (r"(?<=[a-zA-Z])/(?=[a-zA-Z])", " or "),
    (r"£(?!\d)", " pounds "),
    (r"\$\s?(\d+(?:[.,]\d+)*)", r"\1 dollars"),
    (r"_{2,}", " blank "),
    (r"(?<!\w)/(?!\w)", " a slash "),
    (r"(?<!\w)\^(?!\w)", " a caret "),
)
"""What is said of each sign, in the order in which it is replaced."""


def spoken_notation(text: str) -> str:
    """Return a line of text with its signs in words."""
    text = re.sub("[\u200b\u2009\u202f](?=\\d{3})", "", text).replace("\u00a0", " ").replace("\u200b", "")
    text = re.sub(r"\{(\d+)\}", r" gap \1 ", text)
    text = _with_units(text)
    text = _with_chemistry(text)
    for sign, words in SIGNS:
        said: str | Callable[[re.Match[str]], str] = words
        text = re.sub(sign, said, text)
    return text


def spoken_unit(text: str) -> str:
    """Return a unit by its name ("m/s²": "metres per second squared"), or a text as it is with its signs in words."""
    text = text.replace("\u00a0", " ").strip()
    return _unit(text, many=True) if re.fullmatch(UNIT, text) else spoken_notation(text).strip()


def left_out(text: str) -> str:
    """Return a text without the signs that nobody should hear, its spaces tidied."""
    text = re.sub(r"\\[a-zA-Z]+|[\\{}$^_~|#*`]", " ", text)
    text = re.sub(r"\s+([,.;:?!)”])", r"\1", re.sub(r"\s+", " ", text))
    text = re.sub(r"([(“])\s+", r"\1", text)
    return re.sub(r",(?:\s*,)+", ",", re.sub(r",\s*(?=[.?!])", "", text)).strip(" ,")


def _unit(sign: str, many: bool) -> str:
    above, _, below = sign.partition("/")
    words = _of_power(above, many)
    if not below:
        return words
    by_heat = below.endswith("°C") and below != "°C"
    below = below.removesuffix("°C").strip() if by_heat else below
    return f"{words} per {_of_power(below, many=False)}{' degree Celsius' if by_heat else ''}"


def _of_power(sign: str, many: bool) -> str:
    """Return one unit with its power: lengths are square or cubic, anything else is squared."""
    plain = sign.rstrip("²³")
    name = NAMES[plain][many]
    if plain == sign:
        return name
    length = name.rstrip("s").endswith("metre")
    before, after = {"²": ("square", "squared"), "³": ("cubic", "cubed")}[sign[-1]]
    return f"{before} {name}" if length else f"{name} {after}"


def _with_units(text: str) -> str:
    """Return a text with the units that follow a number, and those that can be nothing else, by their names."""

    def counted(found: re.Match[str]) -> str:
        which, number, space, sign = found[1] or "", found[2], found[3], found[4]
        if len(sign) == 1 and not space and sign != "p":
            return found[0]
        of_a_thing = bool(which) and re.match(THING, found.string[found.end() :]) is not None
        return f"{which}{number} {_unit(sign, many=number != '1' and not of_a_thing)}"

    text = re.sub(rf"{WHICH}({NUMBER}|{NUMBER_END})(\s?)({UNIT}){ENDS}", counted, text)
    text = re.sub(rf"(?<=[a-z] \()({UNIT})(?=\))", lambda found: f"in {_unit(found[1], many=True)}", text)
    text = re.sub(rf"(?<![\w/])({SURE}){ENDS}", lambda found: _unit(found[1], many=True), text)
    return text.replace("Ω", "ohms")


def _with_chemistry(text: str) -> str:
    """Return a text with its chemical formulas spelt, its ions and its arrows in words."""
    group = r"(?:[A-Z][a-z]?[₀-₉]*|\((?:[A-Z][a-z]?[₀-₉]*)+\)[₀-₉]*)"
    formula = rf"(?<![A-Za-z])(\d*)({group}+)([⁰¹²³⁴-⁹]*[⁺⁻])?(?![a-z²³])"
    equation = "→" in text or "⇌" in text

    def spelt(found: re.Match[str]) -> str:
        count, body, charge = found[1], found[2], found[3] or ""
        parts = re.findall(r"[A-Z][a-z]?", body)
        known = ELEMENTS.fullmatch("".join(parts))
        telling = charge or re.search(r"[₀-₉]", body) or (len(parts) > 1 and (equation or not body.isupper()))
        if not telling or not (known or re.search(r"[₀-₉]", body) or charge):
            return found[0]
        letters = re.sub(r"([A-Z])([a-z]?)", lambda one: f" {one[1]} {one[2].upper()} ", body)
        letters = letters.replace("(", " open bracket ").replace(")", " close bracket ").translate(LOWERED)
        spoken = charge.replace("⁺", " plus").replace("⁻", " minus").translate(RAISED)
        return f"{count} {letters} {spoken}"

    text = re.sub(formula, spelt, text)
    text = re.sub(r"(plus|minus)\s+\+", r"\1, +", text)
    text = re.sub(r"\b(\d*)e⁻", r"\1 e minus", text)
    if "→" in text:
        text = text.replace("→", " makes " if "+" in text else " to ")
    return text


def _power(power: str) -> str:
    """Return how a power is said that stands after its base."""
    short = {"2": " squared ", "3": " cubed "}.get(power)
    return short or f" to the power of {power.replace('−', 'minus ')} "
