"""What a wrong number shows by itself, and what it does not: numbers that may come from anything are told nothing."""

import pytest

from content_store.answers import ExpressionAnswer, NumericAnswer
from content_store.items import DrawnItem
from tutor.on_the_way import computes, place_of_parts, place_of_working
from tutor.slip_words import NOT_TURNED, WHOLE_POWER
from tutor.step_slips import slip_words


def item(
    question: str, answer: NumericAnswer | ExpressionAnswer, steps: tuple[str, ...], hints: tuple[str, ...] = ()
) -> DrawnItem:
    return DrawnItem("ask", "some", 1, "numeric", 1, question, answer, hints, steps)


INDEX = item(
    "$8^7 \\times 2^7$ can be written as $2^n$. What is the value of $n$?",
    NumericAnswer(("28",)),
    ("$8 = 2^3$, so $3 \\times 7 = 21$", "$21 + 7 = 28$"),
)
QUOTIENT = item(
    "$13^9 \\div 13^6$ can be written as $13^n$. What is the value of $n$?", NumericAnswer(("3",)), ("$9 - 6 = 3$",)
)
GRADIENT = item("Work out the gradient.", NumericAnswer(("3/2",), form="any_fraction"), ("$9 \\div 6 = 1.5$",))
DISTANCE = item(
    "Point A is at $(3, 7)$ and B is at $(6, 11)$. How far is it?",
    NumericAnswer(("5",)),
    ("$6 - 3 = 3$ and $11 - 7 = 4$", "$4^2 = 16$ and $3^2 = 9$", "$16 + 9 = 25$", "$AB = 5$"),
    ("Which triangle?", "How long are its sides?", "What do the squares add up to?", "The distance is $5$."),
)


def test_a_slip_whose_amounts_cannot_be_named_is_not_told_of_a_number_that_the_questions_own_make() -> None:
    assert slip_words(INDEX, "14") == ""


@pytest.mark.parametrize(("text", "said"), [("13^3", WHOLE_POWER), ("1^3", ""), ("3^3", "")])
def test_a_power_of_another_base_is_not_called_the_power_as_a_whole(text: str, said: str) -> None:
    assert slip_words(QUOTIENT, text) == said


@pytest.mark.parametrize(("text", "said"), [("6/9", NOT_TURNED["/"]), ("2/3", NOT_TURNED["/"]), ("4/3", "")])
def test_a_fraction_upside_down_is_told_so(text: str, said: str) -> None:
    assert slip_words(GRADIENT, text) == said


@pytest.mark.parametrize(("working", "placed"), [("26-10=16", False), ("16 + 9 = 25", True)])
def test_a_result_of_strange_numbers_is_no_value_on_the_way(working: str, placed: bool) -> None:
    assert (place_of_working(DISTANCE, working) is not None) is placed


def test_a_hint_that_tells_results_is_known_from_one_that_asks() -> None:
    hints = (
        "List the two kinds. How many are there of each?",
        "There are $26$ and $17$. Are any in both?",
        "Put right.",
    )
    asks = (hints[0], "Divide $53$ by $2$. How many are there of the other?", hints[2])
    steps = ("Of the first there are $26$", "Of the second $17$", "$26 + 17 - 8 = 35$")
    question = "How many of the numbers from 1 to 53 are in $A \\cup B$?"
    assert computes(item(question, NumericAnswer(("35",)), steps, hints), 1)
    assert not computes(item(question, NumericAnswer(("35",)), steps, asks), 1)
    assert not computes(item(question, NumericAnswer(("35",)), steps, hints), 0)


PRODUCT = item(
    "Simplify $8x^{7} \\times 6x^{5}$.",
    ExpressionAnswer(("48x^12",), form="simplified"),
    ("$8 \\times 6 = 48$", "$x^{7} \\times x^{5} = x^{12}$"),
    ("Which of them belong together?", "The numbers make $8 \\times 6 = 48$. What happens to the indices?", "All."),
)


def test_a_number_that_is_found_in_a_wrong_expression_is_asked_for_no_more() -> None:
    place = place_of_parts(PRODUCT, "48x^35")
    assert place is not None
    assert (place.rung, place.beyond, place.lead) == (1, "What happens to the indices?", "")


@pytest.mark.parametrize("text", ["14x^12", "x^12", "8x^7"])
def test_another_expression_has_no_place(text: str) -> None:
    assert place_of_parts(PRODUCT, text) is None
