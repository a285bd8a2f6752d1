"""The number that a message ends in is read out of sums, sentences and bare lines, with its sign and unit."""

from fractions import Fraction

import pytest

from tutor.conclusions import conclusion, in_another_unit
from tutor.working import Solution

DRIVE = Solution("A drive of 30 km at 60 km an hour: how many minutes does it take?", "30 / 60 x 60 = 30", "30 minutes")


@pytest.mark.parametrize(
    ("text", "end"),
    [
        ("6 x 5 = 30\n30", 30),
        ("-40", -40),
        ("There are 6 pots and 3 seeds, so that is 44 in total.", 44),
        ("I took the 12 from 33, which gave me 21.", 21),
        ("The answer would be 8, and not 9.", 8),
        ("He needs 42 books. If he skips them, his total is only 58 of 100.", None),
        ("It grows by 20% of 24, which is 4.8, so after two years it would be 29.", 29),
        ("There are 6 pots and 3 seeds.", None),
        ("I think it's about 16.7 each", Fraction(167, 10)),
        ("120 gallons because 3x40", 120),
        ("(6+4)/2 = 5 so together 11 letters", 11),
        ("x = 19/12", Fraction(19, 12)),
        ("1 7/12", Fraction(19, 12)),
        ("I don't know where the 4 comes from", None),
        ("no idea", None),
        ("", None),
    ],
)
def test_what_a_message_ends_in(text: str, end: Fraction | int | None) -> None:
    found = conclusion(text)
    assert (found.value if found else None) == end


@pytest.mark.parametrize(
    ("text", "other"),
    [
        ("30 / 60 = 0.5. It takes 0.5 hours.", True),
        ("It takes 1800 seconds, so many minutes.", True),
        ("30 / 60 = 0.5. It takes 0.5 minutes.", False),
        ("It takes 31 minutes.", False),
        ("It takes 0.5.", False),
    ],
)
def test_the_same_amount_in_another_unit_is_told_from_a_wrong_one(text: str, other: bool) -> None:
    amounts = {"0.5": Fraction(1, 2), "1800": Fraction(1800), "31": Fraction(31)}
    ends = conclusion(text)
    assert ends is None or ends.value in amounts.values()
    assert in_another_unit(DRIVE, text, ends) is other
