"""Numbers, times and expressions as pupils say them."""

import pytest

from content_store.answers import ExpressionAnswer, NumericAnswer
from tutor.marking import Mark, Unreadable, mark


def verdict(answer: NumericAnswer | ExpressionAnswer, text: str) -> bool | None:
    result = mark(answer, text)
    assert isinstance(result, Mark), result
    return result.right


@pytest.mark.parametrize(
    ("answer", "typed"),
    [
        (NumericAnswer(("12",)), ["twelve", "x = twelve", "twelve apples"]),
        (NumericAnswer(("12000",)), ["12k", "£12k", "12 k.", "twelve thousand", "12 thousand"]),
        (NumericAnswer(("0.5",)), ["a half", "one half", "nought point five", "point five", "fifty per cent"]),
        (NumericAnswer(("1.5",), unit="hours"), ["1h 30", "1:30", "1h30", "1 hour 30", "1h 30m", "an hour and a half"]),
        (NumericAnswer(("125",), unit="minutes"), ["2 hours 5 min", "2:05", "2h 5m", "2hrs 5"]),
        (NumericAnswer(("13.5",), unit="hours"), ["1:30 pm", "1:30p.m.", "13:30"]),
        (NumericAnswer(("90",), unit="seconds"), ["1:30", "1 min 30", "0:01:30", "1 1/2 minutes"]),
        (NumericAnswer(("30",), unit="minutes"), ["half an hour", "0:30"]),
        (NumericAnswer(("3.20",), unit="£"), ["3 pounds 20", "£3 20", "three pounds twenty", "3,20"]),
        (NumericAnswer(("sqrt(2)/2",)), ["root 2 over 2", "square root of 2 divided by 2"]),
        (NumericAnswer(("sqrt(5)",)), ["root 5", "the square root of 5"]),
        (NumericAnswer(("0.1",)), ["1 in 10", "one in ten", "a 1 in 10 chance", "1 out of 10"]),
        (NumericAnswer(("0.006",)), ["6 x 10 to the power of -3"]),
        (ExpressionAnswer(("x^2+5x+6",)), ["x squared plus 5x plus 6", "x squared + five x + six"]),
        (ExpressionAnswer(("x/2",)), ["x over 2", "half x", "x divided by 2"]),
        (ExpressionAnswer(("4sqrt(3)",)), ["4 root 3", "√(3) x 4", "4 x √3"]),
        (ExpressionAnswer(("2-sqrt(x)",)), ["2 - root x", "two minus root x"]),
    ],
)
def test_what_is_said_in_words_is_read_as_meant(answer: NumericAnswer | ExpressionAnswer, typed: list[str]) -> None:
    assert {text: verdict(answer, text) for text in typed} == dict.fromkeys(typed, True)


@pytest.mark.parametrize(
    ("answer", "text"),
    [
        (NumericAnswer(("12",)), "12k"),
        (NumericAnswer(("1.5",), unit="hours"), "1:50"),
        (NumericAnswer(("3.20",), unit="£"), "3 pounds 2"),
        (NumericAnswer(("3.20",), unit="m"), "1:30"),
    ],
)
def test_another_number_said_so_is_wrong(answer: NumericAnswer, text: str) -> None:
    result = mark(answer, text)
    assert isinstance(result, Unreadable) or not result.right


@pytest.mark.parametrize("text", ["9,15", "1,5", "9,000"])
def test_a_comma_that_may_part_two_numbers_is_asked_about(text: str) -> None:
    expected = Unreadable("Is that one number or two? Write a decimal with a point, such as 0.5.")
    assert mark(NumericAnswer(("9",)), text) == expected


def test_a_comma_is_not_asked_about_where_it_makes_the_number_right_or_parts_thousands() -> None:
    assert verdict(NumericAnswer(("9.15",)), "9,15")
    assert not verdict(NumericAnswer(("9",)), "12,500")


def test_a_power_of_ten_typed_flat_is_asked_about() -> None:
    expected = Unreadable("If that is a power of 10, write it with ^, such as 10^5.")
    assert mark(NumericAnswer(("0.006",)), "6x10-3") == expected
