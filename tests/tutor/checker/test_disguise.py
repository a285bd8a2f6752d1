from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content_store.answers import NumericAnswer
from tutor.checker import gives_away
from tutor.checker.disguise import numbers_told, spelt_out

TOLD = [
    ("The digits are 3 then 6.", 36),
    ("It is written 3, then 6.", 36),
    ("It is 3-6.", 36),
    ("First three, then six: three six.", 36),
    ("The first digit is 3 and the last digit is six.", 36),
    ("It starts with 3 and ends with 6.", 36),
    ("It is one more than 35.", 36),
    ("It is four less than forty.", 36),
    ("It is half of 72.", 36),
    ("It is double 18.", 36),
    ("It is the number after 35.", 36),
    ("It is the number before 37.", 36),
    ("It lies between 35 and 37.", 36),
    ("Type in 6 × 6.", 36),
    ("Type in $72 \\div 2$.", 36),
    ("Son seis.", 6),
    ("Ce sont huit.", 8),
    ("Es sind sieben.", 7),
    ("It is XII in Roman numerals.", 12),
    ("It is XIV.", 14),
    ("It is a dozen.", 12),
]


@pytest.mark.parametrize(("text", "number"), TOLD)
def test_a_number_told_in_disguise_is_read(text: str, number: int) -> None:
    assert number in numbers_told(text)
    assert gives_away(text, NumericAnswer((str(number),)))


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("s-i-x", "six"),
        ("It is s i x.", "It is six."),
        ("t.h.r.e.e", "three"),
        ("３６", "36"),
        ("⑥", "6"),
        ("x² and H₂O and ½", "x² and H₂O and ½"),
        ("A plan in B flat", "A plan in B flat"),
    ],
)
def test_letters_and_figures_in_disguise_are_made_plain(text: str, plain: str) -> None:
    assert spelt_out(text) == plain


@pytest.mark.parametrize("text", ["Divide both sides by 4.", "The mix is in the jar.", "I will", "What is left?", ""])
def test_plain_sentences_tell_no_number_in_disguise(text: str) -> None:
    assert numbers_told(text) <= {Fraction(4)}


@given(st.integers(1, 20), st.integers(1, 20))
def test_a_sum_left_for_the_pupil_to_type_tells_its_value(a: int, b: int) -> None:
    assert a * b in numbers_told(f"Type in {a} × {b} now.")


@given(st.text(max_size=80))
def test_any_text_can_be_read(text: str) -> None:
    numbers_told(spelt_out(text))
