"""A right number that lacks the noughts it is asked for, or the simplest form, is told so by one rule."""

import pytest

from content_store.answers import NumericAnswer
from tutor.marking import Mark, mark
from tutor.marking.rounding import FIGURES_ONLY, NO_PLACES, NOUGHTS, TOO_SHORT

TENTH = NumericAnswer(("12.98",), decimal_places=1)
HUNDREDTH = NumericAnswer(("-9.401",), decimal_places=2)
FIGURES = NumericAnswer(("6.02",), significant_figures=2)
POUNDS = NumericAnswer(("5",), decimal_places=2, unit="£")


def marked(answer: NumericAnswer, text: str) -> Mark:
    found = mark(answer, text)
    assert isinstance(found, Mark)
    return found


@pytest.mark.parametrize(
    ("answer", "text", "form"),
    [
        (TENTH, "13", TOO_SHORT.format("1 decimal place", "13.0")),
        (TENTH, "13.00", NOUGHTS.format("1 decimal place")),
        (NumericAnswer(("84954",), significant_figures=2), "85000.0", NO_PLACES.format("2 significant figures")),
        (NumericAnswer(("84954",), significant_figures=2), "8.50*10^4", FIGURES_ONLY.format("2 significant figures")),
        (HUNDREDTH, "-9.4", TOO_SHORT.format("2 decimal places", "-9.40")),
        (FIGURES, "6", TOO_SHORT.format("2 significant figures", "6.0")),
    ],
)
def test_too_few_and_too_many_noughts_are_both_a_fault_of_form(answer: NumericAnswer, text: str, form: str) -> None:
    found = marked(answer, text)
    assert (found.only_form, found.form) == (True, form)


@pytest.mark.parametrize(
    ("answer", "text"),
    [
        (TENTH, "13.0"),
        (HUNDREDTH, "-9.40"),
        (FIGURES, "6.0"),
        (POUNDS, "£5"),
        (POUNDS, "5.00"),
        (NumericAnswer(("1304",), significant_figures=2), "1300"),
        (NumericAnswer(("13",), tolerance="0.1", decimal_places=1), "13"),
    ],
)
def test_a_number_as_it_is_asked_for_is_right(answer: NumericAnswer, text: str) -> None:
    found = marked(answer, text)
    assert (found.right, found.form) == (True, None)
