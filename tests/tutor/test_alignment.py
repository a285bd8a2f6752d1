"""A stray sum is laid beside the step that it was an attempt at, and what is odd about it is named."""

import pytest

from tutor.alignment import align
from tutor.fault_kinds import Fault
from tutor.working import Solution

SHOP = Solution(
    "A stall has 4 boxes of 12 mugs at £3 a mug, and pays £20 rent. Ada sells all and shares the profit with 1 friend.",
    "4 x 12 = 48 mugs\n48 x 3 = £144\n144 - 20 = £124 of profit\nThey are 1 + 1 = 2 people\n124 / 2 = £62 each",
    "62",
)


def fault_of(text: str, solution: Solution = SHOP) -> Fault:
    """The fault of the last sum of a text."""
    judged = solution.judge(text, solution.blank())
    return align(solution, judged, len(judged) - 1)


@pytest.mark.parametrize(
    ("text", "kind", "odd", "step"),
    [
        ("4 x 12 = 48. 48 x 12 = 576.", "again", "12", "4 × 12 = 48"),
        ("4 x 12 = 48. 48 x 3 = 144. 144 + 20 = 164.", "operation", None, "144 − 20 = £124"),
        ("4 x 12 = 48. 48 x 5 = 240.", "unfounded", "5", "48 × 3 = £144"),
        ("4 x 12 = 48. 48 x 3 = 144. 144 - 20 - 3 = 121.", "extra", "3", "144 − 20 = £124"),
        ("4 x 12 = 48. 48 x 3 = 144. 144 - 20 - 20 = 104.", "twice", "20", "144 − 20 = £124"),
        ("4 x 12 = 48. 48 x 3 = 144. 20 - 144 = -124.", "order", None, "144 − 20 = £124"),
        ("4 x 12 x 7 = 336.", "extra", "7", "4 × 12 = 48"),
        ("4 x 12 = 48. 48 x 3 = 144. 144 - 20 = 124. 124 / 1 = 124.", "early", "1", "1 + 1 = 2"),
        ("17 + 19 = 36.", "other", None, "4 × 12 = 48"),
    ],
)
def test_how_a_sum_differs_from_its_step(text: str, kind: str, odd: str | None, step: str) -> None:
    fault = fault_of(text)
    assert (fault.kind, fault.odd.text if fault.odd else None) == (kind, odd)
    assert fault.step is not None
    assert fault.step.claim.text == step


def test_a_number_used_again_is_named_with_the_sum_that_used_it() -> None:
    made_by = fault_of("4 x 12 = 48. 48 x 12 = 576.").made_by
    assert made_by is not None
    assert made_by.text == "4 × 12 = 48"


def test_a_sum_with_two_strange_numbers_has_no_single_odd_one() -> None:
    assert fault_of("48 x 5 x 9 = 2160.").odd is None


def test_a_step_that_was_reached_is_not_attempted_again() -> None:
    assert fault_of("4 x 12 = 48. 4 x 20 = 80.").kind == "other"
