"""A pupil's sums are steps, parts of steps, slips or strays beside a worked solution, whatever order they come in."""

from fractions import Fraction

import pytest

from tutor.fault_kinds import Fault
from tutor.faults import first_fault, unfinished
from tutor.working import Solution, answer_value, given_numbers

QUESTION = (
    "A tray holds 6 pots and each pot needs 3 seeds. Priya fills 5 trays, then loses 12 seeds. "
    "How many seeds are left in the pots?"
)
SOLUTION = "There are 6 x 5 = 30 pots.\nThey take 30 x 3 = 90 seeds.\nAfter the loss there are 90 - 12 = 78 seeds."


def solution(answer: str = "78") -> Solution:
    return Solution(QUESTION, SOLUTION, answer)


def fault_in(text: str) -> Fault | None:
    read = solution()
    judged = read.judge(text, read.blank())
    return first_fault(read, judged, set()) or unfinished(read, judged)


@pytest.mark.parametrize(
    ("text", "verdicts"),
    [
        ("6 x 5 = 30. 30 x 3 = 90. 90 - 12 = 78.", ["step", "step", "step"]),
        ("6 x 3 = 18 seeds. 18 x 5 = 90.", ["part", "step"]),
        ("5 x 3 = 15", ["part"]),
        ("6 + 5 = 11", ["stray"]),
        ("6 x 5 = 35", ["slip"]),
    ],
)
def test_a_sum_is_judged_by_its_numbers_not_by_its_place(text: str, verdicts: list[str]) -> None:
    read = solution()
    assert [one.verdict for one in read.judge(text, read.blank())] == verdicts


def test_a_sum_of_parts_in_another_order_is_no_stray() -> None:
    read = Solution("A plays 25 tunes and then 10 more, each of 3 minutes.", "25 + 10 = 35\n35 x 3 = 105", "105")
    judged = read.judge("25 x 3 = 75. 10 x 3 = 30.", read.blank())
    assert [one.verdict for one in judged] == ["part", "part"]


@pytest.mark.parametrize(
    ("text", "kind", "claim", "odd"),
    [
        ("6 x 5 = 35. 35 x 3 = 105.", "slip", "6 × 5 = 35", None),
        ("6 + 5 = 11 pots.", "operation", "6 + 5 = 11", None),
        ("6 x 5 = 30 pots. 30 x 4 = 120 seeds.", "unfounded", "30 × 4 = 120", "4"),
        ("6 x 5 = 30. 30 x 3 = 90. 90 + 12 = 102.", "operation", "90 + 12 = 102", None),
        ("6 x 5 = 30. 30 x 3 = 90. 90 - 12 = 78. 78 - 12 = 66.", "past", "78 − 12 = 66", None),
        ("6 x 5 = 30 pots. 30 x 3 = 90. 12 - 90 = -78.", "order", "12 − 90 = −78", None),
        ("3 x 5 = 15 seeds.", "part", "3 × 5 = 15", None),
    ],
)
def test_the_first_fault_is_found_and_named(text: str, kind: str, claim: str, odd: str | None) -> None:
    fault = fault_in(text)
    assert fault is not None
    assert (fault.kind, fault.claim.text, fault.odd.text if fault.odd else None) == (kind, claim, odd)


def test_the_sum_that_made_a_wrong_number_is_named_too() -> None:
    fault = fault_in("3 + 1 = 4 seeds each. 6 x 5 = 30 pots. 30 x 4 = 120 seeds.")
    assert fault is not None
    assert fault.made_by is not None
    assert fault.made_by.text == "3 + 1 = 4"


def test_a_detour_gives_way_to_the_sums_that_the_answer_rests_on() -> None:
    fault = fault_in("12 + 6 = 18, and 18 + 5 = 23. 6 x 5 = 30. 30 x 3 = 90. 90 + 12 = 102.")
    assert fault is not None
    assert fault.claim.text == "90 + 12 = 102"


def test_a_result_that_the_solution_has_may_be_used_without_its_sum() -> None:
    read = solution()
    assert [one.verdict for one in read.judge("30 x 3 = 90", read.blank())] == ["step"]


def test_a_number_doubled_by_adding_is_the_step_that_multiplies_by_two() -> None:
    read = Solution("A tank of 20 litres is filled 2 times; 30 miles a litre.", "20 x 2 = 40\n40 x 30 = 1200", "1200")
    judged = read.judge("20 x 30 = 600. 600 + 600 = 1200.", read.blank())
    assert [one.verdict for one in judged] == ["part", "step"]


def test_right_working_has_no_fault() -> None:
    assert fault_in("6 x 5 = 30. 30 x 3 = 90. 90 - 12 = 78.") is None


def test_a_detour_that_nothing_uses_is_no_fault() -> None:
    assert fault_in("6 + 5 = 11. 6 x 5 = 30. 30 x 3 = 90. 90 - 12 = 78.") is None


def test_the_words_and_shares_of_a_question_are_given() -> None:
    assert {Fraction(3), Fraction(2), Fraction(1, 2)} <= given_numbers("Three friends share half.")


@pytest.mark.parametrize(
    ("answer", "value"),
    [
        ("78", 78),
        ("£1,200", 1200),
        ("x = 3", 3),
        ("x = -3", -3),
        ("3/4", Fraction(3, 4)),
        ("78.5 cm^2", Fraction(157, 2)),
        ("12 m²", 12),
        ("blue", None),
        ("2x + 1", None),
    ],
)
def test_the_value_of_an_answer(answer: str, value: Fraction | int | None) -> None:
    assert answer_value(answer) == value
