import pytest
from hypothesis import given
from hypothesis import strategies as st

from tutor.checker import Facts, check
from tutor.reading_level import ABOVE, grade, is_too_hard, syllables, words_of

EASY = "Take 7 from both sides. What is left?"
HARD = (
    "Notwithstanding considerations of dimensional homogeneity, unambiguous simplification necessitates comprehensive "
    "reconsideration of proportional relationships."
)


@pytest.mark.parametrize(
    ("word", "count"),
    [
        ("the", 1),
        ("make", 1),
        ("makes", 1),
        ("table", 2),
        ("added", 2),
        ("subtract", 2),
        ("multiplied", 3),
        ("sentences", 3),
        ("denominators", 5),
        ("photosynthesis", 5),
        ("needed", 2),
        ("asked", 1),
        ("I", 1),
        ("writer’s", 2),
    ],
)
def test_syllables_are_counted(word: str, count: int) -> None:
    assert syllables(word) == count


def test_the_grade_is_that_of_the_formula() -> None:
    assert grade("The cat sat on the mat.") == pytest.approx(0.39 * 6 + 11.8 - 15.59)
    assert grade("The cat sat. It ate.") == pytest.approx(0.39 * 2.5 + 11.8 - 15.59)


def test_maths_quotations_and_figures_are_not_read() -> None:
    assert grade("Look at $\\frac{3}{4} + 12$ here.") == grade("Look at x here.")
    assert grade("Look at “extraordinarily complicated formulations” here.") == grade("Look at x here.")
    assert grade("25 + 36") == grade("") == 0.0


def test_words_that_the_lesson_taught_count_as_easy() -> None:
    text = "Photosynthesis needs chlorophyll."
    assert grade(text, words_of("photosynthesis and chlorophyll")) < grade(text)


def test_a_text_that_is_too_hard_for_the_year_is_refused() -> None:
    assert is_too_hard(HARD, 9)
    assert check(HARD, Facts()).broken == "reading level"
    assert not is_too_hard(EASY, 9)
    assert check(EASY, Facts(allowed=("7",))).broken is None


def test_older_pupils_may_be_asked_to_read_harder_texts() -> None:
    text = "The potential difference equals the current multiplied by the resistance of a particular component."
    assert 9 + ABOVE < grade(text) <= 12 + ABOVE
    assert is_too_hard(text, 9)
    assert not is_too_hard(text, 12)


@given(st.text(max_size=100))
def test_any_text_has_a_grade(text: str) -> None:
    assert grade(text) == grade(text)
