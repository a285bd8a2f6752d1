"""A step typed where one number is asked for costs nothing; what is true of it is said, and nothing else."""

import pytest

from content_store.answers import NumericAnswer
from content_store.items import DrawnItem
from tutor.assembly import Tutor
from tutor.first_steps import A_RATIO, IN_ORDER, OWN_EQUATION, RIGHT_EQUATION, RIGHT_SET_UP, TRUE_SUMS, TWO_LETTERS
from tutor.marking import Mark, Unreadable
from tutor.marking.quantity import AN_EQUATION, TWO_NUMBERS


def item(question: str, answer, *steps: str) -> DrawnItem:
    return DrawnItem("ask", "some", 1, "numeric", 1, question, answer, (), steps)


AGES = item(
    "Ada's father is 5 times as old as Ada. In 14 years' time, the sum of their ages will be 82. How old is he now?",
    NumericAnswer(("45",), unit="years"),
    "Let Ada be $x$ years old now, so her father is $5x$ years old",
    "In 14 years' time, $(x + 14) + (5x + 14) = 82$",
    "$6x + 28 = 82$, so $6x = 54$ and $x = 9$",
    "Her father is $5 \\times 9 = 45$ years old now",
)
HALVED = item(
    r"Solve $\frac{x}{2} + 4 = 12$.",
    NumericAnswer(("16",)),
    r"$\frac{x}{2} + 4 = 12$",
    r"Subtract $4$ from both sides, so $\frac{x}{2} = 8$",
    "Multiply both sides by $2$, so $x = 16$",
)
MEDIAN = item("The ages are 54, 44, 66, 47 and 38. Work out the median.", NumericAnswer(("47",)))
FACTOR = item("Find the highest common factor of 63 and 18.", NumericAnswer(("9",)))
PART = item("The ratio of oaks to pines is $5 : 8$. What fraction are oaks?", NumericAnswer(("5/13",), form="fraction"))


@pytest.mark.parametrize(
    ("asked", "text", "said"),
    [
        (AGES, "6x + 28 = 82", RIGHT_SET_UP),
        (AGES, "6y=54", RIGHT_SET_UP),
        (AGES, "6n = 54", RIGHT_SET_UP),
        (AGES, "x + 14 + 5x + 14 = 82", RIGHT_SET_UP),
        (AGES, "f + f/5 + 28 = 82", RIGHT_EQUATION.format("f")),
        (AGES, "6x+14=82", OWN_EQUATION),
        (AGES, "x + 5x = 70", OWN_EQUATION),
        (AGES, "20x + 50y = 1180", TWO_LETTERS),
        (HALVED, "x/2 = 8", RIGHT_EQUATION.format("x")),
        (HALVED, "x/2 = 7", AN_EQUATION),
        (MEDIAN, "38, 44, 47, 54, 66", IN_ORDER),
        (FACTOR, "63 = 3x3x7, 18 = 2x3x3", TRUE_SUMS),
        (PART, "5:13", A_RATIO),
        (PART, "5:8", A_RATIO),
    ],
)
def test_a_step_is_told_what_comes_next(tutor: Tutor, asked: DrawnItem, text: str, said: str) -> None:
    assert tutor.mark(asked, text) == Unreadable(said)


@pytest.mark.parametrize(
    ("asked", "text", "said"),
    [
        (AGES, "2x = 18", OWN_EQUATION),
        (AGES, "x + 1 = 10", OWN_EQUATION),
        (AGES, "x + 1 = 46", OWN_EQUATION),
        (HALVED, "2x = 32", AN_EQUATION),
        (HALVED, "x + 1 = 17", AN_EQUATION),
    ],
)
def test_a_true_equation_that_is_no_step_tells_nothing_about_a_guess(
    tutor: Tutor, asked: DrawnItem, text: str, said: str
) -> None:
    assert tutor.mark(asked, text) == Unreadable(said)


@pytest.mark.parametrize(
    ("asked", "text"),
    [
        (MEDIAN, "54, 44, 66, 47, 38"),
        (MEDIAN, "44, 38, 47, 54, 66"),
        (MEDIAN, "1, 2, 3, 4"),
        (FACTOR, "63 = 3x3x7, 18 = 2x3x4"),
        (FACTOR, "3, 9"),
    ],
)
def test_what_is_not_known_to_be_true_is_only_asked_for_one_number(tutor: Tutor, asked: DrawnItem, text: str) -> None:
    assert tutor.mark(asked, text) == Unreadable(TWO_NUMBERS)


@pytest.mark.parametrize(("text", "right"), [("45", True), ("x = 45", True), ("9", False), ("x = 9", False)])
def test_a_number_is_marked_as_before(tutor: Tutor, text: str, right: bool) -> None:
    result = tutor.mark(AGES, text)
    assert isinstance(result, Mark)
    assert result.right is right
