"""What a teacher reads of one pupil: sessions with their minutes, help, judgements, how an estimate came about.

Only `answers` holds words of the pupil's: whoever shows them records it.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select as columns
from sqlmodel import Session, col, func, select

from tutor import judgements
from tutor.records import Account, Attempt, HintGiven, Turn, TutoringSession
from tutor.teaching_records import AttemptDecision, Handover, MasteryOverride
from tutor.working_time import minutes_of

SESSIONS_A_PAGE = 10
ANSWERS_A_PAGE = 15


@dataclass(frozen=True)
class SessionLine:
    """A session in the timeline: minutes at work, answers, those right at the first try without help, hints."""

    session: TutoringSession
    minutes: int
    answers: int
    unaided_right: int
    hints: int


@dataclass(frozen=True)
class Point:
    """One attempt as it moved the estimate, from `before` to `known`.

    `right` is the mark that counts, None where nobody could be sure.
    """

    at: datetime
    objective_id: str
    item_id: str
    right: bool | None
    aided: bool
    before: float
    known: float


@dataclass(frozen=True)
class Answer:
    """One attempt with the pupil's turn; `judged` is a teacher's newest mark, None where there is none."""

    attempt: Attempt
    turn: Turn
    judged: bool | None


@dataclass(frozen=True)
class HelpLine:
    """How often a rung of the ladder was given: on asking, and after a wrong answer. The last tells the answer."""

    rung: int
    tells: bool
    asked_for: int
    followed: int


@dataclass(frozen=True)
class Judged:
    """A teacher's judgement of an objective, standing or not, with who made it."""

    override: MasteryOverride
    teacher: str


@dataclass(frozen=True)
class Effort:
    """What a pupil did since a moment, in facts: days at work, sessions, minutes, and questions tried."""

    days: int
    sessions: int
    minutes: int
    questions: int


def last_page(count: int, size: int) -> int:
    """Return the number of the last page, from 1."""
    return max(1, -(-count // size))


def count_sessions(db: Session, pupil_id: int) -> int:
    """Return how many sessions a pupil has had."""
    return db.exec(select(func.count()).where(TutoringSession.pupil_id == pupil_id)).one()


def sessions(db: Session, pupil_id: int, page: int) -> list[SessionLine]:
    """Return one page of a pupil's sessions, newest first."""
    query = select(TutoringSession).where(TutoringSession.pupil_id == pupil_id)
    query = query.order_by(col(TutoringSession.started_at).desc(), col(TutoringSession.id).desc())
    found = db.exec(query.offset((page - 1) * SESSIONS_A_PAGE).limit(SESSIONS_A_PAGE)).all()
    ids = [one.id or 0 for one in found]
    moments = _moments(db, ids)
    hints = _counted(db, HintGiven, ids)
    answers: Counter[int] = Counter()
    right: Counter[int] = Counter()
    counted = columns(col(Attempt.session_id), col(Attempt.aided), judgements.counted())
    for session_id, aided, mark in db.execute(counted.where(col(Attempt.session_id).in_(ids))):
        answers[session_id] += 1
        right[session_id] += bool(mark) and not aided
    return [
        SessionLine(one, round(minutes_of(moments[own])), answers[own], right[own], hints[own])
        for one, own in zip(found, ids, strict=True)
    ]


def effort(db: Session, pupil_ids: Collection[int], since: datetime) -> dict[int, Effort]:
    """Return what each of some pupils did since a moment; who did nothing has an entry of noughts."""
    query = columns(col(TutoringSession.pupil_id), col(Turn.session_id), col(Turn.at)).join(
        TutoringSession, col(TutoringSession.id) == col(Turn.session_id)
    )
    query = query.where(col(TutoringSession.pupil_id).in_(pupil_ids), col(Turn.who) == "pupil", col(Turn.at) >= since)
    moments: dict[int, list[datetime]] = defaultdict(list)
    worked: dict[int, set[int]] = defaultdict(set)
    for pupil_id, session_id, at in db.execute(query):
        moments[pupil_id].append(at)
        worked[pupil_id].add(session_id)
    tried = columns(col(Attempt.pupil_id), col(Attempt.session_id), col(Attempt.item_id), col(Attempt.seed)).distinct()
    tried = tried.where(col(Attempt.pupil_id).in_(pupil_ids), col(Attempt.at) >= since)
    questions = Counter(row[0] for row in db.execute(tried))
    return {
        one: Effort(
            len({at.date() for at in moments[one]}), len(worked[one]), round(minutes_of(moments[one])), questions[one]
        )
        for one in pupil_ids
    }


def points(db: Session, pupil_id: int, objective_id: str = "") -> list[Point]:
    """Return how attempts moved the estimates of a pupil, oldest first; of one objective or of all."""
    names = (Attempt.at, Attempt.objective_id, Attempt.item_id)
    query = columns(
        *map(col, names), judgements.counted(), col(Attempt.aided), col(Attempt.known_before), col(Attempt.known_after)
    )
    query = query.where(col(Attempt.pupil_id) == pupil_id).order_by(col(Attempt.id))
    if objective_id:
        query = query.where(col(Attempt.objective_id) == objective_id)
    return [Point(*row) for row in db.execute(query)]


def count_answers(db: Session, pupil_id: int, objective_id: str = "") -> int:
    """Return how many attempts a pupil has made, at one objective or at all."""
    query = select(func.count()).where(Attempt.pupil_id == pupil_id)
    return db.exec(query.where(Attempt.objective_id == objective_id) if objective_id else query).one()


def answers(db: Session, pupil_id: int, page: int, objective_id: str = "") -> list[Answer]:
    """Return one page of a pupil's attempts with answer and working, newest first; of one objective or of all."""
    query = select(Attempt, Turn).join(Turn, col(Turn.id) == Attempt.turn_id).where(Attempt.pupil_id == pupil_id)
    if objective_id:
        query = query.where(Attempt.objective_id == objective_id)
    query = query.order_by(col(Attempt.id).desc()).offset((page - 1) * ANSWERS_A_PAGE).limit(ANSWERS_A_PAGE)
    rows = db.exec(query).all()
    judged = judgements.of_attempts(db, [attempt for attempt, _ in rows])
    return [Answer(attempt, turn, judged.get(attempt.id or 0)) for attempt, turn in rows]


def ladder(db: Session, pupil_id: int) -> list[HelpLine]:
    """Return how often each rung was given to a pupil, the first rung first, the full solution last."""
    asked: Counter[tuple[bool, int]] = Counter()
    followed: Counter[tuple[bool, int]] = Counter()
    query = columns(col(HintGiven.rung), col(HintGiven.bottom_out), col(HintGiven.asked_for)).join(
        TutoringSession, col(TutoringSession.id) == col(HintGiven.session_id)
    )
    for rung, tells, asked_for in db.execute(query.where(col(TutoringSession.pupil_id) == pupil_id)):
        (asked if asked_for else followed)[tells, 0 if tells else rung] += 1
    return [
        HelpLine(rung, tells, asked[tells, rung], followed[tells, rung]) for tells, rung in sorted(asked | followed)
    ]


def judgements_of(db: Session, pupil_id: int) -> list[Judged]:
    """Return every judgement of a pupil's objectives that a teacher has made, newest first."""
    query = select(MasteryOverride, Account.name).join(Account, col(Account.id) == MasteryOverride.teacher_id)
    query = query.where(MasteryOverride.pupil_id == pupil_id).order_by(col(MasteryOverride.id).desc())
    return [Judged(*row) for row in db.exec(query).all()]


def marks_of(db: Session, pupil_id: int) -> int:
    """Return how many of a pupil's answers teachers have marked."""
    query = select(func.count(func.distinct(AttemptDecision.attempt_id))).join(
        Attempt, col(Attempt.id) == AttemptDecision.attempt_id
    )
    return db.exec(query.where(Attempt.pupil_id == pupil_id, AttemptDecision.judge == "teacher")).one()


def waiting(db: Session, pupil_id: int) -> Sequence[Handover]:
    """Return what a pupil's sessions have handed over and nobody has settled, oldest first."""
    query = select(Handover).where(Handover.pupil_id == pupil_id, col(Handover.settled_at).is_(None))
    return db.exec(query.order_by(col(Handover.at), col(Handover.id))).all()


def newest_misconceptions(db: Session, pupil_id: int) -> dict[str, str]:
    """Return, by objective, the id of the misconception to which a pupil's newest attempt at it points, if it does."""
    query = columns(col(Attempt.objective_id), col(Attempt.misconception_id)).where(col(Attempt.pupil_id) == pupil_id)
    newest = dict(tuple(row) for row in db.execute(query.order_by(col(Attempt.id))))
    return {objective_id: named for objective_id, named in newest.items() if named}


def _moments(db: Session, ids: Collection[int]) -> dict[int, list[datetime]]:
    """Return when the pupil said something, by session."""
    found: dict[int, list[datetime]] = defaultdict(list)
    query = columns(col(Turn.session_id), col(Turn.at)).where(col(Turn.session_id).in_(ids), col(Turn.who) == "pupil")
    for session_id, at in db.execute(query):
        found[session_id].append(at)
    return found


def _counted(db: Session, table: type[HintGiven], ids: Collection[int]) -> Counter[int]:
    query = columns(col(table.session_id), func.count()).where(col(table.session_id).in_(ids))
    return Counter({row[0]: row[1] for row in db.execute(query.group_by(col(table.session_id)))})
