"""Numbers are written as pupils read them, in the format that docs/pack-format.md says."""

import re
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content_store.formula import FUNCTIONS, FormulaError
from content_store.template import STYLES, decimal_places, fill, show, significant_figures

FORMAT_PAGE = (Path(__file__).parents[2] / "docs" / "pack-format.md").read_text(encoding="utf-8")

DECIMALS = st.integers(-(10**40), 10**40).flatmap(
    lambda top: st.integers(0, 6).map(lambda places: Fraction(top, 10**places))
)
RATIOS = st.fractions(max_denominator=10_000)


def documented_formats() -> list[tuple[str, str, str]]:
    """Return (format, value, text) of every filled cell of the page's table of formats."""
    lines = [line for line in FORMAT_PAGE.splitlines() if line.startswith("|")]
    start = next(number for number, line in enumerate(lines) if line.startswith("| format "))
    values = [cell.strip() for cell in lines[start].strip("|").split("|")[1:]]
    found = []
    for line in lines[start + 2 :]:
        name, *cells = (cell.strip() for cell in line.strip("|").split("|"))
        if not (style := re.match(r"`([a-z0-9_]+)`", name)):
            break
        found += [(style[1], value, cell.strip("`")) for value, cell in zip(values, cells, strict=True) if cell]
    return found


@pytest.mark.parametrize(("style", "value", "text"), documented_formats())
def test_the_table_of_formats_is_true(style: str, value: str, text: str) -> None:
    assert show(Fraction(value), style).strip() == text


def test_the_table_of_formats_is_whole() -> None:
    named = {re.sub(r"^\d(dp|sf)$", r"N\1", style) for style, _, _ in documented_formats()}
    assert named == {*STYLES, "Ndp", "Nsf"} - {""}


def test_the_page_names_every_function() -> None:
    listed = re.search(r"the functions `([a-z\s]+)`", FORMAT_PAGE)
    assert listed
    assert set(listed[1].split()) == set(FUNCTIONS)


@given(DECIMALS)
def test_a_decimal_written_plainly_reads_back_and_has_no_frills(value: Fraction) -> None:
    text = show(value)
    assert Fraction(text) == value
    assert re.fullmatch(r"0|-?(0|[1-9]\d*)(\.\d*[1-9])?", text)


@given(DECIMALS)
def test_a_number_in_any_exact_format_reads_back(value: Fraction) -> None:
    assert Fraction(show(value, "thousands").replace(",", "")) == value
    assert Fraction(show(value, "signed").replace(" ", "")) == value
    assert Fraction(show(value, "signed_coefficient").replace(" ", "") + ("1" if abs(value) == 1 else "")) == value
    assert Fraction(show(value, "coefficient") + ("1" if abs(value) == 1 else "") or "1") == value


@given(st.integers(-(10**6), 10**6), st.integers(-330, 330))
def test_a_number_in_standard_form_reads_back_with_one_figure_before_the_point(top: int, power: int) -> None:
    value = Fraction(top) * Fraction(10) ** power
    if not top:
        with pytest.raises(FormulaError, match="nought has no standard form"):
            show(value, "standard")
        return
    parts = re.fullmatch(r"(-?[1-9](?:\.\d+)?) \\times 10\^\{(-?\d+)\}", show(value, "standard"))
    assert parts
    assert Fraction(parts[1]) * Fraction(10) ** int(parts[2]) == value


@given(RATIOS)
def test_a_fraction_reads_back_in_lowest_terms(value: Fraction) -> None:
    assert Fraction(show(value, "ratio")) == value
    plain = re.sub(r"\\frac\{(\d+)\}\{(\d+)\}", r"\1/\2", show(value, "fraction"))
    assert plain == str(value)
    sign, whole, part = re.fullmatch(r"(-?)(\d*)(?:\\frac\{(\d+\}\{\d+)\})?", show(value, "mixed")).groups(default="")
    rest = Fraction(part.replace("}{", "/")) if part else Fraction(0)
    assert rest < 1
    assert (int(whole or 0) + rest) * (-1 if sign else 1) == value


@given(RATIOS, st.integers(0, 9))
def test_decimal_places_are_as_many_as_asked_and_nearest(value: Fraction, places: int) -> None:
    text = show(value, f"{places}dp")
    assert len(text.partition(".")[2]) == places
    assert abs(Fraction(text) - value) <= Fraction(1, 2 * 10**places)
    assert not (text.startswith("-") and Fraction(text) == 0)


@given(st.integers(1, 10**12), st.integers(-20, 20), st.integers(1, 9))
def test_significant_figures_are_as_many_as_asked_and_nearest(top: int, power: int, figures: int) -> None:
    value = top * Fraction(10) ** power
    text = show(value, f"{figures}sf")
    digits = text.replace(".", "").lstrip("0")
    kept = digits if "." in text else digits[:figures]
    assert len(kept) == figures or (kept == digits and len(digits) >= figures)
    assert set(digits[figures:]) <= {"0"}
    assert abs(Fraction(text) - value) <= value * Fraction(1, 2) * Fraction(10) ** (1 - figures)
    assert show(-value, f"{figures}sf") == f"-{text}"


@pytest.mark.parametrize(
    ("value", "figures", "text"),
    [
        ("0", 3, "0"),
        ("0.0004565", 3, "0.000457"),
        ("999.99", 3, "1000"),
        ("9.996", 3, "10.0"),
        ("0.5", 1, "0.5"),
        ("45", 1, "50"),
        ("-1234.5", 2, "-1200"),
        ("2/3", 4, "0.6667"),
    ],
)
def test_significant_figures_keep_their_noughts(value: str, figures: int, text: str) -> None:
    assert significant_figures(Fraction(value), figures) == text


@pytest.mark.parametrize(
    ("value", "places", "text"),
    [("0.125", 2, "0.13"), ("-0.125", 2, "-0.13"), ("-0.004", 2, "0.00"), ("999.995", 2, "1000.00"), ("7.5", 0, "8")],
)
def test_decimal_places_round_halves_up(value: str, places: int, text: str) -> None:
    assert decimal_places(Fraction(value), places) == text


@pytest.mark.parametrize(
    ("value", "style", "text"),
    [
        ("-0.5", "thousands", "-0.5"),
        ("-1234567.25", "thousands", "-1,234,567.25"),
        ("0", "signed", "+ 0"),
        ("1", "coefficient", ""),
        ("0", "coefficient", "0"),
        ("1", "signed_coefficient", "+ "),
        ("2.999", "money", "3.00"),
        ("-7/4", "mixed", r"-1\frac{3}{4}"),
        ("-1/4", "mixed", r"-\frac{1}{4}"),
        ("-1/4", "fraction", r"-\frac{1}{4}"),
        ("-0.00045", "standard", r"-4.5 \times 10^{-4}"),
    ],
)
def test_signs_and_ones_are_written_as_in_algebra(value: str, style: str, text: str) -> None:
    assert show(Fraction(value), style) == text


def test_a_rounded_root_is_written_but_not_as_if_it_were_exact() -> None:
    assert show(2**0.5, "3dp") == "1.414"
    assert show(0.5) == "0.5"
    for style in ("", "fraction", "mixed", "ratio"):
        with pytest.raises(FormulaError, match="not an exact decimal: give a format such as 2dp"):
            show(2**0.5, style)


def test_a_text_is_filled_from_its_parameters() -> None:
    names = {"a": Fraction(3), "b": Fraction(-4), "thing": "beads"}
    text = "[[ a + 1 ]] [[thing]], $[[a]]x [[b|signed]] = [[a / 4 | fraction]]$ and [[1 if a in [1, 3] else 2]]"
    assert fill(text, names) == r"4 beads, $3x - 4 = \frac{3}{4}$ and 1"
    assert fill("nothing [to] fill", names) == "nothing [to] fill"
    assert fill("[[a +\n 1]]", names) == "4"


def test_a_drawn_word_is_never_filled_again() -> None:
    assert fill("[[thing]]", {"thing": "[[a]]", "a": Fraction(3)}) == "[[a]]"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[[1/3]]", "0.333333 is not an exact decimal: give a format such as 2dp or fraction"),
        ("[[0.0000001]]", "not an exact decimal"),
        ("[[1/3|decimal]]", "no format called 'decimal'"),
        ("[[3|0sf]]", "no format called '0sf'"),
        ("[[3|12dp]]", "no format called '12dp'"),
        ("[[1 < 2]]", "true-or-false value cannot be shown"),
        ("[[c]]", "no parameter called 'c'"),
        ("[[ ]]", "'' is not an expression"),
        ("[[a]] beads and [[a + 1] more", r"placeholder is not closed in “\[\[a \+ 1\] more”"),
        ("[[]]", "placeholder is not closed"),
        ("[[0|standard]]", "nought has no standard form"),
    ],
)
def test_a_slip_in_a_placeholder_is_told(text: str, message: str) -> None:
    with pytest.raises(FormulaError, match=message):
        fill(text, {"a": Fraction(3)})
