"""The tables of the records: everything about people, and what the tutor did with them.

Records name content by stable id and content version, never by foreign key. These rows are also the
attainment log: evaluation exports them and adds none of its own.
"""

import secrets
from datetime import UTC, datetime
from typing import Any, Literal

from sqlalchemy import JSON, CheckConstraint, Column, DateTime, TypeDecorator, UniqueConstraint, false, true
from sqlmodel import Field, SQLModel

Role = Literal["pupil", "teacher", "admin", "evaluator"]
MAX_WRITTEN = 4000


class Moment(TypeDecorator[datetime]):
    """A time in UTC: SQLite forgets the zone, so it is put back on reading."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Any) -> datetime | None:
        """Return the time in UTC, refusing one without a zone."""
        if value is not None and value.tzinfo is None:
            raise ValueError("a time without a zone cannot be recorded")
        return value.astimezone(UTC) if value else None

    def process_result_value(self, value: datetime | None, dialect: Any) -> datetime | None:
        """Return the time with its zone."""
        return value.replace(tzinfo=UTC) if value and value.tzinfo is None else value


def now() -> datetime:
    """Return the time of recording, in UTC."""
    return datetime.now(UTC)


def new_pseudonym() -> str:
    """Return an unguessable name that says nothing about the pupil."""
    return f"p-{secrets.token_hex(8)}"


class School(SQLModel, table=True):
    """A school. `daily_minutes` is how long a pupil may work a day; the lead is the one for safeguarding."""

    id: int | None = Field(default=None, primary_key=True)
    name: str = Field(unique=True, max_length=200)
    daily_minutes: int = Field(default=120, sa_column_kwargs={"server_default": "120"})
    lead_name: str = Field(default="", max_length=200, sa_column_kwargs={"server_default": ""})
    lead_contact: str = Field(default="", max_length=200, sa_column_kwargs={"server_default": ""})


class Account(SQLModel, table=True):
    """Somebody who signs in. `pseudonym` stands for a pupil wherever a name is not needed.

    An `admin` looks after the school's accounts and settings and reads no pupil's words. Whoever has left is kept and
    cannot sign in.
    """

    __table_args__ = (CheckConstraint("role IN ('pupil', 'teacher', 'admin', 'evaluator')", name="account_role"),)

    id: int | None = Field(default=None, primary_key=True)
    school_id: int = Field(foreign_key="school.id", index=True)
    role: str
    username: str = Field(unique=True, max_length=100)
    password_hash: str
    name: str = Field(max_length=200)
    pseudonym: str = Field(default_factory=new_pseudonym, unique=True)
    preferences: dict[str, str] = Field(
        default_factory=dict, sa_column=Column(JSON, nullable=False, server_default="{}")
    )
    created_at: datetime = Field(default_factory=now, sa_type=Moment)
    left_at: datetime | None = Field(default=None, sa_type=Moment)


class TeachingClass(SQLModel, table=True):
    """A class of pupils. `solutions` says when its pupils may see a full solution.

    With `approval` what the model worded waits for a teacher.
    """

    __tablename__ = "teaching_class"

    id: int | None = Field(default=None, primary_key=True)
    school_id: int = Field(foreign_key="school.id", index=True)
    name: str = Field(max_length=100)
    year: int
    solutions: str = Field(default="after attempt", sa_column_kwargs={"server_default": "after attempt"})
    approval: bool = Field(default=False, sa_column_kwargs={"server_default": false()})


class Membership(SQLModel, table=True):
    """Who is in a class: its pupils and its teachers."""

    class_id: int = Field(foreign_key="teaching_class.id", primary_key=True)
    account_id: int = Field(foreign_key="account.id", primary_key=True, index=True)


class TeacherQuestion(SQLModel, table=True):
    """A question that a teacher pasted with its worked solution, for one class.

    Until `approved_at` the tutor gives hints only: the full solution is never shown.
    """

    __tablename__ = "teacher_question"

    id: int | None = Field(default=None, primary_key=True)
    class_id: int = Field(foreign_key="teaching_class.id", index=True)
    teacher_id: int = Field(foreign_key="account.id", index=True)
    title: str = Field(max_length=120)
    question: str = Field(max_length=MAX_WRITTEN)
    solution: str = Field(max_length=MAX_WRITTEN)
    answer: str = Field(max_length=400)
    ladder: list[str] = Field(default_factory=list, sa_column=Column(JSON, nullable=False))
    at: datetime = Field(default_factory=now, sa_type=Moment)
    approved_at: datetime | None = Field(default=None, sa_type=Moment)
    withdrawn_at: datetime | None = Field(default=None, sa_type=Moment)


class TutoringSession(SQLModel, table=True):
    """A run of turns on one piece of work: practice of an objective, a placement, a review or a teacher's question.

    `item_id` to `offered` describe the item now open: `genuine` is whether a genuine attempt has been made on it,
    `unlocked` whether one of them is enough for the full solution,
    `guesses` how many answers were only asked about, `stuck` how many turns brought nothing new, `leave` whether the
    teacher lets the full solution be shown, `offered` whether it has been offered. `phase` is `practice`, `check`
    (an unaided question), `self check` (the pupil compares with the ideas) or `done`.
    """

    __tablename__ = "tutoring_session"

    id: int | None = Field(default=None, primary_key=True)
    pupil_id: int = Field(foreign_key="account.id", index=True)
    objective_id: str
    content_version: str
    policy: str
    phase: str = "practice"
    item_id: str | None = None
    seed: int = 0
    rung: int = 0
    attempts: int = 0
    aided: bool = False
    genuine: bool = Field(default=False, sa_column_kwargs={"server_default": false()})
    unlocked: bool = Field(default=False, sa_column_kwargs={"server_default": false()})
    guesses: int = Field(default=0, sa_column_kwargs={"server_default": "0"})
    stuck: int = Field(default=0, sa_column_kwargs={"server_default": "0"})
    leave: bool = Field(default=False, sa_column_kwargs={"server_default": false()})
    offered: bool = Field(default=False, sa_column_kwargs={"server_default": false()})
    items_done: int = 0
    purpose: str = Field(default="practice", sa_column_kwargs={"server_default": "practice"})
    subject_id: str | None = None
    question_id: int | None = Field(default=None, foreign_key="teacher_question.id", index=True)
    assignment_id: int | None = Field(default=None, foreign_key="assignment.id", index=True)
    started_at: datetime = Field(default_factory=now, sa_type=Moment)
    last_at: datetime = Field(default_factory=now, sa_type=Moment)
    ended_at: datetime | None = Field(default=None, sa_type=Moment)


class Turn(SQLModel, table=True):
    """One utterance, numbered within its session by the form that posted it.

    A tutor's turn is `waiting` until its wording has been checked; `authored` are the words shown otherwise. Of a
    pupil's turn, `read_as` is how the message was read and `offloading` what of it asks for the work to be done.
    """

    __table_args__ = (
        UniqueConstraint("session_id", "position", name="turn_position"),
        CheckConstraint("who IN ('pupil', 'tutor')", name="turn_who"),
        CheckConstraint("state IN ('waiting', 'shown')", name="turn_state"),
    )

    id: int | None = Field(default=None, primary_key=True)
    session_id: int = Field(foreign_key="tutoring_session.id", index=True)
    position: int
    who: str
    move: str
    state: str = "shown"
    text: str = Field(default="", max_length=MAX_WRITTEN)
    working: str = Field(default="", max_length=MAX_WRITTEN)
    item_id: str | None = None
    seed: int | None = None
    rung: int = 0
    authored: str = ""
    facts: dict[str, Any] = Field(default_factory=dict, sa_column=Column(JSON, nullable=False))
    read_as: str | None = None
    offloading: str | None = None
    at: datetime = Field(default_factory=now, sa_type=Moment)
    shown_at: datetime | None = Field(default=None, sa_type=Moment)


class Attempt(SQLModel, table=True):
    """One marked answer. `aided` is whether any help was given on the item before it.

    `right` is what marking said, None where it was unsure; what a teacher says of it is an `AttemptDecision`.
    `misconception_id` is what the evidence points to, and `diagnosis` that evidence. `guess` is an answer that was only
    asked about ("is it 6?").
    """

    id: int | None = Field(default=None, primary_key=True)
    session_id: int = Field(foreign_key="tutoring_session.id", index=True)
    turn_id: int = Field(foreign_key="turn.id", unique=True)
    pupil_id: int = Field(foreign_key="account.id", index=True)
    objective_id: str = Field(index=True)
    item_id: str
    seed: int
    content_version: str
    answer: str = Field(max_length=MAX_WRITTEN)
    right: bool | None
    form: str | None = None
    misconception_id: str | None = None
    diagnosis: dict[str, Any] | None = Field(default=None, sa_column=Column(JSON, nullable=True))
    wrong_line: int | None = None
    wrong_rule: str | None = None
    genuine: bool = Field(default=True, sa_column_kwargs={"server_default": true()})
    guess: bool = Field(default=False, sa_column_kwargs={"server_default": false()})
    number: int
    phase: str
    aided: bool
    rung: int
    known_before: float
    known_after: float
    at: datetime = Field(default_factory=now, sa_type=Moment)


class HintGiven(SQLModel, table=True):
    """A rung of an item's ladder that a pupil was given, and whether it was asked for."""

    __tablename__ = "hint_given"

    id: int | None = Field(default=None, primary_key=True)
    session_id: int = Field(foreign_key="tutoring_session.id", index=True)
    turn_id: int = Field(foreign_key="turn.id", unique=True)
    objective_id: str
    item_id: str
    seed: int
    content_version: str
    rung: int
    bottom_out: bool
    asked_for: bool
    at: datetime = Field(default_factory=now, sa_type=Moment)


class Wording(SQLModel, table=True):
    """How one reply came to be: the draft, what the checker said of it, and what made it."""

    id: int | None = Field(default=None, primary_key=True)
    turn_id: int = Field(foreign_key="turn.id", unique=True)
    model_name: str | None = None
    model_digest: str | None = None
    prompt_version: str
    checker_version: str
    draft: str | None = None
    replaced: str | None = None
    checked: list[str] = Field(default_factory=list, sa_column=Column(JSON, nullable=False))
    sources: list[str] = Field(default_factory=list, sa_column=Column(JSON, nullable=False))
    prompt_tokens: int = 0
    reused_tokens: int = 0
    completion_tokens: int = 0
    waited_seconds: float = 0.0
    seconds: float = 0.0
    at: datetime = Field(default_factory=now, sa_type=Moment)


class Mastery(SQLModel, table=True):
    """The probability that a pupil knows an objective, from unaided attempts only."""

    pupil_id: int = Field(foreign_key="account.id", primary_key=True)
    objective_id: str = Field(primary_key=True)
    known: float
    attempts: int = 0
    updated_at: datetime = Field(default_factory=now, sa_type=Moment)


class AuditEntry(SQLModel, table=True):
    """A member of staff read a pupil's words."""

    __tablename__ = "audit_entry"

    id: int | None = Field(default=None, primary_key=True)
    account_id: int = Field(foreign_key="account.id", index=True)
    pupil_id: int = Field(foreign_key="account.id", index=True)
    session_id: int | None = Field(default=None, foreign_key="tutoring_session.id")
    action: str
    at: datetime = Field(default_factory=now, sa_type=Moment)
