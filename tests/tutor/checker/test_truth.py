import pytest
from hypothesis import given
from hypothesis import strategies as st

from content_store.answers import NumericAnswer, SolutionsAnswer
from tutor.checker import Facts, check
from tutor.checker.truth import equations_in, false_algebra, misquoted, without_quotations

FOUR = NumericAnswer(("4",))


@pytest.mark.parametrize(
    "draft",
    [
        "So $2(x+3) = 2x+3$ here.",
        "So 2(x+3) = 2x+3 here.",
        "That makes (x + 2)^2 = x^2 + 4.",
        "Remember that $x^2 - 9 = (x - 3)^2$.",
        "Then 3x + 2x = 6x.",
        "Then x = 5.",
        "Then $2x = 9$, and so on.",
        "So $V = I + R$.",
    ],
)
def test_an_equation_in_letters_that_is_not_true_is_found(draft: str) -> None:
    assert false_algebra(draft, FOUR, ("Expand $2(x+3)$.", "Use $V = IR$."))
    assert check(draft, Facts(answer=None, allowed=("Expand 2, 3, 4, 5, 6, 9 and $x$.",))).broken is not None


@pytest.mark.parametrize(
    "draft",
    [
        "So $2(x+3) = 2x+6$ here.",
        "So 2(x+3) = 2x + 6 here.",
        "It is $(x+2)^2 = x^2+4x+4$.",
        "Use $V = IR$.",
        "Use V = IR.",
        "Then 2x = 8.",
        "There are 5 m = 500 cm of it.",
        "What does x stand for?",
        "Look at “2(x+3) = 2x+3” again.",
        "What is $2(x+3)$?",
        "Which is a = b or not a b?",
    ],
)
def test_an_equation_that_is_given_or_true_or_the_pupils_own_may_stand(draft: str) -> None:
    assert not false_algebra(draft, FOUR, ("Use $V = IR$, where a = b.", "2(x+3) = 2x+3"))


def test_what_is_true_of_one_of_the_solutions_may_stand() -> None:
    answer = SolutionsAnswer(("x = 2", "x = -5"))
    assert not false_algebra("Then x + 3 = 5.", answer, ())
    assert not false_algebra("Then x + 6 = 1.", answer, ())
    assert false_algebra("Then x + 3 = 6.", answer, ())


def test_equations_are_found_in_formulas_and_in_running_words() -> None:
    assert list(equations_in("So $a = 2b$ and then 3x + 1 = 7, as x = 2.")) == ["a = 2b", "3x + 1 = 7", "x = 2"]
    assert list(equations_in("No equation, only 3 + 4 = 7 and words.")) == []


def test_only_the_pupils_own_words_count_as_a_quotation() -> None:
    assert without_quotations("See “3x = 9” and “4x = 9”.", ("3x=9",)) == "See  and “4x = 9”."


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("Look at “3x = 9” again.", []),
        ("Look at “3x=9.” again.", []),
        ('The word "slid" is in it.', []),
        ("Look at “3x = 19” again.", ["3x = 19"]),
        ("You wrote “$7 2$”.", ["$7 2$"]),
        ("Nothing is quoted.", []),
    ],
)
def test_what_stands_between_quotation_marks_is_quoted_word_for_word(text: str, wrong: list[str]) -> None:
    allowed = ("3x = 9", "$7 : 2$", "He slid in.")
    assert misquoted(text, allowed) == wrong
    assert (check(text, Facts(allowed=(*allowed, "19"))).broken is None) is (not wrong)


@given(st.integers(-9, 9).filter(bool), st.integers(-9, 9).filter(bool), st.integers(-9, 9).filter(bool))
def test_expanding_only_the_first_term_is_never_let_through(a: int, b: int, k: int) -> None:
    wrong = f"{k}*(x {b:+d}) = {k}x {b:+d}"
    assert bool(false_algebra(f"So {wrong} then.", None, ())) is (k != 1)


@given(st.text(max_size=80))
def test_any_text_can_be_checked(text: str) -> None:
    false_algebra(text, FOUR, (text[:5],))
