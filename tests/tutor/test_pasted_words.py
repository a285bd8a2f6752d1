"""What is asked about a pupil's sums: at the place that leads astray, and nothing is called wrong that may be right."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tutor.pasted import plan_for
from tutor.pasted_plan import Pasted
from tutor.sums_reading import claims_in
from tutor.talk import Turn

SEEDS = Pasted(
    "A tray holds 6 pots and each pot needs 3 seeds. Priya fills 5 trays, then loses 12 seeds. "
    "How many seeds are left in the pots?",
    "There are 6 x 5 = <<6*5=30>>30 pots.\nThey take 30 x 3 = 90 seeds.\nAfter the loss, 90 - 12 = 78 seeds.\n#### 78",
    "78",
)


SUM_PIECES = ["6", "5", "3", "12", "30", "90", "78", "102", "x", "+", "-", "/", "=", " ", "£", "%"]
WORD_PIECES = ["so", "the answer is", "?", ".", "\n", "tell me", "is it right"]
PIECES = st.sampled_from(SUM_PIECES + WORD_PIECES)


def words_on(text: str, of: Pasted = SEEDS) -> str:
    """The authored words about one message of a pupil's."""
    return plan_for(of, [Turn("pupil", text)]).authored


OTHER_WAYS = [
    (
        "Ada reads for 35 minutes and 5 more, then 45 and 15 more, then 20. How many minutes in all?",
        "20 + 15 + 45 + 20 = 100\n5 + 15 = 20\n100 + 20 = 120",
        "120",
        "35 + 5 = 40. 45 + 15 = 60. 40 + 60 + 20 = 120. 5 + 15 = 20. 120 + 20 = 140.",
        "“120 + 20 = 140”",
    ),
    (
        "A van makes 20 trips a week for 4 weeks, twice over. In 1 week a friend makes 20 trips for it. How many then?",
        "4 x 2 = 8\n8 + 1 = 9\n9 x 20 = 180",
        "180",
        "20 x 4 = 80. 80 x 2 = 160. 20 + 20 = 40. 160 + 40 = 200.",
        "“160 + 40 = 200”. Is any of the 40, from “20 + 20 = 40”, counted in the 160 already?",
    ),
    (
        "Ada cuts hair for £30, £40 and £60 and has £50 in tips. Dye costs £20. How much has she then?",
        "30 + 40 + 60 + 50 - 20 = 160",
        "160",
        "30 + 40 + 60 = 130. 130 + 50 = 180.",
        "“130 + 50 = 180”",
    ),
    (
        "A stall sold 100 cups in May and 15 more in June. It sold 15 more in July than in June. How many in all?",
        "100 + 15 = 115\n115 + 15 = 130\n100 + 115 + 130 = 345",
        "345",
        "100 + 15 = 115. 100 + 115 = 215. 215 + 15 = 230.",
        "“215 + 15 = 230”",
    ),
    (
        "Ben scores 2 and then twice that. Cat scores half of Ben's first and twice Ben's second. How many together?",
        "2 x 2 = 4\n2 / 2 = 1\n4 x 2 = 8\n2 + 4 + 1 + 8 = 15",
        "15",
        "Ben scores 2 x 2 = 4. Cat scores 2 / 2 = 1. Cat then scores 2 x 2 = 4. 2 + 4 + 1 + 4 = 11.",
        "“2 × 2 = 4”, where it is written the second time",
    ),
]


@pytest.mark.parametrize(("question", "solution", "answer", "text", "words"), OTHER_WAYS)
def test_a_right_sum_on_another_way_is_passed_over_for_the_one_that_leads_astray(
    question: str, solution: str, answer: str, text: str, words: str
) -> None:
    assert words in words_on(text, Pasted(question, solution, answer))


def test_a_result_that_was_worked_out_and_left_out_is_asked_for() -> None:
    trip = Pasted(
        "A coach costs £90 and lunch costs £5 for each of 6 pupils. What is the total cost with £20 for tickets?",
        "5 x 6 = 30\n90 + 30 + 20 = 140",
        "140",
    )
    assert "Where is the 30, from “5 × 6 = 30”, counted?" in words_on("5 x 6 = 30. 90 + 20 = 110.", trip)


def test_letters_that_no_equation_can_settle_are_asked_about() -> None:
    clothes = Pasted("A hat and scarf cost £10, a hat and coat £24. What is the coat?", "Let X be the coat.", "18")
    assert "“S + C = 10”" in words_on("S + C = 10\nC + S = 24\nC = 14\n14", clothes)


CERTAIN = ("does not come out", "not the same amount", "does not follow", "still a mistake", "not the answer yet")
CLAIMS = re.compile(r"\b(?:wrong|mistake|does not|is not|not the|cannot|missing|left out)\b")


@settings(max_examples=300, deadline=None)
@given(st.lists(PIECES, min_size=3, max_size=24).map(" ".join))
def test_only_what_is_certain_is_called_wrong(text: str) -> None:
    authored = words_on(text)
    for sentence in re.split(r"(?<=[.?]) ", authored):
        if CLAIMS.search(sentence):
            assert any(words in sentence for words in CERTAIN), sentence
    named = re.search(r"“([^”]+)”: that sum does not come out", authored)
    if named:
        assert [claim.true for claim in claims_in(named[1])] == [False]
