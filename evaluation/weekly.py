"""A school's weeks in numbers, for an evaluator: nobody's name and nobody's words."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from sqlalchemy import Row, Select
from sqlalchemy import select as columns
from sqlmodel import Session, col

from tutor import judgements
from tutor.offloading import SCHOOL_TIME, monday_of
from tutor.records import Account, Attempt, HintGiven, TutoringSession

WEEKS = 26
"""How far back: half a year."""


@dataclass(frozen=True)
class WeekCounts:
    """One week of a school.

    Attributes:
        monday: The week's first day, where the school is.
        pupils: Pupils who began a session or answered in it.
        sessions: Sessions begun.
        attempts: Marked and unsure answers.
        hints: Hints given, full solutions among them.
        unaided: Answers without help that count as right or wrong.
        unaided_right: Those that count as right.
    """

    monday: date
    pupils: int
    sessions: int
    attempts: int
    hints: int
    unaided: int
    unaided_right: int

    @property
    def share(self) -> float | None:
        """The share of unaided answers that are right, None where there were none."""
        return self.unaided_right / self.unaided if self.unaided else None


def by_week(db: Session, school_id: int, today: date, weeks: int = WEEKS) -> list[WeekCounts]:
    """Return the weeks of a school in which something happened, newest first."""
    first = today - timedelta(days=today.weekday(), weeks=weeks - 1)
    begin = datetime.combine(first, time(), SCHOOL_TIME)
    counts: dict[date, Counter[str]] = defaultdict(Counter)
    pupils: dict[date, set[int]] = defaultdict(set)
    for at, pupil_id in _sessions(db, school_id, begin):
        counts[monday_of(at)]["sessions"] += 1
        pupils[monday_of(at)].add(pupil_id)
    for at, pupil_id, aided, mark in _attempts(db, school_id, begin):
        week = counts[monday_of(at)]
        pupils[monday_of(at)].add(pupil_id)
        week["attempts"] += 1
        week["unaided"] += mark is not None and not aided
        week["unaided_right"] += bool(mark) and not aided
    for (at,) in _hints(db, school_id, begin):
        counts[monday_of(at)]["hints"] += 1
    names = ("sessions", "attempts", "hints", "unaided", "unaided_right")
    return [WeekCounts(day, len(pupils[day]), *(counts[day][one] for one in names)) for day in sorted(counts)[::-1]]


def _pupils(school_id: int) -> Select[int | None]:
    return columns(col(Account.id)).where(col(Account.school_id) == school_id, col(Account.role) == "pupil")


def _sessions(db: Session, school_id: int, begin: datetime) -> Iterable[Row[datetime, int]]:
    query = columns(col(TutoringSession.started_at), col(TutoringSession.pupil_id))
    whose = col(TutoringSession.pupil_id).in_(_pupils(school_id))
    return db.execute(query.where(whose, col(TutoringSession.started_at) >= begin))


def _attempts(db: Session, school_id: int, begin: datetime) -> Iterable[Row[datetime, int, bool, bool]]:
    query = columns(col(Attempt.at), col(Attempt.pupil_id), col(Attempt.aided), judgements.counted())
    return db.execute(query.where(col(Attempt.pupil_id).in_(_pupils(school_id)), col(Attempt.at) >= begin))


def _hints(db: Session, school_id: int, begin: datetime) -> Iterable[Row[datetime]]:
    query = columns(col(HintGiven.at)).join(TutoringSession, col(TutoringSession.id) == col(HintGiven.session_id))
    whose = col(TutoringSession.pupil_id).in_(_pupils(school_id))
    return db.execute(query.where(whose, col(HintGiven.at) >= begin))
