"""What is recorded of one class in one week, read once: what the rules of the Friday page look at.

A week runs from Monday to Sunday where the school is; of the present one there is what has happened so far.
"""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from sqlmodel import Session, col, select

from content_store.catalogue import Catalogue
from tutor import feedback, history, offloading, week_gains
from tutor.class_records import ReplyFeedback
from tutor.offloading import SCHOOL_TIME, Week
from tutor.people_records import MoreTime
from tutor.records import Account, Attempt, School, TeachingClass, Turn, TutoringSession
from tutor.teaching_records import Handover
from tutor.week_gains import Gain
from tutor.working_time import minutes_of

WEEKS_BEFORE = 2
"""Weeks before this one in which somebody must have worked to be missed now."""


@dataclass(frozen=True)
class Said:
    """One message of a pupil: when, and in which session."""

    pupil_id: int
    session_id: int
    at: datetime

    @property
    def local(self) -> datetime:
        """When it was by the clock of the school."""
        return self.at.astimezone(SCHOOL_TIME)


@dataclass(frozen=True)
class Answered:
    """One attempt of the week, and the pupil's turn that holds it."""

    attempt: Attempt
    turn: Turn


@dataclass(frozen=True)
class ClassWeek:
    """The records of a class in a week. `today` is the last day that there can be anything of."""

    monday: date
    today: date
    pupils: Mapping[int, Account]
    said: Sequence[Said]
    before: Mapping[int, datetime]
    """When each pupil was last at work in the weeks before; who was not has no entry."""
    answered: Sequence[Answered]
    sessions: Mapping[int, TutoringSession]
    """Those in which something was said this week, by id."""
    waiting: Sequence[Handover]
    offloading: Mapping[int, Week]
    unhelpful: Sequence[tuple[ReplyFeedback, Turn, TutoringSession]]
    gains: Sequence[Gain]
    daily_minutes: int
    more_minutes: Mapping[tuple[int, date], int]
    """What staff allowed beyond the day's time."""

    @property
    def worked(self) -> set[int]:
        """The ids of the pupils who said anything this week."""
        return {one.pupil_id for one in self.said}

    def minutes(self) -> dict[tuple[int, date], float]:
        """Return how many minutes each pupil worked on each day, as far as messages show it."""
        by_day: dict[tuple[int, date], list[datetime]] = defaultdict(list)
        for one in self.said:
            by_day[one.pupil_id, one.local.date()].append(one.at)
        return {whose: minutes_of(moments) for whose, moments in by_day.items()}

    def tried(self) -> int:
        """Return how many questions were tried: the same one again counts once."""
        return len({(one.attempt.session_id, one.attempt.item_id, one.attempt.seed) for one in self.answered})


def bounds(monday: date) -> tuple[datetime, datetime]:
    """Return the moments at which a week begins and ends where the school is."""
    begin = datetime.combine(monday, time(), SCHOOL_TIME)
    return begin, datetime.combine(monday + timedelta(days=7), time(), SCHOOL_TIME)


def read(catalogue: Catalogue, db: Session, teaching_class: TeachingClass, monday: date, today: date) -> ClassWeek:
    """Return what is recorded of the pupils who are in a class now, for the week of a Monday; `today` may be later."""
    pupils = {one.id or 0: one for one in history.pupils_in(db, teaching_class.id or 0) if one.left_at is None}
    ids, (begin, end) = list(pupils), bounds(monday)
    said, answered = _said(db, ids, begin, end), _answered(db, ids, begin, end)
    whose = sorted({(one.attempt.pupil_id, one.attempt.objective_id) for one in answered})
    school = db.get_one(School, teaching_class.school_id)
    return ClassWeek(
        monday=monday,
        today=min(today, monday + timedelta(days=6)),
        pupils=pupils,
        said=said,
        before={
            one.pupil_id: one.at for one in _said(db, ids, bounds(monday - timedelta(weeks=WEEKS_BEFORE))[0], begin)
        },
        answered=answered,
        sessions=_sessions(db, {one.session_id for one in said}),
        waiting=_waiting(db, ids, end),
        offloading=offloading.week_of(db, ids, monday),
        unhelpful=feedback.unhelpful(db, ids, begin, end),
        gains=week_gains.gains(catalogue, db, whose, begin, end),
        daily_minutes=school.daily_minutes,
        more_minutes=_more_minutes(db, ids, monday),
    )


def _said(db: Session, ids: Sequence[int], begin: datetime, end: datetime) -> list[Said]:
    query = (
        select(TutoringSession.pupil_id, Turn.session_id, Turn.at)
        .join(Turn, col(Turn.session_id) == TutoringSession.id)
        .where(col(TutoringSession.pupil_id).in_(ids), Turn.who == "pupil", Turn.at >= begin, Turn.at < end)
    )
    return [Said(*row) for row in db.exec(query.order_by(col(Turn.at), col(Turn.id))).all()]


def _answered(db: Session, ids: Sequence[int], begin: datetime, end: datetime) -> list[Answered]:
    query = (
        select(Attempt, Turn)
        .join(Turn, col(Turn.id) == Attempt.turn_id)
        .where(col(Attempt.pupil_id).in_(ids), Attempt.at >= begin, Attempt.at < end)
    )
    return [Answered(*row) for row in db.exec(query.order_by(col(Attempt.at), col(Attempt.id))).all()]


def _sessions(db: Session, ids: Collection[int]) -> dict[int, TutoringSession]:
    rows = db.exec(select(TutoringSession).where(col(TutoringSession.id).in_(ids))).all()
    return {row.id or 0: row for row in rows}


def _waiting(db: Session, ids: Sequence[int], end: datetime) -> Sequence[Handover]:
    """Return what was handed over before the end of the week and has not been settled since, oldest first."""
    query = select(Handover).where(
        col(Handover.pupil_id).in_(ids), col(Handover.settled_at).is_(None), Handover.at < end
    )
    return db.exec(query.order_by(col(Handover.at), col(Handover.id))).all()


def _more_minutes(db: Session, ids: Sequence[int], monday: date) -> dict[tuple[int, date], int]:
    query = select(MoreTime).where(
        col(MoreTime.pupil_id).in_(ids), MoreTime.day >= monday, MoreTime.day < monday + timedelta(days=7)
    )
    more: dict[tuple[int, date], int] = defaultdict(int)
    for row in db.exec(query).all():
        more[row.pupil_id, row.day] += row.minutes
    return dict(more)
