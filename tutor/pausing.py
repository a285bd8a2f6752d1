"""What becomes of a session when the day's time is up: the open answer is marked and kept, and no new question is put.

A session that waits has no open item and is not done. It goes on with what it was to put next, once there is time.
"""

from collections.abc import Sequence
from typing import Any, cast

from sqlmodel import Session, col, select

from tutor import history, working_time
from tutor.assembly import Tutor
from tutor.exchange import Exchange, Said
from tutor.fixed_words import FIXED, Words
from tutor.history import ASKING
from tutor.moves import make
from tutor.policy import Move, MoveName
from tutor.recording import add_turn
from tutor.records import Turn, TutoringSession


def carry_out(exchange: Exchange, moves: Sequence[Move]) -> None:
    """Make the moves; when the day's time is up, words that say so in the place of a new question."""
    new = next((one for one in moves if one.name in ASKING), None)
    over = new is not None and working_time.today(exchange.db, exchange.session.pupil_id).over
    for move in moves:
        if over and move is new:
            _wait(exchange, move)
        else:
            make(exchange, move)


def _wait(exchange: Exchange, new: Move) -> None:
    """Let a session wait; what was to be put next is kept."""
    session = exchange.session
    facts = {"put next": new.name, "like": (session.item_id, session.seed)}
    session.item_id, session.phase = None, "practice"
    add_turn(exchange, Move("time_up"), Words(FIXED["time_up"], facts=facts))


def waits(session: TutoringSession) -> bool:
    """Return whether a session waits for another day, or for more time."""
    return session.item_id is None and session.phase != "done" and session.ended_at is None


def go_on(tutor: Tutor, db: Session, session: TutoringSession) -> bool:
    """Put what a waiting session was to put next; return whether it was one and there is time."""
    if not waits(session) or working_time.today(db, session.pupil_id).over:
        return False
    query = select(Turn).where(Turn.session_id == session.id, Turn.move == "time_up")
    stopped = db.exec(query.order_by(col(Turn.position).desc())).first()
    facts: dict[str, Any] = stopped.facts if stopped else {}
    session.item_id, session.seed = facts.get("like", (None, 0))
    exchange = Exchange(tutor, db, session, Said(0, "help", ""), None, position=history.last_position(db, session))
    make(exchange, Move(cast(MoveName, facts.get("put next", "ask"))))
    db.flush()
    return True
