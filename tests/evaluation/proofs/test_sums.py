"""Sums that an author wrote out come out, or are told."""

import pytest

from content_store.answers import Choice, ChoiceAnswer, NumericAnswer
from content_store.items import DrawnItem
from evaluation.proofs.sums import choices_worth_the_same, false_sums


def found(step, question="How many?"):
    return list(
        false_sums(DrawnItem("beads-1", "beads", 7, "numeric", 1, question, NumericAnswer(("1",)), (), (step,)))
    )


@pytest.mark.parametrize(
    "step",
    [
        r"$3 \times 4 = 12$",
        r"One part $= 84 \div 7 = 12$",
        r"$\frac{1}{2} + \frac{1}{3} = \frac{5}{6}$",
        r"$1\frac{1}{2} \times 2 = 3$",
        r"$2(3 + 4) = 14$",
        r"$\sqrt{9 + 16} = 5$ and $3^{2} + 4^{2} = 25$",
        r"$1,200 \div 3 = 400$",
        r"$x = 3 + y$ and $5x = 7$",
        r"$2 \div 3 = 0.67$ to 2 decimal places",
        r"$\pi \times 5^2 \approx 78.5$",
        r"The powers are 5, 4 and $-7$",
        r"$0.3 \div 5 \times 100 = 6\%$",
    ],
)
def test_what_comes_out_or_cannot_be_read_is_passed(step) -> None:
    assert found(step) == []


@pytest.mark.parametrize(
    "step",
    [
        r"$3 \times 4 = 13$",
        r"$\frac{1}{2} + \frac{1}{3} = \frac{2}{5}$",
        r"$12 = 3 \times 4 = 11$",
        r"$2 \div 3 = 0.67$",
        r"$2 \div 3 = 0.65$ to 2 decimal places",
    ],
)
def test_what_does_not_come_out_is_told(step) -> None:
    (told,) = found(step)
    assert told.startswith("beads-1 (seed 7): “")


RIGHT = r"$\frac{4}{12} + \frac{3}{12}$"


def same(wrong, question="Which sum has the same value?"):
    answer = ChoiceAnswer((Choice(RIGHT, True), Choice(wrong)))
    return list(choices_worth_the_same(DrawnItem("beads-1", "beads", 7, "choice", 1, question, answer, (), ())))


def test_a_wrong_choice_that_comes_to_the_right_value_is_told() -> None:
    (told,) = same(r"$\frac{3}{12} + \frac{4}{12}$")
    assert "the wrong choice" in told


@pytest.mark.parametrize("wrong", [r"$\frac{1}{12} + \frac{1}{12}$", "seven twelfths", "$x + 7$", "more than $7$"])
def test_a_wrong_choice_of_another_value_or_of_none_is_passed(wrong) -> None:
    assert same(wrong) == []


def test_where_the_question_is_how_to_write_it_the_value_may_be_the_same() -> None:
    assert same(r"$\frac{7}{12}$", "Which is this in its simplest form?") == []
