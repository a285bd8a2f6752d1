"""A formula looks as pupils write it, and still means the same."""

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evaluation.benchmarks.formula_reading import strict
from evaluation.benchmarks.plain_algebra import equal
from evaluation.benchmarks.pupil_writing import PRINTED, Habit, habit, written


@pytest.mark.parametrize(
    ("formula", "way", "text"),
    [
        ("3*(x + 4)**2 - 2*x", Habit(), "3(x + 4)² - 2x"),
        ("3*(x + 4)**2 - 2*x", Habit(spaces=False, raised=False, minus="−"), "3(x+4)^2−2x"),
        ("3*4 = 12", Habit(times="x", spaces=False), "3x4=12"),
        ("3*4*x", Habit(times="x"), "3 × 4x"),
        ("(2/3)//(4/5)", PRINTED, "2/3 ÷ 4/5"),
        ("(2/3)*(5/4)", Habit(times="*"), "2/3 * 5/4"),
        ("2**(-3)", Habit(), "2⁻³"),
        ("2**(-3)", Habit(raised=False), "2^-3"),
        ("x**3*x**4", Habit(), "x³ × x⁴"),
        ("(-3)*(-4)", Habit(joined=False), "(-3) × (-4)"),
        ("(-3)*(-4)", Habit(), "(-3)(-4)"),
        ("(x + 1)*(x - 2)", Habit(joined=False), "(x + 1)(x - 2)"),
        ("sqrt(16 + 9)", Habit(root="sqrt"), "sqrt(16 + 9)"),
        ("-2*x <= -6", Habit(), "-2x ≤ -6"),
        ("x = 2 or x = -3", Habit(either=", ", minus="−"), "x = 2, x = −3"),
        ("5 - -3", Habit(), "5 - -3"),
    ],
)
def test_each_habit_shows(formula, way, text):
    assert written(formula, way) == text


@given(st.integers(0, 10_000), st.integers(-9, 9), st.integers(1, 9), st.integers(2, 6))
def test_no_habit_changes_what_a_formula_is_worth(seed, a, b, n):
    formula = f"{b}*x**{n} - {b}*({n}*x + {abs(a)})*y"
    assert equal(strict(written(formula, habit(Random(seed)))), formula)
