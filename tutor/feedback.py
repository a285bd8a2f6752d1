"""Whether a reply helped, as its pupil says: which replies are asked about, and what has been said of them.

Two buttons under a reply, pressed or not: no stars, no box for a reason, and nothing follows for the pupil.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime

from sqlmodel import Session, col, func, select

from tutor.class_records import ReplyFeedback
from tutor.records import Turn, TutoringSession, now

OF_SUBSTANCE = frozenset({"hint", "explain", "bottom_out", "twin"})
"""The moves whose words can help with the question; the others only lead on."""


def asked_about(db: Session, session_id: int) -> dict[int, bool | None]:
    """Return the positions of a session's replies that are asked about now, each with what the pupil has said of it.

    Those of substance since the pupil's last message: whoever has gone on is not asked about what is over.
    """
    spoken = select(func.max(Turn.position)).where(Turn.session_id == session_id, Turn.who == "pupil")
    last = db.exec(spoken).one()
    if last is None:
        return {}
    query = select(Turn).where(Turn.session_id == session_id, col(Turn.position) > last)
    replies = [turn for turn in db.exec(query.order_by(col(Turn.position))).all() if is_of_substance(turn)]
    said = said_of(db, replies)
    return {turn.position: said.get(turn.id or 0) for turn in replies}


def is_of_substance(turn: Turn) -> bool:
    """Return whether a turn is a reply that can have helped and that the pupil has seen."""
    return turn.who == "tutor" and turn.state == "shown" and turn.move in OF_SUBSTANCE


def say(db: Session, pupil_id: int, turn: Turn, helped: bool) -> None:
    """Keep what a pupil says of a reply in the place of what was said before; the caller knows that it is theirs."""
    row = db.get(ReplyFeedback, turn.id) or ReplyFeedback(turn_id=turn.id or 0, pupil_id=pupil_id, helped=helped)
    row.helped, row.at = helped, now()
    db.add(row)


def said_of(db: Session, turns: Sequence[Turn]) -> dict[int, bool]:
    """Return what has been said of some turns, by the turn's id."""
    query = select(ReplyFeedback).where(col(ReplyFeedback.turn_id).in_([turn.id for turn in turns]))
    return {row.turn_id: row.helped for row in db.exec(query).all()}


def unhelpful(
    db: Session, pupil_ids: Iterable[int], begin: datetime, end: datetime
) -> Sequence[tuple[ReplyFeedback, Turn, TutoringSession]]:
    """Return the replies that these pupils have called unhelpful between two moments, the newest first."""
    query = (
        select(ReplyFeedback, Turn, TutoringSession)
        .join(Turn, col(Turn.id) == ReplyFeedback.turn_id)
        .join(TutoringSession, col(TutoringSession.id) == Turn.session_id)
        .where(
            col(ReplyFeedback.pupil_id).in_(list(pupil_ids)),
            col(ReplyFeedback.helped).is_(False),
            ReplyFeedback.at >= begin,
            ReplyFeedback.at < end,
        )
    )
    return db.exec(query.order_by(col(ReplyFeedback.at).desc(), col(ReplyFeedback.turn_id))).all()
