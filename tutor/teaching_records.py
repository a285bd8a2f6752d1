"""The tables of what teachers decide, and of what waits for them: more of the records."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, Column, UniqueConstraint
from sqlmodel import Field, SQLModel

from tutor.records import Moment, now


class Handover(SQLModel, table=True):
    """Something that a session has handed over to the teacher; open until somebody settles it."""

    __table_args__ = (
        CheckConstraint("reason IN ('stuck', 'solution', 'unsure', 'concern')", name="handover_reason"),
        UniqueConstraint("session_id", "turn_id", name="handover_turn"),
    )

    id: int | None = Field(default=None, primary_key=True)
    session_id: int = Field(foreign_key="tutoring_session.id", index=True)
    turn_id: int = Field(foreign_key="turn.id")
    pupil_id: int = Field(foreign_key="account.id", index=True)
    objective_id: str
    item_id: str | None = None
    seed: int = 0
    reason: str
    attempt_id: int | None = Field(default=None, foreign_key="attempt.id")
    at: datetime = Field(default_factory=now, sa_type=Moment)
    settled_at: datetime | None = Field(default=None, sa_type=Moment)
    settled_by: int | None = Field(default=None, foreign_key="account.id")


class AttemptDecision(SQLModel, table=True):
    """A teacher's mark of an attempt, or a pupil's own comparison with the ideas.

    A teacher's newest mark counts in the place of the one that marking gave, which stays as it was.
    """

    __tablename__ = "attempt_decision"
    __table_args__ = (CheckConstraint("judge IN ('pupil', 'teacher')", name="decision_judge"),)

    id: int | None = Field(default=None, primary_key=True)
    attempt_id: int = Field(foreign_key="attempt.id", index=True)
    account_id: int = Field(foreign_key="account.id", index=True)
    judge: str
    right: bool | None = None
    ideas: list[str] = Field(default_factory=list, sa_column=Column(JSON, nullable=False))
    at: datetime = Field(default_factory=now, sa_type=Moment)


class MasteryOverride(SQLModel, table=True):
    """A teacher's own judgement of what a pupil knows of an objective, with the reason; the newest counts."""

    __tablename__ = "mastery_override"

    id: int | None = Field(default=None, primary_key=True)
    pupil_id: int = Field(foreign_key="account.id", index=True)
    objective_id: str
    teacher_id: int = Field(foreign_key="account.id", index=True)
    known: float
    reason: str = Field(max_length=500)
    at: datetime = Field(default_factory=now, sa_type=Moment)
    withdrawn_at: datetime | None = Field(default=None, sa_type=Moment)


class Review(SQLModel, table=True):
    """When what a pupil has mastered is due for an unaided check, as the scheduler left it."""

    pupil_id: int = Field(foreign_key="account.id", primary_key=True)
    objective_id: str = Field(primary_key=True)
    due_at: datetime = Field(sa_type=Moment)
    card: dict[str, Any] = Field(default_factory=dict, sa_column=Column(JSON, nullable=False))
    updated_at: datetime = Field(default_factory=now, sa_type=Moment)
