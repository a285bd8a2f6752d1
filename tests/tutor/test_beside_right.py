"""A line that does not follow is pointed at beside a right answer too, which stays right; nothing else is."""

import pytest

from content_store.answers import ExpressionAnswer, NumericAnswer
from content_store.items import DrawnItem
from tutor.assembly import Tutor
from tutor.marking import Mark


def item(question: str, answer) -> DrawnItem:
    return DrawnItem("ask", "some", 1, "numeric", 1, question, answer, (), ())


TWO_STEP = item("Solve $7x + 5 = 33$.", NumericAnswer(("4",)))
BOTH_SIDES = item("Solve $4x - 5 = 2x + 15$.", NumericAnswer(("10",)))
BRACKET = item("Solve $3(x - 2) = 27$.", NumericAnswer(("11",)))
EXPAND = item("Expand and simplify $6(x + 2) - 2(x - 9)$.", ExpressionAnswer(("4x + 30",)))


@pytest.mark.parametrize(
    ("asked", "answer", "working", "quoted"),
    [
        (TWO_STEP, "4", "7x = 38\nx = 4", "7x = 38"),
        (BOTH_SIDES, "10", "4x-5=2x+15\n6x = 20\nx=10", "6x = 20"),
        (BRACKET, "11", "3x-2=27\n3x=29", "3x-2=27"),
        (BRACKET, "x = 11", "x - 2 = 24", "x - 2 = 24"),
        (EXPAND, "4x + 30", "6(x+2) - 2(x-9)\n= 6x + 12 - 2x - 18", "= 6x + 12 - 2x - 18"),
    ],
)
def test_a_line_that_does_not_follow_is_pointed_at_and_the_answer_stays_right(
    tutor: Tutor, asked: DrawnItem, answer: str, working: str, quoted: str
) -> None:
    result = tutor.mark(asked, answer, working)
    assert isinstance(result, Mark)
    assert (result.right, result.wrong_line) == (True, None)
    assert (result.form or "").startswith("The answer is right, and one line of the working does not lead to it")
    assert f"“{quoted}”" in (result.form or "")


@pytest.mark.parametrize(
    ("asked", "answer", "working"),
    [
        (TWO_STEP, "4", "7x = 28\nx = 4"),
        (TWO_STEP, "4", "7x = 33 - 5 = 28\nx = 28/7 = 4"),
        (TWO_STEP, "4", "7x = 38\n7x = 28\nx = 4"),
        (TWO_STEP, "4", "7x = 38 no\n7x = 28"),
        (TWO_STEP, "4", "7x = 38, wrong"),
        (TWO_STEP, "4", "x=3: 7*3+5=26\nx=4: 7*4+5=33"),
        (TWO_STEP, "4", "x = 2\nx = 3\nx = 4"),
        (BRACKET, "11", "27/3 = 9\n9 + 2 = 11"),
        (BRACKET, "11", "y = x - 2\n3y = 27\ny = 9\nx = 11"),
        (item("Give one solution of $x^2 = 9$.", NumericAnswer(("3",))), "3", "x^2 = 9\nx = 3"),
        (item("Give one solution of $x^2 = 9x$.", NumericAnswer(("9",))), "9", "x^2 = 9x\nx = 9"),
        (EXPAND, "4x + 30", "6x + 12\n-2x + 18\n4x + 30"),
        (EXPAND, "4x + 30", "6x + 12 - 2x - 18\n6x + 12 - 2x + 18\n4x + 30"),
    ],
)
def test_working_that_is_right_put_right_withdrawn_or_tried_is_left_alone(
    tutor: Tutor, asked: DrawnItem, answer: str, working: str
) -> None:
    result = tutor.mark(asked, answer, working)
    assert isinstance(result, Mark)
    assert (result.right, result.form) == (True, None)


def test_what_the_worked_solution_alone_would_rule_out_is_not_pointed_at(tutor: Tutor) -> None:
    ages = DrawnItem(
        "ask", "some", 1, "numeric", 1, "How old is $x$, in years?", NumericAnswer(("9",)), (), ("$6x + 28 = 82$",)
    )
    result = tutor.mark(ages, "9", "6x - 80 = 10\n6x = 90")  # the letter may be somebody else's age
    assert isinstance(result, Mark)
    assert (result.right, result.form) == (True, None)
