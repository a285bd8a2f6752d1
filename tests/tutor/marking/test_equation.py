"""What counts as the right equation, in any arrangement."""

import pytest

from content_store.answers import EquationAnswer, Revealed
from tutor.marking import InvalidAnswer, Mark, Unreadable, mark

LINE = EquationAnswer(("y = 3x + 2",), reveals=(Revealed("swaps-m-and-c", "y = 2x + 3"),))
RADIUS = EquationAnswer(("r = sqrt(A/pi)",), subject="r")
REARRANGED = EquationAnswer(("x = (y-3)/2",), subject="x")
CIRCLE = EquationAnswer(("x^2+y^2=25",))


def verdict(answer: EquationAnswer, text: str) -> tuple[bool | None, str | None]:
    result = mark(answer, text)
    assert isinstance(result, Mark), result
    return result.right, result.form


@pytest.mark.parametrize(
    ("answer", "typed"),
    [
        (LINE, ["y=3x+2", "2y=6x+4", "y-3x=2", "3x+2=y", "3x - y + 2 = 0", "-y=-3x-2", "y=(6x+4)/2", "(y-2)/3=x"]),
        (LINE, ["Y=3X+2", "y is 3x + 2", "y equals 3x+2", "y = 3x + 2 = 2+3x", "m=3 c=2 so y=3x+2"]),
        (LINE, ["y=3x+2 because m = 3", "y = 3*x+2.0", "$y=3x+2$", "y = three x plus two"]),
        (RADIUS, ["r=√(A/π)", "r=√A/√π", "√(A/π)=r", "r=(A/pi)^0.5", "r = \\sqrt{\\frac{A}{\\pi}}"]),
        (REARRANGED, ["x=(y-3)/2", "x = y/2 - 1.5", "(y-3)/2 = x"]),
        (CIRCLE, ["x²+y²=5²", "y^2=25-x^2", "x²+y²-25=0"]),
    ],
)
def test_every_arrangement_of_the_right_equation_is_right(answer: EquationAnswer, typed: list[str]) -> None:
    assert {text: verdict(answer, text) for text in typed} == dict.fromkeys(typed, (True, None))


@pytest.mark.parametrize(
    ("answer", "text", "form"),
    [
        (LINE, "y=3x", None),
        (LINE, "x=2", None),
        (LINE, "5", None),
        (LINE, "3x+2", "Right expression, but write the whole equation, starting y =."),
        (RADIUS, "r^2=A/π", "Right so far, but r does not stand alone yet."),
        (RADIUS, "A=πr^2", "Right so far, but r does not stand alone yet."),
        (RADIUS, "r = A/π", None),
        (RADIUS, "r = r", None),
        (REARRANGED, "2x=y-3", "Right equation, but make x the subject."),
        (REARRANGED, "y=2x+3", "Right equation, but make x the subject."),
        (REARRANGED, "x = (y+3)/2", None),
        (CIRCLE, "x^2+y^2=5", None),
    ],
)
def test_another_equation_is_wrong_and_what_is_left_to_do_is_said(
    answer: EquationAnswer, text: str, form: str | None
) -> None:
    assert verdict(answer, text) == (False, form)


def test_both_roots_are_accepted_with_a_word_about_it() -> None:
    expected = (True, "Right. Leave out the ± where only a positive value makes sense.")
    assert verdict(RADIUS, "r=±√(A/π)") == expected


def test_a_revealing_equation_names_its_misconception() -> None:
    result = mark(LINE, "2y = 4x + 6")
    assert isinstance(result, Mark)
    assert (result.right, result.form, result.misconception_id) == (False, None, "swaps-m-and-c")


@pytest.mark.parametrize("text", ["hello", "y>3x", "y = ", "x = 2 = 3", ""])
def test_what_is_no_equation_is_handed_back(text: str) -> None:
    assert isinstance(mark(LINE, text), Unreadable)


def test_content_that_is_no_equation_is_an_error() -> None:
    with pytest.raises(InvalidAnswer, match="is not an equation"):
        mark(EquationAnswer(("3x + 2",)), "y = 3x + 2")
    with pytest.raises(InvalidAnswer, match="cannot be read"):
        mark(EquationAnswer(("the line",)), "y = 3x + 2")


@pytest.mark.parametrize("text", ["x = ±4", "±4", "x=± 4"])
def test_a_number_of_either_sign_is_asked_about(text: str) -> None:
    expected = Unreadable("That is two numbers, one of each sign. Which one answers the question?")
    assert mark(EquationAnswer(("x = 4",)), text) == expected
