"""The tables of what teachers set, say and look through for their classes: more of the records."""

from datetime import date, datetime

from sqlalchemy import JSON, CheckConstraint, Column, UniqueConstraint
from sqlmodel import Field, SQLModel

from tutor.records import MAX_WRITTEN, Moment, now


class Assignment(SQLModel, table=True):
    """Work that a teacher set: objectives or items, for a class or some of its pupils, between two days.

    `mode` is `coach` (with help) or `test` (without); `support` is how soon help comes. No pupil named is all of them.
    `minutes` is the length of a session planned for it.
    """

    __table_args__ = (
        CheckConstraint("mode IN ('coach', 'test')", name="assignment_mode"),
        CheckConstraint("support IN ('full', 'less')", name="assignment_support"),
    )

    id: int | None = Field(default=None, primary_key=True)
    class_id: int = Field(foreign_key="teaching_class.id", index=True)
    teacher_id: int = Field(foreign_key="account.id", index=True)
    title: str = Field(max_length=120)
    objective_ids: list[str] = Field(default_factory=list, sa_column=Column(JSON, nullable=False))
    item_ids: list[str] = Field(default_factory=list, sa_column=Column(JSON, nullable=False))
    pupil_ids: list[int] = Field(default_factory=list, sa_column=Column(JSON, nullable=False))
    mode: str = "coach"
    support: str = "full"
    opens_on: date
    due_on: date | None = None
    minutes: int | None = None
    at: datetime = Field(default_factory=now, sa_type=Moment)
    withdrawn_at: datetime | None = Field(default=None, sa_type=Moment)


class PupilNote(SQLModel, table=True):
    """What a teacher wants the tutor to keep to with one pupil; both can read it. Ended, never deleted."""

    __tablename__ = "pupil_note"

    id: int | None = Field(default=None, primary_key=True)
    pupil_id: int = Field(foreign_key="account.id", index=True)
    teacher_id: int = Field(foreign_key="account.id", index=True)
    text: str = Field(max_length=300)
    at: datetime = Field(default_factory=now, sa_type=Moment)
    ended_at: datetime | None = Field(default=None, sa_type=Moment)


class HeldReply(SQLModel, table=True):
    """A reply as the model worded it that waits for a teacher, and what the teacher made of it."""

    __tablename__ = "held_reply"
    __table_args__ = (CheckConstraint("decision IN ('sent', 'edited', 'refused')", name="held_reply_decision"),)

    id: int | None = Field(default=None, primary_key=True)
    turn_id: int = Field(foreign_key="turn.id", unique=True)
    class_id: int = Field(foreign_key="teaching_class.id", index=True)
    pupil_id: int = Field(foreign_key="account.id", index=True)
    draft: str = Field(max_length=MAX_WRITTEN)
    at: datetime = Field(default_factory=now, sa_type=Moment)
    decision: str | None = None
    text: str = Field(default="", max_length=MAX_WRITTEN)
    reason: str = Field(default="", max_length=200)
    teacher_id: int | None = Field(default=None, foreign_key="account.id")
    decided_at: datetime | None = Field(default=None, sa_type=Moment)


class ReplyFeedback(SQLModel, table=True):
    """Whether a reply helped, as its pupil says; the newest word counts."""

    __tablename__ = "reply_feedback"

    turn_id: int = Field(foreign_key="turn.id", primary_key=True)
    pupil_id: int = Field(foreign_key="account.id", index=True)
    helped: bool
    at: datetime = Field(default_factory=now, sa_type=Moment)


class Dismissal(SQLModel, table=True):
    """Something of the Friday page that a teacher has seen and put away, for one class and week."""

    __table_args__ = (UniqueConstraint("class_id", "week", "key", name="dismissal_key"),)

    id: int | None = Field(default=None, primary_key=True)
    class_id: int = Field(foreign_key="teaching_class.id", index=True)
    week: date
    key: str = Field(max_length=200)
    teacher_id: int = Field(foreign_key="account.id", index=True)
    at: datetime = Field(default_factory=now, sa_type=Moment)
