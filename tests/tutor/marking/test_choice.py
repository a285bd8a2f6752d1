"""How the option that a pupil means is found."""

import pytest

from content_store.answers import Choice, ChoiceAnswer
from tutor.marking import Mark, Unreadable, mark

FRACTIONS = ChoiceAnswer(
    (Choice(r"$\frac{1}{2}$", right=True), Choice("$0.25$", misconception_id="halves-again"), Choice("$2$"))
)
WORDS = ChoiceAnswer((Choice("Diffusion"), Choice("Active transport", right=True), Choice("B")))


@pytest.mark.parametrize("text", ["choice-0", "a", "A", "A)", "(a)", "a.", r"\frac12", "1/2", "0.5", "½", "a) 1/2"])
def test_a_right_option_is_found_by_place_letter_text_or_value(text: str) -> None:
    assert mark(FRACTIONS, text) == Mark(True, None, None, r"$\frac{1}{2}$")


@pytest.mark.parametrize("text", ["choice-1", "b", "0.25", "1/4"])
def test_a_wrong_option_names_its_misconception(text: str) -> None:
    assert mark(FRACTIONS, text) == Mark(False, None, "halves-again", "$0.25$")


@pytest.mark.parametrize("text", ["active transport", " Active  Transport. ", "ACTIVE TRANSPORT"])
def test_case_and_spaces_do_not_matter(text: str) -> None:
    result = mark(WORDS, text)
    assert isinstance(result, Mark)
    assert result.right


def test_the_text_of_an_option_comes_before_a_letter() -> None:
    assert mark(WORDS, "B") == Mark(False, None, None, "B")


@pytest.mark.parametrize("text", ["choice-3", "d", "osmosis", "3", "choice-", "choice-999"])
def test_what_is_no_option_is_handed_back(text: str) -> None:
    assert mark(FRACTIONS, text) == Unreadable("That is not one of the options. Choose one, or type its letter.")


def test_nothing_chosen_is_handed_back() -> None:
    assert mark(FRACTIONS, " ") == Unreadable("There is no answer there yet. Choose one of the options.")


def test_a_value_that_two_options_share_is_not_chosen_between() -> None:
    answer = ChoiceAnswer((Choice("1/2", right=True), Choice("2/4"), Choice("3")))
    assert isinstance(mark(answer, "0.5"), Unreadable)
    assert mark(answer, "2/4") == Mark(False, None, None, "2/4")
