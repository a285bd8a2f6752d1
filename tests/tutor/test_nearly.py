import pytest

from content_store.answers import (
    Answer,
    CoordinatesAnswer,
    EquationAnswer,
    ExpressionAnswer,
    InequalityAnswer,
    NumericAnswer,
    RatioAnswer,
    SolutionsAnswer,
)
from tutor.marking import Mark, mark
from tutor.nearly import ONLY_WRITTEN, left_to_do


@pytest.mark.parametrize(
    ("answer", "typed", "said"),
    [
        (NumericAnswer(("84",)), "9*8+12", "work it out"),
        (NumericAnswer(("25",)), "√625", "work it out"),
        (NumericAnswer(("15",)), "x = 3 × 5", "work it out"),
        (NumericAnswer(("14",)), "2 x 7", "work it out"),
        (NumericAnswer(("3.6",), decimal_places=1), "6sin37", "work it out"),
        (NumericAnswer(("26",), unit="cm"), "26cm²", "its unit is not"),
        (NumericAnswer(("2.4",), unit="g/cm³"), "2.4 kg/m3", "its unit is not"),
        (NumericAnswer(("1/2",), form="fraction"), "0.5", ONLY_WRITTEN),
        (NumericAnswer(("63.5108",), decimal_places=1), "63.5000", "Only the noughts at the end are left"),
        (NumericAnswer(("84954",), significant_figures=2), "85000.0", "which hold the other figures in their places"),
        (NumericAnswer(("12",), unit="cm", unit_required=True), "12", ONLY_WRITTEN),
        (ExpressionAnswer(("(x-8)(x-5)",), form="factorised"), "(x-8)(x-5)=0", ONLY_WRITTEN),
        (ExpressionAnswer(("(x-8)(x-5)",), form="factorised"), "x^2-13x+40", "one thing is left"),
        (EquationAnswer(("y = 138/x",), subject="y"), "xy=138", ONLY_WRITTEN),
        (EquationAnswer(("y = 6x",), subject="y"), "6x", ONLY_WRITTEN),
        (NumericAnswer(("2/9",), form="fraction"), "0.2222", "Which whole number divided by which"),
        (NumericAnswer(("50.3",), decimal_places=1), "50.24", "What is left is the rounding"),
        (EquationAnswer(("y = 280/x",), subject="y"), "y is k over x", "which number does that letter stand for"),
        (EquationAnswer(("y = 9x",), subject="y"), "y = kx", "which number does that letter stand for"),
        (EquationAnswer(("y = 9x",), subject="y"), "y ∝ x", "which number does that letter stand for"),
        (
            ExpressionAnswer(("24t + 30",), form="expanded"),
            "24t+30 = 54t",
            "What stands before the equals sign is right",
        ),
        (ExpressionAnswer(("7sqrt(21)",), form="surd"), "21√7", "stands in front"),
        (SolutionsAnswer(("x = -3", "x = -5")), "3 and 5", "The sizes are right"),
        (CoordinatesAnswer(("(-8, 0)", "(4, 0)")), "x=-8 and 4", "What is y at each of them"),
        (SolutionsAnswer(("x = 2", "x = -4")), "2", "another one"),
        (SolutionsAnswer(("x = 2", "x = -4")), "x = 2 or x = 5", "does it not work"),
        (SolutionsAnswer(("x = 2, y = 3",)), "x = 2", "what follows from it"),
        (SolutionsAnswer(("x = 2, y = 3",)), "x = 3, y = 2", "which letter"),
        (InequalityAnswer(("x > 3",)), "x < 3", "Does it fit"),
        (InequalityAnswer(("x > 3",)), "3", "above it"),
        (InequalityAnswer(("x >= 3",)), "x > 3", "each end"),
        (CoordinatesAnswer(("(2, 3)",)), "(3, 2)", "come first"),
        (RatioAnswer(("3:4",), form="simplest"), "6:8", ONLY_WRITTEN),
        (RatioAnswer(("3:4",)), "4:3", "come first"),
    ],
)
def test_what_is_right_but_for_one_thing_is_told_what_is_left(answer: Answer, typed: str, said: str) -> None:
    marked = mark(answer, typed)
    assert isinstance(marked, Mark)
    assert marked.right is False
    assert said in left_to_do(marked.form), marked


@pytest.mark.parametrize(
    ("answer", "typed"),
    [
        (NumericAnswer(("84",)), "85"),
        (NumericAnswer(("14.9",), decimal_places=1), "15"),
        (NumericAnswer(("26",), unit="cm"), "27cm²"),
        (NumericAnswer(("50.3",), decimal_places=1), "50.5"),
        (NumericAnswer(("5.3",), decimal_places=1), "5.24"),
        (EquationAnswer(("y = 280/x",), subject="y"), "y = kx"),
        (EquationAnswer(("y = 9x",), subject="y"), "y = k + x"),
        (ExpressionAnswer(("24t + 30",), form="expanded"), "24t + 5 = 29t"),
        (ExpressionAnswer(("24t + 30",), form="expanded"), "6(4t + 5) = 24t + 5"),
        (SolutionsAnswer(("x = -3", "x = -5")), "3 and 15"),
        (SolutionsAnswer(("x = 2", "x = -4")), "9"),
        (ExpressionAnswer(("2x",)), "3x"),
    ],
)
def test_what_is_wrong_is_not(answer: Answer, typed: str) -> None:
    marked = mark(answer, typed)
    assert isinstance(marked, Mark)
    assert left_to_do(marked.form) == ""
