"""What a pupil may do next: candidates in the order in which they matter, each with its reason. Knows no addresses.

To let something new come first, add a function to `SOURCES`: it returns its candidates, the best first.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from sqlmodel import Session, col, select

from content_store.catalogue import Catalogue
from content_store.curriculum import Objective
from tutor import assigned_work, assignments, history, knowledge, placing, teacher_questions
from tutor.assembly import Tutor
from tutor.class_records import Assignment
from tutor.knowledge import Known
from tutor.placement import LIKELY
from tutor.records import TeacherQuestion, TutoringSession
from tutor.translating import Told

Why = Literal["set", "suits", "go on", "question", "review", "begun", "ready"]
"""The reason: the teacher set it for now; a placement found it; it was left open; the teacher gave the question; it is
due to be checked; it has been begun; what it needs is known."""
BEGUN = ("needs practice", "getting there")
MOST_SUITED = 3
"""Objectives that are put first after a placement: few enough to choose from."""


@dataclass(frozen=True)
class NextStep:
    """One thing to do next.

    Attributes:
        why: The reason.
        id: Of what is to be opened: a session for `go on`, a question for `question`, set work for `set`, else an
            objective.
        title: What it is on, as plain text with Markdown.
        because: For `ready` the titles of what it needs and the pupil has; for `begun` how well it is known.
    """

    why: Why
    id: str
    title: str
    because: tuple[str, ...] = ()


@dataclass(frozen=True)
class Looked:
    """What the sources may look at, for one pupil."""

    tutor: Tutor
    db: Session
    pupil_id: int
    known: Mapping[str, Known]

    @cached_property
    def objectives(self) -> list[Objective]:
        """All objectives in the order of teaching, those of the subject last worked in first."""
        subjects = [one.id for one in self.tutor.catalogue.subjects()]
        newest = next((one for one in history.sessions_of(self.db, self.pupil_id) if one.purpose != "question"), None)
        last = self.tutor.catalogue.subject_of(newest.objective_id) if newest else None
        ordered = sorted(subjects, key=lambda one: last is None or one != last.id)
        return [one for subject in ordered for one in self.tutor.catalogue.objectives(subject)]

    @cached_property
    def likely(self) -> set[str]:
        """The objectives that count as known when deciding what comes next."""
        return {name for name, one in self.known.items() if one.standing.known >= LIKELY}

    def words(self, objective_id: str) -> str:
        """Return how well an objective is known."""
        return self.known[objective_id].words if objective_id in self.known else "not started"

    def is_ready(self, objective: Objective) -> bool:
        """Return whether all that an objective needs is likely known."""
        return {needed.id for needed in self.tutor.catalogue.needs_of(objective.id)} <= self.likely


def candidates(tutor: Tutor, db: Session, pupil_id: int, known: Mapping[str, Known]) -> Iterator[NextStep]:
    """Yield what a pupil may do next, what matters most first; the first is what the page puts into its button."""
    looked = Looked(tutor, db, pupil_id, known)
    for source in SOURCES:
        yield from source(looked)


def set_by_teacher(looked: Looked) -> Iterator[NextStep]:
    """Yield the set work that is not done, what is due first first."""
    for one in assignments.for_pupil(looked.db, looked.pupil_id, assignments.today()):
        work = assigned_work.read(looked.db, one, [looked.pupil_id])[looked.pupil_id]
        standing = assigned_work.standing_of(looked.tutor.catalogue, one, work)
        if standing.parts and standing.state != "done":
            yield NextStep("set", str(one.id), one.title)


def suited(looked: Looked) -> Iterator[NextStep]:
    """Yield what suits in each subject in which the pupil has been placed and has begun nothing since."""
    likely = {name: one.standing.known for name, one in looked.known.items()}
    for subject in placing.not_yet_taken_up(looked.tutor, looked.db, looked.pupil_id):
        for one in placing.suited(looked.tutor, likely, subject)[:MOST_SUITED]:
            yield NextStep("suits", one.id, one.title)


def left_open(looked: Looked) -> Iterator[NextStep]:
    """Yield the newest session that was left with a question open."""
    newest = history.open_session(looked.db, looked.pupil_id)
    if newest and (title := title_of(looked.tutor, looked.db, newest)):
        yield NextStep("go on", str(newest.id), title)


def questions(looked: Looked) -> Iterator[NextStep]:
    """Yield the teachers' questions that the pupil has not opened yet, the newest first."""
    opened = select(TutoringSession.question_id).where(
        TutoringSession.pupil_id == looked.pupil_id, col(TutoringSession.question_id).is_not(None)
    )
    before = set(looked.db.exec(opened).all())
    for one in teacher_questions.for_pupil(looked.db, looked.pupil_id):
        if one.id not in before:
            yield NextStep("question", str(one.id), one.title)


def reviews(looked: Looked) -> Iterator[NextStep]:
    """Yield what is due to be checked, the longest overdue first."""
    for name in knowledge.due(looked.db, looked.pupil_id):
        if found := looked.tutor.catalogue.objective(name):
            yield NextStep("review", name, found.title)


def begun(looked: Looked) -> Iterator[NextStep]:
    """Yield what has been begun and is not yet known well, what can be gone on with first."""
    found = [one for one in looked.objectives if looked.words(one.id) in BEGUN]
    for one in sorted(found, key=lambda one: not looked.is_ready(one)):
        yield NextStep("begun", one.id, one.title, (looked.words(one.id),))


def ready(looked: Looked) -> Iterator[NextStep]:
    """Yield what is new and needs nothing that the pupil does not have."""
    for one in looked.objectives:
        fresh = looked.words(one.id) == "not started" and one.id not in looked.likely
        if fresh and looked.is_ready(one) and looked.tutor.catalogue.items_of(one.id):
            needs = looked.tutor.catalogue.needs_of(one.id)
            yield NextStep("ready", one.id, one.title, tuple(needed.title for needed in needs))


SOURCES: tuple[Callable[[Looked], Iterator[NextStep]], ...] = (
    set_by_teacher,
    suited,
    left_open,
    questions,
    reviews,
    begun,
    ready,
)
"""Where candidates come from, in the order in which they matter."""


def title_of(tutor: Tutor, db: Session, session: TutoringSession) -> str:
    """Return what a session is on: an objective, a teacher's question, a test, or finding out where to start.

    Empty for an objective that the present curriculum no longer has.
    """
    if session.question_id:
        return db.get_one(TeacherQuestion, session.question_id).title
    if session.purpose == "test" and session.assignment_id:
        return db.get_one(Assignment, session.assignment_id).title
    if session.purpose == "placement":
        return placement_title(tutor.catalogue, session)
    objective = tutor.catalogue.objective(session.objective_id)
    return objective.title if objective else ""


def placement_title(catalogue: Catalogue, session: TutoringSession) -> str:
    """Return what a placement is called: it is on a whole subject, whatever objective its open question is on."""
    subject = catalogue.subject(session.subject_id or "")
    if subject is None:
        return Told("Finding out where to start")
    return Told("Finding out where to start: %(subject)s", subject=subject.title)
