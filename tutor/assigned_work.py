"""What pupils have done of set work: how far each has come, and which questions a class found hard.

Read from sessions, attempts and hints; nothing of it is kept, and no words of a pupil's are in it.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from sqlmodel import Session, col, select

from content_store.catalogue import Catalogue
from tutor import assignments, judgements
from tutor.assignments import Part
from tutor.class_records import Assignment
from tutor.judgements import Judged
from tutor.records import Attempt, HintGiven, Turn, TutoringSession
from tutor.working_time import minutes_of

Stage = Literal["not begun", "begun", "done"]
FEWEST = 3
"""Pupils who have tried a question before it is called hard: one or two say little of a class."""
HARD = 0.5


@dataclass
class Work:
    """What one pupil did of one piece of set work."""

    sessions: list[TutoringSession] = field(default_factory=list)
    """Oldest first."""
    attempts: list[Attempt] = field(default_factory=list)
    passed: list[str] = field(default_factory=list)
    """The items of a test that were gone past without an answer."""
    ended: set[int] = field(default_factory=set)
    """The ids of the sessions that came to their end, and were not only stopped."""
    hints: int = 0
    solutions: int = 0
    moments: list[datetime] = field(default_factory=list)
    judged: Judged = field(default_factory=dict)

    @property
    def minutes(self) -> float:
        """How long the pupil worked, as far as messages show it."""
        return minutes_of(self.moments)

    @property
    def first_tries(self) -> dict[tuple[int, str, int], Attempt]:
        """The first attempt at each question: by session, item and seed."""
        found: dict[tuple[int, str, int], Attempt] = {}
        for one in self.attempts:
            found.setdefault((one.session_id, one.item_id, one.seed), one)
        return found

    @property
    def right_alone(self) -> int:
        """How many questions were right at the first try and without help, by the mark that counts."""
        return sum(not one.aided and self.mark(one) is True for one in self.first_tries.values())

    def mark(self, attempt: Attempt) -> bool | None:
        """Return whether an attempt is right by the mark that counts: a teacher's before marking's own."""
        return judgements.mark_of(attempt, self.judged)


@dataclass(frozen=True)
class Standing:
    """How far a pupil has come: the parts that can still be done or have been, each with its stage.

    `asked` is how many questions a test has, 0 for work with help, whose questions are not counted beforehand.
    """

    state: Stage
    parts: tuple[tuple[Part, Stage], ...]
    answered: int
    asked: int
    minutes: int


@dataclass(frozen=True)
class QuestionResult:
    """One question of a test, over all pupils of a class."""

    item_id: str
    right: int
    wrong: int
    unsure: int
    left_out: int
    given: bool
    """Whether it is still put; one that has been hidden since is not."""

    @property
    def tried(self) -> int:
        """How many pupils have come to it."""
        return self.right + self.wrong + self.unsure + self.left_out

    @property
    def is_hard(self) -> bool:
        """Whether fewer than half of those who came to it were right; answers that wait for a mark are not counted."""
        settled = self.tried - self.unsure
        return settled >= FEWEST and self.right < HARD * settled


def read(db: Session, assignment: Assignment, pupil_ids: Sequence[int]) -> dict[int, Work]:
    """Return what each of some pupils did of set work; each has an entry."""
    found = {pupil_id: Work() for pupil_id in pupil_ids}
    query = select(TutoringSession).where(
        TutoringSession.assignment_id == assignment.id, col(TutoringSession.pupil_id).in_(pupil_ids)
    )
    whose: dict[int, Work] = {}
    for session in db.exec(query.order_by(col(TutoringSession.id))).all():
        found[session.pupil_id].sessions.append(session)
        whose[session.id or 0] = found[session.pupil_id]
    if whose:
        _read_turns(db, whose)
        _read_ends(db, whose)
        _read_attempts(db, whose)
        _read_hints(db, whose)
    return found


def _read_turns(db: Session, whose: Mapping[int, Work]) -> None:
    query = select(Turn.session_id, Turn.at, Turn.read_as, Turn.item_id)
    query = query.where(col(Turn.session_id).in_(whose), Turn.who == "pupil").order_by(col(Turn.id))
    for session_id, at, read_as, item_id in db.exec(query).all():
        whose[session_id].moments.append(at)
        if read_as == "pass" and item_id:
            whose[session_id].passed.append(item_id)


def _read_ends(db: Session, whose: Mapping[int, Work]) -> None:
    query = select(Turn.session_id).where(col(Turn.session_id).in_(whose), Turn.move == "finish")
    for session_id in db.exec(query).all():
        whose[session_id].ended.add(session_id)


def _read_attempts(db: Session, whose: Mapping[int, Work]) -> None:
    rows = db.exec(select(Attempt).where(col(Attempt.session_id).in_(whose)).order_by(col(Attempt.id))).all()
    judged = judgements.of_attempts(db, rows)
    for row in rows:
        whose[row.session_id].attempts.append(row)
        whose[row.session_id].judged = judged


def _read_hints(db: Session, whose: Mapping[int, Work]) -> None:
    query = select(HintGiven.session_id, HintGiven.bottom_out).where(col(HintGiven.session_id).in_(whose))
    for session_id, bottom_out in db.exec(query).all():
        if bottom_out:
            whose[session_id].solutions += 1
        else:
            whose[session_id].hints += 1


def session_of(part: Part, work: Work) -> TutoringSession | None:
    """Return the session in which a part is done or being done: a finished one, else the newest."""
    own = [one for one in work.sessions if one.purpose == "test" or one.objective_id == part.objective_id]
    return next((one for one in own if is_finished(one, work)), own[-1] if own else None)


def is_finished(session: TutoringSession, work: Work) -> bool:
    """Return whether a part is done with a session; a set that ended without a question done is to be done again."""
    return session.id in work.ended and (session.purpose == "test" or session.items_done > 0)


def standing_of(catalogue: Catalogue, assignment: Assignment, work: Work) -> Standing:
    """Return how far a pupil has come.

    A part of which every question has been hidden since is asked of nobody. Where a length is planned, work with help
    is done when that has been worked, whatever is left.
    """
    parts = [(one, _stage(one, work)) for one in assignments.parts_of(catalogue, assignment)]
    parts = [(one, stage) for one, stage in parts if stage != "not begun" or assignments.has_questions(catalogue, one)]
    at_work = any(one.phase != "done" and one.ended_at is None for one in work.sessions)
    in_time = assignment.mode == "coach" and assignment.minutes and work.minutes >= assignment.minutes and not at_work
    done = bool(parts) and (bool(in_time) or all(stage == "done" for _, stage in parts))
    state: Stage = "done" if done else "begun" if work.sessions else "not begun"
    answered = {one.item_id for one in work.attempts} | set(work.passed)
    asked = [one for one in assignment.item_ids if one in answered or assignments.is_given(catalogue, one)]
    in_test = assignment.mode == "test"
    count = len(answered) if in_test else len(work.first_tries)
    return Standing(state, tuple(parts), count, len(asked) if in_test else 0, round(work.minutes))


def _stage(part: Part, work: Work) -> Stage:
    session = session_of(part, work)
    if session is None:
        return "not begun"
    return "done" if is_finished(session, work) else "begun"


def questions(catalogue: Catalogue, assignment: Assignment, works: Sequence[Work]) -> list[QuestionResult]:
    """Return how a class did on each question of a test, in its order."""
    marks: dict[str, list[bool | None]] = defaultdict(list)
    left_out: dict[str, int] = defaultdict(int)
    for work in works:
        for one in work.first_tries.values():
            marks[one.item_id].append(work.mark(one))
        for item_id in work.passed:
            left_out[item_id] += 1
    return [
        QuestionResult(
            one,
            marks[one].count(True),
            marks[one].count(False),
            marks[one].count(None),
            left_out[one],
            assignments.is_given(catalogue, one),
        )
        for one in assignment.item_ids
    ]
