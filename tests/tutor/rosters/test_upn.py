"""UPNs are told from slips of the pen."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tutor.rosters import upn

digits = st.text("0123456789", min_size=11, max_size=11)
rests = st.builds(lambda start, last: start + last, digits, st.sampled_from("0123456789" + upn.LETTERS))


@pytest.mark.parametrize("number", ["B801200005001", "X00180001701A"])
def test_numbers_that_are_printed_as_examples_fit(number):
    assert upn.problem(number) == ""


@pytest.mark.parametrize(
    "number", ["A801200005001", "X80120000A001", "B80120000500", "B801200005001B", "", "I801200005001"]
)
def test_numbers_that_do_not_fit_are_told_without_being_repeated(number):
    wrong = upn.problem(number)
    assert wrong
    assert not number or number not in wrong


@given(rests)
def test_one_check_letter_and_no_other_fits(rest):
    fitting = [letter for letter in upn.LETTERS if not upn.problem(letter + rest)]
    assert fitting == [upn.check_letter(rest)]


@given(rests, st.integers(0, 10), st.integers(1, 9))
def test_one_wrong_digit_is_always_found(rest, place, shift):
    wrong = rest[:place] + str((int(rest[place]) + shift) % 10) + rest[place + 1 :]
    assert upn.problem(upn.check_letter(rest) + wrong)


@given(rests, st.integers(0, 9))
def test_two_neighbours_that_are_swapped_are_always_found(rest, place):
    swapped = rest[:place] + rest[place + 1] + rest[place] + rest[place + 2 :]
    assert bool(upn.problem(upn.check_letter(rest) + swapped)) == (swapped != rest)


def test_spaces_and_small_letters_are_forgiven_and_no_more_than_three_signs_are_shown():
    assert upn.tidied(" b 8012-0000 5001") == "B801200005001"
    assert upn.hidden("B801200005001") == "…001"
    assert upn.is_temporary("X00180001701A")
    assert not upn.is_temporary("B801200005001")
