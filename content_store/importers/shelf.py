"""Where an importer puts what it finds: units, lessons with one objective each, passages and items, with stable ids.

Knows the rows of content.db; no format.
"""

from dataclasses import dataclass, field

from content_store import curriculum as rows
from content_store.curriculum import Rows, Source
from content_store.importers.found import Imported, Skipped, Unfit, refused
from content_store.importers.passages import Cut
from content_store.importers.questions import Question, spec_of
from content_store.importers.wording import clean, short_hash, slug

LONGEST_TITLE = 200


@dataclass
class Shelf:
    """The rows so far, and what has been left out."""

    source: Source
    rows: Rows = field(default_factory=Rows)
    skipped: list[Skipped] = field(default_factory=list)
    _ids: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.rows.sources.append(self.source)
        self.rows.subjects.append(
            rows.Subject(id=self.source.id, title=self.source.title, source_id=self.source.id, position=0)
        )

    def objective(self, unit: str, lesson: str, key: str = "") -> str:
        """Return the id of the objective of a lesson in a unit, both made where they are new.

        `key` is upstream's own name of the lesson, by which it is known if its title changes.
        """
        unit, lesson = (_title(text) or self.source.title for text in (unit, lesson))
        unit_id = f"{self.source.id}/{slug(unit)}-{short_hash(unit)}"
        if unit_id not in self._ids:
            self._ids.add(unit_id)
            self.rows.units.append(
                rows.Unit(id=unit_id, subject_id=self.source.id, title=unit, position=len(self.rows.units))
            )
        lesson_id = f"{self.source.id}-{slug(key)}" if key else f"{self.source.id}-{short_hash(unit, lesson)}"
        if lesson_id not in self._ids:
            self._ids.add(lesson_id)
            position = len(self.rows.lessons)
            self.rows.lessons.append(rows.Lesson(id=lesson_id, unit_id=unit_id, title=lesson, position=position))
            self.rows.lessons_in_units.append(
                rows.LessonInUnit(unit_id=unit_id, lesson_id=lesson_id, position=position)
            )
            self.rows.objectives.append(rows.Objective(id=lesson_id, lesson_id=lesson_id, title=lesson))
        return lesson_id

    def add_question(self, objective_id: str, question: Question, where: str) -> None:
        """Add a question as an item, or note why it cannot be one."""
        item_id = f"{self.source.id}-{slug(question.name)}"
        try:
            if item_id in self._ids:
                raise Unfit("there is another question of the same name")
            spec = spec_of(question, item_id)
        except Unfit as reason:
            self.skip("question", where, str(reason))
            return
        self._ids.add(item_id)
        self.rows.items.append(
            rows.Item(
                id=item_id,
                objective_id=objective_id,
                kind=spec.kind,
                difficulty=spec.difficulty,
                definition=spec.model_dump_json(by_alias=True, exclude_defaults=True),
                position=len(self.rows.items),
            )
        )

    def add_passage(self, objective_id: str, cut: Cut, where: str) -> None:
        """Add a passage, unless the same text of the lesson is one already."""
        passage_id = f"{objective_id}/{slug(cut.heading)}-{short_hash(cut.text)}"
        if passage_id in self._ids:
            self.skip("passage", where, "the same text stands there twice")
            return
        self._ids.add(passage_id)
        self.rows.passages.append(
            rows.Passage(
                id=passage_id,
                lesson_id=objective_id,
                objective_id=objective_id,
                source_id=self.source.id,
                kind="notes",
                heading=cut.heading,
                text=cut.text,
                position=len(self.rows.passages),
            )
        )

    def add_keyword(self, objective_id: str, term: str, meaning: str) -> None:
        """Add a word with its meaning in a lesson, and a passage of it; the first meaning of a word holds."""
        keyword_id = f"{objective_id}/{slug(term)}"
        if keyword_id in self._ids:
            return
        self._ids.add(keyword_id)
        self.rows.keywords.append(
            rows.Keyword(
                id=keyword_id, lesson_id=objective_id, objective_id=objective_id, term=term, definition=meaning
            )
        )
        self.rows.passages.append(
            rows.Passage(
                id=keyword_id,
                lesson_id=objective_id,
                objective_id=objective_id,
                source_id=self.source.id,
                kind="keyword",
                heading=term,
                text=meaning,
                position=len(self.rows.passages),
            )
        )

    def skip(self, kind: str, where: str, reason: str) -> None:
        """Note something that is left out, and why."""
        self.skipped.append(Skipped(kind, where, reason))

    def imported(self, file: str) -> Imported:
        """Return everything, the notes of each objective being its passages.

        Raises:
            InvalidContent: nothing at all could be taken.
        """
        if not (self.rows.items or self.rows.passages):
            reasons = "; ".join(sorted({one.reason for one in self.skipped})[:5])
            raise refused(
                file, f"nothing in it can be used{f': {reasons}' if reasons else ''}", "see docs/importing.md"
            )
        self._drop_empty()
        return Imported(self.rows, tuple(self.skipped))

    def _drop_empty(self) -> None:
        """Drop lessons and units in which nothing is left, and write the notes of the rest."""
        found = self.rows
        used = {item.objective_id for item in found.items} | {passage.lesson_id for passage in found.passages}
        for name in ("lessons", "objectives", "lessons_in_units"):
            listed = getattr(found, name)
            listed[:] = [row for row in listed if getattr(row, "lesson_id", getattr(row, "id", "")) in used]
        units = {lesson.unit_id for lesson in found.lessons}
        found.units[:] = [unit for unit in found.units if unit.id in units]
        for objective in found.objectives:
            own = [passage for passage in found.passages if passage.objective_id == objective.id]
            notes = [f"## {passage.heading}\n\n{passage.text}" for passage in own if passage.kind == "notes"]
            objective.notes = "\n\n".join(notes) or None


def _title(text: str) -> str:
    """Return a title on one line."""
    return " ".join(clean(text).split())[:LONGEST_TITLE]
