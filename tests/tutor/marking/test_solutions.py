"""What counts as the right solutions of an equation, in the ways that pupils list them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content_store.answers import Revealed, SolutionsAnswer
from tutor.marking import InvalidAnswer, Mark, Unreadable, mark
from tutor.marking.assignments import ONLY_VALUES
from tutor.marking.solutions import VALUES_ALONE

TWO = SolutionsAnswer(("x = 2", "x = -3"), reveals=(Revealed("signs-swapped", "x = -2 or x = 3"),))
PLUS_MINUS = SolutionsAnswer(("x = 3", "x = -3"))
PAIR = SolutionsAnswer(("x = 2, y = 3",))
PAIRS = SolutionsAnswer(("x = 2, y = 3", "x = -1, y = 4"))
ROUNDED = SolutionsAnswer(("x = (1+sqrt(5))/2", "x = (1-sqrt(5))/2"), decimal_places=2)


def marked(answer: SolutionsAnswer, text: str) -> Mark:
    result = mark(answer, text)
    assert isinstance(result, Mark), result
    return result


def verdict(answer: SolutionsAnswer, text: str) -> tuple[bool | None, str | None]:
    result = marked(answer, text)
    return result.right, result.form


@pytest.mark.parametrize(
    ("answer", "typed"),
    [
        (TWO, ["x = 2 or -3", "x=2, x=-3", "2 and -3", "{2,-3}", "2,-3", "-3, 2", "x=-3,2", "x=2;x=-3", "2 -3"]),
        (TWO, ["(x-2)(x+3)=0 so x=2 or x=-3", "x-2=0 or x+3=0, x=2 or x=-3", "x=2,-3 because (2)(5)=10"]),
        (TWO, ["x₁ = 2, x₂ = -3", "x_1=2,x_2=-3", "X = 2 or X = -3", "x ∈ {2, -3}", "x=(2,-3)", "$x=2$ or $x=-3$"]),
        (TWO, ["x is 2 or minus 3", "two and minus three", "either x=2 or x=-3", "the solutions are 2 and -3"]),
        (TWO, ["x=2x=-3", "x=2 x=-3", "x=2orx=-3", "x=2 or-3", "x=4/2,x=-6/2", "x = 2, 2, -3", "x=2 cm or -3 cm"]),
        (PLUS_MINUS, ["x = ±3", "±3", "+-3", "x=+/-3", "+3 or -3", "plus or minus 3", "\\pm 3", "x^2=9 so x=±3"]),
        (PAIR, ["x=2 y=3", "(2,3)", "y=3, x=2", "x=2 and y=3", "x=2y=3", "(x,y)=(2,3)", "{(2,3)}", "x = 2\ny = 3"]),
        (PAIR, ["X=2,Y=3", "x is 2 and y is 3", "when x=2, y=3", "x:2 y:3", "(2.0, 3)"]),
        (PAIRS, ["x=2,y=3 or x=-1,y=4", "(2,3) and (-1,4)", "(-1,4)(2,3)", "x=2,-1 y=3,4", "x = 2 or -1, y = 3 or 4"]),
        (ROUNDED, ["x=1.62 or x=-0.62", "1.62, -0.62", "1,62 and -0,62"]),
        (SolutionsAnswer(()), ["no solutions", "none", "no real solutions", "There are no solutions.", "∅", "No"]),
        (SolutionsAnswer(("x = 0.5",)), ["0,5", "1/2", "a half", "x=½", "x = 0.5, 0.5"]),
        (SolutionsAnswer(("x = 0",)), ["0", "zero", "x = 0"]),
        (SolutionsAnswer(("x = a/2",)), ["x=a/2", "a/2", "x = 0.5a"]),
    ],
)
def test_each_way_of_listing_the_right_solutions_is_right(answer: SolutionsAnswer, typed: list[str]) -> None:
    assert {text: verdict(answer, text) for text in typed} == dict.fromkeys(typed, (True, None))


@pytest.mark.parametrize(
    ("answer", "text", "form"),
    [
        (TWO, "x = 2", "One solution is right; there is another."),
        (TWO, "x=2 or 3", "One solution is right; check the other."),
        (TWO, "x=2,-3,4", "One of these solutions is not right."),
        (TWO, "x=2,-3,4,5", "Some of these solutions are not right."),
        (TWO, "y=2 or -3", "Right value, but the letter should be x."),
        (TWO, "7", None),
        (TWO, "no solutions", None),
        (PLUS_MINUS, "√9", "One solution is right; there is another."),
        (PAIR, "x=3,y=2", "Right numbers, but check which value belongs to which letter."),
        (PAIR, "(3,2)", "Right numbers, but check which value belongs to which letter."),
        (PAIR, "x=2", "x is right; give the value of y too."),
        (PAIRS, "(2,3)", "One solution is right; there is another."),
        (
            ROUNDED,
            "x=1.6 or -0.6",
            "That looks rounded too early or cut short. Work it out again and round only at the end.",
        ),
        (SolutionsAnswer(()), "x=2", None),
        (SolutionsAnswer(("x = 1", "x = 2", "x = 3")), "1", "One solution is right; there are others."),
        (SolutionsAnswer(("x = 1", "x = 2", "x = 3")), "1, 2", "These are right; there is another."),
        (SolutionsAnswer(("x = 1", "x = 2", "x = 3")), "1, 2, 9", "Some of these solutions are right; check them."),
    ],
)
def test_what_is_missing_or_too_much_is_said(answer: SolutionsAnswer, text: str, form: str | None) -> None:
    assert verdict(answer, text) == (False, form)


@pytest.mark.parametrize("text", ["x = 1.618 or -0.618", "(1±√5)/2", "0.5±0.5√5"])
def test_right_solutions_that_are_not_rounded_as_asked_are_to_be_rounded_first(text: str) -> None:
    expected = (False, "Right values, but the question asks for 2 decimal places: now round each to that.")
    assert verdict(ROUNDED, text) == expected
    assert marked(ROUNDED, text).only_form


def test_one_solution_that_is_not_rounded_holds_both_back() -> None:
    assert verdict(ROUNDED, "x = 1.62 or -0.618")[0] is False
    assert verdict(ROUNDED, "x = 1.62 or -0.62") == (True, None)


@pytest.mark.parametrize("text", ["x = -2 or 3", "-2,3", "3 and -2"])
def test_a_revealing_list_names_its_misconception(text: str) -> None:
    assert marked(TWO, text) == Mark(False, None, "signs-swapped", marked(TWO, text).reading)


@pytest.mark.parametrize(
    ("answer", "text", "reason"),
    [
        (TWO, "(x-2)(x+3)=0", "That is an equation. Give the value that the letter stands for."),
        (TWO, "idk", "That could not be read as a solution. Type it like x = 2, with 'or' between two solutions."),
        (PAIR, "2, 3", "Say which value belongs to which letter, such as x = 1, y = 4."),
        (PAIR, "(2,3,4)", "Give a value for each letter in every solution."),
        (PAIR, "a=2,b=3", "There is no letter a to solve for. Give a value for each letter."),
    ],
)
def test_what_is_no_list_of_values_is_handed_back(answer: SolutionsAnswer, text: str, reason: str) -> None:
    assert mark(answer, text) == Unreadable(reason)


@given(st.sets(st.integers(-50, 50), min_size=1, max_size=4), st.randoms())
def test_the_order_of_solutions_does_not_matter_and_leaving_one_out_does(values: set[int], chance) -> None:
    answer = SolutionsAnswer(tuple(f"x = {value}" for value in sorted(values)))
    shuffled = chance.sample(sorted(values), len(values))
    assert marked(answer, " or ".join(f"x = {value}" for value in shuffled)).right
    assert marked(answer, ", ".join(map(str, shuffled))).right
    assert not marked(answer, ", ".join(map(str, [*shuffled[1:], 99]))).right


def test_the_reading_shows_each_solution() -> None:
    assert marked(TWO, "2 or -3").reading == r"x = 2\text{ or }x = -3"
    assert marked(PAIR, "(2, 3)").reading == "x = 2, y = 3"


def test_content_that_gives_only_half_a_pair_is_an_error() -> None:
    with pytest.raises(InvalidAnswer, match="do not all give a value"):
        mark(SolutionsAnswer(("x = 2, y = 3", "x = 4")), "x=2")


def test_a_sign_for_plus_or_minus_gives_two_solutions() -> None:
    assert mark(SolutionsAnswer(("x = 9", "x = -9")), "x = ±9").right
    assert not mark(SolutionsAnswer(("x = 9",)), "x = ±9").right


@pytest.mark.parametrize("text", ["(2,0) and (-3,0)", "(2, 0), (-3, 0)", "(-3,0)(2,0)"])
def test_points_on_the_axis_are_read_as_points_and_their_values_alone_are_asked_for(text: str) -> None:
    right, form = verdict(TWO, text)
    assert right
    assert form == VALUES_ALONE.format("x")
    assert ".0" not in marked(TWO, text).reading


def test_wrong_points_on_the_axis_are_wrong_and_others_are_no_solutions() -> None:
    assert not marked(TWO, "(2,0) and (-5,0)").right
    assert mark(TWO, "(2,1) and (-3,4)") == Unreadable(ONLY_VALUES.format("x"))


def test_two_values_in_one_bracket_are_still_a_list() -> None:
    assert verdict(TWO, "(2, -3)") == (True, None)
