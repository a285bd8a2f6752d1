"""The tables of content.db: what is true, as rows.

Every id is text that stays the same from one build to the next, so that the records of pupils can name it.
Knows nothing of files, of indexes or of pupils. The classes keep their own metadata, apart from the records'.
"""

from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from sqlalchemy import JSON, Column
from sqlalchemy.orm import registry
from sqlmodel import Field, SQLModel

PassageKind = Literal["notes", "point", "outcome", "keyword"]
ItemKind = Literal["numeric", "expression", "choice"]


class Curriculum(SQLModel, registry=registry()):
    """The base of every table of content.db."""


class Source(Curriculum, table=True):
    """Who wrote the content, and the terms on which it may be shown."""

    id: str = Field(primary_key=True)
    title: str
    licence: str
    attribution: str
    url: str = ""
    version: str = ""


class Subject(Curriculum, table=True):
    """A school subject, in the order in which subjects are listed."""

    id: str = Field(primary_key=True)
    title: str
    source_id: str = Field(foreign_key="source.id")
    position: int = 0


class Unit(Curriculum, table=True):
    """A run of lessons on one theme."""

    id: str = Field(primary_key=True)
    subject_id: str = Field(foreign_key="subject.id", index=True)
    title: str
    position: int = 0


class Lesson(Curriculum, table=True):
    """One lesson. `unit_id` is the first unit it stands in; `LessonInUnit` holds all of them."""

    id: str = Field(primary_key=True)
    unit_id: str = Field(foreign_key="unit.id", index=True)
    title: str
    year: int | None = None
    key_stage: int | None = None
    position: int = 0
    outcome: str = ""


class LessonInUnit(Curriculum, table=True):
    """A lesson's place in a unit; separate and combined science share lessons."""

    unit_id: str = Field(foreign_key="unit.id", primary_key=True)
    lesson_id: str = Field(foreign_key="lesson.id", primary_key=True)
    position: int = 0


class Objective(Curriculum, table=True):
    """What a pupil should know or do: the unit of mastery.

    `statement` is the national curriculum's; `notes` is Markdown; `tier` is foundation, higher or both.
    """

    id: str = Field(primary_key=True)
    lesson_id: str = Field(foreign_key="lesson.id", index=True)
    title: str
    year: int | None = None
    tier: str | None = None
    statement: str | None = None
    position: int = 0
    notes: str | None = None


class Need(Curriculum, table=True):
    """An objective that comes before another."""

    objective_id: str = Field(foreign_key="objective.id", primary_key=True)
    needs_id: str = Field(foreign_key="objective.id", primary_key=True)


class Misconception(Curriculum, table=True):
    """A named wrong idea. Neither of its texts is ever a passage.

    The statement is false, and the correction is often written to the teacher. `working` are the wrong rules of
    working, by id, that show it.
    """

    id: str = Field(primary_key=True)
    objective_id: str = Field(foreign_key="objective.id", index=True)
    statement: str
    correction: str
    working: list[str] = Field(default_factory=list, sa_column=Column(JSON, nullable=False))


class Keyword(Curriculum, table=True):
    """A word and its meaning in this lesson or objective."""

    id: str = Field(primary_key=True)
    lesson_id: str | None = Field(default=None, foreign_key="lesson.id", index=True)
    objective_id: str | None = Field(default=None, foreign_key="objective.id", index=True)
    term: str
    definition: str


class Item(Curriculum, table=True):
    """A question with its marking rule: `definition` is the JSON text of the item as authored."""

    id: str = Field(primary_key=True)
    objective_id: str = Field(foreign_key="objective.id", index=True)
    kind: str
    difficulty: int
    definition: str
    position: int = 0


class Passage(Curriculum, table=True):
    """Text that a reply may rest on and quote; true, and clear when read alone."""

    id: str = Field(primary_key=True)
    lesson_id: str = Field(foreign_key="lesson.id", index=True)
    objective_id: str | None = Field(default=None, foreign_key="objective.id", index=True)
    source_id: str = Field(foreign_key="source.id")
    kind: str
    heading: str
    text: str
    position: int = 0


class PassageText(NamedTuple):
    """A passage without what only its page needs: of a million, little memory is held."""

    id: str
    lesson_id: str
    objective_id: str | None
    heading: str
    text: str


class Faq(Curriculum, table=True):
    """A question that pupils ask about an objective, other ways to put it, and its answer, true when read alone.

    `tells` are the items that the answer would settle: it is kept back while one of them is open.
    """

    id: str = Field(primary_key=True)
    lesson_id: str = Field(foreign_key="lesson.id", index=True)
    objective_id: str = Field(foreign_key="objective.id", index=True)
    source_id: str = Field(foreign_key="source.id")
    question: str
    also: list[str] = Field(default_factory=list, sa_column=Column(JSON, nullable=False))
    answer: str
    tells: list[str] = Field(default_factory=list, sa_column=Column(JSON, nullable=False))
    position: int = 0

    @property
    def heading(self) -> str:
        """What stands above its answer where it is shown as a source, as a passage's heading does."""
        return self.question

    @property
    def text(self) -> str:
        """What is quoted of it, as of a passage."""
        return self.answer


@dataclass(frozen=True)
class Rows:
    """Everything that a reader found, ready to be written: one list for each table."""

    sources: list[Source] = field(default_factory=list)
    subjects: list[Subject] = field(default_factory=list)
    units: list[Unit] = field(default_factory=list)
    lessons: list[Lesson] = field(default_factory=list)
    lessons_in_units: list[LessonInUnit] = field(default_factory=list)
    objectives: list[Objective] = field(default_factory=list)
    needs: list[Need] = field(default_factory=list)
    misconceptions: list[Misconception] = field(default_factory=list)
    keywords: list[Keyword] = field(default_factory=list)
    items: list[Item] = field(default_factory=list)
    passages: list[Passage] = field(default_factory=list)
    faqs: list[Faq] = field(default_factory=list)
