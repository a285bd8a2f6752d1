"""Any text at all is marked or handed back, by every kind of answer, within the limit (of processor time).

`pytest tests/tutor/marking/test_fuzz.py --hypothesis-profile fuzz` tries 10,000 texts with each of 12 answers.
"""

import time

from hypothesis import given, settings
from hypothesis import strategies as st

from content_store.answers import (
    CoordinatesAnswer,
    EquationAnswer,
    ExpressionAnswer,
    InequalityAnswer,
    NumericAnswer,
    RatioAnswer,
    Revealed,
    SolutionsAnswer,
    ValueAnswer,
)
from tutor.marking import Mark, Unreadable, mark
from tutor.marking.lines import first_wrong_line

LIMIT_SECONDS = 2.0

SLIP = "slip"
ANSWERS: list[ValueAnswer] = [
    NumericAnswer(("12.345",), unit="m/s", decimal_places=2, reveals=(Revealed(SLIP, "3"),)),
    NumericAnswer(("7/3",), form="mixed"),
    NumericAnswer(("1.5",), unit="hours"),
    ExpressionAnswer(("(x+1)^2*(sqrt(y)+a)",), form="factorised"),
    ExpressionAnswer(("2*sqrt(3)-1",), form="surd"),
    SolutionsAnswer(("x = 2", "x = -1/3"), significant_figures=3, reveals=(Revealed(SLIP, "x = 2 or x = 3"),)),
    SolutionsAnswer(("x = 2, y = 3", "x = -1, y = a/2")),
    EquationAnswer(("r = sqrt(A/pi)",), subject="r", reveals=(Revealed(SLIP, "r = A/pi"),)),
    InequalityAnswer(("x < -1 or x >= sqrt(2)",), reveals=(Revealed(SLIP, "x > 1"),)),
    InequalityAnswer(("y > 2x + 1",)),
    CoordinatesAnswer(("(2, 3)", "(-1, 1/3)")),
    RatioAnswer(("3:4",), form="simplest", reveals=(Revealed(SLIP, "4:3"),)),
]

PIECES = st.sampled_from(
    [
        *"0123456789xyabe.,+-*/^()[]{}|=<>%£$°√½²π :;_'\n≤≥≠±∞∪∈∛²⁻−",
        *[" x ", r"\frac{", r"\sqrt[", "}{", r"\pm ", r"\infty", "sin", "log ", "1e9", "10^", "x=", "y=", "(2,3)"],
        *[" cm", "/s", " km/h", "kg", "p", "£", "1:30", "pm", "h ", " min", "k"],
        *[" or ", " and ", " so ", "because ", " to ", "between ", "more than ", "at least ", "no solutions", "is "],
        *["two ", "hundred ", "half ", "a ", "quarter ", "minus ", "point ", "root ", "squared", "over ", "times "],
    ]
)
TEXTS = st.one_of(st.text(max_size=250), st.lists(PIECES, max_size=40).map("".join))


@settings(deadline=None)
@given(TEXTS)
def test_any_text_is_marked_or_handed_back_in_time_by_every_kind(text: str) -> None:
    for answer in ANSWERS:
        start = time.process_time()
        result = mark(answer, text)
        assert time.process_time() - start < LIMIT_SECONDS
        assert isinstance(result, Mark | Unreadable)
        assert (result.reason if isinstance(result, Unreadable) else result.form or ".").endswith((".", "?"))


@settings(deadline=None)
@given(st.lists(TEXTS, max_size=4).map("\n".join), TEXTS)
def test_any_working_is_read_in_time(working: str, question: str) -> None:
    start = time.process_time()
    first_wrong_line(working, question)
    assert time.process_time() - start < LIMIT_SECONDS
