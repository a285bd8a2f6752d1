"""That worked solutions are read as their authors write them."""

from fractions import Fraction

import pytest

from content_store.answers import NumericAnswer
from content_store.items import DrawnItem
from tutor.marking.tree import latex
from tutor.step_sums import results_in, step_sums


def item(question: str, answer: str, *steps: str, **given: object) -> DrawnItem:
    return DrawnItem(
        "made-up", "made-up", 1, "numeric", 1, question, NumericAnswer((answer,), **given), ("One",), steps
    )


@pytest.mark.parametrize(
    ("steps", "sums"),
    [
        (
            ["Mass $= 500 \\div 1000 = 0.5$ kg", "Force $= 0.5 \\times 4 = 2$ N"],
            ["\\frac{500}{1000}", "\\s0 \\times 4"],
        ),
        (
            ["One metre costs $500 \\div 1000 = 0.5$", "4 metres cost $4 \\times 0.5 = 2$"],
            ["\\frac{500}{1000}", "4 \\s0"],
        ),
        (
            ["$c^2 = 500 + 4 = 504$", "$c = \\sqrt{504} \\div \\sqrt{126} = 2$"],
            ["500 + 4", "\\frac{\\sqrt{\\s0}}{\\sqrt{126}}"],
        ),
        (
            ["Energy $= 500 \\times 4 = 500 \\times 4$", "That is $2000 \\div 1000 = 2$"],
            ["500 \\times 4", "\\frac{\\s0}{1000}"],
        ),
    ],
)
def test_each_sum_stands_over_the_results_before_it(steps: list[str], sums: list[str]) -> None:
    solution = step_sums(item("There are 500 g and 4 of them.", "2", *steps))
    assert solution is not None
    assert [latex(one.node) for one in solution.sums] == sums
    assert solution.end({}) == 2


def test_a_result_that_was_rounded_is_worked_out_exactly_from_there() -> None:
    steps = ("Distance $= 10 \\div 3 = 3.33$ m to 2 decimal places", "Half $= 3.33 \\div 2 = 1.67$ m")
    solution = step_sums(item("It is 10 m for 3.", "5/3", *steps, decimal_places=2))
    assert solution is not None
    assert solution.end({}) == Fraction(5, 3)


def test_what_does_not_end_in_the_answer_is_not_read() -> None:
    assert step_sums(item("There are 500 g.", "7", "Mass $= 500 \\div 1000 = 0.5$ kg")) is None
    assert step_sums(item("Solve it.", "7", "$3y = 21$, so $y = 7$")) is None


def test_what_sums_come_to_is_told_from_what_only_stands_there() -> None:
    assert results_in(["Take 100 of them.", "$6^2 + 8^2 = 36 + 64 = 100$"]) == {100}
    assert results_in(["Take 100 of them."]) == set()
