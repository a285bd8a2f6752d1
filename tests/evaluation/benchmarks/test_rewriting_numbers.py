"""Rewritings of a number are the same number, and wrong ones are another."""

from fractions import Fraction

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from evaluation.benchmarks.plain_algebra import Unreckoned
from evaluation.benchmarks.rewriting_numbers import (
    decimal_of,
    equal_numbers,
    number_and_unit,
    number_of,
    other_forms,
    wrong_numbers,
)

ODD = {
    "decimal comma",
    "percentage",
    "one character",
    "standard form from a calculator",
    "is",
    "it is",
    "ans",
    "minus in words",
    "negative in words",
    "thousands spaces",
}
"""Ways that need a reader of their own."""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("-7/4", {"-1 3/4", "-1¾", "-1.75", "−7/4", "-21/12", "x = -7/4", "-1,75", "\\frac{7}{4}".join(["-", ""])}),
        ("1250", {"1,250", "1.25 x 10^3", "1.25×10³", "1250.0", "1.25E3", "n=1250"}),
        ("0.05", {".05", "5%", "1/20", "0.050", "5×10⁻²"}),
        ("12 cm", {"0.12 m", "12cm", "12.0 cm"}),
    ],
)
def test_pupils_type_a_number_in_many_ways(text, expected):
    assert expected <= {written for _, written in equal_numbers(text, "any")}


def test_only_the_layout_changes_where_a_form_is_asked_for():
    made = {made for made, _ in equal_numbers("3/4", "fraction")}
    assert "brackets" in made
    assert made.isdisjoint({"decimal", "equivalent fraction", "percentage"})


@given(st.fractions(-500, 500, max_denominator=40))
@example(Fraction(1, 2))
@example(Fraction(1, 25))
def test_no_rewriting_changes_the_number(number):
    for made, text in equal_numbers(str(number), "any"):
        if made not in ODD:
            last = text.strip().strip("=").split("=")[-1].strip()
            bare = last.rstrip(". \n").replace(" x ", "*").replace("x10", "*10")
            assert number_of(bare) == number, (made, text)


@given(st.fractions(-500, 500, max_denominator=40))
def test_every_wrong_number_is_another_number(number):
    for made, text in wrong_numbers(str(number), [number]):
        assert number_of(text) != number, (made, text)


def test_a_wrong_number_that_is_also_accepted_is_left_out():
    assert "-5" in {text for _, text in wrong_numbers("5", [Fraction(5)])}
    assert "-5" not in {text for _, text in wrong_numbers("5", [Fraction(5), Fraction(-5)])}


@pytest.mark.parametrize(
    ("text", "form", "unwanted"),
    [("0.75", "fraction", ["0.75"]), ("3/4", "decimal", ["3/4"]), ("2 1/2", "mixed", ["2.5", "5/2"]), ("3", "any", [])],
)
def test_the_form_that_is_not_asked_for_is_wrong(text, form, unwanted):
    assert [written for _, written in other_forms(text, form)] == unwanted


@pytest.mark.parametrize(("number", "text"), [("1/8", "0.125"), ("-3", "-3"), ("1/3", None), ("-1/20", "-0.05")])
def test_a_decimal_ends_or_is_none(number, text):
    assert decimal_of(Fraction(number)) == text


def test_units_are_read_and_words_are_not():
    assert number_and_unit("4.5 kg") == (Fraction(9, 2), "kg")
    assert number_and_unit("36 cm^2") == (36, "cm^2")
    assert number_and_unit("-2 3/4") == (Fraction(-11, 4), "")
    with pytest.raises(Unreckoned):
        number_and_unit("many cm")
    with pytest.raises(Unreckoned):
        number_of("\\sqrt{2}")
