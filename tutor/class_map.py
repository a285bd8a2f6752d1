"""What a class knows, pupils by objectives: what the class map shows. Nobody's words are read for it."""

from collections import Counter
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from sqlmodel import Session, col, func, select

from content_store.catalogue import Catalogue
from content_store.curriculum import Objective, Subject, Unit
from tutor import history, knowledge, reviews
from tutor.assembly import Tutor
from tutor.knowledge import Known
from tutor.records import Account, Attempt, Mastery, now
from tutor.teaching_records import Review

State = Literal["secure", "nearly secure", "getting there", "needs practice", "not started"]
STATES: tuple[State, ...] = ("secure", "nearly secure", "getting there", "needs practice")
"""What an objective that has been begun may be called, the best first."""
NAME, PRACTICE = "name", "practice"
"""What the rows can be ordered by, besides an objective."""


@dataclass(frozen=True)
class Cell:
    """One pupil at one objective: what counts, when it was last practised, and whether a delayed check is due."""

    known: Known
    practised_at: datetime | None
    check_due: bool


@dataclass(frozen=True)
class Row:
    """One pupil, with a cell for each objective that has been begun, by its id."""

    pupil: Account
    cells: dict[str, Cell]

    @property
    def practice(self) -> int:
        """How many of the objectives shown need practice."""
        return sum(one.known.words == "needs practice" for one in self.cells.values())


@dataclass(frozen=True)
class Column:
    """One objective, and how many pupils are in each state; those who have not begun are `not started`."""

    objective: Objective
    counts: Counter[str]

    @property
    def begun(self) -> int:
        """How many pupils have begun it."""
        return self.counts.total() - self.counts["not started"]


@dataclass(frozen=True)
class ClassMap:
    """The pupils of a class by some objectives, both in their usual order."""

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]


def begun_in(db: Session, class_id: int) -> Counter[str]:
    """Return how many pupils of a class have begun each objective, by its id."""
    ids = [one.id for one in history.pupils_in(db, class_id)]
    query = select(Mastery.objective_id, func.count()).where(col(Mastery.pupil_id).in_(ids), Mastery.attempts > 0)
    return Counter(dict(db.exec(query.group_by(Mastery.objective_id)).all()))


def most_begun(catalogue: Catalogue, begun: Counter[str]) -> Subject | None:
    """Return the subject in which most has been begun, the first where nothing has; None if there is no subject."""
    counts: Counter[str] = Counter()
    for objective_id, count in begun.items():
        if subject := catalogue.subject_of(objective_id):
            counts[subject.id] += count
    return max(catalogue.subjects(), key=lambda one: counts[one.id], default=None)


def objectives_of(catalogue: Catalogue, subject_id: str, unit: Unit | None) -> list[Objective]:
    """Return the objectives of a subject, or of one of its units, in the order in which they are taught."""
    if unit is None:
        return catalogue.objectives(subject_id)
    return [one for lesson in catalogue.lessons_of(unit.id) for one in catalogue.objectives_of(lesson.id)]


def read(tutor: Tutor, db: Session, class_id: int, objectives: Sequence[Objective]) -> ClassMap:
    """Return what the pupils who are in a class now know of these objectives."""
    pupils = history.pupils_in(db, class_id)
    ids, names = [one.id or 0 for one in pupils], [one.id for one in objectives]
    known = knowledge.known_of_pupils(tutor, db, ids, names)
    practised, due = _practised(db, ids, names), _due(db, ids, names)
    rows = tuple(
        Row(
            pupil,
            {
                name: Cell(one, practised.get((pupil_id, name)), (pupil_id, name) in due)
                for name, one in known[pupil_id].items()
                if one.words != "not started"
            },
        )
        for pupil, pupil_id in zip(pupils, ids, strict=True)
    )
    return ClassMap(tuple(Column(one, _counts(one.id, rows)) for one in objectives), rows)


def ordered(rows: Sequence[Row], by: str, backwards: bool = False) -> list[Row]:
    """Return the rows by name, by how many objectives need practice (most first), or by an objective's id.

    By an objective the pupil who knows least comes first; who has not begun it comes last, in either direction.
    """
    named = sorted(rows, key=lambda one: one.pupil.name.casefold())
    if by == NAME:
        return named[::-1] if backwards else named
    if by == PRACTICE:
        return sorted(named, key=lambda one: one.practice if backwards else -one.practice)
    begun = [one for one in named if by in one.cells]
    begun.sort(key=_known_at(by), reverse=backwards)
    return [*begun, *(one for one in named if by not in one.cells)]


def _known_at(objective_id: str) -> Callable[[Row], float]:
    return lambda row: row.cells[objective_id].known.standing.known


def _counts(objective_id: str, rows: Sequence[Row]) -> Counter[str]:
    cells = [row.cells.get(objective_id) for row in rows]
    return Counter(cell.known.words if cell else "not started" for cell in cells)


def _practised(db: Session, ids: Collection[int], names: Collection[str]) -> dict[tuple[int, str], datetime]:
    """Return when each pupil last answered a question on each objective."""
    query = select(Attempt.pupil_id, Attempt.objective_id, func.max(Attempt.at))
    query = query.where(col(Attempt.pupil_id).in_(ids), col(Attempt.objective_id).in_(names))
    found = db.exec(query.group_by(col(Attempt.pupil_id), col(Attempt.objective_id))).all()
    return {(pupil_id, name): at for pupil_id, name, at in found}


def _due(db: Session, ids: Collection[int], names: Collection[str]) -> set[tuple[int, str]]:
    """Return the pupils and objectives whose delayed check is due."""
    query = select(Review).where(col(Review.pupil_id).in_(ids), col(Review.objective_id).in_(names))
    today = now()
    return {
        (one.pupil_id, one.objective_id)
        for one in db.exec(query).all()
        if reviews.is_due(reviews.of_record(one.card), today)
    }
