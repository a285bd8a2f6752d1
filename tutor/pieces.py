"""Pieces of writing: which objectives need one before they count as known, and who has one that counts.

Choices and matching show that a pupil can tell good writing, not that they can write. A piece counts once the pupil
has compared it with its criteria and found one of them in it, or a teacher has marked it right; a teacher's word goes
before the pupil's.
"""

from sqlmodel import Session, col, select

from content_store.catalogue import Catalogue
from tutor.records import Attempt
from tutor.teaching_records import AttemptDecision

PIECE = "writing"


def pieces_for(catalogue: Catalogue, objective_id: str) -> list[str]:
    """Return the ids of the items of an objective that ask for a piece of writing; none where it is not about that."""
    return [item.id for item in catalogue.items_of(objective_id) if item.kind == PIECE]


def with_piece(catalogue: Catalogue, db: Session, pupil_id: int) -> set[str]:
    """Return the objectives on which a pupil has written a piece that counts."""
    query = (
        select(AttemptDecision, Attempt)
        .join(Attempt, col(Attempt.id) == AttemptDecision.attempt_id)
        .where(Attempt.pupil_id == pupil_id)
        .order_by(col(AttemptDecision.id))
    )
    counts: dict[int, bool] = {}
    objectives: dict[int, str] = {}
    by_teacher: set[int] = set()
    for decision, attempt in db.exec(query).all():
        item = catalogue.item(attempt.item_id)
        if item is None or item.kind != PIECE:
            continue
        objectives[decision.attempt_id] = attempt.objective_id
        if decision.judge == "teacher":
            by_teacher.add(decision.attempt_id)
            counts[decision.attempt_id] = bool(decision.right)
        elif decision.attempt_id not in by_teacher:
            counts[decision.attempt_id] = bool(decision.ideas)
    return {objectives[one] for one, counted in counts.items() if counted}


def is_missing(catalogue: Catalogue, db: Session, pupil_id: int, objective_id: str) -> bool:
    """Return whether an objective needs a piece of writing and a pupil has none that counts."""
    return bool(pieces_for(catalogue, objective_id)) and objective_id not in with_piece(catalogue, db, pupil_id)
