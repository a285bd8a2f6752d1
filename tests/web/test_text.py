"""Authored Markdown and LaTeX as safe HTML."""

import re
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from web.text import as_reading, clock, rendered, rendered_inline


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "[a](javascript:alert(1))",
        "![a](https://example.org/a.png)",
        "<https://example.org>",
        "$\\href{javascript:alert(1)}{x}$",
        "$<script>alert(1)</script>$",
    ],
)
def test_nothing_but_text_structure_and_formulas_comes_out(text):
    for html in (rendered(text), rendered_inline(text)):
        assert not re.search(r"<(script|img|a|iframe|style)\b|<[^>]*\son\w+=|<[^>]*(href|src)=", html)


@given(st.text(max_size=80))
def test_whatever_comes_in_something_safe_comes_out(text):
    assert not re.search(r"<(script|img|a|iframe|style)\b|<[^>]*\son\w+=", rendered(text))


@pytest.mark.parametrize("formula", ["\\frac{1}{2}", "x^2 + 3x", "\\sqrt{9}", "2\\tfrac{1}{3}", "3 \\times 10^{8}"])
def test_latex_becomes_mathml(formula):
    html = rendered_inline(f"Work out ${formula}$ now.")
    assert re.fullmatch(r"Work out <math.*</math> now\.", html, re.DOTALL)


def test_a_long_chain_of_equalities_can_be_broken_between_its_parts():
    html = rendered_inline("$3 \\times 10^5 + 4 \\times 10^4 = 34 \\times 10^4 = 3.4 \\times 10^5$")
    assert html.count("<math") == 3
    assert rendered_inline("$\\frac{a = b}{c = d} + \\frac{a = b}{c = d}$").count("<math") == 1


def test_an_amount_of_money_and_a_dollar_are_text():
    assert rendered_inline("It costs £5, or $6 elsewhere.") == "It costs £5, or $6 elsewhere."


@pytest.mark.parametrize(
    ("recorded", "shown"),
    [
        (datetime(2026, 1, 5, 9, 0, tzinfo=UTC), "Mon 05 Jan, 09:00"),
        (datetime(2026, 7, 6, 9, 0, tzinfo=UTC), "Mon 06 Jul, 10:00"),
    ],
)
def test_a_recorded_time_is_shown_as_the_clock_in_england_shows_it(recorded, shown):
    assert clock(recorded) == shown


@pytest.mark.parametrize(("latex", "shown"), [(r"25\ \%", "<mi>%</mi>"), (r"384\ \text{mm}^{2}", "<mtext>mm</mtext>")])
def test_a_reading_shows_its_unit_without_strokes(latex, shown):
    assert shown in as_reading(latex)
    assert "\\" not in as_reading(latex)


@pytest.mark.parametrize("latex", ["A'", "P(A' \\cup B')", "f'(x)"])
def test_a_prime_stands_beside_its_letter_and_is_not_raised_twice(latex):
    html = rendered_inline(f"${latex}$")
    assert "′" in html
    assert "<msup>" not in html
    assert "<msup>" in rendered_inline("$x^2$")
