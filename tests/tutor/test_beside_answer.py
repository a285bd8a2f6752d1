"""The question and the working say what a typed answer means; a slip in working beside a right answer is a remark."""

import pytest

from content_store.answers import NumericAnswer, Revealed, SolutionsAnswer
from content_store.items import DrawnItem
from tutor.assembly import Tutor
from tutor.beside_answer import INDEX_ALONE, off_or_left, with_false_sum
from tutor.marking import Mark, Unreadable, mark
from tutor.marking.number_form import SUM_TO_DO


def item(question: str, answer) -> DrawnItem:
    return DrawnItem("ask", "some", 1, "numeric", 1, question, answer, (), ())


QUOTIENT = item(
    r"$2^{20} \div 2^{9}$ can be written as $2^n$. What is the value of $n$?",
    NumericAnswer(("11",), reveals=(Revealed("added", "29"),)),
)
PAIR = item("Solve $3x + 2y = 7$ and $10x - 2y = 6$.", SolutionsAnswer(("x = 1, y = 2",)))
SUM = item("Work out the value of $8p + 9y$ when $p = 8$ and $y = 9$.", NumericAnswer(("145",)))


@pytest.mark.parametrize("text", ["2^11", "2^(11)", "2^{11}", "n = 2^11", "2¹¹", "$2^{11}$"])
def test_the_power_for_its_index_is_told_that_the_index_alone_is_wanted(tutor: Tutor, text: str) -> None:
    result = tutor.mark(QUOTIENT, text)
    assert isinstance(result, Mark)
    assert (result.form, result.only_form, result.misconception_id) == (INDEX_ALONE, True, None)


def test_a_wrong_power_is_marked_by_its_index(tutor: Tutor) -> None:
    result = tutor.mark(QUOTIENT, "2^29")
    assert isinstance(result, Mark)
    assert (result.right, result.misconception_id) == (False, "added")


@pytest.mark.parametrize("text", ["3^11", "2^12", "11^2"])
def test_another_power_is_only_wrong(tutor: Tutor, text: str) -> None:
    result = tutor.mark(QUOTIENT, text)
    assert isinstance(result, Mark)
    assert (result.right, result.only_form) == (False, False)


@pytest.mark.parametrize("text", ["1, 2", "2, 1", "1 and 2"])
def test_values_without_letters_have_those_that_the_working_gives_them(tutor: Tutor, text: str) -> None:
    result = tutor.mark(PAIR, text, "add them 13x = 13 so x = 1 then 6+2y=10 y=2")
    assert isinstance(result, Mark)
    assert result.right is True


@pytest.mark.parametrize("working", ["", "add them 13x = 13", "x = 1", "x = 1, y = 3", "a = 1, x = 1, y = 2"])
def test_values_that_the_working_does_not_name_are_asked_for(tutor: Tutor, working: str) -> None:
    assert isinstance(tutor.mark(PAIR, "1, 2", working), Unreadable)


@pytest.mark.parametrize(
    ("working", "said"),
    [("8x8=64, 9x9=80, 64+81=145", "9x9=80"), ("64 + 81 = 146", "64 + 81 = 146")],
)
def test_a_false_sum_beside_a_right_answer_is_remarked_on_and_costs_nothing(
    tutor: Tutor, working: str, said: str
) -> None:
    result = tutor.mark(SUM, "145", working)
    assert isinstance(result, Mark)
    assert (result.right, result.wrong_line) == (True, None)
    assert said in (result.form or "")


@pytest.mark.parametrize("working", ["", "8x8=64, 9x9=81, 64+81=145", "64 + 81", "I used a calculator"])
def test_true_working_beside_a_right_answer_is_left_alone(tutor: Tutor, working: str) -> None:
    result = tutor.mark(SUM, "145", working)
    assert isinstance(result, Mark)
    assert (result.right, result.form) == (True, None)


DENSITY = item("Work out its density in g/cm³.", NumericAnswer(("7.1",), unit="g/cm³"))
MINUTES = item("How many minutes does it take?", NumericAnswer(("29",), unit="minutes"))
SALE = item("The price before the sale was £300. What is the sale price, in pounds?", NumericAnswer(("210",), unit="£"))
SAVED = item("A coat costs £300. How much cheaper is it in the sale?", NumericAnswer(("90",), unit="£"))


@pytest.mark.parametrize(("asked", "text"), [(DENSITY, "50/355 = 7.1"), (MINUTES, "4*60+3 = 29")])
def test_a_right_number_after_a_sum_that_does_not_come_to_it_is_remarked_on(asked: DrawnItem, text: str) -> None:
    found = with_false_sum(asked, text, mark(asked.answer, text))
    assert found.right is True
    assert "does not come to it" in (found.form or "")


@pytest.mark.parametrize(
    ("asked", "text"),
    [
        (DENSITY, "355/50 = 7.1"),
        (DENSITY, "density = 7.1"),
        (DENSITY, "355g/50cm3 = 7.1"),
        (MINUTES, "464/16 = 29 mins"),
        (MINUTES, "464/192 = 2.416, so 29 mins"),
        (MINUTES, "50% of 58 = 29"),
    ],
)
def test_a_sum_that_comes_out_is_not_remarked_on(asked: DrawnItem, text: str) -> None:
    found = with_false_sum(asked, text, mark(asked.answer, text))
    assert (found.right, found.form) == (True, None)


@pytest.mark.parametrize("text", ["£210.00 off the original", "210 off", "28% off", "30 % off"])
def test_an_amount_off_where_a_price_is_asked_for_is_asked_about(text: str) -> None:
    assert off_or_left(SALE, text) is not None


@pytest.mark.parametrize(
    ("asked", "text"), [(SALE, "£210"), (SALE, "£210 left"), (SAVED, "£90 off"), (MINUTES, "29 off")]
)
def test_where_no_price_is_asked_for_or_nothing_is_off_nothing_is_asked(asked: DrawnItem, text: str) -> None:
    assert off_or_left(asked, text) is None


PARTS = item("Work out the sum. Give it as a fraction.", NumericAnswer(("13/15",), form="fraction"))


@pytest.mark.parametrize("text", ["9+4 / 15", "9 + 4/15", "9+4/15"])
def test_a_sum_before_a_stroke_is_asked_whether_all_of_it_stands_on_top(tutor: Tutor, text: str) -> None:
    result = tutor.mark(PARTS, text)
    assert isinstance(result, Unreadable)
    assert "put brackets around it" in result.reason


@pytest.mark.parametrize("text", ["9+5 / 15", "13/15 + 0"])
def test_another_sum_before_a_stroke_is_marked_as_it_stands(tutor: Tutor, text: str) -> None:
    assert isinstance(tutor.mark(PARTS, text), Mark)


MASS = item("A stone has a mass of 243 g and a volume of 90 cm³. Work out its density.", NumericAnswer(("2.7",)))


@pytest.mark.parametrize("text", ["243/90", "243 / 90 g/cm3", "243 ÷ 90", "243 divided by 90"])
def test_a_quotient_of_two_given_numbers_is_still_to_be_worked_out(tutor: Tutor, text: str) -> None:
    result = tutor.mark(MASS, text)
    assert isinstance(result, Mark)
    assert (result.right, result.form) == (False, SUM_TO_DO)


@pytest.mark.parametrize(
    ("asked", "text"),
    [
        (MASS, "27/10"),
        (MASS, "2.7 g/cm3"),
        (item("There are 3 red and 4 blue. What part of 4 is 3?", NumericAnswer(("3/4",))), "3/4"),
    ],
)
def test_a_fraction_that_is_the_number_is_right(tutor: Tutor, asked: DrawnItem, text: str) -> None:
    result = tutor.mark(asked, text)
    assert isinstance(result, Mark)
    assert result.right is True
