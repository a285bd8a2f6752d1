"""The equations in a pupil's working: which is the first that the unknown's value does not fit.

Reads equations in one letter with marking's own reader; a line that it cannot read is passed over.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

from tutor.marking.statement import Relation, read_statement
from tutor.marking.tree import letters
from tutor.marking.value import evaluate, same_value
from tutor.marking.verdict import Unread

LETTERS = "bnwxyz"
DECLARED = re.compile(
    r"\b(?:let|call|where)\b[^.\n=]{0,60}?(?<![A-Za-z'’])([b-hj-z])(?![A-Za-z'’])|\b([b-hj-z]) (?:be|is) the\b", re.I
)
"""A letter that a text says it will use, besides the usual ones."""
UNIT_WORD = re.compile(r"(?<=[\d)xyznwbt]) +[a-z]{3,}(?= *(?:[-+*/×÷=)]|$))", re.MULTILINE)
"""A word of a unit in an equation, as in 4 pugs / 45 minutes = 15 pugs / x minutes."""
TIMES = re.compile(r"(?<=[\d)])[^\S\n]*[xX][^\S\n]*(?=[(\d$£€.])")
"""An x between two numbers of one line; one that begins a line is a letter."""
TWO_LETTERS = re.compile(
    r"(?<![\w=+*/-] )(?<!\w)[A-Za-z](?: ?[-+] ?[A-Za-z]){1,3} ?= ?[£$€]?\d[\d,.]*\b(?!\s*[-+*/×÷])"
)
LONGEST = 80


@dataclass(frozen=True)
class Equation:
    """One equation in one letter, as it was written."""

    text: str
    relation: Relation
    letter: str

    @property
    def is_result(self) -> bool:
        """Whether it only names the unknown's value, as x = 4 does."""
        return self.relation.subject is not None and not letters(self.relation.result)

    @property
    def is_identity(self) -> bool:
        """Whether it is true of every value, and so says nothing of the unknown."""
        return all(self.holds(Fraction(value)) for value in (2, 3, 7))

    @property
    def is_rewriting(self) -> bool:
        """Whether it rewrites an amount: the letter on both sides, and nothing added to it or always the same."""
        if not all(letters(side) for side in self.relation.sides):
            return False
        return self.holds(Fraction(0)) or len(set(map(self._gap, map(Fraction, (0, 2, 7))))) == 1

    def _gap(self, value: Fraction) -> Fraction | None:
        """Return by how much the first two sides differ when the letter has a value; None where that is not exact."""
        try:
            one, other = (evaluate(side, {self.letter: value}) for side in self.relation.sides[:2])
        except Unread:
            return value  # never the same for two values, so that nothing is claimed
        return one - other if isinstance(one, Fraction) and isinstance(other, Fraction) else value

    def holds(self, value: Fraction) -> bool:
        """Return whether the equation is true when its letter has this value."""
        try:
            sides = [evaluate(side, {self.letter: value}) for side in self.relation.sides]
        except Unread:
            return False
        return all(same_value(sides[0], side) for side in sides[1:])


@dataclass(frozen=True)
class Break:
    """The first equation that does not hold, and the one before it that did."""

    broken: Equation
    before: Equation | None


def equations_in(text: str) -> list[Equation]:
    """Return the equations in one letter that a text holds, in order."""
    found = []
    shape = _shape(text)
    for line in re.split(r"\n|(?<=[a-z\d])[.;,]\s|[→⇒]|=>|->", plain(text)):
        for match in shape.finditer(line):
            cut_short = re.search(r"\d\s+[xX]\s*$", match[1]) and line[match.end() :][:1].isalpha()
            equation = None if cut_short else read_equation(match[1].strip(" .,+-="))
            if equation is not None and not equation.is_identity:
                found.append(equation)
    return found


def plain(text: str) -> str:
    """Return a text as its equations are read: one sign for times, and no words of units between the signs."""
    return UNIT_WORD.sub("", TIMES.sub("×", text))


def _shape(text: str) -> re.Pattern[str]:
    """Return the pattern of an equation in the usual letters and those that a text declares."""
    declared = "".join(sorted({one for pair in DECLARED.findall(text) for one in pair if one}))
    side = rf"(?:[\d.,$£€+\-−–*×÷/^()²³\s]|(?<![A-Za-z])[{LETTERS}{declared}](?![A-Za-z]))+"
    return re.compile(rf"(?={side}=)({side}(?:={side})+)")


def first_letters(text: str) -> str:
    """Return the first equation of a text that only relates letters to a number, as S + C = 100 does; or nothing."""
    found = TWO_LETTERS.search(text)
    return " ".join(found[0].split()) if found else ""


def first_break(
    equations: Sequence[Equation], values: Iterable[Fraction], roots: Sequence[Fraction] = ()
) -> Break | None:
    """Return where equations stop holding for the unknown's value, which is the first that fits the first of them.

    Where no value fits even the first equation, that equation is the break. `roots` are the values of an unknown that
    has several: each line of a working need only hold for one of them.
    """
    if not equations:
        return None
    if roots:
        return _first_for_none(equations, roots)
    value = next((value for value in values if equations[0].holds(value)), None)
    if value is None:
        return None if equations[0].is_result else Break(equations[0], None)
    for before, equation in pairwise(equations):
        if not equation.holds(value):
            return Break(equation, before)
    return None


def _first_for_none(equations: Sequence[Equation], roots: Sequence[Fraction]) -> Break | None:
    """Return the first equation that no root fits, with the one before it."""
    for place, equation in enumerate(equations):
        if not any(equation.holds(root) for root in roots):
            return Break(equation, equations[place - 1] if place else None)
    return None


def read_equation(text: str) -> Equation | None:
    """Return the equation in one letter that a text is, None where it is none."""
    if len(text) > LONGEST or "=" not in text:
        return None
    try:
        statement = read_statement(re.sub(r"[$£€]", "", text))
    except Unread:
        return None
    relation = statement.relations[0]
    if len(statement.relations) != 1 or set(relation.signs) != {"="}:
        return None
    names = set().union(*(letters(side) for side in relation.sides))
    return Equation(" ".join(text.split()), relation, names.pop()) if len(names) == 1 else None
