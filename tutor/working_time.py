"""How long a pupil has worked today, when a break is offered, and when no new question is given.

Minutes at work are defined here and nowhere else, from the moments of the pupil's own messages: the time from one
message to the next counts when it is `IDLE_MINUTES` or less, a longer silence counts as `LAST_MINUTES`, and so does the
last message. Reading a page without writing anything is not counted. A day begins at midnight where the school is.
"""

import itertools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from sqlmodel import Session, col, select

from tutor.offloading import SCHOOL_TIME
from tutor.people_records import MoreTime
from tutor.records import Account, School, Turn, TutoringSession, now

IDLE_MINUTES = 10
"""A longer silence is no work: the pupil has gone to dinner, and the page stands open. Our choice."""
LAST_MINUTES = 1
"""What the last message of a run took, about."""
BREAK_MINUTES = 25
"""Of work without a longer silence, after which a break is offered, and again after as much. Our choice."""
BEFORE_MIDNIGHT = timedelta(hours=2)
"""A sitting that runs past midnight is one sitting: a break is due as at any hour."""
LITTLE_LEFT = 10
"""Minutes of the day's time from which on the pupil is told how many are left."""
LEAST_A_DAY, MOST_A_DAY = 10, 600
"""Bounds of what a school may set for a day."""
USUAL_A_DAY = 120
"""What a school gets that sets nothing. Our choice: the DfE asks for limits on time and names none."""


@dataclass(frozen=True)
class Day:
    """A pupil's day so far.

    Attributes:
        day: The date where the school is.
        worked: Minutes at work.
        allowed: Minutes that the school allows, with those that staff gave today.
        pause: Whether the newest message has made a break due.
    """

    day: date
    worked: float
    allowed: int
    pause: bool = False

    @property
    def left(self) -> float:
        """Minutes left today, 0 at the least."""
        return max(0.0, self.allowed - self.worked)

    @property
    def over(self) -> bool:
        """Whether no new question is given today."""
        return self.worked >= self.allowed

    @property
    def little_left(self) -> bool:
        """Whether the pupil is told how much is left."""
        return not self.over and self.left <= LITTLE_LEFT


def minutes_of(moments: Iterable[datetime]) -> float:
    """Return the minutes that messages at these moments, in any order, show somebody at work; 0 for none."""
    ordered = sorted(moments)
    gaps = [(after - before).total_seconds() / 60 for before, after in itertools.pairwise(ordered)]
    return sum(gap if gap <= IDLE_MINUTES else LAST_MINUTES for gap in gaps) + (LAST_MINUTES if ordered else 0)


def sitting_of(moments: Iterable[datetime]) -> list[datetime]:
    """Return the moments since the last silence of more than `IDLE_MINUTES`, oldest first."""
    ordered = sorted(moments)
    begin = 0
    for place, (before, after) in enumerate(itertools.pairwise(ordered), 1):
        if (after - before).total_seconds() / 60 > IDLE_MINUTES:
            begin = place
    return ordered[begin:]


def is_break_due(moments: Iterable[datetime]) -> bool:
    """Return whether the newest message makes the sitting one break's length longer than it was before it."""
    sitting = sitting_of(moments)
    return minutes_of(sitting) // BREAK_MINUTES > minutes_of(sitting[:-1]) // BREAK_MINUTES


def today(db: Session, pupil_id: int, at: datetime | None = None) -> Day:
    """Return a pupil's day until now, or until a moment."""
    moment = at or now()
    day = moment.astimezone(SCHOOL_TIME).date()
    school = db.get_one(School, db.get_one(Account, pupil_id).school_id)
    begin = datetime.combine(day, time(), SCHOOL_TIME)
    moments = _moments(db, pupil_id, begin - BEFORE_MIDNIGHT, moment)
    worked = minutes_of(one for one in moments if one >= begin)
    more = sum(one.minutes for one in more_times(db, pupil_id, day))
    return Day(day, worked, school.daily_minutes + more, is_break_due(moments))


def more_times(db: Session, pupil_id: int, day: date) -> Sequence[MoreTime]:
    """Return what staff gave a pupil for one day beyond the school's time, oldest first."""
    query = select(MoreTime).where(MoreTime.pupil_id == pupil_id, MoreTime.day == day)
    return db.exec(query.order_by(col(MoreTime.id))).all()


def give(db: Session, pupil_id: int, minutes: int, reason: str, given_by: int) -> None:
    """Give a pupil more time today; who gave it and why is kept."""
    day = now().astimezone(SCHOOL_TIME).date()
    db.add(MoreTime(pupil_id=pupil_id, day=day, minutes=minutes, reason=reason, given_by=given_by))
    db.flush()


def _moments(db: Session, pupil_id: int, begin: datetime, end: datetime) -> Sequence[datetime]:
    """Return when the pupil wrote something, from one moment to another."""
    query = (
        select(Turn.at)
        .join(TutoringSession, col(TutoringSession.id) == Turn.session_id)
        .where(TutoringSession.pupil_id == pupil_id, Turn.who == "pupil", Turn.at >= begin, Turn.at <= end)
    )
    return db.exec(query).all()
