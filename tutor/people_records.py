"""The tables of who people are and how they like to read, apart from what they learn: more of the records."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, Column, UniqueConstraint
from sqlmodel import Field, SQLModel

from tutor.records import Moment, now


class SchoolSignIn(SQLModel, table=True):
    """An account of the school's own sign-in service that belongs to an account here."""

    __tablename__ = "school_sign_in"
    __table_args__ = (UniqueConstraint("issuer", "subject", name="school_sign_in_subject"),)

    account_id: int = Field(foreign_key="account.id", primary_key=True)
    issuer: str = Field(max_length=200)
    subject: str = Field(max_length=200)
    at: datetime = Field(default_factory=now, sa_type=Moment)


class UniquePupilNumber(SQLModel, table=True):
    """A pupil's UPN, encrypted, with a keyed hash by which it is found again; nothing else holds it."""

    __tablename__ = "unique_pupil_number"

    account_id: int = Field(foreign_key="account.id", primary_key=True)
    sealed: str = Field(max_length=400)
    keyed_hash: str = Field(unique=True, max_length=64)
    at: datetime = Field(default_factory=now, sa_type=Moment)


class RosterChange(SQLModel, table=True):
    """One list of pupils that was taken in: what it changed, so that it can be undone."""

    __tablename__ = "roster_change"

    id: int | None = Field(default=None, primary_key=True)
    school_id: int = Field(foreign_key="school.id", index=True)
    account_id: int = Field(foreign_key="account.id", index=True)
    source: str = Field(max_length=40)
    changes: list[dict[str, Any]] = Field(default_factory=list, sa_column=Column(JSON, nullable=False))
    at: datetime = Field(default_factory=now, sa_type=Moment)
    undone_at: datetime | None = Field(default=None, sa_type=Moment)
    undone_by: int | None = Field(default=None, foreign_key="account.id")


class MoreTime(SQLModel, table=True):
    """Minutes beyond the day's limit that a member of staff gave a pupil, with the reason."""

    __tablename__ = "more_time"

    id: int | None = Field(default=None, primary_key=True)
    pupil_id: int = Field(foreign_key="account.id", index=True)
    day: date
    minutes: int
    reason: str = Field(max_length=500)
    given_by: int = Field(foreign_key="account.id")
    at: datetime = Field(default_factory=now, sa_type=Moment)
