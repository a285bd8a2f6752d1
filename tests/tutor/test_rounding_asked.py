"""A right number with noughts beyond the figures that the question names is right in value and not in form."""

import math
import re

import pytest

from content_store.answers import NumericAnswer, written_answer
from content_store.items import DrawnItem
from tutor.marking import Mark, mark
from tutor.marking.rounding import FIGURES_ONLY, NO_PLACES, NOUGHTS
from tutor.rounding_asked import is_to_round, with_rounding


def item(question: str, answer: NumericAnswer) -> DrawnItem:
    return DrawnItem("ask", "rounding", 1, "numeric", 1, question, answer, (), ())


DECIMAL = item("Round 79.4837 to 2 decimal places.", NumericAnswer(("79.48",)))
TENTH = item("Round 79.4837 to $1$ decimal place.", NumericAnswer(("79.5",)))
FIGURES = item("Round this number to 1 significant figure.", NumericAnswer(("60000",)))
SMALL = item("The card is 0.0367 cm thick. Round this to 2 significant figures.", NumericAnswer(("0.037",), unit="cm"))
FIGURES_OF = item("56,371 are sold. Round this number to 1 significant figure.", NumericAnswer(("60000",)))
CIRCLE = item("A circle has a radius of 4 cm. Work out its area to 1 decimal place.", NumericAnswer(("50.3",)))
ESTIMATE = item("Round each number to 1 significant figure to work out an estimate.", NumericAnswer(("250",)))


def marked(asked: DrawnItem, text: str) -> Mark:
    found = mark(asked.answer, text)
    assert isinstance(found, Mark)
    return with_rounding(asked, text, found)


@pytest.mark.parametrize(
    ("asked", "text", "said"),
    [
        (DECIMAL, "79.480", NOUGHTS.format("2 decimal places")),
        (DECIMAL, "x = 79.4800", NOUGHTS.format("2 decimal places")),
        (TENTH, "79.50", NOUGHTS.format("1 decimal place")),
        (FIGURES, "60,000.0", NO_PLACES.format("1 significant figure")),
        (SMALL, "0.0370 cm", FIGURES_ONLY.format("2 significant figures")),
    ],
)
def test_noughts_beyond_what_is_asked_are_a_fault_of_form(asked: DrawnItem, text: str, said: str) -> None:
    found = marked(asked, text)
    assert found.only_form
    assert found.form == said
    assert found.misconception_id is None


@pytest.mark.parametrize(
    ("asked", "text"),
    [(DECIMAL, "79.48"), (TENTH, "79.5"), (FIGURES, "60,000"), (SMALL, "0.037 cm"), (ESTIMATE, "250.0")],
)
def test_a_number_as_it_is_asked_for_is_right(asked: DrawnItem, text: str) -> None:
    found = marked(asked, text)
    assert (found.right, found.form) == (True, None)


@pytest.mark.parametrize("text", ["79.4837", "79.490", "79.50"])
def test_a_wrong_number_stays_wrong(text: str) -> None:
    found = marked(DECIMAL, text)
    assert found.right is False
    assert not found.only_form


LONG = item("Round 65.3874 to 3 decimal places.", NumericAnswer(("65.387",)))


@pytest.mark.parametrize("text", ["65.39", "65.4", "65.388", "65.380", "65.38", "65.386"])
def test_where_the_question_is_to_round_nothing_was_rounded_on_the_way(text: str) -> None:
    assert marked(LONG, text) == Mark(False, None, None, text)


@pytest.mark.parametrize("asked", [DECIMAL, TENTH, FIGURES_OF, SMALL])
def test_a_question_to_round_one_of_its_numbers_is_known(asked: DrawnItem) -> None:
    assert is_to_round(asked)


@pytest.mark.parametrize("asked", [ESTIMATE, CIRCLE])
def test_a_question_with_a_sum_to_do_first_is_not_one_to_round(asked: DrawnItem) -> None:
    assert not is_to_round(asked)


@pytest.mark.parametrize("text", ["65.39", "65.388", "65.380"])
def test_a_wrong_rounding_gets_the_hint_on_the_digits(talk_on, text: str) -> None:
    talk = talk_on("rounding-bounds")
    talk.put("rounding-bounds-decimal-places")
    given, places = re.search(r"Round ([\d.]+) to (\d)", talk.item.question).groups()
    short = f"{float(given):.{int(places)}f}"
    early, last = f"{float(given):.{int(places) - 1}f}", f"{float(short) + 10 ** -int(places):.{places}f}"
    wrong = {"65.39": early, "65.388": last}
    said, *_ = talk.say("answer", wrong.get(text, short[:-1] + "0"))
    assert talk.attempts[-1].form is None
    assert said.move == "hint"
    assert "next digit" in said.authored or "last one to be kept" in said.authored


def test_a_part_of_a_number_does_not_stand_in_the_question(talk_on) -> None:
    talk = talk_on("rounding-bounds")
    talk.put("rounding-bounds-significant-figures")
    number = re.search(r"(\d+),\d{3}", talk.item.question)
    said, *_ = talk.say("answer", number[1])
    assert "stands in the question" not in said.authored


def test_who_forgets_to_round_rounds_next_and_is_right(talk_on) -> None:
    talk = talk_on("circle-measures")
    talk.put("circle-measures-circumference")
    diameter = re.search(r"diameter of (\d+)", talk.item.question)
    assert diameter
    exact, rounded = f"{diameter[1]}pi", written_answer(talk.item.answer)
    first, *_ = talk.say("answer", exact)
    assert first.move == "mend_form"
    talk.say("answer", f"{math.pi * int(diameter[1]):.3f}")
    talk.say("answer", rounded)
    assert [attempt.right for attempt in talk.attempts] == [False, False, True]
    assert [attempt.misconception_id for attempt in talk.attempts] == [None, None, None]
    assert talk.attempts[0].form == "Right value, but the question asks for 1 decimal place: now round it to that."


def test_forgetting_to_round_counts_as_another_form_does_and_no_more(talk_on) -> None:
    fraction, unrounded = talk_on("circle-measures"), talk_on("circle-measures")
    for talk, text in ((fraction, "{} m"), (unrounded, "{}0")):
        talk.put("circle-measures-circumference")
        talk.say("answer", text.format(written_answer(talk.item.answer)))
    changes = [(talk.attempts[0].known_before, talk.attempts[0].known_after) for talk in (fraction, unrounded)]
    assert changes[0] == changes[1]
