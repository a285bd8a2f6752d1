"""What counts as the right inequality or interval."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content_store.answers import InequalityAnswer, Revealed
from tutor.marking import InvalidAnswer, Mark, Unreadable, mark
from tutor.marking.inequality_text import FROM_TO

MORE = InequalityAnswer(("x > 3",), reveals=(Revealed("sign-turned", "x < 3"),))
BETWEEN = InequalityAnswer(("-2 < x <= 5",))
OUTSIDE = InequalityAnswer(("x < -1 or x > 2",))
REGION = InequalityAnswer(("y > 2x + 1",), reveals=(Revealed("below", "y < 2x + 1"),))

ENDS = "Right so far, but check whether each end is included."
NOT_ALONE = "Right so far, but x does not stand alone yet."
LETTER = "Right, but write the letter as well."


def marked(answer: InequalityAnswer, text: str) -> Mark:
    result = mark(answer, text)
    assert isinstance(result, Mark), result
    return result


def verdict(answer: InequalityAnswer, text: str) -> tuple[bool | None, str | None]:
    result = marked(answer, text)
    return result.right, result.form


@pytest.mark.parametrize(
    ("answer", "typed"),
    [
        (MORE, ["x>3", "3<x", "X > 3.0", "x > 6/2", "x is more than 3", "x is greater than 3", "x bigger than 3"]),
        (MORE, ["(3,∞)", "x ∈ (3, ∞)", "]3,∞[", "(3, inf)", "{x : x > 3}", "{x|x>3}", "x is above 3"]),
        (MORE, ["2x+1>7 so x>3", "it is x>3", "x > three", "3 is less than x", "$x > 3$", "x \\gt 3"]),
        (
            InequalityAnswer(("x >= 3",)),
            ["x≥3", "x => 3", "x ⩾ 3", "x > or = 3", "x is at least 3", "3 or more", "3 and above", "[3,∞)", "3 ≤ x"],
        ),
        (InequalityAnswer(("x >= 3",)), ["x is greater than or equal to 3", "x is no less than 3", "3 is at most x"]),
        (InequalityAnswer(("x != 2",)), ["x ≠ 2", "x is not equal to 2", "x<2 or x>2"]),
        (BETWEEN, ["-2<x≤5", "5>=x>-2", "x>-2 and x<=5", "x>-2, x<=5", "(-2,5]", "-2 < x =< 5", "x ∈ (-2, 5]"]),
        (BETWEEN, ["x ≤ 5 but x > -2", "(-2;5]", "]-2,5]", "x is more than -2 and at most 5", "-2 < x and 5 >= x"]),
        (OUTSIDE, ["x<-1 or x>2", "x < -1, x > 2", "(-∞,-1)∪(2,∞)", "x<-1 U x>2", "2<x or -1>x", "x<-1 x>2"]),
        (REGION, ["y>2x+1", "2x+1<y", "y-2x>1", "2y>4x+2", "-y<-2x-1", "y-2x-1>0"]),
        (InequalityAnswer(("(3, 7]",)), ["3<x<=7", "(3,7]"]),
        (InequalityAnswer(("x > sqrt(2)",)), ["x > √2", "x>2^0.5"]),
    ],
)
def test_each_way_of_writing_the_right_numbers_is_right(answer: InequalityAnswer, typed: list[str]) -> None:
    assert {text: verdict(answer, text) for text in typed} == dict.fromkeys(typed, (True, None))


@pytest.mark.parametrize("text", ["> 3", "more than 3", "all values above 3", "numbers > 3"])
def test_a_letter_left_out_is_named_but_accepted(text: str) -> None:
    assert verdict(MORE, text) == (True, LETTER)


@pytest.mark.parametrize(
    ("answer", "text", "form"),
    [
        (MORE, "x>4", None),
        (MORE, "x ≥ 3", ENDS),
        (MORE, "x=3", "Right number, but write an inequality with it."),
        (MORE, "3", "Right number, but write an inequality with it."),
        (MORE, "2x > 6", NOT_ALONE),
        (MORE, "-x < -3", NOT_ALONE),
        (MORE, "y > 3", "Right numbers, but the letter should be x."),
        (MORE, "every number", None),
        (BETWEEN, "-2<x<5", ENDS),
        (BETWEEN, "[-2,5)", ENDS),
        (BETWEEN, "-4 < 2x <= 10", NOT_ALONE),
        (BETWEEN, "x>-2 or x<=5", "Every number fits one part of that. Check how the two parts are joined."),
        (OUTSIDE, "x<-1 and x>2", "No number fits both parts of that. Check how the two parts are joined."),
        (OUTSIDE, "x>2", "That is one part of it; there is another."),
        (OUTSIDE, "-1<x<2", None),
        (OUTSIDE, "x ≤ -1 or x ≥ 2", ENDS),
        (InequalityAnswer(("x > 3",)), "x < 3", "Right number, but check which way the sign points."),
        (REGION, "y>=2x+1", None),
        (REGION, "y=2x+1", None),
    ],
)
def test_other_numbers_are_wrong_and_what_is_near_is_said(
    answer: InequalityAnswer, text: str, form: str | None
) -> None:
    assert verdict(answer, text) == (False, form)


def test_a_revealing_inequality_names_its_misconception() -> None:
    assert marked(MORE, "3 > x").misconception_id == "sign-turned"
    assert marked(REGION, "2x + 1 > y").misconception_id == "below"


@pytest.mark.parametrize("text", ["idk", "x^2>9", "x > y", "between 3 and 7", "x >", "1 < 2 < 3 < 4 < x"])
def test_what_is_no_inequality_in_one_letter_is_handed_back(text: str) -> None:
    assert isinstance(mark(MORE, text), Unreadable)


@given(st.integers(-99, 99), st.integers(1, 50), st.sampled_from(["<", "<="]), st.sampled_from(["<", "<="]))
def test_an_interval_reads_the_same_in_each_notation(low: int, width: int, left: str, right: str) -> None:
    high = low + width
    answer = InequalityAnswer((f"{low} {left} x {right} {high}",))
    turned = {"<": ">", "<=": ">="}
    for text in (
        f"x {turned[left]} {low} and x {right} {high}",
        f"{high} {turned[right]} x {turned[left]} {low}",
        f"{'(' if left == '<' else '['}{low}, {high}{')' if right == '<' else ']'}",
        f"{low}{left}x, x{right}{high}",
    ):
        assert marked(answer, text).right
    assert not marked(answer, f"{low} {left} x {right} {high + 1}").right


def test_the_reading_shows_the_numbers() -> None:
    assert marked(BETWEEN, "x>-2 and x<=5").reading == r"-2 < x \le 5"
    assert marked(OUTSIDE, "x<-1,x>2").reading == r"x < -1\text{ or }x > 2"


def test_content_that_is_no_inequality_is_an_error() -> None:
    with pytest.raises(InvalidAnswer, match="cannot be read as an inequality"):
        mark(InequalityAnswer(("many",)), "x > 3")


@pytest.mark.parametrize("text", ["-2-5", "-2 to 5", "-2 – 5", "9150-9250"])
def test_two_ends_with_a_dash_are_no_subtraction(text: str) -> None:
    assert mark(BETWEEN, text) == Unreadable(FROM_TO)


def test_a_subtraction_that_comes_down_is_read_as_a_number() -> None:
    assert verdict(MORE, "8-5") == verdict(MORE, "3")
