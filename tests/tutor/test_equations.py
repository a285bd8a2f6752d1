"""The first equation that the unknown's value does not fit is found."""

from fractions import Fraction

import pytest

from tutor.equations import equations_in, first_break


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
