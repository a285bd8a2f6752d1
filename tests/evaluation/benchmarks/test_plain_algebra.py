"""The benchmarks' own arithmetic: exact, and closed to anything that is not a formula."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evaluation.benchmarks.plain_algebra import Unreckoned, close, equal, letters_of, value


@pytest.mark.parametrize(
    ("text", "worth"),
    [
        ("2 + 3*4", 14),
        ("-2**2", -4),
        ("(-2)**2", 4),
        ("2**-3", Fraction(1, 8)),
        ("(2/3)//(4/5)", Fraction(5, 6)),
        ("0.1 + 0.2", Fraction(3, 10)),
        ("sqrt(49/4)", Fraction(7, 2)),
        ("+5", 5),
    ],
)
def test_arithmetic_is_exact(text, worth):
    assert value(text, {}) == worth


def test_a_root_that_is_not_whole_is_a_decimal():
    assert close(value("sqrt(2)*sqrt(2)", {}), Fraction(2))
    assert not close(value("sqrt(2)", {}), Fraction(14142, 10000))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "2 +",
        "1/0",
        "x",
        "9**9**9",
        "__import__('os')",
        "open('x')",
        "[1]",
        "'a'",
        "2 if 1 else 3",
        "1" * 501,
        "sqrt()",
    ],
)
def test_what_is_no_formula_with_a_value_is_refused(text):
    with pytest.raises(Unreckoned):
        value(text, {})


@given(st.integers(-50, 50), st.integers(-50, 50), st.integers(1, 50))
def test_expanding_keeps_the_value_and_dropping_a_term_does_not(a, b, k):
    assert equal(f"{k}*(x + {a})", f"{k}*x + {k * a}")
    assert equal(f"(x + {a})*(x + {b})", f"x**2 + {a + b}*x + {a * b}")
    assert not equal(f"(x + {a})*(x + {b})", f"x**2 + {a + b}*x + {a * b + 1}")


def test_letters_are_single_and_a_root_is_none():
    assert letters_of("3*x + sqrt(y)*A") == {"x", "y", "A"}
