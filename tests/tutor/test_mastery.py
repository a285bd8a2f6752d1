import pytest
from hypothesis import given
from hypothesis import strategies as st

from tutor.mastery import HIGHEST, MASTERED, Tracing, in_words, tracing_for, update

KNOWN = st.floats(0, HIGHEST)
TRACINGS = st.builds(
    Tracing,
    known=st.floats(0, 1),
    learn=st.floats(0, 0.9),
    guess=st.floats(0.01, 0.3),
    slip=st.floats(0.01, 0.1),
)


def test_an_example_worked_by_hand() -> None:
    tracing = Tracing(known=0.3, learn=0.15, guess=0.1, slip=0.1)
    # right: .3 x .9 = .27 of .27 + .7 x .1 = .34, so .27/.34; then 15% of the rest is learned
    assert update(0.3, True, tracing) == pytest.approx(0.27 / 0.34 + 0.07 / 0.34 * 0.15)
    # wrong: .3 x .1 = .03 of .03 + .7 x .9 = .66, so .03/.66
    assert update(0.3, False, tracing) == pytest.approx(0.03 / 0.66 + 0.63 / 0.66 * 0.15)


def test_a_right_choice_of_four_worked_by_hand() -> None:
    choice = tracing_for("choice", 4)
    assert choice.guess == 0.25
    assert update(0.5, True, choice) == pytest.approx(0.45 / 0.575 + 0.125 / 0.575 * 0.15)


@given(KNOWN, st.booleans(), TRACINGS)
def test_it_stays_a_probability(known: float, right: bool, tracing: Tracing) -> None:
    assert 0 <= update(known, right, tracing) <= HIGHEST


@given(KNOWN, TRACINGS)
def test_a_right_answer_never_says_less_than_a_wrong_one(known: float, tracing: Tracing) -> None:
    assert update(known, True, tracing) >= update(known, False, tracing) - 1e-12


@given(KNOWN, TRACINGS)
def test_a_right_answer_never_lowers_it(known: float, tracing: Tracing) -> None:
    assert update(known, True, tracing) >= known - 1e-12


@given(st.floats(0.3, HIGHEST))
def test_a_wrong_answer_lowers_it_once_something_is_known(known: float) -> None:
    assert update(known, False) < known


@given(KNOWN, KNOWN, st.booleans(), TRACINGS)
def test_who_knew_more_before_knows_no_less_after(one: float, other: float, right: bool, tracing: Tracing) -> None:
    low, high = sorted((one, other))
    assert update(low, right, tracing) <= update(high, right, tracing) + 1e-12


@given(KNOWN, st.integers(2, 8))
def test_a_right_choice_says_less_the_easier_it_is_to_guess(known: float, choices: int) -> None:
    assert update(known, True, tracing_for("choice", choices)) <= update(known, True, tracing_for("numeric")) + 1e-12


@given(st.integers(2, 12))
def test_guessing_stays_within_the_published_bound(choices: int) -> None:
    assert 0 < tracing_for("choice", choices).guess <= 0.3


@given(st.lists(st.booleans(), max_size=40))
def test_after_any_run_of_answers_six_wrong_ones_show_that_it_is_not_known(answers: list[bool]) -> None:
    known = Tracing().known
    for right in answers:
        known = update(known, right)
    for _ in range(6):
        known = update(known, False)
    assert known < 0.5


def test_three_right_answers_running_make_it_secure() -> None:
    known = Tracing().known
    seen = []
    for _ in range(3):
        known = update(known, True)
        seen.append(in_words(known, 1))
    assert seen == ["getting there", "secure", "secure"]


@pytest.mark.parametrize(
    ("known", "attempts", "words"),
    [
        (0.99, 0, "not started"),
        (0.0, 1, "needs practice"),
        (0.59, 3, "needs practice"),
        (0.6, 3, "getting there"),
        (0.9499, 3, "getting there"),
        (MASTERED, 3, "secure"),
        (1.0, 3, "secure"),
    ],
)
def test_it_is_said_in_words(known: float, attempts: int, words: str) -> None:
    assert in_words(known, attempts) == words
