"""The answer is shown as the question asks for it: rounded, with its unit, or as the right choice."""

import pytest

from content_store.answers import (
    Answer,
    Choice,
    ChoiceAnswer,
    ClozeAnswer,
    CoordinatesAnswer,
    ExpressionAnswer,
    Gap,
    MatchingAnswer,
    NumericAnswer,
    OrderingAnswer,
    QuotationAnswer,
    SeveralAnswer,
    ShortTextAnswer,
    SolutionsAnswer,
    WritingAnswer,
    shown_answer,
)


@pytest.mark.parametrize(
    ("answer", "shown"),
    [
        (NumericAnswer(("12", "13")), "12"),
        (NumericAnswer(("12",), unit="cm"), "12 cm"),
        (NumericAnswer(("3/4",), form="fraction"), "3/4"),
        (NumericAnswer(("1 3/4",), form="mixed"), "1 3/4"),
        (NumericAnswer(("6.02*10^23",), form="standard"), "6.02*10^23"),
        (NumericAnswer(("0.5",), tolerance="0.01"), "0.5"),
        (NumericAnswer(("2/3",), decimal_places=2), "0.67"),
        (NumericAnswer(("28.2743338823",), unit="cm", decimal_places=1), "28.3 cm"),
        (NumericAnswer(("2.5",), decimal_places=2), "2.50"),
        (NumericAnswer(("-0.125",), decimal_places=2), "-0.13"),
        (NumericAnswer(("1234.5",), significant_figures=2), "1200"),
        (NumericAnswer(("2.5",), unit="kg", significant_figures=3), "2.50 kg"),
        (ExpressionAnswer(("2x + 3", "3 + 2x")), "2x + 3"),
        (ChoiceAnswer((Choice("red"), Choice("green", True), Choice("blue"))), "green"),
        (SeveralAnswer((Choice("red", True), Choice("green", True), Choice("blue"))), "red; green"),
        (OrderingAnswer(("b", "c", "a"), (2, 0, 1)), "a; b; c"),
        (MatchingAnswer(("one", "two"), ("2", "1"), (1, 0)), "one: 1; two: 2"),
        (ClozeAnswer("{1} and {2}", (Gap(("salt", "sodium chloride")), Gap(("water",)))), "salt; water"),
        (ShortTextAnswer((), 1, "It grows."), "It grows."),
        (QuotationAnswer("a b c", ("b c", "a")), "b c"),
        (WritingAnswer(("clear",)), ""),
        (SolutionsAnswer(("x = 2", "x = 3")), "x = 2 or x = 3"),
        (SolutionsAnswer(()), "no solutions"),
        (CoordinatesAnswer(("(1, 2)", "(0, 3)")), "(1, 2) and (0, 3)"),
    ],
)
def test_an_answer_is_shown_as_the_question_asks(answer: Answer, shown: str) -> None:
    assert shown_answer(answer) == shown
