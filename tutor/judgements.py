"""Teachers' marks of attempts: added beside what marking said, never written over it; the newest counts in its place.

Reads only; `handovers` adds them, `knowledge` works with what they say.
"""

from collections.abc import Collection, Mapping, Sequence

from sqlalchemy import ColumnElement
from sqlmodel import Session, col, func, select

from tutor.history import Tried
from tutor.records import Attempt
from tutor.teaching_records import AttemptDecision

Judged = Mapping[int, bool]
"""The newest mark that a teacher has given to each attempt that has one, by the attempt's id."""


def of_pupil(db: Session, pupil_id: int) -> Judged:
    """Return teachers' marks of all attempts of a pupil."""
    return of_pupils(db, [pupil_id])


def of_pupils(db: Session, pupil_ids: Collection[int]) -> Judged:
    """Return teachers' marks of all attempts of some pupils."""
    query = (
        select(AttemptDecision)
        .join(Attempt, col(Attempt.id) == AttemptDecision.attempt_id)
        .where(col(Attempt.pupil_id).in_(pupil_ids), AttemptDecision.judge == "teacher")
        .order_by(col(AttemptDecision.id))
    )
    return {row.attempt_id: bool(row.right) for row in db.exec(query).all()}


def of_attempts(db: Session, attempts: Sequence[Attempt]) -> Judged:
    """Return teachers' marks of these attempts."""
    ids = [one.id for one in attempts]
    query = select(AttemptDecision).where(AttemptDecision.judge == "teacher", col(AttemptDecision.attempt_id).in_(ids))
    return {row.attempt_id: bool(row.right) for row in db.exec(query.order_by(col(AttemptDecision.id))).all()}


def mark_of(attempt: Attempt | Tried, judged: Judged) -> bool | None:
    """Return the mark of an attempt that counts: a teacher's, or else the one that marking gave."""
    return judged.get(attempt.id or 0, attempt.right)


def newest() -> ColumnElement[bool]:
    """Return, for a query over attempts, the newest mark of a teacher; null where there is none."""
    return (
        select(AttemptDecision.right)
        .where(AttemptDecision.attempt_id == col(Attempt.id), AttemptDecision.judge == "teacher")
        .order_by(col(AttemptDecision.id).desc())
        .limit(1)
        .correlate(Attempt)
        .scalar_subquery()
    )


def counted() -> ColumnElement[bool]:
    """Return, for a query over attempts, the mark that counts."""
    return func.coalesce(newest(), col(Attempt.right))
