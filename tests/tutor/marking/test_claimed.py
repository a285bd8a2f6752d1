"""Working on the line of the answer does not hide the answer that it claims."""

import pytest

from content_store.answers import CoordinatesAnswer, ExpressionAnswer, NumericAnswer, RatioAnswer, SolutionsAnswer
from tutor.marking import Mark, Unreadable, mark
from tutor.marking.numeric import A_POINT

TERM = NumericAnswer(("52",))
SPEED = NumericAnswer(("6",), unit="m/s")
SURD = ExpressionAnswer(("17*sqrt(3)",), "surd")


@pytest.mark.parametrize(
    ("answer", "text"),
    [
        *(
            (TERM, text)
            for text in (
                "its 52 because 6x8+4",
                "52 because 6x8=48 and 48+4",
                "52, because 8 lots of 6 is 48 and 4 more",
                "52 as 6*8=48, 48+4=52",
                "because 6x8+4 its 52",
                "6x8+4 so its 52",
                "48+4, so 52",
                "6x8 = 48 then add 4 is 52",
                "52 since the term is 6x8+4",
                "6x8+4, which is 52",
            )
        ),
        (SPEED, "f = 15/150 = 0.1, 0.1 x 60 = 6"),
        (SPEED, "f = 15/150 = 0.1, v = 0.1 x 60 = 6 m/s"),
        (SPEED, "15/150 = 0.1; 0.1 x 60 = 6"),
        (SURD, "root 75 = 5 root 3, root 48 = 4 root 3 so 17 root 3"),
        (SURD, "17 root 3 because root 75 = 5 root 3"),
        (SURD, "√75 = 5√3, √48 = 4√3, 5√3 + 12√3 = 17√3"),
        (RatioAnswer(("2:3",)), "2:3 because 8:12 = 2:3"),
        (CoordinatesAnswer(("(2, 3)",)), "(2, 3) because 4/2 = 2 and 6/2 = 3"),
    ],
)
def test_what_a_line_claims_is_marked(answer, text: str) -> None:
    result = mark(answer, text)
    assert isinstance(result, Mark), result
    assert result.right is True


@pytest.mark.parametrize(
    ("answer", "text"),
    [
        (TERM, "its 53 because 6x8+5"),
        (TERM, "6x8+4 so its 51"),
        (SPEED, "f = 15/150 = 0.1, 0.1 x 50 = 5"),
        (SURD, "root 75 = 5 root 3, root 48 = 4 root 3 so 9 root 3"),
    ],
)
def test_a_wrong_claim_is_wrong(answer, text: str) -> None:
    result = mark(answer, text)
    assert isinstance(result, Mark), result
    assert result.right is False


@pytest.mark.parametrize(
    "text",
    [
        "52 or 48",
        "either 52 or 48 because 6x8",
        "52, 48",
        "x = 52, y = 48",
        "maybe 52 because 6x8+4",
        "52 because 6x8+4 so 53",
        "f = 48, 52",
        "5 + 1 = 6, 48 + 4 = 52",
    ],
)
def test_where_two_numbers_may_be_meant_one_is_asked_for(text: str) -> None:
    assert isinstance(mark(TERM, text), Unreadable)


def test_several_solutions_stay_several() -> None:
    two = SolutionsAnswer(("x = 2", "x = -3"))
    assert mark(two, "x = 2 or x = -3").right is True
    assert isinstance(mark(NumericAnswer(("2",)), "x = 2 or x = -3"), Unreadable)


@pytest.mark.parametrize("text", ["(0, -5)", "(0,2)", "gradient (2, 5)", "(1/2, 3)"])
def test_a_point_where_a_number_is_asked_for_is_called_a_point(text: str) -> None:
    assert mark(NumericAnswer(("2",)), text) == Unreadable(A_POINT)


def test_thousands_in_brackets_are_no_point() -> None:
    assert mark(NumericAnswer(("1200",)), "(1,200)").right is True
