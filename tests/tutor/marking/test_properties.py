"""Properties that hold of every number and every polynomial."""

from fractions import Fraction

from hypothesis import assume, given, settings
from hypothesis import strategies as st
from sympy import Poly, Symbol, expand, factor

from content_store.answers import ExpressionAnswer, NumericAnswer
from tutor.marking import Mark, equivalent, mark

WHOLE = st.integers(-(10**9), 10**9)
X = Symbol("x")
COEFFICIENTS = st.lists(st.integers(-9, 9), min_size=1, max_size=5)


def is_right(answer: NumericAnswer | ExpressionAnswer, text: str) -> bool:
    result = mark(answer, text)
    return isinstance(result, Mark) and result.right


def written(expression: object) -> str:
    return str(expression).replace("**", "^")


@given(WHOLE)
def test_every_way_of_writing_a_whole_number_reads_back(number: int) -> None:
    answer = NumericAnswer((str(number),))
    for text in (
        f"{number:,}",
        f"x = {number}",
        f"{number}.0",
        f"{number} cm",
        f"${number}$",
        f"${number}",
        f"it is {number}.",
    ):
        assert is_right(answer, text)
    assert not is_right(answer, str(number + 1))


@given(st.decimals(-10_000, 10_000, places=4))
def test_every_way_of_writing_a_decimal_reads_back(number: object) -> None:
    answer = NumericAnswer((str(Fraction(str(number))),))
    for text in (
        f"{number:f}",
        f"{number:f}".replace(".", ","),
        f"{number:e}",
        f"{number:f}0",
        f"{number:f}".replace("-", "−"),
    ):
        assert is_right(answer, text)


@given(st.integers(0, 99), st.integers(1, 98), st.integers(2, 99))
def test_every_way_of_writing_a_fraction_reads_back(whole: int, top: int, bottom: int) -> None:
    assume(top < bottom)
    value = whole + Fraction(top, bottom)
    answer = NumericAnswer((str(value),))
    for text in (
        f"{whole} {top}/{bottom}",
        rf"{whole}\frac{{{top}}}{{{bottom}}}",
        f"{value.numerator}/{value.denominator}",
    ):
        assert is_right(answer, text)


@settings(deadline=None, max_examples=60)
@given(COEFFICIENTS, COEFFICIENTS)
def test_expanding_and_factorising_keep_an_expression_equivalent(one: list[int], other: list[int]) -> None:
    product = Poly(one, X).as_expr() * Poly(other, X).as_expr()
    assert equivalent(written(product), written(expand(product)))
    assert equivalent(written(factor(expand(product))), written(expand(product)))


@settings(deadline=None, max_examples=60)
@given(COEFFICIENTS, st.fractions(-100, 100, max_denominator=10**6))
def test_adding_anything_but_zero_breaks_equivalence(coefficients: list[int], change: Fraction) -> None:
    text = written(Poly(coefficients, X).as_expr())
    assert equivalent(text, f"{text} + ({change})") == (change == 0)


@settings(deadline=None, max_examples=60)
@given(COEFFICIENTS)
def test_an_expression_marks_its_own_text_right(coefficients: list[int]) -> None:
    text = written(Poly(coefficients, X).as_expr())
    assert is_right(ExpressionAnswer((text,)), text)
    assert not is_right(ExpressionAnswer((text,)), f"{text} + x^7")
