"""What counts as the right points."""

import pytest

from content_store.answers import CoordinatesAnswer, Revealed
from tutor.marking import InvalidAnswer, Mark, Unreadable, mark

ONE = CoordinatesAnswer(("(2, 3)",), reveals=(Revealed("sign-lost", "(-2, 3)"),))
TWO = CoordinatesAnswer(("(2, 3)", "(-1, 4)"))
DECIMAL = CoordinatesAnswer(("(2.5, -0.5)",))
SPACE = CoordinatesAnswer(("(1, 2, 3)",))

BRACKETS = "Right, but coordinates are written in brackets, such as (2, 5)."
SWAPPED = "Right numbers, but in the wrong order: x comes first."


def verdict(answer: CoordinatesAnswer, text: str) -> tuple[bool | None, str | None]:
    result = mark(answer, text)
    assert isinstance(result, Mark), result
    return result.right, result.form


@pytest.mark.parametrize(
    ("answer", "typed"),
    [
        (ONE, ["(2,3)", "( 2 , 3 )", "(2;3)", "[2,3]", "(2 3)", "(2, 3).", "\\left(2,3\\right)", "(4/2, 3)"]),
        (ONE, ["A(2,3)", "A = (2,3)", "the point (2,3)", "point is (2, 3)", "(x,y)=(2,3)", "it is at (2,3)"]),
        (ONE, ["(two, three)", "(2.0,3)"]),
        (TWO, ["(2,3),(-1,4)", "(2,3) and (-1,4)", "(2,3)(-1,4)", "(-1,4); (2,3)", "A(2,3) B(-1,4)", "{(2,3),(-1,4)}"]),
        (DECIMAL, ["(2.5,-.5)", "(2,5;-0,5)", "(2,5, -0,5)", "(2½,-½)", "(5/2, -1/2)"]),
        (SPACE, ["(1,2,3)"]),
    ],
)
def test_each_way_of_writing_the_right_points_is_right(answer: CoordinatesAnswer, typed: list[str]) -> None:
    assert {text: verdict(answer, text) for text in typed} == dict.fromkeys(typed, (True, None))


@pytest.mark.parametrize(
    ("answer", "text"),
    [(ONE, "2,3"), (ONE, "2 3"), (ONE, "x=2,y=3"), (ONE, "y=3, x=2"), (ONE, "(2,3"), (TWO, "2,3 and -1,4")],
)
def test_brackets_left_out_are_named_but_accepted(answer: CoordinatesAnswer, text: str) -> None:
    assert verdict(answer, text) == (True, BRACKETS)


def test_points_without_brackets_may_run_on() -> None:
    assert verdict(TWO, "2,3,-1,4") == (True, BRACKETS)


@pytest.mark.parametrize(
    ("answer", "text", "form"),
    [
        (ONE, "(2,4)", None),
        (ONE, "(3,2)", SWAPPED),
        (ONE, "(2,3) and (4,5)", "One of these points is not right."),
        (TWO, "(2,3)", "One point is right; there is another."),
        (TWO, "(2,3),(1,4)", "One point is right; check the other."),
        (TWO, "(3,2),(4,-1)", SWAPPED),
    ],
)
def test_other_points_are_wrong_and_what_is_missing_is_said(
    answer: CoordinatesAnswer, text: str, form: str | None
) -> None:
    assert verdict(answer, text) == (False, form)


def test_a_revealing_point_names_its_misconception() -> None:
    result = mark(ONE, "(-2, 3)")
    assert result == Mark(False, None, "sign-lost", "(-2, 3)")


@pytest.mark.parametrize("text", ["2", "(2,3,4)", "idk", "(2,)", "()", "(,)"])
def test_what_is_no_point_is_handed_back(text: str) -> None:
    assert isinstance(mark(ONE, text), Unreadable)


def test_content_that_is_no_point_is_an_error() -> None:
    with pytest.raises(InvalidAnswer, match="cannot be read as points"):
        mark(CoordinatesAnswer(("(here, there)",)), "(2, 3)")
