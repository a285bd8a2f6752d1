"""The first equation that the unknown's value does not fit is found."""

from fractions import Fraction

import pytest

from tutor.equations import equations_in, first_break, first_letters


@pytest.mark.parametrize(
    ("text", "broken", "before"),
    [
        ("2x + 3 = 7 -> 2x = 10 -> x = 5", "2x = 10", "2x + 3 = 7"),
        ("2x + 3 = 7\n2x = 4\nx = 4", "x = 4", "2x = 4"),
        ("3x = 21", "3x = 21", None),
    ],
)
def test_the_break_is_the_first_line_that_does_not_hold(text: str, broken: str, before: str | None) -> None:
    found = first_break(equations_in(text), [Fraction(2)])
    assert found is not None
    assert (found.broken.text, found.before.text if found.before else None) == (broken, before)


@pytest.mark.parametrize("text", ["2x + 3 = 7\n2x = 4\nx = 2", "x = 9", "no maths here", "3 x 4 = 12", "x + 2x = 3x"])
def test_nothing_breaks(text: str) -> None:
    assert first_break(equations_in(text), [Fraction(2)]) is None


@pytest.mark.parametrize(
    ("text", "equation"),
    [
        ("4 pugs / 45 minutes = 15 pugs / x minutes", "4 / 45 = 15 / x"),
        ("Let t be the time. Then\n3/8 = 6/t", "3/8 = 6/t"),
        ("6 pears + 4 apples + x plums = 12 pieces", "6 + 4 + x = 12"),
    ],
)
def test_an_equation_is_read_among_words_of_units_and_with_declared_letters(text: str, equation: str) -> None:
    assert [found.text for found in equations_in(text)] == [equation]


def test_sides_that_always_differ_are_a_false_rewriting() -> None:
    assert equations_in("6 + 4 + 2 + x = 10 + x")[0].is_rewriting


def test_the_first_equation_of_several_letters_is_found() -> None:
    assert first_letters("We know that\nS + C = 100\nC + S = 244") == "S + C = 100"
    assert first_letters("4 + 5 = 9") == ""


def test_a_letter_that_begins_a_line_is_no_sign_of_the_line_above() -> None:
    assert [one.text for one in equations_in("x^2 - 5x = 14\nx(x-5)=14")] == ["x^2 - 5x = 14", "x(x-5)=14"]


def test_of_an_unknown_with_several_values_each_line_need_fit_one() -> None:
    roots = (Fraction(7), Fraction(-2))
    assert first_break(equations_in("x^2 - 5x - 14 = 0\nx - 7 = 0\nx = -2"), [], roots) is None
    found = first_break(equations_in("x(x - 5) = 14\nx = 14"), [], roots)
    assert found is not None
    assert found.broken.text == "x = 14"
