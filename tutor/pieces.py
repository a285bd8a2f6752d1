"""Pieces of writing: which objectives need one before they count as known, and where a pupil's stands.

Choices and matching show that a pupil can tell good writing, not that they can write. A piece that the pupil has
compared with its criteria is practised, and a set goes on: whether it does what it should is for a teacher to say, as
nothing here reads it. The objective is called nearly secure once a teacher has marked a piece right.
"""

from collections.abc import Collection
from typing import Literal

from sqlmodel import Session, col, select

from content_store.catalogue import Catalogue
from tutor.records import Attempt
from tutor.teaching_records import AttemptDecision

PIECE = "writing"
PieceState = Literal["none needed", "missing", "with the teacher", "accepted"]
"""`missing` until a piece has been compared with its criteria and something found in it; then a teacher has it."""


def pieces_for(catalogue: Catalogue, objective_id: str) -> list[str]:
    """Return the ids of the items of an objective that ask for a piece of writing; none where it is not about that."""
    return [item.id for item in catalogue.items_of(objective_id) if item.kind == PIECE]


def states(catalogue: Catalogue, db: Session, pupil_id: int) -> dict[str, PieceState]:
    """Return where a pupil's writing stands, by objective; one without an entry has none."""
    return {objective_id: one for (_, objective_id), one in states_of(catalogue, db, [pupil_id]).items()}


def states_of(catalogue: Catalogue, db: Session, pupil_ids: Collection[int]) -> dict[tuple[int, str], PieceState]:
    """Return where the writing of some pupils stands, by pupil and objective; one without an entry has none.

    The best piece counts. A teacher's newest word goes before the pupil's: one marked not right counts for nothing.
    """
    query = (
        select(AttemptDecision, Attempt)
        .join(Attempt, col(Attempt.id) == AttemptDecision.attempt_id)
        .where(col(Attempt.pupil_id).in_(pupil_ids))
        .order_by(col(AttemptDecision.id))
    )
    by_pupil: dict[int, bool] = {}
    by_teacher: dict[int, bool] = {}
    whose: dict[int, tuple[int, str]] = {}
    for decision, attempt in db.exec(query).all():
        item = catalogue.item(attempt.item_id)
        if item is None or item.kind != PIECE:
            continue
        whose[decision.attempt_id] = attempt.pupil_id, attempt.objective_id
        if decision.judge == "teacher":
            by_teacher[decision.attempt_id] = bool(decision.right)
        else:
            by_pupil[decision.attempt_id] = bool(decision.ideas)
    found: dict[tuple[int, str], PieceState] = {}
    for attempt_id, one in whose.items():
        if by_teacher.get(attempt_id):
            found[one] = "accepted"
        elif attempt_id not in by_teacher and by_pupil.get(attempt_id):
            found.setdefault(one, "with the teacher")
    return found


def state(catalogue: Catalogue, db: Session, pupil_id: int, objective_id: str) -> PieceState:
    """Return where a pupil's writing on an objective stands."""
    if not pieces_for(catalogue, objective_id):
        return "none needed"
    return states(catalogue, db, pupil_id).get(objective_id, "missing")
