"""One mistake in a solution that makes what a pupil has: where it was made, whatever the layout."""

from fractions import Fraction

import pytest

from tutor.mistakes import explain, mistakes
from tutor.pasted import plan_for
from tutor.pasted_plan import Pasted
from tutor.talk import Turn
from tutor.working import Solution

PLUMS = Pasted(
    "Ola picks 6 boxes of 20 plums. She keeps 15 plums and shares the rest between 5 friends. "
    "Each friend eats 3 plums. How many plums has each friend left?",
    "6 × 20 = 120\n120 − 15 = 105\n105 ÷ 5 = 21\n21 − 3 = 18",
    "18",
)
TILES = Pasted(
    "Max lays 4 rows of 9 tiles, and twice as many in the hall. Each tile costs £3. How much do the tiles cost?",
    "4 × 9 = 36 tiles\n36 × 2 = 72 tiles in the hall\n36 + 72 = 108 tiles\n108 × £3 = £324",
    "£324",
)
BIKES = Pasted(
    "Ada cycles 8 miles to work and back on 5 days a week. How far does she cycle in 4 weeks?",
    "8 × 2 = 16 miles a day\n16 × 5 = 80 miles a week\n80 × 4 = 320 miles",
    "320",
)


def explained(pasted: Pasted, end: int, *made: int) -> tuple[str, str] | None:
    solution = Solution(pasted.question, pasted.solution, pasted.answer)
    found = explain(solution, [Fraction(one) for one in made], Fraction(end))
    return None if found is None else (found.step.claim.text, found.change)


def said(pasted: Pasted, text: str) -> str:
    return plan_for(pasted, [Turn("pupil", text)]).authored


@pytest.mark.parametrize(
    ("pasted", "made", "step", "change"),
    [
        (PLUMS, (120, 24, 21), "120 − 15 = 105", "without"),
        (PLUMS, (120, 135, 27, 24), "120 − 15 = 105", "sign"),
        (PLUMS, (120, 105, 21), "21 − 3 = 18", "without"),
        (TILES, (36, 72, 108, 111), "108 × £3 = £324", "sign"),
        (TILES, (36, 38, 74, 222), "36 × 2 = 72", "sign"),
        (BIKES, (40, 160), "16 × 5 = 80", "instead"),
    ],
)
def test_the_step_that_was_changed_is_found_by_what_comes_of_it(pasted, made, step, change) -> None:
    assert explained(pasted, made[-1], *made) == (step, change)


def test_what_no_single_mistake_makes_is_not_explained() -> None:
    assert explained(PLUMS, 1001, 1001) is None
    assert explained(PLUMS, 18, 120, 105, 21, 18) is None


def test_a_solution_that_does_not_end_in_its_answer_explains_nothing() -> None:
    assert not list(mistakes(Solution("Find x.", "3 + 4 = 7", "12")))


@pytest.mark.parametrize(
    ("pasted", "text", "words"),
    [
        (BIKES, "8x5=40\n40x4=160", ["“8 × 5 = 40”", "8 miles to work and back", "What does the 8 stand for"]),
        (BIKES, "(8 x 5) x 4 = 160 miles", ["“8 × 5 × 4 = 160”"]),
        (PLUMS, "120/5=24\n24-3=21\n21", ["“120 ÷ 5 = 24”", "She keeps 15 plums"]),
        (PLUMS, "6x20=120, 120/5=24, 24-3=21 plums", ["“120 ÷ 5 = 24”", "She keeps 15 plums"]),
    ],
)
def test_the_sum_where_it_shows_is_pointed_at_with_what_was_left_out(pasted, text, words) -> None:
    answer = said(pasted, text)
    for one in words:
        assert one in answer


def test_an_answer_without_working_is_asked_about_where_it_went_wrong() -> None:
    answer = said(PLUMS, "I think it's 21 plums left")
    assert "What does the 21 stand for, and what still has to be worked out?" in answer
    answer = said(PLUMS, "24 plums")
    assert "24 is not the answer yet." in answer
    assert "She keeps 15 plums" in answer
    assert "18" not in answer


def test_a_difference_may_be_told_by_its_size() -> None:
    bid = Pasted(
        "A jar holds 5 bags of 40 beads, and 80% of them are red. Eve guesses 150. How far off is she?",
        "5 × 40 = 200\n200 × 0.8 = 160\n160 − 150 = 10",
        "10",
    )
    assert explained(bid, 50, 200, 50) == ("200 × 0.8 = 160", "without")


def test_a_sum_that_comes_out_on_no_way_to_the_answer_is_not_praised() -> None:
    shirt = Pasted(
        "A shirt costs £24 in a sale after 20% off. What did it cost before?",
        "80% is £24\n24 ÷ 0.8 = 30",
        "£30",
    )
    first = plan_for(shirt, [Turn("pupil", "24 × 1.2 = 28.80\n28.80")]).authored
    turns = [Turn("pupil", "24 × 1.2 = 28.80\n28.80"), Turn("tutor", first), Turn("pupil", "24 × 1.2 = 28.80\n19.20")]
    assert "right" not in plan_for(shirt, turns).authored


def test_the_first_of_two_lines_is_pointed_at_where_a_total_was_not_made() -> None:
    shares = Pasted(
        "£40 is shared between Amy and Ben in the ratio 3:5. How much does Amy get?",
        "3 + 5 = 8\n40 ÷ 8 = 5\n5 × 3 = 15",
        "£15",
    )
    assert "Look again at “40 ÷ 5 = 8”." in said(shares, "40/5 = 8\n8*3 = 24")
