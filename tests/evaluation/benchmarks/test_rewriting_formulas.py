"""Rewritings of an expression are worth the same, and wrong ones are not."""

from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evaluation.benchmarks.formula_reading import strict
from evaluation.benchmarks.plain_algebra import Unreckoned, equal
from evaluation.benchmarks.rewriting_formulas import equal_formulas, other_forms, wrong_formulas

UNREAD = {
    "square brackets",
    "capital letter",
    "root without brackets",
    "equals alone",
    "powers in words",
    "letters copied from a page",
}
"""Ways that the strict reader does not take."""
FORMULAS = ["3*x + 12", "x**2 - 5*x + 6", "(x - 2)*(x + 7)", "(v - u)/a", "2 + 3*sqrt(5)", "4*a**2*b", "-y"]


@pytest.mark.parametrize("formula", FORMULAS)
@settings(deadline=None, max_examples=5)
@given(seed=st.integers(0, 10_000))
def test_rewritings_are_worth_the_same_and_wrong_ones_are_not(formula, seed):
    chance = Random(seed)
    rewritten = [text for made, text in equal_formulas(formula, "any", chance) if made not in UNREAD]
    assert all(equal(read(text), formula) for text in rewritten)
    wrong = [text for _, text in wrong_formulas(formula, [formula], chance)]
    assert wrong
    assert not any(equal(read(text), formula) for text in wrong)


def read(text):
    """Read what a habit wrote; a product after a stroke and x as a times sign need no doubt here."""
    try:
        return strict(text)
    except Unreckoned:
        return strict(text.replace(" x ", "*").replace("x", "*"))


def test_pupils_type_an_expression_in_many_ways():
    texts = {text for _, text in equal_formulas("x**2 + 10*x + 25", "any", Random(2))}
    assert {"x**2 + 10*x + 25", "x ^ 2 + 10x + 25", "x^2 + 10 x + 25", "x^{2} + 10x + 25", "X^2 + 10X + 25"} <= texts
    assert {"2root 3", "2sqrt3", "2√3", "2 root 3"} & {
        text for _, text in equal_formulas("2*sqrt(3)", "any", Random(1))
    }


def test_a_wrong_expression_that_is_accepted_all_the_same_is_left_out():
    near = {read(text).replace(" ", "") for _, text in wrong_formulas("x - 2", ["x - 2", "x + 2"], Random(1))}
    assert "x+2" not in near
    assert "x-3" in near


@pytest.mark.parametrize(
    ("formula", "form", "unwanted"),
    [("(x - 2)*(x - 3)", "factorised", "x² - 5x + 6"), ("2*x + 6", "expanded", "2(x + 3)"), ("2*x + 6", "any", None)],
)
def test_the_form_that_is_not_asked_for_is_wrong(formula, form, unwanted):
    assert [text for _, text in other_forms(formula, form)] == ([unwanted] if unwanted else [])
