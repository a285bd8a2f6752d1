"""Marking ends soon and never raises, whatever is typed."""

import time

import pytest

from content_store.answers import (
    Answer,
    Choice,
    ChoiceAnswer,
    CoordinatesAnswer,
    EquationAnswer,
    ExpressionAnswer,
    InequalityAnswer,
    NumericAnswer,
    RatioAnswer,
    Revealed,
    SolutionsAnswer,
)
from tutor.marking import Mark, Unreadable, equivalent, mark

LIMIT_SECONDS = 2.0

ANSWERS: list[Answer] = [
    NumericAnswer(("12.345",), unit="m/s", decimal_places=2, reveals=(Revealed("slip", "3"),)),
    NumericAnswer(("1/3",)),
    ExpressionAnswer(("(x+1)^2*(sqrt(y)+a)",), form="factorised"),
    ExpressionAnswer(("(x+1)^2*(sqrt(y)+a)",), form="simplified"),
    NumericAnswer(("1.5",), unit="hours"),
    ExpressionAnswer(("2*sqrt(3)-1",), form="surd"),
    SolutionsAnswer(("x = 2", "x = -1/3"), significant_figures=3, reveals=(Revealed("slip", "x = 2 or x = 3"),)),
    SolutionsAnswer(("x = 2, y = 3", "x = -1, y = a/2")),
    EquationAnswer(("r = sqrt(A/pi)",), subject="r", reveals=(Revealed("slip", "r = A/pi"),)),
    InequalityAnswer(("x < -1 or x >= sqrt(2)",), reveals=(Revealed("slip", "x > 1"),)),
    InequalityAnswer(("y > 2x + 1",)),
    CoordinatesAnswer(("(2, 3)", "(-1, 1/3)")),
    RatioAnswer(("3:4",), form="simplest", reveals=(Revealed("slip", "4:3"),)),
    ChoiceAnswer((Choice("x^2", right=True), Choice("sqrt(2)"), Choice("y/(x+1)^9"))),
]

HOSTILE = [
    "__import__('os').system('true')",
    "().__class__.__bases__",
    "9^9^9^9",
    "2^99999",
    "(" * 10_000,
    "(" * 90 + "1" + ")" * 90,
    "\N{PILE OF POO}" * 50,
    "1\0" * 50,
    "\u202e21",
    "x" * 1000,
    "α" * 200,
    "(x+1)^500",
    "(a+b+c+d+f+g+h)^9",
    "(sqrt(x)+sqrt(y)+sqrt(z)+sqrt(a))^24",
    "(" * 9 + "x+1" + ")^9" * 9,
    r"\frac{1}{" * 20 + "2" + "}" * 20,
    r"\sqrt[100]{" * 14 + "x" + "}" * 14,
    "sqrt(" * 28 + "2" + ")" * 28,
    "√" * 150 + "2",
    "2^" * 99 + "2",
    "x^x^x^x^x^x^x^x^x",
    "exp(exp(exp(exp(9))))",
    "1*10^3000",
    "(9^400)" * 28,
    "1e999999",
    "1" * 199,
    "0." + "1" * 190,
    "-" * 199 + "3",
    "|" * 199,
    "1/" * 99 + "3",
    "(x+1/" * 25 + "x" + ")" * 25,
    "x^24*" * 39 + "x",
    "5 " + "m " * 95,
    "5 m" + "/s^99" * 30,
    "9 h 8 min " * 19,
    "=" * 200,
    "1=" * 100,
    "(" + "1," * 90 + "1)",
    "the " * 50,
    "1 " * 100,
    "ﷺ" * 200,
    "½" * 200,
    "²" * 200,
    "\\" * 200,
    "1:" * 99 + "1",
    "x = 1 or " * 22,
    "(1,2)" * 40,
    "±" * 199,
    "±1 " * 66,
    "(" * 60 + "1,2" + ")" * 60,
    "x=" * 99 + "1",
    "x<1<" * 49,
    "x≠1,x≠2," * 24,
    "1<x<2 or " * 22,
    "one hundred and " * 12,
    "half a half a " * 14,
    "a quarter of a million and a half",
    "x is more than " * 13,
    "between " * 25,
    "root " * 39 + "2",
    "1:30 " * 39,
    "point five " * 18,
    "12k" * 60,
    "{" * 99 + "}" * 99,
]


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: ascii(text[:20]))
def test_hostile_texts_end_soon(text: str) -> None:
    for answer in ANSWERS:
        start = time.process_time()
        assert isinstance(mark(answer, text), Mark | Unreadable)
        assert time.process_time() - start < LIMIT_SECONDS
    start = time.process_time()
    equivalent(text, text + " + 0x")
    assert time.process_time() - start < LIMIT_SECONDS


@pytest.mark.parametrize("text", HOSTILE[:6])
def test_code_and_towers_of_powers_are_handed_back_by_every_number(text: str) -> None:
    assert isinstance(mark(ANSWERS[1], text), Unreadable)
