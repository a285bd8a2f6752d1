"""Marking ends soon and never raises, whatever is typed."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from content_store.answers import Answer, Choice, ChoiceAnswer, ExpressionAnswer, NumericAnswer, Revealed
from tutor.marking import Mark, Unreadable, equivalent, mark

LIMIT_SECONDS = 0.2

ANSWERS: list[Answer] = [
    NumericAnswer(("12.345",), unit="m/s", decimal_places=2, reveals=(Revealed("slip", "3"),)),
    NumericAnswer(("1/3",)),
    ExpressionAnswer(("(x+1)^2*(sqrt(y)+a)",), form="factorised"),
    ExpressionAnswer(("(x+1)^2*(sqrt(y)+a)",), form="simplified"),
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
]


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: ascii(text[:20]))
def test_hostile_texts_end_soon(text: str) -> None:
    for answer in ANSWERS:
        start = time.perf_counter()
        assert isinstance(mark(answer, text), Mark | Unreadable)
        assert time.perf_counter() - start < LIMIT_SECONDS
    start = time.perf_counter()
    equivalent(text, text + " + 0x")
    assert time.perf_counter() - start < LIMIT_SECONDS


@pytest.mark.parametrize("text", HOSTILE[:6])
def test_code_and_towers_of_powers_are_handed_back_by_every_number(text: str) -> None:
    assert isinstance(mark(ANSWERS[1], text), Unreadable)


PIECES = st.sampled_from(
    [
        *"0123456789xyabe.,+-*/^()[]{}|=<>%£$°√½²π ",
        " x ",
        r"\frac{",
        r"\sqrt[",
        "}{",
        "sin",
        "log ",
        " cm",
        "/s",
        "1e9",
        " or ",
    ]
)


@settings(deadline=None, max_examples=300)
@given(st.one_of(st.text(max_size=250), st.lists(PIECES, max_size=60).map("".join)))
def test_any_text_is_marked_or_handed_back(text: str) -> None:
    for answer in ANSWERS:
        start = time.perf_counter()
        result = mark(answer, text)
        assert time.perf_counter() - start < LIMIT_SECONDS
        if isinstance(result, Unreadable):
            assert result.reason.endswith(".")
