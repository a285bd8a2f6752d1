"""A pupil's working as it is being written, with room for one planted error.

A recipe (in `planted_equations`, `planted_expressions`, `planted_numbers`) writes right working on a sheet, and
says at each step which wrong rules would give what instead. The first pass only collects those openings. In the
second pass one of them is taken, and the recipe carries on rightly from the wrong line.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from random import Random
from typing import TypeVar

SLIP = "arithmetic-slip"
SLIPS = (1, -1, 2, -2, 10, -10)
"""How far off a sum that does not come out is: miscounting and a wrong tens digit."""
T = TypeVar("T")
LETTERS = "xxxxyntpmaw"


@dataclass
class Sheet:
    """Lines in the strict notation, and the planted error if one was asked for.

    `openings` are the places where a wrong rule could be planted: the number of the step and the rule.
    `unknown` is the letter that equations are solved for. `rules` are all that give the wrong line.
    """

    chance: Random
    target: tuple[int, str] | None = None
    task: str = ""
    formula: str = ""
    unknown: str = "x"
    lines: list[str] = field(default_factory=list)
    openings: list[tuple[int, str]] = field(default_factory=list)
    wrong_line: int | None = None
    rules: tuple[str, ...] = ()
    steps: int = 0

    def ask(self, task: str, formula: str) -> None:
        """Set the question, and copy what it gives as the first line."""
        self.task, self.formula = task, formula
        self.lines.append(formula)

    def letter(self) -> str:
        """Draw the letter that this question is about."""
        self.unknown = self.chance.choice(LETTERS)
        return self.unknown

    def number(self, least: int, most: int, *without: int) -> int:
        """Draw a whole number from a range, never 0 and none of the others."""
        return self.chance.choice([n for n in range(least, most + 1) if n and n not in without])

    def either(self) -> bool:
        """Draw one of two ways."""
        return self.chance.random() < 0.5

    def step(self, right: T, wrong: Sequence[tuple[str, T]], line: Callable[[T], str]) -> T:
        """Write the next line, from the right state or from a wrong rule's, and return that state."""
        chosen = self._chosen(line(right), [(rule, state, line(state)) for rule, state in wrong], right)
        self.lines.append(line(chosen))
        return chosen

    def ending(self, wrong: Sequence[tuple[str, str]]) -> None:
        """Write one line more where a wrong rule goes on from what cannot be simplified further."""
        chosen = self._chosen("", [(rule, line, line) for rule, line in wrong], "")
        if chosen:
            self.lines.append(chosen)

    def _chosen(self, right_line: str, wrong: list[tuple[str, T, str]], right: T) -> T:
        self.steps += 1
        others = {line for rule, _, line in wrong if rule != SLIP}
        # A slip that happens to give what a wrong rule gives is no evidence of a slip.
        real = [
            (rule, state, line)
            for rule, state, line in wrong
            if line != right_line and not (rule == SLIP and line in others)
        ]
        self.openings += [(self.steps, rule) for rule, _, _ in real]
        taken = [(state, line) for rule, state, line in real if (self.steps, rule) == self.target]
        if not taken:
            return right
        state, text = self.chance.choice(taken)
        self.wrong_line = len(self.lines) + 1
        self.rules = tuple(sorted({rule for rule, _, line in real if line == text}))
        return state

    def slip(self, number: Fraction | int) -> Fraction:
        """Return a number that a pupil might get in place of this one by a slip, never 0."""
        return Fraction(self.chance.choice([number + off for off in SLIPS if number + off != 0]))


def num(number: Fraction | int) -> str:
    """Return a number in the strict notation: `7`, `-3/4`."""
    return str(Fraction(number))


def term(coefficient: Fraction | int, letter: str = "") -> str:
    """Return a term in the strict notation: `3*x`, `-x`, `7`, or nothing for 0."""
    if not coefficient:
        return ""
    if not letter:
        return num(coefficient)
    if abs(coefficient) == 1:
        return letter if coefficient == 1 else f"-{letter}"
    return f"{num(coefficient)}*{letter}"


def total(*terms: str) -> str:
    """Return terms as a sum, with a minus sign in place of adding a negative one."""
    text = ""
    for part in filter(None, terms):
        if not text:
            text = part
        elif part.startswith("-"):
            text += f" - {part[1:]}"
        else:
            text += f" + {part}"
    return text or "0"


def less(number: Fraction | int, taken: Fraction | int) -> str:
    """Return a subtraction, written as an addition where what is taken away is negative."""
    return total(num(number), num(-taken))
