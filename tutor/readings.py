"""Who has read whose words, and when: the audit as the school, the teacher and the pupil see it. It holds no words."""

from dataclasses import dataclass

from sqlalchemy import ColumnElement
from sqlmodel import Session, col, func, select

from tutor.records import Account, AuditEntry

A_PAGE = 50


@dataclass(frozen=True)
class Reading:
    """One reading: the entry, who read, and whose words they were."""

    entry: AuditEntry
    reader: Account
    pupil: Account


def of_pupil(db: Session, pupil_id: int, page: int) -> list[Reading]:
    """Return one page of the readings of a pupil's words, newest first."""
    return _read(db, col(AuditEntry.pupil_id) == pupil_id, page)


def of_school(db: Session, school_id: int, page: int) -> list[Reading]:
    """Return one page of the readings of the words of all pupils of a school, newest first."""
    return _read(db, _of_school(school_id), page)


def count_of_pupil(db: Session, pupil_id: int) -> int:
    """Return how often a pupil's words have been read."""
    return db.exec(select(func.count()).where(AuditEntry.pupil_id == pupil_id)).one()


def count_of_school(db: Session, school_id: int) -> int:
    """Return how often the words of a school's pupils have been read."""
    return db.exec(select(func.count(col(AuditEntry.id))).where(_of_school(school_id))).one()


def _of_school(school_id: int) -> ColumnElement[bool]:
    return col(AuditEntry.pupil_id).in_(select(Account.id).where(Account.school_id == school_id))


def _read(db: Session, wanted: ColumnElement[bool], page: int) -> list[Reading]:
    query = select(AuditEntry).where(wanted).order_by(col(AuditEntry.id).desc())
    entries = db.exec(query.offset((page - 1) * A_PAGE).limit(A_PAGE)).all()
    ids = {one.account_id for one in entries} | {one.pupil_id for one in entries}
    people = {one.id: one for one in db.exec(select(Account).where(col(Account.id).in_(ids))).all()}
    return [Reading(one, people[one.account_id], people[one.pupil_id]) for one in entries]
