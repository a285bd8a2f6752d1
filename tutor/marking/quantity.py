"""The number, and its unit, in what a pupil typed: "about 3.20 pounds", "x = 5", "6.0 x10^-3 m".

Chooses the one number that is meant, or says that there is more than one. Knows nothing of the right answer.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from tutor.marking.notation import tidy, without_lead_in
from tutor.marking.number_form import SUM_TO_DO, unworked
from tutor.marking.reading import read_leading_number
from tutor.marking.tokens import NAMES
from tutor.marking.tree import Apply, Node, Number, latex
from tutor.marking.units import CURRENCIES, Unit, means_celsius, read_unit
from tutor.marking.value import Real, evaluate
from tutor.marking.verdict import Unread

NOT_A_NUMBER = "That could not be read as a number. Type digits, such as 12 or 3/4."
TWO_NUMBERS = "Give one number as your answer."
AN_EQUATION = "That is an equation. Give the number that the letter stands for."
WHICH_SIGN = "That is two numbers, one of each sign. Which one answers the question?"

CLAUSES = re.compile(r"(?i)\b(?:so|because|since|therefore|hence|as|then|which)\b|[;\n→]")
SEVERAL = re.compile(r"(?i)\b(?:or|and)\b|,\s")
EITHER_SIGN = re.compile(r"(?i)±|\\pm(?![a-z])|\+\s?/\s?-|(?:^|=)\s*\+\s?-|\bplus or (?:minus|-)")
LETTER_EQUALS = re.compile(r"(?:^|[\s,(])\\?[A-Za-z]\s*$")
# A term in a letter that is neither a unit nor a times sign, on the left of an equation not yet solved.
UNSOLVED = re.compile(
    r"[0-9)}]\s*[abcdefijkoqruvwyz](?![A-Za-z])|[0-9)}]\s*x(?!\s*[A-Za-z0-9(.-])|^\s*[a-z]\s*[-+*/]\s*[0-9(\\]"
)
UNNAMED = re.compile(r"[0-5]?[0-9]\s*")
NEXT_SMALLER = {
    (unit.root, unit.size): smaller
    for unit, smaller in ((read_unit("h")[0], "min"), (read_unit("min")[0], "s"), (read_unit("£")[0], "p"))
    if unit
}
"""What two digits after a unit count where theirs is left out: "1h 30", "3 pounds 20"."""
BARE_NUMBER = re.compile(r"\s*-?[0-9.]+\s*")
LETTER_TERM = re.compile(r"\s*-?[0-9.]+\s*[A-Za-z]\s*")
LONE_LETTER = re.compile(r"\s*[A-Za-z]\s*")
SIGN = r"(?:[-+]\s*)?"
START = re.compile(
    rf"{SIGN}(?:[{CURRENCIES}]\s*)?{SIGN}(?:\.?[0-9]|[(\[|]|\\(?:{'|'.join(NAMES)})|(?i:{'|'.join(NAMES)})(?![A-Za-z]))"
)
WORDS_BEFORE = re.compile(r"(?:[A-Za-z'][A-Za-z'-]*[\s,.:-]+|[\s,.:\"']+)*")
DENIED = re.compile(r"(?i)n't\b|\bnot\b")
WORDS_AFTER = re.compile(r"[^0-9+*/^=<>|\\{}\[\]%]*")
UNIT_FRACTION = re.compile(r"\\frac\s*\{([A-Za-z ]+)\}\s*\{([A-Za-z][A-Za-z0-9^ ]*)\}")


@dataclass(frozen=True)
class Quantity:
    """A number as typed, its value, how it was read, its unit if we know it, and the words after it.

    `unworked` asks for what is still to be worked out, None where it is one number.
    """

    node: Node
    value: Real
    latex: str
    unit: Unit | None = None
    words: str = ""
    unworked: str | None = None

    def in_unit(self, unit: Unit) -> Real | None:
        """Return the value in another unit, or None where the two measure different things."""
        if self.unit is None:
            return self.value
        if means_celsius(self.unit, unit):
            return self.value
        if self.unit.root != unit.root:
            return None
        return self.value * _factor(self.unit.size / unit.size, self.value)

    @property
    def is_percentage(self) -> bool:
        """Whether the number is written as a percentage."""
        return self.unit is not None and not self.unit.root

    @property
    def plain_value(self) -> Real:
        """The value where no unit is asked for: a percentage is its hundredth, other units are left aside."""
        return self.value * _factor(Fraction(1, 100), self.value) if self.is_percentage else self.value


def read_quantity(text: str) -> Quantity:
    """Return the one number in what a pupil typed.

    Raises:
        Unread: there is no number, more than one, or one that cannot be marked.
    """
    plain = UNIT_FRACTION.sub(r" \1/(\2)", tidy(text))
    if EITHER_SIGN.search(plain):
        raise Unread(WHICH_SIGN)
    text = _chosen(plain)
    start = START.search(text)
    if start is None or not WORDS_BEFORE.fullmatch(text, 0, start.start()):
        raise Unread(NOT_A_NUMBER)
    if DENIED.search(text, 0, start.start()):
        raise Unread(NOT_A_NUMBER)
    quantity, rest = _quantity(text[start.start() :])
    while rest and (more := _smaller_part(quantity, rest)):
        quantity, rest = more
    if any(character.isdigit() for character in rest):
        raise Unread(TWO_NUMBERS)
    if not WORDS_AFTER.fullmatch(rest) or LONE_LETTER.fullmatch(rest):
        raise Unread(NOT_A_NUMBER)
    asks = plain.endswith("=") and not isinstance(quantity.node, Number)
    return replace(quantity, words=rest.strip(), unworked=SUM_TO_DO if asks else quantity.unworked)


def read_bare_quantity(text: str) -> Quantity:
    """Return the number in a text that has no other words before it.

    Raises:
        Unread: there is no such number.
    """
    plain = without_lead_in(tidy(text))
    if not START.match(plain):
        raise Unread(NOT_A_NUMBER)
    return read_quantity(plain)


def _chosen(text: str) -> str:
    """Return the part of a text that gives the answer: after the last `letter =`, else after the last `=`."""
    if "=" not in text:
        return text
    clauses = [clause for clause in CLAUSES.split(text) if "=" in clause]
    named = [clause for clause in clauses if _after_letter(clause.split("=")) is not None]
    clause = (named or clauses or [text])[-1]
    if sum("=" in piece for piece in SEVERAL.split(clause)) > 1:
        raise Unread(TWO_NUMBERS)
    sides = clause.split("=")
    chosen = _after_letter(sides)
    if chosen is None and _is_unsolved(sides[-2], sides[-1]):
        raise Unread(AN_EQUATION)
    if chosen is not None:
        return sides[-1] if chosen < len(sides) - 1 and sides[-1].strip() else sides[chosen]
    return sides[-2] if LONE_LETTER.fullmatch(sides[-1]) or not sides[-1].strip() else sides[-1]


def _is_unsolved(left: str, right: str) -> bool:
    """Tell whether two sides are an equation in a letter, not working that ends in a number."""
    return bool(UNSOLVED.search(left) or (BARE_NUMBER.fullmatch(left) and LETTER_TERM.fullmatch(right)))


def _after_letter(sides: Sequence[str]) -> int | None:
    """Return the place of the last side that follows a letter of its own."""
    places = [place for place in range(1, len(sides)) if LETTER_EQUALS.search(sides[place - 1])]
    return places[-1] if places else None


def _quantity(text: str) -> tuple[Quantity, str]:
    """Return the quantity that a text starts with, and the text after it."""
    currency = next((sign for sign in text[:4] if sign in CURRENCIES), None)
    node, rest = read_leading_number(text.replace(currency, "", 1) if currency else text)
    unit, after = read_unit(currency or rest)
    if currency:
        after = rest if rest[:1].isspace() else rest.lstrip("p")
    return Quantity(node, evaluate(node), _latex(node, unit), unit, unworked=unworked(node)), after.strip()


def _smaller_part(quantity: Quantity, rest: str) -> tuple[Quantity, str] | None:
    """Return the sum where the text goes on in a smaller unit: `2 hours 30 minutes`, `£3 and 20p`."""
    rest = re.sub(r"^(?:and|,)\s+", "", rest)
    if quantity.unit is None or not re.match(r"\.?[0-9]", rest):
        return None
    if UNNAMED.fullmatch(rest):
        rest += f" {NEXT_SMALLER.get((quantity.unit.root, quantity.unit.size), '')}"
    part, after = _quantity(rest)
    if part.unit is None or part.unit.root != quantity.unit.root or part.unit.size >= quantity.unit.size:
        return None
    value = quantity.value + part.value * _factor(part.unit.size / quantity.unit.size, part.value)
    fault = quantity.unworked or part.unworked
    shown = rf"{quantity.latex}\ {part.latex}"
    return Quantity(Apply("+", (quantity.node, part.node)), value, shown, quantity.unit, "", fault), after


def _latex(node: Node, unit: Unit | None) -> str:
    """Return how a number and its unit were read, in LaTeX."""
    if unit is None:
        return latex(node)
    if unit.shown in CURRENCIES:
        return f"{unit.latex}{latex(node)}"
    return rf"{latex(node)}\ {unit.latex}"


def _factor(size: Fraction, value: Real) -> Real:
    """Return a conversion factor that can multiply a value."""
    if isinstance(value, Fraction):
        return size
    return type(value)(size.numerator) / size.denominator
