"""What pupils have become nearly secure or secure in during one week, told from their attempts.

What an objective was called when the week began is worked out again from the attempts before it. Teachers' marks and
pieces of writing count as they stand now, and a teacher's own judgement of an objective is no news of the pupil's.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, select

from content_store.catalogue import Catalogue
from content_store.items import ItemSpec
from tutor import earned, judgements, mastery, pieces
from tutor.history import Tried
from tutor.judgements import Judged
from tutor.pieces import PieceState
from tutor.records import TutoringSession

ORDER = ("not started", "needs practice", "getting there", "nearly secure", "secure")
NEWS = ("nearly secure", "secure")


@dataclass(frozen=True)
class Gain:
    """A pupil has become nearly secure or secure in an objective."""

    pupil_id: int
    objective_id: str
    words: str


@dataclass(frozen=True)
class _Objective:
    """An objective of one pupil: its items, and what besides attempts decides what it is called."""

    items: Sequence[ItemSpec]
    judged: Judged
    piece: PieceState
    checks: Collection[int]

    def words(self, catalogue: Catalogue, attempts: Sequence[Tried]) -> str:
        """Return what the objective is called after some attempts, oldest first."""
        if not attempts:
            return "not started"
        shown = earned.shown_by(catalogue, attempts, self.judged)
        whole = not earned.still_missing(self.items, shown, self.piece)
        unaided = sum(not one.aided for one in attempts)
        return mastery.in_words(attempts[-1].known_after, unaided, self._checked(attempts), whole)

    def _checked(self, attempts: Sequence[Tried]) -> bool:
        """Return whether the newest check on a later day was passed without help."""
        first = [one for one in attempts if one.session_id in self.checks and one.number == 1]
        marked = [one for one in first if judgements.mark_of(one, self.judged) is not None]
        return bool(marked) and judgements.mark_of(marked[-1], self.judged) is True and not marked[-1].aided


def gains(
    catalogue: Catalogue, db: Session, whose: Iterable[tuple[int, str]], begin: datetime, end: datetime
) -> list[Gain]:
    """Return what has been gained between two moments, of the pupils and objectives given, in their order."""
    found = []
    for pupil_id, objective_id in whose:
        items = earned.items_of(catalogue, objective_id)
        attempts = [one for one in earned.attempts_at(db, pupil_id, objective_id) if one.at < end]
        if not items or not attempts:
            continue
        piece = pieces.state(catalogue, db, pupil_id, objective_id)
        checks = _reviews_of(db, pupil_id, objective_id)
        own = _Objective(items, judgements.of_pupil(db, pupil_id), piece, checks)
        before = own.words(catalogue, [one for one in attempts if one.at < begin])
        after = own.words(catalogue, attempts)
        if after in NEWS and ORDER.index(after) > ORDER.index(before):
            found.append(Gain(pupil_id, objective_id, after))
    return found


def _reviews_of(db: Session, pupil_id: int, objective_id: str) -> set[int]:
    """Return the ids of a pupil's sessions that checked an objective on a later day."""
    query = select(TutoringSession.id).where(
        TutoringSession.pupil_id == pupil_id,
        TutoringSession.objective_id == objective_id,
        TutoringSession.purpose == "review",
    )
    return {one for one in db.exec(query).all() if one is not None}
