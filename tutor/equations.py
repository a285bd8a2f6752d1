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

SIDE = r"(?:[\d.,$£€+\-−–*×÷/^()²³\s]|(?<![A-Za-z])[bnwxyz](?![A-Za-z]))+"
EQUATION = re.compile(rf"(?={SIDE}=)({SIDE}(?:={SIDE})+)")
TIMES = re.compile(r"(?<=[\d)])\s*[xX]\s*(?=[(\d$£€.])")
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
        """Whether it rewrites an amount: the letter on both sides, and nothing added to it."""
        return all(letters(side) for side in self.relation.sides) and self.holds(Fraction(0))

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
    for line in re.split(r"\n|(?<=[a-z\d])[.;,]\s|[→⇒]|=>|->", TIMES.sub("×", text)):
        for match in EQUATION.finditer(line):
            cut_short = re.search(r"\d\s+[xX]\s*$", match[1]) and line[match.end() :][:1].isalpha()
            equation = None if cut_short else _read(match[1].strip(" .,+-="))
            if equation is not None and not equation.is_identity:
                found.append(equation)
    return found


def first_break(equations: Sequence[Equation], values: Iterable[Fraction]) -> Break | None:
    """Return where equations stop holding for the unknown's value, which is the first that fits the first of them.

    Where no value fits even the first equation, that equation is the break.
    """
    if not equations:
        return None
    value = next((value for value in values if equations[0].holds(value)), None)
    if value is None:
        return None if equations[0].is_result else Break(equations[0], None)
    for before, equation in pairwise(equations):
        if not equation.holds(value):
            return Break(equation, before)
    return None


def _read(text: str) -> Equation | None:
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
