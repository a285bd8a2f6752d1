"""Numbers spelt in words."""

import pytest

from tutor.marking.number_words import with_digits


@pytest.mark.parametrize(
    ("words", "digits"),
    [
        ("twelve", "12"),
        ("Twenty-one apples", "21 apples"),
        ("one hundred and five", "105"),
        ("three hundred and twenty five thousand and six", "325006"),
        ("a million", "1000000"),
        ("2 thousand", "2000"),
        ("minus three", "-3"),
        ("a half", "1/2"),
        ("half an hour", "1/2 hour"),
        ("three quarters", "3/4"),
        ("5 tenths", "5/10"),
        ("two and three quarters", "2 3/4"),
        ("2 and a half", "2 1/2"),
        ("one and a half", "1 1/2"),
        ("nought point two five", "0.25"),
        ("point five", "0.5"),
        ("x = two or three", "x = 2 or 3"),
        ("three four", "3 4"),
        ("3/4 and 1/2", "3/4 and 1/2"),
        ("tendency", "tendency"),
        ("someone", "someone"),
        ("third", "third"),
        ("10 seconds", "10 seconds"),
    ],
)
def test_words_for_numbers_become_digits_and_others_stay(words: str, digits: str) -> None:
    assert with_digits(words) == digits
