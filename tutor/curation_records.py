"""The tables of curation: a school's own items and what was decided of items. Rows are added and never changed."""

from datetime import datetime

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlmodel import Field, SQLModel

from tutor.records import Moment, now

MAX_REASON = 500


class ItemRevision(SQLModel, table=True):
    """One version of an item of the school's own, as its author left it.

    `name` is the item's through all its revisions, `number` counts them from 1, and `definition` is the item in the
    form of `Item.definition`. `copied_from` is the item of which the first revision was a copy.
    """

    __tablename__ = "item_revision"
    __table_args__ = (UniqueConstraint("name", "number", name="revision_number"),)

    id: int | None = Field(default=None, primary_key=True)
    name: str = Field(max_length=200, index=True)
    number: int
    objective_id: str = Field(index=True)
    definition: str
    copied_from: str | None = None
    account_id: int = Field(foreign_key="account.id", index=True)
    note: str = Field(default="", max_length=MAX_REASON)
    at: datetime = Field(default_factory=now, sa_type=Moment)

    @property
    def item_id(self) -> str:
        """The id under which pupils' attempts name this revision, and no other."""
        return f"{self.name}~{self.number}"


class ItemDecision(SQLModel, table=True):
    """What a member of staff decided of an item; the newest counts.

    Revisions are `approved` and `withdrawn`; items of the built content are `hidden` and `shown` again.
    """

    __tablename__ = "item_decision"
    __table_args__ = (
        CheckConstraint("decision IN ('approved', 'withdrawn', 'hidden', 'shown')", name="item_decision_kind"),
    )

    id: int | None = Field(default=None, primary_key=True)
    item_id: str = Field(index=True)
    revision_id: int | None = Field(default=None, foreign_key="item_revision.id")
    decision: str
    account_id: int = Field(foreign_key="account.id", index=True)
    reason: str = Field(default="", max_length=MAX_REASON)
    at: datetime = Field(default_factory=now, sa_type=Moment)
