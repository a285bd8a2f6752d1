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


MINUTES = NumericAnswer(("29",), unit="minutes")
RANGE = NumericAnswer(("22",))
PRICE = NumericAnswer(("28",), unit="£", money=True)


@pytest.mark.parametrize(
    ("answer", "text"),
    [
        (MINUTES, "464/192 = 2.416, so 29 mins"),
        (MINUTES, "464/192 = 2.416 so it is 29 minutes."),
        (RANGE, "36 - 4 = 32 so iqr is 22"),
        (RANGE, "36 - 4 = 32, therefore the IQR = 22"),
        (TERM, "6x8=48, 48+4=52 so the 8th term is 52"),
        (TERM, "6x8=48, the 8th term is 52"),
        (PRICE, "40 x 0.3 = 12, £28 left"),
        (PRICE, "40 x 0.3 = 12, so £28"),
        (PRICE, "40 x 0.3 = 12, so the sale price is £28"),
        (RANGE, "22 not 32"),
        (RANGE, "22, not 32."),
        (RANGE, "it's 22, it isn't 32"),
        (RANGE, "not 32 but 22"),
        (PRICE, "£28 not £12"),
    ],
)
def test_what_is_said_to_follow_from_the_working_is_the_answer(answer, text: str) -> None:
    result = mark(answer, text)
    assert isinstance(result, Mark), result
    assert (result.right, result.form) == (True, None)


@pytest.mark.parametrize(
    ("answer", "text"),
    [
        (MINUTES, "464/192 = 2.416, so 2.4 mins"),
        (RANGE, "32 - 10 = 24 so iqr is 24"),
        (TERM, "6x8=48, so the 8th term is 48"),
        (RANGE, "32 not 22"),
        (RANGE, "not 22 but 32"),
    ],
)
def test_a_wrong_conclusion_is_wrong(answer, text: str) -> None:
    result = mark(answer, text)
    assert isinstance(result, Mark), result
    assert result.right is False


@pytest.mark.parametrize("text", ["32 - 10 = 22 so iqr is 32", "not 22", "22 not 22", "it's not 32"])
def test_a_conclusion_beside_another_right_number_is_asked_about(text: str) -> None:
    assert isinstance(mark(RANGE, text), Unreadable)


@pytest.mark.parametrize(
    ("accepted", "text", "said"), [("18*k+30", "30 + k18", "18k, not k18"), ("5*n-3", "n5-3", "5n, not n5")]
)
def test_a_number_behind_its_letter_is_read_and_told(accepted: str, text: str, said: str) -> None:
    result = mark(ExpressionAnswer((accepted,)), text)
    assert isinstance(result, Mark), result
    assert result.right
    assert said in (result.form or "")


@pytest.mark.parametrize(
    ("accepted", "text"), [("5*n-3", "n5-4"), ("2*n+3", "n2+3"), ("n^2+3", "n2+3"), ("x^5", "x5"), ("5*x", "x3")]
)
def test_what_may_be_a_power_is_asked_about(accepted: str, text: str) -> None:
    result = mark(ExpressionAnswer((accepted,)), text)
    assert isinstance(result, Unreadable), result
    assert "may be a product or a power" in result.reason
