"""What has been recorded, asked for by whoever needs it: the reads behind dialogue and pages."""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from sqlmodel import Session, col, func, select

from tutor.records import (
    Account,
    Attempt,
    Mastery,
    Membership,
    TeachingClass,
    Turn,
    TutoringSession,
    Wording,
)
from tutor.teaching_records import MasteryOverride


class Tried(NamedTuple):
    """What is needed of an attempt to reckon with it: of a class there are thousands, and whole rows are slow to read.

    The fields are those of `Attempt`; it holds no words of the pupil's.
    """

    pupil_id: int
    objective_id: str
    id: int
    session_id: int
    item_id: str
    seed: int
    right: bool | None
    guess: bool
    number: int
    aided: bool
    known_before: float
    known_after: float
    at: datetime


ASKING = ("ask", "check", "place")
"""The moves that put a question."""


def turns_of(db: Session, session: TutoringSession) -> Sequence[Turn]:
    """Return a session's turns, oldest first."""
    query = select(Turn).where(Turn.session_id == session.id).order_by(col(Turn.position))
    return db.exec(query).all()


def last_position(db: Session, session: TutoringSession) -> int:
    """Return the position of a session's newest turn, 0 for none."""
    return db.exec(select(func.max(Turn.position)).where(Turn.session_id == session.id)).one() or 0


def turn_at(db: Session, session: TutoringSession, position: int) -> Turn | None:
    """Return one turn of a session."""
    query = select(Turn).where(Turn.session_id == session.id, Turn.position == position)
    return db.exec(query).one_or_none()


def question_put(db: Session, session: TutoringSession) -> Turn | None:
    """Return the turn that put the newest question of a session."""
    query = select(Turn).where(Turn.session_id == session.id, col(Turn.move).in_(ASKING))
    return db.exec(query.order_by(col(Turn.position).desc())).first()


def items_done(db: Session, session: TutoringSession) -> list[str]:
    """Return the ids of the items put to the pupil in this session, oldest first."""
    query = select(Turn.item_id).where(Turn.session_id == session.id, col(Turn.move).in_(ASKING))
    return [item_id for item_id in db.exec(query.order_by(col(Turn.position))).all() if item_id]


def mastery_of(db: Session, pupil_id: int, objective_id: str) -> Mastery | None:
    """Return what is known of a pupil on an objective, None before the first attempt."""
    return db.get(Mastery, (pupil_id, objective_id))


def masteries_of(db: Session, pupil_id: int) -> dict[str, Mastery]:
    """Return what is known of a pupil, by objective."""
    rows = db.exec(select(Mastery).where(Mastery.pupil_id == pupil_id)).all()
    return {row.objective_id: row for row in rows}


def overrides_of(db: Session, pupil_id: int) -> dict[str, MasteryOverride]:
    """Return the newest judgement that stands in place of each estimate of a pupil, by objective."""
    query = select(MasteryOverride).where(
        MasteryOverride.pupil_id == pupil_id, col(MasteryOverride.withdrawn_at).is_(None)
    )
    return {row.objective_id: row for row in db.exec(query.order_by(col(MasteryOverride.id))).all()}


def open_placement(db: Session, pupil_id: int, subject_id: str) -> TutoringSession | None:
    """Return the pupil's placement in a subject that has not ended."""
    query = select(TutoringSession).where(
        TutoringSession.pupil_id == pupil_id,
        TutoringSession.purpose == "placement",
        TutoringSession.subject_id == subject_id,
        TutoringSession.phase != "done",
        col(TutoringSession.ended_at).is_(None),
    )
    return db.exec(query).first()


def open_session(
    db: Session, pupil_id: int, objective_id: str | None = None, purpose: str = "practice"
) -> TutoringSession | None:
    """Return the pupil's newest session that has not ended.

    On one objective and for one purpose, or, without an objective, any with a question open.
    """
    query = select(TutoringSession).where(TutoringSession.pupil_id == pupil_id, col(TutoringSession.ended_at).is_(None))
    if objective_id:
        query = query.where(TutoringSession.objective_id == objective_id, TutoringSession.purpose == purpose)
    else:
        query = query.where(TutoringSession.phase != "done")
    return db.exec(query.order_by(col(TutoringSession.last_at).desc())).first()


def sessions_of(db: Session, pupil_id: int) -> Sequence[TutoringSession]:
    """Return a pupil's sessions, newest first."""
    query = select(TutoringSession).where(TutoringSession.pupil_id == pupil_id)
    return db.exec(query.order_by(col(TutoringSession.started_at).desc())).all()


def attempts_in(db: Session, session: TutoringSession) -> Sequence[Attempt]:
    """Return a session's attempts, oldest first."""
    return db.exec(select(Attempt).where(Attempt.session_id == session.id).order_by(col(Attempt.id))).all()


def recent_attempts(db: Session, pupil_id: int, objective_id: str, most: int) -> Sequence[Attempt]:
    """Return a pupil's newest attempts on an objective, oldest first."""
    query = select(Attempt).where(Attempt.pupil_id == pupil_id, Attempt.objective_id == objective_id)
    newest = db.exec(query.order_by(col(Attempt.id).desc()).limit(most)).all()
    return newest[::-1]


def tries_since_hint(db: Session, session: TutoringSession) -> int:
    """Return how many genuine attempts at the open item have been made since the newest hint on it."""
    if not session.attempts:
        return 0
    query = select(Attempt).where(Attempt.session_id == session.id).order_by(col(Attempt.id).desc())
    newest = db.exec(query.limit(session.attempts)).all()
    return sum(one.genuine and one.rung == session.rung for one in newest)


def replies_on_open_item(db: Session, session: TutoringSession) -> Sequence[Turn]:
    """Return what the tutor has said since it put the open question, oldest first."""
    asked = question_put(db, session)
    since = asked.position if asked else 0
    query = select(Turn).where(Turn.session_id == session.id, Turn.who == "tutor", col(Turn.position) > since)
    return db.exec(query.order_by(col(Turn.position))).all()


def told_on(turns: Sequence[Turn]) -> frozenset[str]:
    """Return what the tutor's turns on an item have put right or pointed at."""
    return frozenset(str(turn.facts["correction"]) for turn in turns if turn.facts.get("correction"))


def needs_leave(db: Session, pupil_id: int) -> bool:
    """Return whether some class of a pupil's shows full solutions only with the teacher's leave."""
    return any(one.solutions == "with leave" for one in classes_of(db, pupil_id))


def waiting_turns(db: Session) -> Sequence[int]:
    """Return the ids of the replies that have not been worded yet, oldest first: those a stop interrupted."""
    ids = db.exec(select(Turn.id).where(Turn.state == "waiting").order_by(col(Turn.id))).all()
    return [turn_id for turn_id in ids if turn_id is not None]


def wording_of(db: Session, turn_id: int) -> Wording | None:
    """Return how a reply came to be."""
    return db.exec(select(Wording).where(Wording.turn_id == turn_id)).one_or_none()


def wordings_of(db: Session, turns: Sequence[Turn]) -> dict[int | None, Wording | None]:
    """Return how the tutor's turns among these came to be, by turn; None for one that is never worded."""
    ids = [turn.id for turn in turns if turn.who == "tutor"]
    found = {row.turn_id: row for row in db.exec(select(Wording).where(col(Wording.turn_id).in_(ids))).all()}
    return {turn_id: found.get(turn_id or 0) for turn_id in ids}


def account_named(db: Session, username: str) -> Account | None:
    """Return the account with this username, whatever its capitals."""
    return db.exec(select(Account).where(Account.username == username.strip().casefold())).one_or_none()


def classes_of(db: Session, account_id: int) -> Sequence[TeachingClass]:
    """Return the classes that somebody is in, by name."""
    query = select(TeachingClass).join(Membership).where(Membership.account_id == account_id)
    return db.exec(query.order_by(TeachingClass.name)).all()


def pupils_in(db: Session, class_id: int) -> Sequence[Account]:
    """Return the pupils of a class who have not left, by name."""
    query = select(Account).join(Membership).where(Membership.class_id == class_id, Account.role == "pupil")
    return db.exec(query.where(col(Account.left_at).is_(None)).order_by(Account.name)).all()


def teaches(db: Session, teacher_id: int, pupil_id: int) -> bool:
    """Return whether a teacher and a pupil share a class."""
    own = select(Membership.class_id).where(Membership.account_id == teacher_id)
    query = select(Membership).where(Membership.account_id == pupil_id, col(Membership.class_id).in_(own))
    return db.exec(query).first() is not None


def last_seen(db: Session, pupil_id: int) -> datetime | None:
    """Return when a pupil last did something in a session."""
    return db.exec(
        select(TutoringSession.last_at)
        .where(TutoringSession.pupil_id == pupil_id)
        .order_by(col(TutoringSession.last_at).desc())
    ).first()
