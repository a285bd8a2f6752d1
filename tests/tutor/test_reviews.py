import json
from datetime import UTC, datetime, timedelta, timezone

import pytest
from fsrs import Card, Rating, Scheduler
from hypothesis import given
from hypothesis import strategies as st

from tutor.reviews import LONGEST_DAYS, ReviewState, after_check, first_review, is_due, of_record

MASTERED_AT = datetime(2026, 11, 23, 14, 30, tzinfo=UTC)
MOMENTS = st.integers(0, 700 * 24 * 60).map(
    lambda minutes: datetime(2026, 9, 1, tzinfo=UTC) + timedelta(minutes=minutes)
)
CHECKS = st.lists(st.tuples(st.sampled_from([True, False, None]), st.booleans(), st.integers(0, 400)), max_size=8)


def checked_when_due(state: ReviewState, right: bool | None, **more: bool) -> ReviewState:
    return after_check(state, right, state.due_at + timedelta(hours=10), **more)


def test_the_first_check_is_due_two_days_after_mastery() -> None:
    state = first_review(MASTERED_AT)
    assert state.due_at == datetime(2026, 11, 25, tzinfo=UTC)
    assert state.last_reviewed_at == MASTERED_AT
    assert not state.checked
    assert [is_due(state, MASTERED_AT + timedelta(days=days)) for days in (0, 1, 2, 3)] == [False, False, True, True]


@given(MOMENTS)
def test_the_first_check_is_at_least_a_day_after_mastery(at: datetime) -> None:
    state = first_review(at)
    assert state.due_at - at >= timedelta(days=1)
    assert not is_due(state, at)


def test_a_check_passed_when_due_makes_it_checked_and_the_next_gap_longer() -> None:
    state, gaps = first_review(MASTERED_AT), []
    for _ in range(4):
        last = state.due_at
        state = checked_when_due(state, True)
        gaps.append((state.due_at - last).days)
        assert state.checked
    assert gaps == sorted(gaps)
    assert gaps[0] > 2


def test_a_failed_check_comes_back_sooner_and_is_no_longer_checked() -> None:
    passed = checked_when_due(first_review(MASTERED_AT), True)
    failed, again = checked_when_due(passed, False), checked_when_due(passed, True)
    assert passed.checked
    assert not failed.checked
    assert passed.due_at < failed.due_at < again.due_at
    assert failed.difficulty > passed.difficulty


def test_a_right_answer_after_help_counts_as_forgotten() -> None:
    state = first_review(MASTERED_AT)
    assert checked_when_due(state, True, aided=True) == checked_when_due(state, False)


def test_an_unsure_mark_changes_nothing() -> None:
    state = first_review(MASTERED_AT)
    assert checked_when_due(state, None) == checked_when_due(state, None, aided=True) == state


def test_a_right_answer_on_the_day_of_mastery_is_no_check() -> None:
    state = first_review(MASTERED_AT)
    assert after_check(state, True, MASTERED_AT + timedelta(hours=2)) == state


def test_a_wrong_answer_on_the_day_of_mastery_does_count() -> None:
    state = first_review(MASTERED_AT)
    failed = after_check(state, False, MASTERED_AT + timedelta(hours=2))
    assert failed.stability < state.stability
    assert failed.due_at == datetime(2026, 11, 24, tzinfo=UTC)


def test_the_hour_of_a_check_does_not_matter() -> None:
    state = first_review(MASTERED_AT)
    early, late = (after_check(state, True, state.due_at + timedelta(hours=hour)) for hour in (0, 23))
    assert (early.due_at, early.stability) == (late.due_at, late.stability)


def test_british_summer_time_is_read_as_the_moment_that_it_is() -> None:
    summer = timezone(timedelta(hours=1))
    state = first_review(datetime(2026, 6, 1, 0, 30, tzinfo=summer))
    assert state.last_reviewed_at == datetime(2026, 5, 31, 23, 30, tzinfo=UTC)
    assert state.due_at == datetime(2026, 6, 2, tzinfo=UTC)


def test_a_time_without_a_zone_is_refused() -> None:
    naive = datetime(2026, 11, 23)  # noqa: DTZ001
    state = first_review(MASTERED_AT)
    for call in (lambda: first_review(naive), lambda: after_check(state, True, naive), lambda: is_due(state, naive)):
        with pytest.raises(ValueError, match="without a zone"):
            call()


def test_the_days_are_the_librarys() -> None:
    scheduler = Scheduler(learning_steps=(), relearning_steps=(), enable_fuzzing=False)
    day = datetime(2026, 11, 23, tzinfo=UTC)
    card, _ = scheduler.review_card(Card(card_id=1), Rating.Good, day)
    state = first_review(day + timedelta(hours=9))
    for right in (True, True, False, True):
        assert (state.due_at, state.stability, state.difficulty) == (card.due, card.stability, card.difficulty)
        card, _ = scheduler.review_card(card, Rating.Good if right else Rating.Again, card.due)
        state = checked_when_due(state, right)


@given(MOMENTS, CHECKS)
def test_whatever_happens_checks_lie_ahead_within_half_a_year(at: datetime, checks) -> None:
    state, again = first_review(at), first_review(at)
    for right, aided, days in checks:
        at += timedelta(days=days)
        state, again = after_check(state, right, at, aided), after_check(again, right, at, aided)
        assert state == again, "the same answers give the same days"
        if state.last_reviewed_at == at:
            assert timedelta(0) < state.due_at - at <= timedelta(days=LONGEST_DAYS)
        assert state.stability > 0
        assert 1 <= state.difficulty <= 10
        assert not (state.checked and aided and right is not None)


@given(MOMENTS, st.integers(1, 100), st.booleans())
def test_a_clock_that_went_back_breaks_nothing(at: datetime, hours: int, right: bool) -> None:
    state = first_review(at)
    after = after_check(state, right, at - timedelta(hours=hours))
    assert after.last_reviewed_at >= state.last_reviewed_at


@given(MOMENTS, CHECKS)
def test_a_state_survives_being_kept_as_json(at: datetime, checks) -> None:
    state = first_review(at)
    for right, aided, days in checks:
        at += timedelta(days=days)
        state = after_check(state, right, at, aided)
    assert of_record(json.loads(json.dumps(state.as_record()))) == state
