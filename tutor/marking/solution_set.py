"""What values a relation holds for: the solution set of one letter, and points of relations in several.

Knows single relations and those joined by "or"; not which line of working they stand on.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from itertools import pairwise

from tutor.marking.polynomial import NotPolynomial, difference, near, real_roots
from tutor.marking.tree import Letter, Node, letters
from tutor.marking.value import NoValue, Real, as_real, evaluate, same_value

POINTS = tuple(Fraction(top, bottom) for top, bottom in ((7, 3), (19, 5), (41, 7), (13, 11), (29, 9), (5, 13)))
"""Values for the letters of an equation in several: unlike each other and unlike what pupils write."""


@dataclass(frozen=True)
class Compared:
    """Two sides and the sign between them: =, <, >, <= or >=."""

    left: Node
    sign: str
    right: Node

    @cached_property
    def letters(self) -> frozenset[str]:
        """The unknowns of both sides."""
        return letters(self.left) | letters(self.right)

    @property
    def subject(self) -> tuple[str, Node] | None:
        """The letter that it is solved for and what that is compared with, if it is."""
        for one, other in ((self.left, self.right), (self.right, self.left)):
            if isinstance(one, Letter) and one.name not in letters(other):
                return one.name, other
        return None

    def holds(self, at: Mapping[str, Real]) -> bool:
        """Tell whether it is true at these values; False where a side has no value."""
        try:
            left, right = evaluate(self.left, at), evaluate(self.right, at)
        except NoValue:
            return False
        if same_value(left, right) or near(left, right):
            return "=" in self.sign
        return self.sign != "=" and (as_real(left) < as_real(right)) == (self.sign[0] == "<")


@dataclass(frozen=True)
class Solutions:
    """The values that one of several relations holds for; in each of them, all of a chain hold."""

    choices: tuple[tuple[Compared, ...], ...]

    @cached_property
    def letters(self) -> frozenset[str]:
        """The unknowns of all of them."""
        return frozenset().union(*(one.letters for choice in self.choices for one in choice))

    @property
    def is_equation(self) -> bool:
        """Whether every relation is an equation."""
        return all(one.sign == "=" for choice in self.choices for one in choice)

    @property
    def only(self) -> Compared | None:
        """The relation, where there is a single one."""
        return self.choices[0][0] if len(self.choices) == 1 and len(self.choices[0]) == 1 else None

    @property
    def is_result(self) -> bool:
        """Whether every choice is a letter on its own compared with a number."""
        subjects = [choice[0].subject if len(choice) == 1 else None for choice in self.choices]
        return all(subject is not None and not letters(subject[1]) for subject in subjects)

    @cached_property
    def roots(self) -> tuple[Real, ...] | None:
        """The values that equations in one letter hold for, None where that is every value or cannot be found."""
        found: list[Real] = []
        for choice in self.choices:
            boundaries = _boundaries(choice)
            if boundaries is None or not all(one.sign == "=" for one in choice):
                return None
            found += [value for value in boundaries if self._holds(choice, value) and not listed(value, found)]
        return tuple(found)

    def contains(self, value: Real) -> bool:
        """Tell whether one choice holds for a value of the one letter."""
        return any(self._holds(choice, value) for choice in self.choices)

    def has_same_set(self, other: "Solutions") -> bool | None:
        """Tell whether two hold for the same values of their one letter; None where that cannot be found."""
        return None if (tests := self._tests(other)) is None else all(one == two for one, two in tests)

    def is_within(self, other: "Solutions") -> bool | None:
        """Tell whether whatever this holds for the other holds for; None where that cannot be found."""
        return None if (tests := self._tests(other)) is None else all(two or not one for one, two in tests)

    def _tests(self, other: "Solutions") -> list[tuple[bool, bool]] | None:
        """Return whether each of the two contains each boundary of both and a value between any two neighbours."""
        values: list[Real] = []
        for choice in (*self.choices, *other.choices):
            boundaries = _boundaries(choice)
            if boundaries is None:
                return None
            values += [value for value in boundaries if not listed(value, values)]
        values.sort(key=as_real)
        return [(self.contains(value), other.contains(value)) for value in (*values, *_between(values))]

    def _holds(self, choice: Sequence[Compared], value: Real) -> bool:
        return all(one.holds(dict.fromkeys(self.letters, value)) for one in choice)


def listed(value: Real, values: Sequence[Real]) -> bool:
    """Tell whether a root is among others."""
    return any(near(value, other) for other in values)


def _between(values: Sequence[Real]) -> Iterator[Real]:
    """Yield a value in each of the stretches that sorted values leave."""
    if not values:
        yield Fraction(1)
        return
    yield as_real(values[0]) - 1
    yield as_real(values[-1]) + 1
    for one, other in pairwise(values):
        yield (as_real(one) + as_real(other)) / 2


def _boundaries(choice: Sequence[Compared]) -> list[Real] | None:
    """Return where relations in one letter may begin or stop to hold; None where that cannot be found."""
    found: list[Real] = []
    for one in choice:
        names = one.letters
        if len(names) != 1:
            return None
        try:
            gap = difference(one.left, one.right, next(iter(names)))
            if not gap.top and one.sign == "=":
                return None
            found += real_roots(gap.top) if gap.top else []
            found += real_roots(gap.bottom)
        except (NotPolynomial, NoValue):
            return None
    return found


def points_on(equation: Compared) -> list[dict[str, Real]] | None:
    """Return points where an equation in several letters holds; None where they cannot be found.

    Values are given to all letters but one, for which it is then solved; every root is a point.
    """
    names = sorted(equation.letters)
    for name in names:
        found: list[dict[str, Real]] = []
        for start in range(2):
            others = [other for other in names if other != name]
            at = {other: POINTS[(start * 3 + place) % len(POINTS)] for place, other in enumerate(others)}
            try:
                gap = difference(equation.left, equation.right, name, at)
                roots = real_roots(gap.top) if gap.top else []
            except (NotPolynomial, NoValue):
                break
            found += [{**at, name: root} for root in roots]
        if found:
            return found
    return None
