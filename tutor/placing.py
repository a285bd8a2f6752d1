"""A placement as the records hold it: which objective is asked about next, and what the answers come to.

The answers are what is kept; the state of the placement is worked out from them each time.
"""

from collections.abc import Mapping

from sqlmodel import Session, select

from content_store.curriculum import Objective
from tutor import history, knowledge, placement
from tutor.assembly import Tutor
from tutor.item_choice import drawn
from tutor.placement import PlacementState
from tutor.records import Account, Attempt, Mastery, TutoringSession, now


def has_placement(db: Session, pupil_id: int, subject_id: str) -> bool:
    """Return whether a pupil has begun to be placed in a subject, or has worked in it before."""
    query = select(TutoringSession).where(
        TutoringSession.pupil_id == pupil_id,
        TutoringSession.purpose == "placement",
        TutoringSession.subject_id == subject_id,
    )
    return db.exec(query).first() is not None


def state_of(tutor: Tutor, db: Session, session: TutoringSession) -> tuple[PlacementState, list[str]]:
    """Return what is thought of the pupil after the answers so far, and the objectives asked about."""
    catalogue = tutor.catalogue
    objectives = catalogue.objectives(session.subject_id or "")
    needs = {one.id: [needed.id for needed in catalogue.needs_of(one.id)] for one in objectives}
    year = _year_of(db, session.pupil_id)
    usual = {one.id: placement.usual_known(one.year, year) for one in objectives}
    state = placement.begin(needs, usual, [one.id for one in objectives if catalogue.items_of(one.id)])
    marks = {one.turn_id: one for one in history.attempts_in(db, session)}
    asked = []
    for turn in history.turns_of(db, session):
        if turn.who != "pupil" or turn.read_as not in ("attempt", "pass") or turn.item_id is None:
            continue
        item = drawn(catalogue, turn.item_id, turn.seed or 0)
        if item is None or item.objective_id not in state.objective_ids:
            continue
        attempt: Attempt | None = marks.get(turn.id or 0)
        right = attempt.right if attempt else None
        tracing = knowledge.tracing_of(tutor, item)
        state = placement.after_answer(state, item.objective_id, right, tracing, dont_know=turn.read_as == "pass")
        asked.append(item.objective_id)
    return state, asked


def next_objective(tutor: Tutor, db: Session, session: TutoringSession) -> str | None:
    """Return the objective to ask about next, None when the placement is over."""
    state, asked = state_of(tutor, db, session)
    return placement.next_objective(state, asked)


def conclude(tutor: Tutor, db: Session, session: TutoringSession) -> None:
    """Keep what the placement says of every objective not yet worked on."""
    state, asked = state_of(tutor, db, session)
    for objective_id, known in state.known().items():
        if history.mastery_of(db, session.pupil_id, objective_id) is None:
            row = Mastery(pupil_id=session.pupil_id, objective_id=objective_id, known=known, updated_at=now())
            row.attempts = asked.count(objective_id)
            db.add(row)
    db.flush()


def suited(tutor: Tutor, known: Mapping[str, float], subject_id: str) -> list[Objective]:
    """Return the objectives of a subject that suit a pupil now, those with questions, in the order of teaching.

    `known` is the probability that each objective is known; what is needed of another subject is passed over.
    """
    catalogue = tutor.catalogue
    objectives = {one.id: one for one in catalogue.objectives(subject_id)}
    needs = {name: [one.id for one in catalogue.needs_of(name) if one.id in objectives] for name in objectives}
    return [objectives[name] for name in placement.suited(known, needs) if catalogue.items_of(name)]


def not_yet_taken_up(tutor: Tutor, db: Session, pupil_id: int) -> list[str]:
    """Return the subjects in which a pupil has been placed and has begun nothing since, the newest placement first."""
    sessions = history.sessions_of(db, pupil_id)
    begun: set[str] = set()
    subjects: list[str] = []
    for one in sessions:
        if one.purpose == "placement" and one.phase == "done" and one.item_id is None and one.subject_id:
            if one.subject_id not in begun:
                subjects.append(one.subject_id)
            begun.add(one.subject_id)
        elif one.purpose == "practice" and (subject := tutor.catalogue.subject_of(one.objective_id)):
            begun.add(subject.id)
    return subjects


def _year_of(db: Session, pupil_id: int) -> int | None:
    """Return the pupil's year group, from the classes that they are in."""
    account = db.get(Account, pupil_id)
    years = [one.year for one in history.classes_of(db, pupil_id)] if account else []
    return max(years, default=None)
