"""What a session hands over to the teacher, the teacher's queue of it, and how it is settled."""

from collections.abc import Sequence
from typing import Literal

from sqlmodel import Session, col, func, select

from tutor import history, judgements, knowledge
from tutor.assembly import Tutor
from tutor.exchange import Exchange
from tutor.recording import written_id
from tutor.records import Account, Attempt, Membership, Turn, TutoringSession, now
from tutor.teaching_records import AttemptDecision, Handover

Reason = Literal["stuck", "solution", "unsure", "concern"]


def add(exchange: Exchange, reason: Reason) -> None:
    """Put the open question of a session into the teacher's queue, once for each pupil turn."""
    session, turn = exchange.session, exchange.turn
    if turn is None:
        return
    exchange.db.add(
        Handover(
            session_id=written_id(session.id),
            turn_id=written_id(turn.id),
            pupil_id=session.pupil_id,
            objective_id=session.objective_id,
            item_id=session.item_id,
            seed=session.seed,
            reason=reason,
            attempt_id=exchange.attempt_id,
        )
    )


def renew(exchange: Exchange) -> None:
    """Let what is handed over as unsure name the newest answer, which the pupil compares now."""
    session = exchange.session
    query = select(Handover).where(
        Handover.session_id == session.id,
        Handover.item_id == session.item_id,
        Handover.seed == session.seed,
        Handover.reason == "unsure",
    )
    for one in exchange.db.exec(query).all():
        one.attempt_id = exchange.attempt_id


def untried(db: Session, pupil_id: int, objective_id: str) -> Sequence[Handover]:
    """Return the questions on an objective that a pupil has handed over without a single attempt, oldest first."""
    attempted = (
        select(Attempt.id)
        .where(
            Attempt.session_id == Handover.session_id,
            Attempt.item_id == Handover.item_id,
            Attempt.seed == Handover.seed,
        )
        .exists()
    )
    query = select(Handover).where(
        Handover.pupil_id == pupil_id,
        Handover.objective_id == objective_id,
        Handover.reason == "stuck",
        col(Handover.item_id).is_not(None),
        ~attempted,
    )
    return db.exec(query.order_by(col(Handover.id))).all()


def owed(db: Session, pupil_id: int, objective_id: str) -> list[str]:
    """Return the items that a pupil has handed over without an attempt and not tried since, the oldest first."""
    newest: dict[str, int] = {}
    for one in untried(db, pupil_id, objective_id):
        newest[one.item_id or ""] = one.turn_id
    query = select(Attempt.item_id, func.max(Attempt.turn_id)).where(
        Attempt.pupil_id == pupil_id, col(Attempt.item_id).in_(newest)
    )
    tried = dict(db.exec(query.group_by(Attempt.item_id)).all())
    return [item_id for item_id, turn_id in newest.items() if tried.get(item_id, 0) < turn_id]


def record_comparison(exchange: Exchange) -> None:
    """Record which ideas the pupil found in their own words; it marks nothing."""
    attempts = history.attempts_in(exchange.db, exchange.session)
    if not attempts:
        return
    asked = [turn for turn in history.replies_on_open_item(exchange.db, exchange.session) if turn.move == "self_check"]
    offered = asked[-1].facts.get("ideas", []) if asked else []
    ticked = exchange.said.text.split()
    ideas = [idea for place, idea in enumerate(offered) if str(place) in ticked]
    decision = AttemptDecision(
        attempt_id=written_id(attempts[-1].id), account_id=exchange.session.pupil_id, judge="pupil", ideas=ideas
    )
    exchange.db.add(decision)
    exchange.db.flush()
    knowledge.plan_check(exchange.tutor, exchange.db, (exchange.session.pupil_id, exchange.session.objective_id))
    if exchange.turn is not None:
        exchange.turn.text = "; ".join(ideas)


def waiting_for(db: Session, teacher_id: int) -> Sequence[tuple[Handover, Account]]:
    """Return what waits for a teacher, oldest first, each with its pupil; only pupils of the teacher's own classes."""
    own = select(Membership.class_id).where(Membership.account_id == teacher_id)
    pupils = select(Membership.account_id).where(col(Membership.class_id).in_(own))
    query = (
        select(Handover, Account)
        .join(Account, col(Account.id) == Handover.pupil_id)
        .where(col(Handover.settled_at).is_(None), col(Handover.pupil_id).in_(pupils))
        .order_by(col(Handover.at))
    )
    return db.exec(query).all()


def comparison_of(db: Session, attempt_id: int) -> AttemptDecision | None:
    """Return which ideas the pupil found in their own answer, None where they have not compared."""
    query = select(AttemptDecision).where(AttemptDecision.attempt_id == attempt_id, AttemptDecision.judge == "pupil")
    return db.exec(query.order_by(col(AttemptDecision.id).desc())).first()


def settle(db: Session, handover: Handover, teacher_id: int) -> None:
    """Take something out of the queue."""
    handover.settled_at, handover.settled_by = now(), teacher_id
    db.add(handover)


def give_leave(db: Session, handover: Handover, teacher_id: int) -> None:
    """Let the full solution be shown, if the question that it was asked for is still open."""
    session = db.get(TutoringSession, handover.session_id, with_for_update=True)
    if session and (session.item_id, session.seed) == (handover.item_id, handover.seed):
        session.leave = True
        db.add(session)
    settle(db, handover, teacher_id)


def attempts_at(db: Session, handover: Handover) -> Sequence[Attempt]:
    """Return the attempts at what was handed over in its session, oldest first: any of them may be marked."""
    query = select(Attempt).where(
        Attempt.session_id == handover.session_id,
        Attempt.item_id == handover.item_id,
        Attempt.seed == handover.seed,
    )
    return db.exec(query.order_by(col(Attempt.id))).all()


def decide(tutor: Tutor, db: Session, attempt: Attempt, teacher_id: int, right: bool) -> None:
    """Add a teacher's mark of an attempt, whatever marking said of it; where it was unaided the estimate follows.

    What marking said stays in the records: the teacher's mark is added beside it.
    """
    before = judgements.mark_of(attempt, judgements.of_attempts(db, [attempt]))
    db.add(AttemptDecision(attempt_id=written_id(attempt.id), account_id=teacher_id, judge="teacher", right=right))
    turn = db.get(Turn, attempt.turn_id)
    if turn is not None:
        turn.facts = turn.facts | {"judged": right}
        db.add(turn)
    db.flush()
    if not attempt.aided:
        knowledge.retrace(tutor, db, (attempt.pupil_id, attempt.objective_id), counted=int(before is None))
    knowledge.plan_check(tutor, db, (attempt.pupil_id, attempt.objective_id))


def settle_if_marked(db: Session, handover: Handover, teacher_id: int) -> None:
    """Take an answer that marking was unsure of out of the queue once the teacher has marked all that there is."""
    attempts = attempts_at(db, handover)
    judged = judgements.of_attempts(db, attempts)
    if handover.reason == "unsure" and all(one.id in judged for one in attempts):
        settle(db, handover, teacher_id)
