"""How an answer is read while it is typed, and that this tells nothing of what is right."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from content_store.answers import (
    CoordinatesAnswer,
    EquationAnswer,
    ExpressionAnswer,
    InequalityAnswer,
    NumericAnswer,
    RatioAnswer,
    SolutionsAnswer,
)
from tutor.marking import mark
from tutor.marking.guard import Guard
from tutor.marking.live import reading_of

NUMBER = NumericAnswer(("3.5",))


@pytest.mark.parametrize(
    ("answer", "text", "read"),
    [
        (NUMBER, "3 1/2", r"3\frac{1}{2}"),
        (NUMBER, "2.5 x 10^4", r"2.5 \times 10^{4}"),
        (NUMBER, "√2", r"\sqrt{2}"),
        (NUMBER, "√(2)", r"\sqrt{2}"),
        (NUMBER, "it's 52 because 6x8+4", "52"),
        (NUMBER, "3 1/", None),
        (NUMBER, "(3", None),
        (NUMBER, "12 or 13", None),
        (NUMBER, "dunno", None),
        (NUMBER, "", None),
        (ExpressionAnswer(("3x + 2",)), "2(x+1)", r"2 \left(x + 1\right)"),
        (ExpressionAnswer(("3x + 2",)), "x^2/", None),
        (EquationAnswer(("y = 3x + 2",)), "y = 3x", "y = 3 x"),
        (InequalityAnswer(("x > 3",)), "x ≤ 3", r"x \le 3"),
        (InequalityAnswer(("x > 3",)), "x >", None),
        (CoordinatesAnswer(("(2, 3)",)), "(7, 1)", "(7, 1)"),
        (RatioAnswer(("3:4",)), "6:8", "6 : 8"),
        (SolutionsAnswer(("x = 2", "x = -3")), "x=5", "x = 5"),
    ],
)
def test_it_is_read_as_it_is_written(answer, text, read):
    assert reading_of(answer, text) == read


def test_what_marking_reads_in_the_pupils_favour_is_read_the_same_whether_right_or_not():
    right, wrong = NumericAnswer(("3.5",)), NumericAnswer(("12",))
    assert mark(right, "3,5").right is True
    assert not hasattr(mark(wrong, "3,5"), "right")  # refused as no one number: this is what must not be told
    assert reading_of(right, "3,5") == reading_of(wrong, "3,5")


TEXTS = st.text("0123456789,./^x×-+=()√ or:", max_size=12)
VALUES = st.decimals(-99, 99, places=1).map(str)


@given(VALUES, VALUES, TEXTS)
@settings(max_examples=200, deadline=None)
def test_a_number_is_read_the_same_whatever_the_right_one_is(one, other, text):
    readings = {reading_of(NumericAnswer((value,)), typed) for value in (one, other) for typed in (text,)}
    assert len(readings) == 1


@given(VALUES, VALUES)
@settings(max_examples=50, deadline=None)
def test_the_right_answer_is_read_as_any_other_answer(one, other):
    assert reading_of(NumericAnswer((one,)), one) == reading_of(NumericAnswer((other,)), one)


@given(st.integers(-9, 9), st.integers(-9, 9), TEXTS)
@settings(max_examples=100, deadline=None)
def test_points_ratios_and_solutions_are_read_the_same_whatever_is_right(one, other, text):
    for made in (
        lambda n: CoordinatesAnswer((f"({n}, 3)",)),
        lambda n: RatioAnswer((f"{n % 7 + 1}:4",)),
        lambda n: SolutionsAnswer((f"x = {n}",)),
        lambda n: InequalityAnswer((f"x > {n}",)),
    ):
        assert reading_of(made(one), text) == reading_of(made(other), text)


def test_the_guard_reads_one_text_at_a_time_and_leaves_the_others_unread():
    with Guard(workers=1) as guard:
        assert guard.read(NUMBER, "7/2") == r"\frac{7}{2}"
        assert guard.read(NUMBER, "7/") is None
        with guard._reading:
            assert guard.read(NUMBER, "7/2") is None
            assert guard.mark(NUMBER, "7/2").right is True
