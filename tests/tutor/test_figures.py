from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tutor.figures import named_numbers_in, numbers_in


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("36", ["36"]),
        ("£1,250.50 in all", ["1250.5"]),
        ("36cm", ["36"]),
        ("3/4", ["3/4", "3", "4"]),
        ("3 / 4", ["3/4", "3", "4"]),
        (r"\frac{3}{4} and \tfrac{1}{2}", ["3/4", "3", "4", "1/2", "1", "2"]),
        ("½", ["1/2", "1", "2"]),
        ("2 7/12", ["2", "7/12", "31/12", "7", "12"]),
        ("2½", ["2", "1/2", "5/2", "1", "2"]),
        (r"2\frac{1}{2}", ["2", "1/2", "5/2", "1", "2"]),
        (".5", [".5"]),
        ("4.5 × 10^6", ["4.5", "10", "6", "4500000"]),
        (r"4.5 \times 10^{-3}", ["4.5", "10", "3", "0.0045"]),
        ("4.5 × 10⁻³", ["4.5", "10", "0.0045"]),
        ("3/0", ["3", "0"]),
        ("x2 and v1.2", []),
        ("no numbers", []),
        ("the end of 36.", ["36"]),
    ],
)
def test_numbers_in_figures_are_read(text: str, numbers: list[str]) -> None:
    assert sorted(numbers_in(text)) == sorted(Fraction(number) for number in numbers)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("seven", 7),
        ("Twelve", 12),
        ("thirty-six", 36),
        ("thirty six", 36),
        ("one hundred", 100),
        ("one hundred and five", 105),
        ("two hundred and forty-seven", 247),
        ("nine hundred ninety nine", 999),
        ("three quarters", Fraction(3, 4)),
        ("two-thirds", Fraction(2, 3)),
        ("one half", Fraction(1, 2)),
        ("seven eighths", Fraction(7, 8)),
    ],
)
def test_numbers_in_words_are_read(text: str, number: int | Fraction) -> None:
    assert number in named_numbers_in(f"There are {text} of them.")


@pytest.mark.parametrize(("text", "number"), [("three and four", 34), ("twenty, six", 26), ("often", 10), ("sixty", 6)])
def test_words_that_only_stand_near_each_other_are_no_number(text: str, number: int) -> None:
    assert number not in named_numbers_in(text)


@given(st.integers(0, 10**9))
def test_a_whole_number_is_read_with_or_without_commas(number: int) -> None:
    assert numbers_in(f"so {number} it is") == numbers_in(f"so {number:,} it is") == [number]


@given(st.integers(1, 99), st.integers(2, 99))
def test_a_fraction_counts_as_one_number(top: int, bottom: int) -> None:
    assert Fraction(top, bottom) in numbers_in(f"It is {top}/{bottom}.")
