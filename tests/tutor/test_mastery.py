import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tutor.mastery import (
    HIGHEST,
    LEAK,
    MASTERED,
    MOST_INFERRED,
    Estimate,
    Needed,
    Tracing,
    Unaided,
    chance_right,
    estimate,
    in_words,
    standing,
    starting_known,
    tracing_for,
    update,
)

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


def test_nothing_mastered_is_called_secure_before_a_check_on_a_later_day_was_passed() -> None:
    assert in_words(MASTERED, 3, checked=False) == "nearly secure"
    assert in_words(MASTERED, 3, checked=True) == "secure"
    assert in_words(0.9, 3, checked=True) == "getting there"


# What is needed first

NEEDS = st.lists(st.builds(Needed, st.floats(0, 1), st.just(Tracing.known)), min_size=1, max_size=4)


@pytest.mark.parametrize(
    ("needs", "expected"),
    [
        ([], 0.3),
        ([Needed(0.3)], 0.3),  # nothing has been learned of what is needed
        ([Needed(0.0)], 0.15),  # what is needed is surely not known: half is left
        ([Needed(0.05)], 0.175),  # .15 + .5 x .05, .5 being (.3 - .15) / .3
        ([Needed(0.999)], 0.5),  # knowing what comes before makes it even at most
        ([Needed(0.999), Needed(0.05)], 0.175),  # the weakest decides
        ([Needed(0.6, started=0.6)], 0.3),
    ],
)
def test_a_start_follows_from_what_is_needed_as_worked_by_hand(needs: list[Needed], expected: float) -> None:
    assert starting_known(0.3, needs) == pytest.approx(expected)


@given(st.floats(0.001, 0.999), NEEDS)
def test_a_start_stays_between_what_is_left_and_what_may_be_inferred(usual: float, needs: list[Needed]) -> None:
    assert LEAK * usual - 1e-12 <= starting_known(usual, needs) <= max(usual, MOST_INFERRED)


@given(st.floats(0.001, 0.999), NEEDS, st.floats(0, 1))
def test_who_knows_more_of_what_is_needed_starts_no_lower(usual: float, needs: list[Needed], more: float) -> None:
    raised = [Needed(need.known + (1 - need.known) * more) for need in needs]
    assert starting_known(usual, raised) >= starting_known(usual, needs) - 1e-12


@given(NEEDS)
def test_no_start_is_so_high_that_one_right_answer_makes_it_mastered(needs: list[Needed]) -> None:
    assert update(starting_known(Tracing.known, needs), True) < MASTERED


# How sure it is

ATTEMPTS = st.lists(
    st.builds(Unaided, st.sampled_from([True, False, None]), st.sampled_from([None, 0.25])), max_size=30
)


@given(ATTEMPTS, TRACINGS)
def test_an_estimate_lies_within_its_interval(attempts: list[Unaided], tracing: Tracing) -> None:
    found = estimate(attempts, tracing)
    assert 0 <= found.low <= found.known <= found.high <= 1


@given(ATTEMPTS, TRACINGS)
def test_an_unsure_mark_counts_for_nothing(attempts: list[Unaided], tracing: Tracing) -> None:
    marked = [one for one in attempts if one.right is not None]
    assert estimate(attempts, tracing) == estimate(marked, tracing)
    assert estimate(attempts, tracing).attempts == len(marked)


@given(st.lists(st.booleans(), max_size=20))
def test_an_estimate_is_what_one_update_after_another_gives(answers: list[bool]) -> None:
    known = Tracing().known
    for right in answers:
        known = update(known, right)
    assert estimate([Unaided(right) for right in answers], Tracing()).known == pytest.approx(known)


def test_an_items_own_chance_of_a_guess_counts() -> None:
    choice = tracing_for("choice", 4)
    assert estimate([Unaided(True, guess=0.25)], Tracing()).known == pytest.approx(update(0.3, True, choice))
    assert estimate([Unaided(True, guess=0.25)], Tracing()).high < estimate([Unaided(True)], Tracing()).high


def test_before_any_attempt_the_interval_is_wide_and_after_many_it_is_narrow() -> None:
    none = estimate([], Tracing())
    assert none.low < 0.15
    assert none.high > 0.5
    many = estimate([Unaided(True)] * 6, Tracing())
    assert many.high - many.low < 0.01


def test_mixed_answers_leave_more_doubt_than_answers_that_agree() -> None:
    agree = estimate([Unaided(True)] * 6, Tracing())
    mixed = estimate([Unaided(True), Unaided(False)] * 3, Tracing())
    assert mixed.high - mixed.low > 10 * (agree.high - agree.low)


def test_the_interval_is_the_weighted_one_over_plausible_probabilities() -> None:
    """With one attempt and nothing uncertain but the start, the interval can be worked by hand."""
    sure = Tracing(known=0.3, learn=0, guess=0, slip=0)
    # five starts, 0, +-.75 and +-1.5 in log-odds around .3: .0873, .1684, .3, .4757, .6576, weighted by exp(-z2 / 2);
    # cumulative .108, .358, .642, .892, 1
    found = estimate([], sure)
    odds = math.log(0.3 / 0.7)
    assert found == Estimate(
        0.3,
        pytest.approx(1 / (1 + math.exp(-(odds - 1.5)))),
        pytest.approx(1 / (1 + math.exp(-(odds + 1.5)))),
        0,
    )


# A teacher's word

ANSWERS = st.lists(st.builds(Unaided, st.booleans()), max_size=12)


def test_without_an_override_the_attempts_count() -> None:
    found = standing(0.4, None, [Unaided(True)], Tracing())
    assert (found.known, found.by) == (update(0.4, True), "attempts")


def test_an_override_replaces_the_estimate_and_says_so() -> None:
    found = standing(0.3, 0.97, [Unaided(None)], Tracing())
    assert (found.known, found.by, found.words) == (0.97, "teacher", "set by a teacher")


def test_one_answer_against_a_teacher_is_too_little() -> None:
    found = standing(0.2, 0.97, [Unaided(False)], Tracing())
    assert (found.known, found.by) == (0.97, "teacher")
    assert "too few" in found.words


def test_strong_evidence_ends_an_override() -> None:
    found = standing(0.2, 0.97, [Unaided(False), Unaided(False)], Tracing())
    assert found.by == "attempts"
    assert found.known == pytest.approx(update(update(0.2, False), False))
    assert "differ" in found.words


def test_an_override_is_spent_once_the_answers_lead_to_the_same() -> None:
    found = standing(0.3, 0.97, [Unaided(True)] * 3, Tracing())
    assert (found.by, found.words) == ("attempts", "from unaided answers, whatever a teacher set before")
    assert found.known >= MASTERED


@given(st.floats(0.01, HIGHEST), st.floats(0.01, HIGHEST), ANSWERS)
def test_an_override_holds_exactly_or_not_at_all(before: float, override: float, since: list[Unaided]) -> None:
    found, attempted = standing(before, override, since, Tracing()), standing(before, None, since, Tracing())
    assert found.known == (override if found.by == "teacher" else attempted.known)


@given(st.floats(0.01, HIGHEST), st.floats(0.01, HIGHEST), ANSWERS)
def test_strong_means_ten_times_as_likely(before: float, override: float, since: list[Unaided]) -> None:
    def likelihood(known: float) -> float:
        product = 1.0
        for one in since:
            right = chance_right(known, Tracing())
            product *= right if one.right else 1 - right
            known = update(known, bool(one.right))
        return product

    differs = "differ" in standing(before, override, since, Tracing()).words
    ratio = likelihood(before) / likelihood(override)
    if abs(ratio - 10) > 1e-6:
        assert differs == (bool(since) and ratio > 10)
