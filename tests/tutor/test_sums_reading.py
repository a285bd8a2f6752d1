"""Sums are read out of a pupil's sentences as they stand, and false ones are told from rounded ones."""

from fractions import Fraction

import pytest

from tutor.sums import value_of
from tutor.sums_reading import claims_in, first_sum, numbers_in


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        ("To seat 36 guests they need 36/4 = 9 tables.", [("36 ÷ 4 = 9", True)]),
        ("The cost of 6 kg of nails is 6 x £2.50 = £15.", [("6 × £2.50 = £15", True)]),
        ("48 - 7 = 40", [("48 − 7 = 40", False)]),
        ("3 1/2 + 4 1/2 = 7", [("3 1/2 + 4 1/2 = 7", False)]),
        ("2 1/4 x 4 = 9", [("2 1/4 × 4 = 9", True)]),
        ("3+4+5=12", [("3 + 4 + 5 = 12", True)]),
        ("1,250 ÷ 5 = 250", [("1,250 ÷ 5 = 250", True)]),
        ("20 people in the room / 4 people at a table = 5", [("20 ÷ 4 = 5", True)]),
        ("18 apples divided into 3 bags equals 6 apples", [("18 ÷ 3 = 6", True)]),
        ("15% of £80 is £12", [("15% × £80 = £12", True)]),
        ("2/3 of 30 is 20", [("2/3 × 30 = 20", True)]),
        ("5% x 20 = 100%", [("5% × 20 = 100%", True)]),
        ("2(4 + 5) = 18", [("2 × (4 + 5) = 18", True)]),
        ("£5/2 = £2.50 + £1.50 = £4", [("£5 ÷ 2 = £2.50", True), ("£2.50 + £1.50 = £4", True)]),
        ("70/24 = 2.92", [("70 ÷ 24 = 2.92", True)]),
        ("60/45 = 4", [("60 ÷ 45 = 4", False)]),
        ("5 - 8 = -3", [("5 − 8 = −3", True)]),
        ("30 plus 10% of 30, which is 3", [("10% × 30 = 3", True)]),
        ("100 m\n= 4 x 25", [("4 × 25 = 100", True)]),
        ("x = 2 * 30\nx = 60", [("2 × 30 = 60", True)]),
        ("n = 4 + 5, so n = 8", [("4 + 5 = 8", False)]),
        ("4/4 x 1/4 = 1/16", [("4 ÷ 4 × 1/4 = 1/16", False)]),
        ("1/2 x 1/3 = 1/6", [("1/2 × 1/3 = 1/6", True)]),
        ("10x6=60 tickets", [("10 × 6 = 60", True)]),
        ("he switches to a 12-2=10 pound weight", [("12 − 2 = 10", True)]),
        ("£350 000 + £9 500 = £359 500", [("£350000 + £9500 = £359500", True)]),
        ("6s = 120, s = 20, so b = 6s - 4 = 116", []),
        ("2x + 3 = 7", []),
        ("x * 2 + 3 = 7", []),
        ("2/3 of them, which is 2/3x", []),
        ("3/8 = 6/t", []),
        ("4 fans / 45 minutes = 15 fans / x minutes", []),
        ("5 divided by 1/3 is 15", [("5 ÷ (1/3) = 15", True)]),
        ("They had 35 shells, plus 24 - 6 = 18 more", [("24 − 6 = 18", True)]),
        ("0.13333 x 60 = 8", [("0.13333 × 60 = 8", True)]),
        ("5 / 0 = 3", []),
        ("2 pizzas = 2 x 8 = 16 slices", [("2 × 8 = 16", True)]),
        ("9^9^9^9 = 4", []),
        ("100 - 40 = 60%", [("100 − 40 = 60%", True)]),
        ("60/90 x 100 = 66.7%", [("60/90 × 100 = 66.7%", True)]),
        ("92 - (8 x 2 + 8 x 5) = 92 - 56 = 36", [("8 × 2 + 8 × 5 = 56", True), ("92 − 56 = 36", True)]),
        ("Half of 100 is 50.", [("1/2 × 100 = 50", True)]),
    ],
)
def test_sums_are_read_in_order_and_checked(text: str, claims: list[tuple[str, bool]]) -> None:
    assert [(claim.text, claim.true) for claim in claims_in(text)] == claims


def test_numbers_keep_their_writing() -> None:
    assert [(number.value, number.text) for number in numbers_in("£1,200.50 and 5% of ½")] == [
        (Fraction(2401, 2), "£1,200.50"),
        (Fraction(1, 20), "5%"),
        (Fraction(1, 2), "½"),
    ]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("What is 25 minus 18?", 7),
        ("What is the product of 9 and 8?", 72),
        ("Find the difference between 31 and 25.", 6),
        ("What is 20% of 40?", 8),
        ("How many are there?", None),
    ],
)
def test_a_sum_that_is_asked_for_is_read(text: str, value: int | None) -> None:
    part = first_sum(text)
    assert (None if part is None else value_of(part)) == value


def test_very_long_text_is_cut() -> None:
    assert len(claims_in("1 + 1 = 2. " * 20_000)) < 1_000
