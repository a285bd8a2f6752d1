"""What is known of a pupil, kept in the records: estimates from unaided attempts, teachers' judgements, delayed checks.

`mastery`, `tracing` and `reviews` hold the formulas; this module reads and writes the rows that they work on.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, TypeVar

from sqlmodel import Session, col, select
from sqlmodel.sql.expression import SelectOfScalar

from content_store.answers import ChoiceAnswer
from content_store.items import DrawnItem
from tutor import earned, history, judgements, mastery, pieces, reviews
from tutor.assembly import Tutor
from tutor.earned import Missing
from tutor.history import Tried
from tutor.item_choice import drawn
from tutor.judgements import Judged
from tutor.mastery import Estimate, Needed, Standing, Tracing, Unaided
from tutor.records import Mastery, now
from tutor.reviews import ReviewState
from tutor.teaching_records import MasteryOverride, Review

Row = TypeVar("Row")


@dataclass(frozen=True)
class Known:
    """What counts for one objective of one pupil: the probability, where it comes from, and how sure it is."""

    standing: Standing
    estimate: Estimate
    words: str
    reason: str = ""
    """The teacher's reason where the teacher's judgement counts."""
    missing: Missing = field(default_factory=Missing)
    """What the objective still asks for before it can be called nearly secure; nothing where a teacher has judged."""

    @property
    def held_back(self) -> str:
        """What keeps an objective from being called nearly secure whose estimate would do, in words; else empty."""
        return self.missing.words if self.standing.known >= mastery.MASTERED else ""


def tracing_of(tutor: Tutor, item: DrawnItem) -> Tracing:
    """Return the probabilities for an item: fitted ones where there are any."""
    choices = len(item.answer.choices) if isinstance(item.answer, ChoiceAnswer) else 4
    return tutor.tracings.tracing_for(item.objective_id, item.kind, choices)


def start_of(tutor: Tutor, db: Session, pupil_id: int, objective_id: str) -> float:
    """Return how likely a pupil knows an objective before the first attempt: what it needs has its say."""
    needs = []
    for needed in tutor.catalogue.needs_of(objective_id):
        row = history.mastery_of(db, pupil_id, needed.id)
        started = tutor.tracings.starting_value(needed.id)
        needs.append(Needed(row.known if row else started, started))
    return mastery.starting_known(tutor.tracings.starting_value(objective_id), needs)


def known_of(tutor: Tutor, db: Session, pupil_id: int, objective_id: str) -> float:
    """Return the estimate as it stands, or the starting value before the first attempt."""
    row = history.mastery_of(db, pupil_id, objective_id)
    return row.known if row else start_of(tutor, db, pupil_id, objective_id)


def trace(tutor: Tutor, db: Session, whose: tuple[int, str], right: bool, tracing: Tracing) -> tuple[float, float]:
    """Update the estimate from an unaided attempt; return it before and after.

    Once the attempt is recorded, `plan_check` is the caller's: what has been shown is told from the attempts.
    """
    pupil_id, objective_id = whose
    row = history.mastery_of(db, pupil_id, objective_id) or Mastery(
        pupil_id=pupil_id, objective_id=objective_id, known=start_of(tutor, db, pupil_id, objective_id)
    )
    before = row.known
    row.attempts += 1
    _settle(db, row, mastery.update(before, right, tracing))
    return before, row.known


def retrace(tutor: Tutor, db: Session, whose: tuple[int, str], counted: int = 0) -> None:
    """Work the estimate out again after a teacher has marked an attempt; `counted` attempts count that did not before.

    From the first unaided attempt that a teacher has marked on: what was known before it stands.
    """
    pupil_id, objective_id = whose
    attempts, judged = _unaided(db, pupil_id, objective_id), judgements.of_pupil(db, pupil_id)
    if not any(one.id in judged for one in attempts):
        return
    row = history.mastery_of(db, pupil_id, objective_id) or Mastery(
        pupil_id=pupil_id, objective_id=objective_id, known=attempts[0].known_before
    )
    row.attempts += counted
    _settle(db, row, _replayed(tutor, attempts, judged))
    plan_check(tutor, db, whose)


def _replayed(tutor: Tutor, attempts: Sequence[Tried], judged: Judged) -> float:
    """Return the estimate after attempts, of which a teacher may have marked some otherwise than marking did."""
    first = next((place for place, one in enumerate(attempts) if one.id in judged), None)
    if first is None:
        return attempts[-1].known_after
    known = attempts[first].known_before
    for one in attempts[first:]:
        right = judgements.mark_of(one, judged)
        if right is not None:
            item = drawn(tutor.catalogue, one.item_id, one.seed)
            known = mastery.update(known, right, tracing_of(tutor, item) if item else None)
    return known


def _settle(db: Session, row: Mastery, known: float) -> None:
    """Keep an estimate."""
    row.known, row.updated_at = known, now()
    db.add(row)
    db.flush()


def plan_check(tutor: Tutor, db: Session, whose: tuple[int, str]) -> None:
    """Give an objective that has become nearly secure its first delayed check: by the estimate, and earned."""
    row = history.mastery_of(db, *whose)
    if row is None or row.known < mastery.MASTERED or db.get(Review, whose) is not None:
        return
    if not earned.missing(tutor.catalogue, db, *whose):
        _keep(db, whose, reviews.first_review(now()))
        db.flush()


def record_check(db: Session, whose: tuple[int, str], right: bool | None, aided: bool) -> None:
    """Schedule the next delayed check after one."""
    row = db.get(Review, whose)
    if row is not None:
        _keep(db, whose, reviews.after_check(_state(row), right, now(), aided))


def due(db: Session, pupil_id: int) -> list[str]:
    """Return the objectives whose delayed check is due, the longest overdue first."""
    query = select(Review).where(Review.pupil_id == pupil_id).order_by(col(Review.due_at))
    return [row.objective_id for row in db.exec(query).all() if reviews.is_due(_state(row), now())]


def all_known(tutor: Tutor, db: Session, pupil_id: int) -> dict[str, Known]:
    """Return what counts for every objective that a pupil has begun."""
    return known_of_pupils(tutor, db, [pupil_id])[pupil_id]


def known_of_pupils(
    tutor: Tutor, db: Session, pupil_ids: Collection[int], objective_ids: Collection[str] | None = None
) -> dict[int, dict[str, Known]]:
    """Return what counts for the objectives that each of some pupils has begun, all of them or those named.

    However many pupils and objectives there are, the records are asked the same six questions.
    """
    rows = db.exec(_for(select(Mastery), Mastery, pupil_ids, objective_ids)).all()
    overrides = _overrides(db, pupil_ids, objective_ids)
    checks = {(one.pupil_id, one.objective_id): _state(one) for one in _reviews(db, pupil_ids, objective_ids)}
    judged = judgements.of_pupils(db, pupil_ids)
    written = pieces.states_of(tutor.catalogue, db, pupil_ids)
    attempts = earned.attempts_of(db, pupil_ids, objective_ids)
    items = {name: earned.items_of(tutor.catalogue, name) for name in {row.objective_id for row in rows}}
    found: dict[int, dict[str, Known]] = {pupil_id: {} for pupil_id in pupil_ids}
    for row in rows:
        whose = row.pupil_id, row.objective_id
        own, asked = attempts.get(whose, []), items[row.objective_id]
        asks = any(one.kind == pieces.PIECE for one in asked)
        piece = written.get(whose, "missing") if asks else "none needed"
        missing = earned.still_missing(asked, earned.shown_by(tutor.catalogue, own, judged), piece)
        evidence = _Evidence([one for one in own if not one.aided], judged, missing)
        check = checks.get(whose)
        found[row.pupil_id][row.objective_id] = _known(
            tutor, row, evidence, overrides.get(whose), bool(check and check.checked)
        )
    return found


def _for(
    query: SelectOfScalar[Row], table: Any, pupil_ids: Collection[int], objective_ids: Collection[str] | None
) -> SelectOfScalar[Row]:
    """Return a query for the rows of some pupils, on some objectives or on all."""
    query = query.where(table.pupil_id.in_(pupil_ids))
    return query if objective_ids is None else query.where(table.objective_id.in_(objective_ids))


def _overrides(
    db: Session, pupil_ids: Collection[int], objective_ids: Collection[str] | None
) -> dict[tuple[int, str], MasteryOverride]:
    """Return the newest judgement that stands in place of each estimate."""
    query = _for(select(MasteryOverride), MasteryOverride, pupil_ids, objective_ids)
    query = query.where(col(MasteryOverride.withdrawn_at).is_(None)).order_by(col(MasteryOverride.id))
    return {(row.pupil_id, row.objective_id): row for row in db.exec(query).all()}


@dataclass(frozen=True)
class _Evidence:
    """The unaided attempts at an objective, oldest first, what teachers say of them, and what has not been shown."""

    attempts: list[Tried]
    judged: Judged
    missing: Missing

    def unaided(self, tutor: Tutor, after: datetime | None = None) -> list[Unaided]:
        """Return the attempts with the marks that count, those after a moment where one is given."""
        return [_evidence(tutor, one, self.judged) for one in self.attempts if after is None or one.at > after]

    def known_at(self, tutor: Tutor, moment: datetime, start: float) -> float:
        """Return what the attempts until a moment say; `start` where there are none."""
        earlier = [one for one in self.attempts if one.at <= moment]
        return _replayed(tutor, earlier, self.judged) if earlier else start


def _known(tutor: Tutor, row: Mastery, evidence: _Evidence, override: MasteryOverride | None, checked: bool) -> Known:
    attempts = evidence.attempts
    start = attempts[0].known_before if attempts else row.known
    fitted = tutor.tracings.tracing_for(row.objective_id, "numeric")
    tracing = Tracing(start, fitted.learn, fitted.guess, fitted.slip)
    estimate = mastery.estimate(evidence.unaided(tutor), tracing)
    if override is None:
        standing = mastery.standing(row.known, None, [], tracing)
    else:
        before = evidence.known_at(tutor, override.at, start)
        standing = mastery.standing(before, override.known, evidence.unaided(tutor, override.at), tracing)
    by_teacher = standing.by == "teacher"
    missing = Missing() if by_teacher else evidence.missing
    words = mastery.in_words(
        standing.known, max(row.attempts, int(by_teacher)), checked or by_teacher, whole=not missing
    )
    return Known(standing, estimate, words, override.reason if override and by_teacher else "", missing)


def _evidence(tutor: Tutor, attempt: Tried, judged: Judged) -> Unaided:
    item = tutor.catalogue.item(attempt.item_id)
    guessable = item is not None and item.kind == "choice"
    right = judgements.mark_of(attempt, judged)
    return Unaided(right, mastery.tracing_for("choice").guess if guessable else None)


def _unaided(db: Session, pupil_id: int, objective_id: str) -> list[Tried]:
    return [one for one in earned.attempts_at(db, pupil_id, objective_id) if not one.aided]


def _reviews(db: Session, pupil_ids: Collection[int], objective_ids: Collection[str] | None) -> Sequence[Review]:
    return db.exec(_for(select(Review), Review, pupil_ids, objective_ids)).all()


def _keep(db: Session, whose: tuple[int, str], state: ReviewState) -> None:
    """Write the state of an objective's checks."""
    pupil_id, objective_id = whose
    row = db.get(Review, whose) or Review(pupil_id=pupil_id, objective_id=objective_id, due_at=state.due_at)
    row.card, row.due_at, row.updated_at = state.as_record(), state.due_at, now()
    db.add(row)


def _state(row: Review) -> ReviewState:
    """Return the state that a row keeps."""
    return reviews.of_record(row.card)
