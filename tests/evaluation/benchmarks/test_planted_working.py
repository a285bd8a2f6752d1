"""Planted errors: where they are said to be, changing what the line means, and nothing wrong before them."""

import json
import re
from fractions import Fraction
from itertools import pairwise
from random import Random

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from evaluation.benchmarks import planted_working
from evaluation.benchmarks.formula_reading import strict
from evaluation.benchmarks.plain_algebra import letters_of, value
from evaluation.benchmarks.planted_working import RECIPES, places, sound, working_cases
from evaluation.benchmarks.sheet import Sheet

RULES = {
    "expand-first-only",
    "expand-sign",
    "bracket-minus",
    "cross-terms-missing",
    "square-sum",
    "coefficient-not-squared",
    "root-of-sum",
    "sign-lost-moving",
    "coefficient-subtracted",
    "divided-upside-down",
    "divided-for-multiply",
    "divided-one-term",
    "one-side-only",
    "unlike-terms-joined",
    "like-terms-multiplied",
    "subtracted-negative",
    "negatives-multiplied",
    "negative-squared",
    "denominators-added",
    "cancelled-terms",
    "fraction-both-multiplied",
    "wrong-fraction-flipped",
    "powers-multiplied",
    "power-of-power-added",
    "negative-power-negated",
    "left-to-right",
    "root-lost",
    "zero-root-lost",
    "inequality-not-flipped",
    "factor-signs",
    "arithmetic-slip",
}


def test_every_rule_can_be_planted():
    assert set(places()) == RULES


def test_the_same_seed_gives_the_same_cases_and_another_gives_others():
    assert list(working_cases(3, 20)) == list(working_cases(3, 20))
    assert list(working_cases(3, 20)) != list(working_cases(4, 20))


def test_a_case_says_which_line_and_which_rule_or_neither():
    cases = list(working_cases(5, 150))
    for case in cases:
        assert set(case) == {"question", "working", "wrong_line", "rule", "rules"}
        assert json.loads(json.dumps(case)) == case
        lines = case["working"].splitlines()
        assert all(line.strip() for line in lines)
        if case["rule"] is None:
            assert (case["wrong_line"], case["rules"]) == (None, [])
        else:
            assert 1 <= case["wrong_line"] <= len(lines) <= 10
            assert case["rule"] in case["rules"]
    right = sum(case["rule"] is None for case in cases)
    assert 0.1 < right / len(cases) < 0.3


@settings(deadline=None, max_examples=100)
@given(st.sampled_from(RECIPES), st.integers(0, 100_000))
def test_a_sheet_without_a_planted_error_is_right_by_numbers(recipe, seed):
    sheet = Sheet(Random(seed))
    recipe(sheet)
    if len(sheet.lines) <= planted_working.MOST_LINES:
        assert sound(sheet), sheet.lines
    assert all(agree(before, line, sheet.unknown) for before, line in pairwise(sheet.lines))


@settings(deadline=None, max_examples=100)
@given(st.sampled_from(RECIPES), st.integers(0, 100_000), st.integers(0, 50))
def test_the_planted_line_and_no_other_differs_by_numbers(recipe, seed, which):
    first = Sheet(Random(seed))
    recipe(first)
    assume(first.openings)
    sheet = Sheet(Random(seed), target=first.openings[which % len(first.openings)])
    recipe(sheet)
    assume(sound(sheet))
    pairs = enumerate(pairwise(sheet.lines), start=2)
    disagreeing = [number for number, (before, line) in pairs if not agree(before, line, sheet.unknown)]
    assert disagreeing == ([sheet.wrong_line] if sheet.wrong_line != 1 else [])


SIDES = re.compile(r"<=|>=|=|<|>")
GRID = [Fraction(n, 3) for n in range(-30, 31)]


def agree(before, line, unknown):
    """Whether two lines agree at numbers: expressions in value, relations in which numbers they hold for."""
    if not SIDES.search(line):
        at = {letter: Fraction(7, 3) + index for index, letter in enumerate(sorted(letters_of(f"{before} {line}")))}
        return abs(complex(value(before, at)) - complex(value(line, at))) < 1e-9
    if not letters_of(line):
        return holds(line, {})
    others = {letter: Fraction(11, 4) + index for index, letter in enumerate(sorted(letters_of(f"{before} {line}")))}
    numbers = {*GRID, *roots(before, unknown, others), *roots(line, unknown, others)}
    return all(holds(before, others | {unknown: n}) == holds(line, others | {unknown: n}) for n in numbers)


def holds(line, at):
    found = []
    for part in line.split(" or "):
        sign = SIDES.search(part).group()
        try:
            left, right = (value(side, at) for side in SIDES.split(part))
        except ValueError:
            found.append(False)
            continue
        gap = left - right
        same = abs(gap) < 1e-9
        found.append({"=": same, "<": gap < 0, ">": gap > 0, "<=": same or gap < 0, ">=": same or gap > 0}[sign])
    return any(found)


def roots(line, unknown, others):
    """Return where the two sides of a linear or quadratic relation meet, by three values of their difference."""
    for part in line.split(" or "):
        left, right = SIDES.split(part)

        def gap(n, left=left, right=right):
            return value(f"({left}) - ({right})", others | {unknown: Fraction(n)})

        c = gap(0)
        a, b = (gap(1) + gap(-1)) / 2 - c, (gap(1) - gap(-1)) / 2
        if a:
            inside = float(b * b - 4 * a * c)
            yield from () if inside < 0 else ((-float(b) + s * inside**0.5) / (2 * float(a)) for s in (1, -1))
        elif b:
            yield -c / b


@pytest.mark.parametrize(
    ("lines", "wrong_line", "expected"),
    [
        (["x + 3 = 10", "x = 13"], 2, True),
        (["x + 3 = 10", "x = 7"], 2, False),
        (["x + 3 = 10", "x = 13"], None, False),
        (["x + 3 = 10", "x = 13", "x = 14"], 2, False),
        (["3*4 = 13"], 1, False),
        (["3*4 = 13", "13 + 1 = 14"], 1, True),
        (["-2*x < 6", "x < -3"], 2, True),
        (["x**2 = 9", "x = 3"], 2, True),
        (["x = ", "x = 2"], 2, False),
    ],
)
def test_a_sheet_is_sound_only_where_its_wrong_line_is_the_one_that_does_not_follow(lines, wrong_line, expected):
    assert sound(Sheet(Random(1), lines=lines, wrong_line=wrong_line)) is expected


def test_questions_are_printed_in_one_way_whatever_the_pupil_writes():
    simplify = [case["question"] for case in working_cases(9, 60) if case["question"].startswith("Simplify")]
    assert simplify
    for question in simplify:
        assert "-" not in question
        assert strict(question.removeprefix("Simplify "))
