"""That what is right in a part of a wrong answer is said, and no more."""

import pytest

from content_store.answers import NumericAnswer, SolutionsAnswer
from content_store.items import DrawnItem
from tutor.set_out import HALF_RIGHT, IN_PLACE, words_of

STEPS = ("$\\cos A = \\frac{36 + 81 - 100}{2 \\times 6 \\times 9} = 0.1574$ to 4 decimal places", "Angle $A = 80.9$")


def item(answer: object) -> DrawnItem:
    return DrawnItem("made-up", "made-up", 1, "numeric", 1, "Work it out.", answer, ("One",), STEPS)


@pytest.mark.parametrize(
    ("working", "words"),
    [
        ("cos A = (36+81-100)/2x6x9", IN_PLACE),
        ("cos A = (6^2 + 9^2 - 10^2)/(2 x 6 x 9)", IN_PLACE),
        ("cos A = (36+81-100)/2x6", ""),
        ("36 + 81 = 117", ""),
        ("", ""),
    ],
)
def test_a_sum_with_all_the_numbers_of_a_step_is_worked_out_again(working: str, words: str) -> None:
    assert words_of(item(NumericAnswer(("80.9",), decimal_places=1)), "35", working) == words


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("x=4, y=2", HALF_RIGHT),
        ("x = 3 and y = 5", HALF_RIGHT),
        ("x=3, y=2", ""),
        ("x=5, y=4", ""),
        ("x=4", ""),
    ],
)
def test_one_right_value_of_a_pair_is_told_without_saying_which(typed: str, words: str) -> None:
    assert words_of(item(SolutionsAnswer(("x = 4, y = 5",))), typed, "") == words
