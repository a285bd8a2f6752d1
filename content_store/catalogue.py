"""The questions that others ask of built content.

Knows one content folder, as it was when it was opened: later builds do not disturb it.
Does not know how content was read or built, nor anything of vectors.
"""

import copy
import sqlite3
import threading
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache, partial
from pathlib import Path
from typing import TypeVar

from sqlalchemy import Select, create_engine
from sqlalchemy import select as columns
from sqlalchemy.pool import StaticPool
from sqlmodel import Session, col, select
from sqlmodel.sql.expression import SelectOfScalar

from content_store.curriculum import (
    Curriculum,
    Faq,
    Item,
    Keyword,
    Lesson,
    LessonInUnit,
    Misconception,
    Need,
    Objective,
    Passage,
    PassageText,
    Source,
    Subject,
    Unit,
)
from content_store.manifest import DATABASE, REBUILD, Manifest, MissingContent, read_file, read_manifest
from content_store.overlay import Overlay

Row = TypeVar("Row", bound=Curriculum)
MOST_VARIABLES = 500


class Catalogue:
    """Read-only answers about the curriculum, safe to share between threads.

    The database is read into memory once its hash has been checked, so that a folder swapped under a
    running service never mixes two builds. Rows come back detached, in the order in which they are taught.
    """

    def __init__(self, folder: Path, manifest: Manifest, database: bytes) -> None:
        self.folder = folder
        self.manifest = manifest
        self.overlay = Overlay()
        self._lock = threading.Lock()
        self._engine = create_engine("sqlite://", creator=lambda: _in_memory(database), poolclass=StaticPool)
        self._built_item = lru_cache(maxsize=4096)(partial(self._one, Item))  # asked for once an attempt

    @classmethod
    def open(cls, folder: Path) -> "Catalogue":
        """Return the catalogue of a content folder, every file of which is the one that was built.

        Raises:
            MissingContent: there is no whole build in the folder.
            StaleIndex: the folder's files do not belong together.
        """
        manifest = read_manifest(folder)
        files = {name: read_file(folder, name, manifest) for name in manifest.files}
        if DATABASE not in files:
            raise MissingContent(f"{folder} names no {DATABASE}: {REBUILD}")
        return cls(folder, manifest, files[DATABASE])

    @property
    def version(self) -> str:
        """The hash over the rows, with that of an overlay: records of pupils name it beside the ids."""
        return "+".join(filter(None, (self.manifest.version, self.overlay.digest)))

    def overlaid(self, overlay: Overlay) -> "Catalogue":
        """Return a catalogue of the same content, shared and not read again, with this overlay and no other."""
        made = copy.copy(self)
        made.overlay = overlay
        return made

    def sources(self) -> list[Source]:
        """Return who wrote the content."""
        return self._all(select(Source).order_by(col(Source.id)))

    def subjects(self) -> list[Subject]:
        """Return the subjects in the order in which they are listed."""
        return self._all(select(Subject).order_by(col(Subject.position), col(Subject.id)))

    def subject(self, subject_id: str) -> Subject | None:
        """Return one subject."""
        return self._one(Subject, subject_id)

    def units(self, subject_id: str) -> list[Unit]:
        """Return a subject's units."""
        return self._all(select(Unit).where(Unit.subject_id == subject_id).order_by(col(Unit.position), col(Unit.id)))

    def lessons(self, subject_id: str) -> list[Lesson]:
        """Return the lessons of all of a subject's units, each once."""
        ordered = (
            select(Lesson)
            .join(LessonInUnit, col(LessonInUnit.lesson_id) == col(Lesson.id))
            .join(Unit, col(Unit.id) == col(LessonInUnit.unit_id))
            .where(Unit.subject_id == subject_id)
            .order_by(col(Unit.position), col(Unit.id), col(LessonInUnit.position), col(Lesson.id))
        )
        return _each_once(self._all(ordered))

    def lessons_of(self, unit_id: str) -> list[Lesson]:
        """Return a unit's lessons."""
        of_unit = select(Lesson).join(LessonInUnit, col(LessonInUnit.lesson_id) == col(Lesson.id))
        of_unit = of_unit.where(LessonInUnit.unit_id == unit_id)
        return self._all(of_unit.order_by(col(LessonInUnit.position), col(Lesson.id)))

    def lesson(self, lesson_id: str) -> Lesson | None:
        """Return one lesson."""
        return self._one(Lesson, lesson_id)

    def objectives(self, subject_id: str) -> list[Objective]:
        """Return a subject's objectives, each once."""
        ordered = (
            select(Objective)
            .join(LessonInUnit, col(LessonInUnit.lesson_id) == col(Objective.lesson_id))
            .join(Unit, col(Unit.id) == col(LessonInUnit.unit_id))
            .where(Unit.subject_id == subject_id)
            .order_by(col(Unit.position), col(Unit.id), col(LessonInUnit.position), col(Objective.position))
        )
        return _each_once(self._all(ordered))

    def objectives_of(self, lesson_id: str) -> list[Objective]:
        """Return a lesson's objectives."""
        of_lesson = select(Objective).where(Objective.lesson_id == lesson_id)
        return self._all(of_lesson.order_by(col(Objective.position), col(Objective.id)))

    def objective(self, objective_id: str) -> Objective | None:
        """Return one objective."""
        return self._one(Objective, objective_id)

    def needs_of(self, objective_id: str) -> list[Objective]:
        """Return the objectives that come before this one."""
        needed = select(Objective).join(Need, col(Need.needs_id) == col(Objective.id))
        return self._all(needed.where(Need.objective_id == objective_id).order_by(col(Objective.id)))

    def needed_by(self, objective_id: str) -> list[Objective]:
        """Return the objectives before which this one comes."""
        needing = select(Objective).join(Need, col(Need.objective_id) == col(Objective.id))
        return self._all(needing.where(Need.needs_id == objective_id).order_by(col(Objective.id)))

    def subject_of(self, objective_id: str) -> Subject | None:
        """Return the subject of the unit in which an objective's lesson first stands."""
        path = (
            select(Subject)
            .join(Unit, col(Unit.subject_id) == col(Subject.id))
            .join(Lesson, col(Lesson.unit_id) == col(Unit.id))
            .join(Objective, col(Objective.lesson_id) == col(Lesson.id))
        )
        return next(iter(self._all(path.where(Objective.id == objective_id))), None)

    def items_of(self, objective_id: str) -> list[Item]:
        """Return an objective's items that may be put to pupils: the built ones, then the school's."""
        built = self.built_items_of(objective_id)
        return [one for one in built if one.id not in self.overlay.hidden] + self.overlay.items_of(objective_id)

    def built_items_of(self, objective_id: str) -> list[Item]:
        """Return an objective's items as they were built, those that are hidden too."""
        return self._all(select(Item).where(Item.objective_id == objective_id).order_by(col(Item.position)))

    def definitions(self) -> frozenset[str]:
        """Return the definition of every item that was built."""
        return frozenset(item.definition for item in self._all(select(Item)))

    def is_of_school(self, item_id: str) -> bool:
        """Return whether an item was written or changed at the school, and not built."""
        return item_id in self.overlay.items

    def item(self, item_id: str) -> Item | None:
        """Return one item, also one that is hidden or that a newer revision has replaced."""
        return self._built_item(item_id) or self.overlay.items.get(item_id)

    def is_chosen(self, item_id: str) -> bool:
        """Return whether an item may still be put to pupils: what is open, or done, goes on without."""
        own = item_id in self.overlay.items
        return item_id in self.overlay.chosen if own else item_id not in self.overlay.hidden

    def misconceptions_of(self, objective_id: str) -> list[Misconception]:
        """Return an objective's misconceptions."""
        of_objective = select(Misconception).where(Misconception.objective_id == objective_id)
        return self._all(of_objective.order_by(col(Misconception.id)))

    def misconception(self, misconception_id: str) -> Misconception | None:
        """Return one misconception."""
        return self._one(Misconception, misconception_id)

    def keywords_of(self, lesson_id: str) -> list[Keyword]:
        """Return a lesson's words and their meanings."""
        return self._all(select(Keyword).where(Keyword.lesson_id == lesson_id).order_by(col(Keyword.id)))

    def passages(self, passage_ids: Sequence[str]) -> list[Passage]:
        """Return the passages with these ids, in the order of the ids; an unknown id is left out."""
        found: dict[str, Passage] = {}
        for start in range(0, len(passage_ids), MOST_VARIABLES):
            some = select(Passage).where(col(Passage.id).in_(passage_ids[start : start + MOST_VARIABLES]))
            found |= {passage.id: passage for passage in self._all(some)}
        return [found[passage_id] for passage_id in passage_ids if passage_id in found]

    def passages_of(self, objective_id: str) -> list[Passage]:
        """Return an objective's passages."""
        of_objective = select(Passage).where(Passage.objective_id == objective_id)
        return self._all(of_objective.order_by(col(Passage.position), col(Passage.id)))

    def keyword_passages(self, subject_id: str) -> list[Passage]:
        """Return the passages of a subject that say what a word means, each once, in the order of their ids."""
        path = select(Passage).join(LessonInUnit, col(LessonInUnit.lesson_id) == col(Passage.lesson_id))
        path = path.join(Unit, col(Unit.id) == col(LessonInUnit.unit_id)).where(Unit.subject_id == subject_id)
        return _each_once(self._all(path.where(Passage.kind == "keyword").order_by(col(Passage.id))))

    def faqs(self, faq_ids: Sequence[str]) -> list[Faq]:
        """Return the questions that pupils ask with these ids, in the order of the ids; an unknown id is left out."""
        found = {one.id: one for one in self._all(select(Faq).where(col(Faq.id).in_(faq_ids[:MOST_VARIABLES])))}
        return [found[faq_id] for faq_id in faq_ids if faq_id in found]

    def faqs_of(self, objective_id: str) -> list[Faq]:
        """Return the questions that pupils ask about an objective, in the order of its author."""
        return self._all(select(Faq).where(Faq.objective_id == objective_id).order_by(col(Faq.position)))

    def every_faq(self) -> list[Faq]:
        """Return all questions that pupils ask, in the order of their vectors."""
        return self._all(select(Faq).order_by(col(Faq.id)))

    def source_of(self, passage: Passage | Faq) -> Source:
        """Return who wrote a passage, and on what terms it may be shown."""
        source = self._one(Source, passage.source_id)
        if source is None:
            raise LookupError(f"passage {passage.id} is not of this content")
        return source

    def passage_texts(self) -> Iterator[PassageText]:
        """Yield what an index needs of every passage, in the order of their ids, a thousand at a time."""
        wanted = columns(*(col(getattr(Passage, name)) for name in PassageText._fields)).order_by(col(Passage.id))
        with self._lock, self._engine.connect() as connection:
            yield from (PassageText(*row) for row in connection.execute(wanted.execution_options(yield_per=1000)))

    def every_unit(self) -> list[Unit]:
        """Return all units in the order of their ids, which is the order of their vectors."""
        return self._all(select(Unit).order_by(col(Unit.id)))

    def every_lesson(self) -> list[Lesson]:
        """Return all lessons in the order of their ids, which is the order of their vectors."""
        return self._all(select(Lesson).order_by(col(Lesson.id)))

    def subjects_of_lessons(self) -> dict[str, frozenset[str]]:
        """Return the ids of the subjects in which each lesson stands."""
        pairs = columns(col(LessonInUnit.lesson_id), col(Unit.subject_id))
        return self._sets(pairs.join(Unit, col(Unit.id) == col(LessonInUnit.unit_id)))

    def units_of_lessons(self) -> dict[str, frozenset[str]]:
        """Return the ids of the units in which each lesson stands."""
        return self._sets(columns(col(LessonInUnit.lesson_id), col(LessonInUnit.unit_id)))

    def unit_of(self, objective_id: str) -> Unit | None:
        """Return the unit in which an objective's lesson first stands."""
        path = select(Unit).join(Lesson, col(Lesson.unit_id) == col(Unit.id))
        path = path.join(Objective, col(Objective.lesson_id) == col(Lesson.id))
        return next(iter(self._all(path.where(Objective.id == objective_id))), None)

    def _sets(self, pairs: Select[str, str]) -> dict[str, frozenset[str]]:
        """Return what each first of some pairs stands with."""
        found: dict[str, set[str]] = {}
        with self._lock, self._engine.connect() as connection:
            for one, other in connection.execute(pairs):
                found.setdefault(one, set()).add(other)
        return {one: frozenset(others) for one, others in found.items()}

    def _all(self, query: SelectOfScalar[Row]) -> list[Row]:
        with self._lock, Session(self._engine) as db:
            return list(db.exec(query))

    def _one(self, table: type[Row], row_id: str) -> Row | None:
        with self._lock, Session(self._engine) as db:
            return db.get(table, row_id)


def _in_memory(database: bytes) -> sqlite3.Connection:
    """Return a private, read-only copy of a database."""
    connection = sqlite3.connect(":memory:", check_same_thread=False)
    connection.deserialize(database)
    connection.execute("PRAGMA query_only = ON")
    return connection


def _each_once(rows: Iterable[Row]) -> list[Row]:
    """Return the rows without repeats: a lesson in two units is one object within one query."""
    return list({id(row): row for row in rows}.values())
