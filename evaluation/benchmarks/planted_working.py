"""Working as pupils in years 9 to 11 write it, with one wrong rule planted at a known line, or none.

Written without the code that finds wrong lines, so that the two can disagree. Every case is checked by computer
algebra before it is given out: each line follows from the one before but the wrong one, which does not.
A line of a case file is `{"question": str, "working": str, "wrong_line": int | null, "rule": str | null,
"rules": [str, ...]}`: `rule` is the planted one, `rules` all that give the same line.
"""

from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise
from random import Random
from typing import Any

import sympy

from evaluation.benchmarks import planted_equations, planted_expressions, planted_numbers, planted_quadratics
from evaluation.benchmarks.handed_in import RELATION, handed_in
from evaluation.benchmarks.plain_algebra import Unreckoned, letters_of, value
from evaluation.benchmarks.pupil_writing import PRINTED, habit, written
from evaluation.benchmarks.sheet import Sheet

RECIPES = (
    *planted_equations.RECIPES,
    *planted_quadratics.RECIPES,
    *planted_expressions.RECIPES,
    *planted_numbers.RECIPES,
)
RIGHT_SHARE = 0.2
"""One case in five is right working, as no error should be found in it."""
FEWEST_LINES, MOST_LINES = 2, 10
SIGHTINGS = 60
"""Sheets of each recipe that are looked through for places where rules can be planted."""


def working_cases(seed: int, count: int) -> Iterator[dict[str, Any]]:
    """Yield cases, the same for the same seed, each rule about as often as any other."""
    chance = Random(seed)
    rules = sorted(places())
    for _ in range(count):
        if chance.random() < RIGHT_SHARE:
            yield _case(_right(chance), None, chance)
            continue
        rule = chance.choice(rules)
        yield _case(_wrong(chance, rule), rule, chance)


@lru_cache(maxsize=1)
def places() -> dict[str, tuple[int, ...]]:
    """Return the rules that can be planted, each with the numbers of the recipes where it can."""
    found: dict[str, set[int]] = {}
    for index, recipe in enumerate(RECIPES):
        for seed in range(SIGHTINGS):
            sheet = Sheet(Random(seed))
            recipe(sheet)
            for _, rule in sheet.openings:
                found.setdefault(rule, set()).add(index)
    return {rule: tuple(sorted(indices)) for rule, indices in found.items()}


def sound(sheet: Sheet) -> bool:
    """Whether each line of the sheet follows from the one before but the wrong line, which does not."""
    try:
        meanings = [meaning(line, sheet.unknown) for line in sheet.lines]
    except (Unreckoned, ValueError, NotImplementedError):
        return False
    if not FEWEST_LINES <= len(meanings) <= MOST_LINES:
        return False
    follows = [meanings[0] is not False]
    follows += [_follows(before, after) for before, after in pairwise(meanings)]
    return all(fine != (number == sheet.wrong_line) for number, fine in enumerate(follows, start=1))


@lru_cache(maxsize=20_000)
def meaning(line: str, unknown: str) -> Any:
    """Return what a line says: an expression's value, an equation's solutions, or whether a sum is true.

    Raises:
        Unreckoned: the line is not in the strict notation.
    """
    sign = RELATION.search(line)
    letters = letters_of(line)
    symbols = {"sqrt": sympy.sqrt, **{letter: sympy.Symbol(letter, real=True) for letter in letters}}
    if sign is None:
        return sympy.sympify(value(line, symbols))
    if not letters:
        left, right = RELATION.split(line)
        return bool(value(left, symbols) == value(right, symbols))
    solutions: set[Any] = set()
    for part in line.split(" or "):
        left, right = (value(side, symbols) for side in RELATION.split(part))
        solutions |= {sympy.simplify(root) for root in sympy.solve(left - right, symbols[unknown])}
    if sign.group() == "=":
        return frozenset(solutions)
    (end,) = solutions
    return end, *(_holds(line, sign.group(), unknown, end + step) for step in (-1, 0, 1))


def _holds(line: str, sign: str, unknown: str, number: Any) -> bool:
    left, right = (value(side, {unknown: number}) for side in line.split(f" {sign} "))
    return bool({"<": left < right, ">": left > right, "<=": left <= right, ">=": left >= right}[sign])


def _follows(before: Any, after: Any) -> bool:
    if isinstance(after, bool):
        return after
    if isinstance(after, sympy.Expr) and isinstance(before, sympy.Expr):
        return bool(sympy.simplify(before - after) == 0)
    return bool(before == after)


def _right(chance: Random) -> Sheet:
    while True:
        sheet = Sheet(Random(chance.random()))
        chance.choice(RECIPES)(sheet)
        if sound(sheet):
            return sheet


def _wrong(chance: Random, rule: str) -> Sheet:
    while True:
        recipe, seed = RECIPES[chance.choice(places()[rule])], chance.random()
        first = Sheet(Random(seed))
        recipe(first)
        openings = [place for place in first.openings if place[1] == rule]
        if not openings:
            continue
        sheet = Sheet(Random(seed), target=chance.choice(openings))
        recipe(sheet)
        if sheet.wrong_line and sound(sheet):
            return sheet


def _case(sheet: Sheet, rule: str | None, chance: Random) -> dict[str, Any]:
    way = habit(chance)
    page = handed_in(sheet, way, chance)
    return {
        "question": f"{sheet.task} {written(sheet.formula, PRINTED)}".strip(),
        "working": "\n".join(page.lines),
        "wrong_line": page.wrong,
        "rule": rule,
        "rules": list(sheet.rules),
    }
