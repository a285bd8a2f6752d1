"""Begins and goes on with the sessions of set work, in the caller's one transaction."""

from sqlmodel import Session

from tutor import assigned_work, assignments, history, pausing, set_work
from tutor.assembly import Tutor
from tutor.assignments import Part
from tutor.class_records import Assignment
from tutor.exchange import Exchange, Said
from tutor.moves import put_item
from tutor.policy import Move
from tutor.records import Account, TutoringSession, now


def go_on(tutor: Tutor, db: Session, pupil_id: int, assignment: Assignment) -> TutoringSession | None:
    """Return the session in which a pupil goes on with set work; None where there is nothing left to do.

    That is the one that is open, the one that was stopped before its end, or the first of the next part. The caller
    has made sure that the work is open and for this pupil.
    """
    db.get(Account, pupil_id, with_for_update=True)  # a double click, or a second tab, waits here
    work = assigned_work.read(db, assignment, [pupil_id])[pupil_id]
    standing = assigned_work.standing_of(tutor.catalogue, assignment, work)
    if standing.state == "done":
        return None
    part = next((one for one, stage in standing.parts if stage != "done"), None)
    if part is None:
        return None
    existing = assigned_work.session_of(part, work)
    if existing is not None and existing.id not in work.ended:
        pausing.go_on(tutor, db, reopen(db, existing))
        return existing
    return _begin(tutor, db, pupil_id, assignment, part)


def reopen(db: Session, session: TutoringSession) -> TutoringSession:
    """Let a session go on that was stopped: with the same question and numbers, or waiting as it waited for time."""
    if session.ended_at is None and session.phase != "done":
        return session
    put = history.question_put(db, session)
    compared = any(turn.move == "self_check" for turn in history.replies_on_open_item(db, session))
    without_help = session.purpose == "test" or (put is not None and put.move == "check")
    if session.item_id is None:
        compared = without_help = False
    session.phase = "self check" if compared else "check" if without_help else "practice"
    session.ended_at, session.last_at = None, now()
    db.add(session)
    return session


def _begin(tutor: Tutor, db: Session, pupil_id: int, assignment: Assignment, part: Part) -> TutoringSession:
    in_test = assignment.mode == "test"
    session = TutoringSession(
        pupil_id=pupil_id,
        objective_id=part.objective_id,
        content_version=tutor.catalogue.version,
        policy=set_work.policy_for(assignment),
        purpose="test" if in_test else "practice",
        assignment_id=assignment.id,
    )
    db.add(session)
    db.flush()
    put_item(Exchange(tutor, db, session, Said(0, "help", ""), None), Move("ask"))
    return session


def own(db: Session, assignment_id: int, pupil_id: int) -> Assignment | None:
    """Return set work that a pupil can begin or go on with today; None for whatever is not open or not for them."""
    found = db.get(Assignment, assignment_id)
    if found is None or not assignments.is_open(found, assignments.today()):
        return None
    return found if assignments.is_for(db, found, pupil_id) else None
