"""When an objective that was mastered is checked again, without help: spaced by FSRS.

The `fsrs` library (FSRS-6, its published default weights) sets the days. Its cards are objectives here. Nothing is
drawn at random, and times count by the calendar day in UTC: a lesson earlier in the day is no reason to wait another.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from typing import Any

from fsrs import Card, Rating, Scheduler, State

RETENTION = 0.9
"""The probability of remembering at which a check falls due: the default of FSRS."""
LONGEST_DAYS = 180
"""However well it is remembered, an objective is asked for again within half a year. Our choice."""
SCHEDULER = Scheduler(
    desired_retention=RETENTION,
    learning_steps=(),
    relearning_steps=(),
    maximum_interval=LONGEST_DAYS,
    enable_fuzzing=False,
)
"""Without the library's steps of minutes, every interval is whole days, at least one."""


@dataclass(frozen=True)
class ReviewState:
    """Where the checks of one objective stand for one pupil. Times are UTC.

    Attributes:
        due_at: The start of the day from which the next check is due.
        stability: Days until the probability of remembering has fallen to .9.
        difficulty: From 1, easy, to 10.
        state: The library's state: 1 learning, 2 review, 3 relearning.
        step: The library's step within learning; None in review.
        last_reviewed_at: When the objective was mastered or last checked.
        passed_at: When a check on a later day was last passed; None before, and from a failed check on.
    """

    due_at: datetime
    stability: float
    difficulty: float
    state: int
    step: int | None
    last_reviewed_at: datetime
    passed_at: datetime | None = None

    @property
    def checked(self) -> bool:
        """Whether the last check on a later day was passed, so that the objective may be called secure."""
        return self.passed_at is not None

    def as_record(self) -> dict[str, Any]:
        """Return the state as JSON can hold it, times as ISO 8601; `of_record` takes it back."""
        return {
            name: value.isoformat() if isinstance(value, datetime) else value for name, value in asdict(self).items()
        }


def of_record(record: Mapping[str, Any]) -> ReviewState:
    """Return the state that `as_record` wrote.

    Raises:
        KeyError: something is missing in the record.
        ValueError: a time in it is none.
    """
    passed = record["passed_at"]
    return ReviewState(
        datetime.fromisoformat(record["due_at"]),
        record["stability"],
        record["difficulty"],
        record["state"],
        record["step"],
        datetime.fromisoformat(record["last_reviewed_at"]),
        datetime.fromisoformat(passed) if passed else None,
    )


def first_review(at: datetime) -> ReviewState:
    """Return the state of an objective that was mastered at this moment; its first check is two days later.

    Raises:
        ValueError: the time has no zone.
    """
    card = Card(card_id=0, due=_day(at))
    return _reviewed(card, Rating.Good, at, passed_at=None)


def after_check(state: ReviewState, right: bool | None, at: datetime, aided: bool = False) -> ReviewState:
    """Return the state after a check.

    A right answer without help counts as remembered ("Good"). A wrong one, or any after help, counts as forgotten
    ("Again"): "Hard" is for what was recalled without help. An unsure mark (None) changes nothing, nor does a right
    answer on the day of the last check, which shows nothing that lasts.

    Raises:
        ValueError: the time has no zone.
    """
    day, last = _day(at), _day(state.last_reviewed_at)
    remembered = right is True and not aided
    if right is None or (remembered and day <= last):
        return state
    card = Card(0, State(state.state), state.step, state.stability, state.difficulty, _day(state.due_at), last)
    rating = Rating.Good if remembered else Rating.Again
    return _reviewed(card, rating, max(at, state.last_reviewed_at), at.astimezone(UTC) if remembered else None)


def is_due(state: ReviewState, at: datetime) -> bool:
    """Return whether a check is due on the day of this moment.

    Raises:
        ValueError: the time has no zone.
    """
    return _day(at) >= state.due_at


def _reviewed(card: Card, rating: Rating, at: datetime, passed_at: datetime | None) -> ReviewState:
    reviewed, _ = SCHEDULER.review_card(card, rating, _day(at))
    if reviewed.stability is None or reviewed.difficulty is None:
        raise RuntimeError("fsrs gave a reviewed card without stability or difficulty")
    return ReviewState(
        reviewed.due,
        reviewed.stability,
        reviewed.difficulty,
        reviewed.state.value,
        reviewed.step,
        at.astimezone(UTC),
        passed_at,
    )


def _day(at: datetime) -> datetime:
    """Return the start of a moment's day in UTC."""
    if at.tzinfo is None:
        raise ValueError("a time without a zone cannot be placed on a day")
    return at.astimezone(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
