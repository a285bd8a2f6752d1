"""Whether a value that a pupil worked out can be a part of the way to the answer.

A sum is written out as terms over the numbers of the question, so that 25 × 3 is seen in (25 + 10) × 3 and 5 × 2 × 20
is seen in 20 × 50 × 2 × 5: a pupil's own order of steps is not a mistake. Knows nothing of words.
"""

from collections.abc import Iterable, Mapping
from fractions import Fraction
from itertools import islice, product

from tutor.sums import Number, Part, leaves, value_of

Factors = tuple[tuple[Fraction, int], ...]
Terms = Mapping[Factors, Fraction]
"""Coefficients of products: each product is a row of numbers with their powers."""

MOST_READINGS = 16
"""A number may be the question's or a result; so many combinations of readings of one sum are looked at."""
MOST_TERMS = 40


class Written:
    """The sums written so far, each as terms over the numbers that no sum before it made."""

    def __init__(
        self,
        given: Iterable[Fraction],
        percentages: Iterable[Fraction] = (),
        known: Mapping[Fraction, list[Terms]] | None = None,
    ) -> None:
        """Start from the numbers of the question, and from results that may be used without their sums."""
        self._given = frozenset(given)
        self._percentages = frozenset(percentages)
        self._known = known or {}
        self._made: dict[Fraction, list[Terms]] = {}

    def knows(self, value: Fraction) -> bool:
        """Return whether a number is the question's or was made by an earlier sum."""
        return value in self._given or value in self._made

    def readings(self, part: Part) -> list[Terms]:
        """Return a sum as terms, once for every way to read where its numbers come from."""
        numbers = leaves(part)
        choices = [self._origins(number) for number in numbers]
        found: list[Terms] = []
        for choice in islice(product(*choices), MOST_READINGS):
            terms = _expand(part, iter(choice))
            if terms is not None and terms not in found:
                found.append(terms)
        return found

    def add(self, result: Fraction, readings: list[Terms]) -> None:
        """Keep what made a result, for the sums that use it, before an older making."""
        older = [terms for terms in self._made.get(result, []) if terms not in readings]
        self._made[result] = [*readings[:2], *older[:1]]

    def _origins(self, number: Number) -> list[Terms]:
        made = self._made.get(number.value) or self._known.get(number.value, [])
        return [self._leaf(number), *made] if number.value in self._given or not made else list(made)

    def _leaf(self, number: Number) -> Terms:
        """Return a number as one term: 20% as 20 hundredths, a half as one over two."""
        value = number.value
        if value < 0:
            return {(): value}
        if value in self._percentages:
            return {_factors({value * 100: 1, Fraction(100): -1}): Fraction(1)}
        if 0 < value < 1 and value.numerator == 1:
            return {_factors({Fraction(value.denominator): -1}): Fraction(1)}
        return {_factors({value: 1}): Fraction(1)} if value else {}


def is_part(terms: Terms, whole: Terms) -> bool:
    """Return whether terms are the whole, some of its terms, one factor of a term, or the whole but for one factor."""
    if not terms:
        return False
    shares = {whole.get(factors, Fraction(0)) / coefficient for factors, coefficient in terms.items()}
    if shares == {Fraction(1)} or (shares == {Fraction(-1)} and len(terms) < len(whole)):
        return True
    if len(terms) == 1:
        ((factors, coefficient),) = terms.items()
        return bool(factors) and any(_divides(factors, one) and coefficient in (1, whole[one]) for one in whole)
    return len(terms) == len(whole) and _same_but_for_a_factor(terms, whole)


def is_summand(terms: Terms, whole: Terms) -> bool:
    """Return whether terms stand in the whole as they are, beside others."""
    return terms != whole and falls_short(terms, whole)


def falls_short(terms: Terms, whole: Terms) -> bool:
    """Return whether terms are those of the whole, but too few of some; nothing is taken away."""
    return terms != whole and all(0 < count <= whole.get(factors, 0) for factors, count in terms.items())


def leaves_out(terms: Terms, whole: Terms) -> bool:
    """Return whether terms are some of several of the whole, some of which may be taken away."""
    return 1 < len(terms) < len(whole) and all(whole.get(factors) == count for factors, count in terms.items())


def _divides(factors: Factors, other: Factors) -> bool:
    powers = dict(other)
    return all(base in powers and 0 < power / powers[base] <= 1 for base, power in factors)


def _same_but_for_a_factor(terms: Terms, whole: Terms) -> bool:
    first = next(iter(terms))
    for factor in [_over(other, first) for other in whole]:
        fits = all(_divides(one, _over(one, _over((), factor))) for one in terms)
        if fits and _times(terms, {factor: Fraction(1)}) == whole:
            return True
    return False


def _expand(part: Part, origins: Iterable[Terms]) -> Terms | None:
    """Return a sum written out over the terms of its numbers, taken from left to right."""
    if isinstance(part, Number):
        return next(iter(origins))
    left, right = _expand(part.left, origins), _expand(part.right, origins)
    if left is None or right is None or len(left) * len(right) > MOST_TERMS:
        return None
    if part.sign in "+−":
        return _plus(left, right, 1 if part.sign == "+" else -1)
    if part.sign == "×":
        return _times(left, right)
    value = value_of(part.right)
    if part.sign == "÷" and value:
        return _times(left, _turned_over(right, value))
    value = value_of(part)
    return None if value is None else {_factors({value: 1}): Fraction(1)}


def _turned_over(terms: Terms, value: Fraction) -> Terms:
    """Return one over some terms; a sum in a denominator stands as one number."""
    if len(terms) != 1:
        return {_factors({value: -1}): Fraction(1)}
    ((factors, coefficient),) = terms.items()
    return {_factors({base: -power for base, power in factors}): 1 / coefficient}


def _plus(left: Terms, right: Terms, sign: int) -> Terms:
    total = dict(left)
    for factors, coefficient in right.items():
        total[factors] = total.get(factors, Fraction(0)) + sign * coefficient
    return {factors: coefficient for factors, coefficient in total.items() if coefficient}


def _times(left: Terms, right: Terms) -> Terms:
    total: dict[Factors, Fraction] = {}
    for (a, first), (b, second) in product(left.items(), right.items()):
        powers = dict(a)
        for base, power in b:
            powers[base] = powers.get(base, 0) + power
        total[_factors(powers)] = total.get(_factors(powers), Fraction(0)) + first * second
    return {factors: coefficient for factors, coefficient in total.items() if coefficient}


def _over(top: Factors, bottom: Factors) -> Factors:
    powers = dict(top)
    for base, power in bottom:
        powers[base] = powers.get(base, 0) - power
    return _factors(powers)


def _factors(powers: dict[Fraction, int]) -> Factors:
    return tuple(sorted((base, power) for base, power in powers.items() if power and base != 1))
