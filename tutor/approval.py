"""Approval mode: what the model worded waits for a teacher, who sends, edits or refuses it.

The pupil has the authored words at once and waits for nobody. Nothing is held that the checker has not passed, and
nothing where there is no model.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from types import MappingProxyType

from sqlmodel import Session, col, select

from tutor import history
from tutor.class_records import HeldReply
from tutor.records import Account, Turn, TutoringSession, now

HELD = "held for a teacher"
"""Why the model's words were not shown at once, in the place of a broken rule."""
DAYS = 7
"""How long a reply waits: after a week nobody remembers the question."""
WEEKS = 4
"""Over how long decisions are counted."""
LONGEST_EDIT = 1000
LONGEST_REASON = 180
OTHER = "other"
REASONS: Mapping[str, str] = MappingProxyType(
    {
        "wrong": "It is wrong or misleading",
        "too much": "It gives too much away",
        "unclear": "It is hard to understand",
        "no better": "The lesson’s own words are better",
        "late": "It comes too late",
        OTHER: "Something else",
    }
)


@dataclass(frozen=True)
class InPlace:
    """A held reply with what it answers: the question put, what the pupil did, and whose session it is."""

    held: HeldReply
    turn: Turn
    session: TutoringSession
    pupil: Account
    question: Turn | None
    said: Turn | None
    expired: bool
    """Whether it waited too long, or its session is over, and nobody has decided."""


@dataclass
class Decisions:
    """How many replies of a class were sent as they were, edited, refused and why, or left until they expired."""

    sent: int = 0
    edited: int = 0
    refused: Counter[str] = field(default_factory=Counter)
    doubted: int = 0
    """Edited replies that were sent although the checker doubted them."""
    expired: int = 0
    waiting: int = 0

    @property
    def decided(self) -> int:
        """How many a teacher has decided."""
        return self.sent + self.edited + self.refused.total()


def class_of(db: Session, pupil_id: int) -> int | None:
    """Return the class whose teachers see a pupil's replies first, None where no class of theirs asks for it."""
    return next((one.id for one in history.classes_of(db, pupil_id) if one.approval), None)


def held_of(db: Session, turn_id: int) -> HeldReply | None:
    """Return what is held of a turn, None for nothing."""
    return db.exec(select(HeldReply).where(HeldReply.turn_id == turn_id)).one_or_none()


def undrafted(db: Session) -> Sequence[int]:
    """Return the turns whose reply is to be held and has not been worded yet, oldest first."""
    query = select(HeldReply.turn_id).where(HeldReply.draft == "", col(HeldReply.decision).is_(None))
    return db.exec(query.order_by(col(HeldReply.turn_id))).all()


def keep_draft(db: Session, held: HeldReply, draft: str | None) -> None:
    """Keep the draft that passed the checker for the teacher; without one nothing is held."""
    if draft is None:
        db.delete(held)
        return
    held.draft, held.at = draft, now()
    db.add(held)


def is_expired(held: HeldReply, session: TutoringSession, moment: datetime) -> bool:
    """Return whether a reply that nobody has decided is of no more use: its session is over, or it has got old."""
    over = session.ended_at is not None or moment - held.at > timedelta(days=DAYS)
    return held.decision is None and over


def waits(held: HeldReply, session: TutoringSession, moment: datetime) -> bool:
    """Return whether a reply can still be decided."""
    return bool(held.draft) and held.decision is None and not is_expired(held, session, moment)


def _rows(
    db: Session, class_ids: Iterable[int | None], since: datetime
) -> Sequence[tuple[HeldReply, TutoringSession, Account]]:
    """Return the replies held for some classes since a moment, newest first; of pupils who are still in them."""
    ids = [one for one in class_ids if one is not None]
    pupils = {one: {pupil.id for pupil in history.pupils_in(db, one)} for one in ids}
    query = (
        select(HeldReply, TutoringSession, Account)
        .join(Turn, col(Turn.id) == HeldReply.turn_id)
        .join(TutoringSession, col(TutoringSession.id) == Turn.session_id)
        .join(Account, col(Account.id) == HeldReply.pupil_id)
        .where(col(HeldReply.class_id).in_(ids), HeldReply.draft != "", HeldReply.at >= since)
    )
    rows = db.exec(query.order_by(col(HeldReply.at).desc(), col(HeldReply.id).desc())).all()
    return [row for row in rows if row[0].pupil_id in pupils[row[0].class_id]]


def waiting_for(db: Session, teacher_id: int) -> list[HeldReply]:
    """Return the replies that wait for a teacher, newest first."""
    moment, classes = now(), history.classes_of(db, teacher_id)
    rows = _rows(db, [one.id for one in classes], moment - timedelta(days=DAYS))
    return [held for held, session, _ in rows if waits(held, session, moment)]


def settled_for(db: Session, teacher_id: int) -> list[tuple[HeldReply, Account, bool]]:
    """Return what was decided or has expired in a teacher's classes in the last weeks, newest first.

    Each with its pupil and whether it expired.
    """
    moment, classes = now(), history.classes_of(db, teacher_id)
    rows = _rows(db, [one.id for one in classes], moment - timedelta(weeks=WEEKS))
    return [
        (held, pupil, is_expired(held, session, moment))
        for held, session, pupil in rows
        if not waits(held, session, moment)
    ]


def decisions_in(db: Session, class_id: int) -> Decisions:
    """Return how the replies held for a class in the last weeks were decided."""
    moment, found = now(), Decisions()
    for held, session, _ in _rows(db, [class_id], moment - timedelta(weeks=WEEKS)):
        if held.decision == "sent":
            found.sent += 1
        elif held.decision == "edited":
            found.edited += 1
            found.doubted += bool(held.reason)
        elif held.decision == "refused":
            found.refused[held.reason if held.reason in REASONS else OTHER] += 1
        elif is_expired(held, session, moment):
            found.expired += 1
        else:
            found.waiting += 1
    return found


def in_place(db: Session, held: HeldReply) -> InPlace:
    """Return a held reply with what it answers."""
    turn = db.get_one(Turn, held.turn_id)
    session = db.get_one(TutoringSession, turn.session_id)
    before = [one for one in history.turns_of(db, session) if one.position < turn.position]
    question = next((one for one in reversed(before) if one.move in history.ASKING), None)
    said = next((one for one in reversed(before) if one.who == "pupil"), None)
    pupil = db.get_one(Account, held.pupil_id)
    return InPlace(held, turn, session, pupil, question, said, is_expired(held, session, now()))


def send(held: HeldReply, teacher_id: int, text: str, doubts: Sequence[str] = ()) -> None:
    """Let a pupil see a reply, as it was drafted or as a teacher has edited it.

    `doubts` are the rules that the checker says an edited one breaks: it is sent all the same, and they are kept.
    """
    edited = text != held.draft
    held.decision, held.text = ("edited" if edited else "sent"), text
    held.reason = ", ".join(doubts)[:LONGEST_REASON] if edited else ""
    held.teacher_id, held.decided_at = teacher_id, now()


def refuse(held: HeldReply, teacher_id: int, reason: str, other: str = "") -> None:
    """Keep a reply from a pupil for good; `other` is the reason in the teacher's own words."""
    held.decision, held.reason = "refused", other if reason == OTHER else reason
    held.teacher_id, held.decided_at = teacher_id, now()


def of_session(db: Session, session: TutoringSession) -> dict[int, HeldReply]:
    """Return what the pupil is shown of the held replies of a session, by the turn's id: what waits and what was sent.

    One that is being worded is among them with an empty draft; what was refused or has expired is not.
    """
    query = select(HeldReply).join(Turn, col(Turn.id) == HeldReply.turn_id).where(Turn.session_id == session.id)
    moment = now()
    return {
        held.turn_id: held
        for held in db.exec(query).all()
        if held.decision in ("sent", "edited") or (held.decision is None and not is_expired(held, session, moment))
    }


def every_of_session(db: Session, session: TutoringSession) -> dict[int, HeldReply]:
    """Return all held replies of a session by the turn's id, whatever was decided."""
    query = select(HeldReply).join(Turn, col(Turn.id) == HeldReply.turn_id).where(Turn.session_id == session.id)
    return {held.turn_id: held for held in db.exec(query).all() if held.draft}


def sent_on(db: Session, turns: Iterable[Turn]) -> list[str]:
    """Return what teachers have sent in the place of the words of some turns."""
    query = select(HeldReply.text).where(
        col(HeldReply.turn_id).in_([turn.id for turn in turns]), col(HeldReply.decision).in_(("sent", "edited"))
    )
    return list(db.exec(query).all())
