"""Answers of data sets are read into the strict notation, or not at all where they can be read in two ways."""

import pytest

from evaluation.benchmarks.formula_reading import strict
from evaluation.benchmarks.plain_algebra import Unreckoned, equal, value


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("3x + 4", "3*x + 4"),
        ("$$4\\left(x+3\\right)$$", "4*(x + 3)"),
        ("(x-2)(x-6)", "(x - 2)*(x - 6)"),
        ("\\frac{-5}{2}", "-5/2"),
        ("\\frac{\\frac{1}{2}+x}{3}", "(1/2 + x)/3"),
        ("3.7\\times{10}^4", "37000"),
        ("36a^5 b^7", "36*a**5*b**7"),
        ("x²y", "x**2*y"),
        ("2⁻³", "1/8"),
        ("18\\sqrt{6}", "18*sqrt(6)"),
        ("\\sqrt[3]{8}", "2"),
        ("y^{\\frac{1}{2}}", "sqrt(y)"),
        ("4*n**2", "4*n**2"),
        ("−7 · 2", "-14"),
        ("1,250", "1250"),
        ("ab", "a*b"),
    ],
)
def test_tex_and_typed_formulas_mean_what_they_say(text, meant):
    assert equal(strict(text), meant)


@pytest.mark.parametrize(
    "text", ["r+5/2r(r+2)", "x = 2", "(2, 3)", "DNE", "Complex", "3 4", "\\pi", "\\frac{1}{2", "20%"]
)
def test_what_is_not_one_formula_is_not_read(text):
    with pytest.raises(Unreckoned):
        value(strict(text), {})
